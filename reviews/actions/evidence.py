"""Sources as they come in: checked one by one, then written in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claims import clock, intake
from reviews.enums import SourceKind, Stance
from reviews.errors import NoSources, SourceIncomplete, UnknownChoice
from reviews.models import Source, Verdict

TEXTS = {"title": 300, "publisher": 200, "note": 500}


@dataclass(frozen=True, kw_only=True)
class SourceDraft:
    """One piece of evidence as somebody typed it."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    published_on: str | date | None = None
    accessed_on: str | date | None = None
    quote: str = ""
    kind: str = SourceKind.SECONDARY
    stance: str = Stance.CONTEXT
    note: str = ""


def checked(drafts: Iterable[SourceDraft]) -> list[SourceDraft]:
    """The same, tidied. Raises NoSources, SourceIncomplete, UnknownChoice or what `claims.intake` refuses."""
    sources = [_checked(number, draft) for number, draft in enumerate(drafts, start=1)]
    if not sources:
        raise NoSources
    return sources


def attach(drafts: Sequence[SourceDraft], **owner: Any) -> None:
    """Write the sources of a review or of a published version, in their order."""
    Source.objects.bulk_create(
        Source(**owner, position=position, **vars(draft)) for position, draft in enumerate(drafts, start=1)
    )


def as_drafts(sources: Iterable[Source]) -> list[SourceDraft]:
    """What is written, as if it had just been typed: a published version starts from its review's sources."""
    return [
        SourceDraft(**{name: getattr(source, name) for name in SourceDraft.__dataclass_fields__}) for source in sources
    ]


def merged(verdict: Verdict) -> list[SourceDraft]:
    """What a first version shows: the sources of the finding whose words it takes, then what only the others found."""
    lead, found = verdict.review_id, list(verdict.rests_on.prefetch_related("sources"))
    ordered = sorted(found, key=lambda review: (review.pk != lead, review.pk))
    drafts = [draft for review in ordered for draft in as_drafts(review.sources.all())]
    by_place: dict[str, SourceDraft] = {}
    for draft in drafts:
        by_place.setdefault(draft.url or draft.title, draft)
    return list(by_place.values())


def _checked(number: int, draft: SourceDraft) -> SourceDraft:
    field = f"sources.{number}"
    url = intake.web_address(draft.url, f"{field}.url")
    tidy = SourceDraft(
        url=url,
        published_on=intake.day(draft.published_on, f"{field}.published_on"),
        # Pages change: who gives an address has just looked at it, unless they say when.
        accessed_on=intake.day(draft.accessed_on, f"{field}.accessed_on") or (clock.now().date() if url else None),
        quote=intake.prose(draft.quote, f"{field}.quote"),
        kind=_choice(draft.kind, SourceKind, "kind of source", f"{field}.kind"),
        stance=_choice(draft.stance, Stance, "stance", f"{field}.stance"),
        **{name: intake.line(getattr(draft, name), f"{field}.{name}", limit) for name, limit in TEXTS.items()},
    )
    if not (tidy.url or tidy.title):
        raise SourceIncomplete(number=number, field=field)
    return tidy


def _choice(value: str, choices: type[SourceKind] | type[Stance], what: str, field: str) -> str:
    if value not in choices.values:
        raise UnknownChoice(field=field, value=value, what=what, choices=", ".join(choices.values))
    return value

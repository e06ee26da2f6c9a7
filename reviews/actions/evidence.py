"""Sources as they come in: checked one by one, then written in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urldefrag, urlsplit

from tld import get_fld

from claims import clock, intake
from reviews.actions import archive
from reviews.enums import SourceKind, Stance
from reviews.errors import (
    NoSources,
    SourceIncomplete,
    SourcesNotIndependent,
    TooFewSources,
    UnknownChoice,
    WithheldSourceNamed,
    WithheldSourceUndescribed,
)
from reviews.models import Rating, Rules, Source, Verdict

TEXTS = {"title": 300, "publisher": 200, "author": 200, "note": 500, "withheld_reason": 300}
IDENTIFYING = ("url", "title", "publisher", "author")


@dataclass(frozen=True, kw_only=True)
class SourceDraft:
    """One piece of evidence as somebody typed it."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: str | date | None = None
    accessed_on: str | date | None = None
    quote: str = ""
    kind: str = SourceKind.SECONDARY
    stance: str = Stance.CONTEXT
    note: str = ""
    withheld_reason: str = ""


def checked(drafts: Iterable[SourceDraft], rating: Rating | None = None) -> list[SourceDraft]:
    """The same, tidied; with `rating` as many and as independent as the desk's rules want for it.

    Raises NoSources, SourceIncomplete, WithheldSourceNamed, WithheldSourceUndescribed, UnknownChoice, what
    `claims.intake` refuses, and what `require_enough` raises.
    """
    sources = [_checked(number, draft) for number, draft in enumerate(drafts, start=1)]
    if not sources:
        raise NoSources
    if rating:
        require_enough(sources, rating)
    return sources


def require_enough(sources: Sequence[SourceDraft], rating: Rating) -> None:
    """Raises TooFewSources or SourcesNotIndependent when these do not carry such a rating by the rules of the desk."""
    rules = Rules.current()
    different = {urldefrag(source.url).url or source.title or source.note for source in sources}
    if len(different) < rules.sources_wanted:
        raise TooFewSources(wanted=rules.sources_wanted, given=len(different))
    if rating.is_decisive and (given := independent(sources)) < rules.decisive_sources_wanted:
        raise SourcesNotIndependent(value=rating.label, wanted=rules.decisive_sources_wanted, given=given)


def independent(sources: Sequence[SourceDraft]) -> int:
    """From how many publishers they come; one that is not named goes by who the host belongs to.

    All that say neither count as one at most, for nobody can tell whether they are different.
    """
    owners = {_owner(source.url): source.publisher for source in sources if source.publisher}
    publishers = {source.publisher or owners.get(_owner(source.url)) or _owner(source.url) for source in sources}
    return max(1, len({publisher.casefold() for publisher in publishers if publisher}))


def _owner(url: str) -> str:
    """Who an address belongs to: “bbc.co.uk” of any host of theirs; empty without an address."""
    host = urlsplit(url).hostname or ""
    return get_fld(url, fail_silently=True) or host.removeprefix("www.") if host else ""


def attach(drafts: Sequence[SourceDraft], **owner: Any) -> None:
    """Write the sources of a review or of a published version, in their order, each with its archived copy."""
    copies = archive.want((draft.url, draft.accessed_on) for draft in drafts)
    Source.objects.bulk_create(
        Source(**owner, position=position, archived_copy=copies.get((draft.url, draft.accessed_on)), **vars(draft))
        for position, draft in enumerate(drafts, start=1)
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
        by_place.setdefault(draft.url or draft.title or draft.note, draft)
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
    if tidy.withheld_reason:
        _require_nameless(tidy, number, field)
    elif not (tidy.url or tidy.title):
        raise SourceIncomplete(number=number, field=field)
    return tidy


def _require_nameless(source: SourceDraft, number: int, field: str) -> None:
    named = next((name for name in IDENTIFYING if getattr(source, name)), "")
    if named:
        raise WithheldSourceNamed(number=number, field=f"{field}.{named}")
    if not source.note:
        raise WithheldSourceUndescribed(number=number, field=f"{field}.note")


def _choice(value: str, choices: type[SourceKind] | type[Stance], what: str, field: str) -> str:
    if value not in choices.values:
        raise UnknownChoice(field=field, value=value, what=what, choices=", ".join(choices.values))
    return value

"""Writing rating scales: a new one, the next version of one, and which of them is in use. Nothing written is changed.

What stands keeps its rating: reviews and published versions point at a label of the version they were made with.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from claims import clock, intake, policy
from claims.actions import desk_events
from claims.enums import About, DeskAct
from claims.errors import Change, NotAllowed, NotFound, StaleVersion
from reviews.enums import Colour
from reviews.errors import (
    LabelIncomplete,
    LabelTwice,
    NameNeeded,
    NothingSucceeded,
    NumbersNotInOrder,
    ScaleExists,
    ScaleTooShort,
    UnknownChoice,
    WrongNumber,
    WrongSlug,
)
from reviews.models import Rating, RatingScale
from reviews.signals import scale_chosen, scale_written

SLUG = re.compile(r"[a-z0-9_-]{1,40}")
LARGEST = 100
FEWEST_ON_THE_LINE = 2
LATEST = 5  # versions that a refusal tells of


@dataclass(frozen=True, kw_only=True)
class LabelDraft:
    """One label as somebody typed it. Without a slug it gets one made of its words."""

    label: str
    definition: str
    slug: str = ""
    on_line: bool = True
    value: int | None = None
    colour: str = Colour.GREY


def create(slug: str, name: str, labels: Iterable[LabelDraft], *, actor: Any) -> RatingScale:
    """Write a new scale at version 1; it is in use once somebody uses it. Raises ScaleExists."""
    _require_editor(actor, "write a rating scale")
    slug, name, drafts = _slug(slug, "slug"), _name(name), checked(labels)
    with transaction.atomic():
        _lock_scales()
        if RatingScale.objects.filter(slug=slug).exists():
            raise ScaleExists(slug=slug)
        scale = _write(RatingScale(slug=slug, version=1, name=name), drafts, actor)
        _tell(scale, DeskAct.ADD, f"wrote the rating scale “{name}”: {_in_words(drafts)}", actor)
        return scale


def succeed(
    slug: str, labels: Iterable[LabelDraft], *, actor: Any, name: str | None = None, seen: int | None = None
) -> RatingScale:
    """Write the next version of a scale whole and use it from now on, for open claims too.

    `seen` is the version that the labels were made from. Raises StaleVersion, NothingSucceeded, or what is wrong.
    """
    _require_editor(actor, "write a rating scale")
    drafts = checked(labels)
    with transaction.atomic():
        last = _lock_scales().filter(slug=slug).order_by("version").last()
        if last is None:
            raise NotFound(thing="rating scale")
        if seen is not None and seen != last.version:
            raise StaleVersion(seen=seen, current=last.version, changes=_written_since(slug, seen))
        name = last.name if name is None else _name(name)
        if (name, drafts) == (last.name, as_drafts(last.ratings.all())):
            raise NothingSucceeded(version=last.version)
        following = _write(RatingScale(slug=last.slug, version=last.version + 1, name=name), drafts, actor)
        did = f"wrote version {following.version} of the rating scale “{last.name}”"
        did += f", now “{name}”" if name != last.name else ""
        _tell(following, DeskAct.CHANGE, f"{did}, and lets findings be rated on it: {_in_words(drafts)}", actor)
        return _choose(following, actor)


def use(slug: str, version: int, *, actor: Any) -> RatingScale:
    """Let findings be rated on this version from now on. Which one it is already is no error."""
    _require_editor(actor, "choose the rating scale")
    with transaction.atomic():
        scale: RatingScale | None = _lock_scales().filter(slug=slug, version=version).first()
        if scale is None:
            raise NotFound(thing="rating scale")
        if scale.current:
            return scale
        _tell(scale, DeskAct.ACTIVATE, f"let findings be rated on “{scale.name}”, version {version}", actor)
        return _choose(scale, actor)


def checked(labels: Iterable[LabelDraft]) -> list[LabelDraft]:
    """The same, tidied, in their order: the line begins with the best. Raises what is wrong with the first."""
    drafts = [_checked(number, draft) for number, draft in enumerate(labels, start=1)]
    _all_different(drafts, "label")
    _all_different(drafts, "slug")
    numbers = [draft.value for draft in drafts if draft.on_line]
    if len(numbers) < FEWEST_ON_THE_LINE:
        raise ScaleTooShort
    given = [number for number in numbers if number is not None]
    if given and (len(given) < len(numbers) or any(above <= below for above, below in pairwise(given))):
        raise NumbersNotInOrder
    return drafts


def as_drafts(ratings: Iterable[Rating]) -> list[LabelDraft]:
    """What is written, as if it had just been typed: the next version starts from the last one."""
    fields = LabelDraft.__dataclass_fields__
    in_order = sorted(ratings, key=lambda rating: rating.position)
    return [LabelDraft(**{name: getattr(rating, name) for name in fields}) for rating in in_order]


def _written_since(slug: str, version: int) -> list[Change]:
    later = RatingScale.objects.filter(slug=slug, version__gt=version).select_related("made_by").order_by("-version")
    return [
        Change(str(scale.made_by), "succeed", f"wrote version {scale.version}", "", scale.made_at)
        for scale in reversed(later[:LATEST])
        if scale.made_at  # what came with the desk is version 1, and followed nothing
    ]


def _require_editor(actor: Any, act: str) -> None:
    if not policy.is_editor(actor):
        raise NotAllowed(act=act, needs=policy.is_editor.__doc__)


def _lock_scales() -> Any:
    """Two who write or choose at once: the second waits here, and then sees what the first one did."""
    list(RatingScale.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    return RatingScale.objects.all()


def _write(scale: RatingScale, drafts: Sequence[LabelDraft], actor: Any) -> RatingScale:
    scale.size, scale.made_by, scale.made_at = len(drafts), actor, clock.now()
    scale.save(force_insert=True)
    Rating.objects.bulk_create(
        Rating(scale=scale, position=position, **vars(draft)) for position, draft in enumerate(drafts, start=1)
    )
    scale_written.send(RatingScale, scale=scale)
    return scale


def _choose(scale: RatingScale, actor: Any) -> RatingScale:
    before = RatingScale.objects.filter(current=True).first()
    RatingScale.objects.filter(current=True).update(current=False)
    scale.current, scale.chosen_by, scale.chosen_at = True, actor, clock.now()
    scale.save(update_fields=["current", "chosen_by", "chosen_at"])
    scale_chosen.send(RatingScale, scale=scale, before=before)
    return scale


def _tell(scale: RatingScale, act: DeskAct, did: str, actor: Any) -> None:
    desk_events.record(About.SCALE, scale.slug, act, did, actor=actor)


def _in_words(drafts: Sequence[LabelDraft]) -> str:
    return ", ".join(draft.label for draft in drafts)


def _name(name: str) -> str:
    if not (tidy := intake.line(name, "name", 100)):
        raise NameNeeded
    return tidy


def _slug(slug: str, field: str) -> str:
    tidy = slug.strip()
    if not SLUG.fullmatch(tidy):
        raise WrongSlug(value=slug, field=field)
    return tidy


def _checked(number: int, draft: LabelDraft) -> LabelDraft:
    field = f"labels.{number}"
    label = intake.line(draft.label, f"{field}.label", 60)
    definition = intake.line(draft.definition, f"{field}.definition", 300)
    if not (label and definition):
        raise LabelIncomplete(number=number, field=f"{field}.{'definition' if label else 'label'}")
    if draft.colour not in Colour.values:
        choices = ", ".join(Colour.values)
        raise UnknownChoice(field=f"{field}.colour", value=draft.colour, what="colour", choices=choices)
    if why := _wrong(draft):
        raise WrongNumber(number=number, value=draft.value, why=why, field=f"{field}.value")
    slug = draft.slug.strip() or slugify(label).replace("-", "_")[:40]
    return replace(draft, label=label, definition=definition, slug=_slug(slug, f"{field}.slug"))


def _wrong(draft: LabelDraft) -> str:
    if draft.value is None:
        return ""
    if not draft.on_line:
        return "an outcome off the line has none"
    return "" if 0 <= draft.value <= LARGEST else f"use a whole one from 0 to {LARGEST}"


def _all_different(drafts: Sequence[LabelDraft], name: str) -> None:
    """No two that readers would take for the same: case does not count."""
    seen = Counter[str]()
    for number, draft in enumerate(drafts, start=1):
        value = getattr(draft, name)
        if seen[value.casefold()]:
            raise LabelTwice(value=value, field=f"labels.{number}.{name}")
        seen[value.casefold()] += 1

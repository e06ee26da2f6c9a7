"""Keeping what is typed: saved often, seen by its author alone, gone once the finding is recorded."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from claims import clock
from reviews.actions.assignments import visible
from reviews.errors import DraftTooLong, StaleDraft
from reviews.models import Draft

FIELDS = ("rating", "summary", "reasoning")
LONGEST = 200_000  # characters of JSON; a finding with forty sources has less


def keep(assignment_id: int, *, actor: Any, words: Mapping[str, Any], seen: int | None = None) -> Draft:
    """Keep what stands in the form, also after the lease is gone.

    `seen` is the version of the draft that was typed on. Raises StaleDraft when another device saved a later one;
    without `seen` the latest wins. Raises NotFound for somebody else's assignment, DraftTooLong.
    """
    assignment = visible(assignment_id, actor)
    words = _storable(words)
    if len(json.dumps(words, ensure_ascii=False)) > LONGEST:
        raise DraftTooLong(limit=LONGEST)
    with transaction.atomic():
        draft, made = Draft.objects.select_for_update().get_or_create(
            person=actor, claim_id=assignment.claim_id, defaults={"words": words, "saved_at": clock.now()}
        )
        if not made:
            if seen is not None and seen != draft.version:
                raise StaleDraft(seen=seen, current=draft.version)
            draft.words, draft.version, draft.saved_at = words, draft.version + 1, clock.now()
            draft.save()
        return draft


def keep_refused(assignment_id: int, *, actor: Any, words: Mapping[str, Any], seen: int | None = None) -> Draft:
    """Keep what was sent and not recorded. Where another window saved a later text, the draft holds both afterwards."""
    words = _storable(words)
    with transaction.atomic():
        mine = Draft.objects.filter(person=actor, claim_id=visible(assignment_id, actor).claim_id)
        there = mine.select_for_update().first()
        if there is None or seen is None or seen == there.version:
            return keep(assignment_id, actor=actor, words=words)
        if _holds(there.words, words):
            return there
        return keep(assignment_id, actor=actor, words=_both(there.words, words))


def holds_more(draft: Draft, words: Mapping[str, Any]) -> bool:
    """Whether it says what these words lack."""
    return not _holds(_storable(words), draft.words)


def _holds(kept: Mapping[str, Any], words: Mapping[str, Any]) -> bool:
    """Whether nothing of these words is missing in what is kept."""
    texts = all(_text(words, name) in _text(kept, name) for name in ("summary", "reasoning"))
    return texts and not _missing(kept, words)


def _both(kept: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    """The later text first, under it what it lacks of the other."""
    joined = {name: _text(kept, name) for name in ("summary", "reasoning")}
    for name, text in joined.items():
        if (mine := _text(words, name)) not in text:
            joined[name] = f"{text}\n\n{mine}".strip()
    rows = [*_rows(kept), *_missing(kept, words)]
    return {**kept, **joined, "rating": kept.get("rating") or words.get("rating") or "", "sources": rows}


def _missing(kept: Mapping[str, Any], words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Sources of these words that are not among the kept ones, whatever is left empty in which way."""
    there = [_filled(row) for row in _rows(kept)]
    return [row for row in _rows(words) if _filled(row) not in there]


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    return {name: text for name, text in row.items() if text}


def _rows(words: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The sources, as far as they have the shape of one: a draft was checked by nobody."""
    rows = words.get("sources")
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _text(words: Mapping[str, Any], name: str) -> str:
    return str(words.get(name) or "").strip()


def _storable(value: Any) -> Any:
    """Without what PostgreSQL keeps in no text, NUL and half a surrogate pair: no draft is refused for its letters."""
    if isinstance(value, str):
        return "".join("\ufffd" if letter == "\0" or "\ud800" <= letter <= "\udfff" else letter for letter in value)
    if isinstance(value, Mapping):
        return {_storable(name): _storable(inner) for name, inner in value.items()}
    return [_storable(inner) for inner in value] if isinstance(value, list) else value


def discard(actor: Any, claim_id: int) -> None:
    """The finding is recorded: nothing is left to be kept."""
    Draft.objects.filter(person=actor, claim_id=claim_id).delete()


def as_form(draft: Draft) -> dict[str, Any]:
    """What was kept, as far as it has the shape of the form: it was written by a browser and checked by nobody."""
    words = {name: draft.words[name] for name in FIELDS if isinstance(draft.words.get(name), str)}
    return words | {"sources": _rows(draft.words)}

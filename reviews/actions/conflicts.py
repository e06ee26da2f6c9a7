"""Declaring conflicts of interest and ending them. They are no part of a claim's history, but of that of the desk."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from claims import clock, intake, policy
from claims.actions import desk_events, topics
from claims.actions.advance import lock_claim
from claims.enums import About, DeskAct
from claims.errors import NotAllowed, NotFound, TooLong
from claims.models import Claim
from reviews.enums import NAMED_BY_WORDS, ConflictKind
from reviews.errors import AlreadyEnded, ConflictIncomplete, NotInTheNewsroom, UnknownChoice, WrongPeriod
from reviews.matching import patterns
from reviews.models import Conflict

MOST_WORDS = 20  # each is looked for in every claim of the queue


@dataclass(frozen=True, kw_only=True)
class Interest:
    """What somebody must not judge, and for how long. Of value, topic and claim the one that the kind asks for."""

    kind: str
    value: str = ""  # an outlet (its name or its web address), an organisation, a claimant
    topic: str = ""  # its slug or its name
    claim: int | None = None
    starts_on: date | None = None  # None: today
    ends_on: date | None = None  # the last day; None: until it is ended
    note: str = ""


def declare(interest: Interest, *, person_id: int, actor: Any) -> Conflict:
    """Keep the person away from such claims. People declare their own conflicts, editors anybody's.

    The same again is the one that stands. Raises ConflictIncomplete, WrongPeriod, UnknownChoice, UnknownTopic,
    NotInTheNewsroom, NotAllowed or what `claims.intake` refuses.
    """
    if person_id != actor.pk and not policy.is_editor(actor):
        raise NotAllowed(act="declare a conflict of somebody else", needs="an editor")
    _must_belong(person_id)
    wanted = _checked(interest)
    with transaction.atomic():
        if claim_id := wanted["claim_id"]:
            lock_claim(claim_id)  # before the person, as everybody does
        lock_person(person_id)
        if standing := Conflict.objects.filter(person=person_id, ended_at=None, **wanted).first():
            return standing
        made = Conflict.objects.create(person_id=person_id, declared_by=actor, **wanted)
        if made.kind != ConflictKind.CLAIM:  # of stepping aside the claim's own history tells
            _tell(made, DeskAct.ADD, "declared a", f", {_period(made)}", actor)
        return made


def end(conflict_id: int, *, actor: Any, ends_on: date | None = None) -> Conflict:
    """Let the conflict hold no longer than this day, today unless told. The row stays.

    What an editor declared, an editor ends, and so it is with stepping aside from a claim.
    Raises NotFound, NotAllowed, AlreadyEnded or WrongPeriod.
    """
    with transaction.atomic():
        seen = Conflict.objects.visible_to(actor).filter(pk=conflict_id)
        found: Conflict | None = seen.select_for_update(of=("self",)).first()
        if found is None:
            raise NotFound(thing="conflict of interest")
        if not policy.is_editor(actor) and (found.declared_by_id != actor.pk or found.kind == ConflictKind.CLAIM):
            raise NotAllowed(act="end this conflict of interest", needs="an editor")
        if found.ended_at or found.is_over:
            raise AlreadyEnded(last=found.ends_on)
        last = _last_day(found.starts_on, ends_on or max(clock.today(), found.starts_on))
        found.ends_on = min(last, found.ends_on or last)
        found.ended_by, found.ended_at = actor, clock.now()
        found.save(update_fields=["ends_on", "ended_by", "ended_at"])
        _tell(found, DeskAct.REMOVE, "ended the", f"; its last day is {found.ends_on:%-d %B %Y}", actor)
        return found


def lock_person(person_id: int) -> None:
    """Until the transaction ends: for whoever counts what they hold, looks at their conflicts, or declares one."""
    get_user_model().objects.select_for_update(of=("self",), no_key=True).get(pk=person_id)


def _tell(conflict: Conflict, act: DeskAct, did: str, rest: str, actor: Any) -> None:
    """In the history of the desk, which editors read. The note stays where the conflict is."""
    person = conflict.person
    whose = "their own" if person == actor else str(person)
    what = f"{conflict.get_kind_display().lower()} “{conflict.named}”"
    did = f"{did} conflict of interest of {whose}: {what}{rest}"
    desk_events.record(About.CONFLICT, person.get_username(), act, did, actor=actor)


def _period(conflict: Conflict) -> str:
    until = f" until {conflict.ends_on:%-d %B %Y}" if conflict.ends_on else ""
    return f"from {conflict.starts_on:%-d %B %Y}{until}"


def _must_belong(person_id: int) -> None:
    person = get_user_model().objects.filter(pk=person_id).first()
    if person is None or not policy.has_a_role(person):
        raise NotInTheNewsroom(username=person.get_username() if person else person_id)


def _checked(given: Interest) -> dict[str, Any]:
    """The columns of the row. What its kind does not ask for is left out."""
    if given.kind not in ConflictKind.values:
        choices = ", ".join(ConflictKind.values)
        raise UnknownChoice(field="kind", value=given.kind, what="kind of conflict", choices=choices)
    starts_on = given.starts_on or clock.today()
    return {
        "kind": given.kind,
        "value": _words(given) if given.kind in NAMED_BY_WORDS else "",
        "topic_id": _topic(given) if given.kind == ConflictKind.TOPIC else None,
        "claim_id": _claim(given) if given.kind == ConflictKind.CLAIM else None,
        "starts_on": starts_on,
        "ends_on": _last_day(starts_on, given.ends_on) if given.ends_on else None,
        "note": intake.prose(given.note, "note", 2_000),
    }


def _words(given: Interest) -> str:
    value = intake.line(given.value, "value", 200)
    words = patterns.words_of(value)
    if not words:
        raise ConflictIncomplete(field="value", kind=given.kind)
    if len(words) > MOST_WORDS:
        raise TooLong(f"A conflict is named in at most {MOST_WORDS} words.", field="value")
    return value


def _topic(given: Interest) -> int:
    if not given.topic.strip():
        raise ConflictIncomplete(field="topic", kind=given.kind)
    return topics.named([given.topic], field="topic")[0].pk


def _claim(given: Interest) -> int:
    found = given.claim is not None and Claim.objects.filter(pk=given.claim).exists()
    if not found or given.claim is None:
        raise ConflictIncomplete(field="claim", kind=given.kind)
    return given.claim


def _last_day(first: date, last: date) -> date:
    if last < first:
        raise WrongPeriod(first=first, last=last)
    return last

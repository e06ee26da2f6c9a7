"""What the acts on a claim have in common, as a table: where each starts and ends, who does it, what it needs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from claims import clock
from claims.actions import reshaping, triage, wording
from claims.actions.spans import Place
from claims.enums import Act, Priority, Status
from claims.models import Article, Claim, Event, Job, Revision
from reviews.actions import adjudication, assignments, findings, letting_go, verdicts, wanted
from reviews.actions.verdicts import Correction
from reviews.models import Approval, Assignment, FeedEntry, Review, Source, Verdict, VerdictVersion
from tests.factories import record
from tests.rows import rows_of

NOTE = "The table has been revised."
HISTORY = [
    Article,
    Revision,
    Claim,
    Event,
    Job,
    Assignment,
    Review,
    Source,
    Verdict,
    Approval,
    VerdictVersion,
    FeedEntry,
]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One act done once. `do` gets the claim, the actor and whatever else the test hands to the action."""

    act: Act
    before: Status
    after: Status
    by: str  # the member of the cast who does it
    not_by: str  # somebody at the desk who may not
    do: Callable[..., Any]
    event_note: str | Callable[[Claim], str] = ""  # of the claim as it was before
    last_write: str = ""  # what is written after the event, so that a test can make it fail
    names_a_version: bool = True
    needs_a_note: bool = False
    prepare: Callable[[Claim, Any], Any] = lambda claim, actor: None  # what else must be so before it


def held(claim: Claim) -> Assignment:
    """The claim's assignment, also when it has just been closed: whoever acts twice names the same one twice."""
    found: Assignment = claim.assignments.latest("id")
    return found


def give_back(claim: Claim, actor: Any, note: str = NOTE) -> Any:
    return letting_go.release(held(claim).pk, actor=actor, note=note)


def review(claim: Claim, actor: Any) -> Any:
    assignment = held(claim)
    assignment.reviewer = actor
    return record(assignment)


def noted(action: Callable[..., Any]) -> Callable[..., Any]:
    return lambda claim, actor, note=NOTE, **seen: action(claim.pk, actor=actor, note=note, **seen)


def plain(action: Callable[..., Any]) -> Callable[..., Any]:
    return lambda claim, actor, **seen: action(claim.pk, actor=actor, **seen)


def hand_to_rhea(claim: Claim, actor: Any, **seen: Any) -> Any:
    first = get_user_model().objects.get(username="first-reviewer")
    return assignments.assign(claim.pk, reviewer_id=first.pk, actor=actor, **seen)


def correct(claim: Claim, actor: Any, note: str = NOTE, **seen: Any) -> Any:
    return verdicts.correct(claim.pk, actor=actor, correction=Correction(note=note, rating="mostly_false"), **seen)


def hand_over(claim: Claim, actor: Any, note: str = NOTE) -> Any:
    second = get_user_model().objects.get(username="second-reviewer")
    return letting_go.hand_over(held(claim).pk, actor=actor, reviewer_id=second.pk, note=note)


def leave(action: Callable[..., Any], **words: Any) -> Callable[..., Any]:
    return lambda claim, actor, note=NOTE: action(held(claim).pk, actor=actor, note=note, **words)


def adjudicate(claim: Claim, actor: Any) -> Any:
    """Settle what the actor was asked to settle; who was not asked tries with the token all the same."""
    assignment = claim.assignments.filter(role="adjudication").latest("id")
    assignment.reviewer = actor
    return record(assignment, rating="half_true")


def appoint(claim: Claim, actor: Any, **seen: Any) -> Any:
    return adjudication.appoint(claim.pk, person_id=actor.pk, actor=actor, **seen)


def tomorrow() -> str:
    return f"{timezone.localdate(clock.now()) + timedelta(days=1):%Y-%m-%d}"


def adjust(claim: Claim, actor: Any, **seen: Any) -> Any:
    """Leave the full stop out."""
    place = Place(claim.text.rstrip("."), claim.start, claim.start + len(claim.text.rstrip(".")))
    return reshaping.adjust(claim.pk, actor=actor, place=place, **seen)


def split(claim: Claim, actor: Any, **seen: Any) -> Any:
    return reshaping.split(claim.pk, actor=actor, at=claim.start + len(claim.text.split()[0]), **seen)


def merge(claim: Claim, actor: Any, **seen: Any) -> Any:
    others = claim.article.claims.exclude(pk=claim.pk)
    return reshaping.merge(claim.pk, actor=actor, other=max(others.values_list("pk", flat=True), default=0), **seen)


def as_it_was(claim: Claim) -> str:
    return f"it was {claim.start} to {claim.end}: “{claim.text}”"


def youngest() -> int:
    return Claim.objects.latest("pk").pk


EXAMPLES = [
    Example(
        act=Act.ADJUST,
        before=Status.IN_REVIEW,
        after=Status.IN_REVIEW,
        by="reviewer",
        not_by="second_reviewer",
        do=adjust,
        event_note=as_it_was,
        last_write="claims.actions.advance.record",
    ),
    Example(
        act=Act.SPLIT,
        before=Status.IN_REVIEW,
        after=Status.IN_REVIEW,
        by="reviewer",
        not_by="editor",
        do=split,
        event_note=lambda claim: f"the rest is claim {youngest()}; {as_it_was(claim)}",
        last_write="claims.actions.advance.record",
    ),
    Example(
        act=Act.MERGE,
        before=Status.IN_REVIEW,
        after=Status.IN_REVIEW,
        by="reviewer",
        not_by="second_reviewer",
        prepare=split,
        do=merge,
        event_note=lambda claim: f"claim {youngest()} is a part of it; {as_it_was(claim)}",
        last_write="claims.actions.reshaping._take_in",
    ),
    Example(
        act=Act.CLARIFY,
        before=Status.REVIEWED,
        after=Status.REVIEWED,
        by="editor",
        not_by="reviewer",
        do=lambda claim, actor, **seen: wording.clarify(claim.pk, actor=actor, wording=NOTE, **seen),
        event_note=NOTE,
    ),
    Example(
        act=Act.QUEUE,
        before=Status.NEW,
        after=Status.QUEUED,
        by="editor",
        not_by="reviewer",
        do=plain(triage.queue),
    ),
    Example(
        act=Act.DISMISS,
        before=Status.IN_REVIEW,
        after=Status.DISMISSED,
        by="editor",
        not_by="reviewer",
        do=noted(triage.dismiss),
        event_note=NOTE,
        needs_a_note=True,
        last_write="reviews.receivers.close",
    ),
    Example(
        act=Act.RESTORE,
        before=Status.DISMISSED,
        after=Status.NEW,
        by="editor",
        not_by="reviewer",
        do=plain(triage.restore),
    ),
    Example(
        act=Act.TAKE,
        before=Status.QUEUED,
        after=Status.IN_REVIEW,
        by="reviewer",
        not_by="editor",
        do=lambda claim, actor: assignments.take_next(actor=actor),
        names_a_version=False,
        last_write="reviews.actions.places.hold",
    ),
    Example(
        act=Act.ASSIGN,
        before=Status.QUEUED,
        after=Status.IN_REVIEW,
        by="editor",
        not_by="second_reviewer",
        do=hand_to_rhea,
        event_note="to first-reviewer",
        last_write="reviews.actions.places.hold",
    ),
    Example(
        act=Act.RELEASE,
        before=Status.IN_REVIEW,
        after=Status.QUEUED,
        by="reviewer",
        not_by="second_reviewer",
        do=give_back,
        event_note=NOTE,
        names_a_version=False,
        needs_a_note=True,
        last_write="reviews.actions.assignments.close",
    ),
    Example(
        act=Act.REVIEW,
        before=Status.IN_REVIEW,
        after=Status.REVIEWED,
        by="reviewer",
        not_by="editor",
        do=review,
        names_a_version=False,
        last_write="reviews.actions.places._propose",
    ),
    Example(
        act=Act.APPROVE,
        before=Status.REVIEWED,
        after=Status.APPROVED,
        by="editor",
        not_by="reviewer",
        do=plain(verdicts.approve),
        last_write="reviews.models.Verdict.save",
    ),
    Example(
        act=Act.SEND_BACK,
        before=Status.REVIEWED,
        after=Status.IN_REVIEW,
        by="editor",
        not_by="reviewer",
        do=noted(findings.send_back),
        event_note=NOTE,
        needs_a_note=True,
        last_write="reviews.actions.places.hold",
    ),
    Example(
        act=Act.PUBLISH,
        before=Status.APPROVED,
        after=Status.PUBLISHED,
        by="editor",
        not_by="reviewer",
        do=plain(verdicts.publish),
        last_write="reviews.actions.feed._add",
    ),
    Example(
        act=Act.CORRECT,
        before=Status.PUBLISHED,
        after=Status.PUBLISHED,
        by="editor",
        not_by="reviewer",
        do=correct,
        event_note=NOTE,
        needs_a_note=True,
        last_write="reviews.actions.feed._add",
    ),
    Example(
        act=Act.WITHDRAW,
        before=Status.PUBLISHED,
        after=Status.WITHDRAWN,
        by="editor",
        not_by="reviewer",
        do=noted(verdicts.withdraw),
        event_note=NOTE,
        needs_a_note=True,
        last_write="reviews.actions.feed._add",
    ),
    Example(
        act=Act.POSTPONE,
        before=Status.IN_REVIEW,
        after=Status.QUEUED,
        by="reviewer",
        not_by="second_reviewer",
        do=lambda claim, actor, note=NOTE: letting_go.postpone(
            held(claim).pk, actor=actor, until=tomorrow(), note=note
        ),
        event_note=f"until 2 March 2026: {NOTE}",
        names_a_version=False,
        needs_a_note=True,
        last_write="reviews.actions.assignments.close",
    ),
    Example(
        act=Act.HAND_OVER,
        before=Status.IN_REVIEW,
        after=Status.IN_REVIEW,
        by="reviewer",
        not_by="second_reviewer",
        do=hand_over,
        event_note=f"to second-reviewer: {NOTE}",
        names_a_version=False,
        needs_a_note=True,
        last_write="reviews.actions.places.hold",
    ),
    Example(
        act=Act.ESCALATE,
        before=Status.IN_REVIEW,
        after=Status.ESCALATED,
        by="reviewer",
        not_by="editor",
        do=leave(letting_go.escalate),
        event_note=NOTE,
        names_a_version=False,
        needs_a_note=True,
        last_write="reviews.actions.assignments.close",
    ),
    Example(
        act=Act.RECUSE,
        before=Status.IN_REVIEW,
        after=Status.QUEUED,
        by="reviewer",
        not_by="editor",
        do=leave(letting_go.recuse),
        event_note=NOTE,
        names_a_version=False,
        last_write="reviews.actions.assignments.close",
    ),
    Example(
        act=Act.RETRACT,
        before=Status.REVIEWED,
        after=Status.IN_REVIEW,
        by="reviewer",
        not_by="editor",
        do=lambda claim, actor: findings.retract(claim.reviews.latest("id").pk, actor=actor),
        names_a_version=False,
        last_write="reviews.actions.places.hold",
    ),
    Example(
        act=Act.APPOINT,
        before=Status.DISPUTED,
        after=Status.DISPUTED,
        by="editor",
        not_by="second_reviewer",
        do=appoint,
        event_note="first-editor",
        last_write="reviews.actions.places.hold",
    ),
    Example(
        act=Act.ADJUDICATE,
        before=Status.DISPUTED,
        after=Status.REVIEWED,
        by="editor",
        not_by="second_reviewer",
        prepare=appoint,
        do=adjudicate,
        names_a_version=False,
        last_write="reviews.actions.places._propose",
    ),
    Example(
        act=Act.PRIORITISE,
        before=Status.QUEUED,
        after=Status.QUEUED,
        by="editor",
        not_by="reviewer",
        do=lambda claim, actor, **seen: triage.prioritise(claim.pk, actor=actor, priority=Priority.URGENT, **seen),
        event_note="urgent",
    ),
    Example(
        act=Act.WANT,
        before=Status.REVIEWED,
        after=Status.QUEUED,
        by="editor",
        not_by="reviewer",
        do=lambda claim, actor, **seen: wanted.want(claim.pk, actor=actor, reviews=2, **seen),
        event_note="2",
    ),
]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row that an act may touch, to be compared before and after."""
    return rows_of(HISTORY)

"""What one reviewer finds on their desk: what waits for people like them, what they set aside, what became of it.

Reads only. Nothing here tells of others' findings.
"""

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from claims import clock
from claims.enums import Act, Priority, Status
from claims.models import Claim, Event, Topic
from claims.workflow import CLAIM_ARROWS
from reviews import queries
from reviews.enums import SET_ASIDE, AssignmentRole, Closed, HandedOut
from reviews.models import Assignment, Draft, Review, Verdict
from reviews.models.verdict import Approval

MOST = 1_000  # claims that are counted; beyond, it is “1,000+”
MOST_NAMED = 4  # languages or topics of a line
CAME_BACK = (HandedOut.SENT_BACK, HandedOut.HANDED_OVER, HandedOut.RETRACTED, HandedOut.APPOINTED)


class Waiting(NamedTuple):
    """What waits at one priority: how many claims, since when the oldest, in which languages, about what."""

    priority: str
    number: int
    since: datetime
    languages: list[tuple[str, int]]
    topics: list[tuple[str, int]]


class Hand(NamedTuple):
    """A claim in somebody's hands, and the draft that they have on it."""

    assignment: Assignment
    draft: Draft | None

    @property
    def came_back(self) -> bool:
        """Whether somebody passed it on, or it is to be thought over again."""
        return self.assignment.reason in CAME_BACK


def how_many_wait_for(reviewer: Any) -> int:
    """Of claims that this reviewer may take, at most one more than MOST."""
    return int(queries.waiting_for(reviewer)[: MOST + 1].count())


def waiting_by_priority(reviewer: Any) -> list[Waiting]:
    """The first of the reviewer's queue by priority, the most urgent first. Two queries besides the queue's own."""
    rows = list(
        queries.waiting_for(reviewer).values_list("priority", "queued_at", "article__language", "article_id")[:MOST]
    )
    topics = _topics_of({article for *_, article in rows})
    return [
        _line(Priority(level).label, [row for row in rows if row[0] == level], topics)
        for level in sorted({row[0] for row in rows}, reverse=True)
    ]


def in_hands_of(person: Any) -> list[Hand]:
    """What this person holds, what came back to them first."""
    held = list(queries.held_by(person))
    drafts = {
        draft.claim_id: draft for draft in Draft.objects.filter(person=person, claim__in=[h.claim_id for h in held])
    }
    hands = [Hand(assignment, drafts.get(assignment.claim_id)) for assignment in held]
    return sorted(hands, key=lambda hand: not hand.came_back)


def set_aside_by(person: Any, most: int) -> list[Assignment]:
    """What the person gave back, put off or lost to the clock and may take again, the latest first.

    Each with `draft_saved_at` and `said`, the reason that was given then.
    """
    later = Assignment.objects.filter(claim=OuterRef("claim"), reviewer=person, pk__gt=OuterRef("pk"))
    put_down = Assignment.objects.filter(reviewer=person, closed_as__in=SET_ASIDE, claim__status=Status.QUEUED)
    theirs = put_down.exclude(Exists(later))
    draft = Draft.objects.filter(person=person, claim=OuterRef("claim"))
    acts = (Act.RELEASE, Act.POSTPONE)
    said = Event.objects.filter(claim=OuterRef("claim"), actor=person, act__in=acts).order_by("-id")
    found = theirs.annotate(draft_saved_at=draft.values("saved_at")[:1], said=said.values("note")[:1])
    return list(found.select_related("claim__article").order_by("-closed_at")[:most])


def findings_of(person: Any) -> QuerySet[Any]:
    """What this person recorded, latest first; `can_be_retracted` as `findings.retract` decides."""
    approved = Approval.objects.filter(
        proposal=F("verdict__proposal"), verdict__in=Verdict.objects.filter(rests_on=OuterRef(OuterRef("pk")))
    )
    settling = Assignment.objects.standing().filter(claim=OuterRef("claim"), role=AssignmentRole.ADJUDICATION)
    untouched = (
        Q(assignment__closed_as=Closed.REVIEWED, assignment__role=AssignmentRole.REVIEW)
        & Q(claim__status__in=CLAIM_ARROWS[Act.RETRACT])
        & ~Exists(approved)
        & ~Exists(settling.exclude(pk=OuterRef("assignment")))
    )
    mine = queries.recent_reviews_by(person).select_related("claim__article", "rating", "assignment")
    return mine.annotate(can_be_retracted=untouched)


def just_recorded(person: Any, assignment_id: str) -> Review | None:
    """The finding that ended this assignment, for who may still think again."""
    if not assignment_id.isdecimal() or len(assignment_id) > 9:
        return None
    found: Review | None = findings_of(person).filter(assignment=int(assignment_id), can_be_retracted=True).first()
    return found


def what_frees_next(reviewer: Any) -> str:
    """When there may be something to take: the next lease that ends, the next day that a claim was put off to."""
    held = Assignment.objects.open().filter(role=AssignmentRole.REVIEW, claim__status=Status.IN_REVIEW)
    leases = list(
        held.exclude(reviewer=reviewer).order_by("leased_until").values_list("leased_until", flat=True)[:MOST]
    )
    put_off = Claim.objects.filter(status=Status.QUEUED, not_before__gt=clock.now())
    said = []
    if leases:
        several = "1 claim is" if len(leases) == 1 else f"{len(leases)} claims are"
        said.append(f"{several} in other hands; the next lease ends {_when(max(leases[0], clock.now()))}.")
    if day := put_off.order_by("not_before").values_list("not_before", flat=True).first():
        said.append(f"What was put off comes back from {timezone.localtime(day):%-d %B} on.")
    return " ".join(said)


def _when(moment: datetime) -> str:
    there, today = timezone.localtime(moment), timezone.localdate(clock.now())
    return f"about {there:%H:%M}" if there.date() == today else f"on {there:%-d %B} about {there:%H:%M}"


def _topics_of(articles: set[int]) -> dict[int, list[str]]:
    named: dict[int, list[str]] = {}
    for article, name in Topic.objects.filter(articles__in=articles).values_list("articles", "name"):
        named.setdefault(article, []).append(name)
    return named


def _line(priority: str, rows: list[tuple[Any, ...]], topics: dict[int, list[str]]) -> Waiting:
    languages = Counter(language for _, _, language, _ in rows if language)
    about = Counter(name for *_, article in rows for name in topics.get(article, []))
    since = min(queued_at for _, queued_at, _, _ in rows)
    return Waiting(priority, len(rows), since, languages.most_common(MOST_NAMED), about.most_common(MOST_NAMED))

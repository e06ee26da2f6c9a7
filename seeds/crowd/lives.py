"""What became of each claim: the events, assignments, findings and versions that the real acts would have left."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from claims.enums import Act, Status
from claims.models import Article, Claim, Event, Revision
from reviews.enums import Closed, Edition, HandedOut, SourceKind, Stance, Told
from reviews.models import (
    Approval,
    Assignment,
    ErrorReport,
    Notification,
    PublishedCheck,
    PublishedStatement,
    Rating,
    Review,
    Source,
    Verdict,
    VerdictVersion,
)
from reviews.models.statement import fingerprint
from seeds.crowd.pen import Pen
from seeds.crowd.people import Cast, Reviewer

LEASE = timedelta(hours=1)
# In the order in which they refer to each other.
TABLES = (
    *(Article, Article.topics.through, Revision, Claim, Event, Assignment, Review, Verdict),
    *(Verdict.rests_on.through, Approval, VerdictVersion, Source, PublishedStatement, PublishedCheck),
    *(Notification, ErrorReport),
)
SUMMARY = "The table gives another number."
EAGER = 4  # the first of forty reviews two claims in five
CORRECTED, REPORTED = 0.04, 0.25  # of the checks that are published
LONG_AGO = timedelta(days=21)  # what people were told before that they have read
REASONING = (
    "We asked for the figures and were sent the table. It gives the number for the year in question, and for the year "
    "before. The table has been revised once since; the revision changes nothing of what is compared here."
)


@dataclass
class Known:
    """What a claim's life depends on. `asked` is when it was found; nothing happens after `now`."""

    article: int
    title: str
    claim: int
    text: str
    claimant: str
    language: str
    outlet: str
    wanted: int
    experts_only: bool
    asked: datetime
    now: datetime


class Desk:
    """Who there is, what they say, and the pens that write it down."""

    def __init__(self, dice: random.Random, cast: Cast, clock: int, ratings: Sequence[Rating]) -> None:
        self.dice, self.cast, self.clock, self.ratings = dice, cast, clock, ratings
        self.pens = {model: Pen(model) for model in TABLES}

    def add(self, model: type[Any], **values: Any) -> int:
        return self.pens[model].add(**values)

    def flush(self) -> None:
        for pen in self.pens.values():
            pen.flush()

    def token(self) -> UUID:
        return UUID(int=self.dice.getrandbits(128), version=4)


class Life:
    """Of one claim. Each act makes one event and one version of it, a while after the one before."""

    def __init__(self, desk: Desk, known: Known) -> None:
        self.desk, self.known, self.at = desk, known, known.asked
        self.stands, self.version, self.wanted = Status.NEW, 0, known.wanted
        self.queued_at: datetime | None = None
        self.late_told_at: datetime | None = None
        self.moved_at = self.at
        self.reviews: list[tuple[int, Reviewer]] = []
        self._do(Act.FIND, Status.NEW, desk.clock, hours=0, before="")

    def end_as(self, status: Status) -> None:
        """Live until this status. What nobody suits waits on; what full hands would have to hold was published."""
        if status is Status.DISMISSED:
            self._do(Act.DISMISS, status, self._editor(), hours=20, note="An opinion.")
        elif status is not Status.NEW:
            self.wanted = 2 if status is Status.DISPUTED else self.wanted
            self.queued_at = self._do(Act.QUEUE, Status.QUEUED, self.desk.clock, hours=0.1)
            people = self._suitable()
            if status is Status.QUEUED or not people:
                self._tell_if_overdue()
            else:
                self._go_through_hands(status, people)

    def _go_through_hands(self, status: Status, people: list[Reviewer]) -> None:
        if status is Status.ESCALATED:
            self._escalate(people[0])
        elif status is Status.DISPUTED:
            self._review(people, ("false", "true"), Status.DISPUTED)
        elif status is not Status.IN_REVIEW:
            self._decide(status, people)
        elif all(person.hands for person in people):
            self._take_every_place(people)
        else:
            self._decide(Status.PUBLISHED, people)

    def _do(
        self, act: Act, after: Status, actor: int, *, hours: float, note: str = "", before: str | None = None
    ) -> datetime:
        self.at = min(self.at + timedelta(hours=hours * (0.5 + self.desk.dice.random())), self.known.now)
        before = self.stands if before is None else before
        self.desk.add(
            Event,
            article_id=self.known.article,
            claim_id=self.known.claim,
            act=act.value,
            before=str(before),
            after=after.value,
            actor_id=actor,
            note=note,
            at=self.at,
        )
        self.version += 1
        if after != self.stands:
            self.moved_at = self.at
        self.stands = after
        return self.at

    def _suitable(self) -> list[Reviewer]:
        """As many as are wanted; nobody where there are fewer."""
        known = self.known
        fit = [
            person
            for person in self.desk.cast.reviewers
            if person.may_judge(known.language, known.outlet, experts_only=known.experts_only)
        ]
        return self._some_of(fit, self.wanted) if len(fit) >= self.wanted else []

    def _some_of(self, fit: list[Reviewer], number: int) -> list[Reviewer]:
        """The earlier in the list, the oftener: on every desk a few do most of the work."""
        left = list(fit)
        return [left.pop(int(len(left) * self.desk.dice.random() ** EAGER)) for _ in range(number)]

    def _editor(self) -> int:
        return self.desk.dice.choice(self.desk.cast.editors)

    def _take(self, person: Reviewer, place: int) -> None:
        full = place == self.wanted
        self._do(Act.TAKE, Status.IN_REVIEW if full else Status.QUEUED, person.pk, hours=6)

    def _sit(self, person: Reviewer, place: int, **how: Any) -> int:
        return self.desk.add(
            Assignment,
            claim_id=self.known.claim,
            reviewer_id=person.pk,
            place=place,
            token=self.desk.token(),
            reason=HandedOut.TAKEN.value,
            why="Took the next one: normal priority.",
            **{"created_at": self.at, "leased_until": self.at + LEASE} | how,
        )

    def _take_every_place(self, people: list[Reviewer]) -> None:
        """Claims in review are in somebody's hands now, whenever they came in."""
        self.at = max(self.at, self.known.now - timedelta(hours=12))
        for place, person in enumerate(people, start=1):
            self._take(person, place)
            self._sit(person, place, leased_until=self.known.now + timedelta(days=2))
            person.hands -= 1

    def _escalate(self, person: Reviewer) -> None:
        self._do(Act.TAKE, Status.IN_REVIEW if self.wanted == 1 else Status.QUEUED, person.pk, hours=6)
        taken = self.at
        self._do(Act.ESCALATE, Status.ESCALATED, person.pk, hours=1, note="A lawyer should look at this.")
        self._sit(person, 1, created_at=taken, closed_at=self.at, closed_as=Closed.ESCALATED.value)

    def _review(self, people: list[Reviewer], ratings: Sequence[str], at_last: Status) -> None:
        named = {rating.slug: rating.pk for rating in self.desk.ratings}
        for place, (person, rating) in enumerate(zip(people, ratings, strict=True), start=1):
            self._take(person, place)
            taken = self.at
            after = at_last if place == len(people) else Status.QUEUED
            self._do(Act.REVIEW, after, person.pk, hours=0.7)
            held = self._sit(person, place, created_at=taken, closed_at=self.at, closed_as=Closed.REVIEWED.value)
            found = self.desk.add(
                Review,
                assignment_id=held,
                claim_id=self.known.claim,
                reviewer_id=person.pk,
                rating_id=named[rating],
                summary=SUMMARY,
                reasoning=REASONING,
                created_at=self.at,
            )
            self._sources(review_id=found)
            self.reviews.append((found, person))

    def _decide(self, status: Status, people: list[Reviewer]) -> None:
        rating = self.desk.dice.choice(self.desk.ratings)
        self._review(people, [rating.slug] * len(people), Status.REVIEWED)
        proposed, editor = self.at, self._editor()
        approved = {}
        if status is not Status.REVIEWED:
            self._do(Act.APPROVE, Status.APPROVED, editor, hours=3)
            approved = {"approved_by_id": editor, "approved_at": self.at}
            self._tell(self.reviews[0][1].pk, Told.APPROVED, "Your finding was approved.", self.at)
        verdict = self._propose(proposed, approved)
        if approved:
            self.desk.add(Approval, verdict_id=verdict, proposal=1, person_id=editor, seen=self.version - 1, at=self.at)
        if status in (Status.PUBLISHED, Status.WITHDRAWN):
            self._publish(verdict, rating, editor, withdrawn=status is Status.WITHDRAWN)

    def _propose(self, proposed: datetime, approved: dict[str, Any]) -> int:
        lead, author = self.reviews[0]
        verdict = self.desk.add(
            Verdict,
            claim_id=self.known.claim,
            review_id=lead,
            proposed_by_id=author.pk,
            created_at=proposed,
            **approved,
        )
        for review, _ in self.reviews:
            self.desk.add(Verdict.rests_on.through, verdict_id=verdict, review_id=review)
        return verdict

    def _publish(self, verdict: int, rating: Rating, editor: int, *, withdrawn: bool) -> None:
        self._do(Act.PUBLISH, Status.PUBLISHED, editor, hours=1)
        first, published = self._version(verdict, 1, Edition.ORIGINAL, rating, editor), self.at
        shown = first
        self.desk.add(
            PublishedStatement,
            claim_id=self.known.claim,
            fingerprint=fingerprint(self.known.text, self.known.language),
        )
        if withdrawn:
            self._do(Act.WITHDRAW, Status.WITHDRAWN, editor, hours=100, note="The table was wrong.")
            shown = self._version(verdict, 2, Edition.WITHDRAWAL, rating, editor, note="The table was wrong.")
        elif (fate := self.desk.dice.random()) < CORRECTED:
            self._do(Act.CORRECT, Status.PUBLISHED, editor, hours=200, note="A year was wrong.")
            shown = self._version(verdict, 2, Edition.CORRECTION, rating, editor, note="A year was wrong.")
            self._report(verdict, editor, "The year was corrected.")
        elif fate < REPORTED:
            self._report(verdict, editor, "It is as we say: the table has it.")
        self._show(verdict, shown, rating, published, withdrawn=withdrawn)

    def _version(
        self, verdict: int, sequence: int, edition: Edition, rating: Rating, editor: int, note: str = ""
    ) -> int:
        shown = self.desk.add(
            VerdictVersion,
            verdict_id=verdict,
            sequence=sequence,
            edition=edition.value,
            rating_id=rating.pk,
            summary="" if edition is Edition.WITHDRAWAL else SUMMARY,
            reasoning=REASONING,
            note=note,
            published_by_id=editor,
            published_at=self.at,
        )
        if edition is not Edition.WITHDRAWAL:
            self._sources(version_id=shown)
        return shown

    def _show(self, verdict: int, shown: int, rating: Rating, published: datetime, *, withdrawn: bool) -> None:
        """On the public list, as `reviews.actions.public_list` would."""
        known = self.known
        said = (known.text, "", known.claimant, "" if withdrawn else SUMMARY, known.title)
        self.desk.add(
            PublishedCheck,
            verdict_id=verdict,
            shown_id=shown,
            withdrawn=withdrawn,
            rating=rating.slug,
            language=known.language,
            outlet=known.outlet.casefold(),
            year=timezone.localdate(published).year,
            said="\n".join(said),
        )

    def _sources(self, **owner: int) -> None:
        """One to three, of a few hundred offices with some tables each."""
        number = self.known.claim  # of the version the same as of the review
        for position in range(1, 2 + number % 3):
            office, table = number % 293, number * position % 4_711
            self.desk.add(
                Source,
                position=position,
                url=f"https://statistics-{office}.example/tables/{table}",
                title=f"Table {table}",
                publisher=f"Statistics office {office}",
                accessed_on=self.at.date(),
                quote="3.9 percent",
                kind=SourceKind.DATA.value,
                stance=Stance.REFUTES.value,
                **owner,
            )

    def _report(self, verdict: int, editor: int, answer: str) -> None:
        """What a reader found wrong, and was told."""
        self.desk.add(
            ErrorReport,
            verdict_id=verdict,
            what="The year cannot be right.",
            sender=f"{verdict:064x}",
            created_at=self.at - timedelta(hours=1),
            handled_by_id=editor,
            handled_at=self.at,
            note=answer,
        )

    def _tell_if_overdue(self) -> None:
        """Or the clock would have all of it to tell, at once."""
        if self.queued_at and self.known.now - self.queued_at > timedelta(days=2):
            self.late_told_at = self.queued_at + timedelta(days=2)
            sentence = "A claim has waited for a reviewer for more than 48 hours."
            self._tell(self.desk.cast.editors[0], Told.OVERDUE, sentence, self.late_told_at)

    def _tell(self, person: int, kind: Told, sentence: str, at: datetime) -> None:
        self.desk.add(
            Notification,
            person_id=person,
            kind=kind.value,
            key=f"{kind.value}:{self.known.claim}",
            claim_id=self.known.claim,
            sentence=sentence,
            created_at=at,
            read_at=at + timedelta(days=1) if self.known.now - at > LONG_AGO else None,
        )

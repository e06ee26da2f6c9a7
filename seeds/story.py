"""What the sample newsroom did in the past three weeks, played through the actions. Writes no workflow model itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from zlib import crc32

from django.db import transaction
from django.utils import timezone

from claims import clock
from claims.actions import articles, triage
from claims.actions.jobs import Work
from claims.enums import Door, Status
from claims.intake import Details
from claims.models import Article, Claim, Revision
from claims.tasks import WORK
from reviews import queries
from reviews.actions import (
    archive,
    assignments,
    daybook,
    findings,
    importing,
    letting_go,
    places,
    tallying,
    verdicts,
    wanted,
)
from reviews.actions.evidence import SourceDraft
from reviews.enums import HandedOut
from reviews.models import Assignment
from seeds import cast
from seeds.newsroom import ARTICLES, PEOPLE, Finding, SampleArticle, SecondOpinion
from seeds.stage import Stage, Thread, Untellable

NOTHING_FETCHED = "The sample newsroom fetches nothing by itself."
TEXTS = Path(__file__).parent / "articles"
ELSEWHERE = Path(__file__).parent / "checked_elsewhere.json"
DOORS = (Door.API, Door.ADMIN)  # in turn
EDITORS = [person.username for person in PEOPLE if person.role == "editor"]
# In the story editors hand the claims out, and nobody is given one by itself. Nor does it knock at real servers.
WORKS = WORK | {
    "assign_claim": Work(lambda job: lambda: None),
    "archive_source": Work(lambda job: partial(archive.fail, job.payload["copy"], NOTHING_FETCHED)),
}
# What still waits for an editor was looked at lately, however old the article is.
UNDECIDED = {"escalated", "disputed", "reviewed", "sent_back", "approved"}
LATELY = 4  # days, today not counted


def tell() -> int:
    """Play the articles that are not known yet, all or none of them. Returns how many; a second time none."""
    now = timezone.now()
    with transaction.atomic():
        untold = [sample for sample in ARTICLES if not Article.objects.filter(url=sample.url).exists()]
        if untold:
            begins = now - timedelta(days=1 + max(sample.received_days_ago for sample in untold))
            Story(Stage(begins=begins, ends=now, works=WORKS), cast.accounts(begins)).play(untold)
            daybook.forget()  # days that were counted before this happened in them
            tallying.forget()
    return len(untold)


class Story:
    """The threads: one for each article, and from it one for each finding. `people` are the users by name."""

    def __init__(self, stage: Stage, people: dict[str, Any]) -> None:
        self.stage, self.people = stage, people
        self.now = timezone.localtime(stage.ends)

    def play(self, samples: list[SampleArticle]) -> None:
        for number, sample in enumerate(samples):
            self.stage.add(self.article(sample, DOORS[number % len(DOORS)]))
        self.stage.add(self.others())
        self.stage.play()

    def article(self, sample: SampleArticle, door: Door) -> Thread:
        yield self.day(sample.received_days_ago, hour=8, minute=_any(45, sample.file))
        receipt = articles.receive(
            (TEXTS / sample.file).read_text(encoding="utf-8"),
            actor=self.people[sample.brought_by],
            door=door,
            details=_details(sample),
        )
        if not receipt.created:
            return  # somebody brought the text under another address, and works on it: leave it alone
        yield self.day(sample.received_days_ago, hour=9)
        for finding in sample.findings:
            claim = _claim(receipt.revision, finding, sample.file)
            self.stage.add(Case(self, sample, finding, claim.pk).thread())

    def others(self) -> Thread:
        """What other publishers found, as their feeds bring it."""
        yield self.day(1, hour=7)
        importing.take_in(ELSEWHERE.read_bytes(), origin=ELSEWHERE.name, actor=self.people["editor"])

    def day(self, days_ago: int, *, hour: int, minute: int = 0) -> datetime:
        """That time of the day so many days ago, on the desk's clock."""
        day = self.now - timedelta(days=days_ago)
        return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


class Case:
    """What happened to one claim. It is named by its id: every step sees it as it is by then."""

    def __init__(self, story: Story, sample: SampleArticle, finding: Finding, claim_id: int) -> None:
        self.story, self.sample, self.finding, self.claim_id = story, sample, finding, claim_id

    def thread(self) -> Thread:
        yield self.on_day(self.sample.received_days_ago, hour=9)
        if Claim.objects.get(pk=self.claim_id).status == Status.NEW:
            triage.queue(self.claim_id, actor=self.editor)
        yield self.begins
        if self.finding.outcome == "dismissed":
            triage.dismiss(self.claim_id, actor=self.editor, note=self.finding.note)
            return
        if self.finding.second:
            wanted.want(self.claim_id, actor=self.editor, reviews=2)
            yield clock.now() + timedelta(minutes=1)
        assignment = self.hand_over()
        if self.finding.outcome == "held":
            return
        yield self.within(assignment)
        if self.finding.outcome == "released":
            letting_go.release(assignment.pk, actor=self.reviewer, note=self.finding.note)
            return
        if self.finding.outcome == "escalated":
            letting_go.escalate(assignment.pk, actor=self.reviewer, note=self.finding.note)
            return
        self.record(assignment, self.finding)
        yield from AFTER_THE_REVIEW[self.finding.outcome](self)

    @property
    def begins(self) -> datetime:
        """When a reviewer turned to it."""
        if self.finding.outcome == "held":
            return self.story.now - self.lease / 8
        days_ago = self.sample.received_days_ago
        if self.finding.outcome in UNDECIDED:
            days_ago = min(days_ago, 1 + self.any(LATELY))
        return self.on_day(days_ago, hour=10 + self.any(4))

    def on_day(self, days_ago: int, *, hour: int) -> datetime:
        return self.story.day(days_ago, hour=hour, minute=self.any(60))

    def within(self, assignment: Assignment) -> datetime:
        """When its holder was done, well before the lease was over."""
        return clock.now() + (assignment.leased_until - clock.now()) * (10 + self.any(40)) / 100

    def any(self, count: int) -> int:
        """People are no clockwork."""
        return _any(count, self.finding.sentence)

    @cached_property
    def lease(self) -> timedelta:
        """Of a claim that an editor hands out: what happened to it last lies well within."""
        return places.lease_for(HandedOut.CHOSEN)

    @cached_property
    def reviewer(self) -> Any:
        return self.story.people[self.finding.reviewer]

    @cached_property
    def editor(self) -> Any:
        """Whoever brought the article looks after it, if it was an editor."""
        return self.story.people[self.sample.brought_by if self.sample.brought_by in EDITORS else EDITORS[0]]

    @cached_property
    def other_editor(self) -> Any:
        return next(self.story.people[name] for name in EDITORS if self.story.people[name] != self.editor)

    def hand_over(self) -> Assignment:
        """The reviewer takes it where it is the next one anyway; else an editor asks them to look at it."""
        following = queries.waiting_for(self.reviewer).first()
        if self.finding.outcome != "held" and following is not None and following.pk == self.claim_id:
            return assignments.take_next(actor=self.reviewer)
        return assignments.assign(self.claim_id, reviewer_id=self.reviewer.pk, actor=self.editor)

    def record(self, assignment: Assignment, found: Finding | SecondOpinion) -> None:
        today = clock.now().date()
        sources = [SourceDraft(**vars(source), accessed_on=today) for source in found.sources]
        written = {name: getattr(found, name) for name in ("rating", "reasoning", "summary")}
        finding = findings.Finding(**written, sources=sources)
        findings.record(assignment.pk, actor=assignment.reviewer, token=assignment.token, finding=finding)

    def wait(self) -> Thread:
        yield from ()

    def disagree(self) -> Thread:
        second = self.finding.second
        if second is None:
            raise Untellable(f"“{self.finding.sentence}” is disputed, but nothing says by whom.")
        yield clock.now() + timedelta(minutes=20 + self.any(30))
        other = self.story.people[second.reviewer]
        assignment = assignments.assign(self.claim_id, reviewer_id=other.pk, actor=self.editor)
        yield self.within(assignment)
        self.record(assignment, second)

    def send_back(self) -> Thread:
        yield self.story.now - self.lease / 4
        findings.send_back(self.claim_id, actor=self.editor, note=self.finding.note)

    def approve(self) -> Thread:
        yield clock.now() + timedelta(minutes=45 + self.any(100))
        verdicts.approve(self.claim_id, actor=self.editor)

    def publish(self) -> Thread:
        yield from self.approve()
        yield self.on_day(self.days_ago - 1, hour=9)
        verdicts.publish(self.claim_id, actor=self.editor)

    def correct(self) -> Thread:
        yield from self.publish()
        correction = self.finding.correction
        if correction is None:
            raise Untellable(f"“{self.finding.sentence}” is corrected, but nothing says how.")
        yield clock.now() + timedelta(days=correction.days_later, hours=2)
        change = verdicts.Correction(note=correction.note, rating=correction.rating, reasoning=correction.reasoning)
        verdicts.correct(self.claim_id, actor=self.other_editor, correction=change)

    def withdraw(self) -> Thread:
        yield from self.publish()
        yield clock.now() + timedelta(days=2, hours=6)
        verdicts.withdraw(self.claim_id, actor=self.other_editor, note=self.finding.note)

    @property
    def days_ago(self) -> int:
        """Of the told moment."""
        return (self.story.now.date() - timezone.localtime(clock.now()).date()).days


AFTER_THE_REVIEW: dict[str, Callable[[Case], Thread]] = {
    "reviewed": Case.wait,
    "disputed": Case.disagree,
    "sent_back": Case.send_back,
    "approved": Case.approve,
    "published": Case.publish,
    "corrected": Case.correct,
    "withdrawn": Case.withdraw,
}


def _details(sample: SampleArticle) -> Details:
    names = ("title", "url", "outlet", "byline", "language", "published_on", "topics")
    return Details(**{name: getattr(sample, name) for name in names})


def _any(count: int, words: str) -> int:
    """A number below `count`, always the same for the same words."""
    return crc32(words.encode()) % count


def _claim(revision: Revision, finding: Finding, file: str) -> Claim:
    claim = Claim.objects.filter(revision=revision, text=finding.sentence).first()
    if claim is None:
        raise Untellable(f"Detection finds no claim in {file} that reads “{finding.sentence}”.")
    return claim

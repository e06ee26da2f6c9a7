"""Fills a desk with claims: articles over two years, and of each claim what became of it."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction

from claims import clock
from claims.actions.actors import clock_actor
from claims.enums import Act, ArticleStatus, Door, Priority, Status
from claims.models import Article, Claim, Event, Revision
from claims.models.claim import CONTEXT
from claims.ranking import rank_at
from reviews import queries
from reviews.actions import daybook, feed, tallying
from reviews.models import ErrorReport
from seeds.crowd import people, words
from seeds.crowd.lives import TABLES, Desk, Known, Life
from seeds.crowd.pen import settle

PER_ARTICLE = (12, 28)  # claims, twenty on average
IN_A_BOOK = 150  # claims of a very long article
REPORTS_WAIT = 55  # reports of readers for an answer
ONE_BOOK_IN = 1_000  # articles, the second being one
TWO_YEARS = timedelta(days=730)
CLAIMS_AT_ONCE = 20_000  # in one transaction
FEWEST_CLAIMANTS, FEWEST_TOPICS = 5, 4  # of a small desk
PRIORITIES = (Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.URGENT)
# Of a hundred claims that do not wait.
OTHERWISE = {
    Status.NEW: 54.0,
    Status.DISMISSED: 11.0,
    Status.IN_REVIEW: 1.0,
    Status.ESCALATED: 0.5,
    Status.DISPUTED: 0.5,
    Status.REVIEWED: 1.5,
    Status.APPROVED: 0.5,
    Status.PUBLISHED: 30.0,
    Status.WITHDRAWN: 1.0,
}


class Crowded(Exception):
    """There is something on the desk already."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How much of what. `waiting` is the share of the claims that wait for a reviewer, most of them lately come in.

    `wanted` is how many reviews each claim wants; None leaves it to its topic.
    """

    claims: int
    waiting: float = 0.1
    wanted: int | None = None
    reviewers: int = 50
    seed: int = 1


def fill(wish: Wish) -> None:
    """Fill an empty desk; accounts may be there. Raises Crowded.

    Written past the actions, in many transactions: a desk that fills up for measuring cannot wait for five million
    acts. The same wish makes the same desk, but for its dates, which end now.
    """
    if Article.objects.exists() or get_user_model().objects.filter(username="crowd-reviewer-1").exists():
        raise Crowded
    dice = random.Random(wish.seed)  # noqa: S311 (nothing secret is drawn)
    with transaction.atomic():
        cast = people.engage(dice, wish.reviewers)
    desk = Desk(dice, cast, clock_actor().pk, list(queries.current_ratings()))
    filling = Filling(desk, wish)
    while filling.left:
        with transaction.atomic():
            filling.go_on(CLAIMS_AT_ONCE)
            desk.flush()
    settle(list(TABLES))
    leave_the_latest_reports()
    feed.catch_up()
    daybook.forget()
    tallying.keep_all()


def leave_the_latest_reports() -> None:
    """To be answered: as many as an editor gets to see at once, however many were answered before."""
    latest = ErrorReport.objects.order_by("-pk").values_list("pk", flat=True)[:REPORTS_WAIT]
    ErrorReport.objects.filter(pk__in=list(latest)).update(handled_by=None, handled_at=None, note="")


class Filling:
    def __init__(self, desk: Desk, wish: Wish) -> None:
        self.desk, self.wish, self.left, self.now = desk, wish, wish.claims, clock.now()
        self.dice, self.articles = desk.dice, 0
        self.outlets = {code: words.met(found, wish.claims) for code, found in words.OUTLETS.items()}
        self.claimants = words.met(words.CLAIMANTS, wish.claims, least=FEWEST_CLAIMANTS)
        self.topics = words.met(words.TOPICS, wish.claims, least=FEWEST_TOPICS)
        self.outcomes = list(OTHERWISE)
        self.weights = list(OTHERWISE.values())

    def go_on(self, claims: int) -> None:
        until = max(0, self.left - claims)
        while self.left > until:
            usual = self.dice.randint(*PER_ARTICLE)
            number = min(IN_A_BOOK if self.articles % ONE_BOOK_IN == 1 else usual, self.left)
            self.left -= number
            self.article(number)

    def article(self, claims: int) -> None:
        self.articles += 1
        code, age = words.language(self.dice), self.left / self.wish.claims
        outlet = self.dice.choice(self.outlets[code])
        received = self.now - TWO_YEARS * age - timedelta(minutes=self.dice.randint(5, 600))
        about = [topic for topic in self.topics if code == "en" or topic != words.FOR_EXPERTS]
        topics = self.dice.sample(about, self.dice.choice((0, 1, 1, 2)))
        article = self.brought(outlet, topics, received)
        body, spans = self.body(code, claims)
        revision = self.revision(article, body, received)
        known = Known(
            article=article,
            title=self.title(outlet),
            claim=0,
            text="",
            claimant="",
            language=code,
            outlet=outlet.name,
            wanted=self.wish.wanted or (2 if words.TWICE_REVIEWED in topics else 1),
            experts_only=words.FOR_EXPERTS in topics,
            asked=received + timedelta(minutes=1),
            now=self.now,
        )
        for start, end, who in spans:
            self.claim(revision, body, (start, end), who, known, age)

    def brought(self, outlet: words.Outlet, topics: list[str], received: datetime) -> int:
        article = self.desk.add(
            Article,
            title=self.title(outlet),
            url=f"https://{outlet.host}/{received:%Y/%m}/{self.articles}",
            outlet=outlet.name,
            byline=self.dice.choice(words.BYLINES) if self.dice.random() < 0.8 else "",
            language=outlet.language,
            published_on=received.date(),
            door=Door.API.value,
            brought_by_id=self.desk.cast.editors[0],
            received_at=received,
            status=ArticleStatus.SPLIT.value,
        )
        for topic in topics:
            self.desk.add(Article.topics.through, article_id=article, topic_id=self.desk.cast.topics[topic])
        return article

    def title(self, outlet: words.Outlet) -> str:
        return f"{outlet.name}, report {self.articles}"

    def body(self, code: str, claims: int) -> tuple[str, list[tuple[int, int, str]]]:
        """The text, and of each claim in it where it stands and who says it. No two bodies are the same."""
        parts, spans, at = [f"Report {self.articles}.\n\n"], [], len(f"Report {self.articles}.\n\n")
        for number in range(claims):
            who = self.dice.choice(self.claimants)
            said = words.claim(self.dice, code, who)
            spans.append((at, at + len(said), who))
            more = f" {words.filler(self.dice, code)}\n\n" if number % 3 == 2 else " "
            parts.append(said + more)
            at += len(parts[-1])
        return "".join(parts).strip(), spans

    def revision(self, article: int, body: str, received: datetime) -> int:
        editor = self.desk.cast.editors[0]
        for act, before, after, minutes in self.splitting():
            at = received + timedelta(seconds=20 * minutes)
            actor = editor if act is Act.RECEIVE else self.desk.clock
            self.desk.add(
                Event, article_id=article, act=act.value, before=before, after=after.value, actor_id=actor, at=at
            )
        return self.desk.add(
            Revision,
            article_id=article,
            number=1,
            body=body,
            sha256=hashlib.sha256(body.encode()).hexdigest(),
            brought_by_id=editor,
            received_at=received,
        )

    @staticmethod
    def splitting() -> Iterator[tuple[Act, str, ArticleStatus, int]]:
        yield Act.RECEIVE, "", ArticleStatus.RECEIVED, 0
        yield Act.START_SPLIT, "received", ArticleStatus.SPLITTING, 1
        yield Act.FINISH_SPLIT, "splitting", ArticleStatus.SPLIT, 2

    def claim(self, revision: int, body: str, span: tuple[int, int], who: str, known: Known, age: float) -> None:
        start, end = span
        known.claim, known.text, known.claimant = self.desk.pens[Claim].next_id(), body[start:end], who
        life = Life(self.desk, known)
        life.end_as(self.outcome(age))
        worth = self.dice.betavariate(4, 2)
        priority = self.dice.choices(PRIORITIES, (10, 78, 10, 2))[0]
        said_at = start + known.text.index(who)
        self.desk.add(
            Claim,
            id=known.claim,
            article_id=known.article,
            revision_id=revision,
            start=start,
            end=end,
            text=known.text,
            prefix=body[max(0, start - CONTEXT) : start],
            suffix=body[end : end + CONTEXT],
            kind="check_worthy",
            check_worthiness=worth,
            shipped_score=worth,
            reasons=self.dice.choice(words.REASONS),
            claimant=who,
            claimant_start=said_at,
            claimant_end=said_at + len(who),
            priority=priority.value,
            reviews_wanted=life.wanted if life.queued_at else None,
            queued_at=life.queued_at,
            rank_at=rank_at(life.queued_at, priority, worth) if life.queued_at else None,
            late_told_at=life.late_told_at,
            was_disputed=life.stands is Status.DISPUTED,
            status=life.stands.value,
            version=life.version,
            created_at=known.asked,
            moved_at=life.moved_at,
        )

    def outcome(self, age: float) -> Status:
        """The newer the article (its age is 1..0), the likelier a claim of it still waits."""
        waiting = self.wish.waiting
        if self.dice.random() < waiting * (1 + (1 - waiting) * (1 - 2 * age)):
            return Status.QUEUED
        return self.dice.choices(self.outcomes, self.weights)[0]

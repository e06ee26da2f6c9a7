"""A changed text and a statement that is said again: who is told; and that nothing moves by itself."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import signals
from claims.actions import articles, jobs, triage
from claims.enums import Act, Status
from claims.models import Article, Claim, Event
from claims.tasks import WORK
from reviews.actions import assignments, verdicts
from reviews.enums import Told
from reviews.models import Notification, PublishedStatement
from reviews.notifications.texts import stands_in
from tests.factories import PersonFactory, found, receive, record, split, split_job_of
from tests.reviews.notifications.told import sentences, told

pytestmark = pytest.mark.django_db

FIRST, SECOND = "Exports grew by 5 percent.", "Imports fell by 3 percent."
STEPS = [Status.QUEUED, Status.IN_REVIEW, Status.REVIEWED, Status.APPROVED, Status.PUBLISHED]


@pytest.fixture
def bringer(db: None) -> Any:
    """Who brings texts in: somebody else than all others."""
    return PersonFactory(editor=True, username="bringer")


def bring(claim: Claim, status: Status, reviewer: Any, editor: Any) -> None:
    steps = [
        lambda: triage.queue(claim.pk, actor=editor),
        lambda: assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor),
        lambda: record(claim.assignments.get(closed_at=None)),
        lambda: verdicts.approve(claim.pk, actor=editor),
        lambda: verdicts.publish(claim.pk, actor=editor),
    ]
    for step in steps[: STEPS.index(status) + 1]:
        step()
    claim.refresh_from_db()


def article_with(bringer: Any, *lines: str, **details: Any) -> tuple[Article, list[Claim]]:
    article = receive("\n".join(lines), by=bringer, **{"title": "Trade", "language": "en", **details})
    return article, split(article, dict.fromkeys(lines, 0.9))


def change(article: Article, bringer: Any, *lines: str) -> None:
    articles.revise(article.pk, "\n".join(lines), actor=bringer)
    split(article, dict.fromkeys(lines, 0.9))


# --- the text changes ----------------------------------------------------------------------------


def test_who_holds_a_claim_is_told_of_any_change_and_whether_it_still_stands(
    bringer: Any, editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    article, [first, second] = article_with(bringer, FIRST, SECOND)
    bring(first, Status.IN_REVIEW, reviewer, editor)
    bring(second, Status.IN_REVIEW, second_reviewer, editor)
    change(article, bringer, FIRST, "Prices rose by 2 percent.")
    assert sentences(reviewer, Told.TEXT_CHANGED) == [
        f"The text of “Trade” has changed; your claim “{FIRST}” still stands in it."
    ]
    assert sentences(second_reviewer, Told.TEXT_CHANGED) == [
        f"The text of “Trade” has changed; your claim “{SECOND}” no longer stands in it."
    ]


@pytest.mark.parametrize("status", [Status.REVIEWED, Status.APPROVED, Status.PUBLISHED])
def test_who_reviewed_a_claim_is_told_when_its_sentence_is_gone(
    bringer: Any, editor: Any, reviewer: Any, second_reviewer: Any, status: Status
) -> None:
    article, [first, second] = article_with(bringer, FIRST, SECOND)
    bring(first, status, reviewer, editor)
    bring(second, status, second_reviewer, editor)
    change(article, bringer, SECOND)
    gone = f"“{FIRST}”, which you reviewed, no longer stands in “Trade”."
    assert sentences(reviewer, Told.TEXT_CHANGED) == [gone]
    assert told(second_reviewer, Told.TEXT_CHANGED) == []


def test_editors_are_told_of_published_claims_that_are_gone_in_one_sentence(
    bringer: Any, editor: Any, second_editor: Any, reviewer: Any
) -> None:
    article, claims = article_with(bringer, FIRST, SECOND)
    for claim in claims:
        bring(claim, Status.PUBLISHED, reviewer, editor)
    change(article, bringer, "Prices rose by 2 percent.")
    said = [f"What 2 published verdicts are about no longer stands in “Trade”: “{FIRST}” and 1 more."]
    assert sentences(editor, Told.TEXT_CHANGED) == sentences(second_editor, Told.TEXT_CHANGED) == said
    row = Notification.objects.get(person=editor, kind=Told.TEXT_CHANGED)
    assert (row.claim, row.article) == (None, article)


def test_who_brought_the_new_text_knows_it(bringer: Any, editor: Any, reviewer: Any) -> None:
    article, [claim] = article_with(bringer, FIRST)
    bring(claim, Status.PUBLISHED, reviewer, editor)
    change(article, bringer, SECOND)
    assert told(bringer, Told.TEXT_CHANGED) == []
    assert told(editor, Told.TEXT_CHANGED) == [Told.TEXT_CHANGED]


@pytest.mark.parametrize("status", [None, Status.DISMISSED, Status.WITHDRAWN])
def test_a_claim_that_nobody_relies_on_is_not_spoken_of(
    bringer: Any, editor: Any, reviewer: Any, status: Status | None
) -> None:
    article, [claim] = article_with(bringer, FIRST)
    if status == Status.WITHDRAWN:
        bring(claim, Status.PUBLISHED, reviewer, editor)
        verdicts.withdraw(claim.pk, actor=editor, note="Another year.")
    elif status == Status.DISMISSED:
        bring(claim, Status.REVIEWED, reviewer, editor)
        triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    change(article, bringer, SECOND)
    assert not Notification.objects.filter(kind=Told.TEXT_CHANGED).exists()


def test_what_was_gone_already_is_not_told_again(bringer: Any, editor: Any, reviewer: Any) -> None:
    article, [claim] = article_with(bringer, FIRST)
    bring(claim, Status.PUBLISHED, reviewer, editor)
    for text in (SECOND, "Prices rose by 2 percent.", "Prices rose by 4 percent."):
        change(article, bringer, text)
    assert told(editor, Told.TEXT_CHANGED) == told(reviewer, Told.TEXT_CHANGED) == [Told.TEXT_CHANGED]


def test_a_text_that_was_overtaken_before_it_was_split_hides_no_change(
    bringer: Any, editor: Any, reviewer: Any
) -> None:
    article, [claim] = article_with(bringer, FIRST)
    bring(claim, Status.PUBLISHED, reviewer, editor)
    articles.revise(article.pk, "Prices rose by 2 percent.", actor=bringer)
    change(article, bringer, "Prices rose by 4 percent.")
    assert told(reviewer, Told.TEXT_CHANGED) == [Told.TEXT_CHANGED]


def test_nobody_is_told_before_the_new_text_is_split(bringer: Any, editor: Any, reviewer: Any) -> None:
    article, [claim] = article_with(bringer, FIRST)
    bring(claim, Status.PUBLISHED, reviewer, editor)
    articles.revise(article.pk, SECOND, actor=bringer)
    assert not Notification.objects.filter(kind=Told.TEXT_CHANGED).exists()


def test_nothing_moves_by_itself(bringer: Any, editor: Any, reviewer: Any) -> None:
    article, [first, second] = article_with(bringer, FIRST, SECOND)
    bring(first, Status.PUBLISHED, reviewer, editor)
    bring(second, Status.IN_REVIEW, reviewer, editor)
    before = list(article.claims.order_by("pk").values())
    change(article, bringer, "Prices rose by 2 percent.")
    assert list(article.claims.filter(pk__in=[first.pk, second.pk]).order_by("pk").values()) == before


def test_a_change_that_is_told_twice_is_written_once(bringer: Any, editor: Any, reviewer: Any) -> None:
    article, [claim] = article_with(bringer, FIRST)
    bring(claim, Status.PUBLISHED, reviewer, editor)
    change(article, bringer, SECOND)
    before = list(Notification.objects.values())
    event = Event.objects.filter(act=Act.FINISH_SPLIT).latest("pk")
    signals.recorded.send(sender=Event, event=event, whom=())
    assert list(Notification.objects.values()) == before


@pytest.mark.parametrize(
    ("text", "body", "stands"),
    [
        (FIRST, f"So: {FIRST} Well.", True),
        ("Exports grew by 5", "Exports grew by 50 percent.", False),
        ("ports grew", "Exports grew.", False),
        ("Was it (5)?", "Was it (5)?", True),
        ("Was it (5)?", "was it (5)?", False),
    ],
)
def test_a_sentence_stands_word_for_word_or_not_at_all(text: str, body: str, stands: bool) -> None:
    assert stands_in(text, body) is stands


# --- said again ----------------------------------------------------------------------------------


@pytest.fixture
def published(bringer: Any, editor: Any, reviewer: Any) -> Claim:
    _, [claim] = article_with(bringer, FIRST)
    bring(claim, Status.PUBLISHED, reviewer, editor)
    return claim


@pytest.mark.parametrize("words", [FIRST, FIRST.upper(), "exports  grew\tby 5 percent."])
@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_editors_are_told_when_another_article_says_what_is_published(
    published: Claim, editor: Any, reviewer: Any, words: str, language: str
) -> None:
    other, claims = article_with(PersonFactory(reviewer=True), words, SECOND, title="Later", language=language)
    [again] = [claim for claim in claims if claim.text == words]
    row = Notification.objects.get(person=editor, kind=Told.DUPLICATE)
    assert (row.claim, row.article) == (again, other)
    assert row.sentence.startswith("“Later” says what is published about another article: “")
    assert told(reviewer, Told.DUPLICATE) == []
    again.refresh_from_db()
    assert again.status == Status.NEW


def test_a_revision_that_says_what_is_published_elsewhere_is_told(published: Claim, editor: Any, bringer: Any) -> None:
    other, _ = article_with(bringer, SECOND, title="Later")
    change(other, bringer, FIRST, SECOND)
    assert told(editor, Told.DUPLICATE) == [Told.DUPLICATE]


def test_the_same_words_in_another_language_are_another_statement(published: Claim, bringer: Any) -> None:
    article_with(bringer, FIRST, SECOND, language="es")
    assert not Notification.objects.filter(kind=Told.DUPLICATE).exists()


def test_what_is_not_published_or_no_longer_is_nobodys_news(published: Claim, editor: Any, bringer: Any) -> None:
    verdicts.withdraw(published.pk, actor=editor, note="Another year.")
    article_with(bringer, FIRST, SECOND)
    assert not Notification.objects.filter(kind=Told.DUPLICATE).exists()


def test_the_same_article_never_repeats_itself(published: Claim, bringer: Any) -> None:
    change(published.article, bringer, FIRST, f"{FIRST.upper()}")
    assert not Notification.objects.filter(kind=Told.DUPLICATE).exists()


def test_a_statement_is_remembered_once(published: Claim, editor: Any) -> None:
    verdicts.correct(published.pk, actor=editor, correction=verdicts.Correction(note="Revised.", rating="half_true"))
    assert PublishedStatement.objects.get().claim == published


# --- what it costs -------------------------------------------------------------------------------


def cost_of_keeping(article: Article, lines: Sequence[str]) -> int:
    """Queries of the transaction that keeps the claims of the latest text."""
    job = split_job_of(article)
    body = article.latest.body
    with CaptureQueriesContext(connection) as captured, pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.detection.read", lambda *args: [found(body, line) for line in lines])
        assert jobs.execute(job.pk, WORK)
    return len(captured)


def test_splitting_costs_the_same_however_many_claims_are_gone_or_said_again(bringer: Any, editor: Any) -> None:
    lines = [f"Exports grew by {number} percent." for number in range(8)]
    _, elsewhere = article_with(bringer, *[line.upper() for line in lines])
    for claim in elsewhere:
        bring(claim, Status.PUBLISHED, PersonFactory(reviewer=True), editor)
    costs = []
    for number, few in enumerate((lines[:1], lines[1:7])):
        article, claims = article_with(bringer, *[f"{line} So it was." for line in few], title=str(number))
        for claim in claims:
            bring(claim, Status.PUBLISHED, PersonFactory(reviewer=True), editor)
        articles.revise(article.pk, "\n".join(few), actor=bringer)
        costs.append(cost_of_keeping(article, few))
        kinds = sorted(told(editor, Told.DUPLICATE, Told.TEXT_CHANGED)[-2:])
        assert kinds == [Told.DUPLICATE, Told.TEXT_CHANGED]
    assert costs[0] == costs[1]

"""Splitting: exact anchors whatever the script, once per revision, a known sentence is a known claim."""

from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.db import DatabaseError

from claims import detection
from claims.actions import articles, jobs, splitting, triage
from claims.actions.jobs import MAX_ATTEMPTS
from claims.enums import Act, ArticleStatus, JobState, Status
from claims.models import Claim, Event, Job
from claims.models.claim import CONTEXT
from claims.tasks import WORK
from tests.claims.actions.test_jobs import bring_forward
from tests.factories import found, receive, split, split_job_of

pytestmark = pytest.mark.django_db

HARD_TEXTS = {
    "emoji": "Growth was 📈 5 percent in 2019. 👩🏽‍🔬 Scientists counted 3,000 birds in 2018. 🎉",
    "right to left": "ارتفعت الصادرات بنسبة 5 في المئة عام 2019. انخفضت الواردات بنسبة 3 في المئة عام 2018.",
    "combining marks": "Vie\u0302\u0323t Nam exported 5 million tons in 2019. Ca\u0302\u0309m lost 3 percent in 2018.",
    "CRLF": "Exports grew by 5 percent in 2019.\r\nImports fell by 3 percent in 2018.\r\n",
    "byte-order mark": "\ufeffExports grew by 5 percent in 2019. Imports fell by 3 percent in 2018.",
    "no-break space": "Exports grew by 5\u00a0percent in\u00a02019. Imports fell by 3\u00a0% in 2018.",
    "blanks at the edges": "\n\n   Exports grew by 5 percent in 2019.   \n\n  Imports fell by 3 percent in 2018.  ",
}


@pytest.mark.parametrize("text", HARD_TEXTS.values(), ids=HARD_TEXTS)
def test_anchors_are_exact_in_code_points(text: str) -> None:
    article = receive(text)
    body = article.latest.body
    sentences = [replace(sentence, candidate=True) for sentence in detection.read(body)]
    with patch("claims.detection.read", return_value=sentences):
        claims = split(article)
    assert len(claims) == 2
    for claim in claims:
        assert body[claim.start : claim.end] == claim.text
        assert body[max(0, claim.start - CONTEXT) : claim.start] == claim.prefix
        assert body[claim.end : claim.end + CONTEXT] == claim.suffix
        assert claim.prefix + claim.text + claim.suffix in body


def test_every_candidate_becomes_a_claim_with_what_was_found_of_it() -> None:
    article = receive("Head\nExports grew. Imports fell.\nTail")
    first, second = split(article, {"Exports grew.": 0.8, "Imports fell.": 0.3})
    assert (first.text, first.start, first.end, first.prefix, first.suffix) == (
        "Exports grew.",
        5,
        18,
        "Head\n",
        " Imports fell.\nTail",
    )
    assert (first.check_worthiness, second.check_worthiness) == (0.8, 0.3)
    assert (first.kind, first.reasons, first.claimant) == ("check_worthy", ["number"], "")
    assert (first.status, first.revision, first.article) == (Status.NEW, article.latest, article)


def test_sentences_that_are_no_candidates_become_no_claims() -> None:
    article = receive("Exports grew. What a day!")
    other = found(article.latest.body, "What a day!")
    with patch("claims.detection.read", return_value=[replace(other, candidate=False)]):
        assert jobs.execute(split_job_of(article).pk, WORK)
    assert not Claim.objects.exists()
    assert Event.objects.latest("id").note == "0 claims found"


def test_splitting_is_recorded_from_start_to_finish(clock: Any) -> None:
    article = receive("Exports grew. Imports fell.")
    split(article, {"Exports grew.": 0.8, "Imports fell.": 0.3})
    history = [(event.act, event.before, event.after, event.actor, event.note) for event in article.events.all()][1:]
    assert history == [
        (Act.START_SPLIT, "received", "splitting", clock, ""),
        (Act.FIND, "", "new", clock, ""),
        (Act.FIND, "", "new", clock, ""),
        (Act.FINISH_SPLIT, "splitting", "split", clock, "2 claims found"),
    ]
    assert article.status == ArticleStatus.SPLIT


def test_finishing_causes_the_queueing_of_the_best() -> None:
    article = receive("Exports grew.")
    split(article, {"Exports grew.": 0.8})
    event = article.events.latest("id")
    assert Job.objects.get(key=f"queue_claims:{event.pk}").payload == {"article": article.pk}


def test_a_sentence_known_from_an_earlier_revision_gives_no_second_claim(editor: Any) -> None:
    article = receive("Exports grew. Imports fell.")
    [kept, _] = split(article, {"Exports grew.": 0.8, "Imports fell.": 0.3})
    triage.queue(kept.pk, actor=editor)
    articles.revise(article.pk, "News. Exports grew. Wages rose.", actor=editor)
    split(article, {"Exports grew.": 0.8, "Wages rose.": 0.7})
    assert list(article.claims.order_by("id").values_list("text", "revision__number")) == [
        ("Exports grew.", 1),
        ("Imports fell.", 1),
        ("Wages rose.", 2),
    ]
    assert Claim.objects.get(pk=kept.pk).status == Status.QUEUED
    assert article.events.latest("id").note == "1 claims found"


def test_the_same_sentence_of_another_article_is_another_claim() -> None:
    for text in ("Exports grew.", "Exports grew. Indeed."):
        split(receive(text), {"Exports grew.": 0.8})
    assert Claim.objects.filter(text="Exports grew.").count() == 2


def test_a_text_that_is_revised_while_it_is_read_is_left_to_the_next_job(editor: Any) -> None:
    article = receive("Exports grew.")
    first = split_job_of(article)

    def revise_meanwhile(body: str, language: str) -> list[Any]:
        articles.revise(article.pk, "Exports fell.", actor=editor)
        return [found(body, "Exports grew.")]

    with patch("claims.detection.read", side_effect=revise_meanwhile):
        assert jobs.execute(first.pk, WORK)
    article.refresh_from_db()
    assert article.status == ArticleStatus.RECEIVED
    assert not article.claims.exists()
    [claim] = split(article, {"Exports fell.": 0.8})
    assert (claim.revision.number, article.status) == (2, ArticleStatus.SPLIT)


def test_two_jobs_for_the_same_text_split_it_once(editor: Any) -> None:
    """The article was revised before the first job began: both then find the newest text."""
    article = receive("Exports grew.")
    first = split_job_of(article)
    articles.revise(article.pk, "Exports fell.", actor=editor)
    second = split_job_of(article)
    sentences = [found("Exports fell.", "Exports fell.")]

    def let_the_other_finish(body: str, language: str) -> list[Any]:
        with patch("claims.detection.read", return_value=sentences):
            assert jobs.execute(second.pk, WORK)
        return sentences

    with patch("claims.detection.read", side_effect=let_the_other_finish):
        assert jobs.execute(first.pk, WORK)
    assert [claim.text for claim in article.claims.all()] == ["Exports fell."]
    assert article.events.filter(act=Act.FINISH_SPLIT).count() == 1
    assert set(Job.objects.filter(kind="split_article").values_list("state", "attempts")) == {(JobState.DONE, 1)}


def test_a_job_that_comes_after_the_splitting_finds_nothing_to_do() -> None:
    article = receive("Exports grew.")
    split(article, {"Exports grew.": 0.8})
    late = jobs.enqueue("split_article", "late", {"article": article.pk})
    events = Event.objects.count()
    assert jobs.execute(late.pk, WORK)
    assert (Claim.objects.count(), Event.objects.count()) == (1, events)


def test_a_worker_that_died_in_the_middle_is_followed_by_one_that_starts_over() -> None:
    article = receive("Exports grew.")
    splitting.split(split_job_of(article))  # and then nothing: it died with its effects
    article.refresh_from_db()
    assert article.status == ArticleStatus.SPLITTING
    assert [claim.text for claim in split(article, {"Exports grew.": 0.8})] == ["Exports grew."]


@pytest.mark.parametrize(
    "broken", ["claims.models.Claim.objects.bulk_create", "claims.models.Event.objects.bulk_create"]
)
def test_claims_events_and_jobs_vanish_together_when_one_cannot_be_written(
    broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = receive("Exports grew.")
    job = split_job_of(article)
    monkeypatch.setattr(broken, lambda *args, **kwargs: (_ for _ in ()).throw(DatabaseError("disk full")))
    with patch("claims.detection.read", return_value=[found("Exports grew.", "Exports grew.")]):
        assert not jobs.execute(job.pk, WORK)
    article.refresh_from_db()
    assert article.status == ArticleStatus.SPLITTING
    assert not Claim.objects.exists()
    assert not Event.objects.filter(act__in=[Act.FIND, Act.FINISH_SPLIT]).exists()
    assert list(Job.objects.values_list("kind", "state")) == [("split_article", JobState.READY)]


def test_an_article_that_cannot_be_split_says_why_after_the_last_attempt(clock: Any) -> None:
    article = receive("Exports grew.")
    job = split_job_of(article)
    with patch("claims.detection.read", side_effect=ValueError("the paper is wet")):
        for _ in range(MAX_ATTEMPTS):
            bring_forward(job)
            jobs.execute(job.pk, WORK)
    article.refresh_from_db()
    assert (article.status, article.failure) == (ArticleStatus.FAILED, "ValueError: the paper is wet")
    event = article.events.latest("id")
    assert (event.act, event.before, event.actor, event.note) == (Act.FAIL_SPLIT, "splitting", clock, article.failure)
    assert article.events.filter(act=Act.FAIL_SPLIT).count() == 1
    assert Job.objects.get(pk=job.pk).state == JobState.DEAD


def test_a_failed_article_that_is_retried_is_split(editor: Any) -> None:
    article = receive("Exports grew.")
    job = split_job_of(article)
    with patch("claims.detection.read", side_effect=ValueError("the paper is wet")):
        for _ in range(MAX_ATTEMPTS):
            bring_forward(job)
            jobs.execute(job.pk, WORK)
    articles.retry(article.pk, actor=editor)
    assert len(split(article, {"Exports grew.": 0.8})) == 1
    assert (article.status, article.failure) == (ArticleStatus.SPLIT, "")


def test_giving_up_leaves_an_article_alone_that_was_split_by_then() -> None:
    article = receive("Exports grew.")
    split(article, {"Exports grew.": 0.8})
    splitting.give_up(Job(payload={"article": article.pk}, error="too late"))
    article.refresh_from_db()
    assert article.status == ArticleStatus.SPLIT


def test_a_dead_job_of_an_older_text_does_not_fail_the_newer_one(editor: Any) -> None:
    article = receive("Exports grew by 5 percent.", by=editor)
    dead = Job.objects.get(kind="split_article")
    articles.revise(article.pk, "Exports grew by 6 percent.", actor=editor)
    splitting.give_up(dead)
    article.refresh_from_db()
    assert article.status == ArticleStatus.RECEIVED


SPANISH = (
    "El ministerio de Sanidad notificó el lunes 240 casos nuevos en todo el país. "
    "Según el informe, la mitad de los enfermos no estaba vacunada."
)


@pytest.mark.parametrize(
    ("text", "given", "kept"), [(SPANISH, "", "es"), (SPANISH, "ca", "ca"), ("Exports grew.", "", "en")]
)
def test_the_language_of_a_text_that_comes_without_one_is_recognised(
    text: str, given: str, kept: str, editor: Any
) -> None:
    article = receive(text, by=editor, language=given)
    assert article.language == given
    split(article)
    assert article.language == kept

"""Learning from the desk: fitted on the editors' decisions, used when better on what was held back."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command

from claims.actions import learning, triage
from claims.actions.jobs import execute
from claims.detection.desk import SHIPPED
from claims.errors import TooFewDecisions
from claims.models import Claim, FittedHead, Job
from claims.tasks import WORK
from tests.factories import PersonFactory, found, receive

pytestmark = pytest.mark.django_db


def split_article(editor: Any, score: float = 0.7) -> list[Claim]:
    """Six claims with the same shipped score: by turns a law, and something hedged."""
    texts = [f"Statement {Claim.objects.count() + number} of the ministry." for number in range(6)]
    article = receive("\n".join(texts), by=editor)
    reasons = [("law",) if number % 2 else ("hedged",) for number in range(6)]
    body = article.latest.body
    made = [replace(found(body, text, score), reasons=why) for text, why in zip(texts, reasons, strict=True)]
    with patch("claims.detection.read", return_value=made):
        execute(Job.objects.get(key=f"split_article:{article.events.latest('id').pk}").pk, WORK)
    return list(article.claims.order_by("start"))


def decide(editor: Any, articles: int, *, likes: str = "law") -> None:
    """The editor queues the claims that have this reason, and dismisses the others."""
    for _ in range(articles):
        for claim in split_article(editor):
            if likes in claim.reasons:
                triage.queue(claim.pk, actor=editor)
            else:
                triage.dismiss(claim.pk, actor=editor, note="Not for our readers.")


class TestAfterTwentyArticles:
    """On which an editor decided: laws are for our readers."""

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def decided(cls, lasting: Any) -> Iterator[None]:
        with lasting():
            decide(PersonFactory(editor=True), 20)
            yield

    def test_what_editors_like_ranks_higher_in_the_next_article(self, editor: Any) -> None:
        lesson = learning.retrain()
        assert lesson.better
        hedged, law, *_ = split_article(editor)
        assert law.check_worthiness > 0.7 > hedged.check_worthiness
        assert law.shipped_score == hedged.shipped_score == 0.7

    def test_what_the_clock_queued_is_no_decision(self, editor: Any, clock: Any) -> None:
        for claim in split_article(editor):
            triage.queue(claim.pk, actor=clock)
        assert learning.retrain().fitted.learned_from + FittedHead.objects.get().held_back == 120

    def test_a_head_that_is_not_better_is_not_used(self, editor: Any) -> None:
        first = learning.retrain().fitted
        again = learning.retrain()
        assert not again.better
        assert FittedHead.objects.get(in_use=True) == first

    def test_a_change_of_taste_is_learned_from_the_shipped_score_not_from_the_adjusted_one(self, editor: Any) -> None:
        learning.retrain()
        decide(editor, 60, likes="hedged")
        assert learning.retrain().better
        hedged, law, *_ = split_article(editor)
        assert hedged.check_worthiness > law.check_worthiness
        assert FittedHead.objects.count() == 2

    def test_one_command_tells_before_and_after_and_one_takes_it_back(self, editor: Any, capsys: Any) -> None:
        call_command("retrain_detector")
        said = capsys.readouterr().out
        assert "before: log loss" in said
        assert "It is better and in use" in said
        call_command("retrain_detector", revert=True)
        assert learning.head_in_use() == SHIPPED
        assert FittedHead.objects.count() == 1

    def test_sentences_of_one_article_are_never_on_both_sides(self, editor: Any) -> None:
        lesson = learning.retrain()
        assert lesson.fitted.held_back == 6 * len([pk for pk in articles_decided() if pk % learning.ONE_IN == 0])


def test_without_a_head_the_shipped_score_stands_to_the_last_digit(editor: Any) -> None:
    assert {claim.check_worthiness for claim in split_article(editor, 0.7123456789)} == {0.7123456789}


def test_too_few_decisions_teach_nothing(editor: Any) -> None:
    decide(editor, 2)
    with pytest.raises(TooFewDecisions, match="Decide on more claims first"):
        learning.retrain()
    assert not FittedHead.objects.exists()


def test_the_command_says_in_one_sentence_that_there_is_too_little(editor: Any) -> None:
    with pytest.raises(CommandError, match="too little to learn from"):
        call_command("retrain_detector")


def articles_decided() -> set[int]:
    return set(Claim.objects.values_list("article_id", flat=True))

"""Words that two people want at once: the article's lock lets one after the other look."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims.actions import jobs, marking, reshaping, triage
from claims.actions.spans import Place
from claims.enums import Status
from claims.errors import IllegalAct, SpanTaken, StaleVersion
from claims.models import Claim
from claims.tasks import WORK
from reviews.actions import assignments
from tests.concurrency.second_connection import Rival, at_once
from tests.factories import queued_claims, receive, split, split_job_of

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]

FIRST, SECOND = "Exports grew by 5 percent.", "Imports fell by 3 percent."
BODY = f"{FIRST} {SECOND} It rained."


def test_of_two_who_mark_the_same_words_one_is_told_of_the_others_claim(reviewer: Any, second_reviewer: Any) -> None:
    article = receive(BODY)
    mark = partial(marking.mark, article.pk)
    with transaction.atomic():
        made = mark(actor=reviewer, place=Place(FIRST))
        rival = Rival(partial(mark, actor=second_reviewer, place=Place("5 percent."))).until_it_waits_for_us()
    with pytest.raises(SpanTaken, match=f"Claim {made.pk} "):
        rival.finish()
    assert Claim.objects.count() == 1


def test_splitting_an_article_waits_for_who_marks_and_finds_the_rest(reviewer: Any) -> None:
    article = receive(BODY)
    job = split_job_of(article)
    with transaction.atomic():
        marking.mark(article.pk, actor=reviewer, place=Place("grew by 5 percent."))
        rival = Rival(partial(jobs.execute, job.pk, WORK)).until_it_waits_for_us()
    assert rival.finish()
    texts = set(Claim.objects.values_list("text", flat=True))
    assert "grew by 5 percent." in texts
    assert FIRST not in texts


def test_two_who_move_neighbours_never_make_them_overlap(editor: Any, reviewer: Any) -> None:
    article = receive(BODY)
    first, second = split(article, {FIRST: 0.9, SECOND: 0.8})
    with transaction.atomic():
        reshaping.adjust(second.pk, actor=editor, place=Place("Imports fell by 3 percent. It rained."))
        marks = partial(marking.mark, article.pk, actor=reviewer, place=Place("It rained."))
        rival = Rival(marks).until_it_waits_for_us()
    with pytest.raises(SpanTaken):
        rival.finish()
    assert Claim.objects.get(pk=first.pk).end < Claim.objects.get(pk=second.pk).start


def test_two_who_merge_the_same_claims_from_either_side_do_not_wait_in_a_circle(editor: Any, reviewer: Any) -> None:
    first, second = split(receive(BODY), {FIRST: 0.9, SECOND: 0.8})
    with transaction.atomic():
        reshaping.merge(second.pk, actor=editor, other=first.pk)
        merge = partial(reshaping.merge, first.pk, actor=reviewer, other=second.pk)
        rival = Rival(merge).until_it_waits_for_us()
    with pytest.raises(IllegalAct):
        rival.finish()
    assert Claim.objects.get(pk=first.pk).version == 2


def test_who_takes_a_claim_steps_over_one_whose_words_are_being_changed(reviewer: Any, editor: Any) -> None:
    best, second = queued_claims(0.9, 0.8)
    with transaction.atomic():
        reshaping.adjust(best.pk, actor=editor, place=Place(best.text.rstrip(".")))
        assert at_once(partial(assignments.take_next, actor=reviewer)).claim == second


def test_who_changes_words_waits_for_who_queues_and_then_looks_again(editor: Any, reviewer: Any) -> None:
    first, _ = split(receive(BODY), {FIRST: 0.9, SECOND: 0.8})
    with transaction.atomic():
        triage.queue(first.pk, actor=editor)
        cut = partial(reshaping.split, first.pk, actor=reviewer, at=8, seen=first.version)
        rival = Rival(cut).until_it_waits_for_us()
    with pytest.raises(StaleVersion, match="queued it for review"):
        rival.finish()
    assert Claim.objects.get(pk=first.pk).status == Status.QUEUED

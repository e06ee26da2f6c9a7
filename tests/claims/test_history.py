"""The history as sentences: found by words, person, act, claim and day, as far as one may know."""

from datetime import timedelta
from typing import Any

import pytest
from django.http import QueryDict

from claims import clock, history
from claims.actions import triage
from claims.enums import Act, Status
from claims.history import HistoryForm
from claims.models import Claim, Event
from reviews.actions import assignments, findings
from tests.factories import claim_at, queued_claims

pytestmark = pytest.mark.django_db


def told(query: str, actor: Any) -> list[str]:
    form = HistoryForm(QueryDict(query))
    assert form.is_valid(), form.errors
    return [str(history.sentence_of(event)) for event in history.page_of(form.asked, actor=actor).rows]


def test_each_act_is_a_sentence_about_its_claim(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer, editor=editor)
    findings.send_back(claim.pk, actor=editor, note="One source is thin.", seen=claim.version)
    told_of_it = told(f"claim={claim.pk}", editor)
    assert told_of_it[0] == f"first-editor sent claim {claim.pk} back: “One source is thin.”."
    assert f"first-editor assigned claim {claim.pk} to first-reviewer." in told_of_it
    assert f"first-reviewer recorded a finding on claim {claim.pk}." in told_of_it
    assert f"first-editor queued claim {claim.pk} for review." in told_of_it


def test_acts_on_articles_name_the_article(editor: Any) -> None:
    claim = claim_at(Status.NEW)
    sentences = told(f"article={claim.article_id}&act=receive&act=finish_split", editor)
    assert f"clock split article {claim.article_id}: “1 claims found”." in sentences
    assert any(sentence.endswith(f"brought in article {claim.article_id}.") for sentence in sentences)


@pytest.mark.parametrize("act", Act)
def test_every_act_can_be_told_with_its_subject(act: Act, editor: Any) -> None:
    claim = Claim(pk=7)
    sentence = history.sentence_of(Event(act=act, claim=claim, article_id=3, actor=editor))
    assert "claim 7" in str(sentence)


def test_words_are_looked_for_in_what_was_said_and_in_the_claim(editor: Any) -> None:
    one, other = queued_claims(0.9, 0.8)
    triage.dismiss(one.pk, actor=editor, note="Nobody can weigh a rainbow.")
    number = other.text.split()[1]  # no two claims share it
    assert told("q=weigh+rainb", editor) == [f"first-editor dismissed claim {one.pk}: “Nobody can weigh a rainbow.”."]
    assert all(f"claim {other.pk}" in sentence for sentence in told(f"q=ministry+{number}", editor))
    assert len(told(f"q=statement+{number}&act=queue", editor)) == 1


def test_both_at_once_is_told_once(editor: Any) -> None:
    [claim] = queued_claims(0.9)
    triage.dismiss(claim.pk, actor=editor, note="The ministry itself says so.")
    assert len([sentence for sentence in told("q=ministry", editor) if "dismissed" in sentence]) == 1


def test_by_person_and_by_day(editor: Any, second_editor: Any) -> None:
    one, other = queued_claims(0.9, 0.8)
    with clock.set_to(clock.now() - timedelta(days=3)):
        triage.dismiss(one.pk, actor=second_editor, note="An opinion.")
    triage.dismiss(other.pk, actor=editor, note="An opinion.")
    assert len(told("person=second-editor", editor)) == 1
    assert len(told(f"act=dismiss&since={clock.today() - timedelta(days=1)}", editor)) == 1
    assert len(told(f"act=dismiss&until={clock.today() - timedelta(days=2)}", editor)) == 1


def test_reviewers_are_not_told_what_others_do_on_undecided_claims(editor: Any, reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    decided = claim_at(Status.PUBLISHED)
    assert [s for s in told("act=assign", reviewer) if f"claim {claim.pk}" in s] == []
    assert [s for s in told("act=assign", reviewer) if f"claim {decided.pk}" in s] != []
    assert len(told("act=assign", editor)) == 2


def test_a_stranger_is_told_nothing(stranger: Any) -> None:
    claim_at(Status.PUBLISHED)
    assert told("", stranger) == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("person=nobody", "person"),
        ("act=eat", "act"),
        ("who=x", "__all__"),
        ("since=2026-02-02&until=2026-02-01", "until"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(db: None, query: str, field: str) -> None:
    assert list(HistoryForm(QueryDict(query)).errors) == [field]


@pytest.mark.parametrize("few", [3_000, -1], ids=["few have the words", "as if many had"])
def test_a_search_asks_as_often_for_one_claim_as_for_three(
    few: int, editor: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(history, "FEW", few)
    for claims in (1, 3):
        made = queued_claims(*[0.9] * claims)
        triage.dismiss(made[0].pk, actor=editor, note="Nobody can weigh a statement.")
        form = HistoryForm(QueryDict("q=statement"))
        assert form.is_valid()
        with django_assert_num_queries(4):
            assert len(history.page_of(form.asked, actor=editor).rows) >= claims


def test_what_many_say_is_found_as_what_few_say(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    one, _ = queued_claims(0.9, 0.8)
    triage.dismiss(one.pk, actor=editor, note="Nobody can weigh a rainbow.")
    asked = ("q=weigh+rainb", "q=statement", f"q={one.text.split()[1]}+of", "q=statement&act=queue&act=dismiss")
    by_index = [told(query, editor) for query in asked]
    monkeypatch.setattr(history, "FEW", -1)
    assert [told(query, editor) for query in asked] == by_index
    assert all(by_index)

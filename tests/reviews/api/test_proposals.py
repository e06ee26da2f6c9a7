"""What stands to be approved, over HTTP and on the page: the findings it rests on, and who approved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import policy
from reviews.actions import verdicts
from reviews.models import Review, Rules
from tests.factories import PersonFactory
from tests.over_http import Caller, problem
from tests.reviews.actions.test_several_reviews import reviewed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_approvals() -> None:
    Rules.objects.create(pk=1, approvals_wanted=2, tolerance=1)


def test_an_editor_reads_what_is_proposed_and_on_which_findings_it_rests(editor: Any, second_editor: Any) -> None:
    claim = reviewed("false", "mostly_false", editor=editor)
    verdicts.approve(claim.pk, actor=editor, seen=claim.version)
    found = Caller(second_editor).read(f"claims/{claim.pk}/proposal")
    false, _ = Review.objects.order_by("id")
    assert (found["rating"]["slug"], found["review"], found["proposal"]) == ("false", false.pk, 1)
    assert found["rests_on"] == [review.pk for review in Review.objects.order_by("id")]
    assert [(given["person"]["username"], given["seen"]) for given in found["approvals"]] == [
        (editor.username, claim.version)
    ]
    assert found["approvals_wanted"] == 2


def test_the_page_says_the_same(client: Client, editor: Any) -> None:
    claim = reviewed("false", "mostly_false", editor=editor)
    verdicts.approve(claim.pk, actor=editor)
    client.force_login(editor)
    page = client.get(reverse("admin:desk_claim", args=[claim.pk])).content.decode()
    assert "it rests on 2 findings" in page
    assert "1 of 2 approvals: first-editor" in page


def test_nobody_else_does(reviewer: Any, stranger: Any, editor: Any) -> None:
    claim = reviewed("false", editor=editor)
    for person in (reviewer, stranger):
        problem(Caller(person).get(f"claims/{claim.pk}/proposal"), 404, "not_found")
    problem(Caller().get(f"claims/{claim.pk}/proposal"), 401, "not_authenticated")


def test_an_editor_who_wrote_one_of_the_findings_is_not_told_of_the_others(editor: Any) -> None:
    claim = reviewed("false", editor=editor)
    author = Review.objects.get().reviewer
    author.groups.add(*PersonFactory(roles=[policy.EDITOR]).groups.all())
    problem(Caller(author).get(f"claims/{claim.pk}/proposal"), 404, "not_found")

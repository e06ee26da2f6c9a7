"""Two claims that differ in one thing alone, whether the others agree: whatever a reviewer asks, they look the same."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.urls import reverse

from claims.enums import Status
from claims.models import Claim
from reviews.models import Review
from tests.factories import PersonFactory
from tests.over_http import Caller
from tests.reviews.looking import OTHER, PART, SECRET, reviewed_by_both

pytestmark = pytest.mark.django_db

LISTS = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry]


@pytest.fixture(scope="module")
def played(lasting: Any) -> Iterator[tuple[int, int, int]]:
    """Who asks, the claim on which the other found something else, and the one on which they found the same."""
    with lasting():
        me, other = PersonFactory(reviewer=True), PersonFactory(reviewer=True, username=OTHER)
        claims = [reviewed_by_both(me, other, "false", theirs) for theirs in ("true", "false")]
        assert [claim.status for claim in claims] == [Status.DISPUTED, Status.REVIEWED]
        yield me.pk, claims[0].pk, claims[1].pk


@pytest.fixture
def reviewer(played: tuple[int, int, int], db: None) -> Any:
    return get_user_model().objects.get(pk=played[0])


@pytest.fixture
def disputed(played: tuple[int, int, int], db: None) -> Claim:
    return Claim.objects.get(pk=played[1])


@pytest.fixture
def agreed(played: tuple[int, int, int], db: None) -> Claim:
    return Claim.objects.get(pk=played[2])


def rows_of(person: Any, status: Status) -> set[int]:
    answer = Caller(person).client.get(reverse("admin:claims_claim_changelist"), {"status__exact": status.value})
    assert answer.status_code == 200
    return {claim.pk for claim in answer.context["cl"].result_list}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_can_be_narrowed_or_searched_until_it_tells(
    name: str, reviewer: Any, disputed: Claim, agreed: Claim
) -> None:
    """Two claims that differ in one thing alone, whether the others agree, look the same to who asks anything."""
    client = Caller(reviewer).client
    theirs = Review.objects.filter(claim=disputed).exclude(reviewer=reviewer).get()
    questions = [
        {"q": PART},
        {"status": "disputed"},
        {"status__exact": "disputed"},
        {"status__startswith": "dis"},
        {"status__exact": "reviewed"},
        {"status__exact": "in_review"},
        {"verdict__isnull": "0"},
        {"reviews": str(theirs.pk)},
        {"reviews__isnull": "0"},
        {"assignments__isnull": "0"},
        {"claim__status": "disputed"},
        {"claim__status__exact": "disputed"},
        {"review__rating__id__exact": str(theirs.rating_id)},
        {"rating__id__exact": str(theirs.rating_id)},
        {"claim__reviews__reasoning__contains": PART},
        {"reviews__reasoning__contains": PART},
        {"after": "disputed"},
        {"after__exact": "disputed"},
        *({"o": f"{sign}{column}"} for sign in ("", "-") for column in range(1, 8)),
        {"_facets": "True"},
    ]
    for question in questions:
        answer = client.get(reverse(name), question)
        assert answer.status_code in (200, 302, 400, 403), question
        page = answer.content.decode()
        assert not re.search(f"{SECRET}|{OTHER}", page, re.IGNORECASE), question
        rows = {pk for pk in (disputed.pk, agreed.pk) if f"/admin/desk/claims/{pk}/" in page or f"/claim/{pk}/" in page}
        assert len(rows) != 1, question


@pytest.mark.parametrize("status", Status, ids=str)
def test_claims_on_which_reviewers_agree_and_disagree_are_in_the_same_lists(
    status: Status, reviewer: Any, editor: Any, disputed: Claim, agreed: Claim
) -> None:
    both = {disputed.pk, agreed.pk}
    assert set(Caller(reviewer).ids("claims", status=status)) == (both if status == Status.IN_REVIEW else set())
    seen = {Status.DISPUTED: {disputed.pk}, Status.REVIEWED: {agreed.pk}}
    assert set(Caller(editor).ids("claims", status=status)) == seen.get(status, set())


def test_the_list_of_claims_is_narrowed_by_what_each_may_know(
    reviewer: Any, editor: Any, disputed: Claim, agreed: Claim
) -> None:
    assert rows_of(reviewer, Status.IN_REVIEW) == {disputed.pk, agreed.pk}
    assert rows_of(reviewer, Status.DISPUTED) == rows_of(reviewer, Status.REVIEWED) == set()
    assert rows_of(editor, Status.DISPUTED) == {disputed.pk}
    assert rows_of(editor, Status.REVIEWED) == {agreed.pk}


def test_two_claims_that_differ_in_what_the_other_found_alone_are_told_alike(
    reviewer: Any, disputed: Claim, agreed: Claim
) -> None:
    caller = Caller(reviewer)

    def told_of(claim: Claim) -> Any:
        shown = caller.read(f"claims/{claim.pk}")
        events = caller.read(f"claims/{claim.pk}/events")["results"]
        history = [(event["act"], event["before"], event["after"], event["note"]) for event in events]
        return shown["status"], shown["version"], shown["acts"], history

    assert told_of(disputed) == told_of(agreed)
    assert told_of(disputed)[0] == "in_review"
    assert [act for act, *_ in told_of(disputed)[-1]][-1] == "review"


@pytest.mark.parametrize(
    "name", ["approval", "return", "publication", "correction", "withdrawal", "adjudication", "queueing", "dismissal"]
)
def test_a_refused_act_does_not_tell_where_the_claim_stands(
    name: str, reviewer: Any, disputed: Claim, agreed: Claim
) -> None:
    def refusal(claim: Claim) -> Any:
        sent = {"version": claim.version} | ({"person": reviewer.pk} if name == "adjudication" else {})
        sent |= (
            {"note": "So it is."} if name in ("return", "correction", "withdrawal", "adjudication", "dismissal") else {}
        )
        answer = Caller(reviewer).post(f"claims/{claim.pk}/{name}", sent).json()
        return answer["status"], answer["detail"]

    assert refusal(disputed) == refusal(agreed)
    assert refusal(disputed)[0] == 403


def test_a_reviewer_may_take_a_finding_back_from_a_dispute_without_learning_that_it_was_one(
    reviewer: Any, disputed: Claim, agreed: Claim
) -> None:
    for claim in (disputed, agreed):
        mine = Review.objects.get(claim=claim, reviewer=reviewer)
        answer = Caller(reviewer).post(f"reviews/{mine.pk}/retraction", {})
        assert (answer.status_code, answer.json()["claim"]["status"]) == (201, "in_review")
    shown = [Caller(reviewer).read(f"claims/{claim.pk}/events")["results"] for claim in (disputed, agreed)]
    assert [event["before"] for events in shown for event in events if event["act"] == "retract"] == ["in_review"] * 2

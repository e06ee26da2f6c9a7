"""A reviewer looks everywhere for what another found: every address of the API, every page, and acts on the claim."""

import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from claims import policy
from claims.enums import Status
from claims.models import Claim, Event
from reviews import queries
from reviews.actions import adjudication, assignments, letting_go, verdicts, wanted
from reviews.models import Assignment
from tests.factories import PersonFactory, queued_claims, record
from tests.over_http import Caller
from tests.reviews.looking import OTHER, SECRET, SECRETS, addresses, reviewed_by_both, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db: None) -> Any:
    return PersonFactory(reviewer=True, username=OTHER)


@pytest.fixture
def disputed(reviewer: Any, other: Any) -> Claim:
    claim = reviewed_by_both(reviewer, other, "false", "true")
    assert claim.status == Status.DISPUTED
    return claim


@pytest.fixture
def agreed(reviewer: Any, other: Any) -> Claim:
    claim = reviewed_by_both(reviewer, other, "false", "false")
    assert claim.status == Status.REVIEWED
    return claim


@pytest.mark.either
def test_no_address_of_the_api_tells_a_reviewer_of_the_other(reviewer: Any, disputed: Claim) -> None:
    client = Caller(reviewer).client
    asked = addresses("api/v1/", disputed)
    assert len(asked) > 60
    leaks = [address for address in asked if SECRETS.search(told(client, address))]
    assert leaks == []


@pytest.mark.either
def test_no_page_of_the_admin_site_tells_a_reviewer_of_the_other(reviewer: Any, disputed: Claim) -> None:
    client = Caller(reviewer).client
    asked = [
        address for address in addresses("admin/", disputed) if "logout" not in address and "jsi18n" not in address
    ]
    assert len(asked) > 60
    leaks = [address for address in asked if SECRETS.search(told(client, address))]
    assert leaks == []


@pytest.mark.either
def test_the_same_search_finds_what_an_editor_may_see(editor: Any, disputed: Claim) -> None:
    """Or the two tests above would pass for want of looking."""
    client = Caller(editor).client
    for under in ("api/v1/", "admin/"):
        assert any(SECRET in told(client, address) for address in addresses(under, disputed))


def test_why_somebody_asked_for_an_editor_or_stepped_aside_is_for_editors(
    reviewer: Any, other: Any, editor: Any
) -> None:
    for leave in (letting_go.escalate, letting_go.recuse):
        [claim] = queued_claims(0.9)
        wanted.want(claim.pk, actor=editor, reviews=2)
        for person in (reviewer, other):
            assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor)
        leave(Assignment.objects.get(claim=claim, reviewer=other).pk, actor=other, note=f"The {SECRET} is false.")
        assert not SECRETS.search(told(Caller(reviewer).client, f"/api/v1/claims/{claim.pk}/events"))
        assert SECRET in told(Caller(editor).client, f"/api/v1/claims/{claim.pk}/events")


# --- people with both roles, and adjudicators --------------------------------------------------------------------


@pytest.fixture
def both_roles(db: None) -> Any:
    return PersonFactory(username="both-roles", roles=[policy.REVIEWER, policy.EDITOR])


def is_told(person: Any, claim: Claim) -> str:
    """The first of all addresses that tells them of the other's finding, if any does."""
    client = Caller(person).client
    asked = [*addresses("api/v1/", claim), *addresses("admin/", claim)]
    tells = (address for address in asked if "logout" not in address and SECRET in told(client, address))
    return next(tells, "")


@pytest.mark.either
def test_an_editor_who_reviews_a_claim_is_as_blind_there_as_any_reviewer(both_roles: Any, other: Any) -> None:
    claim = reviewed_by_both(both_roles, other, "false", "true")
    assert is_told(both_roles, claim) == ""
    assert is_told(PersonFactory(editor=True), claim)


@pytest.mark.either
def test_an_editor_who_holds_a_claim_is_blind_from_the_moment_they_take_it(both_roles: Any, other: Any) -> None:
    claim = reviewed_by_both(PersonFactory(reviewer=True), other, "false", "true")
    wanted.want(claim.pk, actor=PersonFactory(editor=True), reviews=3)
    assert is_told(both_roles, claim)
    assignments.assign(claim.pk, reviewer_id=both_roles.pk, actor=PersonFactory(editor=True))
    assert is_told(both_roles, claim) == ""


@pytest.mark.parametrize("role", ["editor", "second_reviewer"])
def test_who_adjudicates_reads_the_findings_and_never_whose_they_are(
    role: str, request: pytest.FixtureRequest, reviewer: Any, disputed: Claim
) -> None:
    judge = request.getfixturevalue(role)
    made = adjudication.appoint(disputed.pk, person_id=judge.pk, actor=PersonFactory(editor=True))
    names = re.compile(rf"{OTHER}|{reviewer.username}")
    caller = Caller(judge)
    page = told(caller.client, reverse("admin:desk_workspace", args=[made.pk]))
    assert SECRET in page
    assert re.findall(r"Reviewer ([A-Z])\b", page) == ["A", "B"]
    assert not names.search(re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL))
    found = caller.read(f"assignments/{made.pk}/findings")
    assert [one["by"] for one in found] == ["A", "B"]
    assert {one["rating"]["slug"] for one in found} == {"true", "false"}
    assert [set(one) for one in found] == [{"by", "rating", "summary", "reasoning", "sources"}] * 2
    of_claim = [a for a in addresses("api/v1/", disputed) if not a.endswith("/assignments") and "topics" not in a]
    assert not [address for address in of_claim if names.search(told(caller.client, address))]


def test_while_reviewers_disagree_no_editor_is_told_whose_finding_is_whose(
    editor: Any, reviewer: Any, disputed: Claim
) -> None:
    """Any of them may be asked to settle it."""
    caller = Caller(editor)
    found = caller.read("reviews", claim=disputed.pk)["results"]
    assert [review["reviewer"] for review in found] == [None, None]
    assert caller.ids("reviews", reviewer=reviewer.username) == []
    page = told(caller.client, reverse("admin:desk_claim", args=[disputed.pk]))
    findings = re.search(r'aria-labelledby="findings".*?</section>', page, re.DOTALL)
    assert findings
    assert re.findall(r"Reviewer ([A-Z])\b", findings[0]) == ["A", "B"]
    assert not re.search(rf"{OTHER}|{reviewer.username}", findings[0])
    rows = told(caller.client, reverse("admin:reviews_review_changelist"))
    assert not re.search(rf'field-reviewer">[^<]*({OTHER}|{reviewer.username})', rows)
    mine = Caller(reviewer).read("reviews", claim=disputed.pk)["results"]
    assert [review["reviewer"]["username"] for review in mine] == [reviewer.username]
    record(adjudication.appoint(disputed.pk, person_id=editor.pk, actor=editor), rating="half_true")
    afterwards = Caller(PersonFactory(editor=True)).read("reviews", claim=disputed.pk)["results"]
    assert {review["reviewer"]["username"] for review in afterwards} == {editor.username, OTHER, reviewer.username}


def test_the_letters_say_nothing_of_who_came_first_and_stay_as_long_as_the_assignment(
    editor: Any, disputed: Claim
) -> None:
    made = adjudication.appoint(disputed.pk, person_id=editor.pk, actor=editor)
    orders = []
    for number in range(8):  # instead of eight adjudications
        made.token = uuid.UUID(int=number)
        orders.append([review.pk for review in queries.findings_to_settle(made)])
        assert orders[-1] == [review.pk for review in queries.findings_to_settle(made)]
    assert len({tuple(order) for order in orders}) == 2


def test_nobody_but_the_adjudicator_reads_the_findings_that_way(
    reviewer: Any, second_reviewer: Any, editor: Any, disputed: Claim
) -> None:
    made = adjudication.appoint(disputed.pk, person_id=second_reviewer.pk, actor=editor)
    mine = Assignment.objects.get(claim=disputed, reviewer=reviewer)
    assert Caller(reviewer).get(f"assignments/{made.pk}/findings").status_code == 404
    assert Caller(editor).get(f"assignments/{made.pk}/findings").status_code == 404
    assert Caller(reviewer).get(f"assignments/{mine.pk}/findings").status_code == 404
    record(made, rating="half_true")
    assert Caller(second_reviewer).get(f"assignments/{made.pk}/findings").status_code == 404


def test_once_it_is_published_the_newsroom_knows_it_all(reviewer: Any, other: Any, agreed: Claim) -> None:
    verdicts.approve(agreed.pk, actor=(editor := PersonFactory(editor=True)))
    assert not SECRETS.search(told(Caller(reviewer).client, f"/admin/desk/claims/{agreed.pk}/"))
    verdicts.publish(agreed.pk, actor=editor)
    page = told(Caller(reviewer).client, f"/admin/desk/claims/{agreed.pk}/")
    assert SECRET in page
    assert OTHER in page
    assert {event.act for event in Event.objects.visible_to(reviewer).filter(claim=agreed)} >= {"review", "approve"}

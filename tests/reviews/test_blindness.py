"""A reviewer looks everywhere for what another found: every address of the API, every page, every way to narrow a list.

What is looked for is a word that stands in the other's review alone, their name, and whether the two agree.
"""

import itertools
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import get_resolver, reverse

from claims import policy
from claims.enums import Status
from claims.models import Claim, Event
from reviews import queries
from reviews.actions import adjudication, assignments, letting_go, verdicts, wanted
from reviews.actions.evidence import SourceDraft
from reviews.models import Assignment, Notification, Review, Verdict
from tests.factories import PersonFactory, queued_claims, record
from tests.over_http import Caller

pytestmark = pytest.mark.django_db

SECRET = "Zwetschgenkuchen"
PART = "zwetschgen"  # to ask for: pages say again what they were asked
OTHER = "other-colleague"
SECRETS = re.compile(rf'{SECRET}|{OTHER}|is-disputed|"disputed"', re.IGNORECASE)
# Words that stand on every page whatever happened: what a label of the scale or of a list is called.
# So is the board's column of a status; it says itself that nothing stands in it.
LABELS = re.compile(r"<option[^>]*>[^<]*</option>|column is-disputed empty|name=\"status\" value=\"disputed\"")


def reviewed_by_both(me: Any, other: Any, mine: str, theirs: str) -> Claim:
    """A claim that I and another reviewed, with these ratings."""
    [claim] = queued_claims(0.9)
    wanted.want(claim.pk, actor=PersonFactory(editor=True), reviews=2)
    for person, rating in ((me, mine), (other, theirs)):
        words = (
            {}
            if person == me
            else {
                "reasoning": f"The {SECRET} says so.",
                "summary": f"{SECRET}.",
                "sources": [SourceDraft(url=f"https://{SECRET}.example/", title=SECRET, quote=SECRET)],
            }
        )
        record(
            assignments.assign(claim.pk, reviewer_id=person.pk, actor=PersonFactory(editor=True)),
            rating=rating,
            **words,
        )
    return Claim.objects.get(pk=claim.pk)


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


def ids(claim: Claim) -> dict[str, set[str]]:
    """Every value that an address with this part may be asked with: whatever a reviewer could guess."""
    known = {
        "article_id": {claim.article_id},
        "assignment_id": set(Assignment.objects.values_list("pk", flat=True)),
        "claim_id": {claim.pk},
        "conflict_id": {1},
        "copy_id": {1},
        "notification_id": set(Notification.objects.values_list("pk", flat=True)),
        "version": {1, 2},
        "slug": {"truth"},
        "table": {"figures", "reviewers", "pairs", "drift"},
    }
    numbers = {claim.pk, claim.article_id, *Review.objects.values_list("pk", flat=True)}
    known["pk"] = numbers | known["assignment_id"] | set(Verdict.objects.values_list("pk", flat=True))
    return {name: {str(value) for value in values} for name, values in known.items()}


def addresses(under: str, claim: Claim) -> list[str]:
    """Every address that there is below this part of the site, with every id that there is."""
    found, known = [], ids(claim)
    for parts in _routes(get_resolver().url_patterns):
        route = "".join(parts)
        if route.startswith(under) and "(?P" not in route:
            names = re.findall(r"<(?:\w+:)?(\w+)>", route)
            values = known | {"object_id": rows_behind(route)}
            if any(name not in values for name in names):
                continue
            for chosen in itertools.product(*(sorted(values[name]) for name in names)):
                filled = iter(chosen)
                found.append("/" + re.sub(r"<[^>]+>", lambda _: next(filled), route))  # noqa: B023
    return found


def rows_behind(route: str) -> set[str]:
    """All that an address of the admin's own for one row may be asked with, and one that is not there."""
    named = re.match(r"admin/(\w+)/(\w+)/<path:object_id>", route)
    if named is None:
        return set()
    rows = apps.get_model(*named.groups())._default_manager.values_list("pk", flat=True)
    return {str(pk) for pk in (*rows, max(rows, default=0) + 1)}


def _routes(patterns: Any, before: tuple[str, ...] = ()) -> Any:
    for pattern in patterns:
        here = (*before, str(pattern.pattern))
        if hasattr(pattern, "url_patterns"):
            yield from _routes(pattern.url_patterns, here)
        else:
            yield here


def told(client: Client, address: str, **query: str) -> str:
    """What one address says, without the words that stand there whatever happened."""
    answer = client.get(address, query)
    assert answer.status_code < 500, address
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return LABELS.sub("", body.decode(errors="replace")) + str(answer.headers)


def test_no_address_of_the_api_tells_a_reviewer_of_the_other(reviewer: Any, disputed: Claim) -> None:
    client = Caller(reviewer).client
    asked = addresses("api/v1/", disputed)
    assert len(asked) > 60
    leaks = [address for address in asked if SECRETS.search(told(client, address))]
    assert leaks == []


def test_no_page_of_the_admin_site_tells_a_reviewer_of_the_other(reviewer: Any, disputed: Claim) -> None:
    client = Caller(reviewer).client
    asked = [
        address for address in addresses("admin/", disputed) if "logout" not in address and "jsi18n" not in address
    ]
    assert len(asked) > 60
    leaks = [address for address in asked if SECRETS.search(told(client, address))]
    assert leaks == []


def test_the_same_search_finds_what_an_editor_may_see(editor: Any, disputed: Claim) -> None:
    """Or the two tests above would pass for want of looking."""
    client = Caller(editor).client
    for under in ("api/v1/", "admin/"):
        assert any(SECRET in told(client, address) for address in addresses(under, disputed))


LISTS = [f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry]


def rows_of(person: Any, status: Status) -> set[int]:
    answer = Caller(person).client.get(reverse("admin:claims_claim_changelist"), {"status__exact": status.value})
    assert answer.status_code == 200
    return {claim.pk for claim in answer.context["cl"].result_list}


class TestTwoClaimsThatDifferInWhetherTheOthersAgree:
    """That is all that they differ in; so to a reviewer they look the same."""

    @pytest.fixture(scope="class")
    @classmethod
    def played(cls, lasting: Any) -> Iterator[tuple[int, int, int]]:
        with lasting():
            me, other = PersonFactory(reviewer=True), PersonFactory(reviewer=True, username=OTHER)
            claims = [reviewed_by_both(me, other, "false", theirs) for theirs in ("true", "false")]
            assert [claim.status for claim in claims] == [Status.DISPUTED, Status.REVIEWED]
            yield me.pk, claims[0].pk, claims[1].pk

    @pytest.fixture
    def reviewer(self, played: tuple[int, int, int], db: None) -> Any:
        return get_user_model().objects.get(pk=played[0])

    @pytest.fixture
    def disputed(self, played: tuple[int, int, int], db: None) -> Claim:
        return Claim.objects.get(pk=played[1])

    @pytest.fixture
    def agreed(self, played: tuple[int, int, int], db: None) -> Claim:
        return Claim.objects.get(pk=played[2])

    @pytest.mark.parametrize("name", LISTS)
    def test_no_list_can_be_narrowed_or_searched_until_it_tells(
        self, name: str, reviewer: Any, disputed: Claim, agreed: Claim
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
            rows = {
                pk for pk in (disputed.pk, agreed.pk) if f"/admin/desk/claims/{pk}/" in page or f"/claim/{pk}/" in page
            }
            assert len(rows) != 1, question

    @pytest.mark.parametrize("status", Status, ids=str)
    def test_claims_on_which_reviewers_agree_and_disagree_are_in_the_same_lists(
        self, status: Status, reviewer: Any, editor: Any, disputed: Claim, agreed: Claim
    ) -> None:
        both = {disputed.pk, agreed.pk}
        assert set(Caller(reviewer).ids("claims", status=status)) == (both if status == Status.IN_REVIEW else set())
        seen = {Status.DISPUTED: {disputed.pk}, Status.REVIEWED: {agreed.pk}}
        assert set(Caller(editor).ids("claims", status=status)) == seen.get(status, set())

    def test_the_list_of_claims_is_narrowed_by_what_each_may_know(
        self, reviewer: Any, editor: Any, disputed: Claim, agreed: Claim
    ) -> None:
        assert rows_of(reviewer, Status.IN_REVIEW) == {disputed.pk, agreed.pk}
        assert rows_of(reviewer, Status.DISPUTED) == rows_of(reviewer, Status.REVIEWED) == set()
        assert rows_of(editor, Status.DISPUTED) == {disputed.pk}
        assert rows_of(editor, Status.REVIEWED) == {agreed.pk}

    def test_two_claims_that_differ_in_what_the_other_found_alone_are_told_alike(
        self, reviewer: Any, disputed: Claim, agreed: Claim
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
        "name",
        ["approval", "return", "publication", "correction", "withdrawal", "adjudication", "queueing", "dismissal"],
    )
    def test_a_refused_act_does_not_tell_where_the_claim_stands(
        self, name: str, reviewer: Any, disputed: Claim, agreed: Claim
    ) -> None:
        def refusal(claim: Claim) -> Any:
            sent = {"version": claim.version} | ({"person": reviewer.pk} if name == "adjudication" else {})
            sent |= (
                {"note": "So it is."}
                if name in ("return", "correction", "withdrawal", "adjudication", "dismissal")
                else {}
            )
            answer = Caller(reviewer).post(f"claims/{claim.pk}/{name}", sent).json()
            return answer["status"], answer["detail"]

        assert refusal(disputed) == refusal(agreed)
        assert refusal(disputed)[0] == 403

    def test_a_reviewer_may_take_a_finding_back_from_a_dispute_without_learning_that_it_was_one(
        self, reviewer: Any, disputed: Claim, agreed: Claim
    ) -> None:
        for claim in (disputed, agreed):
            mine = Review.objects.get(claim=claim, reviewer=reviewer)
            answer = Caller(reviewer).post(f"reviews/{mine.pk}/retraction", {})
            assert (answer.status_code, answer.json()["claim"]["status"]) == (201, "in_review")
        shown = [Caller(reviewer).read(f"claims/{claim.pk}/events")["results"] for claim in (disputed, agreed)]
        assert [event["before"] for events in shown for event in events if event["act"] == "retract"] == [
            "in_review"
        ] * 2


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


def test_an_editor_who_reviews_a_claim_is_as_blind_there_as_any_reviewer(both_roles: Any, other: Any) -> None:
    claim = reviewed_by_both(both_roles, other, "false", "true")
    assert is_told(both_roles, claim) == ""
    assert is_told(PersonFactory(editor=True), claim)


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
    page = told(Caller(judge).client, reverse("admin:desk_workspace", args=[made.pk]))
    assert SECRET in page
    assert re.findall(r"Reviewer ([A-Z])\b", page) == ["A", "B"]
    assert not names.search(re.sub(r"<select.*?</select>", "", page, flags=re.DOTALL))
    found = Caller(judge).read(f"assignments/{made.pk}/findings")
    assert [one["by"] for one in found] == ["A", "B"]
    assert {one["rating"]["slug"] for one in found} == {"true", "false"}
    assert [set(one) for one in found] == [{"by", "rating", "summary", "reasoning", "sources"}] * 2
    of_claim = [a for a in addresses("api/v1/", disputed) if not a.endswith("/assignments") and "topics" not in a]
    assert not [address for address in of_claim if names.search(told(Caller(judge).client, address))]


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

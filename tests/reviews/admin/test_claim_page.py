"""One claim as an editor sees it: every act that is open is a button, every other one is refused."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.enums import Status
from claims.models import Claim, Event
from reviews.actions.evidence import SourceDraft
from reviews.models import VerdictVersion
from tests.factories import claim_at, record
from tests.reviews.admin.typed import correction

pytestmark = pytest.mark.django_db

# What an editor who reviewed nothing finds on the page of a claim that stands there.
SETS = {"prioritise", "want"}
BUTTONS = {
    Status.NEW: {"queue", "dismiss", *SETS},
    Status.QUEUED: {"assign", "dismiss", *SETS},
    Status.IN_REVIEW: {"dismiss", "release", "postpone", "hand_over", *SETS},
    Status.ESCALATED: {"queue", "dismiss", *SETS},
    Status.DISPUTED: {"appoint", "dismiss", *SETS},
    Status.REVIEWED: {"approve", "send_back", "dismiss", *SETS},
    Status.APPROVED: {"publish", "send_back"},
    Status.PUBLISHED: {"correct", "withdraw"},
    Status.WITHDRAWN: set(),
    Status.DISMISSED: {"restore"},
}


def page_of(claim: Claim) -> str:
    return reverse("admin:desk_claim", args=[claim.pk])


def buttons(client: Client, claim: Claim) -> set[str]:
    return set(re.findall(r'name="act" value="(\w+)"', client.get(page_of(claim)).content.decode()))


@pytest.mark.parametrize("status", Status, ids=str)
def test_the_page_offers_exactly_what_may_be_done(client: Client, editor: Any, status: Status) -> None:
    client.force_login(editor)
    assert buttons(client, claim_at(status)) == BUTTONS[status]


@pytest.mark.parametrize("status", Status, ids=str)
def test_a_reviewer_is_offered_no_act_of_an_editor(client: Client, reviewer: Any, status: Status) -> None:
    client.force_login(reviewer)
    assert buttons(client, claim_at(status)) == set()


def test_an_editor_approves_and_publishes(client: Client, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    client.force_login(editor)
    client.post(page_of(claim), {"act": "approve", "version": claim.version})
    claim.refresh_from_db()
    client.post(page_of(claim), {"act": "publish", "version": claim.version})
    claim.refresh_from_db()
    assert claim.status == Status.PUBLISHED
    assert claim.verdict.shown.summary == "It was 3.9 percent."


def test_a_decision_on_an_old_version_is_refused_and_the_note_is_kept(client: Client, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    before = Event.objects.count()
    client.force_login(editor)
    words = {"act": "send_back", "version": claim.version - 1, "note": "The second table is missing."}
    answer = client.post(page_of(claim), words)
    assert answer.status_code == 409
    assert "The second table is missing." in answer.content.decode()
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("status", "act"),
    [
        (Status.REVIEWED, "approve"),
        (Status.REVIEWED, "send_back"),
        (Status.APPROVED, "publish"),
        (Status.PUBLISHED, "correct"),
        (Status.PUBLISHED, "withdraw"),
    ],
)
def test_what_readers_will_see_is_never_decided_without_saying_what_was_seen(
    client: Client, editor: Any, status: Status, act: str
) -> None:
    claim = claim_at(status)
    client.force_login(editor)
    answer = client.post(page_of(claim), correction(act=act))
    assert answer.status_code == 428
    assert "Name the version that you looked at" in answer.content.decode()
    assert Claim.objects.get().version == claim.version


def test_a_reviewer_cannot_publish_by_sending_the_form_anyway(client: Client, reviewer: Any) -> None:
    claim = claim_at(Status.APPROVED)
    client.force_login(reviewer)
    assert client.post(page_of(claim), {"act": "publish", "version": claim.version}).status_code == 403
    claim.refresh_from_db()
    assert claim.status == Status.APPROVED


def test_an_act_that_does_not_exist_is_refused(client: Client, editor: Any) -> None:
    claim = claim_at(Status.NEW)
    client.force_login(editor)
    assert client.post(page_of(claim), {"act": "delete"}).status_code == 400
    assert client.post(page_of(claim), {"act": "find"}).status_code == 400


def test_a_correction_is_a_new_version_with_its_note(client: Client, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    client.force_login(editor)
    client.post(page_of(claim), correction(version=str(claim.version)))
    assert [version.sequence for version in VerdictVersion.objects.all()] == [1, 2]
    assert claim.verdict.shown.rating.slug == "mostly_false"
    assert "The first rating was too harsh." in client.get(page_of(claim)).content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"note": ""}, "Say why in a few words"),
        ({"rating": "false"}, "changes nothing"),
        ({"sources-0-url": "", "sources-0-title": "", "sources-0-quote": ""}, "at least one source"),
        ({"rating": "nonsense"}, "not one of the available choices"),
    ],
)
def test_a_wrong_correction_publishes_nothing_and_keeps_the_text(
    client: Client, editor: Any, changes: dict[str, str], said: str
) -> None:
    claim = claim_at(Status.PUBLISHED)
    client.force_login(editor)
    answer = client.post(
        page_of(claim), correction(**{"version": str(claim.version), "reasoning": "The table says 3.9.", **changes})
    )
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert VerdictVersion.objects.count() == 1


def test_a_reviewer_does_not_see_the_finding_of_another_before_it_is_published(
    client: Client, reviewer: Any, second_reviewer: Any
) -> None:
    undecided, decided = claim_at(Status.REVIEWED, reviewer=reviewer), claim_at(Status.PUBLISHED, reviewer=reviewer)
    client.force_login(second_reviewer)
    assert "The table says 3.9." not in client.get(page_of(undecided)).content.decode()
    assert "The table says 3.9." in client.get(page_of(decided)).content.decode()


def test_the_pages_of_all_lists_open_and_lead_to_the_claim(client: Client, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    client.force_login(editor)
    for model in (
        "claims_article",
        "claims_claim",
        "claims_event",
        "claims_job",
        "reviews_assignment",
        "reviews_review",
        "reviews_verdict",
    ):
        assert client.get(reverse(f"admin:{model}_changelist")).status_code == 200
    assert client.get(reverse("admin:claims_claim_change", args=[claim.pk])).headers["Location"] == page_of(claim)
    verdict = reverse("admin:reviews_verdict_change", args=[claim.verdict.pk])
    assert client.get(verdict).headers["Location"] == page_of(claim)


def test_no_list_lets_anybody_write_a_workflow_row(client: Client, admin_user: Any) -> None:
    claim = claim_at(Status.NEW)
    client.force_login(admin_user)
    change = reverse("admin:claims_event_change", args=[Event.objects.filter(claim=claim).get().pk])
    assert client.post(change, {"note": "changed"}).status_code == 403
    assert client.post(reverse("admin:claims_event_add"), {}).status_code == 403
    assert client.post(reverse("admin:reviews_review_add"), {}).status_code == 403


def test_a_source_that_is_to_stay_unnamed_is_shown_with_the_reason_and_its_description(
    client: Client, editor: Any
) -> None:
    claim = claim_at(Status.IN_REVIEW)
    record(claim.assignments.get(), sources=[SourceDraft(note="A clerk.", withheld_reason="It would cost the job.")])
    client.force_login(editor)
    html = client.get(page_of(claim)).content.decode()
    assert "Identity withheld: It would cost the job." in html
    assert "A clerk." in html

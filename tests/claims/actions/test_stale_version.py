"""A decision on an older version is refused, and the refusal says who did what since: no more than one may know."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import clock as desk_clock
from claims.actions import triage
from claims.actions.advance import lock_claim
from claims.enums import Act, Status
from claims.errors import StaleVersion
from claims.models import Claim, Event
from claims.querysets import EventQuerySet
from reviews.actions import scales
from reviews.actions.scales import LabelDraft
from tests.factories import claim_at, new_claims
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def refusal(claim: Claim, seen: int, actor: Any) -> StaleVersion:
    with pytest.raises(StaleVersion) as refused:
        lock_claim(claim.pk, seen=seen, actor=actor)
    return refused.value


def acts(error: StaleVersion) -> list[str]:
    return [change["act"] for change in error.more["changes"]]


@pytest.fixture
def dismissed(editor: Any) -> Claim:
    """Seen at version 1, then queued and dismissed at noon."""
    [claim] = new_claims(0.9)
    with desk_clock.set_to(NOON):
        triage.queue(claim.pk, actor=editor)
        return triage.dismiss(claim.pk, actor=editor, note="An opinion.")


@pytest.mark.parametrize("status", Status, ids=str)
def test_the_version_of_a_claim_is_the_number_of_its_events(status: Status) -> None:
    """What changes are read by. An act that makes two events, or none, would tell the wrong ones."""
    claim = claim_at(status)
    assert claim.version == claim.events.count()


def test_it_says_who_did_what_and_when(dismissed: Claim, editor: Any) -> None:
    error = refusal(dismissed, 1, editor)
    assert error.message == (
        "It has changed since you looked: you saw version 1, now it is version 3. Since then first-editor queued it "
        "for review (2026-03-01 12:00 UTC), first-editor dismissed it (2026-03-01 12:00 UTC). Look again, then decide."
    )
    assert error.more["changes"][1] == {
        "actor": "first-editor",
        "act": "dismiss",
        "did": "dismissed it",
        "note": "An opinion.",
        "at": NOON,
    }
    assert acts(refusal(dismissed, 2, editor)) == ["dismiss"]


def test_it_tells_the_latest_five_the_newest_last(editor: Any) -> None:
    claim = claim_at(Status.WITHDRAWN, editor=editor)
    events = list(claim.events.order_by("id").values_list("act", flat=True))
    assert len(events) > 6
    assert acts(refusal(claim, 1, editor)) == events[-5:]


@pytest.mark.parametrize("seen", [4, 10**30])
def test_of_a_version_that_never_was_nothing_is_told(dismissed: Claim, editor: Any, seen: int) -> None:
    assert acts(refusal(dismissed, seen, editor)) == []


@pytest.mark.parametrize("role", ["stranger", None])
def test_who_may_not_see_the_claim_is_told_nothing_of_it(
    dismissed: Claim, role: str | None, request: pytest.FixtureRequest
) -> None:
    somebody = request.getfixturevalue(role) if role else None
    error = refusal(dismissed, 1, somebody)
    assert acts(error) == []
    assert "Since then" not in error.message


def test_what_is_hidden_from_somebody_is_left_out_and_does_not_shift_the_rest(
    reviewer: Any, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever history hides, the refusal hides: both ask the same queryset."""
    claim = claim_at(Status.APPROVED, editor=editor)
    plain = EventQuerySet.visible_to
    hidden = [Act.TAKE, Act.ASSIGN, Act.REVIEW]
    monkeypatch.setattr(EventQuerySet, "visible_to", lambda self, actor: plain(self, actor).exclude(act__in=hidden))
    everything = list(Event.objects.filter(claim=claim).order_by("id").values_list("act", flat=True))
    for seen in range(1, claim.version):
        error = refusal(claim, seen, editor)
        assert acts(error) == [act for act in everything[seen:] if act not in hidden]
        assert "finding" not in error.message


def test_it_costs_one_query_however_much_has_changed(
    dismissed: Claim, editor: Any, django_assert_num_queries: Any
) -> None:
    refusal(dismissed, 1, editor)  # the editor's roles are read once
    for seen in (1, 2):
        with django_assert_num_queries(2):  # the claim, and what changed
            refusal(dismissed, seen, editor)
    with django_assert_num_queries(1):
        lock_claim(dismissed.pk, seen=3, actor=editor)


def test_the_api_tells_it_to_programs(dismissed: Claim, editor: Any) -> None:
    with nothing_changes():
        body = problem(Caller(editor).post(f"claims/{dismissed.pk}/restoration", version=2), 409, "stale_version")
    assert "Since then first-editor dismissed it" in body["detail"]
    told = {"actor": "first-editor", "act": "dismiss", "did": "dismissed it", "note": "An opinion."}
    assert body["changes"] == [told | {"at": "2026-03-01T12:00:00Z"}]


def test_a_page_tells_it_to_people(dismissed: Claim, second_editor: Any, client: Client) -> None:
    client.force_login(second_editor)
    page = reverse("admin:desk_claim", args=[dismissed.pk])
    answer = client.post(page, {"act": "restore", "version": "2"})
    assert answer.status_code == 409
    assert "Since then first-editor dismissed it (2026-03-01 12:00 UTC)." in answer.content.decode()


def test_a_scale_that_was_written_meanwhile_says_by_whom(editor: Any, second_editor: Any) -> None:
    labels = [LabelDraft(label=word, definition="So.") for word in ("Right", "Wrong")]
    with desk_clock.set_to(NOON):
        scales.succeed("truth", labels, actor=editor, seen=1)
    with pytest.raises(StaleVersion, match=r"Since then first-editor wrote version 2 \(2026-03-01 12:00 UTC\)\."):
        scales.succeed("truth", labels[::-1], actor=second_editor, seen=1)

"""Idempotency-Key over HTTP: on every POST, never shared, told again word for word."""

import uuid
from io import BytesIO
from typing import Any

import pytest
from django.test.client import encode_multipart

from claims.enums import Status
from claims.models import Article, Event, KeptAnswer
from reviews.models import Assignment, Conflict, Draft, Review
from tests import factories
from tests.over_http import Caller, problem

TEXT = "Exports grew by 5 percent in 2019, the minister said."
CONFLICT = {"kind": "outlet", "value": "The Harbour Post"}


class Repeating(Caller):
    """Sends everything under a key."""

    def __init__(self, user: Any, key: str = "8e03978e-40d5-43dd-bc93-6894a57f9324", **more: Any) -> None:
        super().__init__(user, **more)
        self.client.defaults["HTTP_IDEMPOTENCY_KEY"] = key


def test_what_is_sent_again_is_answered_again_word_for_word(editor: Any) -> None:
    caller = Repeating(editor)
    first, second = (caller.post("conflicts", CONFLICT) for _ in range(2))
    assert (first.status_code, second.status_code, second.content) == (201, 201, first.content)
    assert (second["Location"], second["Content-Type"]) == (first["Location"], first["Content-Type"])
    assert ("Idempotency-Replayed" in first, second["Idempotency-Replayed"]) == (False, "true")
    assert Conflict.objects.count() == 1


def test_without_a_key_it_is_done_again(reviewer: Any) -> None:
    factories.queued_claims(0.9, 0.8)
    assert [Caller(reviewer).post("assignments", {}).status_code for _ in range(2)] == [201, 201]
    assert Assignment.objects.count() == 2


def test_an_act_that_takes_the_next_claim_takes_one(reviewer: Any) -> None:
    factories.queued_claims(0.9, 0.8)
    taken = [Repeating(reviewer).post("assignments", {}).json()["token"] for _ in range(2)]
    assert taken[0] == taken[1]
    assert Assignment.objects.count() == 1


def test_a_key_of_one_person_tells_another_nothing(editor: Any, second_editor: Any) -> None:
    assert Repeating(editor).post("conflicts", CONFLICT).json()["person"]["username"] == "first-editor"
    assert Repeating(second_editor).post("conflicts", CONFLICT).json()["person"]["username"] == "second-editor"
    problem(Repeating(None).post("conflicts", CONFLICT), 401, "not_authenticated")


def test_the_key_is_read_with_quotation_marks_and_without(editor: Any) -> None:
    for key in ("a-key", '"a-key"'):
        Repeating(editor, key).post("conflicts", CONFLICT)
    assert Conflict.objects.count() == 1


@pytest.mark.parametrize("key", ["", " ", '""', "a b", "ä", "a" * 256])
def test_what_is_no_key_is_refused(editor: Any, key: str) -> None:
    problem(Repeating(editor, key).post("conflicts", CONFLICT), 400, "wrong_idempotency_key")
    assert Conflict.objects.count() == 0


def test_another_body_or_address_under_the_key_is_refused(editor: Any) -> None:
    caller = Repeating(editor)
    caller.post("conflicts", CONFLICT)
    problem(caller.post("conflicts", CONFLICT | {"value": "The Other Post"}), 422, "key_of_another_request")
    problem(caller.post("notifications/read", CONFLICT), 422, "key_of_another_request")
    assert caller.post("conflicts", dict(reversed(CONFLICT.items()))).status_code == 201  # the same, read as we read it


def test_a_form_with_another_boundary_is_the_same(editor: Any) -> None:
    client = Repeating(editor).client
    for file, status in ((TEXT, 201), (TEXT, 201), (TEXT + " It was 6.", 422)):
        upload = BytesIO(file.encode())
        upload.name = "article.txt"
        boundary = uuid.uuid4().hex
        body = encode_multipart(boundary, {"file": upload, "outlet": "Daily"})
        answer = client.generic("POST", "/api/v1/articles", body, f"multipart/form-data; boundary={boundary}")
        assert answer.status_code == status, answer.content
    assert Article.objects.count() == 1


def test_a_refusal_is_not_kept(editor: Any, reviewer: Any) -> None:
    caller = Repeating(reviewer)
    problem(caller.post("assignments", {}), 409, "nothing_to_take")
    factories.queued_claims(0.9)
    assert caller.post("assignments", {}).status_code == 201


def test_what_a_refusal_keeps_is_kept(reviewer: Any) -> None:
    """The finding, as its author's draft: nothing that was typed is lost."""
    factories.queued_claims(0.9)
    held = Caller(reviewer).post("assignments", {}).json()
    sent = {"token": str(uuid.uuid4()), "rating": "false", "reasoning": "So.", "sources": [{"title": "The table"}]}
    problem(Repeating(reviewer).post(f"assignments/{held['id']}/review", sent), 409, "wrong_token", "token")
    assert Draft.objects.get().words["reasoning"] == "So."
    recorded = Repeating(reviewer, "b").post(f"assignments/{held['id']}/review", sent | {"token": held["token"]})
    again = Repeating(reviewer, "b").post(f"assignments/{held['id']}/review", sent | {"token": held["token"]})
    assert (recorded.status_code, again.json()) == (201, recorded.json())
    assert Review.objects.count() == 1


def test_who_asks_again_too_early_waits(editor: Any) -> None:
    caller = Repeating(editor)
    caller.post("conflicts", CONFLICT)
    KeptAnswer.objects.update(status=None, lease_until="2999-01-01T00:00:00Z")
    answer = caller.post("conflicts", CONFLICT)
    problem(answer, 409, "still_being_done")
    assert answer["Retry-After"] == "1"


def test_what_fails_unforeseen_is_undone_with_its_events(editor: Any, monkeypatch: Any) -> None:
    [claim] = factories.new_claims(0.9)
    before = Event.objects.count()

    def fails(*args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("after the act, before the answer")

    caller = Repeating(editor)
    caller.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        broken.setattr("claims.api.acts.ClaimInFull", fails)
        problem(caller.post(f"claims/{claim.pk}/queueing", {}), 500, "server_error")
    claim.refresh_from_db()
    assert (claim.status, Event.objects.count(), KeptAnswer.objects.count()) == (Status.NEW, before, 0)
    assert caller.post(f"claims/{claim.pk}/queueing", {}).status_code == 200

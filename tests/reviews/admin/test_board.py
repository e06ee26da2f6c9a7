"""The board's page: a question by address, drawn as columns or a list, and acts on what is ticked, without a script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import triage
from claims.enums import Priority, Status
from claims.models import Claim
from reviews.actions import saved_views
from reviews.board import reading
from reviews.models import SavedView
from tests.factories import claim_at, new_claims, queued_claims

pytestmark = pytest.mark.django_db
BOARD = "admin:desk_board"


def asked(client: Client, person: Any, query: str = "") -> Any:
    client.force_login(person)
    return client.get(f"{reverse(BOARD)}?{query}" if query else reverse(BOARD))


def done(client: Client, claims: list[Claim], act: str, query: str = "shape=list", **more: Any) -> Any:
    rows = [f"{claim.pk}:{claim.version}" for claim in claims]
    return client.post(f"{reverse(BOARD)}?{query}", {"row": rows, "act": act, **more})


def address(claim: Claim) -> str:
    return reverse("admin:desk_claim", args=[claim.pk])


@pytest.mark.parametrize("shape", ["board", "list"])
def test_both_shapes_show_the_same_claims(client: Client, editor: Any, shape: str) -> None:
    queued, published = queued_claims(0.9)[0], claim_at(Status.PUBLISHED)
    page = asked(client, editor, f"shape={shape}&status=queued").content.decode()
    assert address(queued) in page
    assert address(published) not in page


def test_filters_at_work_are_chips_that_lead_to_the_rest(client: Client, editor: Any) -> None:
    page = asked(client, editor, "status=queued&status=new&q=steel").content.decode()
    assert 'href="?status=new&amp;q=steel"' not in page  # in the form's own order, so that addresses are stable
    for rest in ("status=queued&amp;status=new", "q=steel&amp;status=new", "q=steel&amp;status=queued"):
        assert f'href="?{rest}"' in page


@pytest.mark.parametrize(
    "query",
    [
        "shape=list&status=queued&sort=queue&overdue=1",
        "done=queue&done_from=2026-11-09&done_to=2026-11-09",
        "shape=list&status=queued&sort=age&q=steel",
    ],
)
def test_no_chip_leads_to_a_question_that_is_refused(client: Client, editor: Any, query: str) -> None:
    chips = asked(client, editor, query).context["chips"]
    assert len(chips) > 1
    assert {client.get(f"{reverse(BOARD)}?{chip.without}").status_code for chip in chips} == {200}


def test_a_page_of_the_list_leads_to_the_next_with_the_same_question(
    client: Client, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "IN_A_LIST", 2)
    queued_claims(0.9, 0.8, 0.7)
    first = asked(client, editor, "shape=list&status=queued&sort=worth")
    second = client.get(
        f"{reverse(BOARD)}?shape=list&status=queued&sort=worth&after={first.context['listing'].page.after}"
    )
    assert [len(answer.context["listing"].page.rows) for answer in (first, second)] == [2, 1]
    assert 'rel="next"' not in second.content.decode()
    assert 'rel="prev"' in second.content.decode()


def test_a_place_that_cannot_be_read_begins_at_the_beginning(client: Client, editor: Any) -> None:
    [claim] = queued_claims(0.9)
    assert address(claim) in asked(client, editor, "shape=list&after=nonsense").content.decode()


def test_a_question_that_makes_no_sense_shows_nothing_and_says_why(client: Client, editor: Any) -> None:
    [claim] = queued_claims(0.9)
    answer = asked(client, editor, "older_than=long")
    assert answer.status_code == 400
    assert "Write it in hours, days or weeks" in answer.content.decode()
    assert address(claim) not in answer.content.decode()


def test_an_act_on_many_says_of_each_what_became_of_it(client: Client, editor: Any, second_editor: Any) -> None:
    client.force_login(editor)
    first, moved, last = queued_claims(0.9, 0.8, 0.7)
    triage.prioritise(moved.pk, actor=second_editor, priority=Priority.LOW)
    answer = done(client, [first, moved, last], "prioritise:3")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "2 done, 1 refused" in page
    assert "second-editor set its priority" in page
    still_chosen = f'value="{moved.pk}:{moved.version + 1}" aria-label="Choose claim {moved.pk}" checked'
    assert still_chosen in page
    assert page.count(" checked>") == 1


@pytest.mark.parametrize(
    ("act", "more", "after"),
    [
        ("assign", "reviewer", {"status": "in_review"}),
        ("want", {"reviews": "4"}, {"reviews_wanted": 4}),
        ("dismiss", {"note": "An opinion."}, {"status": "dismissed"}),
        ("prioritise:0", {}, {"priority": 0}),
    ],
)
def test_acts_work_as_a_plain_form(
    client: Client, editor: Any, reviewer: Any, act: str, more: Any, after: dict[str, Any]
) -> None:
    client.force_login(editor)
    claims = queued_claims(0.9, 0.8)
    told = {"reviewer_chosen": reviewer.pk} if more == "reviewer" else more
    assert done(client, claims, act, **told).status_code == 200
    assert Claim.objects.filter(**after).count() == 2


def test_new_claims_are_queued_at_once(client: Client, editor: Any) -> None:
    client.force_login(editor)
    assert "2 done" in done(client, new_claims(0.9, 0.8), "queue", query="shape=board").content.decode()
    assert Claim.objects.filter(status=Status.QUEUED).count() == 2


@pytest.mark.parametrize(
    ("post", "sentence"),
    [
        ({"act": "queue"}, "No claim is chosen"),
        ({"act": "", "row": "1:1"}, "Choose what to do with them"),
        ({"act": "publish", "row": "1:1"}, "Choose what to do with them"),
        ({"act": "queue", "row": [f"{n}:1" for n in range(201)]}, "201 claims are too many at once"),
    ],
)
def test_a_form_that_makes_no_sense_is_answered_in_a_sentence(
    client: Client, editor: Any, post: dict[str, Any], sentence: str
) -> None:
    client.force_login(editor)
    answer = client.post(f"{reverse(BOARD)}?shape=list", post)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_rows_that_are_no_claims_are_refused_like_others(client: Client, editor: Any) -> None:
    client.force_login(editor)
    rows = {"act": "queue", "row": ["x", f"{'9' * 40}:1", "7:-1"]}
    assert "There is no such claim" in client.post(f"{reverse(BOARD)}?shape=list", rows).content.decode()


def test_reviewers_see_no_boxes_and_may_do_nothing(client: Client, reviewer: Any) -> None:
    [claim] = queued_claims(0.9)
    page = asked(client, reviewer, "shape=list").content.decode()
    assert address(claim) in page
    assert 'name="row"' not in page
    assert "may not do this" in done(client, [claim], "prioritise:3").content.decode()


def test_a_stranger_is_kept_out(client: Client, stranger: Any) -> None:
    assert asked(client, stranger).status_code == 302
    assert client.get(reverse("admin:desk_board_file")).status_code == 302


def test_a_view_is_kept_looked_through_and_removed(client: Client, editor: Any) -> None:
    client.force_login(editor)
    kept = {"name": "Urgent health", "query": "priority=urgent", "default": "on", "shared": "on"}
    page = client.post(reverse("admin:desk_board_views"), kept, follow=True).content.decode()
    assert "Kept as “Urgent health”." in page
    assert 'href="?priority=urgent" aria-current="page"' in page
    assert client.get(reverse(BOARD)).headers["Location"].endswith("?priority=urgent")
    removed = {"remove": SavedView.objects.get().pk, "query": ""}
    assert (
        "The view is removed." in client.post(reverse("admin:desk_board_views"), removed, follow=True).content.decode()
    )


def test_what_is_shared_by_editors_for_editors_is_no_tab_of_reviewers(
    client: Client, editor: Any, reviewer: Any
) -> None:
    saved_views.keep("Quarrels", "disagreement=1", actor=editor, shared=True)
    saved_views.keep("Steel", "q=steel", actor=editor, shared=True)
    page = asked(client, reviewer).content.decode()
    assert "Steel" in page
    assert "Quarrels" not in page
    assert "To approve" not in page


def test_the_file_has_what_the_list_has_and_no_formula(client: Client, editor: Any) -> None:
    claims = queued_claims(0.9, 0.8, 0.7)
    Claim.objects.filter(pk=claims[0].pk).update(claimant="=HYPERLINK(1)")
    client.force_login(editor)
    answer = client.get(reverse("admin:desk_board_file"), {"status": "queued", "sort": "worth"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == [str(claim.pk) for claim in claims]
    assert "'=HYPERLINK(1)" in lines[1]
    assert client.get(reverse("admin:desk_board_file"), {"colour": "red"}).status_code == 400


@pytest.mark.parametrize("shape", ["board", "list"])
def test_the_page_asks_as_often_for_one_claim_as_for_three(
    client: Client, editor: Any, django_assert_num_queries: Any, shape: str
) -> None:
    client.force_login(editor)
    for _ in range(2):
        for status in (Status.NEW, Status.QUEUED, Status.IN_REVIEW, Status.REVIEWED, Status.PUBLISHED):
            claim_at(status)
        with django_assert_num_queries(14):
            client.get(reverse(BOARD), {"shape": shape})

"""Where a reviewer works: take, weigh, record, be shown the next one."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import clock as desk_clock
from claims.enums import Status
from claims.models import Claim
from reviews.actions import assignments, drafts, findings, letting_go
from reviews.models import Assignment, Draft, Review, Source
from tests.factories import claim_at, queued_claims

pytestmark = pytest.mark.django_db


def typed(assignment: Assignment, **changes: Any) -> dict[str, Any]:
    """A filled-in form as a browser sends it."""
    return {
        "token": str(assignment.token),
        "rating": "false",
        "summary": "It was 3.9 percent.",
        "reasoning": "The table says 3.9.",
        "sources-TOTAL_FORMS": "2",
        "sources-INITIAL_FORMS": "0",
        "sources-0-url": "https://example.org/table",
        "sources-0-title": "The table",
        "sources-0-stance": "refutes",
        "sources-0-kind": "data",
        "sources-1-stance": "refutes",
        "sources-1-kind": "primary",
    } | changes


def take(client: Client) -> Assignment:
    address = client.post(reverse("admin:desk_next")).headers["Location"]
    return Assignment.objects.get(pk=re.search(r"/assignments/(\d+)/", address)[1])


def page_of(assignment: Assignment) -> str:
    return reverse("admin:desk_workspace", args=[assignment.pk])


def test_one_button_takes_the_claim_most_worth_a_check_and_lights_it_up(client: Client, reviewer: Any) -> None:
    _, best = queued_claims(0.6, 0.9)
    client.force_login(reviewer)
    assignment = take(client)
    page = client.get(page_of(assignment)).content.decode()
    assert assignment.claim == best
    assert re.search(r'<mark class="lit"[^>]*>.*?' + re.escape(best.text), page, re.DOTALL)


def test_a_finding_is_recorded_and_the_next_claim_is_shown(client: Client, reviewer: Any) -> None:
    first, second = queued_claims(0.9, 0.8)
    client.force_login(reviewer)
    assignment = take(client)
    answer = client.post(page_of(assignment), typed(assignment))
    review = Review.objects.get()
    assert (review.claim, review.rating.slug, review.reasoning) == (first, "false", "The table says 3.9.")
    assert [source.url for source in review.sources.all()] == ["https://example.org/table"]
    following = Assignment.objects.open().get()
    assert following.claim == second
    assert answer.headers["Location"] == f"{page_of(following)}?recorded={assignment.pk}"


def test_after_the_last_claim_the_desk_says_that_the_queue_is_empty(client: Client, reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    page = client.post(page_of(assignment), typed(assignment), follow=True).content.decode()
    assert "The queue is empty." in page


BAD = [
    ({"rating": ""}, "Choose a rating."),
    ({"rating": "pants-on-fire"}, "not one of the available choices"),
    ({"reasoning": "  "}, "Write down how the finding was reached"),
    ({"sources-0-url": "", "sources-0-title": "", "sources-0-publisher": ""}, "at least one source"),
    ({"sources-0-url": "javascript:alert(1)"}, "not a web address"),
    ({"sources-0-url": "", "sources-0-title": "", "sources-0-quote": "3.9"}, "a web address or a title"),
    ({"sources-0-published_on": "2020-02-30"}, "2020-02-30"),
    ({"reasoning": "A nought: \x00"}, "Null characters are not allowed"),
    ({"summary": "x" * 501}, "at most 500 characters"),
]


@pytest.mark.parametrize(("changes", "said"), BAD, ids=range(len(BAD)))
def test_a_wrong_finding_is_refused_beside_its_field_and_nothing_typed_is_lost(
    client: Client, reviewer: Any, changes: dict[str, str], said: str
) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    form = typed(assignment, **{"summary": "Words I typed.", "sources-0-publisher": "Publisher I typed"} | changes)
    answer = client.post(page_of(assignment), form)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert said in page
    assert form["summary"] in page
    assert form["sources-0-publisher"] in page
    assert "<title>Error: " in page.replace("\n", "")
    assert not Review.objects.exists()
    assert not Source.objects.exists()
    assert Claim.objects.get().status == Status.IN_REVIEW


def test_a_forgotten_tab_cannot_record_over_somebody_else(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    client.post(reverse("admin:desk_let_go", args=[assignment.pk]), {"act": "release", "note": "Not my field."})
    answer = client.post(page_of(assignment), typed(assignment), follow=True)
    assert not Review.objects.exists()
    assert "no longer in your hands" in answer.content.decode()


def test_what_a_forgotten_tab_sends_is_kept_and_offered_when_the_claim_comes_back(
    client: Client, reviewer: Any, second_reviewer: Any
) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    old = take(client)
    Assignment.objects.filter(pk=old.pk).update(leased_until=desk_clock.now() - timedelta(days=1))
    assert assignments.expire_overdue() == 1
    theirs = assignments.take_next(actor=second_reviewer)
    sent = typed(old, rating="", reasoning="A long thought.\0")  # half a form, and not even its letters are right
    said = client.post(page_of(old), sent, follow=True).content.decode()
    assert (
        "(lease ran out). Now second-reviewer holds it. Your text was not recorded; it is kept as your draft." in said
    )
    letting_go.release(theirs.pk, actor=second_reviewer, note="Not my field.")
    page = client.get(page_of(take(client))).content.decode()
    assert "A long thought.\ufffd</textarea>" in page
    assert 'value="https://example.org/table"' in page


def test_a_forgotten_tab_leads_to_the_same_claim_under_its_new_lease(client: Client, reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    old = take(client)
    Assignment.objects.filter(pk=old.pk).update(leased_until=desk_clock.now() - timedelta(days=1))
    assert assignments.expire_overdue() == 1
    now = take(client)
    answer = client.post(page_of(old), typed(old, reasoning="A long thought."))
    assert answer.headers["Location"] == page_of(now)
    page = client.get(page_of(now)).content.decode()
    assert "You hold it under another lease." in page
    assert "A long thought.</textarea>" in page


def test_whoever_only_looks_at_a_claim_that_is_gone_is_told_of_no_draft(client: Client, reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    letting_go.release(assignment.pk, actor=reviewer, note="Not my field.")
    page = client.get(page_of(assignment), follow=True).content.decode()
    assert "no longer in your hands (given back). Nobody holds it now." in page
    assert "draft" not in page
    assert not Draft.objects.exists()


@pytest.mark.parametrize("changes", [{"rating": ""}, {"reasoning": " "}], ids=["by the form", "by the action"])
def test_what_is_refused_is_kept_and_the_page_goes_on_from_that_draft(
    client: Client, reviewer: Any, changes: dict[str, str]
) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    kept = drafts.keep(assignment.pk, actor=reviewer, words={"summary": "Before."})
    page = client.post(page_of(assignment), typed(assignment, summary="Words I typed.", **changes)).content.decode()
    draft = Draft.objects.get()
    assert draft.words["summary"] == "Words I typed."
    assert draft.version > kept.version
    assert f'data-draft-version="{draft.version}"' in page


@pytest.mark.parametrize(
    "changes", [{"rating": ""}, {"reasoning": " "}, {"token": "11111111-1111-4111-8111-111111111111"}]
)
def test_what_is_refused_in_an_old_window_is_shown_under_the_later_text_of_another(
    client: Client, reviewer: Any, changes: dict[str, str]
) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    shown = drafts.keep(assignment.pk, actor=reviewer, words={"summary": "Before."}).version
    drafts.keep(assignment.pk, actor=reviewer, words={"summary": "Later.", "reasoning": "Typed elsewhere."})
    old = typed(assignment, draft_version=str(shown), summary="Words I typed.", **changes)
    page = client.post(page_of(assignment), old).content.decode()
    assert "another window saved a different text" in page
    draft = Draft.objects.get()
    for text in ("Later.", "Words I typed.", "Typed elsewhere.", "https://example.org/table"):
        assert text in str(draft.words)
        assert text in page
    assert f'name="draft_version" value="{draft.version}"' in page
    again = typed(assignment, draft_version=str(draft.version), summary="One text of both.")
    assert client.post(page_of(assignment), again).status_code == 302
    assert Review.objects.get().summary == "One text of both."


@pytest.mark.parametrize("number", ["", "-1", "two", "\N{SUPERSCRIPT TWO}", "9" * 30])
def test_a_version_that_is_none_harms_nobody(client: Client, reviewer: Any, number: str) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    assert client.post(page_of(assignment), typed(assignment, rating="", draft_version=number)).status_code == 400
    assert Draft.objects.get().words["summary"] == "It was 3.9 percent."


def test_a_token_of_another_lease_is_refused_and_the_text_is_still_there(client: Client, reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    stale = "11111111-1111-4111-8111-111111111111"
    answer = client.post(page_of(assignment), typed(assignment, token=stale, reasoning="A long thought."))
    assert answer.status_code == 409
    assert "A long thought." in answer.content.decode()
    assert not Review.objects.exists()


def test_what_was_sent_back_comes_with_the_earlier_finding_in_the_form(
    client: Client, reviewer: Any, editor: Any
) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    client.post(page_of(assignment), typed(assignment))
    findings.send_back(assignment.claim_id, actor=editor, note="Add a second source.")
    page = client.get(page_of(take(client))).content.decode()
    assert "Add a second source." in page
    assert "The table says 3.9.</textarea>" in page
    assert 'value="https://example.org/table"' in page
    assert re.search(r'value="false"[^>]*checked', page)


def test_a_script_is_told_where_to_go_on_and_people_are_sent_there(client: Client, reviewer: Any) -> None:
    queued_claims(0.9, 0.8)
    client.force_login(reviewer)
    assignment = take(client)
    answer = client.post(page_of(assignment), typed(assignment), headers={"Accept": "application/json"})
    following = Assignment.objects.open().get()
    assert answer.json() == {"next": f"{page_of(following)}?recorded={assignment.pk}"}


def test_what_was_just_recorded_can_be_taken_back_into_the_form(client: Client, reviewer: Any) -> None:
    queued_claims(0.9, 0.8)
    client.force_login(reviewer)
    assignment = take(client)
    page = client.post(page_of(assignment), typed(assignment), follow=True).content.decode()
    undo = reverse("admin:desk_retract", args=[Review.objects.get().pk])
    assert undo in page
    answer = client.post(undo, follow=True)
    assert "The table says 3.9.</textarea>" in answer.content.decode()
    assert Assignment.objects.held_by(reviewer).filter(claim=assignment.claim).exists()


def test_nobody_takes_back_what_somebody_else_found(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    client.post(page_of(assignment), typed(assignment))
    client.force_login(second_reviewer)
    assert client.post(reverse("admin:desk_retract", args=[Review.objects.get().pk])).status_code == 404
    assert client.post(reverse("admin:desk_take_back", args=[assignment.pk])).status_code == 404
    assert Review.objects.standing().count() == 1


def test_what_was_typed_on_a_claim_that_is_gone_is_kept_as_a_draft(
    client: Client, reviewer: Any, second_reviewer: Any
) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    client.post(reverse("admin:desk_let_go", args=[assignment.pk]), {"act": "release", "note": "Not now."})
    assignments.take_next(actor=second_reviewer)
    page = client.post(page_of(assignment), typed(assignment), follow=True).content.decode()
    assert f"Now {second_reviewer} holds it. Your text was not recorded; it is kept as your draft." in page
    [draft] = Draft.objects.filter(person=reviewer)
    assert draft.words["reasoning"] == "The table says 3.9."
    assert [row["url"] for row in draft.words["sources"]] == ["https://example.org/table"]
    assert "Your draft is kept" in client.get(page_of(assignment), follow=True).content.decode()


def test_a_refused_reason_is_still_there_beside_what_is_wrong(client: Client, reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    sent = {"act": "postpone", "note": "The report is not out.", "until": "2020-01-01"}
    answer = client.post(reverse("admin:desk_let_go", args=[assignment.pk]), sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Name a day after today" in page
    assert "The report is not out.</textarea>" in page
    assert f'action="{page_of(assignment)}"' in page  # where the finding still goes
    assert Assignment.objects.held_by(reviewer).exists()


def test_what_is_held_besides_is_one_key_away(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    one, two, three = (claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get() for _ in range(3))
    page = client.get(page_of(two)).content.decode()
    assert f'href="{page_of(one)}" data-key="["' in page
    assert f'href="{page_of(three)}" data-key="]"' in page
    assert 'data-label="the claim before in the article"' not in page


def test_pages_cited_about_the_article_are_one_click_away(client: Client, reviewer: Any) -> None:
    queued_claims(0.9, 0.8)
    client.force_login(reviewer)
    assignment = take(client)
    page = client.post(page_of(assignment), typed(assignment), follow=True).content.decode()
    assert 'data-cited="https://example.org/table" data-title="The table"' in page


def test_giving_back_needs_a_reason(client: Client, reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    give_back = reverse("admin:desk_let_go", args=[assignment.pk])
    client.post(give_back, {"act": "release", "note": " "})
    assert Claim.objects.get().status == Status.IN_REVIEW
    client.post(give_back, {"act": "release", "note": "Needs somebody who reads Arabic."})
    assert Claim.objects.get().status == Status.QUEUED


def test_a_claim_in_other_hands_is_not_there(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    queued_claims(0.9)
    client.force_login(reviewer)
    assignment = take(client)
    client.force_login(second_reviewer)
    assert client.get(page_of(assignment)).status_code == 404
    assert client.post(page_of(assignment), typed(assignment)).status_code == 404
    let_go = reverse("admin:desk_let_go", args=[assignment.pk])
    assert client.post(let_go, {"act": "release", "note": "Mine now"}).status_code == 404
    assert Claim.objects.get().status == Status.IN_REVIEW


def test_an_editor_who_is_no_reviewer_takes_nothing(client: Client, editor: Any) -> None:
    queued_claims(0.9)
    client.force_login(editor)
    assert client.post(reverse("admin:desk_next")).status_code == 403
    assert not Assignment.objects.exists()


def test_what_is_held_already_comes_before_the_queue(client: Client, reviewer: Any) -> None:
    queued_claims(0.6, 0.9)
    client.force_login(reviewer)
    assert take(client) == take(client)
    assert Assignment.objects.count() == 1


def test_the_workspace_takes_the_same_number_of_queries_whatever_the_article_holds(
    client: Client, reviewer: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(reviewer)
    for worth in ([0.9], [0.9, 0.8, 0.7]):
        queued_claims(*worth)
        assignment = take(client)
        with django_assert_num_queries(27):
            client.get(page_of(assignment))
        Assignment.objects.filter(pk=assignment.pk).delete()

"""The front page: each person finds what is theirs, and nothing else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.enums import Status
from reviews.actions import assignments, findings, letting_go
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, queued_claims

pytestmark = pytest.mark.django_db


def front_page(client: Client, person: Any) -> str:
    client.force_login(person)
    return client.get(reverse("admin:index")).content.decode()


def test_a_reviewer_finds_one_button_and_what_is_held(client: Client, reviewer: Any) -> None:
    queued_claims(0.9, 0.8)
    assert "Take the next claim" in front_page(client, reviewer)
    held = assignments.take_next(actor=reviewer)
    page = front_page(client, reviewer)
    assert "Go on with my claim" in page
    assert reverse("admin:desk_workspace", args=[held.pk]) in page
    assert "Where everything stands" not in page


def test_a_reviewer_finds_what_came_back_and_why_what_was_set_aside_and_what_became_of_it(
    client: Client, reviewer: Any, editor: Any
) -> None:
    back = claim_at(Status.REVIEWED, reviewer=reviewer, editor=editor)
    findings.send_back(back.pk, actor=editor, note="One source more, please.")
    published = claim_at(Status.PUBLISHED, reviewer=reviewer, editor=editor)
    aside = claim_at(Status.IN_REVIEW, reviewer=reviewer, editor=editor).assignments.get()
    letting_go.release(aside.pk, actor=reviewer, note="Needs somebody who reads Arabic.")
    page = front_page(client, reviewer)
    for said in ("Sent back by an editor", "One source more, please.", "Needs somebody who reads Arabic."):
        assert said in page
    assert reverse("admin:desk_claim", args=[published.pk]) in page
    answer = client.post(reverse("admin:desk_take_back", args=[aside.pk]))
    again = Assignment.objects.held_by(reviewer).get(claim=aside.claim)
    assert answer.headers["Location"] == reverse("admin:desk_workspace", args=[again.pk])


def test_what_cannot_be_taken_up_again_is_refused_in_a_sentence(
    client: Client, reviewer: Any, second_reviewer: Any
) -> None:
    queued_claims(0.9)
    mine = assignments.take_next(actor=reviewer)
    letting_go.release(mine.pk, actor=reviewer, note="Not now.")
    assignments.take_next(actor=second_reviewer)
    client.force_login(reviewer)
    page = client.post(reverse("admin:desk_take_back", args=[mine.pk]), follow=True).content.decode()
    assert f"Now {second_reviewer} holds it." in page


def test_an_empty_desk_says_why_and_when_there_may_be_something(
    client: Client, reviewer: Any, second_reviewer: Any
) -> None:
    assert "The queue is empty." in front_page(client, reviewer)
    queued_claims(0.9)
    assignments.take_next(actor=second_reviewer)
    page = front_page(client, reviewer)
    assert "1 claim is in other hands; the next lease ends" in page
    assert "Take the next claim <kbd>" not in page


def test_an_editor_finds_what_waits_for_a_decision(client: Client, editor: Any) -> None:
    reviewed, approved = claim_at(Status.REVIEWED), claim_at(Status.APPROVED)
    page = front_page(client, editor)
    for claim in (reviewed, approved):
        assert reverse("admin:desk_claim", args=[claim.pk]) in page
    assert "My desk" not in page


def test_whoever_has_a_role_gets_in_without_being_staff(client: Client, reviewer: Any) -> None:
    reviewer.set_password("a long enough secret")
    reviewer.save()
    given = {"username": reviewer.username, "password": "a long enough secret"}
    assert client.post(reverse("admin:login"), given).status_code == 302


def test_whoever_has_none_does_not(client: Client, stranger: Any) -> None:
    stranger.set_password("a long enough secret")
    stranger.save()
    answer = client.post(reverse("admin:login"), {"username": stranger.username, "password": "a long enough secret"})
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()


def test_every_page_forbids_scripts_and_styles_from_elsewhere_and_inline(client: Client, editor: Any) -> None:
    client.force_login(editor)
    policy = client.get(reverse("admin:index")).headers["Content-Security-Policy"]
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'"} <= set(policy.split("; "))


def test_the_front_page_takes_the_same_number_of_queries_for_one_row_and_for_three(
    client: Client, django_assert_num_queries: Any
) -> None:
    both = PersonFactory(roles=["Reviewer", "Editor"])
    client.force_login(both)
    for _ in range(2):
        claim_at(Status.REVIEWED), claim_at(Status.APPROVED), queued_claims(0.9)
        assignments.take_next(actor=both)
        with django_assert_num_queries(31):
            client.get(reverse("admin:index"))

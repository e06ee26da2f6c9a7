"""Whatever a person may do, they can do on a page: each act is looked for where its actor would look."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import clock, policy
from claims.enums import Act, ArticleStatus, Status
from claims.models import Article, Claim
from reviews.actions import assignments
from reviews.models import Assignment
from tests.factories import claim_at, queued_claims, receive
from tests.reviews.actions.acts import EXAMPLES, Example

pytestmark = [pytest.mark.django_db, pytest.mark.either]

# On an article, and on the front page; all others are on the page of the claim or in the workspace of who holds it.
ELSEWHERE = {Act.RECEIVE, Act.REVISE, Act.RETRY, Act.MARK, Act.TAKE}
ON_WORDS = {Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY}  # on a page of their own
IN_THE_WORKSPACE = {Act.RELEASE, Act.POSTPONE, Act.HAND_OVER, Act.ESCALATE, Act.RECUSE, Act.REVIEW, Act.ADJUDICATE}


def test_every_act_that_people_may_do_is_looked_for_below() -> None:
    of_people = {
        act
        for act, ways in policy.PERMITS.items()
        if any(policy.is_editor in way or policy.is_reviewer in way for way in ways)
    }
    assert of_people == {example.act for example in EXAMPLES} | {Act.RECEIVE, Act.REVISE, Act.RETRY, Act.MARK}


def pages_for(example: Example, claim: Claim, actor: Any) -> str:
    """Where the actor of this example does it."""
    if example.act in IN_THE_WORKSPACE:
        held = claim.assignments.filter(closed_at=None, reviewer=actor).latest("id")
        return reverse("admin:desk_workspace", args=[held.pk])
    if example.act in ON_WORDS:
        return reverse("admin:desk_words", args=[claim.pk])
    return reverse(
        "admin:index" if example.act is Act.TAKE else "admin:desk_claim", args=[claim.pk][: example.act != Act.TAKE]
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.act.value)
def test_every_act_has_its_button(
    example: Example, client: Client, request: pytest.FixtureRequest, second_reviewer: Any
) -> None:
    actor = request.getfixturevalue(example.by)
    claim = claim_at(example.before, **({"reviewer": actor} if example.by == "reviewer" else {}))
    example.prepare(claim, actor)
    client.force_login(actor)
    page = client.get(pages_for(example, claim, actor)).content.decode()
    button = {
        Act.TAKE: f'action="{reverse("admin:desk_next")}"',
        Act.REVIEW: "data-submit",
        Act.ADJUDICATE: "data-submit",
    }.get(example.act, f'name="act" value="{example.act.value}"')
    assert button in page


def test_words_are_changed_from_the_page_of_a_claim_and_marked_in_its_article(client: Client, editor: Any) -> None:
    claim = claim_at(Status.NEW)
    client.force_login(editor)
    of_claim = client.get(reverse("admin:desk_claim", args=[claim.pk])).content.decode()
    of_article = client.get(reverse("admin:desk_article", args=[claim.article_id])).content.decode()
    assert reverse("admin:desk_words", args=[claim.pk]) in of_claim
    assert reverse("admin:desk_mark", args=[claim.article_id]) in of_article


def test_an_article_is_brought_in_revised_and_split_again_on_pages(client: Client, editor: Any) -> None:
    article = receive()
    Article.objects.filter(pk=article.pk).update(status=ArticleStatus.FAILED, failure="Out of memory.")
    client.force_login(editor)
    front = client.get(reverse("admin:index")).content.decode()
    page = client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    assert reverse("admin:desk_article_add") in front
    assert reverse("admin:desk_article_revise", args=[article.pk]) in page
    assert reverse("admin:desk_article_retry", args=[article.pk]) in page


def test_an_editor_lets_go_of_what_somebody_else_holds_with_a_reason(
    client: Client, editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    client.force_login(editor)
    tomorrow = f"{clock.today() + timedelta(days=1):%Y-%m-%d}"
    for act, words in (
        ("release", {}),
        ("postpone", {"until": tomorrow}),
        ("hand_over", {"reviewer": str(second_reviewer.pk)}),
    ):
        claim = claim_at(Status.IN_REVIEW, reviewer=reviewer)
        held = claim.assignments.get()
        let_go = reverse("admin:desk_let_go", args=[held.pk])
        here = reverse("admin:desk_claim", args=[claim.pk])
        assert let_go in client.get(here).content.decode()
        answer = client.post(let_go, {"act": act, "note": " ", **words})
        assert answer.headers["Location"] == here
        assert Assignment.objects.get(pk=held.pk).is_open
        client.post(let_go, {"act": act, "note": "On holiday.", **words})
        assert not Assignment.objects.get(pk=held.pk).is_open
        assert claim.events.latest("id").act == act


def test_a_reviewer_lets_go_of_nothing_that_somebody_else_holds(
    client: Client, reviewer: Any, second_reviewer: Any
) -> None:
    held = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    client.force_login(second_reviewer)
    let_go = reverse("admin:desk_let_go", args=[held.pk])
    assert client.post(let_go, {"act": "release", "note": "Mine now."}).status_code == 404
    assert Assignment.objects.get(pk=held.pk).is_open


def test_the_page_and_the_workspace_say_why_a_claim_came_to_somebody(
    client: Client, reviewer: Any, editor: Any
) -> None:
    queued_claims(0.9)
    assignment = assignments.take_next(actor=reviewer)
    client.force_login(reviewer)
    page = client.get(reverse("admin:desk_workspace", args=[assignment.pk])).content.decode()
    assert assignment.why in page
    assert re.match("Took the next one: normal priority, check-worthiness 0.90, waiting since ", assignment.why)

"""What is known is taken over into the finding by buttons of its form: without scripts, and nothing typed is lost."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.enums import Status
from reviews.actions import drafts, letting_go
from reviews.models import Assignment, Draft, Review, VerdictVersion
from tests.factories import claim_at
from tests.reviews.admin.test_known import AGAIN, BRIDGE, LESS
from tests.reviews.admin.test_workspace import page_of, typed
from tests.reviews.test_earlier import checked_elsewhere

pytestmark = pytest.mark.django_db

PAGE = 24  # queries
TYPED: dict[str, Any] = {"rating": "true", "summary": "Typed.", "reasoning": "Typed, too.", "draft_version": "0"}


@pytest.fixture
def earlier() -> VerdictVersion:
    """What readers see of a claim that says the same."""
    return claim_at(Status.PUBLISHED, says=AGAIN).verdict.shown


@pytest.fixture
def mine(earlier: VerdictVersion, second_reviewer: Any, client: Client) -> Assignment:
    client.force_login(second_reviewer)
    return claim_at(Status.IN_REVIEW, says=BRIDGE, reviewer=second_reviewer).assignments.get()


def sent(client: Client, mine: Assignment, **changes: Any) -> str:
    answer = client.post(page_of(mine), typed(mine, **(TYPED | changes)), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def kept() -> Any:
    return Draft.objects.get().words


def test_it_is_shown_beside_what_is_typed(client: Client, mine: Assignment, earlier: VerdictVersion) -> None:
    assert 'name="use"' not in client.get(page_of(mine)).content.decode()
    page = sent(client, mine, known="1")
    assert f'form="finding" name="use" value="{earlier.verdict_id}"' in page
    for words in ("Typed.</textarea>", "Typed, too.</textarea>", 'value="https://example.org/table"'):
        assert words in page
    assert not Review.objects.filter(claim=mine.claim).exists()


def test_an_earlier_verdict_goes_behind_what_is_typed(client: Client, mine: Assignment, earlier: Any) -> None:
    page = sent(client, mine, use=str(earlier.verdict_id), **{"sources-0-url": "https://example.org/mine"})
    assert "Its reasoning and 1 source are added to your finding." in page
    assert kept()["reasoning"] == f"Typed, too.\n\n{earlier.reasoning}"
    theirs = earlier.sources.get()
    assert [(row["url"], row["title"], row["quote"]) for row in kept()["sources"]] == [
        ("https://example.org/mine", "The table", ""),
        (theirs.url, theirs.title, theirs.quote),
    ]
    assert re.search(r'value="true"[^>]* checked', page)  # the rating is the reviewer's own
    assert theirs.url in page


def test_twice_adds_it_once(client: Client, mine: Assignment, earlier: VerdictVersion) -> None:
    sent(client, mine, use=str(earlier.verdict_id))
    before = kept()
    page = sent(client, mine, use=str(earlier.verdict_id), reasoning=before["reasoning"], draft_version="1")
    assert "Its reasoning and 0 sources" in page
    assert kept() == before


def test_the_form_that_comes_back_can_be_recorded(client: Client, mine: Assignment, earlier: VerdictVersion) -> None:
    sent(client, mine, use=str(earlier.verdict_id))
    form = typed(mine, **TYPED | {"reasoning": kept()["reasoning"], "draft_version": "1"})
    client.post(page_of(mine), form)
    assert Review.objects.get(claim=mine.claim).rating.slug == "true"


def test_another_publishers_check_is_cited_as_context(client: Client, mine: Assignment) -> None:
    checked_elsewhere(LESS)
    page = sent(client, mine, cite="https://checkers.example/bridge")
    assert "Cited as source 2." in page
    assert kept()["sources"][1] == {
        "url": "https://checkers.example/bridge",
        "title": LESS,
        "publisher": "The Checkers",
        "published_on": "2020-03-02",
        "stance": "context",
        "kind": "secondary",
    }
    page = sent(
        client, mine, cite="https://checkers.example/bridge", **{"sources-0-url": "https://checkers.example/bridge"}
    )
    assert "Source 1 has this address already." in page


@pytest.mark.parametrize("asked", [{"use": "999"}, {"use": ""}, {"use": "x"}, {"cite": "https://elsewhere.example/"}])
def test_what_is_not_offered_adds_nothing_and_loses_nothing(client: Client, mine: Assignment, asked: Any) -> None:
    assert "no longer offered here" in sent(client, mine, **asked)
    assert (kept()["summary"], kept()["reasoning"], len(kept()["sources"])) == ("Typed.", "Typed, too.", 1)


def test_what_another_window_saved_meanwhile_stays(client: Client, mine: Assignment, earlier: VerdictVersion) -> None:
    drafts.keep(mine.pk, actor=mine.reviewer, words={"reasoning": "From the other window."})
    sent(client, mine, use=str(earlier.verdict_id))
    assert kept()["reasoning"] == f"From the other window.\n\nTyped, too.\n\n{earlier.reasoning}"


def test_what_is_too_long_to_be_kept_is_still_in_the_form(client: Client, mine: Assignment, earlier: Any) -> None:
    words = "Very long. " * 20_000
    answer = client.post(page_of(mine), typed(mine, **TYPED | {"reasoning": words, "use": str(earlier.verdict_id)}))
    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_claim_that_is_in_other_hands_takes_nothing(client: Client, mine: Assignment, earlier: Any) -> None:
    letting_go.release(mine.pk, actor=mine.reviewer, note="Too busy.")
    page = sent(client, mine, use=str(earlier.verdict_id))
    assert "no longer in your hands" in page
    assert kept()["reasoning"] == "Typed, too."


def test_it_costs_nothing_unless_it_is_asked_for_and_the_same_for_one_and_for_three(
    client: Client, mine: Assignment
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    page = page_of(mine)
    assert (queries(page), queries(page)) == (PAGE, PAGE)
    one = queries(f"{page}?known=1")
    for says in (AGAIN.replace("!", "."), AGAIN.replace("!", "?")):
        claim_at(Status.PUBLISHED, says=says)
    assert (queries(page), queries(f"{page}?known=1")) == (PAGE, one)

"""What is known before a reviewer begins: asked for after the page, with verdicts that readers see and no others."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.enums import Status
from claims.models import Claim, ToldApart
from reviews.admin.known import MOST, Kind, known_about, similar_claims
from reviews.models import Assignment, ImportedReview
from tests.factories import claim_at, receive, split
from tests.reviews.test_earlier import checked_elsewhere

pytestmark = pytest.mark.django_db

BRIDGE = "The city spent 40 million euros on the new bridge over the river Lenne."
AGAIN = "The city has spent 40 million euros on the new bridge over the river Lenne!"
LESS = "The city spent 14 million euros on the new bridge over the river Lenne."
OTHER = "Unemployment fell to 3.9 percent in March."
PART = {"X-Desk-Part": "known"}


def claims_saying(*sentences: str) -> list[Claim]:
    return split(receive("\n".join(sentences)), dict.fromkeys(sentences, 0.9))


def address(claim: Claim) -> str:
    return reverse("admin:desk_known", args=[claim.pk])


def shown(client: Client, claim: Claim, by: Any) -> str:
    client.force_login(by)
    page = client.get(address(claim), headers=PART)
    assert page.status_code == 200
    return page.content.decode()


def test_a_published_verdict_is_shown_with_its_rating_and_may_be_used(client: Client, reviewer: Any) -> None:
    published = claim_at(Status.PUBLISHED, says=AGAIN)
    [claim] = claims_saying(BRIDGE)
    [one] = known_about(claim, reviewer)
    verdict = published.verdict
    assert (one.rating, one.verdict, one.relation) == (verdict.shown.rating, verdict.pk, "the same")
    assert one.at == verdict.shown.published_at
    part = shown(client, claim, reviewer)
    assert f'data-use="{reverse("verdict", args=[verdict.pk])}"' in part
    assert "<html" not in part


def test_what_differs_is_said_in_words(client: Client, reviewer: Any) -> None:
    claims_saying(LESS)
    [claim] = claims_saying(BRIDGE)
    part = shown(client, claim, reviewer)
    assert "14 million, here 40 million" in part
    assert "similar" in part
    assert "data-use" not in part


@pytest.mark.parametrize("status", [Status.REVIEWED, Status.APPROVED, Status.DISPUTED, Status.IN_REVIEW])
def test_nothing_is_told_of_findings_that_are_not_published(
    status: Status, client: Client, second_reviewer: Any
) -> None:
    open_one = claim_at(status, says=AGAIN)
    [claim] = claims_saying(BRIDGE)
    [one] = known_about(claim, second_reviewer)
    assert (one.claim, one.rating, one.summary, one.verdict) == (open_one.pk, None, "", None)
    part = shown(client, claim, second_reviewer)
    assert "It was 3.9 percent." not in part
    assert "rating-" not in part


def test_a_withdrawn_verdict_says_only_that(client: Client, reviewer: Any) -> None:
    claim_at(Status.WITHDRAWN, says=AGAIN)
    [claim] = claims_saying(BRIDGE)
    [one] = known_about(claim, reviewer)
    assert (one.rating, one.verdict, one.status) == (None, None, Status.WITHDRAWN)


def test_what_is_published_of_the_same_article_fills_up_what_reads_alike(reviewer: Any) -> None:
    published = claim_at(Status.PUBLISHED, says=OTHER)
    twin = claims_saying(AGAIN)[0]
    claim = Claim.objects.create(
        article=published.article,
        revision=published.revision,
        start=0,
        end=5,
        text=BRIDGE,
        kind="check_worthy",
        check_worthiness=0.5,
        status=Status.NEW,
    )
    assert [(one.text, one.relation) for one in known_about(claim, reviewer)] == [
        (twin.text, "the same"),
        (OTHER, "same article"),
    ]
    assert [one.text for one in known_about(claim, reviewer, [similar_claims])] == [twin.text]


def test_at_most_three_are_shown(reviewer: Any) -> None:
    for line in ("One.", "Two.", "Three.", "Four."):
        claims_saying(BRIDGE, line)
    claim = claims_saying(BRIDGE, "Five.")[0]
    assert len(known_about(claim, reviewer)) == MOST == 3


class TestOthersChecks:
    def test_they_are_told_in_their_publishers_words_and_as_theirs(self, client: Client, reviewer: Any) -> None:
        checked_elsewhere(LESS)
        [claim] = claims_saying(BRIDGE)
        part = shown(client, claim, reviewer)
        assert '<strong dir="auto">“Mostly false”</strong>, says <span dir="auto">The Checkers</span>' in part
        assert ">2 March 2020</time>" in part
        assert "14 million, here 40 million" in part
        assert 'href="https://checkers.example/bridge" target="_blank" rel="noreferrer noopener"' in part
        assert "rating-" not in part

    def test_one_is_ready_to_be_cited_by_address_title_publisher_and_day(self, client: Client, reviewer: Any) -> None:
        checked_elsewhere(BRIDGE, name="The bridge, counted")
        part = shown(client, claims_saying(BRIDGE)[0], reviewer)
        assert (
            'data-cite="https://checkers.example/bridge" data-title="The bridge, counted" '
            'data-publisher="The Checkers" data-published_on="2020-03-02"'
        ) in part
        assert 'value="apart"' not in part

    def test_without_a_title_the_claim_names_it_and_without_a_publisher_the_host(
        self, client: Client, reviewer: Any
    ) -> None:
        checked_elsewhere(BRIDGE, author=None, reviewRating=None, datePublished=None)
        part = shown(client, claims_saying(BRIDGE)[0], reviewer)
        assert 'checked by <span dir="auto">checkers.example</span></span>' in part
        assert f'data-title="{BRIDGE}" data-publisher="checkers.example" data-published_on=""' in part

    @pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x.example", "x", ""])
    def test_what_is_no_web_address_becomes_no_link(self, address: str, client: Client, reviewer: Any) -> None:
        checked_elsewhere(BRIDGE, author=None)
        ImportedReview.objects.update(url=address)
        part = shown(client, claims_saying(BRIDGE)[0], reviewer)
        assert BRIDGE in part
        assert '“Mostly false”</strong>, says <span dir="auto">another publisher</span>' in part
        assert "<a " not in part
        assert "data-cite" not in part

    def test_what_they_say_is_text_and_no_markup(self, client: Client, reviewer: Any) -> None:
        checked_elsewhere(BRIDGE, author="<b>They</b>", reviewRating={"alternateName": "<script>1</script>"})
        part = shown(client, claims_saying(BRIDGE)[0], reviewer)
        assert "&lt;b&gt;They&lt;/b&gt;" in part
        assert "<script" not in part

    def test_our_verdicts_come_first_then_theirs_then_what_has_none_and_none_crowds_out_another(
        self, reviewer: Any
    ) -> None:
        for number in range(3):
            claim_at(Status.PUBLISHED, says=f"{LESS} {number}")
        claims_saying(AGAIN)
        checked_elsewhere(AGAIN, BRIDGE, LESS)
        [claim] = claims_saying(BRIDGE)
        assert [one.kind for one in known_about(claim, reviewer)] == [Kind.VERDICT, Kind.CHECK, Kind.CLAIM]

    def test_where_a_kind_is_missing_the_others_have_its_place_in_their_order(self, reviewer: Any) -> None:
        claim_at(Status.PUBLISHED, says=AGAIN)
        [claim] = claims_saying(BRIDGE)
        checked_elsewhere(AGAIN, BRIDGE, LESS)
        assert [one.kind for one in known_about(claim, reviewer)] == [Kind.VERDICT, Kind.CHECK, Kind.CHECK]
        claim_at(Status.PUBLISHED, says=LESS)
        assert [one.kind for one in known_about(claim, reviewer)] == [Kind.VERDICT, Kind.VERDICT, Kind.CHECK]

    def test_one_page_with_several_checks_has_a_line_for_each_and_one_check_twice_has_one(self, reviewer: Any) -> None:
        checked_elsewhere(BRIDGE, LESS)
        checked_elsewhere(BRIDGE, author="Whoever copied it")
        [claim] = claims_saying(BRIDGE)
        assert [one.text for one in known_about(claim, reviewer)] == [BRIDGE, LESS]

    def test_in_the_rows_of_an_article_they_are_shown_as_well(self, client: Client, editor: Any) -> None:
        checked_elsewhere(BRIDGE)
        [claim] = claims_saying(BRIDGE)
        client.force_login(editor)
        part = client.get(f"{address(claim)}?only=alike", headers=PART).content.decode()
        assert "The Checkers" in part


def test_where_nothing_is_known_it_says_so(client: Client, reviewer: Any) -> None:
    [claim] = claims_saying(BRIDGE)
    assert "Nothing that reads like it" in shown(client, claim, reviewer)


def test_it_takes_as_many_queries_for_three_as_for_one(client: Client, reviewer: Any) -> None:
    claim_at(Status.PUBLISHED, says=AGAIN)
    checked_elsewhere(AGAIN)
    claim = claims_saying(BRIDGE, OTHER)[0]
    shown(client, claim, reviewer)
    with CaptureQueriesContext(connection) as few:
        client.get(address(claim), headers=PART)
    for number in range(2):
        claim_at(Status.PUBLISHED, says=f"{AGAIN} {number}")
    checked_elsewhere(BRIDGE, LESS)
    with CaptureQueriesContext(connection) as more:
        client.get(address(claim), headers=PART)
    assert len(few) == len(more) == 13


class TestNotTheSame:
    def test_it_is_remembered_and_can_be_undone_at_once(self, client: Client, reviewer: Any) -> None:
        [claim], [other] = claims_saying(BRIDGE), claims_saying(AGAIN)
        client.force_login(reviewer)
        part = client.post(address(claim), {"claim": other.pk, "act": "apart"}, headers=PART).content.decode()
        assert ToldApart.objects.get().person == reviewer
        assert "data-undo" in part
        assert known_about(claim, reviewer) == []
        part = client.post(address(claim), {"claim": other.pk, "act": "undo"}, headers=PART).content.decode()
        assert "data-undo" not in part
        assert len(known_about(claim, reviewer)) == 1

    def test_without_scripts_it_is_a_page(self, client: Client, reviewer: Any) -> None:
        [claim], [other] = claims_saying(BRIDGE), claims_saying(AGAIN)
        client.force_login(reviewer)
        page = client.get(address(claim)).content.decode()
        assert "<html" in page
        assert "Not the same" in page
        answer = client.post(address(claim), {"claim": other.pk, "act": "apart"}, follow=True)
        assert answer.redirect_chain[0][0] == address(claim)
        assert "It is not offered here again." in answer.content.decode()

    @pytest.mark.parametrize(("named", "status"), [("itself", 400), ("0", 404), ("x", 404), ("", 404)])
    def test_what_is_no_other_claim_is_refused_in_a_sentence(
        self, named: str, status: int, client: Client, reviewer: Any
    ) -> None:
        [claim] = claims_saying(BRIDGE)
        client.force_login(reviewer)
        given = claim.pk if named == "itself" else named
        answer = client.post(address(claim), {"claim": given, "act": "apart"}, headers=PART)
        assert answer.status_code == status
        assert 'role="alert"' in answer.content.decode()


def test_pages_only_say_where_to_ask(client: Client, reviewer: Any, editor: Any) -> None:
    claim = claim_at(Status.IN_REVIEW, says=BRIDGE, reviewer=reviewer)
    held = Assignment.objects.get()
    asked = f'data-known="{address(claim)}'
    for person, page in (
        (reviewer, reverse("admin:desk_workspace", args=[held.pk])),
        (reviewer, reverse("admin:desk_claim", args=[claim.pk])),
        (editor, reverse("admin:desk_article", args=[claim.article_id])),
    ):
        client.force_login(person)
        assert asked in client.get(page).content.decode()


def test_it_is_for_the_newsroom(client: Client, stranger: Any) -> None:
    [claim] = claims_saying(BRIDGE)
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    assert client.get(address(claim), headers=PART).status_code == 404

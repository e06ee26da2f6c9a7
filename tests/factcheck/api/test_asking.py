"""What a reader may ask for besides: fields, orders, words, other units, more of it. What is not known is refused."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from claims.api.manners import Manners
from claims.enums import Status
from claims.models import Claim
from tests import factories
from tests.factcheck.api.test_pagination import pages
from tests.over_http import Caller, problem


def test_only_the_fields_that_were_asked_for_are_answered(editor: Any) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    caller = Caller(editor)
    assert caller.read(f"claims/{claim.pk}", fields="id, text") == {"id": claim.pk, "text": claim.text}
    [row] = caller.read("verdicts", fields="id,rating")["results"]
    assert set(row) == {"id", "rating"}
    assert set(Caller().read("ratings", fields="slug")[0]) == {"slug"}


@pytest.mark.parametrize("path", ["claims/{}", "claims"])
def test_a_field_that_is_not_there_is_refused(editor: Any, path: str) -> None:
    [claim] = factories.new_claims(0.9)
    body = problem(Caller(editor).get(path.format(claim.pk), fields="id,colour"), 400, "invalid", "fields")
    assert "“colour”" in body["errors"][0]["detail"]


def test_acts_are_only_worked_out_when_they_are_asked_for(editor: Any) -> None:
    claim = factories.claim_at(Status.REVIEWED)
    caller, counts = Caller(editor), []
    for query in ({}, {"fields": "id,status"}):
        with CaptureQueriesContext(connection) as captured:
            caller.read(f"claims/{claim.pk}", **query)
        counts.append(len(captured))
    assert counts[1] == 4  # the log-in, its roles, the claim
    assert counts[0] > counts[1]


@pytest.mark.parametrize(
    "path", ["claims/{}?q=x", "claims?colour=red", "articles?statsu=split", "ratings?x=1", "", "verdicts?format=json"]
)
def test_a_parameter_that_is_not_known_is_refused(editor: Any, path: str) -> None:
    [claim] = factories.new_claims(0.9)
    path = path.format(claim.pk) or "?x=1"
    answer = Caller(editor).client.get(f"/api/v1/{path}")
    problem(answer, 400, "invalid", path.partition("?")[2].partition("=")[0])


def test_an_act_takes_no_parameters(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    problem(Caller(editor).post(f"claims/{claim.pk}/queueing?version=1", {}), 400, "invalid", "version")


@pytest.fixture
def ties(editor: Any) -> list[Claim]:
    """Queued claims of which some tie."""
    factories.queued_claims(0.5, 0.9, 0.5, 0.9, 0.5, 0.7)
    return list(Claim.objects.order_by("check_worthiness", "pk"))


@pytest.mark.parametrize("size", [1, 2, 4, 6])
def test_every_row_comes_once_in_any_order(editor: Any, ties: list[Claim], size: int) -> None:
    ids = [claim.pk for claim in ties]
    link = f"/api/v1/claims?status=queued&page_size={size}&order="
    for order, expected in (("check_worthiness", ids), ("-check_worthiness", ids[::-1]), ("id", sorted(ids))):
        found = pages(Caller(editor), link + order)
        assert [pk for page in found for pk in page] == expected
        assert {len(page) for page in found[:-1]} <= {size}


def test_moments_are_an_order_too_and_lead_back(editor: Any, ties: list[Claim]) -> None:
    caller = Caller(editor)
    first = caller.read("claims", status="queued", order="moved_at", page_size=4)
    second = caller.client.get(first["next"]).json()
    assert caller.client.get(second["previous"]).json()["results"] == first["results"]
    Claim.objects.update(moved_at=Claim.objects.earliest("pk").moved_at)
    found = pages(caller, "/api/v1/claims?status=queued&order=-moved_at&page_size=4")
    assert [pk for page in found for pk in page] == sorted((claim.pk for claim in ties), reverse=True)


def test_an_order_that_is_not_there_or_lacks_its_status_is_refused(editor: Any) -> None:
    for query in ({"order": "text"}, {"order": "check_worthiness"}, {"order": "--id"}):
        problem(Caller(editor).get("claims", **query), 400, "invalid", "order")


def test_a_cursor_of_another_order_is_refused(editor: Any, ties: list[Claim]) -> None:
    caller = Caller(editor)
    link = caller.read("claims", status="queued", order="moved_at", page_size=2)["next"]
    problem(caller.client.get(link.replace("order=moved_at", "order=check_worthiness")), 400, "invalid", "cursor")
    problem(caller.client.get(link.replace("&order=moved_at", "")), 400, "invalid", "cursor")


@pytest.mark.parametrize(
    "cursor", ["YWZ0ZXI6MTptb3ZlZF9hdDp4", "YWZ0ZXI6MTptb3ZlZF9hdDowMDAxLTAxLTAxVDAwOjAwOjAwKzE0OjAw", "x", "YTpi"]
)
def test_a_cursor_that_somebody_made_up_is_refused(editor: Any, cursor: str) -> None:
    answer = Caller(editor).get("claims", status="queued", order="moved_at", cursor=cursor)
    problem(answer, 400, "invalid", "cursor")


def test_links_stand_in_the_header_too(editor: Any, ties: list[Claim]) -> None:
    caller = Caller(editor)
    first = caller.get("claims", page_size=2)
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    second = caller.client.get(first.json()["next"])
    links = second.json()
    assert second["Link"] == f'<{links["next"]}>; rel="next", <{links["previous"]}>; rel="prev"'
    assert "Link" not in caller.get("claims")


def test_words_are_found_in_any_order_and_whatever_their_case(editor: Any, ties: list[Claim]) -> None:
    article = factories.receive("Nothing.", title="Étude of the harbour", outlet="The Daily Post")
    caller = Caller(editor)
    assert caller.ids("articles", q="HARBOUR etu") == [article.pk]
    assert caller.ids("articles", q="harb etude") == []  # of the last word alone the beginning is enough
    assert caller.ids("claims", q="ministry statement", page_size=2) == caller.ids("claims", page_size=2)
    assert caller.ids("claims", q="!") == []


@pytest.mark.parametrize("path", ["claims/{}", "claims?article={}", "verdicts/{}"])
def test_places_are_counted_in_utf_16_on_request(editor: Any, path: str) -> None:
    text = "🙂 Exports grew 🙂 by 5 percent."
    [claim] = factories.split(factories.receive(text), {"Exports grew 🙂 by 5 percent.": 0.9})
    if path.startswith("verdicts"):
        claim = factories.claim_at(Status.PUBLISHED)
        path = path.format(claim.verdict.pk)
    else:
        path = path.format(claim.article_id if "?" in path else claim.pk)
    sign = "&" if "?" in path else "?"
    plain, counted = (
        Caller(editor).client.get(f"/api/v1/{path}{sign}offsets={units}").json() for units in ("code-points", "utf-16")
    )
    found = [(one.get("results") or [one.get("claim", one)])[0]["anchors"][0] for one in (plain, counted)]
    body = claim.revision.body.encode("utf-16-le")
    assert (found[0]["start"], found[0]["end"]) == (claim.start, claim.end)
    assert body[2 * found[1]["start"] : 2 * found[1]["end"]].decode("utf-16-le") == claim.text


def test_a_list_of_many_articles_is_not_counted_anew(editor: Any) -> None:
    factories.new_claims(0.9)
    problem(Caller(editor).get("claims", offsets="utf-16"), 400, "invalid", "offsets")
    problem(Caller(editor).get("verdicts", offsets="utf-16"), 400, "invalid", "offsets")


def test_the_article_of_a_claim_is_answered_in_full_on_request(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    caller, counts = Caller(editor), []
    whole = caller.read(f"articles/{claim.article_id}", fields="id,topics,status,brought_by")
    assert caller.read(f"claims/{claim.pk}", expand="article")["article"].items() >= whole.items()
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            caller.read("claims", expand="article")
        counts.append(len(captured))
        factories.new_claims(0.9, 0.8)
    assert counts == [5, 5]  # the log-in, its roles, the claims, the topics of their articles
    problem(caller.get("claims", expand="revision"), 400, "invalid", "expand")


def test_every_address_of_the_api_has_these_manners() -> None:
    of_api = [part for part in get_resolver().url_patterns if str(part.pattern) == "api/v1/"]
    views = [p.callback.cls for part in of_api for p in getattr(part, "url_patterns", [part])]
    assert len(views) > 50
    assert [view for view in views if not issubclass(view, Manners)] == []


def test_readers_ask_with_what_is_for_everybody(db: None) -> None:
    assert Client().get("/api/v1/verdicts?fields=id&order=id&q=x").status_code == 200

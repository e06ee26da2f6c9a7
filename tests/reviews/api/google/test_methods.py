"""Google's Fact Check Tools API over our checks: what is found, how it is paged, and how it refuses."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from claims import clock
from reviews.models import Verdict
from reviews.publication import records
from reviews.publication.addresses import path_of
from tests.factories import new_claims, receive, split
from tests.reviews.publication.readers import corrected, publish, published, withdrawn

pytestmark = pytest.mark.django_db

SEARCH, PAGES = "/v1alpha1/claims:search", "/v1alpha1/pages"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def our_site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://www.desk.example.org", "The Checkers"


def ask(path: str = SEARCH, **given: Any) -> Any:
    answer = Client().get(path, given)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/json"
    return answer.json()


def refused(answer: Any, code: int, status: str) -> str:
    """What is said, in Google's shape."""
    assert answer.status_code == code, answer.content
    error = answer.json()["error"]
    assert (error["code"], error["status"], set(error)) == (code, status, {"code", "message", "status"})
    assert error["message"].endswith(".")
    return str(error["message"])


def about(text: str, **details: Any) -> Verdict:
    article = receive(text, **details)
    [claim] = split(article, {article.latest.body: 0.9})
    return publish(claim)


def found(**given: Any) -> list[str]:
    return [claim["text"] for claim in ask(**given).get("claims", [])]


def to_the_end(path: str, name: str, **given: Any) -> list[Any]:
    rows, answer = [], ask(path, **given)
    rows += answer.get(name, [])
    while token := answer.get("nextPageToken"):
        answer = ask(path, **given, pageToken=token)
        rows += answer.get(name, [])
    return rows


def test_a_claim_comes_with_its_review_in_googles_words() -> None:
    moment = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with clock.set_to(moment):
        verdict = about("Ana Lopez said: “Exports grew by 7 percent.”", published_on=date(2026, 3, 1), language="en")
    [claim] = ask(query="exports")["claims"]
    assert claim["text"] == verdict.claim.text
    assert claim["claimDate"] == "2026-03-01T00:00:00Z"
    assert claim["claimReview"] == [
        {
            "publisher": {"name": "The Checkers", "site": "desk.example.org"},
            "url": f"https://www.desk.example.org{path_of(verdict)}",
            "title": f"False: {verdict.claim.text}",
            "reviewDate": "2026-03-02T12:00:00Z",
            "textualRating": "False",
            "languageCode": "en",
        }
    ]


def test_what_is_not_known_of_a_claim_is_left_out() -> None:
    published()
    [claim] = ask(query="ministry")["claims"]
    assert set(claim) == {"text", "claimReview"}


def test_all_words_of_the_query_are_looked_for_and_the_last_published_comes_first() -> None:
    for text in ("Exports grew in spring.", "Imports grew in spring.", "Exports fell in autumn."):
        about(text)
    assert found(query="exports") == ["Exports fell in autumn.", "Exports grew in spring."]
    assert found(query="EXPORTS, spring") == ["Exports grew in spring."]
    assert found(query="winter") == []
    assert ask(query="winter") == {}
    assert found(query="…") == []


def test_what_is_withdrawn_or_not_yet_published_is_not_found() -> None:
    new_claims(0.9)
    withdrawn(published())
    assert ask(query="ministry") == {}
    assert ask(PAGES, organization="desk.example.org") == {}


def test_a_correction_is_found_as_it_reads_now_and_dated_as_first_published() -> None:
    with clock.set_to(datetime(2026, 3, 2, tzinfo=UTC)):
        verdict = published()
    corrected(verdict, rating="true")
    [claim] = ask(query="ministry")["claims"]
    assert claim["claimReview"][0]["textualRating"] == "True"
    assert claim["claimReview"][0]["reviewDate"] == "2026-03-02T00:00:00Z"


@pytest.mark.parametrize("site", ["desk.example.org", "https://www.desk.example.org/checks/", "example.org"])
def test_the_publishers_site_is_ours_with_or_without_a_query(site: str) -> None:
    published()
    assert len(found(reviewPublisherSiteFilter=site)) == 1
    assert len(found(reviewPublisherSiteFilter=site, query="ministry")) == 1


@pytest.mark.parametrize("site", ["nytimes.com", "k.example.org", "http://[", "."])
def test_of_other_publishers_there_is_nothing(site: str) -> None:
    published()
    assert ask(reviewPublisherSiteFilter=site, query="ministry") == {}


@pytest.mark.parametrize(("language", "number"), [("en", 1), ("en-US", 1), ("EN_gb", 1), ("de", 0), ("eng-x", 0)])
def test_the_language_is_that_of_our_reviews_whatever_the_region(language: str, number: int) -> None:
    published(language="de")
    assert len(found(query="ministry", languageCode=language)) == number


def test_age_counts_from_the_review_or_the_claim_whichever_is_younger() -> None:
    now = datetime(2026, 6, 1, tzinfo=UTC)
    with clock.set_to(now - timedelta(days=40)):
        about("Exports grew long ago.")
        about("Exports grew as was said later.", published_on=date(2026, 5, 30))
    with clock.set_to(now - timedelta(days=5)):
        about("Exports grew just now.")
    with clock.set_to(now):
        assert found(query="exports", maxAgeDays=10) == ["Exports grew just now.", "Exports grew as was said later."]
        assert len(found(query="exports", maxAgeDays=41)) == 3
        assert len(found(query="exports", maxAgeDays=2**31 - 1)) == 3
        assert len(found(query="exports", maxAgeDays=0)) == 3


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_hold_every_claim_once_and_end(size: int) -> None:
    texts = [about(f"Exports grew by {number} percent.").claim.text for number in range(6)]
    rows = to_the_end(SEARCH, "claims", query="exports", pageSize=size)
    assert [row["text"] for row in rows] == texts[::-1]
    assert len(to_the_end(PAGES, "claimReviewMarkupPages", organization="desk.example.org", pageSize=size)) == 6


def test_a_page_has_ten_claims_unless_asked_and_a_hundred_at_most() -> None:
    for number in range(11):
        about(f"Exports grew by {number} percent.")
    assert len(found(query="exports")) == len(found(query="exports", pageSize=0)) == 10
    assert len(found(query="exports", pageSize=2**31 - 1)) == 11


def test_an_offset_skips_on_the_first_page_alone() -> None:
    texts = [about(f"Exports grew by {number} percent.").claim.text for number in range(5)]
    assert found(query="exports", offset=3) == texts[1::-1]
    rows = to_the_end(SEARCH, "claims", query="exports", offset=1, pageSize=2)
    assert [row["text"] for row in rows] == texts[3::-1]
    assert ask(query="exports", offset=2**31 - 1) == {}


def test_what_was_published_meanwhile_moves_no_page() -> None:
    texts = [about(f"Exports grew by {number} percent.").claim.text for number in range(4)]
    first = ask(query="exports", pageSize=2)
    about("Exports grew by 99 percent.")
    second = ask(query="exports", pageSize=2, pageToken=first["nextPageToken"])
    assert [claim["text"] for claim in first["claims"] + second["claims"]] == texts[::-1]


def test_where_much_has_to_be_looked_through_an_empty_page_says_where_to_go_on(monkeypatch: Any) -> None:
    monkeypatch.setattr(records, "LOOKED_THROUGH", 2)
    oldest = about("Imports grew.").claim.text
    for number in range(4):
        about(f"Exports grew by {number} percent.")
    first = ask(query="imports")
    assert "claims" not in first
    rows = to_the_end(SEARCH, "claims", query="imports")
    assert [row["text"] for row in rows] == [oldest]


def test_without_words_nothing_has_to_be_looked_through(monkeypatch: Any) -> None:
    monkeypatch.setattr(records, "LOOKED_THROUGH", 2)
    texts = [about(f"Exports grew by {number} percent.").claim.text for number in range(5)]
    assert found(reviewPublisherSiteFilter="example.org", offset=3) == texts[1::-1]


def test_a_token_is_short_however_long_the_question(monkeypatch: Any) -> None:
    monkeypatch.setattr(records, "LOOKED_THROUGH", 1)
    for _ in range(2):
        published()
    assert len(ask(query="ministry " * 300)["nextPageToken"]) < 200


@pytest.mark.parametrize(
    "changed", [{"query": "grew"}, {"languageCode": "en"}, {"reviewPublisherSiteFilter": "example.org"}]
)
def test_a_token_belongs_to_its_question(changed: dict[str, str]) -> None:
    for number in range(3):
        about(f"Exports grew by {number} percent.")
    token = ask(query="exports", pageSize=1)["nextPageToken"]
    answer = Client().get(SEARCH, {"query": "exports", "pageSize": 1, "pageToken": token} | changed)
    assert "belongs to another question" in refused(answer, 400, "INVALID_ARGUMENT")
    pages = Client().get(PAGES, {"organization": "example.org", "pageToken": token})
    refused(pages, 400, "INVALID_ARGUMENT")


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"query": " "},
        {"query": "x", "pageSize": "-1"},
        {"query": "x", "pageSize": "many"},
        {"query": "x", "pageSize": "²"},
        {"query": "x", "offset": str(2**31)},
        {"query": "x", "maxAgeDays": "1.5"},
        {"query": "x", "pageToken": "t2"},
        {"query": "x", "pageToken": "\x00é"},
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(given: dict[str, str]) -> None:
    refused(Client().get(SEARCH, given), 400, "INVALID_ARGUMENT")


def test_unknown_parameters_are_ignored() -> None:
    published()
    assert (
        len(found(query="ministry\x00", key="KEY", alt="json", prettyPrint="true", fields="claims", colour="red")) == 1
    )


def test_a_long_query_comes_as_a_form_that_says_it_is_a_get() -> None:
    text = "Exports grew, " + ", ".join(f"in town {number} by {number} percent" for number in range(200)) + "."
    assert len(about(text).claim.text) > 2048
    as_get = {"X-HTTP-Method-Override": "GET"}
    answer = Client(enforce_csrf_checks=True).post(SEARCH, f"query={text}&alt=json", FORM, headers=as_get)
    assert [claim["text"] for claim in answer.json()["claims"]] == [text]
    elsewhere = Client().post(f"{SEARCH}?query=imports", "languageCode=en", FORM, headers=as_get)
    assert elsewhere.json() == {}
    assert "form-urlencoded" in refused(Client().post(SEARCH, {"query": "x"}, headers=as_get), 400, "INVALID_ARGUMENT")
    answer = Client().post(SEARCH, "query=x", FORM)
    refused(answer, 405, "UNIMPLEMENTED")
    assert answer["Allow"] == "GET, HEAD, POST"


def test_a_page_is_found_by_its_address_and_by_its_name() -> None:
    verdict = published(url="https://news.example/1", published_on=date(2026, 3, 1))
    corrected(verdict)
    [page] = ask(PAGES, url=f"https://www.desk.example.org{path_of(verdict)}")["claimReviewMarkupPages"]
    assert page == ask(f"{PAGES}/{verdict.pk}")
    assert page["name"] == f"pages/{verdict.pk}"
    assert page["versionId"] == "2"
    assert page["claimReviewAuthor"] == {"name": "The Checkers"}
    [markup] = page["claimReviewMarkups"]
    assert markup["url"] == page["pageUrl"] == f"https://www.desk.example.org{path_of(verdict)}"
    assert (markup["claimReviewed"], markup["claimDate"]) == (verdict.claim.text, "2026-03-01")
    assert markup["claimAppearances"] == ["https://news.example/1"]
    assert "claimAuthor" not in markup
    rating = {"ratingValue": 1, "bestRating": 5, "worstRating": 1, "textualRating": "False"}
    assert markup["rating"] == rating | {"ratingExplanation": "It was 3.8 percent."}


def test_a_rating_without_a_number_has_none_here_either() -> None:
    [claim] = new_claims(0.9)
    verdict = publish(claim, rating="unproven")
    [markup] = ask(f"{PAGES}/{verdict.pk}")["claimReviewMarkups"]
    assert set(markup["rating"]) == {"textualRating", "ratingExplanation"}


@pytest.mark.parametrize(
    "given",
    [
        {"url": "https://other.example/checks/1/"},
        {"url": "https://desk.example.org/methodology/"},
        {"url": "http://["},
        {"organization": "nytimes.com"},
    ],
)
def test_of_other_pages_and_organisations_there_is_nothing(given: dict[str, str]) -> None:
    published()
    assert ask(PAGES, **given) == {}


def test_pages_are_asked_for_by_address_or_by_organisation() -> None:
    published()
    for given in ({}, {"url": "https://x.example", "organization": "x.example"}):
        refused(Client().get(PAGES, given), 400, "INVALID_ARGUMENT")
    assert len(ask(PAGES, organization="the checkers")["claimReviewMarkupPages"]) == 1


@pytest.mark.parametrize("name", ["0", "x", "1/2", "9" * 30, "１"])
def test_a_page_that_there_is_not_is_not_found(name: str) -> None:
    refused(Client().get(f"{PAGES}/{name}"), 404, "NOT_FOUND")


@pytest.mark.parametrize(("method", "path"), [("post", ""), ("put", "/1"), ("delete", "/1"), ("patch", "/1")])
def test_nothing_can_be_written(method: str, path: str) -> None:
    verdict = published()
    answer = getattr(Client(enforce_csrf_checks=True), method)(f"{PAGES}{path}", b"{}", "application/json")
    assert "only be read" in refused(answer, 403, "PERMISSION_DENIED")
    assert ask(f"{PAGES}/{verdict.pk}")["versionId"] == "1"


@pytest.mark.parametrize("path", ["/v1alpha1/claims:imageSearch", "/v1alpha1/", "/v1alpha1/claims"])
def test_a_method_that_there_is_not_is_refused_in_googles_shape(path: str) -> None:
    refused(Client().get(path), 404, "NOT_FOUND")


def test_without_public_pages_the_address_of_a_review_is_that_of_the_api(settings: Any) -> None:
    settings.PUBLIC_PAGES = False
    verdict = published()
    [claim] = ask(query="ministry")["claims"]
    address = f"https://www.desk.example.org/api/v1/verdicts/{verdict.pk}"
    assert claim["claimReview"][0]["url"] == address
    assert ask(PAGES, url=address)["claimReviewMarkupPages"][0]["pageUrl"] == address


def test_trouble_is_told_in_googles_shape_without_its_details(monkeypatch: Any) -> None:
    for error, code, status in (
        (OperationalError("no such host db7"), 503, "UNAVAILABLE"),
        (RuntimeError("a secret"), 500, "INTERNAL"),
    ):

        def fail(*args: Any, _error: Exception = error, **more: Any) -> Any:
            raise _error

        monkeypatch.setattr(records, "search", fail)
        message = refused(Client().get(SEARCH, {"query": "x"}), code, status)
        assert not {"db7", "secret"} & set(message.split())


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_the_same_queries_for_one_claim_and_three(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        published()
    with django_assert_num_queries(6):
        assert len(found(query="ministry")) == number
    with django_assert_num_queries(5):
        ask(PAGES, organization="desk.example.org")

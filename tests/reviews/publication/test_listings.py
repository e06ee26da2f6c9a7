"""Sitemaps, robots.txt and llms.txt."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from reviews.publication import listings
from reviews.publication.addresses import path_of
from tests.factories import receive, split
from tests.reviews.publication.readers import corrected, publish, published, read, withdrawn

pytestmark = pytest.mark.django_db

SITE, SPACE = "https://desk.example.org", "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(autouse=True)
def our_site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = SITE, "The Checkers"


def listed(address: str) -> dict[str, str | None]:
    """Addresses with when they were changed."""
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    found = ElementTree.fromstring(answer.content)
    return {one.findtext(f"{SPACE}loc") or "": one.findtext(f"{SPACE}lastmod") for one in found}


def test_the_sitemap_has_every_check_with_its_last_change_and_no_withdrawn_one() -> None:
    first, second, gone = published(), published(), published()
    version = corrected(first)
    withdrawn(gone)
    pages = {f"{SITE}/": None, f"{SITE}/methodology/": None, f"{SITE}/corrections/": None}
    expected = {first: version, second: second.shown}
    dates = {f"{SITE}{path_of(v)}": shown.published_at.strftime("%Y-%m-%d") for v, shown in expected.items()}
    assert listed("/sitemap.xml") == pages | dates


def test_where_there_are_many_it_is_a_list_of_sitemaps(monkeypatch: Any) -> None:
    monkeypatch.setattr(listings, "SECTION", 2)
    verdicts = [published() for _ in range(5)]
    sections = list(listed("/sitemap.xml"))
    assert len(sections) >= 3
    found = [address for section in sections for address in listed(section.removeprefix(SITE))]
    assert {f"{SITE}{path_of(verdict)}" for verdict in verdicts} <= set(found)
    assert len(found) == len(set(found))
    read("/sitemap-99.xml", 404)
    read("/sitemap-0.xml", 404)


def test_a_section_that_has_nothing_left_is_not_named(monkeypatch: Any) -> None:
    monkeypatch.setattr(listings, "SECTION", 1)
    first, second, third = (published() for _ in range(3))
    withdrawn(second)
    numbers = [verdict.published.pk for verdict in (first, third)]
    assert list(listed("/sitemap.xml")) == [f"{SITE}/sitemap-{number}.xml" for number in numbers]


def test_robots_are_shown_the_way_and_kept_from_the_desk(settings: Any) -> None:
    robots = Client().get("/robots.txt")
    assert robots["Content-Type"] == "text/plain; charset=utf-8"
    assert robots.content.decode().split("\n")[:3] == [
        "User-agent: *",
        "Disallow: /admin/",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
    settings.PUBLIC_PAGES = False
    assert Client().get("/robots.txt").content.decode().split("\n")[:2] == ["User-agent: *", "Disallow: /"]


def test_a_plain_listing_leads_to_everything(settings: Any) -> None:
    article = receive("Exports & imports [both] grew by <7> percent.")
    [claim] = split(article, {article.latest.body: 0.9})
    verdict, gone = publish(claim), published()
    withdrawn(gone)
    text = Client().get("/llms.txt").content.decode()
    assert text.startswith("# The Checkers\n\n> ")
    title = "False: Exports & imports \\[both\\] grew by <7> percent."
    assert f"- [{title}]({SITE}{path_of(verdict)}): It was 3.9 percent.\n" in text
    assert gone.claim.text not in text
    for address in ("/api/v1/claimreviews.ndjson", "/api/v1/claimreviews.json", "/feed.atom", "/sitemap.xml"):
        assert f"({SITE}{address})" in text
        assert Client().get(address).status_code == 200


def test_there_is_none_of_them_at_a_desk_without_public_pages(settings: Any) -> None:
    settings.PUBLIC_PAGES = False
    for address in ("/sitemap.xml", "/sitemap-1.xml", "/llms.txt"):
        read(address, 404)


@pytest.mark.parametrize("number", [1, 3])
def test_a_sitemap_takes_two_queries_for_one_check_and_three(number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        published()
    with django_assert_num_queries(2):
        assert len(listed("/sitemap.xml")) == number + 3

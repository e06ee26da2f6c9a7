"""RSS and Atom: what is published and changed, for readers who come by themselves."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from reviews.models import VerdictVersion
from reviews.publication.addresses import path_of
from tests.reviews.publication.readers import corrected, published, withdrawn

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def our_site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://desk.example.org", "The Checkers"


def parsed(address: str) -> ElementTree.Element:
    answer = Client().get(address)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


def rss() -> list[dict[str, str]]:
    return [{part.tag: part.text or "" for part in item} for item in parsed("/feed.rss").iter("item")]


def atom() -> list[dict[str, str]]:
    entries = parsed("/feed.atom").iter(f"{ATOM}entry")
    return [{part.tag.removeprefix(ATOM): part.text or "" for part in entry} for entry in entries]


def test_a_check_is_an_entry_with_its_rating_claim_and_summary() -> None:
    verdict = published()
    [item], [entry] = rss(), atom()
    assert item["title"] == entry["title"] == f"False: {verdict.claim.text}"
    assert item["link"] == f"https://desk.example.org{path_of(verdict)}"
    assert item["description"] == entry["summary"] == "It was 3.9 percent."
    assert item["category"] == "False"
    assert entry["published"] == entry["updated"]


def test_a_correction_comes_first_says_what_changed_and_keeps_the_name_of_its_entry() -> None:
    verdict, other = published(), published()
    before = atom()[1]
    corrected(verdict)
    first, second = atom()
    assert [one["title"] for one in (first, second)] == [
        f"Correction: False: {verdict.claim.text}",
        f"False: {other.claim.text}",
    ]
    assert first["summary"] == "We had misread the table. It was 3.8 percent."
    assert (first["id"], first["published"]) == (before["id"], before["published"])
    assert first["updated"] > before["updated"]
    assert parsed("/feed.atom").findtext(f"{ATOM}updated") == first["updated"]


def test_readers_of_rss_are_shown_a_correction_as_something_new() -> None:
    verdict = published()
    [before] = rss()
    corrected(verdict)
    [after] = rss()
    assert before["guid"] != after["guid"]
    assert after["guid"] == f"https://desk.example.org/checks/{verdict.pk}/#version-2"


def test_a_withdrawal_is_told_with_its_reason_and_repeats_nothing() -> None:
    verdict = published()
    withdrawn(verdict)
    for [entry] in (rss(), atom()):
        assert entry["title"] == f"Withdrawn: {verdict.claim.text}"
        assert "The table was a forgery." in entry.values()
        assert "category" not in entry or not entry["category"]
        assert "3.9 percent" not in str(entry)


@pytest.mark.parametrize("address", ["/feed.rss", "/feed.atom"])
def test_the_feed_says_whose_it_is_and_where(address: str, settings: Any) -> None:
    settings.SITE_LANGUAGE, settings.SITE_LICENSE = "pt-br", "https://creativecommons.org/licenses/by/4.0/"
    published()
    answer = Client().get(address)
    text = answer.content.decode()
    for words in ("The Checkers: fact checks", "pt-br", settings.SITE_LICENSE, f"https://desk.example.org{address}"):
        assert words in text
    assert answer["Content-Type"].startswith("application/atom+xml" if "atom" in address else "application/rss+xml")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_what_no_xml_can_hold_is_left_out() -> None:
    verdict = published()
    version = corrected(verdict)
    VerdictVersion.objects.bulk_create(
        [
            VerdictVersion(
                **VerdictVersion.objects.filter(pk=version.pk).values().get()
                | {"id": None, "sequence": 3, "summary": "a\x0bb"}
            )
        ]
    )
    newest = VerdictVersion.objects.latest("pk")
    verdict.published.shown = newest
    verdict.published.save()
    assert "ab" in rss()[0]["description"]


@pytest.mark.parametrize("address", ["/feed.rss", "/feed.atom"])
def test_a_desk_without_public_pages_has_no_feed(address: str, settings: Any) -> None:
    settings.PUBLIC_PAGES = False
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("address", ["/feed.rss", "/feed.atom", "/llms.txt"])
@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_two_queries_for_one_check_and_three(
    address: str, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        published()
    with django_assert_num_queries(2):
        assert Client().get(address).status_code == 200

"""A check in somebody else's page: oEmbed finds the card, and the card alone may be framed."""

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from reviews.publication.addresses import path_of
from tests.reviews.publication.readers import corrected, published, read, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def our_site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://desk.example.org", "The Checkers"


def oembed(status: int = 200, **given: Any) -> Any:
    answer = Client().get("/oembed", given)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_address_of_a_check_gives_a_frame_with_its_card() -> None:
    verdict = published()
    found = oembed(url=f"https://desk.example.org{path_of(verdict)}")
    assert (found["version"], found["type"], found["provider_name"]) == ("1.0", "rich", "The Checkers")
    assert found["title"] == f"False: {verdict.claim.text}"
    assert f'<iframe src="https://desk.example.org/checks/{verdict.pk}/card/"' in found["html"]
    assert (found["width"], found["height"]) == (560, 280)
    assert 'sandbox="allow-popups"' in found["html"]


def test_another_slug_or_the_card_itself_will_do() -> None:
    verdict = published()
    for path in (f"/checks/{verdict.pk}/", f"/checks/{verdict.pk}-old-words/", f"/checks/{verdict.pk}/card/"):
        assert oembed(url=f"https://desk.example.org{path}")["type"] == "rich"


def test_the_room_that_there_is_is_kept_to() -> None:
    url = f"https://desk.example.org{path_of(published())}"
    small = oembed(url=url, maxwidth=320, maxheight=150)
    assert (small["width"], small["height"]) == (320, 150)
    assert oembed(url=url, maxwidth=320)["height"] == 380
    assert (oembed(url=url, maxwidth=1)["width"], oembed(url=url, maxwidth=9999)["width"]) == (200, 560)


def test_it_comes_as_xml_too_and_says_the_same() -> None:
    url = f"https://desk.example.org{path_of(published())}"
    answer = Client().get("/oembed", {"url": url, "format": "xml"})
    assert answer["Content-Type"] == "text/xml"
    found = {part.tag: part.text for part in ElementTree.fromstring(answer.content)}
    assert found == {name: str(value) for name, value in oembed(url=url).items()}


@pytest.mark.parametrize(
    ("status", "given"),
    [
        (400, {}),
        (400, {"url": "https://desk.example.org/checks/1/", "maxwidth": "wide"}),
        (404, {"url": "https://desk.example.org/methodology/"}),
        (404, {"url": "https://desk.example.org/checks/999/"}),
        (404, {"url": "https://other.example/checks/1/"}),
        (404, {"url": "http://["}),
        (501, {"url": "https://desk.example.org/checks/1/", "format": "yaml"}),
    ],
)
def test_what_it_cannot_give_it_says_as_oembed_wants_it(status: int, given: dict[str, str]) -> None:
    assert oembed(status, **given)["error"].endswith(".")


def test_every_site_may_ask_and_the_page_of_a_check_leads_there() -> None:
    verdict = published()
    page = read(path_of(verdict))
    url = f"https%3A%2F%2Fdesk.example.org{path_of(verdict).replace('/', '%2F')}"
    for kind, name in (("application/json+oembed", "json"), ("text/xml+oembed", "xml")):
        assert f'type="{kind}"' in page
        assert f'href="https://desk.example.org/oembed?url={url}&amp;format={name}"' in page
    answer = Client().get("/oembed", {"url": f"https://desk.example.org{path_of(verdict)}"})
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_the_card_may_be_framed_anywhere_and_nothing_else_may() -> None:
    verdict = published()
    card, page = Client().get(f"/checks/{verdict.pk}/card/"), Client().get(path_of(verdict))
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    assert "script-src 'self'" in card["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


def test_the_card_says_what_was_found_and_leads_to_the_evidence() -> None:
    verdict = published()
    corrected(verdict)
    card = read(f"/checks/{verdict.pk}/card/")
    for words in (verdict.claim.text, ">False</span>", "It was 3.8 percent.", "The Checkers", "Correction,"):
        assert words in card
    assert f'href="https://desk.example.org{path_of(verdict)}"' in card
    assert "<script" not in card
    assert " style=" not in card


def test_a_card_that_stands_in_foreign_pages_says_that_its_check_was_withdrawn() -> None:
    verdict = published()
    withdrawn(verdict)
    card = read(f"/checks/{verdict.pk}/card/")
    assert "Withdrawn." in card
    assert "The table was a forgery." in card
    for gone in (">False<", "3.9 percent"):
        assert gone not in card
    assert oembed(url=f"https://desk.example.org/checks/{verdict.pk}/")["title"].startswith("Withdrawn: ")


def test_there_is_no_card_of_what_there_is_not_nor_at_a_desk_without_public_pages(settings: Any) -> None:
    verdict = published()
    read("/checks/999/card/", 404)
    settings.PUBLIC_PAGES = False
    read(f"/checks/{verdict.pk}/card/", 404)
    assert Client().get("/oembed", {"url": f"https://desk.example.org{path_of(verdict)}"}).status_code == 404

"""The frame of the public pages: the off switch, caching, markup, and the desk's own words."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Topic
from reviews.enums import PublicPage
from reviews.models import PublicText
from reviews.publication.addresses import path_of
from tests.reviews.publication.readers import corrected, published, read, withdrawn

pytestmark = pytest.mark.django_db

EVERYWHERE = ("/", "/methodology/", "/corrections/", "/report-an-error/", "/report-an-error/thanks/")


@pytest.mark.parametrize("page", PublicPage)
def test_a_desk_puts_its_own_words_in_place_of_the_shipped_ones(page: PublicPage) -> None:
    shipped = read(f"/{page}/")
    PublicText.objects.create(page=page, text="Ours <b>alone</b>.\n\nhttps://desk.example/rules")
    own = read(f"/{page}/")
    assert "Ours &lt;b&gt;alone&lt;/b&gt;." in own
    assert 'href="https://desk.example/rules"' in own
    assert shipped != own


def test_the_methodology_has_the_scale_and_the_rules_that_hold() -> None:
    page = read("/methodology/")
    assert ">True</span>" in page
    assert "Editors who approve" in page


def test_a_desk_without_public_pages_has_none(settings: Any) -> None:
    verdict = published()
    settings.PUBLIC_PAGES = False
    assert Client().get("/")["Location"] == "/admin/"
    for address in (*EVERYWHERE[1:], path_of(verdict), reverse("check-version", args=[verdict.pk, 1])):
        page = read(address, 404)
        assert verdict.claim.text not in page
    assert Client().post("/report-an-error/", {}).status_code == 404


def test_the_desk_leads_to_the_public_pages_where_there_are_any(client: Client, settings: Any, editor: Any) -> None:
    client.force_login(editor)
    assert "View site" in client.get(reverse("admin:index")).content.decode()
    settings.PUBLIC_PAGES = False
    assert "View site" not in client.get(reverse("admin:index")).content.decode()


def test_a_page_may_be_kept_by_everybody_for_a_minute_and_depends_on_nobody() -> None:
    verdict = published()
    for address in ("/", "/methodology/", "/corrections/", path_of(verdict)):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_who_has_the_page_already_is_not_sent_it_again_until_it_changes() -> None:
    verdict = published()
    answer = Client().get(path_of(verdict))
    tag, changed = answer["ETag"], answer["Last-Modified"]
    assert changed == datetime.strftime(verdict.shown.published_at.astimezone(UTC), "%a, %d %b %Y %H:%M:%S GMT")
    assert Client().get(path_of(verdict), headers={"If-None-Match": tag}).status_code == 304
    assert Client().get(path_of(verdict), headers={"If-Modified-Since": changed}).status_code == 304
    corrected(verdict)
    assert Client().get(path_of(verdict), headers={"If-None-Match": tag}).status_code == 200


def test_a_shared_link_says_what_it_leads_to(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://desk.example.org", "The Checkers"
    verdict = published()
    page = read(path_of(verdict))
    address = f"https://desk.example.org{path_of(verdict)}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    assert f'<meta property="og:title" content="False: {verdict.claim.text}">' in page
    assert '<meta property="og:description" content="It was 3.9 percent.">' in page
    assert "The Checkers" in page


def test_the_pages_need_no_script_and_only_their_own_sheet() -> None:
    for address in (*EVERYWHERE, path_of(published())):
        page = read(address)
        assert page.replace('<script type="application/ld+json">', "").count("<script") == 0
        assert page.count('rel="stylesheet"') == 1
        assert " style=" not in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_the_report_takes_anything(method: str) -> None:
    for address in ("/", "/methodology/", "/corrections/"):
        assert getattr(Client(), method)(address).status_code == 405


class Nesting(HTMLParser):
    """Every element closed in its place, and no id twice."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_markup_is_sound() -> None:
    topic = Topic.objects.create(slug="trade", name="Trade")
    one, other = published(title="A", outlet="B", language="en"), published()
    for verdict in (one, other):
        verdict.claim.article.topics.add(topic)
    corrected(one)
    gone = published()
    withdrawn(gone)
    for address in (*EVERYWHERE, path_of(one), path_of(gone), reverse("check-version", args=[one.pk, 2])):
        looked = Nesting()
        looked.feed(read(address))
        assert (looked.wrong, looked.open) == ([], []), address
        assert len(looked.ids) == len(set(looked.ids)), address

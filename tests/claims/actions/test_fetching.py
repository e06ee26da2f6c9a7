"""Articles by their address: a row at once, fetched by a job, and why where it cannot be."""

from collections.abc import Iterator
from typing import Any

import pytest

from claims.actions import articles, fetching, jobs
from claims.enums import Door, PageState
from claims.errors import IllegalAct, NotAllowed, NotFound, WrongUrl
from claims.intake import Details
from claims.models import Article, Job, WantedPage
from claims.tasks import WORK
from tests.factories import PersonFactory
from tests.web import Web, leading_to, page, serving

pytestmark = pytest.mark.django_db

WORDS = b"<html><head><title>Of bread</title></head><body><p>Bread cost 3 euros in 2021.</p></body></html>"
PAGES = {
    "/bread": page(WORDS),
    "/moved": leading_to("/bread"),
    "/plain": page(b"Rain fell on 40 days.", content_type="text/plain; charset=utf-8"),
    "/latin": page("Le café coûte 4 euros.".encode("latin-1"), content_type="text/plain; charset=iso-8859-1"),
    "/image": page(b"GIF89a", content_type="image/gif"),
    "/empty": page(b"<script>1</script>"),
    "/large": page(b"a" * (fetching.MOST_BYTES + 1)),
    "/broken": page(b"\xff\xfe\xff", content_type="text/html; charset=utf-8"),
}


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    with serving(PAGES) as web:
        settings.OUTSIDE = web.outside
        yield web


def fetched(url: str, by: Any, **details: Any) -> WantedPage:
    wanted = fetching.ask(url, actor=by, details=Details(**details))
    jobs.execute(Job.objects.get(kind="fetch_article", payload__page=wanted.pk).pk, WORK)
    wanted.refresh_from_db()
    return wanted


def test_a_page_becomes_an_article_with_what_it_says_of_itself(web: Web, editor: Any) -> None:
    wanted = fetched(f"{web.address}/bread", editor, outlet="The Ledger")
    assert (wanted.state, wanted.article) == (PageState.HERE, Article.objects.get())
    article = Article.objects.get()
    assert (article.title, article.outlet, article.brought_by) == ("Of bread", "The Ledger", editor)
    assert article.url == f"{web.address}/bread"
    assert article.latest.body == "Bread cost 3 euros in 2021."


def test_asking_fetches_nothing_yet(web: Web, editor: Any) -> None:
    wanted = fetching.ask(f"{web.address}/bread", actor=editor)
    assert (wanted.state, web.asked) == (PageState.WANTED, [])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/moved", "Bread cost 3 euros in 2021."),
        ("/plain", "Rain fell on 40 days."),
        ("/latin", "Le café coûte 4 euros."),
    ],
)
def test_a_page_is_followed_and_read_as_it_says(web: Web, editor: Any, path: str, body: str) -> None:
    wanted = fetched(f"{web.address}{path}", editor)
    assert wanted.article
    assert wanted.article.latest.body == body


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/image", "sends image/gif"),
        ("/empty", "no readable text"),
        ("/large", "more than the 5,000,000 bytes"),
        ("/broken", "not in the encoding"),
        ("/nowhere", "answered 404"),
    ],
)
def test_what_will_not_change_fails_at_once_and_says_why(web: Web, editor: Any, path: str, why: str) -> None:
    wanted = fetched(f"{web.address}{path}", editor)
    assert (wanted.state, wanted.article) == (PageState.FAILED, None)
    assert why in wanted.why


def test_a_private_address_is_not_reached(web: Web, editor: Any, settings: Any) -> None:
    settings.OUTSIDE = {**web.outside, "networks": ()}
    wanted = fetched(f"{web.address}/bread", editor)
    assert wanted.state == PageState.FAILED
    assert "is not fetched" in wanted.why
    assert web.asked == []


def test_a_dead_server_is_tried_again_and_given_up_with_a_sentence(web: Web, editor: Any) -> None:
    wanted = fetched("http://127.0.0.1:80/", editor)
    assert wanted.state == PageState.WANTED
    job = Job.objects.get(kind="fetch_article")
    fetching.give_up(job)
    wanted.refresh_from_db()
    assert wanted.state == PageState.FAILED
    assert wanted.why.startswith("“127.0.0.1” cannot be reached")


def test_a_failed_page_is_asked_for_again(web: Web, editor: Any) -> None:
    wanted = fetched(f"{web.address}/later", editor)
    web.pages["/later"] = page(WORDS)
    fetching.ask_again(wanted.pk, actor=editor)
    jobs.execute(Job.objects.filter(kind="fetch_article").latest("id").pk, WORK)
    wanted.refresh_from_db()
    assert (wanted.state, wanted.why) == (PageState.HERE, "")
    with pytest.raises(IllegalAct):
        fetching.ask_again(wanted.pk, actor=editor)


def test_a_page_whose_text_is_here_is_the_article_that_is_here(web: Web, editor: Any) -> None:
    known = articles.receive("Rain fell on 40 days.", actor=editor, door=Door.API).article
    wanted = fetched(f"{web.address}/plain", editor)
    assert (wanted.article, wanted.was_known) == (known, True)


def test_who_may_not_bring_in_articles_has_none_fetched(web: Web, reviewer: Any, editor: Any) -> None:
    wanted = fetched(f"{web.address}/nowhere", editor)
    with pytest.raises(NotAllowed):
        fetching.ask(f"{web.address}/bread", actor=PersonFactory())
    with pytest.raises(NotFound):  # what others asked for is theirs
        fetching.ask_again(wanted.pk, actor=reviewer)
    for nonsense in ("", "ftp://example.org", "javascript:1"):
        with pytest.raises(WrongUrl):
            fetching.ask(nonsense, actor=editor)

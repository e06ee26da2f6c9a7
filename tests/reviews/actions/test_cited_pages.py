"""Looking up what a page says about itself: once, in the background, and never a reason to wait."""

from datetime import date, timedelta
from typing import Any

import pytest

from claims import clock
from claims.actions import jobs
from claims.errors import NotAllowed, WrongUrl
from claims.models import Job
from claims.tasks import WORK
from reviews.actions import cited_pages
from reviews.enums import PageState
from reviews.models import CitedPage
from tests.web import Web, page, serving

pytestmark = pytest.mark.django_db

TABLE = """<html><head><title>Exports by year</title><meta property="og:site_name" content="Statistics Office">
<meta name="author" content="Ada Example"><meta property="article:published_time" content="2024-02-01"></head>
<body><p>4.1 percent</p></body></html>"""


@pytest.fixture(autouse=True)
def web(settings: Any) -> Any:
    pages = {"/table": page(TABLE.encode()), "/figures.pdf": page(b"%PDF", content_type="application/pdf")}
    with serving(pages | {"/busy": page(b"", 503)}) as web:
        settings.OUTSIDE = web.outside
        yield web


def looked_up(url: str, actor: Any) -> CitedPage:
    """Asked for, and what workers do about it done."""
    found = cited_pages.look_up(url, actor=actor)
    for job in Job.objects.filter(kind="look_up_page", payload={"page": found.pk}):
        jobs.execute(job.pk, WORK)
    found.refresh_from_db()
    return found


def test_title_publisher_author_and_date_are_read_by_a_job(web: Web, reviewer: Any) -> None:
    asked = cited_pages.look_up(f"{web.address}/table#row-3", actor=reviewer)
    assert (asked.state, asked.url, web.asked) == (PageState.WANTED, f"{web.address}/table", [])
    found = looked_up(f"{web.address}/table", reviewer)
    said = (found.state, found.title, found.publisher, found.author, found.published_on)
    assert said == (PageState.READ, "Exports by year", "Statistics Office", "Ada Example", date(2024, 2, 1))


def test_a_page_that_is_known_is_not_asked_again_for_a_week(web: Web, reviewer: Any, second_reviewer: Any) -> None:
    looked_up(f"{web.address}/table", reviewer)
    looked_up(f"{web.address}/table", second_reviewer)
    assert len(web.asked) == 1
    CitedPage.objects.update(asked_at=clock.now() - timedelta(days=8))
    looked_up(f"{web.address}/table", reviewer)
    assert len(web.asked) == 2


def test_what_is_no_page_is_there_and_says_nothing_about_itself(web: Web, reviewer: Any) -> None:
    found = looked_up(f"{web.address}/figures.pdf", reviewer)
    assert (found.state, found.title, found.is_gone) == (PageState.READ, "", False)


@pytest.mark.parametrize(
    ("path", "is_gone", "why"), [("/gone", True, "answered 404"), ("/busy", False, "answered 503")]
)
def test_a_page_that_cannot_be_read_says_why_and_whether_it_is_gone(
    web: Web, reviewer: Any, path: str, is_gone: bool, why: str
) -> None:
    found = looked_up(f"{web.address}{path}", reviewer)
    assert (found.state, found.is_gone) == (PageState.FAILED, is_gone)
    assert why in found.why


def test_an_address_in_a_private_network_is_not_reached(web: Web, reviewer: Any, settings: Any) -> None:
    settings.OUTSIDE = {**web.outside, "networks": ()}
    found = looked_up(f"{web.address}/table", reviewer)
    assert (found.state, web.asked) == (PageState.FAILED, [])
    assert "private network" in found.why


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "the yearbook", "https://"])
def test_what_is_no_address_is_refused(reviewer: Any, url: str) -> None:
    with pytest.raises(WrongUrl):
        cited_pages.look_up(url, actor=reviewer)
    assert not CitedPage.objects.exists()


def test_it_is_for_the_newsroom(stranger: Any) -> None:
    with pytest.raises(NotAllowed):
        cited_pages.look_up("https://example.org/", actor=stranger)

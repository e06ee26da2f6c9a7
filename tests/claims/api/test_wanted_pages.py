"""Articles by their address over HTTP: asked for, fetched by a job, watched until they are here."""

from typing import Any

from claims.actions import jobs
from claims.models import Job, WantedPage
from claims.tasks import WORK
from tests import web
from tests.over_http import Caller, nothing_changes, problem

PAGE = b"<html><head><title>Of bread</title></head><body><p>Bread cost 3 euros in 2021.</p></body></html>"


def test_an_address_is_answered_at_once_and_watched_until_the_article_is_here(editor: Any, settings: Any) -> None:
    with web.serving({"/a": web.page(PAGE)}) as site:
        settings.OUTSIDE = site.outside
        asked = Caller(editor).post("wanted-pages", url=f"{site.address}/a", outlet="The Daily")
        assert asked.status_code == 202, asked.content
        watched = asked["Location"]
        assert Caller(editor).client.get(watched).json() == asked.json()
        assert jobs.execute(Job.objects.get(kind="fetch_article").pk, WORK)
    page = Caller(editor).client.get(watched).json()
    article = Caller(editor).client.get(page["links"]["article"]).json()
    assert (page["state"], article["id"]) == ("here", page["article"])
    assert (article["outlet"], article["door"], article["url"]) == ("The Daily", "api", f"{site.address}/a")


def test_what_cannot_be_fetched_says_why_and_is_tried_again_on_request(editor: Any, settings: Any) -> None:
    with web.serving({}) as site:
        settings.OUTSIDE = site.outside
        page = Caller(editor).post("wanted-pages", url=f"{site.address}/gone").json()
        problem(Caller(editor).post(f"wanted-pages/{page['id']}/retry", {}), 409, "illegal_act")
        jobs.execute(Job.objects.get(kind="fetch_article").pk, WORK)
        failed = Caller(editor).read(f"wanted-pages/{page['id']}")
        assert failed["state"] == "failed"
        assert "404" in failed["why"]
        again = Caller(editor).post(f"wanted-pages/{page['id']}/retry", {})
        assert (again.status_code, again.json()["state"]) == (202, "wanted")


def test_a_list_costs_the_same_for_one_row_and_for_three(editor: Any, django_assert_num_queries: Any) -> None:
    caller = Caller(editor)
    for rows in (1, 3):
        while len(caller.ids("wanted-pages")) < rows:
            caller.post("wanted-pages", url=f"https://example.org/{rows}")
        with django_assert_num_queries(4):  # the log-in, its roles, the pages
            caller.read("wanted-pages")


def test_what_is_no_address_is_refused_where_it_stands(editor: Any) -> None:
    with nothing_changes():
        for url in ("", "example.org", "ftp://example.org/a", "https://"):
            problem(Caller(editor).post("wanted-pages", url=url), 400, "wrong_url", "url")


def test_nobody_is_shown_what_others_asked_for_but_editors(editor: Any, reviewer: Any, stranger: Any) -> None:
    mine = Caller(reviewer).post("wanted-pages", url="https://example.org/a").json()["id"]
    others = Caller(editor).post("wanted-pages", url="https://example.org/b").json()["id"]
    assert Caller(editor).ids("wanted-pages") == [others, mine]
    assert Caller(reviewer).ids("wanted-pages") == [mine]
    problem(Caller(reviewer).get(f"wanted-pages/{others}"), 404, "not_found")
    problem(Caller(stranger).get(f"wanted-pages/{mine}"), 404, "not_found")
    problem(Caller(stranger).post("wanted-pages", url="https://example.org/c"), 403, "not_allowed")
    problem(Caller().post("wanted-pages", url="https://example.org/c"), 401, "not_authenticated")
    assert WantedPage.objects.count() == 2

"""Cited pages over the API: asked for at once, read in the background, with what one knows anyway."""

from typing import Any

import pytest

from claims.enums import Status
from claims.models import Job
from reviews.enums import PageState
from reviews.models import CitedPage
from tests.factories import claim_at
from tests.over_http import Caller, problem

pytestmark = pytest.mark.django_db

TABLE = "https://example.org/table"


def test_asking_answers_at_once_and_sends_somebody_to_look(reviewer: Any) -> None:
    asked = Caller(reviewer).post("cited-pages", url=TABLE)
    assert asked.status_code == 200
    assert (asked.json()["state"], asked.json()["title"]) == ("wanted", "")
    assert Job.objects.filter(kind="look_up_page").count() == 1
    CitedPage.objects.update(state=PageState.READ, title="The table of exports")
    assert Caller(reviewer).post("cited-pages", url=TABLE).json()["title"] == "The table of exports"
    assert Job.objects.filter(kind="look_up_page").count() == 1


def test_what_one_wrote_down_before_is_there_at_once_and_comes_first(reviewer: Any, second_reviewer: Any) -> None:
    claim_at(Status.REVIEWED, reviewer=reviewer)
    assert Caller(reviewer).post("cited-pages", url=TABLE).json()["title"] == "The table"
    assert Caller(second_reviewer).post("cited-pages", url=TABLE).json()["title"] == ""


def test_what_is_no_address_is_refused_in_a_sentence(reviewer: Any) -> None:
    problem(Caller(reviewer).post("cited-pages", url="the yearbook"), 400, "wrong_url", "url")


def test_it_is_for_the_newsroom(stranger: Any) -> None:
    problem(Caller(stranger).post("cited-pages", url=TABLE), 403, "not_allowed")
    problem(Caller().post("cited-pages", url=TABLE), 401, "not_authenticated")


def test_a_script_of_our_pages_gets_no_challenge_that_opens_the_browsers_own_window() -> None:
    for headers, challenge in (({}, "Basic"), ({"X-Requested-With": "fetch"}, "Session")):
        refused = Caller().client.post("/api/v1/cited-pages", {}, content_type="application/json", headers=headers)
        assert refused["WWW-Authenticate"].startswith(f'{challenge} realm="Factcheck"')

"""The numbers of the desk over HTTP: for editors alone, what the front page shows, at a cost that does not grow."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import clock
from claims.enums import Status
from reviews import pulse
from reviews.models import Day
from tests.factories import claim_at
from tests.over_http import Caller, problem

PATH = "statistics/desk"


def day(back: int, **counted: int) -> Day:
    return Day.objects.create(date=clock.today() - timedelta(days=back), **counted)


def test_an_editor_reads_what_stands_where_and_what_came_and_went(editor: Any) -> None:
    claim_at(Status.PUBLISHED)
    for _ in range(2):
        claim_at(Status.NEW)
    day(2, queued=5, published=1, several=1, disputed=1, open_at_end=4)
    day(1, queued=1, dismissed=2, open_at_end=3)
    found = Caller(editor).read(PATH)
    numbers = {row["key"]: (row["label"], row["claims"], row["more"]) for row in found["now"]}
    assert list(numbers) == [question.key for question in pulse.questions()]
    assert (numbers["at-new"], numbers["at-published"][1]) == (("New", 2, False), 1)
    assert [(row["queued"], row["dismissed"], row["published"], row["open_at_end"]) for row in found["days"]] == [
        (5, 0, 1, 4),
        (1, 2, 0, 3),
    ]
    assert (found["days"][0]["several"], found["days"][0]["disputed"]) == (1, 1)
    assert Caller(editor).read(PATH, days=2)["days"] == found["days"][1:]


def test_beyond_what_is_counted_there_are_more(editor: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(pulse, "numbers", lambda asked, actor: {question.key: 1_000_000 for question in asked})
    [first, *_] = Caller(editor).read(PATH)["now"]
    assert first["more"]
    assert first["claims"] < 1_000_000


def test_others_are_told_no_number(reviewer: Any, stranger: Any) -> None:
    problem(Caller(reviewer).get(PATH), 403, "not_allowed")
    problem(Caller(stranger).get(PATH), 404, "not_found")
    problem(Caller().get(PATH), 401, "not_authenticated")


def test_it_takes_some_days_and_nothing_else(editor: Any) -> None:
    for wrong in ("0", "57", "many"):
        problem(Caller(editor).get(PATH, days=wrong), 400, "invalid", "days")
    problem(Caller(editor).get(PATH, outlet="x"), 400, "invalid", "outlet")


def test_one_claim_and_one_day_cost_as_much_as_three(editor: Any) -> None:
    asked = []
    for back in (1, 2, 3):
        claim_at(Status.QUEUED)
        day(back, queued=1)
        with CaptureQueriesContext(connection) as queries:
            Caller(editor).read(PATH)
        asked.append(len(queries))
    assert asked == [asked[0]] * 3

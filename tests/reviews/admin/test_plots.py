"""The plots of the editors' desk out of days: what their sentences say, what is drawn, and what is not told of few."""

from datetime import date, timedelta
from typing import Any

import pytest

from reviews import flow
from reviews.admin import flow_plots, standing_plots
from reviews.admin.plots import long
from reviews.models import Day

MONDAY = date(2026, 3, 2)


def days(number: int, **each: Any) -> list[Day]:
    return [Day(date=MONDAY + timedelta(days=later), **each) for later in range(number)]


def test_agreement_is_told_and_drawn_where_there_are_enough_claims() -> None:
    plot = flow_plots.agreement(flow.weeks(days(14, published=6, several=5, disputed=1)))
    assert plot.finding.startswith("On 56 of 70 claims that several people reviewed they agreed, 80%")
    assert plot.drawing is not None
    assert [dot.mark.says for dot in plot.drawing.dots] == [
        "Week from 2 Mar: 80% of 35; 7 disputed",
        "Week from 9 Mar: 80% of 35; 7 disputed",
    ]


def test_agreement_on_few_claims_is_neither_told_nor_filed() -> None:
    plot = flow_plots.agreement(flow.weeks(days(14, several=2, disputed=1)))
    assert plot.finding == (
        "Too few to tell: 28 claims were published in eight weeks that several people reviewed, and shares are told "
        "from 30 on."
    )
    assert (plot.drawing, plot.rows) == (None, [])


def test_only_the_backlog_of_today_can_be_listed() -> None:
    plot = flow_plots.backlog(days(20, open_at_end=7))
    assert "7 claims are open; 7 on 4 Apr" in plot.finding
    assert plot.drawing is not None
    assert [dot.mark.says for dot in plot.drawing.dots] == ["21 Mar: 7 open"]
    assert [bool(row[1].href) for row in plot.rows] == [True] + [False] * 19


def test_the_time_to_a_verdict_is_told_by_shares_of_the_last_four_weeks() -> None:
    plot = flow_plots.time(flow.weeks(days(28, published=10, minutes={"90": 5, "600": 4, "4300": 1})))
    assert plot.finding == (
        "Of 280 verdicts of the last four weeks half took at most 90 min from the queue to readers, 85 % 10 h, "
        "95 % 3.0 d."
    )
    assert [cell.shown for cell in plot.rows[0]] == ["2026-03-23", "70", "90 min", "10 h", "3.0 d"]


def test_where_nothing_was_published_nothing_is_drawn() -> None:
    assert flow_plots.time(flow.weeks(days(28))).drawing is None


def test_a_tenth_that_was_not_counted_to_its_end_says_so() -> None:
    plot = standing_plots.worth(Day(date=MONDAY, worth=[0] * 8 + [flow.MOST + 1, 3]))
    assert [row[1].shown for row in plot.rows][-2:] == ["10,000+", "3"]
    assert plot.finding.startswith("More than 10,004 of more than 10,004")


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (119, "119 min"), (120, "2 h"), (2870, "48 h"), (2880, "2.0 d")]
)
def test_times_are_said_as_people_say_them(minutes: int, words: str) -> None:
    assert long(minutes) == words

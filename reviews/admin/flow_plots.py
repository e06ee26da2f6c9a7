"""How the work flows, as plots: what comes and goes, the backlog, how long a verdict takes, whether reviewers agree."""

from collections import Counter
from datetime import timedelta
from typing import Any

from claims.enums import OPEN
from reviews import flow
from reviews.admin.drawing import Mark, Series, columns, curves
from reviews.admin.plots import DAY, HOUR, Cell, Plot, board, claims, long, on, on_days, total
from reviews.flow import Week
from reviews.models import Day

IN_DAYS = 28  # of the plot of what comes and goes


def throughput(days: list[Day]) -> Plot:
    shown = days[-IN_DAYS:]
    week, before = days[-7:], days[-14:-7]
    finding = (
        f"In the last 7 days {total(week, 'queued'):,} claims were queued and {total(week, 'published'):,} published; "
        f"in the 7 before {total(before, 'queued'):,} and {total(before, 'published'):,}."
    )
    groups = [
        (on(day.date), [_on(day, "queued", "queue", False), _on(day, "published", "publish", True)]) for day in shown
    ]
    rows = [
        [Cell(day.date), *(_linked(day, name, act) for name, act in DONE.items()), Cell(day.open_at_end)]
        for day in reversed(shown)
    ]
    return Plot(
        *("throughput", "What comes and goes", finding),
        columns("throughput", "Claims queued and claims published on each of the last days.", groups),
        ("Day", "Queued", "Dismissed", "Published", "Open at its end"),
        rows,
        (("is-queued", "queued"), ("is-published hatched", "published")),
    )


DONE = {"queued": "queue", "dismissed": "dismiss", "published": "publish"}


def _on(day: Day, name: str, act: str, hatched: bool) -> Mark:
    number = getattr(day, name)
    return Mark(number, f"{on(day.date)}: {number:,} {name}", f"is-{name}", on_days(act, day.date, day.date), hatched)


def _linked(day: Day, name: str, act: str) -> Cell:
    return Cell(getattr(day, name), on_days(act, day.date, day.date))


def backlog(days: list[Day]) -> Plot:
    ahead, now = flow.outlook(days), days[-1].open_at_end
    names = [on(day.date) for day in days]
    marks: list[Mark | None] = [_open_on(day, now_is=day is days[-1]) for day in days]
    if ahead:
        names += [on(days[-1].date + timedelta(days=later)) for later in range(1, flow.FORTNIGHT + 1)]
    drawing = curves(
        *("backlog", "Open claims at the end of each day, and where that leads.", names),
        [Series("", "is-in_review", marks)],
        fan=(ahead.fewest, ahead.most) if ahead else None,
    )
    rows = [[Cell(day.date), Cell(day.open_at_end, _open() if day is days[-1] else "")] for day in reversed(days)]
    legend = [
        ("is-in_review", "open claims"),
        *([("fan", "if it goes on like either of the last two weeks")] if ahead else []),
    ]
    header = ("Day", "Open at its end")
    return Plot("backlog", "Backlog", _leads_to(now, ahead), drawing, header, rows, legend)


def _open() -> str:
    return board(status=list(OPEN))


def _open_on(day: Day, *, now_is: bool) -> Mark:
    return Mark(day.open_at_end, f"{on(day.date)}: {day.open_at_end:,} open", "is-in_review", _open() if now_is else "")


def _leads_to(now: int, ahead: flow.Outlook | None) -> str:
    if ahead is None:
        return f"{claims(now)} open. There is no outlook before two weeks of work to go by."
    between = f"{ahead.fewest:,}" if ahead.fewest == ahead.most else f"between {ahead.fewest:,} and {ahead.most:,}"
    return f"{claims(now)} open; {between} on {on(ahead.on)}, if it goes on like either of the last two weeks."


def time(weeks: list[Week]) -> Plot:
    times = sum((week.minutes for week in weeks[-4:]), Counter[int]())
    if not times:
        return Plot("time", "Time to a verdict", "Nothing was published in the last four weeks.")
    by_share = {share: [_within(week, share) for week in weeks] for share in flow.SHARES}
    unit = DAY if max(mark.value for marks in by_share.values() for mark in marks if mark) > 2 * DAY else HOUR
    drawing = curves(
        *("time", "How long half, 85 and 95 percent of what was published in each week had taken from the queue."),
        [on(week.begins) for week in weeks],
        [
            Series(f"{share} %", f"share-{share}", [mark and mark._replace(value=mark.value / unit) for mark in marks])
            for share, marks in by_share.items()
        ],
        label=lambda value: f"{value:g} {'d' if unit == DAY else 'h'}",
    )
    rows = [
        [
            Cell(week.begins),
            Cell(week.published, _published_in(week)),
            *(Cell(flow.within(week.minutes, share), write=long) for share in flow.SHARES),
        ]
        for week in reversed(weeks)
    ]
    half, most, nearly_all = (long(flow.within(times, share) or 0) for share in flow.SHARES)
    finding = (
        f"Of {times.total():,} verdicts of the last four weeks half took at most {half} from the queue to readers, "
        f"85 % {most}, 95 % {nearly_all}."
    )
    header = ("Week from", "Published", *(f"{share} % within" for share in flow.SHARES))
    return Plot("time", "Time to a verdict", finding, drawing, header, rows, units="minutes")


def _within(week: Week, share: int) -> Mark | None:
    minutes = flow.within(week.minutes, share)
    if minutes is None:
        return None
    says = f"Week from {on(week.begins)}: {share} % of {week.published:,} within {long(minutes)}"
    return Mark(minutes, says, f"share-{share}", _published_in(week))


def _published_in(week: Week, **more: Any) -> str:
    return on_days("publish", week.begins, week.ends, **more)


def agreement(weeks: list[Week]) -> Plot:
    several, disputed = sum(week.several for week in weeks), sum(week.disputed for week in weeks)
    if several < flow.ENOUGH:
        few = f"Too few to tell: {claims(several, 'was', 'were')} published in eight weeks that several people reviewed"
        return Plot("agreement", "Agreement", f"{few}, and shares are told from {flow.ENOUGH} on.")
    finding = (
        f"On {several - disputed:,} of {several:,} claims that several people reviewed they agreed, "
        f"{1 - disputed / several:.0%} in eight weeks; a week is drawn from {flow.ENOUGH} claims on."
    )
    drawing = curves(
        *("agreement", "The share of claims on which reviewers agreed, by the week of publication."),
        [on(week.begins) for week in weeks],
        [Series("", "is-published", [_agreed(week) for week in weeks])],
        label=lambda share: f"{share:.0%}",
        top=1.0,
    )
    rows = [
        [
            *(Cell(week.begins), Cell(week.several)),
            Cell(week.disputed, _published_in(week, disagreement=1)),
            Cell(week.agreed, write="{:.0%}".format),
        ]
        for week in reversed(weeks)
    ]
    header = ("Week from", "Published, with several reviews", "Reviewers disagreed", "Agreed")
    return Plot("agreement", "Agreement", finding, drawing, header, rows)


def _agreed(week: Week) -> Mark | None:
    if week.agreed is None:
        return None
    says = f"Week from {on(week.begins)}: {week.agreed:.0%} of {week.several:,}; {week.disputed:,} disputed"
    return Mark(week.agreed, says, "is-published", _published_in(week, disagreement=1))

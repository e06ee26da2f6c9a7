"""The plots of the editors' desk: a sentence that says what there is to see, its drawing, its numbers as a table."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from claims.enums import OPEN
from claims.models import Topic
from reviews import flow
from reviews.admin.drawing import Drawing, Mark, Series, columns, curves, stacks
from reviews.flow import Week
from reviews.models import Day, Rating

IN_DAYS = 28  # of the plot of what comes and goes
HOUR, DAY = 60, 60 * 24


class Cell(NamedTuple):
    value: Any  # as a file has it
    href: str = ""
    write: Callable[[Any], str] = str

    @property
    def shown(self) -> str:
        return "–" if self.value is None else self.write(self.value)


@dataclass
class Plot:
    slug: str
    heading: str
    finding: str
    drawing: Drawing | None = None  # none where there is too little to look at
    header: Sequence[str] = ()
    rows: list[list[Cell]] = field(default_factory=list)
    legend: Sequence[tuple[str, str]] = ()  # class, words


def all_of(days: list[Day]) -> list[Plot]:
    """Every plot, in the order of the page; none before the first day was counted."""
    if not days:
        return []
    weeks = flow.weeks(days)
    return [_throughput(days), _backlog(days), _time(weeks), _worth(days[-1]), _ratings(days[-1]), _agreement(weeks)]


def board(**asked: Any) -> str:
    return f"{reverse('admin:desk_board')}?{urlencode(asked, doseq=True)}"


def on_days(act: str, first: date, last: date, **more: Any) -> str:
    return board(done=act, done_from=first, done_to=last, **more)


def _throughput(days: list[Day]) -> Plot:
    shown = days[-IN_DAYS:]
    week, before = days[-7:], days[-14:-7]
    finding = (
        f"In the last 7 days {_sum(week, 'queued'):,} claims were queued and {_sum(week, 'published'):,} published; "
        f"in the 7 before {_sum(before, 'queued'):,} and {_sum(before, 'published'):,}."
    )
    groups = [
        (_day(day.date), [_on(day, "queued", "queue", False), _on(day, "published", "publish", True)]) for day in shown
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
    return Mark(number, f"{_day(day.date)}: {number:,} {name}", f"is-{name}", on_days(act, day.date, day.date), hatched)


def _linked(day: Day, name: str, act: str) -> Cell:
    return Cell(getattr(day, name), on_days(act, day.date, day.date))


def _backlog(days: list[Day]) -> Plot:
    ahead, now = flow.outlook(days), days[-1].open_at_end
    names = [_day(day.date) for day in days]
    marks: list[Mark | None] = [_open_on(day, now_is=day is days[-1]) for day in days]
    if ahead:
        names += [_day(days[-1].date + timedelta(days=later)) for later in range(1, flow.FORTNIGHT + 1)]
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
    return Mark(
        day.open_at_end, f"{_day(day.date)}: {day.open_at_end:,} open", "is-in_review", _open() if now_is else ""
    )


def _leads_to(now: int, ahead: flow.Outlook | None) -> str:
    if ahead is None:
        return f"{_claims(now)} open. There is no outlook before two weeks of work to go by."
    between = f"{ahead.fewest:,}" if ahead.fewest == ahead.most else f"between {ahead.fewest:,} and {ahead.most:,}"
    return f"{_claims(now)} open; {between} on {_day(ahead.on)}, if it goes on like either of the last two weeks."


def _time(weeks: list[Week]) -> Plot:
    times = sum((week.minutes for week in weeks[-4:]), Counter[int]())
    if not times:
        return Plot("time", "Time to a verdict", "Nothing was published in the last four weeks.")
    by_share = {share: [_within(week, share) for week in weeks] for share in flow.SHARES}
    unit = DAY if max(mark.value for marks in by_share.values() for mark in marks if mark) > 2 * DAY else HOUR
    drawing = curves(
        *("time", "How long half, 85 and 95 percent of what was published in each week had taken from the queue."),
        [_day(week.begins) for week in weeks],
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
    header = ("Week from", "Published", *(f"{share} % within (minutes in the file)" for share in flow.SHARES))
    return Plot("time", "Time to a verdict", finding, drawing, header, rows)


def _within(week: Week, share: int) -> Mark | None:
    minutes = flow.within(week.minutes, share)
    if minutes is None:
        return None
    says = f"Week from {_day(week.begins)}: {share} % of {week.published:,} within {long(minutes)}"
    return Mark(minutes, says, f"share-{share}", _published_in(week))


def _published_in(week: Week, **more: Any) -> str:
    return on_days("publish", week.begins, week.ends, **more)


def _worth(today: Day) -> Plot:
    total, upper = sum(today.worth), sum(today.worth[7:])
    if not total:
        return Plot("worth", "What waits, by check-worthiness", "Nothing waits for a reviewer.")
    marks = [_tenth(number, ends) for number, ends in zip(today.worth, flow.TENTHS, strict=True)]
    names = [f"{begin:.1f}" for begin, _ in flow.TENTHS]
    rows = [
        [Cell(f"{begin:.1f} to {end:.1f}"), Cell(number, mark.href)]
        for (begin, end), number, mark in zip(flow.TENTHS, today.worth, marks, strict=True)
    ]
    finding = f"{upper:,} of {total:,} claims that wait are worth a check with 0.7 or more."
    drawing = columns(
        *("worth", "How many claims wait in each tenth of check-worthiness."),
        [(name, [mark]) for name, mark in zip(names, marks, strict=True)],
    )
    return Plot("worth", "What waits, by check-worthiness", finding, drawing, ("Check-worthiness", "Claims"), rows)


def _tenth(number: int, ends: tuple[float, float]) -> Mark:
    begin, end = ends
    href = board(status="queued", worth_from=f"{begin:.1f}", worth_to=f"{end:.6g}")
    return Mark(number, f"{begin:.1f} to {end:.1f}: {number:,} waiting", "is-queued", href)


def _ratings(today: Day) -> Plot:
    if not today.ratings:
        return Plot("ratings", "Ratings by topic", "Nothing with a topic was published in the last four weeks.")
    labels = _labels({slug for _, slug, _ in today.ratings})
    names = {topic: topic for topic, _, _ in today.ratings} | dict(Topic.objects.values_list("slug", "name"))
    found = {(topic, slug): number for topic, slug, number in today.ratings}
    totals, of_rating = Counter[str](), Counter[str]()
    for (topic, slug), number in found.items():
        totals[topic] += number
        of_rating[slug] += number
    topics = [topic for topic, _ in totals.most_common(8)]
    since = today.date - flow.LATELY
    rows = [
        (topic, [_rated(names[topic], topic, label, found.get((topic, label.slug), 0), since) for label in labels])
        for topic in topics
    ]
    commonest = next(label for label in labels if label.slug == of_rating.most_common(1)[0][0])
    finding = (
        f"The commonest rating of the last four weeks is “{commonest}”: {of_rating[commonest.slug]:,} of "
        f"{of_rating.total():,}, a claim counted in each topic that it has."
    )
    drawing = stacks(
        *("ratings", "What was published in the last four weeks, by topic and rating."),
        [(names[topic], [mark for mark in marks if mark.value]) for topic, marks in rows],
    )
    table = [[Cell(names[topic]), *(Cell(int(mark.value), mark.href) for mark in marks)] for topic, marks in rows]
    legend = [(f"fill-{label.colour}", label.label) for label in labels]
    return Plot("ratings", "Ratings by topic", finding, drawing, ("Topic", *map(str, labels)), table, legend)


def _labels(slugs: set[str]) -> list[Rating]:
    """One label for each name, from the best to the worst; what lies off the line comes last."""
    found = Rating.objects.filter(slug__in=slugs).order_by("scale__current", "scale_id")
    return sorted({label.slug: label for label in found}.values(), key=lambda label: label.position)


def _rated(name: str, topic: str, label: Rating, number: int, since: date) -> Mark:
    href = board(status="published", topic=topic, rating=label.slug, moved_from=since)
    return Mark(number, f"{name}: {number:,} “{label}”", f"fill-{label.colour}", href, tag=str(label))


def _agreement(weeks: list[Week]) -> Plot:
    several, disputed = sum(week.several for week in weeks), sum(week.disputed for week in weeks)
    if several < flow.ENOUGH:
        few = f"Too few to tell: {_claims(several)} published in eight weeks that several people reviewed"
        return Plot("agreement", "Agreement", f"{few}, and shares are told from {flow.ENOUGH} on.")
    finding = (
        f"On {several - disputed:,} of {several:,} claims that several people reviewed they agreed, "
        f"{1 - disputed / several:.0%} in eight weeks; a week is drawn from {flow.ENOUGH} claims on."
    )
    drawing = curves(
        *("agreement", "The share of claims on which reviewers agreed, by the week of publication."),
        [_day(week.begins) for week in weeks],
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
    says = f"Week from {_day(week.begins)}: {week.agreed:.0%} of {week.several:,}; {week.disputed:,} disputed"
    return Mark(week.agreed, says, "is-published", _published_in(week, disagreement=1))


def long(minutes: int) -> str:
    """So many minutes as people say it."""
    if minutes < 2 * HOUR:
        return f"{minutes} min"
    return f"{minutes / HOUR:.0f} h" if minutes < 2 * DAY else f"{minutes / DAY:.1f} d"


def _sum(days: Sequence[Day], name: str) -> int:
    return sum(getattr(day, name) for day in days)


def _claims(number: int) -> str:
    return "1 claim is" if number == 1 else f"{number:,} claims are"


def _day(day: date) -> str:
    return f"{day:%-d %b}"

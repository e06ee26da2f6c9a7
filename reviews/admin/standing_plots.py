"""How the desk stands, as plots: what waits by check-worthiness, and what was published lately by topic and rating."""

from collections import Counter, defaultdict
from datetime import date

from claims import keyset
from claims.models import Topic
from reviews import flow
from reviews.admin.drawing import Mark, columns, stacks
from reviews.admin.plots import Cell, Plot, board
from reviews.models import Day, Rating

TOPICS = 8  # that are drawn, those with the most claims
UPPER = 7  # the tenth with which what is worth a check most begins


def worth(today: Day) -> Plot:
    if not any(today.worth):
        return Plot("worth", "What waits, by check-worthiness", "Nothing waits for a reviewer.")
    tenths = list(zip(today.worth, flow.TENTHS, strict=True))
    marks = [_tenth(number, begin, end) for number, (begin, end) in tenths]
    names = [f"{begin:.1f} to {end:.1f}" for _, (begin, end) in tenths]
    drawing = columns(
        *("worth", "How many claims wait in each tenth of check-worthiness."),
        [(name[:3], [mark]) for name, mark in zip(names, marks, strict=True)],
    )
    rows = [[Cell(name), Cell(int(mark.value), mark.href, _many)] for name, mark in zip(names, marks, strict=True)]
    more = "More than " if max(today.worth) > flow.MOST else ""
    finding = (
        f"{more}{sum(today.worth[UPPER:]):,} of {more.lower()}{sum(today.worth):,} claims that wait are worth a check "
        f"with {UPPER / 10} or more."
    )
    return Plot("worth", "What waits, by check-worthiness", finding, drawing, ("Check-worthiness", "Claims"), rows)


def _tenth(number: int, begin: float, end: float) -> Mark:
    href = board(status="queued", worth_from=f"{begin:.1f}", worth_to=f"{end:.6g}")
    return Mark(number, f"{begin:.1f} to {end:.1f}: {_many(number)} waiting", "is-queued", href)


def _many(number: int) -> str:
    return keyset.in_words(number, cap=flow.MOST)


def ratings(today: Day) -> Plot:
    if not today.ratings:
        return Plot("ratings", "Ratings by topic", "Nothing with a topic was published in the last four weeks.")
    labels = _labels({slug for _, slug, _ in today.ratings})
    rows = [
        (name, [_rated(name, topic, label, found[label.slug], today.date - flow.LATELY) for label in labels])
        for topic, name, found in _by_topic(today)
    ]
    drawing = stacks(
        *("ratings", "What was published in the last four weeks, by topic and rating."),
        [(name, [mark for mark in marks if mark.value]) for name, marks in rows],
    )
    table = [[Cell(name), *(Cell(int(mark.value), mark.href) for mark in marks)] for name, marks in rows]
    legend = [(f"fill-{label.colour}", label.label) for label in labels]
    header = ("Topic", *(label.label for label in labels))
    return Plot("ratings", "Ratings by topic", _commonest(today, labels), drawing, header, table, legend)


def _by_topic(today: Day) -> list[tuple[str, str, Counter[str]]]:
    """Slug, name, and how many claims have which rating; the topic with the most claims first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for topic, rating, number in today.ratings:
        found[topic][rating] = number
    names = dict(Topic.objects.values_list("slug", "name"))
    largest = sorted(found, key=lambda topic: (-found[topic].total(), topic))
    return [(topic, names.get(topic, topic), found[topic]) for topic in largest[:TOPICS]]


def _commonest(today: Day, labels: list[Rating]) -> str:
    numbers = Counter[str]()
    for _, rating, number in today.ratings:
        numbers[rating] += number
    first = max(labels, key=lambda label: numbers[label.slug])
    return (
        f"The commonest rating of the last four weeks is “{first.label}”: {numbers[first.slug]:,} of "
        f"{numbers.total():,}, a claim counted in each topic that it has."
    )


def _labels(slugs: set[str]) -> list[Rating]:
    """One label for each name, from the best to the worst; what lies off the line comes last."""
    found = Rating.objects.filter(slug__in=slugs).order_by("scale__current", "scale_id")
    return sorted({label.slug: label for label in found}.values(), key=lambda label: label.position)


def _rated(name: str, topic: str, label: Rating, number: int, since: date) -> Mark:
    href = board(status="published", topic=topic, rating=label.slug, moved_from=since)
    return Mark(number, f"{name}: {number:,} “{label.label}”", f"fill-{label.colour}", href, tag=label.label)

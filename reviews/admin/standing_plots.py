"""How the desk stands, as plots: what waits by check-worthiness, and what was published lately by topic and rating."""

from collections import Counter
from datetime import date

from claims.models import Topic
from reviews import flow
from reviews.admin.drawing import Mark, columns, stacks
from reviews.admin.plots import Cell, Plot, board
from reviews.models import Day, Rating


def worth(today: Day) -> Plot:
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


def ratings(today: Day) -> Plot:
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

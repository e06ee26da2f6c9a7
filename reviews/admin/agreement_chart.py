"""Agreement by month as a line, drawn on the server: attributes only, so that the content security policy holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from reviews.figures import Group

WIDTH, HEIGHT, LEFT, EDGE = 640, 180, 44, 22  # in units of the drawing


@dataclass(frozen=True)
class Point:
    x: str  # as text, so that no language writes a comma into it
    y: str
    says: str


@dataclass(frozen=True)
class Chart:
    points: list[Point]
    levels: list[tuple[str, str]]  # y, label
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - EDGE

    @property
    def line(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


def chart_of(months: list[Group]) -> Chart | None:
    """Nothing where fewer than two months have a figure: that is no line."""
    known = list(_known(months))
    if len(known) < 2:
        return None
    start, end = _number(known[0][0]), _number(known[-1][0])
    points = [
        Point(
            _x((_number(month) - start) / (end - start)), _y(share), f"{month}: {share:.1%}, claims compared: {claims}"
        )
        for month, share, claims in known
    ]
    levels = [(_y(level), f"{level:.0%}") for level in (0.0, 0.5, 1.0)]
    return Chart(points, levels, known[0][0], known[-1][0])


def _known(months: list[Group]) -> Iterator[tuple[str, float, int]]:
    for month in months:
        figure = month.figures["percent_agreement"]
        if figure.value is not None:
            yield month.name, figure.value, figure.used


def _number(month: str) -> int:
    year, _, number = month.partition("-")
    return int(year) * 12 + int(number)


def _x(part: float) -> str:
    return f"{LEFT + part * (WIDTH - LEFT - EDGE):.1f}"


def _y(share: float) -> str:
    return f"{EDGE + (1 - share) * (HEIGHT - 2 * EDGE):.1f}"

"""Plots as SVG that a template writes out: plain shapes with a class, words and an address.

No colour, no style, no script: those are the style sheet's (`plots.css`), so that the content security policy and the
dark theme hold. Where a shape has an address it is a link, reached by key and named by its words.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH, HEIGHT = 640, 220  # in units of the drawing
LEFT, RIGHT, TOP, BOTTOM = 46, 52, 14, 26  # margins, with room for labels
ROW, NAMES = 30, 130  # of plots that lie on their side: height of a row, width of its name
LETTER = 7.5  # how wide one is at most, in a piece of a bar

Label = Callable[[float], str]


class Mark(NamedTuple):
    """A value to be drawn: what it says when it is looked at or read out, and where it leads."""

    value: float
    says: str
    css: str = ""
    href: str = ""
    hatched: bool = False
    tag: str = ""  # a word for the piece of a bar, where there is room


class Series(NamedTuple):
    """A line through marks; None is passed over."""

    name: str
    css: str
    marks: Sequence[Mark | None]


class Box(NamedTuple):
    x: str  # as text, so that no language writes a comma into it
    y: str
    width: str
    height: str
    mark: Mark
    number: str = ""
    middle: str = ""


class Dot(NamedTuple):
    x: str
    y: str
    mark: Mark


class Line(NamedTuple):
    points: str
    css: str


class Text(NamedTuple):
    x: str
    y: str
    text: str
    anchor: str = "start"
    css: str = ""


class Level(NamedTuple):
    y: str
    label: str


@dataclass
class Drawing:
    """Everything that the template draws, from the back to the front."""

    slug: str
    title: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    levels: list[Level] = field(default_factory=list)
    areas: list[Line] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


class Frame(NamedTuple):
    """Where values from 0 to `top` and `places` side by side come to lie."""

    top: float
    places: int

    def x(self, place: float) -> float:
        return LEFT + (place + 0.5) * self.step

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - value / self.top * (HEIGHT - TOP - BOTTOM)

    @property
    def step(self) -> float:
        return (WIDTH - LEFT - RIGHT) / self.places


def columns(slug: str, title: str, groups: Sequence[tuple[str, Sequence[Mark]]]) -> Drawing:
    """Upright bars side by side in groups; of the groups' names as many are written as there is room for."""
    frame = Frame(ceiling(mark.value for _, marks in groups for mark in marks), len(groups))
    drawing = Drawing(slug, title, levels=_levels(frame), texts=_names(frame, [name for name, _ in groups]))
    for place, (_, marks) in enumerate(groups):
        width = min(frame.step * 0.84 / len(marks), 34)
        begin = frame.x(place) - width * len(marks) / 2
        drawing.boxes += [_upright(frame, begin + width * beside, width, mark) for beside, mark in enumerate(marks)]
    return drawing


def _upright(frame: Frame, x: float, width: float, mark: Mark) -> Box:
    y = frame.y(mark.value)
    return Box(_number(x), _number(y), _number(width - 1), _number(HEIGHT - BOTTOM - y), mark)


def curves(
    slug: str,
    title: str,
    names: Sequence[str],
    series: Sequence[Series],
    *,
    label: Label | None = None,
    fan: tuple[float, float] | None = None,
    top: float | None = None,
) -> Drawing:
    """Lines over the same places, each named at its end, with a dot at what leads somewhere.

    A `fan` opens from the end of the first line to two values at the last place.
    """
    known = [mark.value for one in series for mark in one.marks if mark]
    frame = Frame(top or ceiling([*known, *(fan or ())]), len(names))
    drawing = Drawing(slug, title, levels=_levels(frame, label), texts=_names(frame, names))
    for one in series:
        dots = [_dot(frame, place, mark) for place, mark in enumerate(one.marks) if mark]
        drawing.lines.append(Line(_through(dots), one.css))
        drawing.dots += [dot for dot in dots if dot.mark.href]
        if dots and one.name:
            drawing.texts.append(
                Text(_number(float(dots[-1].x) + 8), _apart(dots[-1].y, drawing), one.name, css="beside")
            )
        if fan and dots:
            drawing.areas.append(Line(" ".join([_through(dots[-1:]), *_ends(frame, fan)]), "fan"))
    return drawing


def _apart(y: str, drawing: Drawing) -> str:
    """Where a line's name can be read: above the names that are there already."""
    taken = [float(text.y) for text in drawing.texts if text.css == "beside"]
    return _number(min([float(y), *(other - 14 for other in taken)]))


def _through(dots: Iterable[Dot]) -> str:
    return " ".join(f"{dot.x},{dot.y}" for dot in dots)


def _ends(frame: Frame, values: Iterable[float]) -> list[str]:
    return [f"{_number(frame.x(frame.places - 1))},{_number(frame.y(value))}" for value in values]


def _dot(frame: Frame, place: float, mark: Mark) -> Dot:
    return Dot(_number(frame.x(place)), _number(frame.y(mark.value)), mark)


def stacks(slug: str, title: str, rows: Sequence[tuple[str, Sequence[Mark]]]) -> Drawing:
    """Bars that lie on their side, each in pieces; a piece that is wide enough holds its number."""
    widest = max((sum(mark.value for mark in marks) for _, marks in rows), default=0) or 1
    unit = (WIDTH - NAMES - 44) / widest
    drawing = Drawing(slug, title, height=ROW * len(rows) + 8)
    for row, (name, marks) in enumerate(rows):
        x, y = float(NAMES), row * ROW + 6.0
        middle = _number(y + ROW / 2 - 4)
        drawing.texts.append(Text(str(NAMES - 10), middle, _short(name), "end", "beside"))
        for mark in marks:
            drawing.boxes.append(_lying(x, y, mark.value * unit, mark))
            x += mark.value * unit
        drawing.texts.append(Text(_number(x + 6), middle, f"{sum(mark.value for mark in marks):,.0f}", css="beside"))
    return drawing


def _lying(x: float, y: float, width: float, mark: Mark) -> Box:
    box = (_number(x), _number(y), _number(max(width - 2, 1)), str(ROW - 8))
    return Box(*box, mark, _inside(width, f"{mark.value:,.0f}", mark.tag), _number(x + width / 2))


def _inside(width: float, number: str, tag: str) -> str:
    words = f"{tag} {number}".strip()
    return next((text for text in (words, number) if width >= LETTER * len(text) + 10), "")


def ceiling(values: Iterable[float]) -> float:
    """The next round number that is at least as large as all of them; 1 where there are none."""
    most = max(values, default=0)
    if most <= 0:
        return 1.0
    power = 10.0 ** floor(log10(most))
    return next(step * power for step in (1, 2, 4, 5, 6, 8, 10) if step * power >= most * 0.9999)


def _levels(frame: Frame, label: Label | None = None) -> list[Level]:
    write = label or _plain
    return [Level(_number(frame.y(frame.top * part)), write(frame.top * part)) for part in (0.0, 0.5, 1.0)]


def _names(frame: Frame, names: Sequence[str]) -> list[Text]:
    every = max(1, ceil(len(names) / 7))
    shown = [(place, name) for place, name in enumerate(names) if (len(names) - 1 - place) % every == 0]
    return [Text(_number(frame.x(place)), str(HEIGHT - 6), name, "middle") for place, name in shown]


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _short(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17]}…"


def _number(value: float) -> str:
    return f"{value:.1f}"

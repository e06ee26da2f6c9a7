"""What a plot of the editors' desk is: a sentence on what there is to see, its drawing, its numbers as a table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from reviews.admin.drawing import Drawing
from reviews.models import Day

HOUR, DAY = 60, 60 * 24  # minutes


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
    units: str = ""  # of the file's numbers, where the page has words


def board(**asked: Any) -> str:
    return f"{reverse('admin:desk_board')}?{urlencode(asked, doseq=True)}"


def on_days(act: str, first: date, last: date, **more: Any) -> str:
    return board(done=act, done_from=first, done_to=last, **more)


def long(minutes: int) -> str:
    """So many minutes as people say it."""
    if minutes < 2 * HOUR:
        return f"{minutes} min"
    return f"{minutes / HOUR:.0f} h" if minutes < 2 * DAY else f"{minutes / DAY:.1f} d"


def total(days: Sequence[Day], name: str) -> int:
    return sum(getattr(day, name) for day in days)


def claims(number: int, one: str = "is", more: str = "are") -> str:
    """So many claims, and the verb that goes on."""
    return f"1 claim {one}" if number == 1 else f"{number:,} claims {more}"


def on(day: date) -> str:
    return f"{day:%-d %b}"

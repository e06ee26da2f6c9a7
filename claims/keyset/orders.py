"""Orders of a list, and places in it that an address can name."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import DateTimeField, F, Field
from django.db.models.expressions import Combinable
from django.utils import timezone

BETWEEN = "~"  # the parts of a place in a list

Row = Any  # of a model


class Key(NamedTuple):
    """A column of an order: as the database sorts it, as Python reads it off a row, and from and to an address."""

    column: F | Combinable
    field: Field
    of: Callable[[Row], Any]
    read: Callable[[str], Any]


class Order(NamedTuple):
    """By these keys and then by id, all in one direction: so that an index, and a comparison of rows, can follow."""

    keys: tuple[Key, ...] = ()
    descending: bool = False

    def place_of(self, row: Row) -> str:
        """Where the row stands, for an address."""
        found = [key.of(row) for key in self.keys]
        return BETWEEN.join([*(_written(value) for value in found), str(row.pk)])

    def sorts(self, row: Row) -> tuple[Any, ...]:
        return (*(key.of(row) for key in self.keys), row.pk)


class Place(NamedTuple):
    """Between two rows, and on which side of it the page lies."""

    values: tuple[Any, ...]
    backwards: bool = False


def place_in(order: Order, text: str, *, backwards: bool) -> Place | None:
    """Reads a place out of an address. None for what is no place in this order."""
    *parts, pk = text.split(BETWEEN)
    if len(parts) != len(order.keys) or not (pk.isascii() and pk.isdecimal() and len(pk) < 19):
        return None
    try:
        values = [key.read(part) for key, part in zip(order.keys, parts, strict=True)]
    except (ValueError, OverflowError):
        return None
    return Place((*values, int(pk)), backwards)


def place_asked(given: Mapping[str, str], order: Order) -> Place | None:
    """Where the page begins that an address asks for; None, the beginning, where it says nothing that can be read."""
    for name in ("before", "after"):
        if typed := given.get(name, ""):
            return place_in(order, typed, backwards=name == "before")
    return None


def moment(text: str) -> datetime:
    """Out of an address, in UTC. Raises ValueError or OverflowError for what is no moment of ours."""
    read = datetime.fromisoformat(text)
    if timezone.is_naive(read):
        raise ValueError(text)
    return read.astimezone(UTC)


MOVED = Key(F("moved_at"), DateTimeField(), attrgetter("moved_at"), moment)


def _written(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else repr(value)

"""A table that can be exported: its columns, and its rows, read by key in batches that never grow."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims.models import Claim

BATCH = 1_000  # rows that are held at a time
Read = Callable[[Any, Any], Any]  # the row, who it is for


class Column(NamedTuple):
    """`of` says how it is read off a row: by a path of attributes, or by a function that also knows for whom."""

    name: str
    of: str | Read
    means: str  # docs/exports.md says it

    def value(self, row: Any, actor: Any) -> Any:
        return _along(self.of, row) if isinstance(self.of, str) else self.of(row, actor)


class Table(NamedTuple):
    """`rows` says what is read for somebody: all, or what belongs to some claims."""

    columns: tuple[Column, ...]
    rows: Callable[[Any, QuerySet[Claim] | None], QuerySet[Any]]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def batches(self, actor: Any, claims: QuerySet[Claim] | None) -> Iterator[list[list[Any]]]:
        """In the order of their ids. As many queries for each batch, whatever is in it."""
        found, last = self.rows(actor, claims).order_by("pk"), 0
        while read := list(found.filter(pk__gt=last)[:BATCH]):
            last = read[-1].pk
            yield [[column.value(row, actor) for column in self.columns] for row in read]
            if len(read) < BATCH:
                return


def _along(path: str, row: Any) -> Any:
    """What stands at the end of the path; nothing where it breaks off."""
    for name in path.split("."):
        if row is None:
            break
        row = getattr(row, name)
    return row

"""The whole database as plain rows, so that what must hold can be said without the code that has to see to it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.db import connection

REVIEWER, EDITOR = "Reviewer", "Editor"
DECIDED = ("published", "withdrawn")


class Row(dict[str, Any]):
    """A row whose columns are read like attributes."""

    __getattr__ = dict.__getitem__


class Rows:
    """Every row of every table of the desk, as it was at one moment."""

    def __init__(self, before: "Rows | None" = None, named: frozenset[str] = frozenset()) -> None:
        """After statements that named these tables only the rest need not be read again."""
        known = {} if before is None else {name: rows for name, rows in before.tables.items() if name not in named}
        self.tables = known | {name: _by_id(read) for name, read in _readers().items() if name not in known}

    def __getitem__(self, table: str) -> list[Row]:
        return list(self.tables[table].values())

    def get(self, table: str, pk: Any) -> Row | None:
        return self.tables[table].get(pk)

    def where(self, table: str, **columns: Any) -> list[Row]:
        return [row for row in self[table] if all(row[name] == value for name, value in columns.items())]

    def first(self, table: str, **columns: Any) -> Row | None:
        return next(iter(self.where(table, **columns)), None)

    def but_for(self, *tables: str) -> dict[str, Any]:
        return {name: rows for name, rows in self.tables.items() if name not in tables}

    # What several laws ask for.

    @property
    def rules(self) -> Row:
        return self["Rules"][0]

    def standing(self, claim: int) -> list[Row]:
        """Who sits on a place of the claim, at work or with a finding that stands."""
        return [row for row in self.where("Assignment", claim_id=claim) if row.closed_as in ("", "reviewed")]

    def open(self, claim: int) -> list[Row]:
        return self.where("Assignment", claim_id=claim, closed_as="")

    def findings(self, claim: int) -> list[Row]:
        """The findings that stand."""
        standing = {row.id for row in self.standing(claim) if row.closed_as == "reviewed"}
        return [review for review in self.where("Review", claim_id=claim) if review.assignment_id in standing]

    def verdict(self, claim: int) -> Row | None:
        return self.first("Verdict", claim_id=claim)

    def approvals(self, verdict: Row) -> list[Row]:
        """Of what is proposed now."""
        return self.where("Approval", verdict_id=verdict.id, proposal=verdict.proposal)

    def article_of(self, claim: Row) -> Row:
        return self.tables["Article"][claim.article_id]

    def topics_of(self, claim: Row) -> set[int]:
        return {row.topic_id for row in self.where("Article_topics", article_id=claim.article_id)}

    def profile(self, person: int) -> Row | None:
        return self.first("Profile", user_id=person)

    def person(self, pk: int) -> Row:
        return self.tables["User"][pk]

    def roles(self, pk: int) -> set[str]:
        """What an active person may be: a superuser is an editor, never a reviewer."""
        person = self.person(pk)
        if not person.is_active:
            return set()
        names = {self.tables["Group"][row.group_id].name for row in self.where("User_groups", user_id=pk)}
        return names | ({EDITOR} if person.is_superuser else set())

    @property
    def clock(self) -> int:
        [row] = self.where("User", username="clock")
        return int(row.id)

    def told_by(self, review: Row) -> Row:
        return self.tables["Rating"][review.rating_id]


@contextmanager
def statements_that_write() -> Iterator[list[str]]:
    """All that may change something, whoever sends them meanwhile."""
    sent: list[str] = []

    def note(execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        if not str(sql).startswith(("SELECT", "SAVEPOINT", "RELEASE")):
            sent.append(str(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield sent


def tables_named_in(statements: list[str]) -> frozenset[str]:
    """Our tables among the words: more than were written, never fewer."""
    words = set(re.findall(r"\w+", " ".join(statements)))
    return frozenset(model.__name__ for model in _models() if model._meta.db_table in words)


@cache
def _readers() -> dict[str, Callable[[], list[Row]]]:
    """How each table is read. Its statement is made once: after every step of a run many are read."""
    return {model.__name__: _reader(model) for model in _models()}


def _by_id(read: Callable[[], list[Row]]) -> dict[Any, Row]:
    return {row["id"]: row for row in read()}


def _models() -> Iterator[Any]:
    for app in ("claims", "reviews"):
        yield from apps.get_app_config(app).get_models(include_auto_created=True)
    yield from (User, User.groups.through, Group)


def _reader(model: Any) -> Callable[[], list[Row]]:
    columns = [field.attname for field in model._meta.concrete_fields]
    key = model._meta.pk.attname
    compiler = model._base_manager.order_by("pk").values(*columns).query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    converters = compiler.get_converters([column for column, *_ in compiler.select])

    def read() -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = compiler.apply_converters(cursor.fetchall(), converters)
            found = [Row(zip(columns, row, strict=True)) for row in rows]
        for row in found:
            row.setdefault("id", row[key])
        return found

    return read


Law = Callable[[Rows, Rows], None]  # what was, what is; fails with an AssertionError

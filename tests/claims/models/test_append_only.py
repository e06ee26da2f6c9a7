"""History and the texts that claims are anchored in: the database itself refuses every way to change or remove them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from claims.actions import topic_settings
from claims.enums import Status
from claims.models import DeskEvent, Event, Revision
from reviews.actions import scales
from reviews.actions.scales import LabelDraft
from reviews.models import FeedEntry, Rating, Review, Source, VerdictVersion
from tests.factories import PersonFactory, claim_at

pytestmark = pytest.mark.django_db

KEPT = [Event, DeskEvent, Revision, Review, VerdictVersion, Source, Rating, FeedEntry]
# A column whose change would be a lie, and the columns of a unique constraint besides the id.
CHANGED = {"Event": "note", "Revision": "body", "Review": "reasoning", "VerdictVersion": "note", "Source": "url"}
CHANGED |= {"Rating": "definition", "FeedEntry": "kind", "DeskEvent": "did"}
UNIQUE = [
    (Revision, "sha256"),
    (Review, "assignment_id"),
    (VerdictVersion, "verdict_id"),
    (Source, "review_id"),
    (Rating, "scale_id"),
]

every_kept_row = pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
only_sqlite = pytest.mark.sqlite  # PostgreSQL has no INSERT OR REPLACE; what it has instead is an upsert


@pytest.fixture(scope="module", autouse=True)
def withdrawn(lasting: Any) -> Iterator[None]:
    """Of a claim that went the whole way there is a row of everything."""
    with lasting():
        claim_at(Status.WITHDRAWN)
        topic_settings.add("Health", actor=PersonFactory(editor=True))
        yield


def refused(statement: str, values: list[Any] | None = None) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values or [])
    except DatabaseError as error:
        return "rows are never changed or removed" in str(error)
    return False


def rows(model: Any) -> list[dict[str, Any]]:
    return list(model.objects.order_by("pk").values())


@every_kept_row
def test_update_is_refused_in_sql(model: Any) -> None:
    before = rows(model)
    assert before
    assert refused(f"UPDATE {model._meta.db_table} SET {CHANGED[model.__name__]} = 'something else'")
    assert refused(f"UPDATE {model._meta.db_table} SET id = id + 1000")
    assert rows(model) == before


@every_kept_row
def test_an_update_that_changes_nothing_is_refused_as_well(model: Any) -> None:
    assert refused(f"UPDATE {model._meta.db_table} SET id = id")


@every_kept_row
def test_delete_is_refused_in_sql(model: Any) -> None:
    before = rows(model)
    assert refused(f"DELETE FROM {model._meta.db_table}")
    assert refused(f"DELETE FROM {model._meta.db_table} WHERE id = %s", [before[0]["id"]])
    assert rows(model) == before


@every_kept_row
@pytest.mark.parametrize(
    "change",
    [
        lambda model: model.objects.update(**{CHANGED[model.__name__]: "something else"}),
        lambda model: model.objects.first().save(),
        lambda model: model.objects.all()._raw_delete(model.objects.db),
    ],
    ids=["queryset.update", "save", "raw delete"],
)
def test_no_way_around_it_leads_through_the_models(model: Any, change: Callable[[Any], Any]) -> None:
    before = rows(model)
    with pytest.raises(DatabaseError), transaction.atomic():
        change(model)
    assert rows(model) == before


@every_kept_row
def test_an_upsert_is_refused(model: Any) -> None:
    columns = [field.column for field in model._meta.concrete_fields]
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    changed = CHANGED[model.__name__]
    before = rows(model)
    assert refused(
        f"INSERT INTO {table} ({names}) SELECT {names} FROM {table} WHERE true "
        f"ON CONFLICT (id) DO UPDATE SET {changed} = 'something else'"
    )
    assert rows(model) == before


@only_sqlite
@every_kept_row
def test_insert_or_replace_of_a_row_is_refused(model: Any) -> None:
    columns = [field.column for field in model._meta.concrete_fields]
    table, names = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    before = rows(model)
    assert refused(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table}")
    assert rows(model) == before


@only_sqlite
@pytest.mark.parametrize(("model", "column"), UNIQUE, ids=lambda part: getattr(part, "__name__", part))
def test_insert_or_replace_by_another_unique_column_is_refused(model: Any, column: str) -> None:
    """The new row has an id of its own: only the DELETE trigger, with recursive_triggers, sees the old one go."""
    columns = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    assert column in columns
    table, names = model._meta.db_table, ", ".join(f'"{each}"' for each in columns)
    before = rows(model)
    assert refused(f"INSERT OR REPLACE INTO {table} ({names}) SELECT {names} FROM {table} WHERE {column} IS NOT NULL")
    assert rows(model) == before


@every_kept_row
def test_rows_can_still_be_added(model: Any, editor: Any) -> None:
    before = len(rows(model))
    claim_at(Status.WITHDRAWN)
    scales.create("two", "Two", [LabelDraft(label=word, definition="So.") for word in ("Yes", "No")], actor=editor)
    topic_settings.add("Trade", actor=editor)
    assert len(rows(model)) > before

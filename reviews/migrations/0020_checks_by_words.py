"""An index of the words of published checks, so that readers find the rare ones however old they are."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.search import INDEXED


def index_words(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite has no such index, and reads the column instead."""
    if editor.connection.vendor == "postgresql":
        column = INDEXED.format(column="words")
        editor.execute(f"CREATE INDEX checks_by_words ON reviews_publishedcheck USING gin ({column})")


def drop_index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX checks_by_words")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0019_told_of_what_is_late")]

    operations = [migrations.RunPython(index_words, drop_index)]

"""Articles, claims and events keep the words that they are found by, in a column of their own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.migrations._append_only import around_a_rebuild
from claims.search import WordsField, words_in

AT_ONCE = 2_000


def find_words(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of what is there. The history is written to once more, but nothing in it is changed: its guard is lifted for that."""
    claims, events = apps.get_model("claims", "Claim"), apps.get_model("claims", "Event")
    articles = apps.get_model("claims", "Article").objects.values_list("id", "title", "outlet", "byline")
    _write(editor, "claims_article", articles)
    _write(editor, "claims_claim", claims.objects.values_list("id", "text", "claimant"))
    _guard_history(editor, "DISABLE")
    _write(editor, "claims_event", events.objects.exclude(note="").order_by().values_list("id", "note"))
    _guard_history(editor, "ENABLE")


def _write(editor, table, rows) -> None:
    update = f"UPDATE {table} SET words = %s WHERE id = %s"  # noqa: S608
    found = []
    with editor.connection.cursor() as cursor:
        for pk, *texts in rows.iterator(chunk_size=AT_ONCE):
            found.append((" ".join(words_in(" ".join(texts))), pk))
            if len(found) == AT_ONCE:
                cursor.executemany(update, found)
                found.clear()
        if found:
            cursor.executemany(update, found)


def _guard_history(editor, how: str) -> None:
    """On SQLite the new column has left the table without its guard; `around_a_rebuild` sees to it."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE claims_event {how} TRIGGER claims_event_append_only")


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_claims_made_by_hand")]

    operations = [
        migrations.AddField(
            "article", "words", WordsField(default="", editable=False, of=("title", "outlet", "byline"))
        ),
        migrations.AddField("claim", "words", WordsField(default="", editable=False, of=("text", "claimant"))),
        *around_a_rebuild(
            "claims_event",
            migrations.AddField("event", "words", WordsField(default="", editable=False, of=("note",))),
            migrations.RunPython(find_words, migrations.RunPython.noop),
        ),
    ]

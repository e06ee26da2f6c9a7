"""The history of the desk tells of machines and webhooks, and is searched by its words."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.migrations._statements import around_a_rebuild
from claims.search import WordsField

TABLE = "claims_deskevent"


def find_words(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Of what is there. Rows are written to once more, but nothing that they say is changed: the guard is lifted for that."""
    _guard(editor, "DISABLE")
    events = apps.get_model("claims", "DeskEvent")
    found = [(WordsField.found_in([did]), pk) for pk, did in events.objects.values_list("pk", "did")]
    with editor.connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {TABLE} SET words = %s WHERE id = %s", found)  # noqa: S608
    _guard(editor, "ENABLE")


def _guard(editor: BaseDatabaseSchemaEditor, how: str) -> None:
    """On SQLite the new column has left the table without its guard; `around_a_rebuild` sees to it."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {TABLE} {how} TRIGGER {TABLE}_append_only")


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_who_acts")]

    operations = [
        *around_a_rebuild(
            TABLE,
            migrations.AddField("deskevent", "words", WordsField(default="", editable=False, of=("did",))),
            migrations.RunPython(find_words, migrations.RunPython.noop),
        ),
        migrations.AlterField(
            model_name="deskevent",
            name="about",
            field=models.CharField(
                choices=[
                    ("person", "People"),
                    ("rules", "Rules"),
                    ("topic", "Topics"),
                    ("text", "Words for readers"),
                    ("export", "Exports"),
                    ("machine", "Machines"),
                    ("webhook", "Webhooks"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="deskevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("add", "Added"),
                    ("change", "Changed"),
                    ("remove", "Removed"),
                    ("activate", "Activated"),
                    ("deactivate", "Deactivated"),
                    ("link", "Password link made"),
                    ("export", "Exported"),
                    ("fetch", "Fetched"),
                    ("key", "Key or secret made"),
                    ("revoke", "Key revoked"),
                ],
                max_length=10,
            ),
        ),
    ]

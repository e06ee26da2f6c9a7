"""Indexes that bring the board, its filters and the audit trail in their orders, however many claims there are."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q

from claims.search import INDEXED

SEARCHED = {"articles_by_words": "claims_article", "claims_by_words": "claims_claim", "events_by_words": "claims_event"}


def index_words(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite has no such index, and reads the column instead."""
    if editor.connection.vendor == "postgresql":
        for name, table in SEARCHED.items():
            editor.execute(f"CREATE INDEX {name} ON {table} USING gin ({INDEXED.format(column='words')})")


def drop_index(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for name in SEARCHED:
            editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_what_is_searched")]

    operations = [
        migrations.AddIndex("article", models.Index(fields=["status", "id"], name="articles_by_status")),
        migrations.AddIndex("claim", models.Index(fields=["status", "moved_at", "id"], name="claims_by_age")),
        migrations.AddIndex("claim", models.Index(fields=["status", "check_worthiness", "id"], name="claims_by_worth")),
        migrations.AddIndex(
            "claim", models.Index("status", -F("priority"), "moved_at", "id", name="claims_by_urgency")
        ),
        migrations.AddIndex(
            "claim", models.Index("queued_at", "id", condition=Q(status="queued"), name="claims_waiting_since")
        ),
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["status", "reviews_wanted", "id"],
                condition=Q(status__in=["disputed", "reviewed"]),
                name="claims_telling",
            ),
        ),
        migrations.AddIndex("event", models.Index(fields=["at", "id"], name="events_by_time")),
        migrations.AddIndex("event", models.Index(fields=["actor", "at", "id"], name="events_of_a_person")),
        migrations.AddIndex("event", models.Index(fields=["act", "at", "id"], name="events_of_an_act")),
        migrations.AddIndex(
            "event", models.Index(fields=["claim"], condition=Q(after="disputed"), name="events_of_a_dispute")
        ),
        migrations.RunPython(index_words, drop_index),
    ]

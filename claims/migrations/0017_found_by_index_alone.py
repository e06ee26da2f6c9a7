"""Indexes that hold all that is asked of them, and whether reviewers ever disagreed on a claim, on the claim itself."""

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Upper


def note(apps, editor):
    Claim, Event = apps.get_model("claims", "Claim"), apps.get_model("claims", "Event")
    Claim.objects.filter(pk__in=Event.objects.filter(after="disputed").values("claim")).update(was_disputed=True)


class Migration(migrations.Migration):
    dependencies = [("claims", "0016_who_was_told_of_what_is_late")]

    operations = [
        migrations.AddField("claim", "was_disputed", models.BooleanField(default=False, editable=False)),
        migrations.RunPython(note, migrations.RunPython.noop),
        *(migrations.RemoveIndex("claim", f"claims_{name}") for name in ("waiting_by_rank", "by_age", "by_worth")),
        migrations.RemoveIndex("claim", "claims_by_urgency"),
        migrations.AddIndex(
            "claim",
            models.Index(
                "rank_at", "id", condition=Q(status="queued"), include=["article"], name="claims_waiting_by_rank"
            ),
        ),
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["status", "moved_at", "id"], include=["article", "reviews_wanted"], name="claims_by_age"
            ),
        ),
        migrations.AddIndex(
            "claim",
            models.Index(fields=["status", "check_worthiness", "id"], include=["article"], name="claims_by_worth"),
        ),
        migrations.AddIndex(
            "claim",
            models.Index(
                *("status", -F("priority"), "moved_at", "id"),
                include=["priority", "article"],
                name="claims_by_urgency",
            ),
        ),
        migrations.AddIndex(
            "claim",
            models.Index(
                fields=["status", "moved_at", "id"], condition=Q(was_disputed=True), name="claims_disputed_by_age"
            ),
        ),
        migrations.AddIndex(
            "article", models.Index(Upper("outlet"), "id", include=["outlet"], name="articles_by_outlet")
        ),
        migrations.AddIndex("article", models.Index(Upper("language"), name="articles_by_language")),
        migrations.AddIndex(
            "event", models.Index(fields=["at", "id"], condition=~Q(words=""), name="events_with_words")
        ),
        migrations.RemoveIndex("event", "events_of_an_act"),
        migrations.AddIndex(
            "event", models.Index(fields=["act", "at", "id"], include=["claim"], name="events_of_an_act")
        ),
    ]

"""Indexes of what somebody ever reviewed, and of what they may take up again."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("reviews", "0020_checks_by_words")]

    operations = [
        migrations.AddIndex(
            "assignment",
            models.Index(
                fields=["reviewer", "claim"], condition=Q(closed_as__in=("", "reviewed")), name="standing_of_reviewer"
            ),
        ),
        migrations.AddIndex(
            "assignment",
            models.Index(
                fields=["reviewer", "closed_at"],
                condition=Q(closed_as__in=("released", "postponed", "expired")),
                name="set_aside_by",
            ),
        ),
    ]

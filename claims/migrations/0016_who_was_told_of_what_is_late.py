"""On the claim itself: whether editors were told that it waits too long, with an index of those that are left."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("claims", "0015_claims_told_apart")]

    operations = [
        migrations.AddField("claim", "late_told_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddIndex(
            "claim",
            models.Index(
                "queued_at", "id", condition=Q(status="queued", late_told_at=None), name="claims_not_told_late"
            ),
        ),
    ]

"""Editors are told of a webhook that went off, and the log forgets what arrived long ago."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0017_found_by_index_alone"),
        ("reviews", "0022_exports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="notification",
            name="notification_leads_somewhere",
        ),
        migrations.AddField(
            model_name="notification",
            name="webhook",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="reviews.webhookendpoint"
            ),
        ),
        migrations.AlterField(
            model_name="notification",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "Assigned to you"),
                    ("expiring", "About to run out"),
                    ("expired", "Ran out"),
                    ("disagreement", "Reviews disagree"),
                    ("escalated", "Needs an editor"),
                    ("sent_back", "Sent back"),
                    ("approved", "Approved"),
                    ("corrected", "Corrected"),
                    ("withdrawn", "Withdrawn"),
                    ("overdue", "Overdue"),
                    ("text_changed", "Text changed"),
                    ("duplicate", "Said again"),
                    ("reported", "A reader found an error"),
                    ("webhook_off", "A webhook went off"),
                ],
                max_length=15,
            ),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                condition=models.Q(("state", "delivered")), fields=["begun_at"], name="deliveries_to_forget"
            ),
        ),
        migrations.AddConstraint(
            model_name="notification",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("claim__isnull", False), ("article__isnull", False), ("webhook__isnull", False), _connector="OR"
                ),
                name="notification_leads_somewhere",
            ),
        ),
    ]

"""Sums that agreement is computed from, by month. The clock counts what there is, in parts; until then rows are read."""

from django.db import migrations, models
from django.db.models import Q


def begin(apps, editor):
    apps.get_model("reviews", "Tallying").objects.create(pk=1)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0023_webhooks_that_went_off")]

    operations = [
        migrations.CreateModel(
            "Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(blank=True, max_length=7)),
                ("scale", models.CharField(blank=True, max_length=40)),
                ("compared", models.JSONField(default=dict)),
                ("pairs", models.JSONField(default=list)),
                ("work", models.JSONField(default=list)),
                ("decisions", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["month", "scale"],
                "constraints": [
                    models.UniqueConstraint(fields=("month", "scale"), name="one_tally_per_month_and_scale")
                ],
            },
        ),
        migrations.CreateModel(
            "Tallying",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_until", models.DateTimeField(null=True)),
                ("counted_at", models.DateTimeField(null=True)),
            ],
            options={"constraints": [models.CheckConstraint(condition=Q(pk=1), name="one_tallying")]},
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.AddField("assignment", "counted", models.BooleanField(default=False, editable=False)),
        migrations.AddIndex(
            "assignment",
            models.Index(
                fields=["claim"],
                condition=Q(role="review", closed_as="reviewed", counted=False)
                | (~Q(closed_as="reviewed") & Q(counted=True)),
                name="findings_to_count",
            ),
        ),
    ]

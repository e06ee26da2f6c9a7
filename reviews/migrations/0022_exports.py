"""Files that somebody wants of what the desk holds."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0018_what_leaves_as_a_file"),
        ("reviews", "0021_standing_and_set_aside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claims", "Claims"),
                            ("reviews", "Reviews"),
                            ("verdicts", "Verdicts"),
                            ("sources", "Sources"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "format",
                    models.CharField(choices=[("csv", "CSV"), ("xlsx", "XLSX"), ("jsonl", "JSON lines")], max_length=5),
                ),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("asked_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wanted", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                            ("expired", "Expired"),
                        ],
                        default="wanted",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500)),
                ("tries", models.PositiveIntegerField(default=1)),
                ("begun_at", models.DateTimeField(null=True)),
                ("rows_done", models.PositiveBigIntegerField(default=0)),
                ("rows_expected", models.PositiveBigIntegerField(null=True)),
                ("made_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("file", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "ready")), fields=["expires_at"], name="exports_by_expiry"
                    ),
                    models.Index(
                        condition=models.Q(("state", "wanted")), fields=["asked_by"], name="exports_being_made"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False), ("state", "ready"), models.Q(("file", ""), _negated=True)
                            ),
                            models.Q(models.Q(("state", "ready"), _negated=True), ("file", "")),
                            _connector="OR",
                        ),
                        name="ready_export_has_a_file",
                    )
                ],
            },
        ),
    ]

"""What other publishers found earlier, as they published it and as far as it can be read."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock
import claims.search
from claims.search import INDEXED


def index_words(apps, editor):
    """SQLite has no such index, and reads the column instead."""
    if editor.connection.vendor == "postgresql":
        words = INDEXED.format(column="words")
        editor.execute(f"CREATE INDEX imported_by_words ON reviews_importedreview USING gin ({words})")


def drop_index(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX imported_by_words")


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0017_webhooks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("current", models.BooleanField(default=True)),
                ("digest", models.CharField(max_length=64)),
                ("raw", models.BinaryField()),
                ("forms", models.JSONField(default=list)),
                ("origin", models.CharField(max_length=500)),
                ("imported_at", models.DateTimeField(default=claims.clock.now)),
                ("record_id", models.TextField(blank=True)),
                ("url", models.TextField(blank=True)),
                ("claim", models.TextField(blank=True)),
                ("title", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=35)),
                ("publisher", models.TextField(blank=True)),
                ("publisher_url", models.TextField(blank=True)),
                ("reviewers", models.JSONField(default=list)),
                ("published_on", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("published_offset", models.SmallIntegerField(null=True)),
                ("rating", models.TextField(blank=True)),
                ("rating_value", models.FloatField(null=True)),
                ("best_rating", models.FloatField(null=True)),
                ("worst_rating", models.FloatField(null=True)),
                ("rating_explanation", models.TextField(blank=True)),
                ("claimant", models.TextField(blank=True)),
                ("claimant_kind", models.CharField(blank=True, max_length=12)),
                ("claimant_url", models.TextField(blank=True)),
                ("claimed_on", models.DateField(null=True)),
                ("appearances", models.JSONField(default=list)),
                ("first_appearance", models.TextField(blank=True)),
                ("words", claims.search.WordsField(default="", editable=False, of=("claim", "title", "claimant"))),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("identity", "version"), name="imported_versions_in_sequence"),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("identity",),
                        name="one_current_import_of_a_record",
                    ),
                ],
            },
        ),
        migrations.RunPython(index_words, drop_index),
    ]

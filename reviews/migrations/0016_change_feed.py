"""The change feed. What was published before comes first in it, in the order of the times at which it was."""

from datetime import UTC, datetime
from heapq import merge
from itertools import islice

import django.db.models.deletion
from django.db import migrations, models

import claims.clock
import reviews.models.feed
from claims.migrations._append_only import append_only

KINDS = {"original": "verdict.published", "withdrawal": "verdict.withdrawn"}
CHUNK = 1000
FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def begin(apps, editor):
    """As `reviews.actions.feed` does from now on. Times were taken when an act began, so two acts here and there may
    have changed places; never two on one verdict, whose claim was locked."""
    Entry = apps.get_model("reviews", "FeedEntry")
    last = 0
    for chunk in _chunks(merge(_scales(apps), _versions(apps), key=lambda row: row[0])):
        entries = [Entry(pk=last + number, at=at, **about) for number, ((at, _), about) in enumerate(chunk, start=1)]
        Entry.objects.bulk_create(entries)
        last += len(entries)
    apps.get_model("reviews", "Feed").objects.create(pk=1, last=last)


def _scales(apps):
    """What came with the desk has no time, and comes first."""
    scales = apps.get_model("reviews", "RatingScale").objects.all()
    rows = [((scale.made_at or FIRST, scale.pk), {"kind": "scale.written", "scale_id": scale.pk}) for scale in scales]
    return sorted(rows, key=lambda row: row[0])


def _versions(apps):
    versions = apps.get_model("reviews", "VerdictVersion").objects.order_by("published_at", "pk")
    for version in versions.only("published_at", "edition", "verdict_id").iterator(chunk_size=CHUNK):
        kind = KINDS.get(version.edition, "verdict.corrected")
        about = {"kind": kind, "version_id": version.pk, "verdict_id": version.verdict_id}
        yield (version.published_at, version.pk), about


def _chunks(rows):
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


class Migration(migrations.Migration):
    dependencies = [("reviews", "0015_public_pages")]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last", models.BigIntegerField(default=0)),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_feed")]},
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("mark", models.CharField(default=reviews.models.feed._mark, max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("verdict.published", "A verdict is published"),
                            ("verdict.corrected", "A verdict is corrected, updated or clarified"),
                            ("verdict.withdrawn", "A verdict is withdrawn"),
                            (
                                "verdict.refreshed",
                                "The copy of a cited page has come, or the language of an article",
                            ),
                            ("scale.written", "A version of a rating scale is written"),
                            ("scale.in_use", "A version of a rating scale is put in use"),
                            ("scale.out_of_use", "A version of a rating scale is no longer in use"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "scale",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.ratingscale",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.verdict"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.verdictversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["at", "id"], name="feed_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("version",), name="each_version_is_told_of_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scale", None), ("verdict__isnull", False)),
                            models.Q(("scale__isnull", False), ("verdict", None), ("version", None)),
                            _connector="OR",
                        ),
                        name="feed_tells_of_one_thing",
                    ),
                ],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        append_only("reviews_feedentry"),
    ]

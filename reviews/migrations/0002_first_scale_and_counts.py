"""What a new desk starts with: a scale of five steps on the line and four outcomes off it, and counts that begin here."""

from datetime import UTC, datetime

from django.db import migrations

# Slug, label, value on the line, colour, definition.
RATINGS = [
    ("true", "True", 5, "green", "The statement is accurate and nothing important is missing."),
    (
        "mostly_true",
        "Mostly true",
        4,
        "lime",
        "The statement is accurate, but needs clarification or additional information.",
    ),
    (
        "half_true",
        "Half true",
        3,
        "amber",
        "The statement is partly accurate, but leaves out or mixes up important things.",
    ),
    (
        "mostly_false",
        "Mostly false",
        2,
        "orange",
        "There is some truth in the statement, but it gives a wrong impression.",
    ),
    ("false", "False", 1, "red", "The statement is not accurate."),
    ("unproven", "Unproven", None, "grey", "The evidence available neither supports nor refutes the statement."),
    (
        "missing_context",
        "Missing context",
        None,
        "blue",
        "The statement may be accurate, but misleads without its context.",
    ),
    ("outdated", "Outdated", None, "blue", "The statement was accurate once and no longer is."),
    ("satire", "Satire", None, "purple", "The statement comes from satire and was taken for a report."),
]

# What came with the desk has no time, and comes first in its feed.
FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def write_the_scale(apps, editor):
    scale = apps.get_model("reviews", "RatingScale").objects.create(
        slug="truth", version=1, name="Truth scale", current=True, size=len(RATINGS)
    )
    Rating = apps.get_model("reviews", "Rating")
    for position, (slug, label, value, colour, definition) in enumerate(RATINGS, start=1):
        words = {"label": label, "definition": definition, "colour": colour}
        Rating.objects.create(
            scale=scale, slug=slug, value=value, on_line=value is not None, position=position, **words
        )
    apps.get_model("reviews", "FeedEntry").objects.create(pk=1, at=FIRST, kind="scale.written", scale=scale)


def begin_the_counts(apps, editor):
    apps.get_model("reviews", "Feed").objects.create(pk=1, last=1)
    apps.get_model("reviews", "Tallying").objects.create(pk=1)


class Migration(migrations.Migration):
    replaces = [("reviews", "0002_first_scale")]
    dependencies = [("reviews", "0001_tables")]
    operations = [
        migrations.RunPython(write_the_scale, migrations.RunPython.noop),
        migrations.RunPython(begin_the_counts, migrations.RunPython.noop),
    ]

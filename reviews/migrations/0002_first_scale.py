"""The scale that a new desk starts with: five steps on the line, four outcomes off it."""

from django.db import migrations

RATINGS = [
    ("true", "True", 5, "The statement is accurate and nothing important is missing."),
    ("mostly_true", "Mostly true", 4, "The statement is accurate, but needs clarification or additional information."),
    ("half_true", "Half true", 3, "The statement is partly accurate, but leaves out or mixes up important things."),
    ("mostly_false", "Mostly false", 2, "There is some truth in the statement, but it gives a wrong impression."),
    ("false", "False", 1, "The statement is not accurate."),
    ("unproven", "Unproven", None, "The evidence available neither supports nor refutes the statement."),
    ("missing_context", "Missing context", None, "The statement may be accurate, but misleads without its context."),
    ("outdated", "Outdated", None, "The statement was accurate once and no longer is."),
    ("satire", "Satire", None, "The statement comes from satire and was taken for a report."),
]


def add(apps, editor):
    scale, _ = apps.get_model("reviews", "RatingScale").objects.get_or_create(
        slug="truth", version=1, defaults={"name": "Truth scale", "current": True}
    )
    Rating = apps.get_model("reviews", "Rating")
    for position, (slug, label, value, definition) in enumerate(RATINGS, start=1):
        words = {"label": label, "value": value, "definition": definition, "position": position}
        Rating.objects.get_or_create(scale=scale, slug=slug, defaults=words)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]

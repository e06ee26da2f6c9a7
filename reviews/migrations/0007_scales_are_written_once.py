"""Labels get colours and their place on or off the line, scales say who made them, and neither is ever changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Count

from claims.migrations._append_only import append_only

COLOURS = {
    "true": "green",
    "mostly_true": "lime",
    "half_true": "amber",
    "mostly_false": "orange",
    "false": "red",
    "missing_context": "blue",
    "outdated": "blue",
    "satire": "purple",
}
# What makes a version of a scale what it is. Which one is in use may change, and who chose it.
IDENTITY = ("id", "slug", "version", "name", "size", "made_by_id", "made_at")
# It reads the other table: a later migration that makes SQLite rebuild reviews_ratingscale fails ("error in trigger")
# unless it lifts this first and guards again afterwards, with the triggers that a rebuild drops.
FULL_SQLITE = """
CREATE TRIGGER reviews_rating_scale_is_full BEFORE INSERT ON reviews_rating
WHEN NEW.position > (SELECT size FROM reviews_ratingscale WHERE id = NEW.scale_id)
BEGIN SELECT RAISE(ABORT, 'this version of the scale is written already: succeed it'); END"""
FULL_POSTGRES = """
CREATE FUNCTION refuse_more_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.position > (SELECT size FROM reviews_ratingscale WHERE id = NEW.scale_id) THEN
        RAISE EXCEPTION 'this version of the scale is written already: succeed it';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reviews_rating_scale_is_full BEFORE INSERT ON reviews_rating
    FOR EACH ROW EXECUTE FUNCTION refuse_more_labels();
"""


def describe(apps, editor):
    """What stands already keeps its look: off the line is what had no number."""
    Rating = apps.get_model("reviews", "Rating")
    Rating.objects.filter(value=None).update(on_line=False)
    for slug, colour in COLOURS.items():
        Rating.objects.filter(slug=slug).update(colour=colour)
    for scale in apps.get_model("reviews", "RatingScale").objects.annotate(labels=Count("ratings")):
        scale.size = scale.labels
        scale.save(update_fields=["size"])


def guard(apps, editor):
    editor.execute(FULL_SQLITE if editor.connection.vendor == "sqlite" else FULL_POSTGRES, params=None)


def lift(apps, editor):
    if editor.connection.vendor == "sqlite":
        editor.execute("DROP TRIGGER reviews_rating_scale_is_full")
    else:
        editor.execute("DROP TRIGGER reviews_rating_scale_is_full ON reviews_rating")
        editor.execute("DROP FUNCTION refuse_more_labels()")


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0006_one_standing_review"),
        ("claims", "0003_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="rating",
            name="colour",
            field=models.CharField(
                choices=[
                    ("green", "Green"),
                    ("lime", "Lime"),
                    ("amber", "Amber"),
                    ("orange", "Orange"),
                    ("red", "Red"),
                    ("blue", "Blue"),
                    ("purple", "Purple"),
                    ("grey", "Grey"),
                ],
                default="grey",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="rating",
            name="on_line",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="ratingscale",
            name="chosen_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="ratingscale",
            name="chosen_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ratingscale",
            name="made_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="ratingscale",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="ratingscale",
            name="size",
            field=models.PositiveSmallIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(fields=("scale", "label"), name="labels_of_a_scale_differ"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(fields=("scale", "position"), name="labels_stand_in_order"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="labels_count_from_one"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("definition", ""), _negated=True), name="label_is_defined"
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("on_line", True), ("value", None), _connector="OR"),
                name="off_the_line_is_no_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("colour__in", ["green", "lime", "amber", "orange", "red", "blue", "purple", "grey"])
                ),
                name="colour_is_known",
            ),
        ),
        migrations.RunPython(describe, migrations.RunPython.noop),
        append_only("reviews_rating"),
        append_only("reviews_ratingscale", IDENTITY),
        migrations.RunPython(guard, lift),
    ]

"""What the public pages read and take: the list of checks, readers' reports, and the desk's own words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

import claims.clock
import claims.search


def fill_the_list(apps, editor):
    """As `reviews.actions.public_list.show` does from now on."""
    Verdict, Row = apps.get_model("reviews", "Verdict"), apps.get_model("reviews", "PublishedCheck")
    published = Verdict.objects.filter(claim__status__in=["published", "withdrawn"]).select_related("claim__article")
    rows = []
    for verdict in published.iterator(chunk_size=500):
        versions = list(verdict.versions.select_related("rating").order_by("sequence"))
        if not versions:
            continue
        claim, article, shown = verdict.claim, verdict.claim.article, versions[-1]
        said = "\n".join((claim.text, shown.wording, claim.claimant, shown.summary, article.title))
        row = Row(
            verdict=verdict,
            shown=shown,
            withdrawn=shown.edition == "withdrawal",
            rating=shown.rating.slug,
            language=article.language.partition("-")[0].lower(),
            outlet=article.outlet.casefold()[:200],
            year=timezone.localdate(versions[0].published_at).year,
            said=said,
        )
        rows.append((versions[0].published_at, versions[0].pk, row))
    Row.objects.bulk_create([row for *_, row in sorted(rows, key=lambda found: found[:2])], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0014_days_of_the_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("sender", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
                ("handled_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="PublicText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.CharField(
                        choices=[("methodology", "Methodology"), ("corrections", "Corrections policy")],
                        max_length=15,
                        unique=True,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Plain text. An empty line begins a new paragraph, web addresses become links."
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublishedCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn", models.BooleanField(default=False)),
                ("rating", models.CharField(max_length=40)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("outlet", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                ("said", models.TextField()),
                ("words", claims.search.WordsField(of=("said",))),
            ],
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
                ],
                max_length=15,
            ),
        ),
        migrations.AddIndex(
            model_name="verdictversion",
            index=models.Index(models.F("id"), condition=models.Q(("sequence__gt", 1)), name="versions_that_change"),
        ),
        migrations.AddField(
            model_name="errorreport",
            name="handled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="errorreport",
            name="verdict",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="error_reports", to="reviews.verdict"
            ),
        ),
        migrations.AddField(
            model_name="publishedcheck",
            name="shown",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.verdictversion"
            ),
        ),
        migrations.AddField(
            model_name="publishedcheck",
            name="verdict",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="published", to="reviews.verdict"
            ),
        ),
        migrations.AddIndex(
            model_name="errorreport",
            index=models.Index(fields=["created_at", "sender"], name="reports_by_time"),
        ),
        migrations.AddIndex(
            model_name="errorreport",
            index=models.Index(models.F("id"), condition=models.Q(("handled_at", None)), name="reports_open"),
        ),
        migrations.AddConstraint(
            model_name="errorreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("handled_at", None), ("handled_by", None), ("note", "")),
                    models.Q(
                        ("handled_at__isnull", False),
                        ("handled_by__isnull", False),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="handled_report_says_by_whom_and_how",
            ),
        ),
        migrations.AddIndex(
            model_name="publishedcheck",
            index=models.Index(fields=["rating", "id"], name="checks_by_rating"),
        ),
        migrations.AddIndex(
            model_name="publishedcheck",
            index=models.Index(fields=["language", "id"], name="checks_by_language"),
        ),
        migrations.AddIndex(
            model_name="publishedcheck",
            index=models.Index(fields=["outlet", "id"], name="checks_by_outlet"),
        ),
        migrations.AddIndex(
            model_name="publishedcheck",
            index=models.Index(fields=["year", "id"], name="checks_by_year"),
        ),
        migrations.RunPython(fill_the_list, migrations.RunPython.noop),
    ]

"""A claim may want several reviews, blind to each other, and several approvals; what is typed is kept as a draft."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0007_places_in_the_queue"),
        ("reviews", "0004_rules_of_the_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposal", models.PositiveIntegerField()),
                ("seen", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=claims.clock.now)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=claims.clock.now)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="assignment",
            name="one_open_assignment_per_role",
        ),
        migrations.AddField(
            model_name="assignment",
            name="place",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="assignment",
            name="why",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="verdict",
            name="proposal",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="verdict",
            name="rests_on",
            field=models.ManyToManyField(related_name="verdicts", to="reviews.review"),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="closed_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("reviewed", "Reviewed"),
                    ("retracted", "Finding taken back"),
                    ("sent_back", "Finding sent back"),
                    ("released", "Given back"),
                    ("postponed", "Postponed"),
                    ("handed_over", "Handed over"),
                    ("escalated", "Escalated to an editor"),
                    ("recused", "Stepped aside"),
                    ("expired", "Lease ran out"),
                    ("dismissed", "Claim dismissed"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="assignment",
            name="reason",
            field=models.CharField(
                choices=[
                    ("taken", "Took the next one"),
                    ("balanced", "Had the fewest open claims"),
                    ("chosen", "Chosen by an editor"),
                    ("sent_back", "Sent back by an editor"),
                    ("handed_over", "Handed over by a colleague"),
                    ("retracted", "Took the finding back to think again"),
                    ("appointed", "Asked to adjudicate"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(condition=models.Q(("place__range", (1, 9))), name="place_is_1_to_9"),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role", "review"), ("place", 1), _connector="OR"), name="one_adjudicator_at_a_time"
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="approval",
            name="verdict",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="reviews.verdict"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="claims.claim"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(fields=("verdict", "proposal", "person"), name="nobody_approves_twice"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(fields=("person", "claim"), name="one_draft_per_person_and_claim"),
        ),
    ]

"""What is changed at the desk itself has a history of its own, which only grows; and the clock may count approvals."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock
from claims.migrations._append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_machines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="event",
            name="act",
            field=models.CharField(
                choices=[
                    ("receive", "Receive"),
                    ("revise", "Receive a new revision"),
                    ("start_split", "Start splitting"),
                    ("finish_split", "Finish splitting"),
                    ("fail_split", "Give up splitting"),
                    ("retry", "Split again"),
                    ("find", "Find in the article"),
                    ("mark", "Mark in the article"),
                    ("adjust", "Adjust the words"),
                    ("split", "Split in two"),
                    ("merge", "Merge with a neighbour"),
                    ("clarify", "Clarify the wording"),
                    ("queue", "Queue for review"),
                    ("take", "Take"),
                    ("assign", "Assign"),
                    ("release", "Give back"),
                    ("postpone", "Postpone"),
                    ("hand_over", "Hand over"),
                    ("escalate", "Escalate to an editor"),
                    ("recuse", "Step aside"),
                    ("expire", "Let the lease run out"),
                    ("review", "Record a finding"),
                    ("retract", "Take a finding back"),
                    ("appoint", "Appoint an adjudicator"),
                    ("adjudicate", "Adjudicate"),
                    ("send_back", "Send back"),
                    ("approve", "Approve"),
                    ("count", "Count the approvals"),
                    ("publish", "Publish"),
                    ("correct", "Correct"),
                    ("withdraw", "Withdraw"),
                    ("dismiss", "Dismiss"),
                    ("restore", "Restore"),
                    ("prioritise", "Set the priority"),
                    ("want", "Set how many reviews are wanted"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="DeskEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("person", "People"),
                            ("rules", "Rules"),
                            ("topic", "Topics"),
                            ("text", "Words for readers"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("add", "Added"),
                            ("change", "Changed"),
                            ("remove", "Removed"),
                            ("activate", "Activated"),
                            ("deactivate", "Deactivated"),
                            ("link", "Password link made"),
                        ],
                        max_length=10,
                    ),
                ),
                ("did", models.TextField()),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["about", "name", "id"], name="desk_events_of_something")],
            },
        ),
        append_only("claims_deskevent"),
    ]

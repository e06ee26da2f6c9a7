"""The queue is ordered by one time, which editors' priorities move; a claim says how many reviews it wants."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from claims.ranking import rank_at


def rank_what_is_there(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Whatever was ever queued gets the place that it would have been given."""
    claims = apps.get_model("claims", "Claim").objects.using(editor.connection.alias)
    for claim in claims.exclude(status__in=["new", "dismissed"]).iterator():
        claim.queued_at = claim.created_at
        claim.rank_at = rank_at(claim.queued_at, claim.priority, claim.check_worthiness)
        claim.reviews_wanted = 1
        claim.save(update_fields=["queued_at", "rank_at", "reviews_wanted"])


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0006_heads_learned_from_the_desk"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="claim",
            name="claim_status_is_known",
        ),
        migrations.RemoveIndex(
            model_name="claim",
            name="claims_waiting",
        ),
        migrations.AddField(
            model_name="article",
            name="reviews_wanted",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="not_before",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="priority",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Low"), (1, "Normal"), (2, "High"), (3, "Urgent")], default=1, editable=False
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="queued_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="rank_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="claim",
            name="reviews_wanted",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="claim",
            name="status",
            field=models.CharField(
                choices=[
                    ("new", "New"),
                    ("queued", "Waiting for a reviewer"),
                    ("in_review", "In review"),
                    ("escalated", "Needs an editor"),
                    ("disputed", "Reviewers disagree"),
                    ("reviewed", "Waiting for an editor"),
                    ("approved", "Approved"),
                    ("published", "Published"),
                    ("withdrawn", "Withdrawn"),
                    ("dismissed", "Dismissed"),
                ],
                editable=False,
                max_length=10,
            ),
        ),
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
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                models.F("rank_at"),
                models.F("id"),
                condition=models.Q(("status", "queued")),
                name="claims_waiting_by_rank",
            ),
        ),
        migrations.RunPython(rank_what_is_there, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "new",
                            "queued",
                            "in_review",
                            "escalated",
                            "disputed",
                            "reviewed",
                            "approved",
                            "published",
                            "withdrawn",
                            "dismissed",
                        ],
                    )
                ),
                name="claim_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "queued"), _negated=True), ("rank_at__isnull", False), _connector="OR"
                ),
                name="queued_claim_has_a_rank",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviews_wanted", None), ("reviews_wanted__range", (1, 9)), _connector="OR"),
                name="claim_wants_1_to_9_reviews",
            ),
        ),
    ]

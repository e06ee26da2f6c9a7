"""One finding of a person stands on a claim, one assignment sits on a place; who reviewed a claim approves nothing."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "a verdict is approved by somebody who wrote no finding on the claim"
WROTE_IT = """
    SELECT 1 FROM reviews_review JOIN reviews_verdict ON reviews_verdict.claim_id = reviews_review.claim_id
    WHERE reviews_verdict.id = NEW.verdict_id AND reviews_review.reviewer_id = NEW.person_id
"""
POSTGRES = f"""
CREATE FUNCTION refuse_own_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({WROTE_IT}) THEN RAISE EXCEPTION '{REFUSAL}'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_by_other_eyes BEFORE INSERT OR UPDATE ON reviews_approval
    FOR EACH ROW EXECUTE FUNCTION refuse_own_approval();
"""
SQLITE = """
CREATE TRIGGER approval_by_other_eyes_{when} BEFORE {when} ON reviews_approval WHEN EXISTS ({wrote_it})
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""


def only_the_last_stands(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Until now every finding replaced the one before: of each claim the last stands, the others were sent back."""
    using = editor.connection.alias
    assignments = apps.get_model("reviews", "Assignment").objects.using(using)
    last: dict[int, int] = {}
    for pk, claim in assignments.filter(closed_as="reviewed").order_by("-id").values_list("id", "claim_id"):
        if last.setdefault(claim, pk) != pk:
            assignments.filter(pk=pk).update(closed_as="sent_back")
    # A claim that is being worked on again: what was found before was sent back.
    again = assignments.filter(closed_at=None).values_list("claim_id", flat=True)
    assignments.filter(claim_id__in=list(again), closed_as="reviewed").update(closed_as="sent_back")


def name_what_it_rests_on(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    using = editor.connection.alias
    approvals = apps.get_model("reviews", "Approval").objects.using(using)
    for verdict in apps.get_model("reviews", "Verdict").objects.using(using).select_related("claim").iterator():
        verdict.rests_on.add(verdict.review_id)
        if verdict.approved_by_id:
            approvals.create(
                verdict=verdict,
                proposal=verdict.proposal,
                person_id=verdict.approved_by_id,
                seen=verdict.claim.version,
                at=verdict.approved_at,
            )


def guard(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for when in ("insert", "update"):
            editor.execute(SQLITE.format(when=when, wrote_it=WROTE_IT, refusal=REFUSAL))
    else:
        editor.execute(POSTGRES, params=None)


def lift(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "sqlite":
        for when in ("insert", "update"):
            editor.execute(f"DROP TRIGGER approval_by_other_eyes_{when}")
    else:
        editor.execute("DROP TRIGGER approval_by_other_eyes ON reviews_approval; DROP FUNCTION refuse_own_approval()")


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_several_reviews")]

    operations = [
        migrations.RunPython(only_the_last_stands, migrations.RunPython.noop),
        migrations.RunPython(name_what_it_rests_on, migrations.RunPython.noop),
        migrations.RunPython(guard, lift),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_as__in", ("", "reviewed"))),
                fields=("claim", "role", "place"),
                name="one_standing_assignment_per_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_as__in", ("", "reviewed"))),
                fields=("claim", "reviewer"),
                name="nobody_twice_on_a_claim",
            ),
        ),
    ]

"""Of what editors were told already, the claims keep that they were."""

from django.db import migrations
from django.db.models import Min, OuterRef, Subquery


def note(apps, editor):
    Claim, Notification = apps.get_model("claims", "Claim"), apps.get_model("reviews", "Notification")
    told = Notification.objects.filter(kind="overdue", claim=OuterRef("pk")).order_by().values("claim")
    known = Notification.objects.filter(kind="overdue").values("claim")
    Claim.objects.filter(pk__in=known).update(late_told_at=Subquery(told.annotate(at=Min("created_at")).values("at")))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0018_reviews_of_other_publishers"), ("claims", "0016_who_was_told_of_what_is_late")]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]

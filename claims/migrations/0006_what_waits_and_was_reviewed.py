"""An index of what waits and may have a review: the board looks there for what a reviewer reviewed, and waits still."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_beginnings_of_words")]

    operations = [
        migrations.AddIndex(
            "claim",
            models.Index(
                "id", condition=Q(status="queued", reviews_wanted__gt=1, version__gt=2), name="claims_waiting_on"
            ),
        ),
    ]

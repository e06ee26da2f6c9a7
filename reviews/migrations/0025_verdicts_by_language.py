"""An index for whoever pulls the verdicts of one language."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0024_tallies_of_agreement")]

    operations = [
        migrations.AddIndex(
            "publishedcheck", models.Index(fields=["language", "verdict"], name="verdicts_by_language")
        ),
    ]

"""The history of the desk tells of rating scales and conflicts of interest as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_what_waits_and_was_reviewed")]

    operations = [
        migrations.AlterField(
            "deskevent",
            "about",
            models.CharField(
                choices=[
                    ("person", "People"),
                    ("rules", "Rules"),
                    ("topic", "Topics"),
                    ("text", "Words for readers"),
                    ("export", "Exports"),
                    ("machine", "Machines"),
                    ("webhook", "Webhooks"),
                    ("scale", "Rating scales"),
                    ("conflict", "Conflicts of interest"),
                ],
                max_length=10,
            ),
        ),
    ]

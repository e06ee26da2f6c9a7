"""The history of the desk tells what leaves it as a file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0017_found_by_index_alone"),
    ]

    operations = [
        migrations.AlterField(
            model_name="deskevent",
            name="about",
            field=models.CharField(
                choices=[
                    ("person", "People"),
                    ("rules", "Rules"),
                    ("topic", "Topics"),
                    ("text", "Words for readers"),
                    ("export", "Exports"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="deskevent",
            name="act",
            field=models.CharField(
                choices=[
                    ("add", "Added"),
                    ("change", "Changed"),
                    ("remove", "Removed"),
                    ("activate", "Activated"),
                    ("deactivate", "Deactivated"),
                    ("link", "Password link made"),
                    ("export", "Exported"),
                    ("fetch", "Fetched"),
                ],
                max_length=10,
            ),
        ),
    ]

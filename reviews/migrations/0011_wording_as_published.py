from django.db import migrations, models

from claims.migrations._append_only import around_a_rebuild


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0010_people_are_told"),
    ]

    operations = around_a_rebuild(
        "reviews_verdictversion",
        migrations.AddField(
            model_name="verdictversion",
            name="wording",
            field=models.TextField(blank=True),
        ),
    )

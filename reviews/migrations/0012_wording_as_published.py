from django.db import migrations, models

from claims.migrations._append_only import around_a_rebuild


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0011_cited_pages"),
    ]

    operations = around_a_rebuild(
        "reviews_verdictversion",
        migrations.AddField(
            model_name="verdictversion",
            name="wording",
            field=models.TextField(blank=True),
        ),
    )

"""Claims that read alike and were found not to be the same."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0014_what_is_changed_at_the_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=claims.clock.now)),
                ("one", models.ForeignKey("claims.Claim", django.db.models.deletion.PROTECT, related_name="+")),
                ("other", models.ForeignKey("claims.Claim", django.db.models.deletion.PROTECT, related_name="+")),
                (
                    "person",
                    models.ForeignKey(settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, related_name="+"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="a_pair_is_told_apart_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="a_pair_has_the_older_first"
                    ),
                ],
            },
        ),
    ]

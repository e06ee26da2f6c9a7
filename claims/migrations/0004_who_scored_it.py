"""Scores that the encoder had a say in are told from those of the shipped model alone, and so are the heads on them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_machines_and_webhooks_in_the_history"),
    ]

    operations = [
        migrations.AddField(
            model_name="claim",
            name="by_encoder",
            field=models.BooleanField(null=True),
        ),
        migrations.AddField(
            model_name="fittedhead",
            name="by_encoder",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(
            model_name="fittedhead",
            name="one_head_in_use",
        ),
        migrations.AddConstraint(
            model_name="fittedhead",
            constraint=models.UniqueConstraint(
                condition=models.Q(("in_use", True)), fields=("by_encoder",), name="one_head_in_use"
            ),
        ),
    ]

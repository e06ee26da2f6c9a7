"""People may press other keys than everybody."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_first_scale_and_counts")]

    operations = [
        migrations.AddField(model_name="profile", name="keys", field=models.JSONField(blank=True, default=dict)),
    ]

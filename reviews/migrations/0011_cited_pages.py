"""What cited pages say about themselves, and sources by their address."""

from django.db import migrations, models

import claims.clock


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0010_people_are_told"),
    ]

    operations = [
        migrations.CreateModel(
            name="CitedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[("wanted", "Being looked at"), ("read", "Looked at"), ("failed", "Could not be read")],
                        default="wanted",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=300)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("author", models.CharField(blank=True, max_length=200)),
                ("published_on", models.DateField(null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("is_gone", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField(default=claims.clock.now)),
            ],
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=models.Q(("url", ""), _negated=True), fields=["url"], name="sources_by_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="citedpage",
            constraint=models.UniqueConstraint(fields=("url",), name="one_cited_page_per_address"),
        ),
        migrations.AddConstraint(
            model_name="citedpage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), _negated=True), models.Q(("why", ""), _negated=True), _connector="OR"
                ),
                name="unread_page_says_why",
            ),
        ),
    ]

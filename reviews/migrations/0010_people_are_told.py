"""What people were told, how they want to be told, and what is published as it is known again."""

import hashlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock


def remember_what_is_published(apps, editor):
    """As `reviews.models.statement.fingerprint` does from now on."""
    Claim, Statement = apps.get_model("claims", "Claim"), apps.get_model("reviews", "PublishedStatement")
    published = Claim.objects.filter(status__in=["published", "withdrawn"]).select_related("article")
    for claim in published.iterator(chunk_size=500):
        words, language = " ".join(claim.text.casefold().split()), claim.article.language.partition("-")[0]
        mark = hashlib.sha256(f"{language}\n{words}".encode()).hexdigest()
        Statement.objects.get_or_create(claim=claim, defaults={"fingerprint": mark})


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0008_topics"),
        ("reviews", "0009_sources_and_their_copies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedStatement",
            fields=[
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="claims.claim",
                    ),
                ),
                ("fingerprint", models.CharField(db_index=True, max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name="profile",
            name="mail",
            field=models.CharField(
                choices=[
                    ("at_once", "At once, one mail for each"),
                    ("daily", "Once a day, all in one mail"),
                    ("never", "No mail"),
                ],
                default="daily",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("assigned", "Assigned to you"),
                            ("expiring", "About to run out"),
                            ("expired", "Ran out"),
                            ("disagreement", "Reviews disagree"),
                            ("escalated", "Needs an editor"),
                            ("sent_back", "Sent back"),
                            ("approved", "Approved"),
                            ("corrected", "Corrected"),
                            ("withdrawn", "Withdrawn"),
                            ("overdue", "Overdue"),
                            ("text_changed", "Text changed"),
                            ("duplicate", "Said again"),
                        ],
                        max_length=15,
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("sentence", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
                ("read_at", models.DateTimeField(null=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("mail_error", models.CharField(blank=True, max_length=500)),
                (
                    "article",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="claims.article"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="claims.claim"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "id"], name="notifications_of_a_person"),
                    models.Index(
                        condition=models.Q(("read_at", None)), fields=["person", "id"], name="notifications_unread"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("person", "key"), name="nobody_is_told_twice"),
                    models.CheckConstraint(
                        condition=models.Q(("claim__isnull", False), ("article__isnull", False), _connector="OR"),
                        name="notification_leads_somewhere",
                    ),
                ],
            },
        ),
        migrations.RunPython(remember_what_is_published, migrations.RunPython.noop),
    ]

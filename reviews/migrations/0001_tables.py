"""All tables of reviews: assignments, findings, verdicts and what is told of them, and what guards and finds it."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import claims.clock
import claims.search
import reviews.models.feed
import reviews.models.rules
from claims.migrations._statements import append_only, index_of_words
from reviews.migrations._guards import approval_by_other_eyes, scale_is_full


class Migration(migrations.Migration):
    initial = True
    # A desk that went these steps one by one, all of them, has these tables already.
    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0003_append_only"),
        ("reviews", "0004_rules_of_the_desk"),
        ("reviews", "0005_several_reviews"),
        ("reviews", "0006_one_standing_review"),
        ("reviews", "0007_scales_are_written_once"),
        ("reviews", "0008_conflicts_expertise_and_away_dates"),
        ("reviews", "0009_sources_and_their_copies"),
        ("reviews", "0010_people_are_told"),
        ("reviews", "0011_cited_pages"),
        ("reviews", "0012_wording_as_published"),
        ("reviews", "0013_saved_views"),
        ("reviews", "0014_days_of_the_desk"),
        ("reviews", "0015_public_pages"),
        ("reviews", "0016_change_feed"),
        ("reviews", "0017_webhooks"),
        ("reviews", "0018_reviews_of_other_publishers"),
        ("reviews", "0019_told_of_what_is_late"),
        ("reviews", "0020_checks_by_words"),
        ("reviews", "0021_standing_and_set_aside"),
        ("reviews", "0022_exports"),
        ("reviews", "0023_webhooks_that_went_off"),
        ("reviews", "0024_tallies_of_agreement"),
        ("reviews", "0025_verdicts_by_language"),
    ]

    dependencies = [
        ("claims", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Day",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(unique=True)),
                ("counted_at", models.DateTimeField(default=claims.clock.now)),
                ("queued", models.PositiveIntegerField(default=0)),
                ("dismissed", models.PositiveIntegerField(default=0)),
                ("published", models.PositiveIntegerField(default=0)),
                ("several", models.PositiveIntegerField(default=0)),
                ("disputed", models.PositiveIntegerField(default=0)),
                ("open_at_end", models.IntegerField(default=0)),
                ("minutes", models.JSONField(default=dict)),
                ("worth", models.JSONField(default=list)),
                ("ratings", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["date"],
            },
        ),
        migrations.CreateModel(
            name="PublicText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "page",
                    models.CharField(
                        choices=[("methodology", "Methodology"), ("corrections", "Corrections policy")],
                        max_length=15,
                        unique=True,
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="Plain text. An empty line begins a new paragraph, web addresses become links."
                    ),
                ),
            ],
        ),
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
        migrations.CreateModel(
            name="ArchivedCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=2000)),
                ("seen_on", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[("wanted", "Wanted"), ("stored", "Stored"), ("failed", "Failed")],
                        default="wanted",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("address", models.URLField(blank=True, max_length=2500)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("stored_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
            ],
            options={
                "verbose_name_plural": "archived copies",
                "constraints": [
                    models.UniqueConstraint(fields=("url", "seen_on"), name="one_copy_per_address_and_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "stored"), _negated=True),
                            models.Q(
                                ("stored_at__isnull", False), models.Q(("address", ""), ("sha256", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="stored_copy_can_be_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="failed_copy_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[("review", "Review"), ("adjudication", "Adjudication")],
                        default="review",
                        max_length=12,
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=1)),
                ("token", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("taken", "Took the next one"),
                            ("balanced", "Had the fewest open claims"),
                            ("chosen", "Chosen by an editor"),
                            ("sent_back", "Sent back by an editor"),
                            ("handed_over", "Handed over by a colleague"),
                            ("retracted", "Took the finding back to think again"),
                            ("appointed", "Asked to adjudicate"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                ("leased_until", models.DateTimeField()),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_as",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reviewed", "Reviewed"),
                            ("retracted", "Finding taken back"),
                            ("sent_back", "Finding sent back"),
                            ("released", "Given back"),
                            ("postponed", "Postponed"),
                            ("handed_over", "Handed over"),
                            ("escalated", "Escalated to an editor"),
                            ("recused", "Stepped aside"),
                            ("expired", "Lease ran out"),
                            ("dismissed", "Claim dismissed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("counted", models.BooleanField(default=False, editable=False)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="claims.claim"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["reviewer", "id"], name="held_by_reviewer"
                    ),
                    models.Index(
                        condition=models.Q(("closed_at", None)), fields=["leased_until"], name="leases_running"
                    ),
                    models.Index(
                        condition=models.Q(("closed_as__in", ("", "reviewed"))),
                        fields=["reviewer", "claim"],
                        name="standing_of_reviewer",
                    ),
                    models.Index(
                        condition=models.Q(("closed_as__in", ("released", "postponed", "expired"))),
                        fields=["reviewer", "closed_at"],
                        name="set_aside_by",
                    ),
                    models.Index(
                        condition=models.Q(
                            models.Q(("closed_as", "reviewed"), ("counted", False), ("role", "review")),
                            models.Q(models.Q(("closed_as", "reviewed"), _negated=True), ("counted", True)),
                            _connector="OR",
                        ),
                        fields=["claim"],
                        name="findings_to_count",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_as__in", ("", "reviewed"))),
                        fields=("claim", "role", "place"),
                        name="one_standing_assignment_per_place",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_as__in", ("", "reviewed"))),
                        fields=("claim", "reviewer"),
                        name="nobody_twice_on_a_claim",
                    ),
                    models.CheckConstraint(condition=models.Q(("place__range", (1, 9))), name="place_is_1_to_9"),
                    models.CheckConstraint(
                        condition=models.Q(("role", "review"), ("place", 1), _connector="OR"),
                        name="one_adjudicator_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_as", ""), ("closed_at", None)),
                            models.Q(("closed_at__isnull", False), models.Q(("closed_as", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="closed_assignment_says_how",
                    ),
                ],
            },
        ),
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("url",), name="one_cited_page_per_address"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="unread_page_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outlet", "Outlet"),
                            ("organisation", "Organisation"),
                            ("claimant", "Claimant"),
                            ("topic", "Topic"),
                            ("claim", "Claim"),
                        ],
                        max_length=12,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=200)),
                ("starts_on", models.DateField(default=claims.clock.today)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("note", models.TextField(blank=True)),
                ("declared_at", models.DateTimeField(default=claims.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.claim",
                    ),
                ),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="claims.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "conflict of interest",
                "verbose_name_plural": "conflicts of interest",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("claim", None),
                                ("kind__in", ("outlet", "organisation", "claimant")),
                                ("topic", None),
                                models.Q(("value", ""), _negated=True),
                            ),
                            models.Q(("claim", None), ("kind", "topic"), ("topic__isnull", False), ("value", "")),
                            models.Q(("claim__isnull", False), ("kind", "claim"), ("topic", None), ("value", "")),
                            _connector="OR",
                        ),
                        name="conflict_names_what_its_kind_says",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("starts_on__lte", models.F("ends_on")), _connector="OR"),
                        name="conflict_begins_before_it_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(
                                ("ended_at__isnull", False), ("ended_by__isnull", False), ("ends_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="ended_conflict_says_by_whom_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="claims.claim"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "claim"), name="one_draft_per_person_and_claim")
                ],
            },
        ),
        migrations.CreateModel(
            name="Export",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("claims", "Claims"),
                            ("reviews", "Reviews"),
                            ("verdicts", "Verdicts"),
                            ("sources", "Sources"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "format",
                    models.CharField(choices=[("csv", "CSV"), ("xlsx", "XLSX"), ("jsonl", "JSON lines")], max_length=5),
                ),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("asked_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("wanted", "Being made"),
                            ("ready", "Ready"),
                            ("failed", "Could not be made"),
                            ("expired", "Expired"),
                        ],
                        default="wanted",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500)),
                ("tries", models.PositiveIntegerField(default=1)),
                ("begun_at", models.DateTimeField(null=True)),
                ("rows_done", models.PositiveBigIntegerField(default=0)),
                ("rows_expected", models.PositiveBigIntegerField(null=True)),
                ("made_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("file", models.CharField(blank=True, max_length=100)),
                ("size", models.PositiveBigIntegerField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "ready")), fields=["expires_at"], name="exports_by_expiry"
                    ),
                    models.Index(
                        condition=models.Q(("state", "wanted")), fields=["asked_by"], name="exports_being_made"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("expires_at__isnull", False), ("state", "ready"), models.Q(("file", ""), _negated=True)
                            ),
                            models.Q(models.Q(("state", "ready"), _negated=True), ("file", "")),
                            _connector="OR",
                        ),
                        name="ready_export_has_a_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_feed")],
            },
        ),
        migrations.CreateModel(
            name="ImportedReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identity", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField(default=1)),
                ("current", models.BooleanField(default=True)),
                ("digest", models.CharField(max_length=64)),
                ("raw", models.BinaryField()),
                ("forms", models.JSONField(default=list)),
                ("origin", models.CharField(max_length=500)),
                ("imported_at", models.DateTimeField(default=claims.clock.now)),
                ("record_id", models.TextField(blank=True)),
                ("url", models.TextField(blank=True)),
                ("claim", models.TextField(blank=True)),
                ("title", models.TextField(blank=True)),
                ("language", models.CharField(blank=True, max_length=35)),
                ("publisher", models.TextField(blank=True)),
                ("publisher_url", models.TextField(blank=True)),
                ("reviewers", models.JSONField(default=list)),
                ("published_on", models.DateField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("published_offset", models.SmallIntegerField(null=True)),
                ("rating", models.TextField(blank=True)),
                ("rating_value", models.FloatField(null=True)),
                ("best_rating", models.FloatField(null=True)),
                ("worst_rating", models.FloatField(null=True)),
                ("rating_explanation", models.TextField(blank=True)),
                ("claimant", models.TextField(blank=True)),
                ("claimant_kind", models.CharField(blank=True, max_length=12)),
                ("claimant_url", models.TextField(blank=True)),
                ("claimed_on", models.DateField(null=True)),
                ("appearances", models.JSONField(default=list)),
                ("first_appearance", models.TextField(blank=True)),
                ("words", claims.search.WordsField(default="", editable=False, of=("claim", "title", "claimant"))),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("identity", "version"), name="imported_versions_in_sequence"),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("identity",),
                        name="one_current_import_of_a_record",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("capacity", models.PositiveSmallIntegerField(default=5, help_text="How many claims to hold at once.")),
                (
                    "languages",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text='Language codes such as ["en", "es"]. Empty: every language.',
                    ),
                ),
                (
                    "available",
                    models.BooleanField(
                        default=True,
                        help_text="Whether claims are assigned automatically. Taking the next one works either way.",
                    ),
                ),
                (
                    "away_from",
                    models.DateField(blank=True, help_text="The first day away.", null=True, verbose_name="away from"),
                ),
                (
                    "away_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day away. Empty: until further notice.",
                        null=True,
                        verbose_name="away until",
                    ),
                ),
                (
                    "mail",
                    models.CharField(
                        choices=[
                            ("at_once", "At once, one mail for each"),
                            ("daily", "Once a day, all in one mail"),
                            ("never", "No mail"),
                        ],
                        default="daily",
                        max_length=10,
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(
                        blank=True, help_text="What this person knows well.", related_name="+", to="claims.topic"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="profile", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "reviewer's profile",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("capacity__gte", 1)), name="capacity_is_at_least_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("away_from", None),
                            ("away_until", None),
                            ("away_from__lte", models.F("away_until")),
                            _connector="OR",
                        ),
                        name="away_from_comes_before_away_until",
                        violation_error_message="The last day away lies before the first.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RatingScale",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=100)),
                ("size", models.PositiveSmallIntegerField()),
                ("made_at", models.DateTimeField(null=True)),
                ("current", models.BooleanField(default=False)),
                ("chosen_at", models.DateTimeField(null=True)),
                (
                    "chosen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slug", "version"), name="one_scale_per_version"),
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)), fields=("current",), name="one_current_scale"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=40)),
                ("label", models.CharField(max_length=60)),
                ("definition", models.CharField(max_length=300)),
                ("on_line", models.BooleanField(default=True)),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("green", "Green"),
                            ("lime", "Lime"),
                            ("amber", "Amber"),
                            ("orange", "Orange"),
                            ("red", "Red"),
                            ("blue", "Blue"),
                            ("purple", "Purple"),
                            ("grey", "Grey"),
                        ],
                        default="grey",
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "scale",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="reviews.ratingscale"
                    ),
                ),
            ],
            options={
                "ordering": ["scale", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("scale", "slug"), name="one_rating_per_label"),
                    models.UniqueConstraint(fields=("scale", "label"), name="labels_of_a_scale_differ"),
                    models.UniqueConstraint(fields=("scale", "position"), name="labels_stand_in_order"),
                    models.CheckConstraint(condition=models.Q(("position__gte", 1)), name="labels_count_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("definition", ""), _negated=True), name="label_is_defined"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("on_line", True), ("value", None), _connector="OR"),
                        name="off_the_line_is_no_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("colour__in", ["green", "lime", "amber", "orange", "red", "blue", "purple", "grey"])
                        ),
                        name="colour_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("summary", models.CharField(blank=True, max_length=500)),
                ("reasoning", models.TextField()),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "assignment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="reviews.assignment"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="claims.claim"
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.rating"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Rules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reviews_wanted",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Reviews of each claim, blind to each other. An article, a topic or a claim may want more.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                    ),
                ),
                (
                    "tolerance",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="How many steps on the rating scale two reviewers may lie apart and still agree.",
                    ),
                ),
                (
                    "approvals_wanted",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Editors who approve a verdict before it can be published; none of them reviewed the claim.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                    ),
                ),
                (
                    "sources_wanted",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Sources that every finding needs.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "decisive_sources_wanted",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Independent sources (of different publishers) for a rating on either end of the scale.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "taken_lease_minutes",
                    models.PositiveIntegerField(
                        default=reviews.models.rules._taken_lease,
                        help_text="How long who took a claim keeps it.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "assigned_lease_minutes",
                    models.PositiveIntegerField(
                        default=reviews.models.rules._assigned_lease,
                        help_text="The same for who was given one.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
                (
                    "warning_minutes",
                    models.PositiveIntegerField(
                        default=10, help_text="How long before a lease ends its holder is told."
                    ),
                ),
                (
                    "grace_minutes",
                    models.PositiveIntegerField(
                        default=5,
                        help_text="How long after its end a lease is still honoured, before the claim goes to others.",
                    ),
                ),
                (
                    "overdue_hours",
                    models.PositiveIntegerField(
                        default=48,
                        help_text="After how long a claim that waits counts as overdue.",
                        validators=[django.core.validators.MinValueValidator(1)],
                    ),
                ),
            ],
            options={
                "verbose_name": "rules of the desk",
                "verbose_name_plural": "rules of the desk",
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_set_of_rules")],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("query", models.CharField(blank=True, max_length=1000)),
                ("shared", models.BooleanField(default=False)),
                ("default", models.BooleanField(default=False)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "name"), name="views_of_a_person_differ"),
                    models.UniqueConstraint(
                        condition=models.Q(("default", True)), fields=("owner",), name="one_default_view"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="view_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.CharField(blank=True, max_length=7)),
                ("scale", models.CharField(blank=True, max_length=40)),
                ("compared", models.JSONField(default=dict)),
                ("pairs", models.JSONField(default=list)),
                ("work", models.JSONField(default=list)),
                ("decisions", models.JSONField(default=list)),
            ],
            options={
                "ordering": ["month", "scale"],
                "constraints": [
                    models.UniqueConstraint(fields=("month", "scale"), name="one_tally_per_month_and_scale")
                ],
            },
        ),
        migrations.CreateModel(
            name="Tallying",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_until", models.DateTimeField(null=True)),
                ("counted_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_tallying")],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposal", models.PositiveIntegerField(default=1)),
                ("approved_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="verdict", to="claims.claim"
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("rests_on", models.ManyToManyField(related_name="verdicts", to="reviews.review")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.review"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by", None),
                            models.Q(("approved_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="verdict_needs_a_second_pair_of_eyes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approved_by", None)),
                            models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="approval_has_a_person_and_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErrorReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField()),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("sender", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=claims.clock.now)),
                ("handled_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="error_reports", to="reviews.verdict"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["created_at", "sender"], name="reports_by_time"),
                    models.Index(models.F("id"), condition=models.Q(("handled_at", None)), name="reports_open"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at", None), ("handled_by", None), ("note", "")),
                            models.Q(
                                ("handled_at__isnull", False),
                                ("handled_by__isnull", False),
                                models.Q(("note", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handled_report_says_by_whom_and_how",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposal", models.PositiveIntegerField()),
                ("seen", models.PositiveIntegerField()),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="approvals", to="reviews.verdict"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("verdict", "proposal", "person"), name="nobody_approves_twice")
                ],
            },
        ),
        migrations.CreateModel(
            name="VerdictVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                (
                    "edition",
                    models.CharField(
                        choices=[
                            ("original", "First published"),
                            ("correction", "Correction"),
                            ("update", "Update"),
                            ("clarification", "Clarification"),
                            ("withdrawal", "Withdrawn"),
                        ],
                        max_length=15,
                    ),
                ),
                ("wording", models.TextField(blank=True)),
                ("summary", models.CharField(blank=True, max_length=500)),
                ("reasoning", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.rating"
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="reviews.verdict"
                    ),
                ),
            ],
            options={
                "ordering": ["sequence"],
                "indexes": [
                    models.Index(models.F("id"), condition=models.Q(("sequence__gt", 1)), name="versions_that_change")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("verdict", "sequence"), name="versions_are_in_sequence"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", "original"), ("sequence", 1)),
                            models.Q(("sequence__gt", 1), models.Q(("note", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="later_version_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("author", models.CharField(blank=True, max_length=200)),
                ("published_on", models.DateField(null=True)),
                ("accessed_on", models.DateField(null=True)),
                ("quote", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("primary", "Primary source"),
                            ("secondary", "Secondary source"),
                            ("data", "Data"),
                            ("expert", "Expert statement"),
                        ],
                        default="secondary",
                        max_length=10,
                    ),
                ),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supports", "Supports the claim"),
                            ("refutes", "Refutes the claim"),
                            ("context", "Gives context"),
                        ],
                        default="context",
                        max_length=10,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("withheld_reason", models.CharField(blank=True, max_length=300)),
                (
                    "archived_copy",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="reviews.archivedcopy",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="reviews.review",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sources",
                        to="reviews.verdictversion",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("url", ""), _negated=True), fields=["url"], name="sources_by_address"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("review", None), ("version__isnull", False)),
                            models.Q(("review__isnull", False), ("version", None)),
                            _connector="OR",
                        ),
                        name="source_belongs_to_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withheld_reason", ""), models.Q(("title", ""), ("url", ""), _negated=True)),
                            models.Q(
                                models.Q(("withheld_reason", ""), _negated=True),
                                models.Q(("note", ""), _negated=True),
                                ("author", ""),
                                ("publisher", ""),
                                ("title", ""),
                                ("url", ""),
                            ),
                            _connector="OR",
                        ),
                        name="source_can_be_found",
                    ),
                    models.UniqueConstraint(fields=("review", "position"), name="review_sources_in_order"),
                    models.UniqueConstraint(fields=("version", "position"), name="version_sources_in_order"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("withdrawn", models.BooleanField(default=False)),
                ("rating", models.CharField(max_length=40)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("outlet", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField()),
                ("said", models.TextField()),
                ("words", claims.search.WordsField(default="", editable=False, of=("said",))),
                (
                    "verdict",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="published", to="reviews.verdict"
                    ),
                ),
                (
                    "shown",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.verdictversion"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["rating", "id"], name="checks_by_rating"),
                    models.Index(fields=["language", "id"], name="checks_by_language"),
                    models.Index(fields=["language", "verdict"], name="verdicts_by_language"),
                    models.Index(fields=["outlet", "id"], name="checks_by_outlet"),
                    models.Index(fields=["year", "id"], name="checks_by_year"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedEntry",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("mark", models.CharField(default=reviews.models.feed._mark, max_length=12)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("verdict.published", "A verdict is published"),
                            ("verdict.corrected", "A verdict is corrected, updated or clarified"),
                            ("verdict.withdrawn", "A verdict is withdrawn"),
                            ("verdict.refreshed", "The copy of a cited page has come, or the language of an article"),
                            ("scale.written", "A version of a rating scale is written"),
                            ("scale.in_use", "A version of a rating scale is put in use"),
                            ("scale.out_of_use", "A version of a rating scale is no longer in use"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "scale",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.ratingscale",
                    ),
                ),
                (
                    "verdict",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.verdict"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reviews.verdictversion",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["at", "id"], name="feed_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("version",), name="each_version_is_told_of_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scale", None), ("verdict__isnull", False)),
                            models.Q(("scale__isnull", False), ("verdict", None), ("version", None)),
                            _connector="OR",
                        ),
                        name="feed_tells_of_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message", models.CharField(max_length=40, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("verdict.published", "A verdict is published"),
                            ("verdict.corrected", "A verdict is corrected, updated or clarified"),
                            ("verdict.withdrawn", "A verdict is withdrawn"),
                            ("verdict.refreshed", "The copy of a cited page has come, or the language of an article"),
                            ("scale.written", "A version of a rating scale is written"),
                            ("scale.in_use", "A version of a rating scale is put in use"),
                            ("scale.out_of_use", "A version of a rating scale is no longer in use"),
                            ("webhook.test", "A test"),
                        ],
                        max_length=20,
                    ),
                ),
                ("body", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("delivered", "Delivered"), ("failed", "Given up")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=300)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("begun_at", models.DateTimeField(default=claims.clock.now)),
                ("due_at", models.DateTimeField(default=claims.clock.now, null=True)),
                ("made_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "entry",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.feedentry"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "delivered")), fields=["begun_at"], name="deliveries_to_forget"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", False), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("due_at", None)),
                            _connector="OR",
                        ),
                        name="waiting_delivery_has_its_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=claims.clock.now)),
                ("milliseconds", models.PositiveIntegerField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="reviews.webhookdelivery",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "round", "number"), name="attempts_are_counted")
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookEndpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000)),
                ("description", models.CharField(blank=True, max_length=200)),
                ("kinds", models.JSONField(blank=True, default=list)),
                ("made_at", models.DateTimeField(default=claims.clock.now)),
                ("off_at", models.DateTimeField(null=True)),
                ("off_why", models.CharField(blank=True, max_length=300)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("off_at", None), ("off_why", "")),
                            models.Q(("off_at__isnull", False), models.Q(("off_why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="endpoint_that_is_off_says_why",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="webhookdelivery",
            name="endpoint",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="reviews.webhookendpoint"
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
                            ("reported", "A reader found an error"),
                            ("webhook_off", "A webhook went off"),
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
                (
                    "webhook",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="reviews.webhookendpoint",
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
                        condition=models.Q(
                            ("claim__isnull", False),
                            ("article__isnull", False),
                            ("webhook__isnull", False),
                            _connector="OR",
                        ),
                        name="notification_leads_somewhere",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookSecret",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.CharField(max_length=64)),
                ("proof", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=claims.clock.now)),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="secrets",
                        to="reviews.webhookendpoint",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_at", None)),
                        fields=("endpoint",),
                        name="one_secret_in_use_per_endpoint",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(fields=["endpoint", "-id"], name="deliveries_of_an_endpoint"),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["endpoint"], name="deliveries_that_wait"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.UniqueConstraint(
                fields=("endpoint", "entry"), name="an_endpoint_is_told_of_each_change_once"
            ),
        ),
        *(append_only(f"reviews_{table}") for table in ("review", "verdictversion", "source", "rating", "feedentry")),
        # What makes a version of a scale what it is. Which one is in use may change, and who chose it.
        append_only("reviews_ratingscale", ("id", "slug", "version", "name", "size", "made_by_id", "made_at")),
        approval_by_other_eyes(),
        scale_is_full(),
        index_of_words("imported_by_words", "reviews_importedreview"),
        index_of_words("checks_by_words", "reviews_publishedcheck"),
    ]

"""All tables of claims: what is kept of articles, their claims and their history, and what guards and finds it."""

import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import claims.clock
import claims.search
from claims.migrations._statements import append_only, index_of_words


class Migration(migrations.Migration):
    initial = True
    # A desk that went these steps one by one, all of them, has these tables already.
    replaces = [
        ("claims", "0001_initial"),
        ("claims", "0003_append_only"),
        ("claims", "0004_one_article_per_address"),
        ("claims", "0005_language_may_be_recognised"),
        ("claims", "0006_heads_learned_from_the_desk"),
        ("claims", "0007_places_in_the_queue"),
        ("claims", "0008_topics"),
        ("claims", "0009_claims_made_by_hand"),
        ("claims", "0010_what_is_searched"),
        ("claims", "0011_orders_of_the_board"),
        ("claims", "0012_pages_to_fetch"),
        ("claims", "0013_machines"),
        ("claims", "0014_what_is_changed_at_the_desk"),
        ("claims", "0015_claims_told_apart"),
        ("claims", "0016_who_was_told_of_what_is_late"),
        ("claims", "0017_found_by_index_alone"),
        ("claims", "0018_what_leaves_as_a_file"),
    ]

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(blank=True, max_length=300)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("outlet", models.CharField(blank=True, max_length=200)),
                ("byline", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(blank=True, max_length=20)),
                ("published_on", models.DateField(blank=True, null=True)),
                ("reviews_wanted", models.PositiveSmallIntegerField(blank=True, editable=False, null=True)),
                (
                    "door",
                    models.CharField(
                        choices=[("admin", "Admin site"), ("api", "API"), ("command", "Command line")], max_length=10
                    ),
                ),
                ("received_at", models.DateTimeField(default=claims.clock.now, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("splitting", "Splitting"),
                            ("split", "Split"),
                            ("failed", "Failed"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("failure", models.CharField(blank=True, editable=False, max_length=500)),
                ("words", claims.search.WordsField(default="", editable=False, of=("title", "outlet", "byline"))),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "id"], name="articles_by_status"),
                    models.Index(
                        django.db.models.functions.text.Upper("outlet"),
                        models.F("id"),
                        include=("outlet",),
                        name="articles_by_outlet",
                    ),
                    models.Index(django.db.models.functions.text.Upper("language"), name="articles_by_language"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("url", ""), _negated=True), fields=("url",), name="one_article_per_address"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["received", "splitting", "split", "failed"])),
                        name="article_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("failure", ""), ("status", "failed"), _connector="OR"),
                        name="only_a_failed_article_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FittedHead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bias", models.FloatField()),
                ("slope", models.FloatField()),
                ("reasons", models.JSONField(default=dict)),
                ("fitted_at", models.DateTimeField(default=claims.clock.now)),
                ("learned_from", models.PositiveIntegerField()),
                ("held_back", models.PositiveIntegerField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("in_use", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("in_use", True)), fields=("in_use",), name="one_head_in_use"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("payload", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("ready", "Ready"), ("running", "Running"), ("done", "Done"), ("dead", "Given up")],
                        default="ready",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("run_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("dispatched_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("token", models.UUIDField(null=True)),
                ("error", models.CharField(blank=True, max_length=500)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["ready", "running"])),
                        fields=["run_at", "id"],
                        name="jobs_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key",), name="one_job_per_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "running"), _negated=True),
                            models.Q(("lease_until__isnull", False), ("token__isnull", False)),
                            _connector="OR",
                        ),
                        name="running_job_has_a_holder",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Machine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True)),
                ("scopes", models.JSONField(default=list)),
                ("made_at", models.DateTimeField(default=claims.clock.now)),
                ("ended_at", models.DateTimeField(null=True)),
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
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="machine", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="somebody_ended_the_machine",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MachineKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("prefix", models.CharField(max_length=8, unique=True)),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(default=claims.clock.now)),
                ("expires_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "machine",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="keys", to="claims.machine"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at", None)),
                        fields=("machine", "place"),
                        name="one_live_key_per_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__range", (1, 2))), name="machine_has_two_places_for_keys"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="somebody_revoked_the_key",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("body", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="claims.article"
                    ),
                ),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("sha256",), name="the_same_text_is_the_same_article"),
                    models.UniqueConstraint(fields=("article", "number"), name="revisions_are_numbered"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=32)),
                ("suffix", models.CharField(blank=True, max_length=32)),
                ("wording", models.TextField(blank=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[("detected", "Found by the detector"), ("marked", "Marked by a person")],
                        default="detected",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("check_worthiness", models.FloatField()),
                ("shipped_score", models.FloatField(null=True)),
                ("reasons", models.JSONField(default=list)),
                ("claimant", models.CharField(blank=True, max_length=300)),
                ("claimant_start", models.PositiveIntegerField(null=True)),
                ("claimant_end", models.PositiveIntegerField(null=True)),
                ("words", claims.search.WordsField(default="", editable=False, of=("text", "claimant"))),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Low"), (1, "Normal"), (2, "High"), (3, "Urgent")], default=1, editable=False
                    ),
                ),
                ("reviews_wanted", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("queued_at", models.DateTimeField(editable=False, null=True)),
                ("rank_at", models.DateTimeField(editable=False, null=True)),
                ("not_before", models.DateTimeField(editable=False, null=True)),
                ("late_told_at", models.DateTimeField(editable=False, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("queued", "Waiting for a reviewer"),
                            ("in_review", "In review"),
                            ("escalated", "Needs an editor"),
                            ("disputed", "Reviewers disagree"),
                            ("reviewed", "Waiting for an editor"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("dismissed", "Dismissed"),
                        ],
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(default=claims.clock.now, editable=False)),
                ("moved_at", models.DateTimeField(default=claims.clock.now, editable=False)),
                ("was_disputed", models.BooleanField(default=False, editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="claims.article"
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="claims.revision"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("rank_at"),
                        models.F("id"),
                        condition=models.Q(("status", "queued")),
                        include=("article",),
                        name="claims_waiting_by_rank",
                    ),
                    models.Index(fields=["status", "id"], name="claims_by_status"),
                    models.Index(
                        fields=["status", "moved_at", "id"], include=("article", "reviews_wanted"), name="claims_by_age"
                    ),
                    models.Index(
                        fields=["status", "check_worthiness", "id"], include=("article",), name="claims_by_worth"
                    ),
                    models.Index(
                        models.F("status"),
                        django.db.models.expressions.CombinedExpression(models.F("priority"), "*", models.Value(-1)),
                        models.F("moved_at"),
                        models.F("id"),
                        include=("priority", "article"),
                        name="claims_by_urgency",
                    ),
                    models.Index(
                        condition=models.Q(("was_disputed", True)),
                        fields=["status", "moved_at", "id"],
                        name="claims_disputed_by_age",
                    ),
                    models.Index(
                        models.F("queued_at"),
                        models.F("id"),
                        condition=models.Q(("status", "queued")),
                        name="claims_waiting_since",
                    ),
                    models.Index(
                        models.F("queued_at"),
                        models.F("id"),
                        condition=models.Q(("late_told_at", None), ("status", "queued")),
                        name="claims_not_told_late",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ("disputed", "reviewed"))),
                        fields=["status", "reviews_wanted", "id"],
                        name="claims_telling",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "dismissed"), _negated=True),
                        fields=("revision", "start", "end"),
                        name="one_live_claim_per_span",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))), name="claim_has_characters"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("check_worthiness__gte", 0), ("check_worthiness__lte", 1)),
                        name="check_worthiness_is_0_to_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "new",
                                    "queued",
                                    "in_review",
                                    "escalated",
                                    "disputed",
                                    "reviewed",
                                    "approved",
                                    "published",
                                    "withdrawn",
                                    "dismissed",
                                ],
                            )
                        ),
                        name="claim_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["detected", "marked"])), name="claim_origin_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "queued"), _negated=True), ("rank_at__isnull", False), _connector="OR"
                        ),
                        name="queued_claim_has_a_rank",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviews_wanted", None), ("reviews_wanted__range", (1, 9)), _connector="OR"
                        ),
                        name="claim_wants_1_to_9_reviews",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ToldApart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "one",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.claim"),
                ),
                (
                    "other",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.claim"),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
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
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Its name in the API and on the command line.", max_length=60, unique=True
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True)),
                (
                    "reviews_wanted",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Reviews of each claim on this topic. Empty: as many as the desk wants.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9),
                        ],
                    ),
                ),
                (
                    "experts_only",
                    models.BooleanField(
                        default=False,
                        help_text="Its claims are only handed to reviewers whose profile lists this topic.",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviews_wanted", None),
                            models.Q(("reviews_wanted__gte", 1), ("reviews_wanted__lte", 9)),
                            _connector="OR",
                        ),
                        name="topic_wants_1_to_9_reviews",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="topics",
            field=models.ManyToManyField(blank=True, related_name="articles", to="claims.topic"),
        ),
        migrations.CreateModel(
            name="WantedPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=2000)),
                ("details", models.JSONField(default=dict)),
                (
                    "door",
                    models.CharField(
                        choices=[("admin", "Admin site"), ("api", "API"), ("command", "Command line")],
                        default="admin",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=claims.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[("wanted", "Being fetched"), ("here", "Fetched"), ("failed", "Could not be fetched")],
                        default="wanted",
                        max_length=10,
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=1)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "article",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="claims.article"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("article__isnull", False), ("state", "here")),
                            models.Q(models.Q(("state", "here"), _negated=True), ("article", None)),
                            _connector="OR",
                        ),
                        name="fetched_page_has_its_article",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), models.Q(("why", ""), _negated=True)),
                            models.Q(models.Q(("state", "failed"), _negated=True), ("why", "")),
                            _connector="OR",
                        ),
                        name="only_a_failed_page_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "about",
                    models.CharField(
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
                ("name", models.CharField(max_length=150)),
                (
                    "act",
                    models.CharField(
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
                ("did", models.TextField()),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["about", "name", "id"], name="desk_events_of_something")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("receive", "Receive"),
                            ("revise", "Receive a new revision"),
                            ("start_split", "Start splitting"),
                            ("finish_split", "Finish splitting"),
                            ("fail_split", "Give up splitting"),
                            ("retry", "Split again"),
                            ("find", "Find in the article"),
                            ("mark", "Mark in the article"),
                            ("adjust", "Adjust the words"),
                            ("split", "Split in two"),
                            ("merge", "Merge with a neighbour"),
                            ("clarify", "Clarify the wording"),
                            ("queue", "Queue for review"),
                            ("take", "Take"),
                            ("assign", "Assign"),
                            ("release", "Give back"),
                            ("postpone", "Postpone"),
                            ("hand_over", "Hand over"),
                            ("escalate", "Escalate to an editor"),
                            ("recuse", "Step aside"),
                            ("expire", "Let the lease run out"),
                            ("review", "Record a finding"),
                            ("retract", "Take a finding back"),
                            ("appoint", "Appoint an adjudicator"),
                            ("adjudicate", "Adjudicate"),
                            ("send_back", "Send back"),
                            ("approve", "Approve"),
                            ("count", "Count the approvals"),
                            ("publish", "Publish"),
                            ("correct", "Correct"),
                            ("withdraw", "Withdraw"),
                            ("dismiss", "Dismiss"),
                            ("restore", "Restore"),
                            ("prioritise", "Set the priority"),
                            ("want", "Set how many reviews are wanted"),
                        ],
                        max_length=20,
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=10)),
                ("after", models.CharField(max_length=10)),
                ("note", models.TextField(blank=True)),
                ("words", claims.search.WordsField(default="", editable=False, of=("note",))),
                ("at", models.DateTimeField(default=claims.clock.now)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="claims.article"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="claims.claim"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["claim", "id"], name="events_of_a_claim"),
                    models.Index(fields=["at", "id"], name="events_by_time"),
                    models.Index(fields=["actor", "at", "id"], name="events_of_a_person"),
                    models.Index(fields=["act", "at", "id"], include=("claim",), name="events_of_an_act"),
                    models.Index(
                        condition=models.Q(("words", ""), _negated=True), fields=["at", "id"], name="events_with_words"
                    ),
                    models.Index(
                        condition=models.Q(("after", "disputed")), fields=["claim"], name="events_of_a_dispute"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=255)),
                ("asked", models.CharField(max_length=64)),
                ("token", models.UUIDField()),
                ("lease_until", models.DateTimeField()),
                ("begun_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("body", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                (
                    "caller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("caller", "key"), name="one_answer_per_caller_and_key"),
                    models.CheckConstraint(
                        condition=models.Q(("status", None), ("status__range", (200, 299)), _connector="OR"),
                        name="only_what_was_done_is_kept",
                    ),
                ],
            },
        ),
        append_only("claims_event"),
        append_only("claims_revision"),
        append_only("claims_deskevent"),
        index_of_words("articles_by_words", "claims_article"),
        index_of_words("claims_by_words", "claims_claim"),
        index_of_words("events_by_words", "claims_event"),
    ]

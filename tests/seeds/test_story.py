"""The sample newsroom's story, told through the actions: complete, true to its data, told once, and only in debug."""

import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims import policy
from claims.enums import Act, Door, JobState, Status
from claims.models import Article, Claim, Event, Job
from reviews import queries, tasks
from reviews.actions import assignments
from reviews.enums import Closed, Edition
from reviews.models import Assignment, Review, VerdictVersion
from seeds import stage, story
from seeds.newsroom import ARTICLES, PEOPLE, Finding, SampleArticle
from tests import factories, manage

pytestmark = pytest.mark.django_db

FINDINGS = [(article, finding) for article in ARTICLES for finding in article.findings]
# What happened to a claim by its outcome, and who did it, in order. The rest of the history is the same for all.
REVIEWED = [("assign", "editor"), ("review", "reviewer")]
PUBLISHED = [*REVIEWED, ("approve", "editor"), ("publish", "editor")]
HISTORIES: dict[str, tuple[Status, list[tuple[str, str]]]] = {
    "held": (Status.IN_REVIEW, [("assign", "editor")]),
    "released": (Status.QUEUED, [("assign", "editor"), ("release", "reviewer")]),
    "escalated": (Status.ESCALATED, [("assign", "editor"), ("escalate", "reviewer")]),
    "disputed": (Status.DISPUTED, [("want", "editor"), *REVIEWED, *REVIEWED]),
    "reviewed": (Status.REVIEWED, REVIEWED),
    "sent_back": (Status.IN_REVIEW, [*REVIEWED, ("send_back", "editor")]),
    "approved": (Status.APPROVED, [*REVIEWED, ("approve", "editor")]),
    "published": (Status.PUBLISHED, PUBLISHED),
    "corrected": (Status.PUBLISHED, [*PUBLISHED, ("correct", "editor")]),
    "withdrawn": (Status.WITHDRAWN, [*PUBLISHED, ("withdraw", "editor")]),
    "dismissed": (Status.DISMISSED, [("dismiss", "editor")]),
}

every_finding = pytest.mark.parametrize(
    ("article", "finding"), FINDINGS, ids=[f"{finding.outcome}: {finding.sentence[:30]}" for _, finding in FINDINGS]
)


def counts() -> dict[str, int]:
    """Of every table that is ours or names people."""
    ours = [model for label in ("claims", "reviews", "auth") for model in apps.get_app_config(label).get_models()]
    return {model.__name__: model.objects.count() for model in ours}


def claim_of(finding: Finding) -> Claim:
    claim: Claim = Claim.objects.get(text=finding.sentence)
    return claim


def user(name: str) -> Any:
    return get_user_model().objects.get(username=name)


@pytest.fixture(scope="class")
def told(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """The story, told once for all tests of a class."""
    with django_db_blocker.unblock(), transaction.atomic():
        assert story.tell() == len(ARTICLES)
        yield timezone.now()
        transaction.set_rollback(True)


@pytest.fixture
def debug(settings: Any) -> None:
    settings.DEBUG = True  # pytest-django turns it off


@pytest.mark.usefixtures("told")
class TestHistory:
    @every_finding
    def test_is_what_the_outcome_says_done_by_whose_part_it_is(self, article: SampleArticle, finding: Finding) -> None:
        claim = claim_of(finding)
        status, acts = HISTORIES[finding.outcome]
        first, second, *rest = claim.events.order_by("id")
        assert (first.act, first.actor.username) == (Act.FIND, policy.CLOCK)
        assert second.act == Act.QUEUE
        # Who happens to be offered the claim anyway takes it, and nobody needs to be asked: that hangs on its rank.
        done = [(event.act, _part(event.actor)) for event in rest]
        assert [("assign", "editor") if act == ("take", "reviewer") else act for act in done] == acts
        assert claim.status == status
        assert claim.article.url == article.url
        assert {topic.slug for topic in claim.article.topics.all()} == set(article.topics)

    @every_finding
    def test_each_act_starts_where_the_one_before_ended(self, article: SampleArticle, finding: Finding) -> None:
        events = list(claim_of(finding).events.order_by("id"))
        assert [event.before for event in events] == ["", *[event.after for event in events[:-1]]]
        assert all(earlier.at < later.at for earlier, later in pairwise(events))

    def test_was_written_in_the_order_in_which_it_happened(self) -> None:
        times = list(Event.objects.order_by("id").values_list("at", flat=True))
        assert times == sorted(times)

    def test_begins_more_than_two_weeks_ago_and_ends_before_now(self, told: datetime) -> None:
        times = list(Event.objects.order_by("id").values_list("at", flat=True))
        assert times[0] < told - timedelta(days=14)
        assert times[-1] < told
        assert len({at.date() for at in times}) > 8

    def test_gives_everything_the_time_at_which_it_happened(self) -> None:
        for article in Article.objects.all():
            assert article.received_at == article.events.get(act=Act.RECEIVE).at
        for claim in Claim.objects.all():
            events = claim.events.order_by("id")
            moved = events.exclude(before=F("after")).last()
            assert (claim.created_at, claim.moved_at) == (events[0].at, moved.at)
            assert claim.version == len(events)  # found, and one for each act
        for review in Review.objects.all():
            assert review.created_at == review.claim.events.get(act=Act.REVIEW, actor=review.reviewer).at
        for version in VerdictVersion.objects.all():
            assert version.verdict.claim.events.filter(at=version.published_at, actor=version.published_by).count() == 1

    def test_says_why_where_somebody_had_to_explain(self) -> None:
        explained = {
            event.note
            for event in Event.objects.filter(act__in=["release", "escalate", "send_back", "withdraw", "dismiss"])
        }
        assert explained == {finding.note for _, finding in FINDINGS if finding.note}

    def test_nobody_approved_or_corrected_their_own_finding(self) -> None:
        for version in VerdictVersion.objects.select_related("verdict"):
            assert version.published_by != version.verdict.proposed_by
            assert version.verdict.approved_by != version.verdict.proposed_by

    def test_nobody_ever_held_more_than_they_may(self) -> None:
        for person in PEOPLE:
            held, most = 0, 0
            spans = Assignment.objects.filter(reviewer__username=person.username)
            changes = [(span.created_at, 1) for span in spans] + [
                (span.closed_at, -1) for span in spans if span.closed_at
            ]
            for _, change in sorted(changes):
                held += change
                most = max(most, held)
            assert most <= person.capacity

    def test_every_lease_was_kept(self) -> None:
        # What was sent back was closed in time, and closed anew when its finding fell.
        closed = Assignment.objects.exclude(closed_at=None).exclude(closed_as=Closed.SENT_BACK)
        assert closed.exists()
        assert all(assignment.closed_at < assignment.leased_until for assignment in closed)


@pytest.mark.usefixtures("told")
class TestWhatIsThere:
    @pytest.mark.parametrize("sample", ARTICLES, ids=lambda sample: sample.file)
    def test_each_article_came_in_as_the_data_say(self, sample: SampleArticle) -> None:
        article = Article.objects.get(url=sample.url)
        assert (article.title, article.outlet, article.byline) == (sample.title, sample.outlet, sample.byline)
        assert (article.language, article.brought_by.username) == (sample.language, sample.brought_by)
        assert article.published_on == date.fromisoformat(sample.published_on)
        assert article.status == "split"
        assert (timezone.localdate() - timezone.localtime(article.received_at).date()).days == sample.received_days_ago

    def test_they_came_through_more_than_one_door(self) -> None:
        assert set(Article.objects.values_list("door", flat=True)) == {Door.API, Door.ADMIN}

    @every_finding
    def test_what_was_found_is_recorded_word_for_word(self, article: SampleArticle, finding: Finding) -> None:
        reviews = list(claim_of(finding).reviews.all())
        if finding.outcome in ("held", "released", "escalated", "dismissed"):
            assert reviews == []
            return
        review, *others = reviews
        told = [(other.reviewer.username, other.rating.slug, other.reasoning) for other in others]
        second = finding.second
        assert told == ([(second.reviewer, second.rating, second.reasoning)] if second else [])
        assert review.reviewer.username == finding.reviewer
        assert (review.rating.slug, review.reasoning) == (finding.rating, finding.reasoning)
        assert review.summary == finding.summary
        sources = [(source.url, source.title, source.quote, source.stance) for source in review.sources.all()]
        assert sources == [(source.url, source.title, source.quote, source.stance) for source in finding.sources]

    def test_the_correction_and_the_withdrawal_stand_beside_what_they_replace(self) -> None:
        for finding, edition in ((_only("corrected"), Edition.CORRECTION), (_only("withdrawn"), Edition.WITHDRAWAL)):
            first, second = claim_of(finding).verdict.versions.all()
            assert (first.edition, first.rating.slug) == (Edition.ORIGINAL, finding.rating)
            assert second.edition == edition
            assert second.note == (finding.correction.note if finding.correction else finding.note)
        corrected = _only("corrected")
        assert corrected.correction
        first, second = claim_of(corrected).verdict.versions.all()
        assert second.rating.slug == corrected.correction.rating
        assert (second.published_at - first.published_at).days == corrected.correction.days_later

    def test_leases_of_what_is_held_still_run_for_hours(self, told: datetime) -> None:
        held = Assignment.objects.open()
        assert held.count() == sum(finding.outcome in ("held", "sent_back") for _, finding in FINDINGS)
        assert all(assignment.leased_until > told + timedelta(hours=4) for assignment in held)
        assert assignments.expire_overdue() == 0

    def test_no_work_is_left_for_a_worker(self) -> None:
        assert Counter(Job.objects.values_list("state", "attempts")) == {(JobState.DONE, 1): Job.objects.count()}

    def test_nothing_was_assigned_automatically(self) -> None:
        assert not Event.objects.filter(act=Act.ASSIGN, actor__username=policy.CLOCK).exists()


@pytest.mark.usefixtures("told")
class TestLogins:
    @pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
    def test_the_password_is_the_name_and_demo(self, person: Any) -> None:
        someone = authenticate(username=person.username, password=f"{person.username}-demo")
        assert someone is not None
        assert policy.roles_of(someone) == frozenset({person.role.title()} if person.role else ())
        assert someone.is_staff == bool(person.role)

    def test_a_reviewer_finds_something_held_something_sent_back_and_a_filled_queue(self) -> None:
        reviewer = user("reviewer")
        assert sorted(held.reason for held in queries.held_by(reviewer)) == ["chosen", "sent_back"]
        assert queries.waiting_for(reviewer).count() > 20
        assert assignments.take_next(actor=reviewer).claim.status == Status.IN_REVIEW

    def test_an_editor_finds_work_at_every_step(self) -> None:
        found = queries.counts_by_status()
        assert all(found[status] for status in Status.values if status != Status.NEW), found

    def test_only_one_reviewer_is_given_claims_automatically(self) -> None:
        assert [reviewer.username for reviewer in queries.available_reviewers()] == ["reviewer-es"]
        waiting = queries.waiting_for(user("reviewer")).count()
        tasks.assign_waiting()
        assert queries.held_by(user("reviewer-es")).count() == 5
        assert queries.waiting_for(user("reviewer")).count() >= waiting - 5


@pytest.mark.usefixtures("told", "debug")
class TestToldBefore:
    def test_a_second_time_changes_nothing_and_says_so(self) -> None:
        before, last = counts(), Event.objects.latest("id").pk
        assert "already told" in seed()
        assert (counts(), Event.objects.latest("id").pk) == (before, last)

    def test_the_log_ins_are_printed(self) -> None:
        printed = seed()
        for person in PEOPLE:
            assert re.search(rf"\| {person.username} +\| {person.username}-demo +\|", printed)


class TestTelling:
    def test_is_refused_outside_debug(self) -> None:
        before = counts()
        with pytest.raises(CommandError, match="only with DEBUG=true") as refused:
            seed()
        assert refused.value.returncode == 1
        assert counts() == before

    def test_interrupted_keeps_nothing_and_a_rerun_tells_it_all(self, debug: None) -> None:
        before = counts()
        with (
            patch("reviews.actions.verdicts.withdraw", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            seed()
        assert counts() == before
        assert "is told: 6 articles" in seed()
        assert Article.objects.count() == len(ARTICLES)

    def test_names_the_sentence_that_detection_does_not_find(self, debug: None) -> None:
        before = counts()
        with patch("claims.detection.read", return_value=[]), pytest.raises(CommandError) as refused:
            seed()
        first = ARTICLES[0]
        sentence = (
            f"Detection finds no claim in {first.file} that reads “{first.findings[0].sentence}”. Nothing was kept."
        )
        assert str(refused.value) == sentence
        assert counts() == before

    def test_says_what_did_not_work_when_splitting_fails(self, debug: None) -> None:
        with (
            patch("claims.detection.read", side_effect=RuntimeError("the model is gone")),
            pytest.raises(CommandError, match="was not done: RuntimeError: the model is gone"),
        ):
            seed()

    def test_a_text_that_somebody_brought_before_is_left_to_them(self) -> None:
        text = (story.TEXTS / ARTICLES[0].file).read_text(encoding="utf-8")
        known = factories.receive(text, url="https://example.org/by-hand")
        assert story.tell() == len(ARTICLES)
        assert Article.objects.count() == len(ARTICLES)
        assert [event.act for event in known.events.all()] == [Act.RECEIVE]

    def test_an_article_that_is_added_later_is_told_without_the_others(self) -> None:
        with patch.object(story, "ARTICLES", ARTICLES[1:]):
            assert story.tell() == len(ARTICLES) - 1
        known = set(Event.objects.values_list("pk", flat=True))
        assert story.tell() == 1
        assert set(Event.objects.exclude(pk__in=known).values_list("article__url", flat=True)) == {ARTICLES[0].url}

    def test_people_who_have_an_account_keep_it(self) -> None:
        factories.PersonFactory(editor=True, username="editor", password="untouched")
        story.tell()
        assert user("editor").password == "untouched"

    def test_a_desk_with_little_room_hears_the_same_story(self, settings: Any) -> None:
        settings.QUEUE_THRESHOLD, settings.CLAIMS_PER_ARTICLE = 0.99, 1
        settings.ASSIGNED_LEASE_MINUTES = settings.TAKEN_LEASE_MINUTES = 1
        story.tell()
        assert {claim_of(finding).status for _, finding in FINDINGS} == {status for status, _ in HISTORIES.values()}
        assert assignments.expire_overdue() == 0

    @pytest.mark.parametrize("hour", [0, 12, 23])
    @pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
    def test_any_hour_anywhere_is_a_good_one(self, hour: int, zone: str) -> None:
        now = datetime(2026, 4, 5, hour, 1, tzinfo=ZoneInfo(zone))  # in Auckland the clocks changed that night
        with patch.object(story.timezone, "now", return_value=now), timezone.override(zone):
            assert story.tell() == len(ARTICLES)
        times = list(Event.objects.order_by("id").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] < now

    def test_the_reviewer_takes_what_would_be_the_next_anyway(self, tmp_path: Path) -> None:
        sentence = "Exports rose by 31 percent in 2019, the ministry of trade said."
        (tmp_path / "one.txt").write_text(sentence)
        one = SampleArticle(
            file="one.txt",
            title="One",
            outlet="",
            url="https://example.org/one",
            language="en",
            published_on="2020-01-01",
            received_days_ago=5,
            brought_by="editor",
            findings=(Finding(sentence=sentence, reviewer="reviewer", rating="true", outcome="released", note="No."),),
        )
        with patch.multiple(story, ARTICLES=[one], TEXTS=tmp_path):
            story.tell()
        assert [event.act for event in Event.objects.exclude(claim=None).order_by("id")][-2:] == [Act.TAKE, Act.RELEASE]


class TestAsAProcess:
    def test_it_is_told_in_seconds_and_quietly(self, tmp_path: Path) -> None:
        desk = manage.new_desk(tmp_path / "desk")
        started = time.monotonic()
        first = manage.run(desk, "seed")
        assert first.returncode == 0, first.stderr
        assert time.monotonic() - started < 60  # a few seconds, on a machine that does nothing else
        assert first.stderr in (b"", "Telling the story of the sample newsroom …\n".encode())
        assert b"already told" in manage.run(desk, "seed").stdout

    @pytest.mark.postgres
    def test_it_is_told_on_postgresql(self, tmp_path: Path, postgres: str) -> None:
        desk = manage.environment(tmp_path, DATABASE_URL=postgres)
        assert manage.run(desk, "migrate", "--skip-checks", "--verbosity", "0").returncode == 0
        first = manage.run(desk, "seed")
        assert first.returncode == 0, first.stderr
        assert b"is told: 6 articles" in first.stdout
        assert b"already told" in manage.run(desk, "seed").stdout


@pytest.mark.parametrize("module", [story, stage], ids=lambda module: module.__name__)
def test_the_story_writes_nothing_but_through_actions(module: Any) -> None:
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert not re.findall(r"\.(?:save|create|bulk_create|update|delete|get_or_create|update_or_create)\(", source)


def seed() -> str:
    out = io.StringIO()
    call_command("seed", stdout=out)
    return out.getvalue()


def _part(actor: Any) -> str:
    return {person.username: person.role for person in PEOPLE}[actor.username]


def _only(outcome: str) -> Finding:
    [finding] = [finding for _, finding in FINDINGS if finding.outcome == outcome]
    return finding

"""The sample newsroom's story, told through the actions: complete, true to its data, told once, and only in debug."""

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
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


@pytest.fixture(scope="module", autouse=True)
def told(lasting: Any) -> Iterator[datetime]:
    """The story, told once for all that only listen."""
    with lasting():
        assert story.tell() == len(ARTICLES)
        yield timezone.now()


@pytest.fixture
def debug(settings: Any) -> None:
    settings.DEBUG = True  # pytest-django turns it off


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


@pytest.mark.usefixtures("debug")
class TestToldBefore:
    def test_a_second_time_changes_nothing_and_says_so(self) -> None:
        before, last = counts(), Event.objects.latest("id").pk
        assert "already told" in seed()
        assert (counts(), Event.objects.latest("id").pk) == (before, last)

    def test_the_log_ins_are_printed(self) -> None:
        printed = seed()
        for person in PEOPLE:
            assert re.search(rf"\| {person.username} +\| {person.username}-demo +\|", printed)


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

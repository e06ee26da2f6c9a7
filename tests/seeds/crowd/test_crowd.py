"""A crowd is rows that no act wrote: each must be as the acts would have left it."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F
from django.test import override_settings

from claims import workflow
from claims.enums import Act, Status
from claims.models import Article, Claim, Event
from claims.ranking import rank_at
from reviews import queries
from reviews.actions import assignments, places, public_list, verdicts
from reviews.models import (
    Approval,
    Assignment,
    ErrorReport,
    Profile,
    PublishedCheck,
    Review,
    Verdict,
    VerdictVersion,
)
from reviews.notifications import deadlines
from seeds.crowd.filling import Crowded, Wish, fill
from seeds.crowd.people import CAPACITY, PASSWORD
from tests.factories import PersonFactory, record

pytestmark = pytest.mark.django_db
BY_PLACES = (Status.QUEUED, Status.IN_REVIEW, Status.DISPUTED, Status.REVIEWED)


class TestEightHundredClaims:
    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def crowd(cls, lasting: Any) -> Iterator[None]:
        with lasting(), override_settings(DEBUG=True):
            call_command("crowd", claims=800, verbosity=0)
            yield

    @pytest.fixture
    def reviewer(self, db: None) -> Any:
        return get_user_model().objects.get(username="crowd-reviewer-1")

    def test_there_is_something_of_everything(self) -> None:
        counted = queries.counts_by_status()
        assert sum(counted.values()) == 800
        assert min(counted.values()) > 0, counted
        assert 30 < Article.objects.count() < 60
        assert Article.objects.values("language").distinct().count() == 4
        assert Article.objects.exclude(topics=None).exists()
        assert Claim.objects.values("priority").distinct().count() == 4
        assert VerdictVersion.objects.filter(edition="correction").exists()
        assert Assignment.objects.filter(place=2).exists()

    def test_every_claim_is_what_stands_there(self) -> None:
        for claim in Claim.objects.select_related("revision"):
            body = claim.revision.body
            assert body[claim.start : claim.end] == claim.text
            assert body[claim.claimant_start : claim.claimant_end] == claim.claimant
            assert body[: claim.start].endswith(claim.prefix)
            assert body[claim.end :].startswith(claim.suffix)

    def test_every_history_could_have_happened(self) -> None:
        events = Event.objects.order_by("claim_id", "article_id", "id")
        now = {claim.pk: (claim.status, claim.version) for claim in Claim.objects.all()}
        for (claim, _), found in groupby(
            events, key=lambda event: (event.claim_id, event.claim_id or event.article_id)
        ):
            history = list(found)
            assert history[0].before == workflow.START
            for event in history:
                assert event.after in workflow.ARROWS[Act(event.act)][event.before]
            for one, next_one in pairwise(history):
                assert (one.after, one.at <= next_one.at) == (next_one.before, True)
            if claim:
                assert now[claim] == (history[-1].after, len(history))

    def test_where_a_claim_stands_is_what_its_places_say(self) -> None:
        for claim in Claim.objects.filter(status__in=BY_PLACES):
            proposal = Verdict.objects.filter(claim=claim).values("review", "proposal", "rests_on").order_by("rests_on")
            before = list(proposal)
            assert places.status_of(claim) == claim.status
            assert list(proposal) == before

    def test_who_waits_has_a_rank_and_who_reviewed_was_suitable(self) -> None:
        for claim in Claim.objects.exclude(queued_at=None):
            assert claim.rank_at == rank_at(claim.queued_at, claim.priority, claim.check_worthiness)
        for review in Review.objects.select_related("claim__article", "reviewer__profile")[:100]:
            assert queries.conflict_of(review.reviewer, review.claim) is None
            known = queries.languages_of(review.reviewer)
            assert review.claim.article.language in known or not known
        assert not Approval.objects.filter(verdict__review__reviewer=F("person")).exists()

    def test_readers_find_what_the_acts_would_have_shown_them(self) -> None:
        made = {row.verdict_id: row for row in PublishedCheck.objects.all()}
        for verdict in Verdict.objects.public():
            public_list.show(verdict.versions.last())
        told = [field.attname for field in PublishedCheck._meta.concrete_fields]
        shown = {row.verdict_id: row for row in PublishedCheck.objects.all()}
        assert {pk: [getattr(row, name) for name in told] for pk, row in made.items()} == {
            pk: [getattr(row, name) for name in told] for pk, row in shown.items()
        }
        assert ErrorReport.objects.exists()

    def test_what_a_claim_keeps_of_its_history_is_what_happened(self) -> None:
        disputed = set(Event.objects.filter(after=Status.DISPUTED).values_list("claim", flat=True))
        assert set(Claim.objects.filter(was_disputed=True).values_list("pk", flat=True)) == disputed != set()

    def test_nobody_holds_more_than_they_can(self) -> None:
        assert set(Profile.objects.values_list("capacity", flat=True)) == {CAPACITY}
        held = [queries.held_by(profile.user).count() for profile in Profile.objects.select_related("user")]
        assert 0 < max(held) < CAPACITY
        assert assignments.expire_overdue() == 0
        assert deadlines.tell_of_overdue() == 0

    def test_the_real_acts_go_on_from_there(self, reviewer: Any) -> None:
        taken = assignments.take_next(actor=reviewer)
        record(taken)
        claim = Claim.objects.get(pk=taken.claim_id)
        assert claim.status in (Status.REVIEWED, Status.QUEUED)
        published = Verdict.objects.filter(claim__status=Status.PUBLISHED)[0].claim
        editor = PersonFactory(editor=True)
        assert verdicts.withdraw(published.pk, actor=editor, note="A mistake.").sequence > 1
        assert reviewer.check_password(PASSWORD)


def test_the_same_wish_makes_the_same_crowd(settings: Any) -> None:
    fill(Wish(claims=60, seed=7))
    texts = list(Claim.objects.order_by("id").values_list("text", flat=True))
    assert len(set(texts)) > 50
    with pytest.raises(Crowded):
        fill(Wish(claims=60, seed=7))


def test_all_of_it_may_wait_and_want_two_reviews(settings: Any) -> None:
    fill(Wish(claims=60, waiting=1, wanted=2, reviewers=8))
    assert set(Claim.objects.values_list("status", "reviews_wanted")) == {(Status.QUEUED, 2)}
    assert get_user_model().objects.filter(username__startswith="crowd-reviewer").count() == 8


def test_it_refuses_outside_debug_and_where_something_is_already(settings: Any) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="only with DEBUG=true"):
        call_command("crowd", claims=20)
    assert not Article.objects.exists()
    settings.DEBUG = True
    call_command("crowd", claims=20, verbosity=0)
    with pytest.raises(CommandError, match="wants an empty one"):
        call_command("crowd", claims=20)


@pytest.mark.parametrize("wrong", [("--claims", "0"), ("--waiting", "1.5"), ("--wanted", "10")])
def test_it_says_what_it_cannot_do(wrong: tuple[str, str], settings: Any) -> None:
    settings.DEBUG = True
    with pytest.raises(CommandError, match="it must be"):
        call_command("crowd", *wrong)

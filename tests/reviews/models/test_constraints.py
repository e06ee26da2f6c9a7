"""What the database knows to be true at the desk, also when nobody asked an action."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.enums import Status
from reviews.enums import AssignmentRole, Closed, Edition
from reviews.models import Assignment, Profile, Rating, RatingScale, Source, Verdict, VerdictVersion
from tests.factories import PersonFactory, claim_at

pytestmark = pytest.mark.django_db

# SQLite names the columns of a unique constraint, PostgreSQL its name.
COLUMNS = {
    "one_open_assignment_per_role": "reviews_assignment.claim_id, reviews_assignment.role",
    "versions_are_in_sequence": "reviews_verdictversion.verdict_id, reviews_verdictversion.sequence",
    "review_sources_in_order": "reviews_source.review_id, reviews_source.position",
    "version_sources_in_order": "reviews_source.version_id, reviews_source.position",
    "one_current_scale": "reviews_ratingscale.current",
    "one_scale_per_version": "reviews_ratingscale.slug, reviews_ratingscale.version",
    "one_rating_per_label": "reviews_rating.scale_id, reviews_rating.slug",
}


def assert_refused(name: str, change: Any) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    assert name in str(refused.value) or COLUMNS.get(name, name) in str(refused.value)


def a_copy(row: Any, **changes: Any) -> Any:
    return type(row)(**type(row).objects.filter(pk=row.pk).values().get() | {"id": None} | changes)


def test_a_claim_is_in_one_hand_per_role() -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    assert_refused("one_open_assignment_per_role", a_copy(held, reviewer_id=PersonFactory(reviewer=True).pk).save)
    a_copy(held, role=AssignmentRole.ADJUDICATION).save()
    a_copy(held, closed_at=timezone.now(), closed_as=Closed.RELEASED).save()
    assert Assignment.objects.filter(claim=held.claim).count() == 3


@pytest.mark.parametrize("wrong", [{"closed_at": timezone.now()}, {"closed_as": Closed.EXPIRED}])
def test_a_closed_assignment_says_how_and_an_open_one_does_not(wrong: dict[str, Any]) -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    assert_refused("closed_assignment_says_how", lambda: Assignment.objects.filter(pk=held.pk).update(**wrong))


def test_an_approval_has_a_person_and_a_time(editor: Any) -> None:
    verdict = claim_at(Status.REVIEWED).verdict
    found = Verdict.objects.filter(pk=verdict.pk)
    assert_refused("approval_has_a_person_and_a_time", lambda: found.update(approved_by=editor))
    assert_refused("approval_has_a_person_and_a_time", lambda: found.update(approved_at=timezone.now()))


def test_versions_have_numbers_of_their_own() -> None:
    version = claim_at(Status.PUBLISHED).verdict.versions.get()
    assert_refused("versions_are_in_sequence", a_copy(version).save)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": 2, "edition": Edition.CORRECTION, "note": ""},
        {"sequence": 2, "edition": Edition.WITHDRAWAL, "note": ""},
        {"sequence": 1, "edition": Edition.CORRECTION, "note": "Why."},
        {"sequence": 0, "edition": Edition.ORIGINAL, "note": ""},
    ],
)
def test_every_version_but_the_first_says_why(wrong: dict[str, Any]) -> None:
    version = claim_at(Status.PUBLISHED).verdict.versions.get()
    other = claim_at(Status.APPROVED).verdict
    assert_refused("later_version_says_why", a_copy(version, verdict_id=other.pk, **wrong).save)


def test_a_source_belongs_to_a_review_or_to_a_version_and_not_to_both() -> None:
    claim = claim_at(Status.PUBLISHED)
    of_review = claim.reviews.get().sources.get()
    version = claim.verdict.versions.get()
    assert_refused("source_belongs_to_one", a_copy(of_review, version_id=version.pk, position=9).save)
    assert_refused("source_belongs_to_one", a_copy(of_review, review_id=None, position=9).save)


def test_a_source_can_be_found() -> None:
    source = Source.objects.get(review__claim=claim_at(Status.REVIEWED))
    assert_refused("source_can_be_found", a_copy(source, url="", title="", position=9).save)


def test_sources_stand_in_an_order() -> None:
    claim = claim_at(Status.PUBLISHED)
    assert_refused("review_sources_in_order", a_copy(claim.reviews.get().sources.get()).save)
    assert_refused("version_sources_in_order", a_copy(claim.verdict.versions.get().sources.get()).save)


def test_one_scale_is_current_and_its_labels_differ() -> None:
    scale = RatingScale.objects.get(current=True)
    assert_refused("one_current_scale", RatingScale(slug="other", version=1, name="Other", current=True).save)
    assert_refused("one_scale_per_version", RatingScale(slug=scale.slug, version=scale.version, name="Again").save)
    again = Rating(scale=scale, slug="true", label="True", definition="True.", position=10)
    assert_refused("one_rating_per_label", again.save)


def test_the_first_scale_has_five_steps_on_the_line_and_four_outcomes_off_it() -> None:
    values = list(Rating.objects.filter(scale__current=True).order_by("position").values_list("value", flat=True))
    assert values == [5, 4, 3, 2, 1, None, None, None, None]


def test_a_capacity_is_at_least_one(reviewer: Any) -> None:
    assert_refused("capacity_is_at_least_one", Profile(user=reviewer, capacity=0).save)


def test_nobody_is_away_until_a_day_before_the_first(reviewer: Any) -> None:
    days = {"away_from": date(2026, 1, 2), "away_until": date(2026, 1, 1)}
    assert_refused("away_from_comes_before_away_until", Profile(user=reviewer, **days).save)
    Profile(user=reviewer, **days | {"away_from": date(2026, 1, 1)}).save()


@pytest.mark.parametrize("relation", ["reviewer", "claim"])
def test_whom_and_what_an_assignment_names_cannot_be_removed(relation: str) -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    with pytest.raises(ProtectedError):
        getattr(held, relation).delete()


def test_a_rating_that_readers_were_shown_cannot_be_removed() -> None:
    version: VerdictVersion = claim_at(Status.PUBLISHED).verdict.versions.get()
    with pytest.raises(ProtectedError):
        version.rating.delete()

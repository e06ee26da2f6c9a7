"""What the database knows to be true at the desk, also when nobody asked an action."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.enums import Status
from reviews.enums import AssignmentRole, Closed, Edition
from reviews.models import Assignment, Feed, FeedEntry, Profile, Rating, RatingScale, Source, Verdict, VerdictVersion
from tests.factories import PersonFactory, claim_at

pytestmark = pytest.mark.django_db

# SQLite names the columns of a unique constraint, PostgreSQL its name.
COLUMNS = {
    "one_standing_assignment_per_place": "reviews_assignment.role, reviews_assignment.place",
    "nobody_twice_on_a_claim": "reviews_assignment.claim_id, reviews_assignment.reviewer_id",
    "versions_are_in_sequence": "reviews_verdictversion.verdict_id, reviews_verdictversion.sequence",
    "review_sources_in_order": "reviews_source.review_id, reviews_source.position",
    "version_sources_in_order": "reviews_source.version_id, reviews_source.position",
    "one_current_scale": "reviews_ratingscale.current",
    "one_scale_per_version": "reviews_ratingscale.slug, reviews_ratingscale.version",
    "one_rating_per_label": "reviews_rating.scale_id, reviews_rating.slug",
    "labels_of_a_scale_differ": "reviews_rating.scale_id, reviews_rating.label",
    "labels_stand_in_order": "reviews_rating.scale_id, reviews_rating.position",
    "each_version_is_told_of_once": "reviews_feedentry.version_id",
}


def assert_refused(name: str, change: Any) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    assert name in str(refused.value) or COLUMNS.get(name, name) in str(refused.value)


def a_copy(row: Any, **changes: Any) -> Any:
    return type(row)(**type(row).objects.filter(pk=row.pk).values().get() | {"id": None} | changes)


def test_a_place_of_a_claim_is_in_one_hand() -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    somebody = PersonFactory(reviewer=True).pk
    assert_refused("one_standing_assignment_per_place", a_copy(held, reviewer_id=somebody).save)
    a_copy(held, reviewer_id=somebody, place=2).save()
    a_copy(held, closed_at=timezone.now(), closed_as=Closed.RELEASED).save()
    assert Assignment.objects.filter(claim=held.claim).count() == 3


def test_a_place_stays_taken_while_its_finding_stands() -> None:
    reviewed = claim_at(Status.REVIEWED).assignments.get()
    somebody = PersonFactory(reviewer=True).pk
    assert_refused("one_standing_assignment_per_place", a_copy(reviewed, reviewer_id=somebody).save)


@pytest.mark.parametrize("other", [{"place": 2}, {"role": AssignmentRole.ADJUDICATION}])
def test_nobody_is_twice_on_a_claim(other: dict[str, Any]) -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    assert_refused("nobody_twice_on_a_claim", a_copy(held, **other).save)


def test_there_is_one_adjudicator_at_a_time() -> None:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    somebody = PersonFactory(reviewer=True).pk
    second = a_copy(held, role=AssignmentRole.ADJUDICATION, reviewer_id=somebody, place=2)
    assert_refused("one_adjudicator_at_a_time", second.save)


def test_who_wrote_a_finding_on_a_claim_approves_nothing_of_it() -> None:
    claim = claim_at(Status.REVIEWED)
    author = claim.reviews.get().reviewer
    with pytest.raises(DatabaseError, match="wrote no finding"), transaction.atomic():
        claim.verdict.approvals.create(proposal=1, person=author, seen=1)


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
    assert_refused("one_current_scale", RatingScale(slug="other", version=1, name="Other", size=0, current=True).save)
    assert_refused(
        "one_scale_per_version", RatingScale(slug=scale.slug, version=scale.version, name="Again", size=0).save
    )
    assert_refused("one_rating_per_label", a_label(slug="true", label="Two").save)
    assert_refused("labels_of_a_scale_differ", a_label(slug="two", label="True").save)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("labels_stand_in_order", {"position": 1}),
        ("labels_count_from_one", {"position": 0}),
        ("label_is_defined", {"definition": ""}),
        ("off_the_line_is_no_number", {"on_line": False, "value": 1}),
        ("colour_is_known", {"colour": "#ff0000"}),
    ],
)
def test_a_label_is_whole(name: str, wrong: dict[str, Any]) -> None:
    assert_refused(name, a_label(**wrong).save)
    a_label().save()


def a_label(**changes: Any) -> Rating:
    """The second label of a scale that has room for it."""
    scale, new = RatingScale.objects.get_or_create(slug="other", name="Other", size=2)
    if new:
        Rating.objects.create(scale=scale, slug="true", label="True", definition="True.", position=1)
    return Rating(**{"scale": scale, "slug": "two", "label": "Two", "definition": "Two.", "position": 2} | changes)


def test_no_label_is_added_to_a_scale_that_is_written() -> None:
    scale = RatingScale.objects.get(current=True)
    with pytest.raises(DatabaseError, match="written already"), transaction.atomic():
        a_label(scale=scale, position=10).save()
    assert scale.ratings.count() == scale.size == 9


def test_what_a_scale_is_never_changes_and_which_is_in_use_may() -> None:
    found = RatingScale.objects.filter(current=True)
    for change in ({"slug": "other"}, {"version": 2}, {"name": "Other"}, {"size": 10}, {"made_at": timezone.now()}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            found.update(**change)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        found._raw_delete(found.db)
    assert found.update(current=False) == 1


def test_the_first_scale_has_five_steps_on_the_line_and_four_outcomes_off_it() -> None:
    labels = Rating.objects.filter(scale__current=True).order_by("position")
    assert [(label.slug, label.value, label.on_line) for label in labels] == [
        *(("true", 5, True), ("mostly_true", 4, True), ("half_true", 3, True), ("mostly_false", 2, True)),
        *(("false", 1, True), ("unproven", None, False), ("missing_context", None, False)),
        *(("outdated", None, False), ("satire", None, False)),
    ]


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


def test_the_feed_tells_of_each_version_once_and_of_one_thing_at_a_time() -> None:
    version = claim_at(Status.PUBLISHED).verdict.versions.get()
    told = FeedEntry.objects.get(version=version)
    again = {"pk": told.pk + 1, "kind": told.kind}
    assert_refused("each_version_is_told_of_once", FeedEntry(**again, verdict=told.verdict, version=version).save)
    scale = RatingScale.objects.get()
    assert_refused("feed_tells_of_one_thing", FeedEntry(**again, verdict=told.verdict, scale=scale).save)
    assert_refused("feed_tells_of_one_thing", FeedEntry(**again).save)


def test_there_is_one_feed() -> None:
    assert_refused("one_feed", Feed(pk=2).save)

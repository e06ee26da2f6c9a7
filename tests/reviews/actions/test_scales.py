"""Rating scales: written whole, never edited, only succeeded; what stands keeps the rating that it was given."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from claims import clock as desk_clock
from claims.enums import Status
from claims.errors import DomainError, NotAllowed, NotFound, StaleVersion
from reviews import queries
from reviews.actions import scales, verdicts
from reviews.actions.scales import LabelDraft
from reviews.actions.verdicts import Correction
from reviews.errors import NothingCorrected
from reviews.models import Rating, RatingScale
from tests.factories import claim_at, record

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RIGHT = LabelDraft(label="Right", definition="It is right.", value=2, colour="green")
WRONG = LabelDraft(label="Wrong", definition="It is wrong.", value=1, colour="red")
OFF = LabelDraft(label="Nobody knows", definition="There is no evidence.", on_line=False)
LABELS = [RIGHT, WRONG, OFF]


def rows() -> list[Any]:
    """Everything about scales, to be compared before and after."""
    return [list(model.objects.order_by("pk").values()) for model in (RatingScale, Rating)]


def first_scale() -> list[LabelDraft]:
    return scales.as_drafts(Rating.objects.filter(scale__slug="truth", scale__version=1))


def test_the_next_version_is_whole_and_in_use_and_says_who_wrote_it_when(editor: Any) -> None:
    with desk_clock.set_to(NOON):
        made = scales.succeed("truth", LABELS, actor=editor)
    assert (made.slug, made.version, made.name, made.size) == ("truth", 2, "Truth scale", 3)
    assert (made.made_by, made.made_at, made.chosen_by, made.chosen_at) == (editor, NOON, editor, NOON)
    assert RatingScale.objects.get(current=True) == made
    kept = made.ratings.values_list("position", "slug", "label", "definition", "on_line", "value", "colour")
    assert list(kept) == [
        (1, "right", "Right", "It is right.", True, 2, "green"),
        (2, "wrong", "Wrong", "It is wrong.", True, 1, "red"),
        (3, "nobody_knows", "Nobody knows", "There is no evidence.", False, None, "grey"),
    ]


def test_the_version_before_stays_as_it_was(editor: Any) -> None:
    before = first_scale()
    scales.succeed("truth", LABELS, actor=editor, name="Shorter")
    older = RatingScale.objects.get(slug="truth", version=1)
    assert (older.name, older.current, older.made_by, older.chosen_by) == ("Truth scale", False, None, None)
    assert first_scale() == before


def test_what_was_rated_keeps_its_rating(editor: Any, reviewer: Any) -> None:
    done, open_claim = claim_at(Status.PUBLISHED), claim_at(Status.IN_REVIEW, reviewer=reviewer)
    scales.succeed("truth", [*LABELS, replace(OFF, label="False", slug="false")], actor=editor)
    assert done.reviews.get().rating.scale.version == 1
    assert done.verdict.shown.rating.scale.version == 1
    assert record(open_claim.assignments.get()).rating.scale.version == 2


def test_a_correction_of_the_words_leaves_the_rating_on_the_version_it_was_given_on(editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    scales.succeed("truth", LABELS, actor=editor)  # which has no “false”
    shown = verdicts.correct(
        claim.pk, actor=editor, correction=Correction(note="A slip.", summary="It was 4.", rating="false")
    )
    assert (shown.rating.slug, shown.rating.scale.version) == ("false", 1)
    with pytest.raises(NothingCorrected):
        verdicts.correct(claim.pk, actor=editor, correction=Correction(note="A slip.", rating="false"))
    moved = verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Rated anew.", rating="wrong"))
    assert (moved.rating.slug, moved.rating.scale.version) == ("wrong", 2)


def test_numbers_may_be_left_out(editor: Any) -> None:
    labels = [replace(label, value=None) for label in LABELS]
    made = scales.succeed("truth", labels, actor=editor)
    assert list(made.ratings.values_list("on_line", "value")) == [(True, None), (True, None), (False, None)]


REFUSED = [
    ([], "scale_too_short", "labels"),
    ([RIGHT, OFF], "scale_too_short", "labels"),
    ([RIGHT, replace(WRONG, label=" ")], "label_incomplete", "labels.2.label"),
    ([replace(RIGHT, definition=" "), WRONG], "label_incomplete", "labels.1.definition"),
    ([RIGHT, replace(WRONG, label="right")], "label_twice", "labels.2.label"),
    ([RIGHT, replace(WRONG, slug="right")], "label_twice", "labels.2.slug"),
    ([RIGHT, replace(WRONG, slug="wröng")], "wrong_slug", "labels.2.slug"),
    ([RIGHT, replace(WRONG, label="خطأ")], "wrong_slug", "labels.2.slug"),
    ([RIGHT, replace(WRONG, value=3)], "numbers_not_in_order", "labels"),
    ([RIGHT, replace(WRONG, value=2)], "numbers_not_in_order", "labels"),
    ([RIGHT, replace(WRONG, value=None)], "numbers_not_in_order", "labels"),
    ([RIGHT, WRONG, replace(OFF, value=1)], "wrong_number", "labels.3.value"),
    ([RIGHT, replace(WRONG, value=-1)], "wrong_number", "labels.2.value"),
    ([replace(RIGHT, value=101), WRONG], "wrong_number", "labels.1.value"),
    ([RIGHT, replace(WRONG, colour="#f00")], "unknown_choice", "labels.2.colour"),
    ([RIGHT, replace(WRONG, label="x" * 61)], "too_long", "labels.2.label"),
    ([RIGHT, replace(WRONG, definition="x" * 301)], "too_long", "labels.2.definition"),
    ([RIGHT, replace(WRONG, definition="a\x00b")], "not_text", "labels.2.definition"),
]


@pytest.mark.parametrize(("labels", "code", "about"), REFUSED)
def test_a_scale_that_is_not_right_is_refused_and_nothing_is_written(
    labels: list[LabelDraft], code: str, about: str, editor: Any
) -> None:
    before = rows()
    for write in (
        lambda: scales.succeed("truth", labels, actor=editor),
        lambda: scales.create("other", "Other", labels, actor=editor),
    ):
        with pytest.raises(DomainError) as refused:
            write()
        assert (refused.value.code, refused.value.about) == (code, about)
    assert rows() == before


def test_a_version_that_changes_nothing_is_refused(editor: Any) -> None:
    before = rows()
    with pytest.raises(DomainError) as refused:
        scales.succeed("truth", first_scale(), actor=editor)
    assert refused.value.code == "nothing_succeeded"
    assert rows() == before
    assert scales.succeed("truth", first_scale(), actor=editor, name="Another name").version == 2


def test_two_who_start_from_the_same_version_do_not_overwrite_each_other(editor: Any, second_editor: Any) -> None:
    scales.succeed("truth", LABELS, actor=editor, seen=1)
    before = rows()
    with pytest.raises(StaleVersion):
        scales.succeed("truth", [RIGHT, WRONG], actor=second_editor, seen=1)
    assert rows() == before


def test_a_new_scale_waits_until_somebody_uses_it(editor: Any, second_editor: Any) -> None:
    made = scales.create("short", " Short  scale ", LABELS, actor=editor)
    assert (made.version, made.name, made.current, made.chosen_by) == (1, "Short scale", False, None)
    assert RatingScale.objects.get(current=True).slug == "truth"
    with desk_clock.set_to(NOON):
        scales.use("short", 1, actor=second_editor)
    used = RatingScale.objects.get(current=True)
    assert (used.slug, used.chosen_by, used.chosen_at) == ("short", second_editor, NOON)
    assert [rating.slug for rating in queries.current_ratings()] == ["right", "wrong", "nobody_knows"]


@pytest.mark.parametrize(
    ("slug", "name", "code", "about"),
    [
        ("truth", "Other", "scale_exists", "slug"),
        ("Two words", "Other", "wrong_slug", "slug"),
        ("", "Other", "wrong_slug", "slug"),
        ("other", "  ", "name_needed", "name"),
        ("other", "x" * 101, "too_long", "name"),
    ],
)
def test_a_new_scale_has_a_name_and_a_short_name_of_its_own(
    slug: str, name: str, code: str, about: str, editor: Any
) -> None:
    before = rows()
    with pytest.raises(DomainError) as refused:
        scales.create(slug, name, LABELS, actor=editor)
    assert (refused.value.code, refused.value.about) == (code, about)
    assert rows() == before


def test_an_older_version_can_be_used_again(editor: Any) -> None:
    scales.succeed("truth", LABELS, actor=editor)
    scales.use("truth", 1, actor=editor)
    assert RatingScale.objects.get(current=True).version == 1
    assert scales.succeed("truth", [RIGHT, WRONG], actor=editor).version == 3


def test_using_what_is_in_use_changes_nothing(editor: Any) -> None:
    before = rows()
    scales.use("truth", 1, actor=editor)
    assert rows() == before


@pytest.mark.parametrize("role", ["reviewer", "stranger", "clock"])
def test_only_editors_write_and_choose(role: str, request: pytest.FixtureRequest) -> None:
    somebody = request.getfixturevalue(role)
    before = rows()
    for act in (
        lambda: scales.succeed("truth", LABELS, actor=somebody),
        lambda: scales.create("other", "Other", LABELS, actor=somebody),
        lambda: scales.use("truth", 1, actor=somebody),
    ):
        with pytest.raises(NotAllowed, match="needs an editor"):
            act()
    assert rows() == before


def test_a_scale_that_is_not_there_is_not_found(editor: Any) -> None:
    for act in (
        lambda: scales.succeed("nope", LABELS, actor=editor),
        lambda: scales.use("nope", 1, actor=editor),
        lambda: scales.use("truth", 2, actor=editor),
    ):
        with pytest.raises(NotFound):
            act()


def test_version_labels_and_use_vanish_together_when_the_last_write_fails(
    editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> None:
        raise RuntimeError

    before = rows()
    monkeypatch.setattr(scales, "_choose", fail)
    with pytest.raises(RuntimeError):
        scales.succeed("truth", LABELS, actor=editor)
    assert rows() == before

"""How far two ratings lie apart: on one version of a scale, between two of them, and where there is no distance."""

from typing import Any

import pytest

from reviews import queries
from reviews.actions import scales
from reviews.actions.scales import LabelDraft
from reviews.models import Rating

pytestmark = pytest.mark.django_db


def label(words: str, on_line: bool = True) -> LabelDraft:
    return LabelDraft(label=words, definition="So.", on_line=on_line)


def rating(slug: str, version: int = 1, scale: str = "truth") -> Rating:
    return Rating.objects.get(scale__slug=scale, scale__version=version, slug=slug)


def apart(a: Rating, b: Rating) -> int | None:
    steps = queries.steps_between(a, b)
    assert queries.steps_between(b, a) == steps
    return steps


@pytest.fixture
def shorter(editor: Any) -> None:
    """Version 2: the middle is called otherwise, “mostly false” lies off the line, “true” is as it was."""
    words = [
        label("True"),
        label("Mixed"),
        label("False"),
        label("Mostly false", on_line=False),
        label("Satire", False),
    ]
    scales.succeed("truth", words, actor=editor)


@pytest.mark.parametrize(
    ("a", "b", "steps"),
    [
        ("true", "true", 0),
        ("true", "mostly_true", 1),
        ("true", "false", 4),
        ("mostly_false", "half_true", 1),
        ("satire", "satire", 0),
        ("satire", "outdated", None),
        ("false", "unproven", None),
    ],
)
def test_on_one_version_positions_are_counted(a: str, b: str, steps: int | None) -> None:
    assert apart(rating(a), rating(b)) == steps


@pytest.mark.usefixtures("shorter")
@pytest.mark.parametrize(
    ("older", "newer", "steps"),
    [
        ("true", "true", 0),
        ("satire", "satire", 0),
        ("mostly_false", "mostly_false", 0),  # the same label, though it left the line
        ("true", "false", 1),  # what lies between them is on one version only
        ("false", "true", 1),
        ("mostly_true", "true", None),  # not on the newer version
        ("true", "mixed", None),  # not on the older version
        ("false", "mostly_false", None),  # off the newer line
        ("mostly_false", "false", None),
        ("true", "satire", None),
    ],
)
def test_between_versions_the_labels_that_are_on_both_lines_are_counted(
    older: str, newer: str, steps: int | None
) -> None:
    assert apart(rating(older, 1), rating(newer, 2)) == steps


def test_numbers_do_not_matter(editor: Any) -> None:
    words = [
        LabelDraft(label=words, definition="So.", value=value) for words, value in (("A", 100), ("B", 7), ("C", 1))
    ]
    scales.succeed("truth", words, actor=editor)
    assert apart(rating("a", 2), rating("b", 2)) == 1
    assert apart(rating("a", 2), rating("c", 2)) == 2


def test_two_scales_have_no_distance_also_where_a_label_has_the_same_name(editor: Any) -> None:
    scales.create("other", "Other", [label("True"), label("False")], actor=editor)
    assert apart(rating("true"), rating("false", scale="other")) is None
    assert apart(rating("true"), rating("true", scale="other")) is None


def test_ratings_that_came_with_their_scales_cost_no_query(django_assert_num_queries: Any) -> None:
    found = Rating.objects.select_related("scale").prefetch_related("scale__ratings").filter(scale__version=1)
    first, last = found.get(slug="true"), found.get(slug="false")
    with django_assert_num_queries(0):
        assert queries.steps_between(first, last) == 4

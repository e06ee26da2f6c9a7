"""Plots as shapes: where values come to lie, what is linked, and what is written where there is room."""

from itertools import pairwise

import pytest

from reviews.admin.drawing import HEIGHT, LEFT, RIGHT, TOP, WIDTH, Mark, Series, ceiling, columns, curves, stacks


@pytest.mark.parametrize(("most", "expected"), [(0, 1), (0.7, 0.8), (1, 1), (17, 20), (20, 20), (21, 40), (950, 1000)])
def test_the_highest_level_is_the_next_round_number(most: float, expected: float) -> None:
    assert ceiling([0, most]) == pytest.approx(expected)
    assert ceiling([]) == 1


def test_bars_stand_on_one_line_and_are_as_high_as_their_values() -> None:
    drawing = columns("x", "Some bars", [("a", [Mark(5, "five"), Mark(10, "ten")]), ("b", [Mark(0, "none")])])
    five, ten, none = drawing.boxes
    assert float(ten.height) == pytest.approx(2 * float(five.height), abs=0.1)
    assert {float(box.y) + float(box.height) for box in drawing.boxes} == {float(none.y)}
    assert float(ten.y) == TOP
    assert [level.label for level in drawing.levels] == ["0", "5", "10"]


def test_a_line_has_a_dot_where_it_leads_somewhere_and_passes_over_what_is_not_known() -> None:
    line = Series("name", "css", [Mark(1, "one"), None, Mark(2, "two", href="?two")])
    drawing = curves("x", "A line", ["a", "b", "c"], [line])
    assert len(drawing.lines[0].points.split()) == 2
    assert [dot.mark.says for dot in drawing.dots] == ["two"]
    assert all(LEFT < float(point.split(",")[0]) < WIDTH - RIGHT for point in drawing.lines[0].points.split())


def test_names_of_lines_that_end_together_can_be_read() -> None:
    drawing = curves("x", "Lines", ["a"], [Series(name, "", [Mark(1, name)]) for name in ("one", "two", "three")])
    heights = [float(text.y) for text in drawing.texts if text.css == "beside"]
    assert heights == sorted(heights, reverse=True)
    assert min(one - other for one, other in pairwise(heights)) >= 14


def test_a_fan_opens_from_the_end_of_the_line() -> None:
    drawing = curves("x", "A line", ["a", "b"], [Series("", "", [Mark(4, "four")])], fan=(2, 8))
    begin, low, high = (tuple(map(float, point.split(","))) for point in drawing.areas[0].points.split())
    assert begin[0] < low[0] == high[0]
    assert high[1] < begin[1] < low[1] < HEIGHT


def test_a_piece_of_a_bar_says_what_it_has_room_for() -> None:
    row = [Mark(90, "many", tag="False"), Mark(9, "some", tag="Mostly false"), Mark(1, "one", tag="True")]
    drawing = stacks("x", "Stacks", [("A topic with quite a long name", row)])
    assert [box.number for box in drawing.boxes] == ["False 90", "9", ""]
    assert [text.text for text in drawing.texts] == ["A topic with quit…", "100"]

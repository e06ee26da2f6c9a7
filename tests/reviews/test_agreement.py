"""The coefficients: every published example to three decimals, a second opinion on random tables, and the edges."""

import math
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.agreement import (
    ANOTHER_NUMBER,
    FEWER_THAN_TWO,
    NO_VARIATION,
    NOTHING_TO_COMPARE,
    Figure,
    Level,
    cohens_kappa,
    fleiss_kappa,
    krippendorffs_alpha,
    percent_agreement,
    tally,
)

# Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, sections A to E;
# the third table is also in Hayes and Krippendorff (2007), Communication Methods and Measures 1.
BINARY_DATA = ["0100000010", "1110010000"]
NOMINAL_DATA = ["aabbdcccedda", "babbbccceddd"]
FOUR_OBSERVERS = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."]

# Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20, p. 45.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
# Gwet (2002), "Inter-rater reliability: dependency on trait prevalence and marginal homogeneity", Statistical Methods
# for Inter-Rater Reliability Assessment 2: the same agreement, 60 of 100, with other margins.
GWET = {0.130: [[45, 15], [25, 15]], 0.259: [[25, 35], [5, 35]]}
TEXTBOOK = [[20, 5], [10, 15]]  # the usual fifty grant proposals, two readers: 0.400

# Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychological Bulletin 76, table 1: how many of
# six psychiatrists chose depression, personality disorder, schizophrenia, neurosis, other, for each of thirty patients.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# The example of ten subjects and fourteen raters that most descriptions of Fleiss' kappa carry: 0.210.
FOURTEEN_RATERS = [
    *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
    *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
]


def of_observers(rows: Sequence[str]) -> Counter[Any]:
    """A table with a row per observer, a column per unit, and dots where somebody did not rate."""
    given = [[None if cell == "." else int(cell, 16) for cell in row] for row in rows]
    return tally(zip(*given, strict=True))


def of_counts(rows: Iterable[Sequence[int]]) -> Counter[Any]:
    """A table with a row per unit that says how often each rating was given."""
    return tally([value for value, times in enumerate(row) for _ in range(times)] for row in rows)


def crossed(rows: Sequence[Sequence[int]]) -> dict[tuple[int, int], int]:
    return {(one, other): times for one, row in enumerate(rows) for other, times in enumerate(row)}


def fleiss_table() -> Counter[Any]:
    return of_counts([[int(digit) for digit in row] for row in FLEISS.split()])


@pytest.mark.parametrize(
    ("rows", "level", "expected"),
    [
        (BINARY_DATA, Level.NOMINAL, 0.095),
        (NOMINAL_DATA, Level.NOMINAL, 0.692),
        (FOUR_OBSERVERS, Level.NOMINAL, 0.743),
        (FOUR_OBSERVERS, Level.ORDINAL, 0.815),
        (FOUR_OBSERVERS, Level.INTERVAL, 0.849),
    ],
)
def test_alpha_equals_krippendorffs_own_examples(rows: list[str], level: Level, expected: float) -> None:
    assert rounded(krippendorffs_alpha(of_observers(rows), level)) == expected


def test_the_unit_that_one_observer_alone_saw_is_left_out_and_counted() -> None:
    figure = krippendorffs_alpha(of_observers(FOUR_OBSERVERS), Level.ORDINAL)
    assert (figure.used, figure.excluded) == (11, {FEWER_THAN_TWO: 1})


def test_cohens_kappa_equals_his_own_example() -> None:
    figure = cohens_kappa(crossed(COHEN))
    assert (rounded(figure), figure.used) == (0.492, 200)


@pytest.mark.parametrize(("expected", "rows"), [*GWET.items(), (0.400, TEXTBOOK)])
def test_cohens_kappa_equals_the_usual_examples_of_two_by_two(expected: float, rows: list[list[int]]) -> None:
    assert rounded(cohens_kappa(crossed(rows))) == expected


def test_fleiss_kappa_equals_his_own_example() -> None:
    figure = fleiss_kappa(fleiss_table())
    assert (rounded(figure), figure.used, figure.excluded) == (0.430, 30, {})


def test_percent_agreement_equals_the_one_in_fleiss_example() -> None:
    assert rounded(percent_agreement(fleiss_table())) == 0.556


def test_fleiss_kappa_equals_the_example_of_fourteen_raters() -> None:
    assert rounded(fleiss_kappa(of_counts(FOURTEEN_RATERS))) == 0.210


def test_fleiss_kappa_leaves_out_units_with_another_number_of_ratings_and_counts_them() -> None:
    mixed = fleiss_table() + tally([[1, 1], [1, 2], [3], []])
    figure = fleiss_kappa(mixed)
    assert (rounded(figure), figure.used) == (0.430, 30)
    assert figure.excluded == {FEWER_THAN_TWO: 2, ANOTHER_NUMBER: 2}


def test_fleiss_kappa_can_be_asked_for_a_number_of_raters() -> None:
    pairs = tally([[1, 1], [2, 2], [1, 2]])
    figure = fleiss_kappa(fleiss_table() + pairs, raters=2)
    assert figure.value == fleiss_kappa(pairs).value
    assert figure.excluded == {ANOTHER_NUMBER: 30}


def test_percent_agreement_counts_every_unit_once_however_many_rated_it() -> None:
    figure = percent_agreement(tally([["a", "a"], ["a", "a", "b"], ["a", None], []]))
    assert figure.value == pytest.approx((1 + 1 / 3) / 2)
    assert (figure.used, figure.excluded) == (2, {FEWER_THAN_TWO: 2})


def test_cohens_kappa_counts_what_only_one_of_the_two_rated() -> None:
    figure = cohens_kappa({("a", "a"): 3, ("b", "b"): 2, ("a", None): 4, (None, "b"): 1})
    assert figure == Figure(1.0, 5, {FEWER_THAN_TWO: 5})


def test_alpha_is_below_nought_where_people_agree_less_than_by_chance() -> None:
    figure = krippendorffs_alpha(tally([[1, 2], [1, 2]]), Level.NOMINAL)
    assert figure.value is not None
    assert figure.value < 0


EVERY_FIGURE_OF_SETS = [percent_agreement, fleiss_kappa, *[lambda t, v=v: krippendorffs_alpha(t, v) for v in Level]]


@pytest.mark.parametrize("units", [[], [[]], [[1]], [[None, 3]]])
@pytest.mark.parametrize("figure_of", EVERY_FIGURE_OF_SETS)
def test_nothing_to_compare_gives_no_figure(figure_of: Any, units: Any) -> None:
    assert figure_of(tally(units)) == Figure(None, 0, {FEWER_THAN_TWO: len(units)} if units else {}, NOTHING_TO_COMPARE)


@pytest.mark.parametrize("figure_of", EVERY_FIGURE_OF_SETS[1:])
def test_no_variation_gives_no_figure(figure_of: Any) -> None:
    assert figure_of(tally([[1, 1], [1, 1]])) == Figure(None, 2, {}, NO_VARIATION)


def test_two_who_never_vary_or_never_meet_have_no_kappa() -> None:
    assert cohens_kappa({}) == Figure(None, 0, {}, NOTHING_TO_COMPARE)
    assert cohens_kappa({("a", None): 2}) == Figure(None, 0, {FEWER_THAN_TWO: 2}, NOTHING_TO_COMPARE)
    assert cohens_kappa({("a", "a"): 2}) == Figure(None, 2, {}, NO_VARIATION)
    assert cohens_kappa({("a", "b"): 2}).value == 0  # defined: by chance they would never have agreed


RATING = st.none() | st.integers(1, 6)
TABLES = st.integers(2, 5).flatmap(
    lambda observers: st.lists(st.lists(RATING, min_size=observers, max_size=observers), min_size=1, max_size=30)
)


@given(TABLES, st.sampled_from(Level))
def test_alpha_equals_the_second_opinion_on_random_tables(units: list[list[int | None]], level: Level) -> None:
    ours = krippendorffs_alpha(tally(units), level)
    if ours.value is None:
        values = {value for unit in units if sum(v is not None for v in unit) > 1 for value in unit if value}
        assert len(values) < 2
        return
    table = np.array([[np.nan if value is None else value for value in unit] for unit in units], dtype=float).T
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = krippendorff.alpha(reliability_data=table, level_of_measurement=level.value)
    assert ours.value == pytest.approx(theirs, abs=1e-9)


@given(TABLES)
def test_every_figure_is_a_number_or_none_and_every_unit_is_accounted_for(units: list[list[int | None]]) -> None:
    for figure_of in EVERY_FIGURE_OF_SETS:
        figure = figure_of(tally(units))
        assert figure.used + sum(figure.excluded.values()) == len(units)
        assert (figure.value is None) == bool(figure.why)
        assert figure.value is None or math.isfinite(figure.value)
        assert figure.value is None or figure.value <= 1


@given(TABLES, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_that_of_raters_matters(units: list[list[int | None]], chance: Any) -> None:
    shuffled = [chance.sample(unit, len(unit)) for unit in chance.sample(units, len(units))]
    for figure_of in EVERY_FIGURE_OF_SETS:
        assert figure_of(tally(units)) == figure_of(tally(shuffled))


@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=30))
def test_cohens_kappa_is_a_number_or_none_and_the_same_from_either_side(pairs: list[tuple[int, int]]) -> None:
    one_way, other_way = cohens_kappa(Counter(pairs)), cohens_kappa(Counter((b, a) for a, b in pairs))
    assert one_way == other_way
    assert one_way.value is None or math.isfinite(one_way.value)


def rounded(figure: Figure) -> float:
    assert figure.value is not None
    return round(figure.value, 3)

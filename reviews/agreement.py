"""How far people who rated the same things agree: the published coefficients, in plain Python.

All of them read a tally, which says how often each set of ratings occurs, so that a million claims take no more room
than the few sets there are. A set lists the ratings of one unit (here: a claim), whoever gave them; what is missing is
not in it. Sums are kept in whole numbers up to the last division, so the order of the units changes nothing.

A figure that is not defined is None and says why; it is never guessed as 0 or 1.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import Any

Tally = Mapping[tuple[Any, ...], int]

# Why a unit was left out.
FEWER_THAN_TWO = "fewer_than_two"  # nobody, or one person alone, rated it
ANOTHER_NUMBER = "another_number"  # Fleiss' kappa needs the same number of ratings everywhere

# Why there is no figure.
NOTHING_TO_COMPARE = "nothing_to_compare"
NO_VARIATION = "no_variation"  # everybody gave everything the same rating: chance cannot be told from agreement


class Level(StrEnum):
    """What the distance between two ratings means."""

    NOMINAL = "nominal"  # equal or not
    ORDINAL = "ordinal"  # in an order, of unknown steps
    INTERVAL = "interval"  # numbers with equal steps


@dataclass(frozen=True)
class Figure:
    value: float | None
    used: int  # units
    excluded: Mapping[str, int] = field(default_factory=dict)  # reason -> how many
    why: str = ""  # there is no value


def tally(units: Iterable[Iterable[Any]]) -> Counter[tuple[Any, ...]]:
    """Count equal sets of ratings. None means that somebody did not rate."""
    return Counter(tuple(sorted(value for value in unit if value is not None)) for unit in units)


def percent_agreement(units: Tally) -> Figure:
    """The share of pairs of raters who agree on a unit, 0..1, averaged over the units that two or more rated.

    P-bar of Fleiss (1971), "Measuring nominal scale agreement among many raters", Psychological Bulletin 76; for
    different numbers of ratings as in Gwet (2014), "Handbook of Inter-Rater Reliability", chapter 2.
    """
    used, excluded = _pairable(units)
    if not used:
        return Figure(None, 0, excluded, NOTHING_TO_COMPARE)
    agreeing: Counter[int] = Counter()  # by number of ratings
    for unit, times in used.items():
        agreeing[len(unit)] += times * _agreeing_pairs(unit)
    number = sum(used.values())
    return Figure(math.fsum(pairs / (m * (m - 1)) for m, pairs in agreeing.items()) / number, number, excluded)


def cohens_kappa(table: Mapping[tuple[Any, Any], int]) -> Figure:
    """Agreement of two raters beyond chance: (rating of one, rating of the other) -> how many units.

    Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20.
    """
    both = {pair: times for pair, times in table.items() if None not in pair and times}
    number = sum(both.values())
    excluded = _reasons({FEWER_THAN_TWO: sum(table.values()) - number})
    if not number:
        return Figure(None, 0, excluded, NOTHING_TO_COMPARE)
    one, other = Counter[Any](), Counter[Any]()
    for (first, second), times in both.items():
        one[first] += times
        other[second] += times
    by_chance = sum(one[value] * other[value] for value in one)  # times number squared
    if by_chance == number**2:
        return Figure(None, number, excluded, NO_VARIATION)
    agreed = sum(times for (first, second), times in both.items() if first == second)
    return Figure((number * agreed - by_chance) / (number**2 - by_chance), number, excluded)


def fleiss_kappa(units: Tally, raters: int | None = None) -> Figure:
    """Agreement beyond chance where every unit has the same number of ratings, by whomever.

    Units with another number than `raters` are left out; without it, the number that most units have is taken, the
    larger one where two are as frequent. Fleiss (1971), Psychological Bulletin 76.
    """
    pairable, excluded = _pairable(units)
    raters = raters or _most_frequent_number(pairable)
    used = {unit: times for unit, times in pairable.items() if len(unit) == raters}
    number = sum(used.values())
    excluded |= _reasons({ANOTHER_NUMBER: sum(pairable.values()) - number})
    values = _occurrences(used)
    if not used:
        return Figure(None, 0, excluded, NOTHING_TO_COMPARE)
    if len(values) < 2:
        return Figure(None, number, excluded, NO_VARIATION)
    observed = sum(times * _agreeing_pairs(unit) for unit, times in used.items()) / (number * raters * (raters - 1))
    by_chance = sum(times**2 for times in values.values()) / (number * raters) ** 2
    return Figure((observed - by_chance) / (1 - by_chance), number, excluded)


def krippendorffs_alpha(units: Tally, level: Level) -> Figure:
    """Agreement beyond chance for any number of raters, missing ratings, and three levels of measurement.

    Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", and (2019) "Content Analysis", 4th edition,
    chapter 12. Ordinal and interval ratings must be numbers.
    """
    used, excluded = _pairable(units)
    values = _occurrences(used)
    number = sum(used.values())
    if not used:
        return Figure(None, 0, excluded, NOTHING_TO_COMPARE)
    if len(values) < 2:
        return Figure(None, number, excluded, NO_VARIATION)
    apart = _distance(level, values)
    gaps: Counter[int] = Counter()  # by number of ratings
    for unit, times in used.items():
        gaps[len(unit)] += times * sum(apart(one, other) for one, other in combinations(unit, 2))
    observed = math.fsum(gap / (m - 1) for m, gap in gaps.items())
    expected = sum(values[one] * values[other] * apart(one, other) for one, other in combinations(values, 2))
    return Figure(1 - (sum(values.values()) - 1) * observed / expected, number, excluded)


def _distance(level: Level, values: Counter[Any]) -> Callable[[Any, Any], Any]:
    """The squared distance of two ratings, up to a factor that cancels out."""
    if level is Level.NOMINAL:
        return lambda one, other: int(one != other)
    places = _middle_ranks(values) if level is Level.ORDINAL else {value: value for value in values}
    return lambda one, other: (places[one] - places[other]) ** 2


def _middle_ranks(values: Counter[Any]) -> dict[Any, int]:
    """Twice the middle rank of each rating: Krippendorff's ordinal distance is the distance between those."""
    ranks, below = {}, 0
    for value in sorted(values):
        ranks[value] = 2 * below + values[value]
        below += values[value]
    return ranks


def _pairable(units: Tally) -> tuple[dict[tuple[Any, ...], int], dict[str, int]]:
    used = {unit: times for unit, times in units.items() if len(unit) > 1 and times}
    return used, _reasons({FEWER_THAN_TWO: sum(units.values()) - sum(used.values())})


def _reasons(counts: dict[str, int]) -> dict[str, int]:
    return {reason: count for reason, count in counts.items() if count}


def _occurrences(units: Tally) -> Counter[Any]:
    """How often each rating was given."""
    found: Counter[Any] = Counter()
    for unit, times in units.items():
        for value in unit:
            found[value] += times
    return found


def _agreeing_pairs(unit: tuple[Any, ...]) -> int:
    """Ordered pairs of equal ratings."""
    return sum(times * (times - 1) for times in Counter(unit).values())


def _most_frequent_number(units: Tally) -> int:
    numbers: Counter[int] = Counter()
    for unit, times in units.items():
        numbers[len(unit)] += times
    return max(numbers, key=lambda number: (numbers[number], number), default=0)

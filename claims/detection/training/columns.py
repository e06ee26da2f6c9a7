"""Which features get a weight, how they are scaled, and the rows and labels they make."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from claims.detection.features import Features
from claims.detection.training.examples import Example
from claims.detection.training.fitting import Rows, Vector, stacked

GROUPS = ("pairs", "words", "pieces")
# Seen in fewer sentences, a feature is an accident.
_FEWEST = {"pairs": 20, "words": 3, "pieces": 8}
_CUE_SCALE = 0.1
_RARITY_SCALE = 1 / 4.5

_Scale = Callable[[str, str], float]


@dataclass(frozen=True)
class Columns:
    """Column numbers and scales of every feature; column 0 is the constant, the last one marks debates."""

    cues: dict[str, int]
    groups: dict[str, dict[str, int]]
    scale: list[float]

    @property
    def width(self) -> int:
        return len(self.scale)

    def rows(self, examples: Sequence[Example], *, debate: bool = False) -> list[tuple[list[int], list[float]]]:
        return [self._row(example.seen, debate) for example in examples]

    def matrix(self, found: Sequence[tuple[list[int], list[float]]]) -> Rows:
        return stacked(found, self.width)

    def _row(self, seen: Features, debate: bool) -> tuple[list[int], list[float]]:
        found = [(self.cues[key], count) for key, count in sorted(seen.cues.items()) if key in self.cues]
        for group in GROUPS:
            names, known = getattr(seen, group), self.groups[group]
            root = math.sqrt(max(1, len(names)))
            found += [(known[name], 1 / root) for name in sorted(names) if name in known]
        if debate:
            found.append((self.width - 1, 1.0))
        return [column for column, _ in found], [self.scale[column] * value for column, value in found]

    def kept(self, weights: Sequence[Vector], most: dict[str, int], frequency: Counter[str]) -> Columns:
        """The columns whose weights move most scores: ``most`` of each group."""
        strongest = np.max(np.abs(np.array(weights)), axis=0)
        groups = {}
        for group in GROUPS:
            moved = {
                name: round(float(strongest[column]) * self.scale[column] * math.sqrt(frequency[f"{group} {name}"]), 6)
                for name, column in self.groups[group].items()
            }
            groups[group] = sorted(sorted(moved, key=lambda name: (-moved[name], name))[: most[group]])
        return _numbered(sorted(self.cues), groups, lambda group, name: self.scale[self._column(group, name)])

    def _column(self, group: str, name: str) -> int:
        return self.cues[name] if group == "cues" else self.groups[group][name]


def frequencies(examples: Iterable[Example]) -> Counter[str]:
    """In how many sentences every feature stands, as "group name"."""
    found: Counter[str] = Counter()
    for example in examples:
        for group in GROUPS:
            found.update([f"{group} {name}" for name in getattr(example.seen, group)])
    return found


def columns(examples: Sequence[Example], frequency: Counter[str]) -> Columns:
    """Every cue and every feature that is frequent enough."""
    groups: dict[str, list[str]] = {group: [] for group in GROUPS}
    for key, count in frequency.items():
        group, _, name = key.partition(" ")
        if count >= _FEWEST[group]:
            groups[group].append(name)
    spread = dict(_spread(examples))

    def scale(group: str, name: str) -> float:
        if group == "cues":
            return _CUE_SCALE / spread[name]
        if group == "pairs":
            return 1.0
        return math.log(len(examples) / frequency[f"{group} {name}"]) * _RARITY_SCALE

    return _numbered(sorted(spread), {group: sorted(names) for group, names in groups.items()}, scale)


def _numbered(cues: Sequence[str], groups: dict[str, list[str]], scale: _Scale) -> Columns:
    scales = [1.0, *(scale("cues", name) for name in cues)]
    numbered: dict[str, dict[str, int]] = {}
    for group, names in groups.items():
        numbered[group] = {name: len(scales) + index for index, name in enumerate(names)}
        scales += [scale(group, name) for name in names]
    return Columns({name: index + 1 for index, name in enumerate(cues)}, numbered, [*scales, 1.0])


def _spread(examples: Sequence[Example]) -> Iterator[tuple[str, float]]:
    """The standard deviation of every cue's count."""
    total: dict[str, float] = defaultdict(float)
    square: dict[str, float] = defaultdict(float)
    for example in examples:
        for key, count in example.seen.cues.items():
            total[key] += count
            square[key] += count * count
    for key in sorted(total):
        mean = total[key] / len(examples)
        yield key, math.sqrt(max(square[key] / len(examples) - mean * mean, 1e-6))


def worthy(examples: Sequence[Example]) -> Vector:
    return np.array([float(example.worthy) for example in examples])


def ones(examples: Sequence[Example]) -> Vector:
    return np.ones(len(examples))

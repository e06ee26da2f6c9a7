"""Builds claims/detection/weights.json: ``python -m claims.detection.training.train --claimbuster F --news-dev F``.

The sums learn what the teachers say (teacher.py); what tells debates and kinds apart is learned from the labels.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from claims.detection import model
from claims.detection.training import head
from claims.detection.training.columns import GROUPS, Columns, columns, frequencies, ones
from claims.detection.training.examples import Example, debates, news, written
from claims.detection.training.fitting import Vector, balanced, fit, straight
from claims.detection.training.soft import SOFT_LABELS, Soft, read

_SUM_STRENGTH, _REGISTER_STRENGTH, _KIND_STRENGTH = 1.0, 1.0, 0.5
_STEPS = 60
# Debates are many: so many of their sentences count like one of ours.
_OURS_COUNT = 4.0
_KEPT = {"pairs": 4000, "words": 20000, "pieces": 25000}
_KINDS = ("factual", "opinion", "prediction")
# A speech that is judged as news is judged worse than news judged as a debate.
_IN_DOUBT_SPOKEN = 2.2
# What is check-worthy in a debate is drawn more sharply than in news; flattened, it mixes well with the sum for news.
_DEBATE_SLOPE, _DEBATE_OFFSET = 0.7, -0.3
# Sums and windows of three words know different things: together they know most when neither is above the other.
_THREES_SHARE = 0.5


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.detection.training.train", description=__doc__)
    parser.add_argument("--claimbuster", type=Path, required=True, help="cw_claimbuster_crowdsourced.jsonl")
    parser.add_argument("--news-dev", type=Path, required=True, help="news_dev.jsonl, for the head and calibration")
    parser.add_argument("--without", type=Path, nargs="*", default=[], help="leave the texts of these files out")
    parser.add_argument("--soft-labels", type=Path, default=SOFT_LABELS, help="from training.teacher, for these texts")
    parser.add_argument("--out", type=Path, default=model.WEIGHTS)
    given = parser.parse_args(arguments)
    ours, spoken, dev = written(), debates(given.claimbuster, given.without), news(given.news_dev)
    stored = trained(ours, spoken, Soft(**read([one.text for one in [*ours, *spoken]], given.soft_labels)))
    stored["head"] = head.fitted(model.Model(**stored), dev)
    write(stored, given.out)
    for line in head.report(model.Model(**stored), dev):
        print(line)


def write(stored: dict[str, Any], weights: Path) -> None:
    """Keeps the weights with their checksum beside them."""
    data = json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    weights.write_bytes(data)
    weights.with_suffix(".sha256").write_text(f"{sha256(data).hexdigest()}  {weights.name}\n", encoding="ascii")


def trained(ours: Sequence[Example], spoken: Sequence[Example], soft: Soft) -> dict[str, Any]:
    """The parts of a model but for its head, which is left at the plain sum for news."""
    examples = [*ours, *spoken]
    frequency = frequencies(examples)
    everything = columns(examples, frequency)
    kept = everything.kept(_both(everything, ours, spoken, soft), _KEPT, frequency)
    first, second = _both(kept, ours, spoken, soft)
    third = _register(kept, ours, spoken)
    return {
        "bias": [_whole(weights[0]) for weights in (first, second, third)],
        "cues": {
            name: [_whole(weights[at] * kept.scale[at]) for weights in (first, second, third)]
            for name, at in kept.cues.items()
        },
        **{group: _folded(kept, kept.groups[group], first, second) for group in GROUPS},
        "threes": _whole(_THREES_SHARE),
        "head": {"_bias": 0, "_news": model.UNIT, "_debate": 0},
        "debate": [_whole(_DEBATE_SLOPE), _whole(_DEBATE_OFFSET)],
        "kinds": _kinds(kept, ours),
    }


def _both(kept: Columns, ours: Sequence[Example], spoken: Sequence[Example], soft: Soft) -> tuple[Vector, Vector]:
    """Weights for news and for debates."""
    rows = kept.matrix(kept.rows([*ours, *spoken]))
    counts = np.append(_OURS_COUNT * ones(ours), ones(spoken))
    return (
        straight(rows, soft.news, counts, _SUM_STRENGTH, _STEPS),
        straight(rows, soft.debate, counts, _SUM_STRENGTH, _STEPS),
    )


def _register(kept: Columns, ours: Sequence[Example], spoken: Sequence[Example]) -> Vector:
    """Weights of the cues alone that tell a debate from a newspaper."""
    labels = np.append(np.zeros(len(ours)), np.ones(len(spoken)))
    rows = _cues_only(kept, [*ours, *spoken])
    weights = fit(rows, labels, balanced(labels, np.ones(len(labels))), _REGISTER_STRENGTH, _STEPS)
    weights[0] += _IN_DOUBT_SPOKEN
    return weights


def _kinds(kept: Columns, ours: Sequence[Example]) -> dict[str, dict[str, int]]:
    """For what is not worth checking: one weight of each cue for each kind, one kind against the others."""
    rest = [example for example in ours if example.label in _KINDS]
    rows = _cues_only(kept, rest)
    found = {}
    for kind in _KINDS:
        labels = np.array([float(example.label == kind) for example in rest])
        weights = fit(rows, labels, balanced(labels, ones(rest)), _KIND_STRENGTH, _STEPS)
        found[kind] = {name: _whole(weights[at] * kept.scale[at]) for name, at in kept.cues.items()}
        found[kind]["_bias"] = _whole(weights[0])
    return found


def _cues_only(kept: Columns, examples: Sequence[Example]) -> Any:
    narrow = Columns(kept.cues, {group: {} for group in GROUPS}, [*kept.scale[: len(kept.cues) + 1], 1.0])
    return narrow.matrix(narrow.rows(examples))


def _folded(kept: Columns, names: dict[str, int], first: Vector, second: Vector) -> dict[str, list[int]]:
    """Weights with their scales multiplied in; those that round to nothing are left out."""
    found = {
        name: [_whole(first[at] * kept.scale[at]), _whole(second[at] * kept.scale[at])] for name, at in names.items()
    }
    return {name: weights for name, weights in found.items() if any(weights)}


def _whole(weight: float) -> int:
    return round(float(weight) * model.UNIT)


if __name__ == "__main__":
    main()

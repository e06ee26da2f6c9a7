"""The labelled sentences a model is trained on, and what the model sees of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from claims.detection.features import Features, features

WRITTEN = Path(__file__).with_name("written")
# Debate sentences that are verifiable but unimportant: the line between them and the important ones is thin, and
# elsewhere it is drawn differently, so they teach less.
UNIMPORTANT_SHARE = 0.4


class Example(NamedTuple):
    """A sentence as the model sees it. ``weight`` is how much it counts before classes are balanced."""

    document: str
    seen: Features
    worthy: bool
    label: str
    weight: float


def written() -> list[Example]:
    """The articles written for this project, in the order of their files."""
    return [_labelled(row) for path in sorted(WRITTEN.glob("[abc]-*.jsonl")) for row in rows(path)]


def news(path: Path) -> list[Example]:
    return [_labelled(row) for row in rows(path)]


def debates(path: Path, without: Iterable[Path] = ()) -> list[Example]:
    """ClaimBuster's sentences, except those that stand in one of the files ``without``."""
    held_back = {_key(row["text"]) for other in without for row in rows(other)}
    return [_spoken(row) for row in rows(path) if _key(row["text"]) not in held_back]


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _labelled(row: dict[str, Any]) -> Example:
    label = row["label"]
    return Example(row["doc"], features(row["text"].strip()), label == "check_worthy", label, 1.0)


def _spoken(row: dict[str, Any]) -> Example:
    weight = UNIMPORTANT_SHARE if row["verdict"] == 0 else 1.0
    return Example(row["doc"], features(row["text"].strip()), row["label"] == 1, "", weight)


def _key(text: str) -> str:
    return " ".join(text.lower().split())

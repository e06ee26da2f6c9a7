"""The labelled sentences a model is trained on, and what the model sees of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from claims.detection.features import Features, features

WRITTEN = Path(__file__).with_name("written")
# The label of a debate sentence that is verifiable but not worth checking.
UNIMPORTANT = "unimportant"


class Example(NamedTuple):
    """A sentence as it stands and as the model sees it."""

    document: str
    text: str
    seen: Features
    worthy: bool
    label: str


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
    text, label = row["text"].strip(), row["label"]
    return Example(row["doc"], text, features(text), label == "check_worthy", label)


def _spoken(row: dict[str, Any]) -> Example:
    text, label = row["text"].strip(), UNIMPORTANT if row["verdict"] == 0 else ""
    return Example(row["doc"], text, features(text), row["label"] == 1, label)


def _key(text: str) -> str:
    return " ".join(text.lower().split())

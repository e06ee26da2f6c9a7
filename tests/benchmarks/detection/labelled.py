"""Labelled files: JSON lines with sentence spans, with sentences as text, or with labels to rank by."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.detection.measures import Span, auc, average_precision, exact

Record = dict[str, Any]
Splitter = Callable[[str], list[Span]]

# What counts as positive where labels are words; rows labelled otherwise count as negative, None leaves them out.
_POSITIVE = {
    "check_worthy": True, "OBJ": True, "SUBJ": False, "Entirely factual": True, "Expresses writer’s opinion": False,
}  # fmt: skip
_LEFT_OUT = frozenset({"Somewhat factual but also opinionated", "No agreement"})


def records(path: Path) -> list[Record]:
    """The records of a file, blank lines left out."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def lines(path: Path, splitters: dict[str, Splitter], score: Callable[[str], float]) -> Iterator[str]:
    """What there is to say of one file, a line for each splitter or one for the ranking."""
    found = records(path)
    if not found:
        yield "no records"
    elif "spans" in found[0] or "sentences" in found[0]:
        yield from of_splitters(splitters, found)
    elif (ranked := _ranked(found)) and ranked[0]:
        texts, labels = ranked
        scores = [score(text) for text in texts]
        yield f"AUC {auc(scores, labels):.3f}  AP {average_precision(scores, labels):.3f}  ({len(labels)} sentences)"
    else:
        yield "no spans, no sentences and no labels that are known here"


def of_splitters(splitters: dict[str, Splitter], found: list[Record]) -> Iterator[str]:
    """A line for each splitter over the same records."""
    return (_of_splitter(name, split, found) for name, split in splitters.items())


def _of_splitter(name: str, split: Splitter, found: list[Record]) -> str:
    try:
        if "spans" in found[0]:
            result = exact(({tuple(span) for span in record["spans"]}, split(record["text"])) for record in found)
            return f"{name:<12} {result}"
        right = sum(_pieces(split, record["text"]) == record["sentences"] for record in found)
    except Exception as problem:  # a peer that fails on a text is a finding, not the end of the run
        return f"{name:<12} fails: {type(problem).__name__}"
    return f"{name:<12} {right} of {len(found)} rules"


def _pieces(split: Splitter, text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


def _ranked(found: list[Record]) -> tuple[list[str], list[bool]]:
    texts, labels = [], []
    for record in found:
        label = record.get("label", record.get("opinion"))
        if label is None or label in _LEFT_OUT:
            continue
        texts.append(record["text"])
        labels.append(_POSITIVE.get(label, False) if isinstance(label, str) else bool(label))
    return texts, labels

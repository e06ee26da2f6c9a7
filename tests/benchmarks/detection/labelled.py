"""Labelled files: JSON lines with sentence spans, with sentences as text, or with labels to rank by."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from claims.detection import Encoder, read, score
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


def lines(
    path: Path, splitters: dict[str, Splitter], without: Collection[str] = (), encoder: Encoder | None = None
) -> Iterator[str]:
    """What there is to say of one file: a line for each splitter, or one for each way to rank its sentences.

    Sentences whose ``key`` is among ``without`` are read with their article, but not counted. An ``encoder`` has lines
    of its own beside those of the shipped model alone.
    """
    found = records(path)
    if not found:
        yield "no records"
    elif "spans" in found[0] or "sentences" in found[0]:
        yield from of_splitters(splitters, found)
    elif any(_label(record) is not None for record in found):
        counted = [_label(record) is not None and key(record["text"]) not in without for record in found]
        for how, reader in (("", None), (", encoder", encoder))[: 2 if encoder else 1]:
            alone = [score(record["text"], reader) for record in found]
            yield _of_ranking(f"alone{how}", alone, found, counted)
            if all("doc" in record for record in found):
                yield _of_ranking(f"in articles{how}", in_articles(found, reader), found, counted)
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


def key(text: str) -> str:
    """What two copies of a sentence have in common: all but case and blanks."""
    return " ".join(text.lower().split())


def in_articles(found: Sequence[Record], encoder: Encoder | None = None) -> list[float]:
    """Scores of sentences whose ``doc`` is read as one article, a line for each sentence."""
    scores: list[float] = []
    for _, article in groupby(found, key=lambda record: record["doc"]):
        texts = [" ".join(record["text"].split()) for record in article]
        read_ones = read("\n".join(texts), "en", encoder)
        start = 0
        for text in texts:
            over = [one for one in read_ones if one.start < start + len(text) and one.end > start]
            # A line that was cut into several is worth what its best part is.
            scores.append(max((one.check_worthiness for one in over), default=0.0))
            start += len(text) + 1
    return scores


def _of_ranking(how: str, scores: list[float], found: list[Record], counted: list[bool]) -> str:
    ranked = [(one, bool(_label(record))) for one, record, use in zip(scores, found, counted, strict=True) if use]
    values, labels = [one for one, _ in ranked], [label for _, label in ranked]
    precision = average_precision(values, labels)
    return f"{how:<12} AUC {auc(values, labels):.3f}  AP {precision:.3f}  ({len(labels)} sentences)"


def _label(record: Record) -> bool | None:
    """Whether a sentence is a positive; None for one that is not to be counted."""
    label = record.get("label", record.get("opinion"))
    if label is None or label in _LEFT_OUT:
        return None
    return _POSITIVE.get(label, False) if isinstance(label, str) else bool(label)

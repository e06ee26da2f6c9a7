"""Reads the texts written for the benchmark: sentences to join and cut apart again, speakers, and speeches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.benchmarks.detection.measures import Found, Span

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "fr", "de", "pt")
LOTS = ("", "-later")
# Speeches and debates labelled by what is worth checking; a fifth of them once more, blind.
SPEECHES, AGAIN = HERE / "speeches.jsonl", HERE / "speeches-again.jsonl"
# Sentences of one document, joined by a blank as treebanks without documents are; each order is another document.
_TOGETHER, _ORDERS = 20, 5


class Passage(NamedTuple):
    """A short article: its text, and for each sentence its span and the speaker as the file names them."""

    language: str
    text: str
    said: list[tuple[Span, str]]


def documents(language: str, lot: str = "") -> list[dict[str, Any]]:
    """One lot of a language in several orders, as the benchmark's records of ``text`` and ``spans``."""
    sentences = (HERE / f"{language}{lot}.txt").read_text(encoding="utf-8").splitlines()
    return [record for seed in range(_ORDERS) for record in _in_order(sentences, seed)]


def passages() -> Iterator[Passage]:
    """The articles of ``speakers.txt`` in order."""
    for block in (HERE / "speakers.txt").read_text(encoding="utf-8").split("# ")[1:]:
        head, *rows = block.strip().splitlines()
        text, said = "", []
        for row in rows:
            speaker, _, sentence = (part.strip() for part in row.partition("::"))
            start = len(text) + (bool(text) and not text.endswith("\n"))
            text = f"{text:<{start}}{sentence}" if sentence else f"{text}\n"
            said += [((start, len(text)), speaker)] if sentence else []
        yield Passage(head.split()[0], text, said)


def speakers() -> Found:
    """How well ``read`` names the speakers of all articles."""
    from claims.detection import read

    each = (
        attributed(passage, {at.start: at.claimant for at in read(passage.text, passage.language)})
        for passage in passages()
    )
    return Found(*map(sum, zip(*each, strict=True)))


def attributed(passage: Passage, claimant_at: dict[int, str | None]) -> Found:
    """How many speakers are right, how many were named and how many there are to name; places are starts."""
    right = found = gold = 0
    for (start, end), speaker in passage.said:
        named = next((claimant_at[place] for place in sorted(claimant_at) if start <= place < end), None)
        known = speaker not in ("-", "?") and not speaker.startswith("(")
        # What may be named by a role, or left unknown, counts for neither.
        if named is None or known or speaker == "-" or named[0].isupper():
            right += known and named is not None and _same(named, speaker)
            found += named is not None and not (speaker.startswith("(") and _same(named, speaker))
            gold += known
    return Found(right, found, gold)


def _in_order(sentences: list[str], seed: int) -> Iterator[dict[str, Any]]:
    shuffled = list(sentences)
    random.Random(seed).shuffle(shuffled)
    for first in range(0, len(shuffled), _TOGETHER):
        text, spans = "", []
        for sentence in shuffled[first : first + _TOGETHER]:
            start = len(text) + bool(text)
            text = f"{text:<{start}}{sentence}"
            spans.append((start, len(text)))
        yield {"text": text, "spans": spans}


def _same(named: str, speaker: str) -> bool:
    return _plain(named) == _plain(speaker) or (speaker.startswith("(") and _plain(named) in _plain(speaker))


def _plain(name: str) -> str:
    return name.lower().strip("()").removeprefix("the ").removeprefix("a ")

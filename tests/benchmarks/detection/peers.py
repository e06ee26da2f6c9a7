"""The splitters side by side: ours and five libraries, each as a function from a text to spans."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from tests.benchmarks.detection.labelled import Splitter
from tests.benchmarks.detection.measures import Span

_LINE = re.compile(r"[^\n]+")


def available(language: str) -> tuple[dict[str, Splitter], dict[str, str]]:
    """The splitters that can be run, and why each of the others cannot."""
    running: dict[str, Splitter] = {"ours": _ours(language)}
    missing: dict[str, str] = {}
    for name, make in _PEERS.items():
        try:
            running[name] = _by_line(make(language))
        except Exception as problem:  # whatever keeps a peer from running is said, not hidden
            missing[name] = f"{type(problem).__name__}: {problem}"
    return running, missing


def _ours(language: str) -> Splitter:
    from claims.detection import split

    return lambda text: split(text, language)


def _by_line(split: Splitter) -> Splitter:
    """Gives each peer its lines one by one, which is to its advantage, and trims what it finds."""

    def by_line(text: str) -> list[Span]:
        spans = []
        for line in _LINE.finditer(text):
            if line.group().strip():
                offset = line.start()
                spans.extend(_trimmed(text, offset + start, offset + end) for start, end in split(line.group()))
        return [span for span in spans if span[0] < span[1]]

    return by_line


def _trimmed(text: str, start: int, end: int) -> Span:
    body = text[start:end]
    return start + len(body) - len(body.lstrip()), start + len(body.rstrip())


def _nupunkt(_language: str) -> Splitter:
    from nupunkt import load

    tokenizer: Any = load("default")
    return lambda line: list(tokenizer.span_tokenize(line))


def _pysbd(language: str) -> Splitter:
    import pysbd

    segmenter = pysbd.Segmenter(language=language, clean=False, char_span=True)
    return lambda line: [(span.start, span.end) for span in segmenter.segment(line)]


def _syntok(_language: str) -> Splitter:
    import syntok.segmenter

    def split(line: str) -> list[Span]:
        found = [sentence for paragraph in syntok.segmenter.analyze(line) for sentence in paragraph if sentence]
        return [(sentence[0].offset, sentence[-1].offset + len(sentence[-1].value)) for sentence in found]

    return split


def _spacy(language: str) -> Splitter:
    import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10_000_000
    return lambda line: [(sentence.start_char, sentence.end_char) for sentence in pipeline(line).sents]


def _blingfire(_language: str) -> Splitter:
    import blingfire

    def split(line: str) -> list[Span]:
        _, spans = blingfire.text_to_sentences_and_offsets(line)
        starts = [start for start, _ in spans]
        return [*pairwise([*starts, len(line)])] if starts else []

    return split


_PEERS: dict[str, Callable[[str], Splitter]] = {
    "nupunkt": _nupunkt,
    "pysbd": _pysbd,
    "syntok": _syntok,
    "sentencizer": _spacy,
    "blingfire": _blingfire,
}

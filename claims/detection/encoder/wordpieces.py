"""Sentences cut into the pieces of words that BERT's uncased models were trained on (WordPiece), in plain Python."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# More of a sentence is not looked at: its head is enough to tell.
MOST_PIECES = 96
_MOST_SIGNS = 2_000
# A longer word is no word.
_LONGEST_WORD = 100
_INSIDE = "##"
# Signs of Chinese, Japanese and Korean writing are words by themselves: first and last of each block.
_BY_THEMSELVES = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
_REPLACEMENT = "\ufffd"
# Control signs, marks of direction, private ones and lone surrogates. What Unicode has not named yet is kept.
_NOT_SEEN = frozenset({"Cc", "Cf", "Co", "Cs"})


def numbers_of(text: str, vocabulary: Mapping[str, int]) -> list[int]:
    """The numbers of a text's pieces, between those of its start and end; at most ``MOST_PIECES``. Takes any string."""
    found = [vocabulary[START]]
    for word in _words(text[:_MOST_SIGNS]):
        found += [vocabulary[piece] for piece in _pieces(word, vocabulary)]
        if len(found) >= MOST_PIECES:
            break
    return [*found[: MOST_PIECES - 1], vocabulary[END]]


def _pieces(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """The longest known beginning, then the longest known continuation, and so on; unknown as a whole if one fails."""
    found: list[str] = []
    start = 0
    while start < len(word) <= _LONGEST_WORD:
        mark = _INSIDE if start else ""
        ends = (end for end in range(len(word), start, -1) if mark + word[start:end] in vocabulary)
        end = next(ends, start)
        if end == start:
            return [UNKNOWN]
        found.append(mark + word[start:end])
        start = end
    return found or [UNKNOWN]


def _words(text: str) -> Iterator[str]:
    """Words in small letters and without accents; each punctuation mark is a word."""
    word = ""
    for sign in _plain(text):
        apart = _apart(sign)
        if word and (apart or sign == " "):
            yield word
            word = ""
        if apart:
            yield sign
        elif sign != " ":
            word += sign
    if word:
        yield word


def _plain(text: str) -> str:
    kept = "".join([_cleaned(sign) for sign in text])
    bare = [sign for sign in unicodedata.normalize("NFD", kept) if unicodedata.category(sign) != "Mn"]
    # Sign by sign, for Python alone would write a sigma at a word's end in its other form.
    return "".join([sign.lower() for sign in bare])


@cache
def _cleaned(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign == _REPLACEMENT or unicodedata.category(sign) in _NOT_SEEN:
        return ""
    return f" {sign} " if any(first <= ord(sign) <= last for first, last in _BY_THEMSELVES) else sign


@cache
def _apart(sign: str) -> bool:
    """Whether a sign is punctuation to BERT: all of ASCII that is no letter, digit or blank, and Unicode's own."""
    return ("!" <= sign <= "~" and not sign.isalnum()) or unicodedata.category(sign).startswith("P")

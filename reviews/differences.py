"""What differs between two texts, and what only one of several says. Plain Python: words in, marked words out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

SAME, GONE, NEW, ALONE = "same", "gone", "new", "alone"
MOST_WORDS = 4_000  # of both texts together, up to which every word is looked at
REWRITTEN = 0.4  # the share of words in common, below which one text simply stands for the other
ALIKE = 0.5  # the share of a text's words that the others use too, from which single words of it are worth a mark


class Run(NamedTuple):
    """Characters that belong together: the same in both, gone, new, or said here alone."""

    text: str
    kind: str


def changes(before: str, after: str) -> list[Run]:
    """From one text to the next, word by word; line by line where they are long, for the comparison is quadratic.

    Where next to nothing stayed, the one is gone and the other is new: shreds of both would show nothing.

    Without what is gone it is the second text; without what is new the first, but for blanks between its words.
    """
    old, new = _words(before), _words(after)
    if len(old) + len(new) > MOST_WORDS:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Run] = []
    matched = SequenceMatcher(None, [_key(word) for word in old], [_key(word) for word in new])
    if matched.ratio() < REWRITTEN:
        return [Run(text, kind) for text, kind in ((before, GONE), (after, NEW)) if text]
    for what, i1, i2, j1, j2 in matched.get_opcodes():
        if what == "equal":
            if j1 == 0 and i1:  # what began the text is gone, and with it the blank before this word
                found[-1] = Run(found[-1].text + old[i1][: -len(old[i1].lstrip()) or None], GONE)
            found.append(Run("".join(new[j1:j2]), SAME))
            continue
        found += [Run("".join(words), kind) for words, kind in ((old[i1:i2], GONE), (new[j1:j2], NEW)) if words]
    return found


def _key(word: str) -> tuple[bool, str]:
    """Words are the same wherever they stand in a line; whether one begins a line is a difference."""
    tidy = word.strip()
    return "\n" in word[: word.find(tidy)], tidy


def only_here(text: str, others: Iterable[str]) -> list[Run]:
    """The text with what none of the others says marked.

    Whoever writes in words of their own would have everything marked, which shows nothing: then only figures are, for
    two people who looked at the same thing should have read the same numbers.
    """
    known = {_core(word) for other in others for word in _words(other)}
    words = _words(text)
    alike = _share(words, known) >= ALIKE
    return list(_runs((word, ALONE if _is_alone(word, known, alike) else SAME) for word in words))


def _is_alone(word: str, known: set[str], alike: bool) -> bool:
    core = _core(word)
    return bool(core) and core not in known and (alike or any(character.isdigit() for character in core))


def _share(words: Sequence[str], known: set[str]) -> float:
    cores = {core for word in words if (core := _core(word))}
    return len(cores & known) / len(cores) if cores else 0.0


def _runs(words: Iterable[tuple[str, str]]) -> Iterator[Run]:
    for kind, together in groupby(words, key=lambda word: word[1]):
        text = "".join(word for word, _ in together)
        blank = text[: len(text) - len(text.lstrip())] if kind == ALONE else ""
        yield from (Run(blank, SAME), Run(text[len(blank) :], kind)) if blank else (Run(text, kind),)


def _words(text: str) -> list[str]:
    """The text cut before each word's blanks, so that joined again it is the text."""
    return re.findall(r"\s*\S+|\s+$", text)


def _core(word: str) -> str:
    """A word without the punctuation around it, in any case."""
    return re.sub(r"^\W+|\W+$", "", word).casefold()

"""The learned layer over English sentence boundaries: confirms what the rules cut, and cuts what bears no mark."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from claims.detection import abbreviations, english

WEIGHTS = Path(__file__).with_name("boundaries.json")
CHECKSUM = WEIGHTS.with_suffix(".sha256")

_TOKEN = re.compile(r"\S+")
# A longer word is noise; only its ends are looked at.
_LONGEST_TOKEN = 40
_SHORTEST = 4
_STRIPPED = "\"'“”‘’«»()[]{}<>.,;:!?…*_-–—"
_REFERENCE = re.compile(r"\[(?:\d{1,3}|…|\.\.\.|[a-z]|citation)")
_MARKER = re.compile(r"[•⁃▪‣◦]?(?:(?:\d{1,2}|[a-h])[.)]+)?")
_NO_WORD = re.compile(r"[\W_]+")
# Initials, acronyms, and a.m. or p.m.
_LETTER = re.compile(r"^[(\"“‘']*(?:[A-ZÀ-ÞĀ-Ž]\.)+$|^v\.$|[AaPp]\.[Mm]\.$")
# "iPhone" opens a sentence, and "Yahoo! Inc." is one name: the rules see to both.
_NAMED = re.compile(r"[a-z][A-Z][a-z]|(?:Inc|Corp|Ltd)\b")
_GREETINGS = frozenset("hi hello hey dear thanks regards respectfully sincerely cheers yours love".split())
_DEGREE = re.compile(r"^(?:M\.D|Ph\.D|Esq)\.$")
_CLOSING_MARKS = frozenset('”"»)]')
_DASHES = frozenset("-–—*")
_DATE = re.compile(r"\(?\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\W*$")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_SHAPES = (
    ("url", re.compile(r"[<\[(]?(?:https?:|www\.)")),
    ("mail", re.compile(r"[^@]{0,38}\w@\w")),
    ("file", re.compile(r"\S+\.(?:doc|pdf|xls|txt|html?|jpg|gif|ppt)\W*$", re.IGNORECASE)),
)
_BUCKETS = (0, 1, 2, 3, 5, 9, 15, 25, 40)
_BUCKET = [max(edge for edge in _BUCKETS if edge <= count) for count in range(_BUCKETS[-1] + 1)]


class Candidate(NamedTuple):
    """A place where a sentence could begin; ``token`` is the number of its word, ``ruled`` what the rules say."""

    start: int
    token: int
    ruled: bool


class Model(NamedTuple):
    """What the training script wrote: a weight (log odds) for each feature, and how sure the layer must be."""

    threshold: float
    weights: dict[str, float]


class CorruptWeights(Exception):
    """The boundary weights are not the ones that were trained: the file's checksum does not match."""


def settled(line: str, starts: Collection[int], model: Model | None = None) -> list[int]:
    """Where sentences begin in an English line, from where the rules begin them; in order."""
    tokens, terminal = tokens_of(line), finish(line)
    weights, threshold = (model or _model()).weights, (model or _model()).threshold
    ruled = set(starts)
    found, last = set(starts), 0
    for candidate in candidates(tokens, ruled):
        if english.told(line, candidate.start):
            continue
        seen = features(tokens, candidate, candidate.token - last, terminal)
        if sum([weights.get(name, 0.0) for name in seen]) > threshold:
            found.add(candidate.start)
            last = candidate.token
        else:
            found.discard(candidate.start)
    return sorted(found)


def tokens_of(line: str) -> list[tuple[int, str]]:
    """The words of a line as they stand between blanks, each with its place."""
    words = line.split(" ")
    if len(words) > 1 and all(words) and len(line.split()) == len(words):
        # Single spaces only, as in most lines: counting is several times as fast as searching.
        lengths = [len(word) + 1 for word in words]
        if max(lengths) > _LONGEST_TOKEN:
            words = [_short(word) for word in words]
        return list(zip(accumulate(lengths, initial=0), words, strict=False))  # the last place is the end
    return [(match.start(), _short(match.group())) for match in _TOKEN.finditer(line)]


def candidates(tokens: Sequence[tuple[int, str]], starts: Collection[int]) -> Iterator[Candidate]:
    """The places the layer judges. Note marks, known abbreviations and list markers are left to the rules."""
    finished = _finished(tokens)
    earlier, before = "", "•"  # as if a bullet stood in front of the line: nothing begins at its first word
    for index, (start, token) in enumerate(tokens):
        # Most words: behind a word or a comma, in small letters, or any word in a line that is punctuated to its end.
        inside = before[-1].isalnum() or before[-1] in ",'’"
        inside = inside and (token[0].islower() or (finished and token[0].isalnum()))
        inside = inside or (before[-1] == "," and not _greeted(tokens, index))
        if (not inside or start in starts) and not _settled_by_rule(earlier, before, token):
            yield Candidate(start, index, start in starts)
        earlier, before = before, token


def _greeted(tokens: Sequence[tuple[int, str]], index: int) -> bool:
    """Whether the few words in front of the comma before ``index`` greet or take leave, as in a mail."""
    return any(token.strip(_STRIPPED).lower() in _GREETINGS for _, token in tokens[max(0, index - 3) : index])


def _settled_by_rule(earlier: str, before: str, token: str) -> bool:
    if before[-1] in ";:" or _REFERENCE.match(token) or _MARKER.fullmatch(before) or _MARKER.fullmatch(token):
        return True
    if _NAMED.match(token) or _DEGREE.search(before):
        return True
    if before[0] == ">" and earlier == "•":
        return True  # a mail quotes, and the sign belongs to what it quotes
    if _is_picture(before) or _is_picture(token):
        return True  # no sentence of its own
    if before in _DASHES:
        return before in "—–" or earlier[-1] in ".!?•"  # the dash opens what follows it
    if before[-1] in _CLOSING_MARKS and (before[-2:-1].isalnum() or before[-2:-1] == ","):
        return True  # a quotation or an aside without a mark of its own ends nothing
    return before[-1] == "." and _settled_at_point(before, token)


def _is_picture(token: str) -> bool:
    """An emoji or the like."""
    return token[0] > "~" and bool(_NO_WORD.fullmatch(token)) and token not in _DASHES


def _settled_at_point(before: str, token: str) -> bool:
    """Whether an abbreviation or an initial stands before the word, and the rules know what it does."""
    if _LETTER.search(before) or abbreviations.ends_in_closing_one(before, "en"):
        return True
    if token[0].islower() and len(before) <= _SHORTEST:
        return True  # "w. blue": what so short a word does with its point, nupunkt knows better
    return abbreviations.ends_in_one(before, "en") or abbreviations.numbers(before, token, "en")


def _finished(tokens: Sequence[tuple[int, str]]) -> bool:
    """Whether the line ends as sentences do."""
    return bool(tokens) and tokens[-1][1][-1] in '.!?"”)'


def finish(line: str) -> str:
    """How the line is punctuated: no final mark anywhere, one at its end, or only before its end."""
    if not any(mark in line for mark in ".!?"):
        return "0"
    return "1" if line.rstrip()[-1:] in '.!?"”)' else "2"


def features(tokens: Sequence[tuple[int, str]], candidate: Candidate, since: int, terminal: str) -> list[str]:
    """What speaks for or against a boundary; ``since`` counts the words from the last one."""
    index, rule = candidate.token, "1" if candidate.ruled else "0"
    before, after = _look(tokens[index - 1][1]), _look(tokens[index][1])
    earlier = _look(tokens[index - 2][1]) if index > 1 else _START
    later = _look(tokens[index + 1][1]) if index + 1 < len(tokens) else _END
    edge, pair = before.edge[-2:], f"{before.shape}|{after.shape}{rule}"
    gap, left = _bucket(since), _bucket(len(tokens) - index)
    return [
        f"r{rule}", f"ps{before.shape}{rule}", f"ns{after.shape}{rule}", f"pn{pair}", f"e{edge}{rule}",
        f"eh{edge}|{after.shape}{after.head}{rule}", f"h{after.head}{rule}", f"pe{before.shape}{edge}{rule}",
        f"nw{after.word}{rule}", f"pw{before.word}{rule}",
        f"p2{earlier.shape}{earlier.edge[-1:]}|{before.shape}{before.edge[-1:]}{rule}",
        f"n2{after.shape}|{later.shape}{rule}", f"en{after.edge[-1:]}{rule}{after.shape}",
        f"d{gap}{rule}", f"l{left}{rule}", f"dp{gap}{before.shape}{rule}",
        f"t{terminal}{rule}", f"tp{terminal}{pair}", f"p3{earlier.shape}{pair}",
    ]  # fmt: skip


class _Look(NamedTuple):
    """One word as the features see it: its shape, its word in small letters, the marks at its end and its start."""

    shape: str
    word: str
    edge: str
    head: str


_START, _END = _Look("^", "", "^", ""), _Look("$", "", "", "")


@lru_cache(maxsize=8192)
def _look(token: str) -> _Look:
    end = len(token)
    while end > 0 and not token[end - 1].isalnum() and len(token) - end < 4:
        end -= 1
    head = "" if token[0].isalnum() else token[0]
    return _Look(_shape(token), token.strip(_STRIPPED).lower(), token[end:], head)


def _shape(token: str) -> str:
    core = token.strip(_STRIPPED)
    if not core:
        return f"s{token[0]}{'+' if len(token) > 3 else ''}"
    if core[0].isdigit():
        return _shape_of_number(token, core)
    if len(token) > 5 and ("@" in token or "/" in token or "." in core):
        for name, pattern in _SHAPES:
            if pattern.match(token):
                return name
    if core[0].isupper():
        return _shape_of_capital(core)
    return "x" if core[0].isalpha() else "o"


def _shape_of_number(token: str, core: str) -> str:
    if _DATE.match(token):
        return "date"
    if _CLOCK.match(token):
        return "time"
    return "9" if len(core) < 3 else "99"


def _shape_of_capital(core: str) -> str:
    if len(core) == 1:
        return "I" if core == "I" else "X"
    return "XX" if core.isupper() else "Xx"


def _short(token: str) -> str:
    half = _LONGEST_TOKEN // 2
    return token if len(token) <= _LONGEST_TOKEN else token[:half] + token[-half:]


def _bucket(count: int) -> int:
    return _BUCKET[min(count, _BUCKETS[-1])]


@cache
def _model() -> Model:
    """The trained weights, read once.

    Raises CorruptWeights when the file is not the one whose checksum stands beside it.
    """
    data = WEIGHTS.read_bytes()
    if sha256(data).hexdigest() != CHECKSUM.read_text(encoding="ascii").split()[0]:
        raise CorruptWeights
    stored = json.loads(data)
    return Model(stored["threshold"], stored["weights"])

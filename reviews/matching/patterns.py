"""Whether words that somebody declared stand in words of a claim: patterns that Python and PostgreSQL read alike.

Case is spelled out character by character and word ends are listed, so that no locale of a database has a say: the
queue, which asks in SQL, and the permit, which asks in Python, can never disagree.
"""

import re
import sys
from collections.abc import Iterable
from functools import cache

# What stands between words: blanks, punctuation and signs of the scripts that newspapers are written in. The plus is
# not among them: Canal+ is not a canal.
_BETWEEN = (
    r"\u0001-\u002a\u002c-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7"
    r"\u00f7\u02b9-\u02bf\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b-\u061f\u066a-\u066d\u06d4"
    r"\u0964\u0965\u0e5a\u0e5b\u10fb\u1680\u17d4-\u17da\u2000-\u206f\u20a0-\u20c0\u2190-\u2bff\u2e00-\u2e5d\u3000-\u3004"
    r"\u3008-\u3020\u3030\u30fb\ufd3e\ufd3f\ufe30-\ufe6f\ufeff\uff01-\uff0a\uff0c-\uff0f\uff1a-\uff20\uff3b-\uff40"
    r"\uff5b-\uff65"
)
GAP = f"[{_BETWEEN}]"
NOWHERE = r"\Z\u0020"
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[^\W\d_][\w-]*[^\W_])\.?(?:[/:?#].*)?", re.DOTALL)


def words_of(text: str) -> list[str]:
    return [word for word in re.split(f"{GAP}+", text) if word]


def stands_in(values: Iterable[str]) -> str:
    """A pattern for texts in which one of these stands as whole words, whatever the case and the punctuation."""
    return rf"(?:\A|{GAP})(?:{_either(map(_phrase, values))})(?:\Z|{GAP})"


def is_all_of(values: Iterable[str]) -> str:
    """A pattern for texts that are one of these and nothing else."""
    return rf"\A{GAP}*(?:{_either(map(_phrase, values))}){GAP}*\Z"


def is_made_of(values: Iterable[str]) -> str:
    """A pattern for texts that have no other words than one of these has, at least one of them."""
    return rf"\A{GAP}*(?:{_either(map(_alone, values))})"


def is_under(hosts: Iterable[str]) -> str:
    """A pattern for web addresses at one of these hosts or below it."""
    either = _either(_any_case(name) for host in hosts for name in _spellings(host))
    before, after = r"(?:[^/?#]*@)?(?:[^/?#@:]*\.)?", r"\.?(?::[0-9]*)?(?:[/?#]|\Z)"
    return rf"\A[hH][tT][tT][pP][sS]?://{before}(?:{either}){after}"


def host_in(value: str) -> str:
    """The host that is meant, when what was declared looks like one or like an address; else nothing."""
    looks = _HOST.fullmatch(value.strip().casefold())
    return looks[1] if looks else ""


def _either(patterns: Iterable[str]) -> str:
    """Any of them; of what has no words is left nothing, and that stands nowhere."""
    return "|".join(pattern for pattern in patterns if pattern) or NOWHERE


def _phrase(value: str) -> str:
    return f"{GAP}+".join(_any_case(word) for word in words_of(value))


def _alone(value: str) -> str:
    words = words_of(value)
    return rf"(?:(?:{_either(map(_any_case, words))})(?:{GAP}+|\Z))+\Z" if words else ""


def _any_case(word: str) -> str:
    """This word in every spelling that differs by case alone: `ß` is `SS` in capitals."""
    folded, found, at = word.casefold(), [], 0
    while at < len(folded):
        size = next((size for size in (3, 2) if folded[at : at + size] in _spelled()), 1)
        part = folded[at : at + size]
        one_by_one = "".join(_one_of({character, *_spelled().get(character, ())}) for character in part)
        found.append(f"(?:{one_by_one}|{_one_of(_spelled()[part])})" if size > 1 else one_by_one)
        at += size
    return "".join(found)


def _one_of(characters: Iterable[str]) -> str:
    escaped = [re.escape(character) for character in sorted(characters)]
    return escaped[0] if len(escaped) == 1 else f"[{''.join(escaped)}]"


@cache
def _spelled() -> dict[str, list[str]]:
    """Folded characters and the single ones that fold to them: s -> S, ſ; ss -> ß, ẞ."""
    spelled: dict[str, list[str]] = {}
    for character in map(chr, range(sys.maxunicode + 1)):
        if (folded := character.casefold()) != character:
            spelled.setdefault(folded, []).append(character)
    return spelled


def _spellings(host: str) -> set[str]:
    """A host with letters beyond ASCII has two names."""
    try:
        return {host, host.encode("idna").decode(), host.encode("idna").decode("idna")}
    except UnicodeError:
        return {host}

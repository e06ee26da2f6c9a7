"""The language of an article, given or recognised, and how well it is read."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from claims.detection.abbreviations import primary

if TYPE_CHECKING:
    from lingua import LanguageDetector


class Rules(StrEnum):
    """How well a language is read; shown to people, so that nobody takes a rough cut for a careful one."""

    FULL = "full rules"
    SOLID = "rules for sentences and quotations"
    GENERAL = "general rules only"


UNKNOWN = "und"  # BCP 47 for "undetermined"

_RULES = {"en": Rules.FULL, "es": Rules.SOLID, "fr": Rules.SOLID, "de": Rules.SOLID, "pt": Rules.SOLID}
# What a desk is likely to be sent; each language more costs memory and certainty.
_RECOGNISED = frozenset(
    "ar bg bn ca cs da de el en es fa fi fr he hi hr hu id it ja ko nb nl pl pt ro ru sk sr sv sw tr uk vi zh".split()
)
# The head of an article tells its language; the rest costs time only.
_HEAD = 2_000
# Below this many signs a guess is a guess: "Parliament sat." is as good as Italian.
_FEWEST = 60


def rules_for(language: str) -> Rules:
    """How well a language, named by its primary subtag, is read."""
    return _RULES.get(language, Rules.GENERAL)


def settle(language: str | None, text: str) -> str:
    """The primary subtag of the given BCP 47 tag, or that of the recognised language where no tag is given."""
    given = primary(language or "")
    return given if given not in ("", UNKNOWN) else recognised(text)


def recognised(text: str) -> str:
    """The primary subtag of the language a text is written in; ``und`` where it is too short to tell."""
    if len(text) < _FEWEST:
        return UNKNOWN
    # A lone surrogate has no place in the UTF-8 that the library is handed.
    found = _detector().detect_language_of(text[:_HEAD].encode("utf-8", "replace").decode())
    return found.iso_code_639_1.name.lower() if found else UNKNOWN


@cache
def _detector() -> LanguageDetector:
    # Loaded late: most articles name their language, and the models take some 35 MB.
    from lingua import Language, LanguageDetectorBuilder

    wanted = [found for found in Language.all() if found.iso_code_639_1.name.lower() in _RECOGNISED]
    return LanguageDetectorBuilder.from_languages(*wanted).with_low_accuracy_mode().build()

"""The words of a text, as they are kept to be found, and which of them tell one statement from another."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

from claims.matching.silent import SILENT

LONGEST_WORD = 64  # characters; what is longer is an address or an accident
# Scripts without spaces between words: each character counts as one. Elsewhere words are runs of letters and digits.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_ADDRESS = re.compile(r"\b(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")  # where #OneWord is two
# Stemmers of the Snowball project by language. Elsewhere a word is what it is.
_STEMMERS = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "sv": "swedish",
    "nb": "norwegian",
    "ca": "catalan",
    "hu": "hungarian",
    "tr": "turkish",
    "ru": "russian",
}


def plain(text: str) -> str:
    """The same text without accents and other combining signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


def words_in(text: str) -> list[str]:
    """The words of a text as they are looked for, each once, in the order in which they come."""
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in WORD.findall(plain(text).casefold())))


def telling_words(text: str, language: str) -> list[str]:
    """The words that tell what a statement is about: without those that any sentence has, and without addresses.

    `language` is a primary subtag, as everywhere here. A statement of nothing else has all its words.
    """
    found = words_in(_HUMP.sub(" ", _ADDRESS.sub(" ", text)))
    return [word for word in found if word not in SILENT.get(language, ())] or found


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """What the forms of a word have in common: “taxes” and “taxed” are both “tax”."""
    if language not in _STEMMERS or not word.isalpha():
        return word
    # A stemmer of its own for each word: they are no more than a few fields, and not made for threads.
    stemmed: str = snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word)
    return stemmed

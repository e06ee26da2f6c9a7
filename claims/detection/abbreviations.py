"""Abbreviations that do not end a sentence, by language: what sentences.py adds to nupunkt."""

from __future__ import annotations

import re

# Always followed by what they introduce, in any language written with Latin letters.
_EVERYWHERE = "e.g i.e cf vs approx ca resp prof dr dept assoc govt incl"

_BY_LANGUAGE = {
    "en": "sen rep gov gen lt col sgt capt rev hon fig mr mrs ms st mt supt det insp messrs pres",
    "de": (
        "z.b d.h u.a bzw ca evtl ggf usw inkl exkl sog bspw vgl nr str abs art hl geb gest jh jhd mio mrd tsd"
        " o.ä u.ä s.o s.u u.u v.a z.t i.d.r a.d a.m dipl ing med hr fr min max zzgl bd hrsg st tel abg hrn lt ggü bsp"
        " aufl kap ziff rn jur phil rer nat habil jr sen kath evang ev ehem franz engl dt österr schweiz amtl staatl"
        " jan feb okt nov dez aug sept mwst"
    ),
    "fr": (
        "m mm mme mmes mlle mlles me mgr no nos art env av apr ex ch p pp vol éd coll st ste janv févr juil sept oct"
        " nov déc avr pr univ j.-c c.-à-d c.à.d p.ex bd boul rte tél hab chap réf al adj dir gén lt cdt"
    ),
    "es": (
        "sr sra sres sras srta d dª dña dra dres profa ud uds ee.uu ee av avda art núm nº n.º pág págs tel ej p.ej cía"
        " gral sto sta lic ing depto univ excmo excma ilmo ilma hnos pdte vda aprox máx mín tfno arq lcdo dto gob"
        " izq dcha km kg ene dic"
    ),
    "pt": (
        "sr sra srs sras d dra drs profa exmo exma av art n nº n.º núm pág págs tel ex p.ex cia gen eng jr lda ltda"
        " sto sta univ tb dep dept pe séc aprox máx mín arq cel cap ten adv min jan fev abr ago set out dez"
    ),
    "it": "sig sigg sig.ra dott dott.ssa avv ing prof.ssa on art n pag pagg ecc es tel arch geom",
    "nl": "dhr mevr mw bijv d.w.z o.a m.b.t t.a.v nr blz art drs ir mr jl resp",
}

# "No. 5" and "p. 55": an abbreviation only in front of a number.
_NUMBER_SIGN = re.compile(r"(?<![^\W_])(?:no|nos|nr|n|n[°º]|art|fig|sec|p|pp|pág|págs|s|vol|ch)\.$", re.IGNORECASE)

_STREET = re.compile(r"[^\W\d_]{2}str\.$", re.IGNORECASE)

_ORDINAL_LANGUAGES = frozenset({"de", "da", "no", "nb", "nn", "fi", "cs", "sk", "pl", "sl", "hr", "hu", "et", "lv"})


def _compile(words: str) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{alternatives})\.$", re.IGNORECASE)


_PATTERNS = {code: _compile(f"{_EVERYWHERE} {words}") for code, words in _BY_LANGUAGE.items()}
_OTHER = _compile(_EVERYWHERE)


def primary(language: str) -> str:
    """The primary subtag of a language tag, lower case: ``"pt-BR"`` gives ``"pt"``; an empty tag gives ``""``."""
    return language.replace("_", "-").split("-")[0].strip().lower()


def ends_in_one(text: str, language: str) -> bool:
    """Whether ``text`` (a few words before a possible boundary) ends in an abbreviation of the language."""
    if language == "de" and _STREET.search(text):
        return True
    return bool(_PATTERNS.get(language, _OTHER).search(text))


def ends_in_number_sign(text: str) -> bool:
    """Whether ``text`` ends in an abbreviation that introduces a number, if a number follows."""
    return bool(_NUMBER_SIGN.search(text))


def writes_ordinals_with_a_point(language: str) -> bool:
    """Whether ``3.`` in front of a noun means "third" in the language."""
    return language in _ORDINAL_LANGUAGES

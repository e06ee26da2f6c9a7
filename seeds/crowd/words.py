"""Invented news: outlets, people, and sentences that say something checkable. Nothing of it was ever said."""

import random
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

One = TypeVar("One")


class Outlet(NamedTuple):
    name: str
    host: str
    language: str


class Tongue(NamedTuple):
    """What is said in one language. `{who}` is the claimant, `{n}` and `{d}` are figures, `{year}` a year."""

    share: int  # in a hundred articles
    claims: tuple[str, ...]
    between: tuple[str, ...]  # sentences that nobody checks


TONGUES: dict[str, Tongue] = {
    "en": Tongue(
        60,
        (
            "{who} said that exports grew by {n}.{d} percent in {year}.",
            "{who} reported {n}{d} new hospital beds between {year} and today.",
            "Unemployment among young people fell to {n}.{d} percent in {year}, according to {who}.",
            "{who} counted {n},{d}00 refugees at the border in {year}.",
            "{who} spent {n} million on roads and {d} million on schools in {year}.",
            "Rents rose by {n} percent within {d} years, {who} announced in {year}.",
        ),
        (
            "The hall was full until late.",
            "Nobody wanted to say more about it that evening.",
            "What comes of it remains to be seen.",
            "Others were less sure of this.",
        ),
    ),
    "es": Tongue(
        20,
        (
            "{who} afirmó que las exportaciones crecieron un {n},{d} por ciento en {year}.",
            "Según {who}, el paro juvenil bajó al {n},{d} por ciento en {year}.",
            "{who} contó {n}.{d}00 refugiados en la frontera en {year}.",
        ),
        ("La sala estaba llena hasta tarde.", "Nadie quiso decir más aquella noche."),
    ),
    "de": Tongue(
        12,
        (
            "{who} meldete, die Ausfuhren seien {year} um {n},{d} Prozent gewachsen.",
            "Laut {who} sank die Arbeitslosigkeit {year} auf {n},{d} Prozent.",
            "{who} zählte {year} an der Grenze {n}.{d}00 Geflüchtete.",
        ),
        ("Der Saal war bis spät voll.", "Mehr wollte an dem Abend niemand dazu sagen."),
    ),
    "fr": Tongue(
        8,
        (
            "{who} a déclaré que les exportations ont augmenté de {n},{d} pour cent en {year}.",
            "Selon {who}, le chômage des jeunes est tombé à {n},{d} pour cent en {year}.",
        ),
        ("La salle était pleine jusque tard.", "Personne n'a voulu en dire plus ce soir-là."),
    ),
}
TOPICS = ("Energy", "Courts", "Medicine", "Housing", "Agriculture", "Budget", "Migration", "Schools", "Sport", "Trade")
FOR_EXPERTS = "Medicine"  # only in English articles: there are enough who know it
TWICE_REVIEWED = "Courts"
ALL_MET = 30_000  # claims of a desk that has met every outlet, speaker and topic

_FIRST = ("Ada", "Bruno", "Carla", "Dario", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Klara", "Lamine")
_LAST = ("Abt", "Brandt", "Castro", "Duval", "Engel", "Ferro", "Gallo", "Haas", "Ibarra", "Jansen", "Kern", "Lenoir")
_PLACES = ("Alder", "Birch", "Cedar", "Dover", "Elm", "Fern", "Grove", "Hazel", "Ivy", "Juniper", "Laurel", "Maple")
_PAPERS = ("Courier", "Gazette", "Herald", "Ledger", "Mirror", "Observer", "Post", "Tribune")
_BODIES = ("Chamber", "Council", "Institute", "Ministry", "Office", "Union")

BYLINES = [f"{first} {last}" for first in _FIRST for last in _LAST]
# No two of the first have a word in common.
CLAIMANTS = [
    f"The {place} {_BODIES[(number + turn) % len(_BODIES)]}"
    for turn in range(len(_BODIES))
    for number, place in enumerate(_PLACES)
]
REASONS = (["number"], ["number", "year"], ["said by somebody", "number"], ["comparison", "number", "year"])


def _outlets() -> list[Outlet]:
    tongues = [language for language, tongue in TONGUES.items() for _ in range(tongue.share)]
    names = [(f"{place} {paper}", f"{place}-{paper}.example".lower()) for place in _PLACES for paper in _PAPERS]
    return [Outlet(*name, tongues[number % len(tongues)]) for number, name in enumerate(names)]


def _by_language() -> dict[str, list[Outlet]]:
    outlets = _outlets()
    return {language: [outlet for outlet in outlets if outlet.language == language] or outlets for language in TONGUES}


OUTLETS = _by_language()


def met(pool: Sequence[One], claims: int, *, least: int = 1) -> Sequence[One]:
    """What of it a desk of so many claims has met: a small one hears of few, and of these again and again."""
    return pool[: max(least, round(len(pool) * min(1, claims / ALL_MET)))]


def language(dice: random.Random) -> str:
    return dice.choices(list(TONGUES), [tongue.share for tongue in TONGUES.values()])[0]


def claim(dice: random.Random, code: str, who: str) -> str:
    roll = dice.randrange(800_000)
    template = TONGUES[code].claims[roll % len(TONGUES[code].claims)]
    return template.format(who=who, n=roll % 89 + 2, d=roll // 89 % 9 + 1, year=2000 + roll // 801 % 25)


def filler(dice: random.Random, code: str) -> str:
    return dice.choice(TONGUES[code].between)

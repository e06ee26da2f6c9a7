"""Words, names of people and bodies, and the fullest form of a name that an article has used so far."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Abbreviated titles keep their point, initials and U.S. too; an apostrophe or a hyphen joins: Iran’s, al-Sadr.
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Prof|St|Lt|Col|Sr|Sra)\.|[A-Z]\.(?=\s[A-Z])"
    r"|l['’](?=[A-ZÀ-Þ])|[^\W_]+(?:['’\-&.][^\W_]+)*|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’]s?$")

FUNCTION_WORDS = frozenset(
    "a an the and or but nor so yet if as at by for from in into of off on onto out over per since than that though"
    " through to under until up upon via when where whether which while who whom whose with within without because"
    " before after during despite although however meanwhile still then there here this these those it its he she they"
    " we you i his her their our your my me him them us is are was were be been being has have had do does did will"
    " would can could may might must shall should not no now also just only even both either neither one some many most"
    " several all any each every other another such more less few what how why once about against between among amid"
    " according following last next earlier later today yesterday tomorrow again instead moreover"
    " furthermore indeed"
    # What opens a sentence elsewhere; not "Le" and "La", with which names begin.
    " según selon laut segundo el los las les der die das dem den ein eine un une una uma os um em no na nos nas im am"
    " para por pour dans chez il elle él ella ele ela er sie wir ich und y et mit nach bei für".split()
)
# German joins an office to what it is for: Finanzministerin, Parteichef.
_GERMAN_OFFICES = (
    "minister", "ministerin", "präsident", "präsidentin", "sprecher", "sprecherin", "chef", "chefin", "kanzler",
    "kanzlerin", "meister", "meisterin", "leiter", "leiterin", "führer", "führerin", "sekretär", "sekretärin",
    "vorsitzende", "vorsitzender", "forscher", "forscherin", "direktor", "direktorin", "trainer", "anwalt", "anwältin",
)  # fmt: skip
_DEGREES = frozenset("kc qc phd md mbe obe cbe mep esq".split())
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december jan feb aug sept oct nov dec mon tue wed thu fri sat sun".split()
)
TITLES = frozenset(
    "mr mrs ms dr sen rep gov gen lt col prof professor president premier chancellor minister pm mp secretary senator"
    " representative congressman congresswoman governor mayor judge justice king queen prince princess pope bishop"
    " archbishop cardinal rabbi imam ayatollah sheikh general admiral colonel captain major sergeant commissioner"
    " ambassador attorney director chairman chairwoman chair chief spokesman spokeswoman"
    " spokesperson sir dame lord lady"
    " astrobiologist virologist epidemiologist economist scientist herr frau monsieur madame señor"
    " señora speaker president-elect".split()
)
_BODY_WORDS = frozenset(
    "department ministry organization organisation center centre centers centres university college school institute"
    " institution institutes court committee agency house council commission bank police times post journal association"
    " union party government administration office bureau service services board authority fund foundation federation"
    " group company corporation corp inc ltd laboratories laboratory congress senate parliament assembly nations army"
    " navy force forces guard hospital church network news press radio reuters bbc cnn society league alliance embassy"
    " treasury reserve pentagon kremlin tribunal campaign coalition trust international programme program ministerio"
    " gobierno universidad ministère gouvernement université ministerium regierung universität"
    " ministério governo".split()
)
_PARTICLES = frozenset("al bin ibn de da do dos del della di du la le van von der den ter el abu".split())


@dataclass(frozen=True)
class Word:
    """One word or mark of punctuation: ``text[start:end] == form``."""

    start: int
    end: int
    form: str

    @property
    def lower(self) -> str:
        """The form without case and without a possessive ending or a final point."""
        return _POSSESSIVE.sub("", self.form.lower()).rstrip(".")

    @property
    def is_function(self) -> bool:
        """Whether it is a function word or a day or month; "WHO" and "US" are not."""
        shouted = len(self.form) > 1 and self.form.isupper()
        return not shouted and (self.lower in FUNCTION_WORDS or self.lower in CALENDAR)

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a mark."""
        return self.form[0].isalnum()

    @property
    def capital(self) -> bool:
        """Whether it could be part of a name by its first letter."""
        return self.form[0].isupper() or (self.form[:3].lower() in ("al-", "el-") and self.form[3:4].isupper())


def words(text: str, start: int, end: int) -> list[Word]:
    """The words and marks of ``text[start:end]``, with their places in ``text``."""
    return [Word(match.start(), match.end(), match.group()) for match in _WORD.finditer(text, start, end)]


def is_body(name: str) -> bool:
    """Whether a name is that of an organisation rather than of a person."""
    parts = [part.strip(".,") for part in name.split()]
    if any(part.lower() in _BODY_WORDS for part in parts):
        return True
    return any(len(part) > 1 and part.isupper() and part.isalpha() for part in parts)


def is_person(name: str) -> bool:
    """Whether a name looks like that of one person: one to five capitalised words, none of a body."""
    parts = name.split()
    return 0 < len(parts) <= 5 and not is_body(name) and name[0].isupper() and parts[0].lower() != "the"


def name_words(run: Sequence[Word]) -> tuple[Sequence[Word], str]:
    """A run of capitalised words as (the words of the name itself, the title in front of it in lower case)."""
    first = 0
    while first < len(run) - 1 and run[first].is_function:
        first += 1
    for index in range(len(run) - 2, first - 1, -1):
        if is_title(run[index].lower):
            return run[index + 1 :], " ".join(word.lower for word in run[first : index + 1])
    return run[first:], ""


def is_title(word: str) -> bool:
    """Whether a word in small letters is a title or an office that stands before a name."""
    return word in TITLES or word.endswith(_GERMAN_OFFICES)


def of_one_person(parts: Sequence[Word]) -> Sequence[Word]:
    """A name without the body and the degrees behind it: "Jane Doe of the Institute", "Jane Doe KC"."""
    while len(parts) > 1 and not parts[0].capital and parts[0].form not in _PARTICLES:
        parts = parts[1:]  # "lead author Jane Doe"
    for index in range(2, len(parts)):
        name = " ".join(word.form for word in parts[:index])
        if parts[index].lower in ("of", "from", "at", "for", *_DEGREES) and " of " not in name and is_person(name):
            return parts[:index]
    return parts


def runs(found: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Every longest run of capitalised words, particles of names between them included, marks never."""
    index = 0
    while index < len(found):
        last = index
        while last < len(found) and (found[last].capital or _is_particle(found, last, index)):
            last += 1
            if found[last - 1].form.endswith(("’s", "'s")):
                break
        if last > index:
            yield found[index:last]
        index = max(last, index + 1)


def _is_particle(found: Sequence[Word], here: int, first: int) -> bool:
    following = found[here + 1] if here + 1 < len(found) else None
    return here > first and found[here].form in _PARTICLES and following is not None and following.capital


class Names:
    """The names an article has used, in reading order, so that a later short form finds the fullest earlier one."""

    def __init__(self, found: Sequence[Word]) -> None:
        self._by_last: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_first: dict[str, dict[str, int]] = defaultdict(dict)
        self._by_title: dict[str, dict[str, int]] = defaultdict(dict)
        self.places: list[tuple[int, str]] = []
        for run in runs(found):
            self._learn(run)

    def fullest(self, name: str, before: int) -> str:
        """The one longer name seen before a place that ends in ``name``, or else begins with it; else ``name``."""
        short = name.lower()
        longer = self._by_last.get(short.split()[-1], {})
        ending = {full: place for full, place in longer.items() if f" {short}" in full.lower().replace("-", " ")}
        if " " in short or self._seen(ending, before):
            return self._only(ending, before) or name
        return self._only(self._by_first.get(short, {}), before) or name

    def holder(self, title: str, before: int) -> str | None:
        """The one person or body that the article has introduced so far by a title or by the noun in its name.

        "The prime minister" is Adel Abdul-Mahdi, "the trust" the one trust that was named.
        """
        return self._only(self._by_title.get(title.lower(), {}), before)

    def _only(self, first_places: dict[str, int], before: int) -> str | None:
        seen = self._seen(first_places, before)
        return seen.pop() if len(seen) == 1 else None

    def _seen(self, first_places: dict[str, int], before: int) -> set[str]:
        return {name for name, place in first_places.items() if place <= before}

    def _learn(self, run: Sequence[Word]) -> None:
        parts, title = name_words(run)
        name = " ".join(_POSSESSIVE.sub("", word.form) if word is parts[-1] else word.form for word in parts)
        if parts[-1].is_function:
            return
        if not is_person(name):
            self._learn_body(parts, name)
            return
        self.places.append((run[0].start, name))
        if len(parts) > 1:
            last = name.split()[-1].lower()
            for key in {last, last.rsplit("-", 1)[-1]}:
                self._by_last[key].setdefault(name, run[0].start)
            self._by_first[parts[0].lower].setdefault(name, run[0].start)
        if title:
            self._learn_title(title.split(), run[0].start, name)

    def _learn_body(self, parts: Sequence[Word], name: str) -> None:
        """Remembers a body by the noun that later stands for it: "the trust", "the ministry"."""
        for noun in {parts[0].lower, parts[-1].lower} & _BODY_WORDS:
            if len(parts) > 1:
                self._by_title[noun].setdefault(name, parts[0].start)

    def _learn_title(self, title: list[str], place: int, name: str) -> None:
        full = self.fullest(name, place)
        keys = {title[-1], " ".join(title[-2:])}
        if title[-2:] == ["prime", "minister"]:
            keys |= {"pm", "premier"}
        for key in keys:
            self._by_title[key].setdefault(full, place)

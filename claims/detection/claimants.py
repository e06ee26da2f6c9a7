"""The claimant of every sentence: named in it, or carried to it through a running quotation. Unknown stays unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.detection import names, reporting, speech
from claims.detection.names import Names, Word
from claims.detection.quotations import Quotation, Quoted

# Longer "sentences" are tables or noise: nobody is looked for in them.
_LONGEST = 3_000
# How many sentences a quotation is followed to its frame; keeps one endless quotation linear.
_FARTHEST = 12
# How many sentences back a pronoun may look for the only person named.
_RECALLED = 2
# The words in which the subject of a sentence must begin.
_LEADING = 8
# How many sentences back somebody counts as still in the talk.
_HEARD = 40


# Behind one of these stands the name of a second person.
_KIN = frozenset(
    "brother sister son daughter wife husband father mother uncle aunt cousin friend colleague partner nephew niece"
    " twin fiancé fiancée boyfriend girlfriend assistant student teacher boss neighbour neighbor".split()
)


@dataclass(frozen=True)
class Claimant:
    """Who said it, and the words it was read from: ``text[start:end]``, perhaps in a neighbouring sentence."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Place:
    """What the claimants need to know of a sentence: its span and the index of the line it stands in."""

    start: int
    end: int
    line: int


def claimants(text: str, places: Sequence[Place], quoted: Quoted) -> list[Claimant | None]:
    """The claimant of each sentence in order, or None."""
    reader = _Reader(text, places, quoted)
    for index in range(len(places)):
        reader.name_speaker(index)
    for index in range(len(places)):
        reader.follow_pronoun(index)
        reader.carry_into(index)
    return reader.found


class _Reader:
    """Reads the sentences of one article in order; kept apart so that the two passes share what they have seen."""

    def __init__(self, text: str, places: Sequence[Place], quoted: Quoted) -> None:
        self._text, self._places, self._quoted = text, places, quoted
        self._words = [self._words_of(place) for place in places]
        self._names = Names([word for found in self._words for word in found])
        self._pronouns: dict[int, speech.Speaker] = {}
        self.found: list[Claimant | None] = [None] * len(places)

    def name_speaker(self, index: int) -> None:
        """Finds the speaker whom the sentence itself names; a pronoun waits until the sentences before are known."""
        said_by = speech.speaker(self._folded(index))
        if said_by is None:
            return
        if said_by.pronoun:
            self._pronouns[index] = said_by
        else:
            self.found[index] = self._named(said_by)

    def follow_pronoun(self, index: int) -> None:
        """Gives "he said" the person of the sentence before, where it can mean nobody else."""
        if said_by := self._pronouns.get(index):
            self.found[index] = self._antecedent(index, said_by)

    def carry_into(self, index: int) -> None:
        """Gives a sentence that is spoken inside a quotation the speaker of that quotation."""
        if self.found[index] is None and (quotation := self._spoken(index)):
            self.found[index] = self._same_quotation(index, quotation) or self._running_on(index)

    def _named(self, said_by: speech.Speaker) -> Claimant | None:
        found = names.words(self._text, said_by.start, said_by.end)
        if not found[-1].capital or (found[0].form.islower() and found[-1].lower in reporting.ROLES):
            phrase = self._text[said_by.start : said_by.end]
            role = " ".join(word.lower for word in found if word.lower not in ("the", "a", "an"))
            holder = self._names.holder(role, said_by.start) if found[0].lower == "the" else None
            return Claimant(holder or phrase, said_by.start, said_by.end)
        return self._by_name(found, said_by)

    def _by_name(self, found: list[Word], said_by: speech.Speaker) -> Claimant:
        parts = names.of_one_person(names.name_words(found)[0])
        name = self._text[parts[0].start : parts[-1].end].removesuffix("’s").removesuffix("'s")
        if parts[0].lower == "pm" or parts[-1].lower in names.TITLES:
            name = self._names.holder(parts[-1].lower, said_by.start) or self._text[said_by.start : said_by.end]
        return Claimant(self._names.fullest(name, said_by.start), said_by.start, said_by.end)

    def _antecedent(self, index: int, said_by: speech.Speaker) -> Claimant | None:
        """The person of the sentence before: its speaker, or else the only person it names."""
        pronoun = self._text[said_by.start : said_by.end].lower()
        if pronoun == "it" and said_by.aside and (body := self._body_leading(index)):
            return Claimant(body, said_by.start, said_by.end)
        if index == 0 or self._places[index].line - self._places[index - 1].line > 1:
            return None
        last = self.found[index - 1]
        if last is None:
            name = self._only_person(index) if pronoun in ("he", "she") else None
            return Claimant(name, said_by.start, said_by.end) if name else None
        if (pronoun in ("he", "she")) != names.is_person(last.name):
            return None
        certain = said_by.aside or not self._other_speakers(index - 1, last.name)
        return Claimant(last.name, said_by.start, said_by.end) if certain else None

    def _body_leading(self, index: int) -> str | None:
        """The body with which the sentence opens: "The bank expects growth, it said"."""
        for run in names.runs(self._words[index][:_LEADING]):
            parts, _ = names.name_words(run)
            name = self._text[parts[0].start : parts[-1].end]
            return name if names.is_body(name) else None
        return None

    def _only_person(self, index: int) -> str | None:
        """The one person whom the sentence before names, or the one before that if it names nobody."""
        for near in range(index - 1, max(-1, index - 1 - _RECALLED), -1):
            if self._places[index].line - self._places[near].line > 1:
                return None
            if named := self._persons(near):
                return named.pop() if len(named) == 1 and not self._of_another(near) else None
        return None

    def _of_another(self, index: int) -> bool:
        """Whether the sentence tells of somebody else too, by a pronoun or a first name: "his brother Luis"."""
        found = self._words[index]
        if found[0].lower in ("his", "her") or any(word.lower == "him" for word in found):
            return True
        return any(
            run[0].start > found[0].start and found[place - 1].lower in _KIN
            for run in names.runs(found)
            if (place := found.index(run[0]))
        )

    def _persons(self, index: int) -> set[str]:
        """The people named in a sentence by two names or more, or by a short form of one known so far."""
        named = {self._names.fullest(name, place) for place, name in Names(self._words[index]).places}
        return {name for name in named if " " in name and names.is_person(name)}

    def _other_speakers(self, index: int, name: str) -> set[str]:
        """Whom else a pronoun could mean: people named in the sentence who have said something in the article."""
        heard = {claimant.name for claimant in self.found[max(0, index + 1 - _HEARD) : index + 1] if claimant}
        named = {self._names.fullest(other, place) for place, other in Names(self._words[index]).places}
        return (named & heard) - {name}

    def _spoken(self, index: int) -> Quotation | None:
        """The quotation the sentence stands in, if it begins inside one (or with its mark)."""
        place = self._places[index]
        return self._quoted.at(place.start)

    def _same_quotation(self, index: int, quotation: Quotation) -> Claimant | None:
        """A speaker named by a neighbouring sentence that shares this quotation ("A. B”, she said.")."""
        for step in (1, -1):
            for near in range(index + step, index + step * _FARTHEST, step):
                if not (0 <= near < len(self._places) and self._shares(near, quotation)):
                    break
                if claimant := self.found[near]:
                    return claimant
        return None

    def _shares(self, index: int, quotation: Quotation) -> bool:
        place = self._places[index]
        return place.start < quotation.end and quotation.start < place.end

    def _running_on(self, index: int) -> Claimant | None:
        """The speaker of the sentence before: a quotation without a frame of its own goes on with the same voice."""
        if index == 0 or self._places[index].line - self._places[index - 1].line > 1:
            return None
        if self._framed(index):
            return None
        if self._places[index].line != self._places[index - 1].line and (ahead := self._named_ahead(index)):
            return ahead
        return self.found[index - 1]

    def _framed(self, index: int) -> bool:
        """Whether a comma closes the quotation and words follow, of a frame that is not understood: "...," it read."""
        quotation = self._spoken(index)
        if quotation is None or quotation.end >= self._places[index].end:
            return False
        return self._text[quotation.end - 2] == "," or self._text[quotation.end] == ","

    def _named_ahead(self, index: int) -> Claimant | None:
        """In a paragraph that opens with a quotation: the speaker whom its next sentence beside a quotation names."""
        line = self._places[index].line
        for near in range(index + 1, min(index + _FARTHEST, len(self._places))):
            if self._places[near].line != line:
                return None
            if self.found[near] or not self._spoken(near):
                return self.found[near]
        return None

    def _words_of(self, place: Place) -> list[Word]:
        return names.words(self._text, place.start, place.end) if place.end - place.start <= _LONGEST else []

    def _folded(self, index: int) -> list[Word]:
        """The words outside quotations, each quotation folded into one mark."""
        folded: list[Word] = []
        for word in self._words[index]:
            quotation = self._quoted.at(word.start)
            if quotation is None:
                folded.append(word)
            elif not folded or folded[-1].form != reporting.QUOTE:
                folded.append(Word(word.start, word.end, reporting.QUOTE))
        return folded

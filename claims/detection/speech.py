"""Who is said to say something in one sentence: the subject of a reporting verb, as the words stand there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.detection.names import Word

QUOTE = "\N{OBJECT REPLACEMENT CHARACTER}"

# Reporting verbs. The first group may stand before its subject ("said Trump").
_INVERTIBLE = frozenset(
    "said says say added adds wrote writes explained explains told tells asked asks replied noted notes stated claimed"
    " announced warned argued argues insisted concluded tweeted recalled continued"
    " dijo afirmó aseguró declaró explicó señaló añadió dice affirme déclaré déclare ajouté"
    " expliqué indiqué disse afirmou"
    " declarou explicou acrescentou sagte erklärte betonte warnte".split()
)
_VERBS = _INVERTIBLE | frozenset(
    "acknowledged acknowledges admitted admits advised alleged alleges allege announces argue asserted asserts believes"
    " believe cautioned claims claim confirmed confirms contends contended declared declares denied denies disclosed"
    " emphasized emphasised emphasize states state demanded demands advises agreed agrees"
    " determined estimated estimates estimate implied implies indicated informed insists instructed"
    " maintained maintains predicted predicts promised proclaimed proclaims pointed posits proposed recommended"
    " recommends rejected remarked repeated reported reports reiterated revealed responded shared specified stressed"
    " stresses suggested suggests suggest testified urged vowed warns warn cited accused calculated concludes".split()
)
# Verbs that report only beside a quotation: "Iraq asked the US to leave" tells an act.
_BESIDE_QUOTE = frozenset("asked asks replied responded repeated continued shared called cited".split())
_INFINITIVES = frozenset("suggest say claim argue insist declare deny".split())
_PASSIVE = frozenset("is are was were be been being gets got to widely so".split())
_AUXILIARY = frozenset(
    "has have had also further previously later recently repeatedly then once still explicitly would will did does not"
    " never often even again first reportedly publicly already now just a ha".split()
)
_ROLES = frozenset(
    "officials official spokesman spokeswoman spokesperson minister ministers president premier pm ministry department"
    " government police prosecutors prosecutor researchers researcher scientists scientist experts"
    " expert doctors doctor"
    " authors author study studies report reports statement survey poll agency company court judge"
    " lawyers lawyer senator"
    " senators governor mayor paper newspaper analysts analyst economists critics campaigners authorities witnesses"
    " sources administration commission committee union organisation organization group investigators regulators leader"
    " director professor chief king pope ambassador secretary lawmakers republicans democrats residents blogger post"
    " complaint website article document documents data figures virologist epidemiologist bank"
    " council institute network"
    " portavoz presidente gobierno ministro porte-parole président gouvernement ministre sprecher sprecherin regierung"
    " minister porta-voz governo officers commander general mother father doctors teachers nurses unions".split()
)
_PRONOUNS = frozenset("he she they it".split())
_DETERMINERS = frozenset(
    "the a an his her their its this that these those our one some many several numerous most other".split()
)
_NAME_LINKS = frozenset("of the for and on de du la al bin ibn van von der del da do & to".split())
_ACCORDING = {"according": ("to",), "según": (), "selon": (), "laut": (), "segundo": ()}

_SO_FAR_AS_TO = frozenset("went goes gone so far as to has had have".split())
_WITH_OBJECT = frozenset("told tells asked asks".split())
_ENDS_QUOTED = (QUOTE, ",", "-", "—", "–")
_AFTER_SUBJECT = frozenset("in on at of who during after before while when as last from with to this".split())
# A name behind one of these is a place or an object, not the subject.
_NOT_BEFORE_SUBJECT = frozenset("in at from by with near into against about under over between like than".split())
_HEAD_LINKS = frozenset("with of at from in who for on".split())

# How many words a rule walks at most: bounds the cost on endless sentences.
_REACH = 30


@dataclass(frozen=True)
class Speaker:
    """The words ``text[start:end]`` that name the speaker; ``pronoun`` when they only point at one.

    ``aside``: in a frame set off by a comma or beside a quotation (", he said"), where the voice is the one before.
    """

    start: int
    end: int
    pronoun: bool
    beside_quote: bool
    aside: bool


def speaker(found: Sequence[Word]) -> Speaker | None:
    """The speaker that a sentence names, from its words with each quotation folded into one ``QUOTE`` mark."""
    frames = [frame for index in range(len(found)) if (frame := _frame(found, index))]
    beside = [frame for frame in frames if frame.beside_quote]
    return next(iter(beside or frames), None)


def _frame(found: Sequence[Word], index: int) -> Speaker | None:
    word = found[index].lower
    if word in _ACCORDING and [w.lower for w in found[index + 1 : index + 2]] == list(_ACCORDING[word]):
        return _speaker(found, _subject_after(found, index + 1 + len(_ACCORDING[word])), index)
    if word not in _VERBS or found[index].capital or _not_finite(found, index):
        return None
    subject = _inverted(found, index) or _subject_before(found, index)
    said_by = _speaker(found, subject, index)
    return None if said_by and word in _BESIDE_QUOTE and not said_by.beside_quote else said_by


def _inverted(found: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """The subject behind its verb, as in "..., says the mayor."; not in "the mayor, a doctor, said Rome would wait"."""
    if found[verb].lower not in _INVERTIBLE - _WITH_OBJECT or verb == 0 or found[verb - 1].form not in _ENDS_QUOTED:
        return None
    subject = _subject_after(found, verb + 1)
    if subject is None or subject[1] + 1 >= len(found):
        return subject
    following = found[subject[1] + 1]
    return subject if not following.is_word or following.lower in _AFTER_SUBJECT else None


def _not_finite(found: Sequence[Word], index: int) -> bool:
    """Whether the verb is passive ("was told") or an infinitive ("to say", except after "went so far as")."""
    before = found[index - 1].lower if index else ""
    if before == "to" and found[index].lower in _INFINITIVES:
        return [word.lower for word in found[max(0, index - 3) : index - 1]] != ["far", "as"]
    return before in _PASSIVE


def _speaker(found: Sequence[Word], subject: tuple[int, int] | None, verb: int) -> Speaker | None:
    if subject is None:
        return None
    first, last = subject
    near = [*found[max(0, first - 2) : first], *found[max(last, verb) + 1 : max(last, verb) + 4]]
    pronoun = found[first].lower in _PRONOUNS and first == last
    beside_quote = any(word.form == QUOTE for word in near)
    aside = beside_quote or (first > 0 and found[first - 1].form in _ENDS_QUOTED)
    return Speaker(found[first].start, found[last].end, pronoun, beside_quote, aside)


def _subject_before(found: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """Indexes of the first and last word of the subject that ends in front of the verb."""
    last = _skip_back(found, verb - 1, lambda word: word.lower in _AUXILIARY or word.lower.endswith("ly"))
    if verb and found[verb - 1].lower == "to":
        last = _skip_back(found, verb - 1, lambda word: word.lower in _SO_FAR_AS_TO)
    last = _skip_aside(found, last)
    return _phrase_ending(found, last) if last >= 0 else None


def _skip_back(found: Sequence[Word], last: int, skips: Callable[[Word], bool]) -> int:
    while last >= 0 and skips(found[last]) and not found[last].capital:
        last -= 1
    return last


def _skip_aside(found: Sequence[Word], last: int) -> int:
    """Steps over ", the director of the institute," or "(WHO)" between the subject and its verb."""
    if last < 0 or found[last].form not in ",)":
        return last
    opening = "(" if found[last].form == ")" else ","
    for index in range(last - 1, max(-1, last - _REACH), -1):
        if found[index].form == opening:
            # "a spokesman, Jane Doe, said": the aside is the name itself.
            inside = found[index + 1 : last]
            named = opening == "," and len(inside) > 1 and all(word.capital and not word.is_function for word in inside)
            return last - 1 if named else index - 1
    return -1


def _phrase_ending(found: Sequence[Word], last: int) -> tuple[int, int] | None:
    word = found[last]
    if word.lower in _PRONOUNS:
        return last, last
    if word.form.endswith(("’s", "'s")):
        return None  # "the minister's claims": a noun, not a verb
    if word.capital and not word.is_function:
        first, _ = _name_ending(found, last)
        behind = found[first - 1].lower if first else ""
        return None if behind in _NOT_BEFORE_SUBJECT else (first, last)
    if word.lower in _ROLES:
        return _role_ending(found, last)
    return _head_before(found, last)


def _head_before(found: Sequence[Word], last: int) -> tuple[int, int] | None:
    """The head of a longer subject: "scientists" in "scientists who study viruses say"."""
    for index in range(last - 1, max(-1, last - 10), -1):
        word = found[index]
        if not word.is_word:
            return None
        if word.lower in _ROLES and found[index + 1].lower in _HEAD_LINKS:
            behind = found[index - 1].lower if index else ""
            return None if behind in _NOT_BEFORE_SUBJECT else _role_ending(found, index)
    return None


def _name_ending(found: Sequence[Word], last: int) -> tuple[int, int]:
    first = last
    index = last - 1
    while index >= 0 and last - index < _REACH:
        word = found[index]
        if word.capital and not word.is_function:
            first = index
        elif word.lower not in _NAME_LINKS or not word.is_word:
            break
        index -= 1
    # "Republicans and the World Bank said": the body is the nearest, unless the run itself is one body's long name.
    return _without_first_of_two(found, first, last), last


def _without_first_of_two(found: Sequence[Word], first: int, last: int) -> int:
    for index in range(last - 1, first, -1):
        if found[index].lower in ("on", "to", "in") or _second_of_two(found, index):
            return index + 1
    return first


def _second_of_two(found: Sequence[Word], index: int) -> bool:
    return found[index].form == "the" and found[index - 1].lower in ("and", "to", "on")


def _role_ending(found: Sequence[Word], last: int) -> tuple[int, int]:
    first = last
    for index in range(last - 1, max(-1, last - 5), -1):
        word = found[index]
        if word.lower in _DETERMINERS:
            return index, last
        if not word.is_word or word.is_function:
            break
        first = index
    return first, last


def _subject_after(found: Sequence[Word], first: int) -> tuple[int, int] | None:
    """Indexes of the subject that follows an inverted verb or "according to"."""
    start = first
    while first < len(found) and found[first].lower in _DETERMINERS:
        first += 1
    last = first - 1
    for index in range(first, min(len(found), first + _REACH)):
        word = found[index]
        if word.capital or word.lower in _ROLES:
            last = index
            if word.form.endswith(("’s", "'s")):
                continue
        elif index - last > 3 or not (word.lower in _NAME_LINKS or (word.is_word and not word.is_function)):
            break
    if last >= first:
        return (start if found[first].lower in _ROLES or not found[first].capital else first), last
    return (start, start) if start < len(found) and found[start].lower in _PRONOUNS else None

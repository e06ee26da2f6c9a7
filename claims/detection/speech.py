"""Who is said to say something in one sentence: the subject of a reporting verb, as the words stand there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claims.detection import reporting
from claims.detection.names import CALENDAR, Word
from claims.detection.reporting import QUOTE

# How many words a rule walks at most: bounds the cost on endless sentences.
_REACH = 30


@dataclass(frozen=True)
class Speaker:
    """The words ``text[start:end]`` that name the speaker; ``pronoun`` when they only point at one.

    ``aside``: in a frame set off by a comma or beside a quotation (", he said"), where the voice is the one before.
    ``according``: named as the source of the whole sentence.
    """

    start: int
    end: int
    pronoun: bool
    beside_quote: bool
    aside: bool
    according: bool = False


def speaker(found: Sequence[Word]) -> Speaker | None:
    """The speaker that a sentence names, from its words with each quotation folded into one ``QUOTE`` mark."""
    frames = [frame for index in range(len(found)) if (frame := _frame(found, index))]
    beside = [frame for frame in frames if frame.beside_quote]
    # "Half of Americans say they would, according to a poll": it is the poll that says so.
    named = [frame for frame in frames if frame.according]
    return next(iter(beside or named or frames), None)


def _frame(found: Sequence[Word], index: int) -> Speaker | None:
    word = found[index].lower
    if (behind := reporting.ACCORDING.get(word)) is not None:
        if tuple(following.lower for following in found[index + 1 : index + 1 + len(behind)]) == behind:
            return _speaker(found, _subject_after(found, index + 1 + len(behind)), index)
        return None
    if word in reporting.PARTICIPLES and index and found[index - 1].form in reporting.ENDS_QUOTED:
        return _speaker(found, _subject_leading(found, index), index)
    if word not in reporting.VERBS or found[index].capital or _not_finite(found, index) or _denied(found, index):
        return None
    if (other := reporting.COMPLETED_BY.get(word)) and not _followed_by(found, index, other):
        return None
    subject = _inverted(found, index) or _subject_before(found, index)
    said_by = _speaker(found, subject, index)
    if said_by is None or said_by.beside_quote or word not in reporting.BESIDE_QUOTE:
        return said_by
    asked = word in ("asked", "asks") and index + 1 < len(found) and found[index + 1].lower in reporting.ASKED
    return said_by if asked else None


def _followed_by(found: Sequence[Word], index: int, other: str) -> bool:
    return any(word.lower == other for word in found[index + 1 : index + 7])


def _inverted(found: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """The subject behind its verb, as in "..., says the mayor."; not in "the mayor, a doctor, said Rome would wait"."""
    if verb == 0 or found[verb].lower not in reporting.INVERTIBLE_BEHIND_QUOTE:
        return None
    # "..., a déclaré le ministre"
    behind = _skip_back(found, verb - 1, lambda word: word.lower in reporting.AUXILIARY)
    if behind < 0 or found[behind].form not in reporting.ENDS_QUOTED:
        return None
    if found[verb].lower not in reporting.INVERTIBLE - reporting.WITH_OBJECT and not _closes_quote(found, behind):
        return None
    subject = _subject_after(found, verb + 1)
    if subject is None or found[subject[0]].lower == "it":
        return None
    subject = _named_behind(found, subject[1]) or subject
    if subject[1] + 1 >= len(found):
        return subject
    following = found[subject[1] + 1]
    return subject if not following.is_word or following.lower in reporting.AFTER_SUBJECT else None


def _named_behind(found: Sequence[Word], last: int) -> tuple[int, int] | None:
    """The name in "said his lawyer, Jane Doe": two capitalised words or more that fill the place behind the comma."""
    first = last + 2
    if found[last].capital or first >= len(found) or found[last + 1].form != ",":
        return None
    end = first
    while end < len(found) and found[end].capital and not found[end].is_function:
        end += 1
    fills = end == len(found) or not found[end].is_word
    return (first, end - 1) if fills and end - first > 1 else None


def _closes_quote(found: Sequence[Word], index: int) -> bool:
    """Whether a quotation ends here, its comma outside or inside."""
    return found[index].form == QUOTE or (found[index].form == "," and index > 0 and found[index - 1].form == QUOTE)


def _subject_leading(found: Sequence[Word], before: int) -> tuple[int, int] | None:
    """The subject with which the sentence opens: a name, a role or a pronoun in its first place."""
    start = 0
    while start < before and (found[start].lower in reporting.DETERMINERS or not found[start].is_word):
        start += 1
    if start < before and found[start].lower in reporting.PERSONAL:
        return start, start
    last = start - 1
    for index in range(start, min(before, start + _REACH)):
        if not (found[index].capital and not found[index].is_function) and found[index].lower not in reporting.ROLES:
            break
        last = index
    return (0 if found[0].lower in reporting.DETERMINERS else start, last) if last >= start else None


def _denied(found: Sequence[Word], verb: int) -> bool:
    """Whether the sentence says that nothing was said: "has not disclosed", "never alleged"."""
    before = {word.lower for word in found[max(0, verb - 3) : verb] if word.is_word}
    return found[verb].lower in reporting.DENIABLE and bool(
        before & reporting.DENYING or any(word.endswith(("n’t", "n't")) for word in before)
    )


def _not_finite(found: Sequence[Word], index: int) -> bool:
    """Whether the verb is passive ("was told"), an infinitive ("to say", except after "went so far as") or a noun."""
    before = found[index - 1].lower if index else ""
    if found[index].lower in reporting.NOUNS_TOO and before in reporting.BEFORE_NOUN:
        return True
    behind = found[index + 1].lower if index + 1 < len(found) else ""
    if behind == "by" or (found[index].lower in reporting.NOUNS_TOO and behind in reporting.BEHIND_NOUN):
        return True
    if found[index].lower == "argued" and behind in reporting.DISPUTES:
        return True
    if found[index].lower in ("state", "states") and behind not in ("that", "in", ":", ",", QUOTE):
        return True
    if before == "to" and found[index].lower in reporting.INFINITIVES:
        return [word.lower for word in found[max(0, index - 3) : index - 1]] != ["far", "as"]
    return before in reporting.PASSIVE


def _speaker(found: Sequence[Word], subject: tuple[int, int] | None, verb: int) -> Speaker | None:
    if subject is None:
        return None
    first, last = subject
    # "…, the PM said": an article that is no part of the name stands between it and the quotation.
    edge = first - 1 if first and found[first - 1].lower in reporting.DETERMINERS else first
    near = [*found[max(0, edge - 2) : first], *found[max(last, verb) + 1 : max(last, verb) + 4]]
    pronoun = found[first].lower in reporting.PRONOUNS and first == last
    beside_quote = any(word.form == QUOTE for word in near)
    aside = beside_quote or (first > 0 and found[first - 1].form in reporting.ENDS_QUOTED)
    according = found[verb].lower in reporting.ACCORDING
    return Speaker(found[first].start, found[last].end, pronoun, beside_quote, aside, according)


def _subject_before(found: Sequence[Word], verb: int) -> tuple[int, int] | None:
    """Indexes of the first and last word of the subject that ends in front of the verb."""
    last = _skip_back(found, verb - 1, lambda word: word.lower in reporting.AUXILIARY or word.lower.endswith("ly"))
    if verb and found[verb - 1].lower == "to":
        last = _skip_back(found, verb - 1, lambda word: word.lower in reporting.SO_FAR_AS_TO)
    if last > 0 and found[last].lower in ("and", "but") and not found[last - 1].capital:
        return _subject_leading(found, last)  # "Shell puts it at 20, and says so"
    subject = _phrase_ending(found, beside) if (beside := _skip_aside(found, last)) >= 0 else None
    # "Jane Doe of the university and its council, said": no comma opens the aside.
    return subject or (_subject_leading(found, last) if last >= 0 and found[last].form == "," else None)


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
    if word.lower in reporting.PRONOUNS:
        return last, last
    if word.form.endswith(("’s", "'s")):
        return None  # "the minister's claims": a noun, not a verb
    if word.capital and not word.is_function:
        first, _ = _name_ending(found, last)
        behind = found[first - 1].lower if first else ""
        return None if behind in reporting.NOT_BEFORE_SUBJECT else (first, last)
    if word.lower in reporting.ROLES:
        return _role_ending(found, last)
    return _head_before(found, last) or _unnamed_ending(found, last)


def _unnamed_ending(found: Sequence[Word], last: int) -> tuple[int, int] | None:
    """Somebody without a name who opens the sentence or stands behind a quotation: "one elderly woman"."""
    for index in range(last, max(-1, last - 4), -1):
        if found[index].lower in reporting.UNNAMED and index < last and found[last].lower not in reporting.SHARES:
            # "The sign said" is no voice; "the woman said" is one only beside what she said.
            opens = index == 0 and found[index].lower != "the"
            return (index, last) if opens or (index and _closes_quote(found, index - 1)) else None
        if not found[index].is_word or found[index].is_function or found[index].capital:
            return None
    return None


def _unnamed_beginning(found: Sequence[Word], first: int) -> tuple[int, int] | None:
    """The same behind an inverted verb: ", said a farmer from Kent"."""
    last = first
    while last + 1 < min(len(found), first + 4) and found[last + 1].is_word and not found[last + 1].is_function:
        last += 1
    return (first, last) if last > first and found[first].lower in reporting.UNNAMED else None


def _head_before(found: Sequence[Word], last: int) -> tuple[int, int] | None:
    """The head of a longer subject: "scientists" in "scientists who study viruses say"."""
    for index in range(last - 1, max(-1, last - 10), -1):
        word = found[index]
        if not word.is_word:
            return None
        if word.lower in reporting.ROLES and found[index + 1].lower in reporting.HEAD_LINKS:
            behind = found[index - 1].lower if index else ""
            return None if behind in reporting.NOT_BEFORE_SUBJECT else _role_ending(found, index)
    return None


def _name_ending(found: Sequence[Word], last: int) -> tuple[int, int]:
    first = last
    index = last - 1
    while index >= 0 and last - index < _REACH:
        word = found[index]
        if word.capital and not word.is_function:
            first = index
        elif word.lower not in reporting.NAME_LINKS or not word.is_word:
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
        if word.lower in reporting.DETERMINERS:
            return index, last
        if not word.is_word or word.is_function:
            break
        first = index
    return first, last


def _leads_to_head(word: Word, head_to_come: bool) -> bool:
    """Whether a word in small letters may stand in a subject: "senior" officials, not the verb behind them."""
    return head_to_come and word.is_word and not word.is_function


def _subject_after(found: Sequence[Word], first: int) -> tuple[int, int] | None:
    """Indexes of the subject that follows an inverted verb or "according to"."""
    start = first
    while first < len(found) and found[first].lower in reporting.DETERMINERS:
        first += 1
    if first < len(found) and found[first].lower in reporting.NAME_LINKS:
        return None  # "said on Friday"
    last = _last_of_subject(found, first)
    if last >= first:
        return (start if found[first].lower in reporting.ROLES or not found[first].capital else first), last
    if start < len(found) and found[start].lower in reporting.PRONOUNS:
        return start, start
    return _unnamed_beginning(found, start)


def _last_of_subject(found: Sequence[Word], first: int) -> int:
    """The last word of the name or role that begins at ``first``; ``first - 1`` where none does."""
    last = first - 1
    for index in range(first, min(len(found), first + _REACH)):
        word = found[index]
        if (word.capital and word.lower not in CALENDAR) or word.lower in reporting.ROLES:
            last = index
            if word.form.endswith(("’s", "'s")):
                continue
        elif index - last > 3 or not (word.lower in reporting.NAME_LINKS or _leads_to_head(word, last < first)):
            break
    return last

"""Behind "U.S.", "D.C.", "M.D." in English: the rest of a name, the rest of the sentence, or the next one."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"(?<![^\W_])(?:[A-Z]\.){2,}$")
# "U.S. Senator Elizabeth Warren spoke": nobody says "U.S." and stops.
_FIRST_WORD = re.compile(r"(?:^|[.!?…][\"”’)]{0,2}\s+)[\"“‘(]{0,2}(?:[A-Z]\.){2,}$")
_COUNTRY = re.compile(r"(?<![^\W_])[UE]\.\s?[SKNU]\.$")
_COUNTRY_AT_THE_END = re.compile(
    r"\b(?:in|to|from|across|within|throughout|into|outside|leave|left|entered) the [UE]\.\s?[SKNU]\.$"
)
_CAPITAL_AT_THE_END = re.compile(r"\bWashington,? D\.\s?C\.$")
_JUNIOR = re.compile(r"[A-Z][\w’'-]+,? [JS]r\.$")
_DEGREE = re.compile(
    r"[^\W\d_], (?:M\.\s?D|Ph\.\s?D|M\.\s?P\.\s?H|J\.\s?D|D\.\s?O|R\.\s?N|[BM]\.\s?[AS]|LL\.\s?[BM]|Esq)\.$"
)
_ALSO = ("Jr.", "Sr.", "Esq.")
_CAPITAL_THEN_SMALL = re.compile(r"[\"“]?[A-Z][\w’'-]+(?:,|\s+[a-z])")

# How words begin that belong to what stands before them: what a government, a court, an army or a sport is called
# behind its country, who speaks for it, its regions; what is called after a man, and what belongs to a city.
_OF_A_COUNTRY = tuple(
    "Adm. Africa Agency Agricultur Air Amateur Ambassador Anti Armed Army Attorney Bank Bill Border Bureau Capitol"
    " Capt. Catholic Census Center Central Chamber Charter Chief Children Circuit Citizenship Civil Coast Code Col."
    " Commerce Commi Conference Congress Constitution Consul Council Court Customs Cyber Defense Department Dept"
    " Deputy Development District Dollar Drug East Election Embassy Energy Environment Equal European Fed Figure Fish"
    " Food Force Foreign Forest Gen. General Geological Global Gov. Government Grand Green Gulf Health High Home House"
    " Human Immigration Independence Institut Intelligence Interior Interstate Justice Labor Lt. Mainland Maj. Marine"
    " Marshal Masters Men's Men’s Midwest Ministry Mint Mission National Naval Navy News North Nuclear Office Olympic"
    " Open Pacific Park Parliament Patent Population Post President Preventive Prime Refugee Relief Rep. Represent"
    " Route Secret Securit Sen. Senat Sentencing Sgt Ski Soccer Solicitor South Space Special State Steel Strategic"
    " Supreme Surgeon Territor Trade Transport Treasur Under Vice Virgin Weather West Women's Women’s World".split()
)
_CALLED_AFTER_A_MAN = tuple(
    "Air Ave Award Blvd Boulevard Bridge Cent Day Drive Elementary Field Foundation High Hospital Institute"
    " International Library Memorial Middle Museum National Park Prize School Stadium Street Way".split()
)
_OF_THE_CAPITAL = tuple("Area Attorney Bar Circuit Council Court Fire Mayor Metro Police Public Superior".split())


def go_on(before: str, after: str) -> bool:
    """Whether the sentence goes on behind the letters that ``before`` ends in."""
    if not before[-2:-1].isupper():
        return False
    if _FIRST_WORD.search(before) or (_COUNTRY.search(before) and after.startswith(_OF_A_COUNTRY)):
        return True
    return after[:1].islower() and bool(_LETTERS.search(before))


def end_there(before: str, after: str) -> bool:
    """Whether a sentence ends with the letters that ``before`` ends in; ``after`` begins with a capital."""
    if not (before[-2:-1].isupper() or before.endswith(_ALSO)):
        return False
    if _DEGREE.search(before):
        return True
    if _CAPITAL_AT_THE_END.search(before):
        return not after.startswith(_OF_THE_CAPITAL)
    if not _CAPITAL_THEN_SMALL.match(after):
        return False
    if _JUNIOR.search(before):
        return not after.startswith(_CALLED_AFTER_A_MAN)
    return bool(_COUNTRY_AT_THE_END.search(before)) and not after.startswith(_OF_A_COUNTRY)

"""What in a sentence speaks for or against checking it: cues, each with a key, a count and a phrase for people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.detection.words import CLASSES

# A sentence longer than this is judged by its head: keeps every pattern linear on noise.
LONGEST = 2_000

TOKEN = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*|[$€£¥]?\d[\d.,:]*\d|\d|[%?!:;…]|\w+")


@dataclass(frozen=True)
class Cue:
    """``key`` names the weight of the model; ``phrase`` is the reason shown to people, empty for cues of form only.

    ``most`` is the count above which more of the same says nothing more.
    """

    key: str
    phrase: str = ""
    most: int = 1
    pattern: re.Pattern[str] | None = None
    at_start: bool = False


def _pattern(key: str, pattern: str, phrase: str = "", most: int = 1, flags: int = 0) -> Cue:
    return Cue(key, phrase, most, re.compile(pattern, flags))


def _start(key: str, pattern: str, phrase: str = "") -> Cue:
    return Cue(key, phrase, 1, re.compile(rf"[\"“'‘]?(?:{pattern})"), at_start=True)


REPORTED = Cue("reported", "reported speech")

# In the order in which people read them; the keys of cues without a pattern are word classes.
CUES = (
    _pattern("digits", r"(?<![\w@#/])\d[\d.,]*(?!\w*@)", "number", 3),
    Cue("number_word", "number", 2),
    _pattern("large", r"\d,\d{3}|\d{4}|\d (?:million|billion|trillion|thousand)\b", "number"),
    Cue("quantity", "quantity", 2),
    Cue("extent", "quantity", 2),
    _pattern("percent", r"\d\s?%|\b[Pp]er ?cent\b|\bprozent\b|\bpor cien?to\b|\bpour cent\b", "percentage"),
    _pattern("sum", r"[$€£¥]\s?\d", "money"),
    Cue("money", "money", 2),
    _pattern("year", r"\b(?:1[5-9]|20)\d\ds?\b", "date"),
    _pattern(
        "in_year",
        r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Oo]f) (?:the )?(?:(?:1[5-9]|20)\d\d|(?:January|February|March|April|May"
        r"|June|July|August|September|October|November|December))",
        "date",
    ),
    Cue("date", "date", 2),
    Cue("body", "names an official body", 2),
    _pattern("acronym", r"(?<![\w.])(?:[A-Z]{2,6}|(?:[A-Z]\.){2,})(?!\w)", "names an official body", 3),
    _pattern("named", r"(?<=[\w,;:’”\"] )[A-ZÀ-Þ][a-zß-ÿ]{2,}", "names somebody or something", 5),
    _pattern("full_name", r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+", "names somebody or something", 3),
    _pattern(
        "titled",
        r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|President|Senator|Minister|Professor|Judge|Justice|Governor|Secretary"
        r"|Chancellor|Mayor|General|Captain)\b\.? [A-Z]",
        "names somebody or something",
    ),
    Cue("country", "names a country", 2),
    Cue("figure", "names a public figure", 2),
    Cue("reported", "reported speech"),
    _pattern("he_said", r"[\"”,] (?:he|she|they|I) (?:said|says|added|told|wrote|asked)|\b(?:said|says) [A-Z]\w+\.?$"),
    Cue("discovery", "a finding", 2),
    Cue("rumour", "about what is true or false", 2),
    _start(
        "verdict",
        r"(?:Myth|Claim|Fact|Truth|False|Verdict|Rumou?r|Response|What was claimed|Reality)\b[^.]{0,8}:",
        "about what is true or false",
    ),
    Cue("law", "law", 2),
    Cue("official_act", "an official act", 2),
    Cue("political_act", "a political record", 2),
    Cue("cause", "causal claim", 2),
    Cue("comparison", "comparison", 2),
    _pattern("more_than", r"\b\w+er than\b|\bmore \w+ than\b", "comparison"),
    Cue("superlative", "superlative"),
    Cue("science", "science, health or economy", 3),
    Cue("health", "science, health or economy", 3),
    Cue("policy", "a matter of policy", 3),
    Cue("topic", "a matter of policy"),
    Cue("conflict", "war or violence", 2),
    Cue("act", "an act or event", 3),
    Cue("denial", "denial"),
    _pattern(
        "generic",
        r"\b(?:can|cannot|can['’]t|does|do|doesn['’]t|don['’]t)(?: not| also| only| actually)? (?:be|cause|kill|spread"
        r"|infect|prevent|cure|protect|transmit|survive|work|get|catch|reduce|increase|help|treat|affect)\w*",
        "says how something works",
    ),
    Cue("method", "how a study was made", 2),
    Cue("hedge", "hedged"),
    Cue("ahead", "about the future"),
    Cue("if", "hypothetical"),
    _pattern(
        "conditional",
        r"\b[Ii]f\b.{1,200}\b(?:will|would|could|may|might)\b|\b(?:will|would|could|may|might)\b.{1,200}\bif\b",
        "hypothetical",
    ),
    Cue("feeling", "first person", 2),
    Cue("i", "first person", 2),
    Cue("we", "first person", 2),
    Cue("you", "speaks to the reader", 2),
    Cue("ought", "exhortation"),
    Cue("opinion", "value judgement", 3),
    _pattern("exclaims", r"![\"'”’)]*$", "exclamation"),
    Cue("scene", "scene or small detail", 3),
    Cue("who_is", "who somebody is", 2),
    Cue("contact", "about a statement to the press", 2),
    Cue("corporate", "praise of an organisation", 2),
    Cue("courtesy", "courtesy"),
    Cue("procedure", "about the debate", 2),
    _start("points_back", r"(?:This|That|These|Those|It|They|Such|And|So|But)\b", "leans on the sentence before"),
    Cue("abstract", "", 2),
    Cue("notice", "talks about the page", 2),
    Cue("page", "talks about the page", 2),
    _pattern("link", r"https?:|www\.|\w@\w|(?<!\w)@\w|\w\.(?:com|org|net)\b|\bet al\b|(?<!\w)#\w", "link or handle"),
    _pattern(
        "bibliographic",
        r"^\W*(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}|[A-Z][\w-]+, [A-Z][\w.]*(?: [A-Z]\.)?(?: et\.?)?(?: \(@\w+\))?)\W*$"
        r"|Retrieved \d|Accessed \d|\d\(\d+\)|\bdoi\b",
        "reference or date line",
    ),
    _pattern(
        "cited",
        r"[.?!][\"”’] [A-Z][\w .]{1,40}\.?$|[\"”] [A-Z][\w .]{1,30}\.$|, \d{4}\.?$",
        "reference or date line",
    ),
    # Of form only, without a phrase.
    *(Cue(key) for key in ("may", "would", "can", "mental", "starter", "past", "there_is")),
    Cue("he", "", 2),
    Cue("present"),
    Cue("who_did", "", 3),
    Cue("verb", "", 3),
    _pattern("quote_mark", r"[\"“”„«»]", most=2),
    _pattern(
        "quote_said",
        r"[\"“”][^\"“”]*\b(?:said|says|told|added|asked|wrote)\b"
        r"|\b(?:said|says|told|added|wrote)\b[^\"“”]{0,60}[\"“”]",
    ),
    _pattern("question", r"[?？؟][\"'”’)]*$"),
    _pattern("colon_end", r":$"),
    _pattern("ellipsis", r"…|\.\.\."),
    _pattern("dash", r" [–—-]{1,2} |—"),
    _pattern("bracket", r"\([^()]{0,200}\)", most=2),
    _pattern("semicolon", r";"),
    _pattern("comma", r",", most=4),
    _pattern("apposition", r"\w, (?:an?|the|who|whose|which|\d\d) "),
    _pattern("infinitive", r"\bto [a-z]{3}", most=3),
    _pattern("that", r"\bthat\b", most=2),
    _pattern("passive", r"\b(?:was|were|been|being|is|are) [a-z]+(?:ed|en)\b", most=2),
    _pattern(
        "perfect",
        r"(?:\bhas|\bhave|\bhad|['’]ve)(?: been| not| never| also| already)? [a-z]+(?:ed|en|ne|wn|ut|de|ld|nt|ht)\b",
        most=2,
    ),
    _start("starts_i", r"I\b"),
    _start("starts_we", r"We\b"),
    _start("starts_you", r"You\b"),
    _start("starts_he", r"(?:He|She|They)\b"),
    _start("starts_the", r"(?:The|A|An|In|On|At)\b"),
    _start("starts_wh", r"(?:What|Why|How|When|Where|Who|Which)\b"),
    _start(
        "starts_verb",
        r"(?:Make|Take|Get|Keep|Try|Use|Call|Check|Wash|Avoid|Stay|Ask|Tell|Look|Let|Give|Find|See|Do|Don|Be|Consider"
        r"|Remember|Think|Go|Come|Read|Click|Please|Visit|Follow|Learn)\b",
        "exhortation",
    ),
    _start("starts_quoted", r"(?<=[\"“‘'])"),
    _start("marked", r"(?:[-•*]|\d{1,2}[.)])\s|[A-Z]\w+(?: #?\d+)?: "),
    _start("about", r"About [A-Z]"),
    _start("refers", r"(?:More|See also|Also|Related|LIVE|Graphic|Explained|Photo|Video|Watch|READ)\b[^.]{0,10}[:|]"),
    _pattern("bar", r" \| | · |[©®]"),
    *(_pattern(key, rf"\b[a-z]{{3,}}(?:{ends})\b", most=3) for key, ends in (
        ("ends_ed", "ed"), ("ends_ing", "ing"), ("ends_ly", "ly"), ("ends_ive", "ous|ful|less|ive|able|ible|ish"),
        ("ends_ion", "tions?|sions?|ments?|ity|ities|ances?|ences?"),
    )),
)  # fmt: skip

_BY_KEY = {cue.key: cue for cue in CUES}
# Reasons for a person not to check; all others are reasons to.
AGAINST = frozenset({
    "hedged", "about the future", "hypothetical", "first person", "speaks to the reader", "exhortation",
    "value judgement", "exclamation", "scene or small detail", "who somebody is", "about a statement to the press",
    "praise of an organisation", "courtesy", "about the debate", "leans on the sentence before", "talks about the page",
    "link or handle", "reference or date line", "how a study was made",
})  # fmt: skip
PHRASES = {cue.key: cue.phrase for cue in CUES if cue.phrase}
_PATTERNS = tuple((cue, cue.pattern) for cue in CUES if cue.pattern is not None)


def _entries() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The classes of every word or phrase, and those of every stem."""
    whole: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for key, listed in CLASSES.items():
        for entry in listed.split():
            name = entry.replace("_", " ")
            kept = stems if name.endswith("*") else whole
            kept[name.rstrip("*")] = (*kept.get(name.rstrip("*"), ()), key)
    return whole, stems


_WHOLE, _STEMS = _entries()
_STEM_LENGTHS = sorted({len(stem) for stem in _STEMS})
# Capitals tell the month from the verb, and the country from the pronoun.
_READ_AS = {"May": "june", "US": "usa"}
_PHRASE_STARTS = {name.split()[0] for name in _WHOLE if " " in name}


def words_of(sentence: str) -> list[str]:
    """The words, numbers and marks of a sentence's head, as they stand."""
    return TOKEN.findall(sentence[:LONGEST].replace("’", "'"))


def counts(sentence: str, words: list[str]) -> dict[str, int]:
    """How often each cue was found, never above its most; ``words`` are ``words_of(sentence)``."""
    found: dict[str, int] = {}
    for key in _classes(lowered(words)):
        found[key] = found.get(key, 0) + 1
    head = sentence[:LONGEST]
    for cue, pattern in _PATTERNS:
        if count := len(pattern.findall(head)) if not cue.at_start else int(pattern.match(head) is not None):
            found[cue.key] = count
    return {key: min(count, _BY_KEY[key].most) for key, count in found.items()}


def cues(sentence: str) -> Iterator[tuple[Cue, int]]:
    """The cues found in a sentence with how often each was found, in the order of the table."""
    found = counts(sentence, words_of(sentence))
    for cue in CUES:
        if cue.key in found:
            yield cue, found[cue.key]


def lowered(words: list[str]) -> list[str]:
    return [_READ_AS.get(word) or word.lower() for word in words]


def _classes(words: list[str]) -> Iterator[str]:
    for index, word in enumerate(words):
        yield from _WHOLE.get(word, ())
        for length in _STEM_LENGTHS:
            if length > len(word):
                break
            yield from _STEMS.get(word[:length], ())
        if word in _PHRASE_STARTS:
            two = " ".join(words[index : index + 2])
            yield from _WHOLE.get(two, ()) if two != word else ()
            three = " ".join(words[index : index + 3])
            yield from _WHOLE.get(three, ()) if three != two else ()

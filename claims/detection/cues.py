"""What in a sentence speaks for or against checking it: cues, each a pattern and a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A sentence longer than this is judged by its head: keeps every pattern linear on noise.
LONGEST = 2_000


@dataclass(frozen=True)
class Cue:
    """``key`` names the weight in score.py; ``phrase`` is the reason shown to people, empty for cues of form only."""

    key: str
    phrase: str
    pattern: re.Pattern[str]


def _words(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'])(?:{alternatives})(?!\w)", re.IGNORECASE)


_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?"
    "|millions?|billions?|trillions?"
    "|half|a third|a quarter|quarters?|twice|double[ds]?|tripled?|halved|zwei|drei|vier|millionen|milliarden|deux|trois"
    "|mille|milliards?|dos|tres|mil|millones|dois|três|milhões|bilhões"
)
_MONTHS = "january|february|march|april|june|july|august|september|october|november|december"
_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_SAID = (
    "said|says|told|tells|added|adds|stated|states|announced|announces|claimed|claims|argued|argues"
    "|warned|warns|reported"
    "|confirmed|acknowledged|admitted|denied|denies|insisted|wrote|writes|testified|alleged|alleges|asserted|asserts"
    "|estimated|estimates|concluded|suggested|suggests|explained|explains|declared|revealed|tweeted"
    "|according to|instructed"
    "|disclosed|accused|dijo|afirmó|según|aseguró|declaró|selon|affirme|a déclaré|a affirmé|laut|sagte|erklärte|zufolge"
    "|disse|afirmou|segundo|declarou"
)
_BODIES = (
    "government|parliament|congress|senate|house of \\w+|white house|department|ministry|court"
    "|committee|commission|agency"
    "|administration|council|bureau|police|army|navy|military|troops|forces|university|institute"
    "|union|bank|treasury|nato"
    "|united nations|european union|world health organi[sz]ation|centers? for disease|president|prime minister|minister"
    "|senators?|lawmakers?|republicans?|democrats?|prosecutors?|officials?|authorities|spokes(?:man|woman|person)"
    "|gobierno|ministerio|gouvernement|ministère|regierung|ministerium|governo|ministério|bundes\\w+"
)
_LAW = (
    "laws?|legislation|bills?|acts?|treaty|treaties|constitution(?:al)?|ruled|ruling|verdict"
    "|convicted|sentenced|charged"
    "|indicted|arrested|banned|bans?|sanctions?|illegal(?:ly)?|legal(?:ly)?|lawsuits?|sued"
    "|resolution|agreements?|violat\\w+"
    "|breach(?:es|ed)?|voted|votes?|elected|ley|loi|gesetz\\w*|lei"
)
_CAUSE = (
    "because(?: of)?|caus(?:e|es|ed|ing)|due to|led to|leads? to|results? (?:of|in)|resulted in"
    "|thanks(?: \\w+)? to|linked to"
    "|associated with|prevents?|prevented|triggered|contribut\\w+ to|responsible for|driven by|as a"
    " result|after|following"
)
_COMPARED = (
    "more than|less than|fewer|higher|lower|larger|smaller|bigger|greater|better than|worse than"
    "|compared (?:with|to)|than"
    "|increas\\w+|decreas\\w+|declin\\w+|rose|risen|rising|fell|fallen|falling|grew|grown|dropped|doubled|surged|soared"
    "|similar to|same as|average|rates?|at least|nearly|almost|up to|majority|percent|per cent"
)
_MOST = (
    "most|least|largest|biggest|highest|lowest|worst|best|first|last|only|record|never|every|all|none|oldest|deadliest"
)
_SCIENCE = (
    "study|studies|research\\w*|scien\\w+|evidence|data|survey\\w*|polls?|trials?|tests?|tested"
    "|analysis|experiments?|vaccin\\w+"
    "|virus\\w*|disease\\w*|infect\\w+|patients?|symptoms?|treatments?|cancer|deaths?|died|kill\\w*"
    "|cases?|risk\\w*|climate"
    "|emissions?|species|genom\\w+|antibod\\w+|drugs?|immun\\w+|econom\\w+|inflation|unemployment"
    "|tax(?:es)?|budget|crime|jobs?"
    "|\\w+virus|antibiotics?|bacteria\\w*|pneumonia|doses?|proteins?|cells?|effective\\w*|theor(?:y|ies)|myth"
)
_ACT = (
    "killed|died|signed|resigned|retired|voted|expelled|hit|struck|attacked|invaded|defeated|entered|withdrew|withdrawn"
    "|launched|founded|built|bought|sold|paid|spent|cost|costs|won|lost|stole|stolen|fired|hired"
    "|approved|rejected|passed"
    "|blocked|ordered|issued|published|released|developed|created|discovered|found|identified"
    "|attended|met|called|appointed"
    "|commanded|imposed|lifted|suspended|introduced|detected|removed|deleted|originated|spread"
    "|contains?|includes?|shows?"
    "|showed|works?|occup\\w+|murdered|wants?|remains?|provid\\w+"
)
_HEDGE = "may|might|could|possibly|perhaps|probably|likely|appears?|seems?|apparently|reportedly|suggest\\w*|would"
_AHEAD = (
    "will|won['’]t|['’]ll|going to|shall|expect(?:s|ed)? to|set to|poised to|is likely to|next"
    " (?:week|month|year)|plans? to"
    "|tomorrow|by 20[3-9]\\d|in the (?:coming|next)|wird|werden|sera|serán?|será|vai"
)
_OUGHT = (
    "should|must|ought|needs? to|have to|has to|let['’]?s|please|don['’]t|make sure|stay|remember"
    "|important|critical|crucial"
    "|debe\\w*|doit|soll\\w*|muss|deve"
)
_OPINION = (
    "ridiculous|absurd|amazing|terrible|horrible|great|wonderful|awful|beautiful|disgrac\\w+"
    "|shame\\w*|unfortunately|sadly"
    "|hopefully|frankly|obviously|clearly|of course|untenable|tragic\\w*|brave|proud|happy|grateful"
    "|fantastic|incredib\\w+"
    "|outrag\\w+|stupid|smart|wrong|right thing|reality|no doubt|nothing (?:can|to|could)|anything"
    "|perfect|interesting|hope"
    "|wish|skeptical|fear\\w*|love|hate|best thing|worst thing|crazy|silly|insane|pathetic|corrupt"
    "|evil|disaster|swell|bold"
    "|roadblocks?|challeng\\w+|passion\\w*|committed|mission|choice|very much|truth be told"
)
_FEELING = (
    "i (?:really )?(?:think|believe|feel|hope|guess|suppose|want|wish|know|mean)|we (?:believe|hope"
    "|feel|want|think|need)"
    "|in my (?:view|opinion)|i['’]m (?:\\w+ )?(?:sure|happy|proud|afraid|glad)|we['’]re (?:\\w+"
    " )?(?:proud|happy|ready|committed)"
    "|as far as i|creo que|je (?:pense|crois)|ich (?:glaube|denke|finde)|acho que"
)
_VERB = (
    "is|are|was|were|am|be|been|has|have|had|do|does|did|can|could|may|might|will|would|shall"
    "|should|must|['’]s|['’]re|['’]ve"
    "|isn['’]t|aren['’]t|wasn['’]t|don['’]t|doesn['’]t|didn['’]t|can['’]t|won['’]t|\\w{2,}ed|said"
    "|says|took|made|went|came|got"
    "|gave|saw|knew|began|became|left|held|kept|brought|led|es|son|fue|est|sont|ont|ist|sind|war|hat|haben|é|são|foi"
    "|ha|han|a été|wurde\\w*|wants?|needs?|costs?|remains?|makes?|takes?|gives?|shows?|works?"
    "|faces?|means?|lives?|plans?|holds?"
    "|runs?|spent|paid|won|lost|fell|rose|grew|met|built|bought|sold|cut|put|set|sent|led|spread"
    "|contains?|includes?|causes?"
)

REPORTED = Cue("reported", "reported speech", _words(_SAID))

CUES = (
    Cue("number", "number", re.compile(r"(?<![\w@#/])[$€£]?\d[\d.,]*(?!\w*@)")),
    Cue("number_word", "number", _words(_NUMBER_WORDS)),
    Cue(
        "percent",
        "percentage",
        re.compile(r"\d\s?%|\bper ?cent\b|\bprozent\b|\bpor ciento\b|\bpour cent\b|\bpor cento\b", re.IGNORECASE),
    ),
    Cue(
        "money", "money", re.compile(r"[$€£¥]\s?\d|\b(?:dollars?|euros?|pounds|cost|costs|billions?)\b", re.IGNORECASE)
    ),
    Cue(
        "date",
        "date",
        re.compile(
            rf"\b(?:1[89]|20)\d\d\b|\b(?:{_MONTHS}|{_DAYS}|yesterday|last (?:week|month|year|night))\b", re.IGNORECASE
        ),
    ),
    Cue("body", "names an official body", _words(_BODIES)),
    Cue("acronym", "names an official body", re.compile(r"(?<![\w.])(?:[A-Z]{2,6}|(?:[A-Z]\.){2,})(?!\w)")),
    Cue("named", "names somebody or something", re.compile(r"(?<=[\w,;:’”\"] )[A-ZÀ-Þ][a-zß-ÿ]{2,}")),
    REPORTED,
    Cue("law", "law", _words(_LAW)),
    Cue("cause", "causal claim", _words(_CAUSE)),
    Cue("comparison", "comparison", _words(_COMPARED)),
    Cue("superlative", "superlative", _words(_MOST)),
    Cue("science", "science, health or economy", _words(_SCIENCE)),
    Cue("act", "an act or event", _words(_ACT)),
    Cue(
        "denial",
        "denial",
        _words("no|not|never|none|neither|without|false|untrue|\\w+n['’]t|kein\\w*|nicht|jamais|nunca"),
    ),
    Cue("hedge", "hedged", _words(_HEDGE)),
    Cue("ahead", "about the future", _words(_AHEAD)),
    Cue("if", "hypothetical", _words("if|unless|whether|wenn|falls|si|se")),
    Cue(
        "conditional",
        "hypothetical",
        re.compile(
            r"\bif\b.{1,200}\b(?:will|would|could|may|might)\b|\b(?:will|would|could|may"
            r"|might)\b.{1,200}\bif\b",
            re.IGNORECASE,
        ),
    ),
    Cue(
        "first_person",
        "first person",
        _words("i|i['’]\\w+|we|we['’]\\w+|our|my|me|us(?=\\b)(?-i:(?<!US))|ich|wir|je|nous|yo|nosotros|eu|nós"),
    ),
    Cue("second_person", "speaks to the reader", _words("you|your|yours|you['’]\\w+|yourself")),
    Cue("ought", "exhortation", _words(_OUGHT)),
    Cue("opinion", "value judgement", _words(_OPINION)),
    Cue("feeling", "first person", _words(_FEELING)),
    Cue("exclaims", "exclamation", re.compile(r"![\"'”’)]*\s*$")),
    Cue(
        "points_back",
        "leans on the sentence before",
        re.compile(r"[\"“'‘]?(?:This|That|These|Those|It|They|Such|And|So|But)\b"),
    ),
    Cue("verb", "", _words(_VERB)),
    Cue(
        "link",
        "link or handle",
        re.compile(r"https?:|www\.|\w@\w|(?<!\w)@\w|\w\.(?:com|org|net)\b|\bet al\b|(?<!\w)#\w"),
    ),
    Cue(
        "page",
        "talks about the page",
        _words(
            "here(?= (?:is|are|['’]s))|here(?=\\.)|this (?:article|story|report|website|page)|click|read"
            "|view|learn more|visit|note|editor['’]s|sources?|accessed|posted|related|stories|logo|contact"
        ),
    ),
    Cue(
        "bibliographic",
        "reference or date line",
        re.compile(
            r"^\W*(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4}"
            r"|[A-Z][\w-]+, [A-Z][\w.]*(?: [A-Z]\.)?(?: et\.?)?(?: \(@\w+\))?)\W*$|Retrieved \d|Accessed \d"
            r"|\d\(\d+\)"
        ),
    ),
)


def cues(sentence: str) -> Iterator[tuple[Cue, int]]:
    """The cues found in a sentence with how often each was found, in the order of the table."""
    head = sentence[:LONGEST]
    for cue in CUES:
        count = len(cue.pattern.findall(head))
        if count:
            yield cue, count

"""Abbreviations that do not end a sentence, by language: what sentences.py adds to nupunkt."""

from __future__ import annotations

import re

# Always followed by what they introduce, in any language written with Latin letters.
_EVERYWHERE = "e.g i.e cf vs approx ca resp prof dr dept assoc govt incl"

# Titles, ranks, first names, streets: what follows belongs to them, capital or not.
_INTRODUCING = {
    "en": (
        "sen sens rep reps gov govs gen gens profs drs msgr lt col sgt capt rev hon fig mr mrs ms st mt supt det insp"
        " messrs pres fr cmdr cllr amb pte mme mlle natl fl rt viz a.k.a"
    ),
    "de": (
        "z.b d.h bzw evtl ggf inkl exkl sog bspw vgl geb gest dipl ing med hr zzgl hrsg st lt ggü bsp rn jur phil rer"
        " nat habil kath evang ev ehem franz engl dt österr schweiz amtl staatl gen obst hptm kpt adm präs abg nördl"
        " südl östl westl griech lat ital span russ röm einschl zul gem lfd verh versch mind insb insbes gegr urspr"
        " allg bes vorm prot reg fa fam fr v.chr n.chr pfr bgm frhr kard labg mult ao"
    ),
    "fr": (
        "m mm mme mmes mlle mlles me mgr env av apr ex éd coll st ste pr univ c.-à-d c.à.d p.ex bd boul rte réf dir gén"
        " lt cdt cne prés prof mr mrs vve sté"
    ),
    "es": (
        "sr sra sres sras srta d dª dña dra dres profa ud uds av avda ej p.ej cía gral sto sta lic ing depto dpto univ"
        " excmo excma ilmo ilma pdte vda aprox tfno arq lcdo dto gob tte cnel cmte alm cap sgto fr mons rvdo pbro"
        " ee hnos ma esc inst ctra pza prov fdo arz ntra dip sen cmdte hno fco gmo bco bs dir st"
    ),
    "pt": (
        "sr sra srs sras d dra drs profa exmo exma av ex p.ex cia gen eng sto sta univ dep dept pe aprox arq cel cap"
        " ten adv mons fr rev alm brig maj sarg ed inst esc hosp trav lgo pça qta min des fed est sp"
        " srta sgt gov pres sen st bco coord"
    ),
    "it": "sig sigg sig.ra dott dott.ssa avv ing prof.ssa on arch geom",
    "nl": "dhr mevr mw bijv d.w.z m.b.t t.a.v drs ir mr",
}
# These stand behind what they belong to as often as before it: a word that opens a sentence tells that one has ended.
_CLOSING = {
    "en": (
        "al corp inc ltd llc co cos bros assn assoc dept univ sept capt brig maj govt atty intl hosp blvd ave mass"
        " conn calif penn tenn mich minn wash ariz colo okla oreg wisc miss tues thurs treas dist arch mont nebr kans"
        " bldg hwy pkwy jr sr no vs ft esq secy adm est ext tel sgts cpl pvt comdr fla tex ill ind va vt pa ga ky la md"
        " mo nc rd sq ed eds trans vols comm econ hist intro misc temp dir exec admin assist asst"
    ),
    "de": (
        "usw u.a u.ä o.ä s.o s.u u.u v.a z.t i.d.r a.d a.m jh jhd jahrh mio mrd tsd str abs hl min max std stdn jr sen"
        " etc u.v.m sek einw ff okt nov dez jan feb aug sept mrz mwst tägl mtl jährl voraussichtl co"
    ),
    "fr": "etc co hab min janv févr avr juil sept oct nov déc adj al j.-c max",
    "es": "etc co máx mín izq dcha km kg ene feb dic min seg hab jr cols",
    "pt": "etc co jr lda ltda máx mín séc jan fev abr ago set out nov dez km kg hab",
    "it": "es ecc",
    "nl": "o.a jl blz",
}

# "No. 5", "p. 55", "Kap. IV": an abbreviation only in front of a number.
_NUMBER_SIGNS = frozenset(
    "no nos nr nrs n n° nº n.º núm num art arts fig figs sec p pp pág págs pag pagg s ss vol vols séc tom ch cap caps"
    " chap kap abs bd bde ziff tb tel tél aufl abb ps lfg hft az aktz buchst".split()
)
# "On Feb. 3 it resumes." Abroad some of them are words: "el mar. 20 personas".
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_NUMERAL = re.compile(r"\(?[+\d]|[A-Z]-?\d|[IVXLC]{2,7}\b(?!['’])|[IVXLC]\b(?!['’.])")

_SHOUTED = re.compile(r"(?<![^\W_])[A-Z]{2,4}\.$")
_DAY_OR_ZONE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMP][SD]?T|GMT|UTC|Eastern|Central|Mountain|Pacific|Greenwich)\b"
)
_ORDINAL_LANGUAGES = frozenset({"de", "da", "no", "nb", "nn", "fi", "cs", "sk", "pl", "sl", "hr", "hu", "et", "lv"})


_INTRODUCING_SETS = {code: frozenset(f"{_EVERYWHERE} {words}".split()) for code, words in _INTRODUCING.items()}
_OTHER = frozenset(_EVERYWHERE.split())
_CLOSING_SETS = {code: frozenset(words.split()) for code, words in _CLOSING.items()}


def primary(language: str) -> str:
    """The primary subtag of a language tag, lower case: ``"pt-BR"`` gives ``"pt"``; an empty tag gives ``""``."""
    return language.replace("_", "-").split("-")[0].strip().lower()


def ends_in_one(text: str, language: str) -> bool:
    """Whether ``text``, the words before a possible boundary, ends in an abbreviation that introduces what follows."""
    if language == "pt" and _SHOUTED.search(text):
        return False  # "em Santos, SP."
    return not _INTRODUCING_SETS.get(language, _OTHER).isdisjoint(_endings(text))


def ends_in_closing_one(text: str, language: str) -> bool:
    """Whether ``text`` ends in an abbreviation that may end a sentence as well: "etc.", "Mio.", "Schillerstr."."""
    endings = _endings(text)
    if language == "de" and endings and endings[0].endswith("str"):
        return True
    return not _CLOSING_SETS.get(language, frozenset()).isdisjoint(endings)


def numbers(before: str, after: str, language: str) -> bool:
    """Whether ``before`` ends in an abbreviation that introduces a number, and a number follows: "No. 5"."""
    if language == "en" and after[:1].isdigit() and not _MONTHS.isdisjoint(_endings(before)):
        return True
    return bool(_NUMERAL.match(after)) and not _NUMBER_SIGNS.isdisjoint(_endings(before))


def _endings(text: str) -> list[str]:
    """What could be the abbreviation before a final point: the last word in small letters, and its ends after marks."""
    last = text.rsplit(None, 1)[-1:]
    if not last or not last[0].endswith("."):
        return []
    word = last[0][:-1].lower()
    return [word[place:] for place in range(len(word)) if place == 0 or not word[place - 1].isalnum()]


def names_day_or_zone(text: str) -> bool:
    """Whether ``text`` begins with what goes on with a time of day: "3 a.m. Tuesday", "5 p.m. Central Time"."""
    return bool(_DAY_OR_ZONE.match(text))


def writes_ordinals_with_a_point(language: str) -> bool:
    """Whether ``3.`` in front of a noun means "third" in the language."""
    return language in _ORDINAL_LANGUAGES

"""Check-worthiness in other languages than English: a few weights set by hand, since what was learned is English.

Numbers, names and marks count in every language; words in Spanish, French, German and Portuguese. A sound order, no
probability: nothing was fitted.
"""

from __future__ import annotations

from claims.detection.cues import words_of
from claims.detection.features import form
from claims.detection.model import Judged

# A figure, a body or a known speaker carries a plain statement over the threshold; a wish stays under it.
_BASE = -1.3
# fmt: off
_WEIGHTS = {
    "percent": 1.2, "figure": 0.9, "large": 0.7, "digits": 0.5, "money": 0.5, "year": 0.3, "number_word": 0.7,
    "named": 0.35, "acronym": 0.3, "body": 0.5, "reported": 0.8, "law": 0.6, "cause": 0.7, "comparison": 0.6,
    "superlative": 0.4, "denial": 0.4, "science": 0.5, "health": 0.3, "past": 0.4, "full_name": 0.1,
    "i": -0.8, "we": -0.5, "you": -0.8, "opinion": -0.8, "hedge": -0.5, "ahead": -1.2, "ought": -1.0,
    "question": -3.0, "exclaims": -1.5, "marked": -0.9, "link": -2.5, "bar": -2.5, "refers": -1.5, "shouts": -0.8,
    "under_5": -1.2, "under_8": -0.9, "unfinished": -0.5, "title_case": -0.3,
}
# fmt: on
_MOST = 2  # of one cue: a list of names is no better than two

# Stems: "*" stands for any ending.
_WORDS = {
    "number_word": """millón millones mil mitad tercio doble decena* centenar* millier* million* milliard* moitié tiers
        hälfte drittel viertel dutzend* milhão milhões milhares metade terço dobro quarto""",
    "reported": """dijo dice dicen afirm* asegur* según declar* anunci* denunci* advirt* estim* calcul* sostien*
        difundi* selon affirm* déclar* annonc* estime* indiqu* précis* expliqu* assur* d'après laut sagte sagt erklärt*
        teilte zufolge berichtet* behauptet* warnt* meldet* schätzt segundo afirma* disse anuncia* estima* garante*
        garantiu advert* informou declarou explicou""",
    "body": """gobierno ministerio ministr* ayuntamiento parlamento congreso tribunal policía universidad instituto
        empresa organización asamblea gouvernement ministère parlement sénat tribunal préfecture université institut
        entreprise assemblée commission regierung bundes* ministerium landtag gericht* polizei universität* institut*
        konzern unternehmen behörde* verband governo ministério câmara senado polícia universidade instituto empresa
        agência comissão""",
    "law": """ley leyes decreto sentencia prohíb* aprob* vot* multa* loi lois décret interdi* adopt* condamn* vote*
        gesetz* verordnung* verbot* verurteil* stimmt* beschloss* lei leis decreto proib* aprov* condena* vot*""",
    "cause": """porque debido caus* provoc* evit* gracias reduc* elimin* protege* afect* parce cause* provoqu* réduit*
        évit* élimin* protèg* entraîn* weil wegen verursach* führt* verringer* schütz* verhinder* porqu* devido
        provoc* reduz* evita* elimin* afet* mata* tötet tue""",
    "comparison": """más menos mayor menor aument* disminu* cay* subi* baj* creci* cas* plus moins hausse baiss*
        augment* diminu* recul* progress* mehr weniger höher niedriger gestiegen stieg* sank* gesunken wuchs fast
        mais menos maior menor aument* diminu* caiu subiu cresc* quase""",
    "superlative": "único primera primer último peor mejor récord premier première dernier record erste* letzte* "
    "größte* höchste* rekord* pior melhor primeir* últim* recorde",
    "science": """estudio* vacun* virus enfermedad* muert* científic* plomo clima* temperatur* étude* vaccin* maladie*
        mort* décès scientifi* climat* studie* impf* krankheit* tote* gestorben forsch* klima* estudo* vacin* doença*
        mort* cientist* inflación inflation inflação desempleo chômage arbeitslos* desemprego econom*""",
    "denial": "no nunca ningun* falso falsa non ne pas jamais aucun* faux nicht kein* nie falsch não nunca nenhum*",
    "past": """fue fueron era carec* había hubo ha han dejó reconoció cost* a été ont était étaient avait wurde wurden
        war waren hatte hatten hat haben foi foram era tinha houve""",
    "opinion": """creo quizá lamentable maravillos* terrible crois malheureusement magnifique terrible glaube leider
        schön wunderbar furchtbar acho infelizmente maravilhos* terrível ojalá hoffentlich""",
    "i": "yo mi mis je j'ai mon mes ich mein* eu meu minha",
    "we": "nosotros nuestr* hemos nous notre nos wir unser* nós nosso* nossa*",
    "you": "tú usted tu vous votre vos sie ihr du você seu",
    "ought": "debe deben hay doit doivent faut muss müssen soll* deve devem",
    "ahead": "será serán va van sera seront va vont wird werden será serão vai vão podría pourrait könnte* poderia",
}


def _entries() -> dict[str, str]:
    return {entry: key for key, listed in _WORDS.items() for entry in listed.split()}


_KEYS = _entries()
_LONGEST_STEM = max(map(len, _KEYS))


def weighed(sentence: str, found: dict[str, float], *, nouns_have_capitals: bool) -> tuple[Judged, dict[str, float]]:
    """The log odds of a sentence and the cues behind them; ``found`` are the cues that count in English.

    ``nouns_have_capitals`` as in German, where a capital is no name.
    """
    cues = _cues(sentence, found)
    if nouns_have_capitals:
        cues = {key: count for key, count in cues.items() if key not in ("named", "full_name", "title_case")}
    odds = _BASE + sum(weight * min(cues.get(key, 0.0), _MOST) for key, weight in _WEIGHTS.items())
    return Judged(odds, odds, 0.0), cues


def shares(cues: dict[str, float]) -> dict[str, float]:
    """What each cue adds to the log odds."""
    return {key: _WEIGHTS.get(key, 0.0) * min(count, _MOST) for key, count in cues.items()}


def unchecked(cues: dict[str, float]) -> str:
    """What it is if it is not worth checking."""
    if "ahead" in cues:
        return "prediction"
    return "opinion" if cues.keys() & {"opinion", "ought", "exclaims"} else "factual"


def _cues(sentence: str, found: dict[str, float]) -> dict[str, float]:
    """Cues of marks and form as everywhere, those of words from our own lists."""
    words = words_of(sentence)
    # Whether it has a verb nobody can tell here: a sentence is taken for one.
    cues = {key: count for key, count in found.items() if key not in _WORDS and key != "if"} | {"verb": 1.0}
    cues |= form(sentence, words)
    for word in words:
        if key := _key_of(word.lower()):
            cues[key] = cues.get(key, 0.0) + 1
    return cues


def _key_of(word: str) -> str | None:
    if key := _KEYS.get(word):
        return key
    stems = (f"{word[:length]}*" for length in range(min(len(word), _LONGEST_STEM), 2, -1))
    return next((_KEYS[stem] for stem in stems if stem in _KEYS), None)

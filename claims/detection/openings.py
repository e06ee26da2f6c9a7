"""Words that open a sentence when they bear a capital: what tells the end of a sentence from an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Closed classes only: articles, pronouns, prepositions, conjunctions, the commonest adverbs. No name begins with them,
# but for articles ("Le Pen", "El Salvador"), which count only in front of a small letter in the Romance languages.
_WORDS = {
    "en": (
        "the this these those that it he she they we you his her its their there but and if when while after however"
        " although did does is was were are has have had in on at by from for about neither nobody none no not many"
        " most former some several all each every both another only since because despite during until under among"
        " between within with without according yesterday then later meanwhile instead also yet who what why how where"
        " which"
    ),
    "de": (
        "der die das den dem des ein eine einen einem einer er es wir ich man sie ihr sein seine seinen ihre ihren"
        " dies diese dieser dieses diesem diesen jede jeder jedes kein keine unser unsere mein meine alle viele einige"
        " mehrere andere in im am an auf bei beim mit nach vor seit von vom zu zum zur für durch gegen ohne um unter"
        " über aus bis trotz wegen während laut zwischen hinter neben und aber oder doch denn auch als wenn weil da"
        " dass ob obwohl nachdem bevor sobald damit dabei dafür dagegen daher danach daneben dann dort hier darauf"
        " daraus darin davon dazu so sonst somit zudem außerdem jedoch allerdings insgesamt heute gestern morgen"
        " bereits erst nur noch schon sehr leider nun jetzt später zuvor zunächst schließlich ferner wer wie was wo"
        " warum wann welche welcher welches wegen nicht nie niemand vielleicht ist war wurde hat kann herr frau"
    ),
    "fr": (
        "le la les un une des ce cet cette ces il elle ils elles on nous vous je tu son sa ses leur leurs notre nos mon"
        " mes en dans à au aux de du par pour sur sous avec sans chez vers selon depuis pendant après avant entre"
        " contre malgré et mais ou or donc car si quand comme lorsque puis ainsi alors cependant toutefois pourtant"
        " aujourd'hui hier ici là qui que quoi quel quelle où pourquoi comment tout tous toutes plusieurs certains"
        " chaque aucun aucune rien personne ne"
    ),
    "es": (
        "el la los las un una unos unas este esta estos estas ese esa eso aquel aquella él ella ellos ellas se su sus"
        " lo le les nos yo mi en de del al a por para con sin sobre según desde hasta entre durante tras ante contra"
        " y e o pero sino aunque si cuando como mientras porque pues así además también tampoco sin no ni nunca nadie"
        " hoy ayer ahora luego entonces después antes actualmente aquí allí qué quién cuál dónde todo todos toda todas"
        " muchos algunos cada otro otra otros otras es son fue era ha había hay"
    ),
    "pt": (
        "o a os as um uma uns umas este esta estes estas esse essa isso isto aquele aquela ele ela eles elas se seu sua"
        " seus suas em no na nos nas de do da dos das ao à aos às por pelo pela para com sem sobre segundo desde até"
        " entre durante após contra e mas ou porém embora se quando como enquanto porque pois assim além também não"
        " nem nunca ninguém hoje ontem agora depois antes aqui ali que quem qual onde todo todos toda todas muitos"
        " alguns cada outro outra outros outras é são foi era há já só"
    ),
}
# In front of a name an article belongs to it: "Y. Le Drian", "A. La Fontaine".
_BEFORE_SMALL = frozenset({"es", "fr", "pt"})
_ELIDED = r"|(?:[LDJCNSM]|Qu)['’](?=[a-zà-ÿ])"
_ALSO = r"|A(?=\s[a-z])|An(?=\s[aeiou])|(?:Mrs?|Ms|Dr)\."
_QUOTE = r"[\"“„«»‘(¿¡]{0,2}\s?"


def _compile(language: str) -> re.Pattern[str]:
    words = "|".join(word.capitalize() for word in sorted(set(_WORDS[language].split())))
    behind = r"(?=\s+[a-zà-ÿ0-9\"“«(¿])" if language in _BEFORE_SMALL else r"(?![\w.'’])"
    others = {"fr": _ELIDED, "en": _ALSO}.get(language, "")
    return re.compile(rf"{_QUOTE}(?:(?:{words}){behind}{others})")


_OPENINGS = {language: _compile(language) for language in _WORDS}

# Headlines and reviews run into the text behind them without a mark. Behind a small letter a capital on such a word
# has no other reason, once titles of papers, polite pronouns and vitamin A are set aside.
_UNMARKED = {
    "de": (
        r"(?:Das|Dem|Den|Der|Des|Die|Diese[mnrs]?|Eine?[mnrs]?|Im|In|Am|An|Auf|Bei|Beim|Mit|Nach|Vor|Vo[nm]|Zu[mr]?|Für"
        r"|Durch|Aus|Und|Da|Dann|Nur|Wer|Wie|Was|Wo|Warum|So)\s+(?!Spiegel|Welt|Zeit|Presse|Standard|Stern|Linken?\b"
        r"|Grünen\b)"
    ),
    "pt": (
        r"(?:Os?|As?|Uma?|Em|N[oa]s?|Este|Esta|Ele|Ela|Não|Segundo|Para|Mas|Depois|Ontem|Quando|Se|Há|É)\s+[a-zà-ÿ]{2}"
    ),
}
_NOT_BEHIND = {
    "de": (
        "in an auf aus bei mit nach von vor zu für durch gegen ohne um über unter bis seit wie als und oder laut"
        " der die das den dem des ein eine einen einem einer sowie bzw zum zur im am vom beim titel namens genannt"
    ),
    "pt": (
        "o a os as um uma em no na nos nas de do da dos das por pelo pela para com sem e ou que livro filme disco peça"
        " jornal revista grupo vitamina classe plano hepatite tipo série zona letra categoria turma lista"
    ),
}
# No house and no paper is called by these: they open a sentence behind any word, "5 Sterne Wir kommen wieder".
_GERMAN_ANYWHERE = re.compile(
    r"(?<=\w)\s+(?=(?:Ich|Wir|Man|Er|Es|Seit|Leider|Sehr|Danach|Dort|Hier|Heute|Auch|Aber|Wenn|Als|Weil|Obwohl|Nachdem"
    r"|Außerdem|Insgesamt|Trotzdem|Deshalb)\s+[a-zäöüß])"
)


def _compile_unmarked(language: str) -> re.Pattern[str]:
    behind = "|".join(_NOT_BEHIND[language].split())
    return re.compile(rf"(?<![\w.])(?!(?:{behind})\s)[a-zà-ÿ]{{2,30}}\s+(?={_UNMARKED[language]})")


_UNMARKED_STARTS = {language: _compile_unmarked(language) for language in _UNMARKED}


def opens(after: str, language: str) -> bool:
    """Whether ``after`` begins, perhaps behind an opening mark, with a capitalised word that no name begins with."""
    found = _OPENINGS.get(language)
    return bool(found and found.match(after))


def unmarked(line: str, language: str) -> Iterator[int]:
    """Where a sentence begins though the one before it bears no final mark."""
    if found := _UNMARKED_STARTS.get(language):
        yield from (match.end() for match in found.finditer(line))
    if language == "de":
        yield from (match.end() for match in _GERMAN_ANYWHERE.finditer(line))

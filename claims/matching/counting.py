"""Numbers as words, and words that turn a statement round, by language."""

import re

# What makes a number greater when it follows: “5 million”, “3,2 Milliarden”. Never bare letters but those in use.
SCALES: dict[str, float] = {
    **dict.fromkeys(("thousand", "tausend", "mil", "mille", "k"), 1e3),
    **dict.fromkeys(("million", "millions", "millionen", "mio", "millon", "millón", "millones", "m", "mn"), 1e6),
    **dict.fromkeys(("milhão", "milhões"), 1e6),
    **dict.fromkeys(("billion", "billions", "milliarde", "milliarden", "mrd", "milliard", "milliards", "bn"), 1e9),
    **dict.fromkeys(("bilhão", "bilhões"), 1e9),
    **dict.fromkeys(("trillion", "trillions", "trn"), 1e12),
}

# From two on: “one” is as often a pronoun, and an article elsewhere.
_COUNTED = {
    "en": "two three four five six seven eight nine ten eleven twelve",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze",
    "pt": "dois três quatro cinco seis sete oito nove dez onze doze",
}
WRITTEN: dict[str, dict[str, float]] = {
    language: {word: float(value) for value, word in enumerate(words.split(), start=2)}
    for language, words in _COUNTED.items()
}

# In small letters, without accents. “No. 4” denies nothing; of “neither … nor” and “ne … pas” one word counts.
NEGATIONS = {
    "en": re.compile(r"\b(?:no(?!\.?\s*\d)|not|never|none|nobody|nothing|nowhere|neither|without|cannot)\b|n['’]t\b"),
    "de": re.compile(r"\b(?:nicht|nichts|nie|niemals|niemand\w*|nirgends|ohne|weder|kein\w*)\b"),
    "es": re.compile(r"\b(?:no|nunca|jamas|nadie|nada|sin|tampoco|ningun\w*)\b"),
    "fr": re.compile(r"\b(?:pas|jamais|personne|rien|sans|aucun\w*|nulle?)\b"),
    "pt": re.compile(r"\b(?:nao|nunca|jamais|ninguem|nada|sem|tampouco|nenhum\w*)\b"),
}

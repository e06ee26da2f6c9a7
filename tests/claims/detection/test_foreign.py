"""What is worth checking in languages that the weights were not learned in."""

import pytest

from claims.detection import read

STATED = {
    "es": "El ministerio afirma que la vacuna evitó 4000 muertes en 2021.",
    "fr": "Selon le ministère, le chômage a baissé de 3 % en 2019.",
    "de": "Laut dem Ministerium sank die Arbeitslosigkeit im Jahr 2019 um 3 Prozent.",
    "pt": "Segundo o governo, o desemprego caiu 3% em 2019.",
    "it": "Il 40 % delle famiglie ha perso il lavoro nel 2020.",
    "ru": "В 2019 году безработица снизилась на 3 %.",
}
WISHED = {
    "es": "Ojalá tengamos una primavera maravillosa.",
    "fr": "Nous devons rester calmes, je crois.",
    "de": "Wir sollten ruhig bleiben, glaube ich.",
    "pt": "Acho que devemos ficar calmos.",
    "it": "Che bella giornata!",
    "ru": "Какой чудесный день!",
}


@pytest.mark.parametrize("language", STATED)
def test_a_statement_with_a_figure_is_a_candidate_and_a_wish_is_none(language: str) -> None:
    stated, wished = read(f"{STATED[language]} {WISHED[language]}", language)
    assert (stated.candidate, wished.candidate) == (True, False)
    assert stated.reasons != wished.reasons


@pytest.mark.parametrize(
    ("language", "reason"), [("es", "reported speech"), ("fr", "percentage"), ("de", "comparison")]
)
def test_the_reasons_are_those_of_the_language(language: str, reason: str) -> None:
    assert reason in read(STATED[language], language)[0].reasons


def test_a_noun_with_a_capital_is_no_name_in_german() -> None:
    noun = "Die Katze liegt auf dem Sofa im warmen Zimmer ihrer Schwester Anna."
    assert "names somebody or something" not in read(noun, "de")[0].reasons


def test_english_words_in_another_language_count_for_nothing() -> None:
    """`die` is a German article and no death."""
    assert not read("Die Katze liegt seit heute Morgen auf dem warmen Sofa.", "de")[0].candidate


def test_what_lies_ahead_is_a_prediction() -> None:
    assert read("El tren será muy cómodo y bonito para todos los viajeros.", "es")[0].kind == "prediction"

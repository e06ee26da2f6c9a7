"""Languages other than English: their sentences, and what is said of how well they are read."""

import random

import pytest

from claims.detection import languages, read, split
from tests.claims.detection import sentences_of

WRITTEN = {
    "es": sentences_of.SPANISH,
    "fr": sentences_of.FRENCH,
    "de": sentences_of.GERMAN,
    "pt": sentences_of.PORTUGUESE,
}


def cut(text: str, language: str | None) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("order", range(4))
def test_sentences_joined_by_a_space_come_apart_again(language: str, order: int) -> None:
    sentences = list(WRITTEN[language])
    if order:
        random.Random(order).shuffle(sentences)
    assert cut(" ".join(sentences), language) == sentences


@pytest.mark.parametrize("language", WRITTEN)
def test_the_language_is_recognised_where_nobody_names_it(language: str) -> None:
    text = " ".join(WRITTEN[language])
    found = read(text, None)
    assert {sentence.language for sentence in found} == {language}
    assert [sentence.text for sentence in found] == WRITTEN[language]


@pytest.mark.parametrize(
    ("tag", "rules"),
    [("en-GB", "full rules"), ("pt_BR", "rules for sentences and quotations"), ("fi", "general rules only")],
)
def test_every_sentence_says_how_well_its_language_is_read(tag: str, rules: str) -> None:
    (sentence,) = read("Parlamentti hyväksyi lain.", tag)
    assert sentence.rules == rules


@pytest.mark.parametrize("text", ["", "Ok", "123", "…"])
def test_a_text_too_short_to_tell_has_no_language(text: str) -> None:
    assert languages.settle(None, text) == languages.UNKNOWN
    assert languages.rules_for(languages.UNKNOWN) is languages.Rules.GENERAL

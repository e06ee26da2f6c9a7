"""Which words tell what a statement is about, and what their forms have in common."""

import pytest

from claims.matching.words import stem, telling_words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The taxes were not raised in 2019.", "en", "taxes raised 2019"),
        ("Die Steuern wurden 2019 nicht erhöht.", "de", "steuern 2019 erhoht"),
        ("Les impôts ont augmenté", "fr", "impots augmente"),
        ("The taxes", "xx", "the taxes"),  # nobody told which words are silent
        ("It was not so.", "en", "it was not so"),  # of nothing else, all
        ("#ClosedSchools, see https://example.org/x?y=1 or pic.twitter.com/abc", "en", "closed schools see"),
        ("", "en", ""),
    ],
)
def test_silent_words_and_addresses_are_left_out(text: str, language: str, words: str) -> None:
    assert telling_words(text, language) == words.split()


@pytest.mark.parametrize(
    ("forms", "language"),
    [
        ("tax taxes taxed", "en"),
        ("investigate investigation investigating", "en"),
        ("haus hauses", "de"),
        ("impuesto impuestos", "es"),
        ("ecole ecoles", "fr"),
        ("escola escolas", "pt"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: str, language: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(("word", "language"), [("taxes", "xx"), ("2019", "en"), ("g7", "en"), ("人", "zh")])
def test_what_no_stemmer_knows_stays_as_it_is(word: str, language: str) -> None:
    assert stem(word, language) == word

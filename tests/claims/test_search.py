"""Words are found by the same rules on both databases: all of them, of the last its beginning."""

from typing import Any

import pytest

from claims import search
from claims.models import Claim
from claims.search import matching, words_in
from tests.factories import PersonFactory, receive, split

pytestmark = pytest.mark.django_db


def claims_saying(*sentences: str) -> None:
    split(receive("\n".join(sentences), by=PersonFactory(editor=True)), dict.fromkeys(sentences, 0.9))


def found(words: str) -> set[str]:
    return set(matching(Claim.objects.all(), words).values_list("text", flat=True))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The port moved 3.9 million tonnes.", "the port moved 3 9 million tonnes"),
        ("“Años” después, the ÉCOLE closed", "anos despues the ecole closed"),
        ("it's 48,000 — or 48,000?", "it s 48 000 or"),
        ("人口は1億", "人 口 は 1 億"),
        ("snake_case and straße", "snake case and strasse"),
        ("!!! …", ""),
    ],
)
def test_words_are_lower_case_without_accents_and_signs(text: str, words: str) -> None:
    assert words_in(text) == words.split()


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("tonnes harbour", True),  # in any order
        ("harbour tonn", True),  # the last one may go on
        ("harb tonnes", False),  # and no other
        *((beginning, True) for beginning in ("h", "har", "harb", "harbo", "m", "mull", "2", "2023", "20")),
        *((another, False) for another in ("harbi", "harbours", "mullers", "20234", "mue ller")),
        ("HARBOUR", True),
        ("onnes", False),  # not the middle of a word
        ("harbour steel", False),  # all of them
        ("48", True),
        ("mueller muller", False),
        ("müll", True),
        ("%", False),
        ("'", False),
        ("' | 'x", False),
    ],
)
def test_every_word_is_looked_for_and_of_the_last_its_beginning(asked: str, is_found: bool) -> None:
    harbour = "The harbour of Müller handled 48 million tonnes in 2023."
    claims_saying(harbour, "The steel works closed in 2023.")
    assert (harbour in found(asked)) is is_found


def test_a_claim_is_also_found_by_who_said_it_whenever_it_is_saved(db: None) -> None:
    claims_saying("The bridge cost 12 million euros.")
    claim = Claim.objects.get()
    claim.claimant = "Ana Pérez"
    claim.save()
    assert found("perez bridge") == {claim.text}


def test_what_is_no_word_finds_nothing(editor: Any) -> None:
    claims_saying("The bridge cost 12 million euros.")
    assert found("…") == set()
    assert found("euros") != set()


@pytest.fixture
def small_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SAMPLE", 4)
    monkeypatch.setattr(search, "OFTEN", 2)


def few(words: str) -> int | None:
    ids = search.few_having(Claim.objects.all(), words, most=6)
    return None if ids is None else len(ids)


@pytest.mark.usefixtures("small_samples")
def test_what_is_met_often_is_not_looked_for_and_what_is_rare_is_found(django_assert_num_queries: Any) -> None:
    even, age = ("even", "odd"), ("old", "new")
    claims_saying(*(f"Number {n} is {even[n % 2]} and {age[n >= 14]}." for n in range(20)))
    with django_assert_num_queries(4):
        assert few("number") is None
        assert few("even") is None
        assert few("new") == 6  # lately alone: in the middle nobody says it
        assert few("number 3") == 1


@pytest.mark.usefixtures("small_samples")
def test_in_a_small_table_all_is_found() -> None:
    claims_saying("One port.", "One harbour.", "One ship.")
    assert few("one") == 3

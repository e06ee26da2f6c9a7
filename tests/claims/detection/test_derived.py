"""Sentences made of sentences: clauses alone, clauses joined, words given way to their neighbours."""

from claims.detection.training.derived import clauses, derived, words_to_swap

OURS = ["The council raised rents by 4 percent, but tenants in the old town paid nothing because the law forbade it."]
SPOKEN = ["We cut taxes for working families twice, and they came back to us with more money than they had before."]
NEAR = {"council": ["parliament"], "rents": ["prices"], "taxes": ["tariffs"], "tenants": ["landlords"]}


def test_a_clause_has_four_words_or_more_and_none_of_the_marks_around_it() -> None:
    assert clauses("“Rents rose in the old town, he said, because the law allowed it.”") == [
        "Rents rose in the old town",
        "because the law allowed it.",
    ]
    assert clauses("It rained.") == []


def test_the_same_sentences_are_made_each_time_and_none_twice_or_anew() -> None:
    made = derived(OURS, SPOKEN, NEAR)
    assert made == derived(OURS, SPOKEN, NEAR)
    assert len({text.lower() for text in [*made, *OURS, *SPOKEN]}) == len(made) + 2


def test_words_give_way_to_neighbours_only_and_keep_their_capitals() -> None:
    made = derived(["RENTS rose. Taxes fell again this year."], [], {"rents": ["prices"], "taxes": ["tariffs"]})
    assert made
    assert set(made) <= {
        f"{first} rose. {second} fell again this year."
        for first in ("RENTS", "PRICES")
        for second in ("Taxes", "Tariffs")
    }


def test_every_word_of_what_is_made_was_there_or_is_a_neighbour() -> None:
    known = words_to_swap([*OURS, *SPOKEN]) | {near[0] for near in NEAR.values()}
    assert words_to_swap(derived(OURS, SPOKEN, NEAR)) <= known


def test_words_that_hold_a_sentence_together_stay() -> None:
    assert words_to_swap(["They would not have been there."]) == set()

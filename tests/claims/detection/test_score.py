"""The order in which sentences deserve to be checked."""

import pytest

from claims.detection import read, score


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Unemployment fell to 5 per cent in 2019.", "Unemployment is a subject for everybody."),
        ("The ministry said 40 people were killed in the attack.", "The ministry is in the old town."),
        ("The court ruled that the ban was illegal.", "I think the court is wrong."),
        ("Vaccines prevented thousands of deaths.", "You should get your vaccine soon!"),
        ("The law was passed because of the protests.", "It will be a long evening."),
        ("Troops entered the town on Monday, the army said.", "Swell."),
        ("Exports rose by 3 per cent last year.", "If exports rise, we will be happy."),
        ("It is hot.", "Read more: Exports rose by 3 per cent last year"),
        ("The auditor found that 340 schools had no licence.", "Good morning, ladies and gentlemen!"),
        ("The hospital recorded 12 deaths in June, according to the ministry.", "She smiled and put on her hat."),
        ("I voted against the tax bill in 1994.", "I am delighted to be with all of you tonight."),
        ("He said the senator had voted to cut pensions four times.", "He is a good and decent man."),
        ("No evidence links the dye to cancer, researchers said.", "What links the dye to cancer?"),
        ("Garlic does not prevent infection.", "About the author | More from our health desk"),
    ],
)
def test_a_checkable_statement_comes_before_the_rest(more: str, less: str) -> None:
    assert score(more) > score(less)


def test_blanks_around_a_sentence_do_not_matter() -> None:
    assert score("  Exports rose by 3 per cent.\n") == score("Exports rose by 3 per cent.")


def test_a_sentence_that_somebody_says_weighs_more_than_the_same_told() -> None:
    told = read("It is new. It cost millions to build. It works.")[1]
    spoken = read("“It is new. It cost millions to build. It works”, the minister said.")[1]
    assert told.text == spoken.text
    assert spoken.check_worthiness > told.check_worthiness


def test_scores_use_the_scale_from_end_to_end() -> None:
    strong = "The statistics office said on Monday that 5,200 people died in 2019, more than in any year since the law."
    assert score(strong) > 0.9
    assert score("Swell.") < 0.1


def test_a_sentence_gains_among_what_is_worth_checking_and_loses_among_what_is_not() -> None:
    plain = "The ferry sails at seven in the summer."
    strong = "The auditor found that 340 ferries had no licence in 2019, the ministry said."
    weak = "What a lovely, lovely morning it was!"
    among_strong, among_weak = (read(f"{beside} {plain} {beside}")[1] for beside in (strong, weak))
    assert (among_strong.text, among_weak.text) == (plain, plain)
    assert among_strong.check_worthiness > score(plain) > among_weak.check_worthiness


def test_a_few_words_gain_nothing_by_their_company() -> None:
    strong = "The auditor found that 340 ferries had no licence in 2019, the ministry said."
    assert read(f"{strong} It rained. {strong}")[1].check_worthiness == score("It rained.")

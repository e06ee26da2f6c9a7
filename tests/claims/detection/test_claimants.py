"""Who is said to have said it."""

import pytest

from claims.detection import Sentence, read


def said(text: str) -> list[str | None]:
    return [sentence.claimant for sentence in read(text)]


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("“Rates stay where they are”, Christine Lagarde said on Thursday.", "Christine Lagarde"),
        ("“Rates stay where they are,” said Christine Lagarde.", "Christine Lagarde"),
        ("Christine Lagarde said that rates would stay where they were.", "Christine Lagarde"),
        ("Rates, Christine Lagarde told reporters, will stay where they are.", "Christine Lagarde"),
        ("Inflation fell to 2 per cent in May, according to Eurostat.", "Eurostat"),
        ("The State Department acknowledged that the call had taken place.", "State Department"),
        ("Officials said the bridge was closed.", "Officials"),
        ("Christine Lagarde, the president of the bank, said rates would stay.", "Christine Lagarde"),
        ("The president, Christine Lagarde, said rates would stay.", "Christine Lagarde"),
        ("The WHO says the vaccine is safe.", "WHO"),
        ("Scientists who study rivers say the water is clean.", "Scientists"),
        ("“It is safe”, the president, Christine Lagarde, said on Friday.", "Christine Lagarde"),
        ("Christine Lagarde, the president of the bank, said it was too early.", "Christine Lagarde"),
        ("Christine Lagarde gave another reason, telling reporters that wages had risen.", "Christine Lagarde"),
        ("Half of Europeans say they pay too much, according to Eurostat.", "Eurostat"),
        ("The bank has since told the court that the sum was wrong.", "The bank"),
        ("„Die Zahl ist falsch“, sagte der Sprecher.", "der Sprecher"),
        ("«La cifra es falsa», dijo el portavoz.", "el portavoz"),
        ("« Le chiffre est faux », a déclaré Claire Fontaine.", "Claire Fontaine"),
        ("Selon l'Insee, les prix ont augmenté de 4 %.", "Insee"),
        ("„Die Zahl ist falsch“, erklärte Bahnsprecherin Petra Sommer am Montag.", "Petra Sommer"),
        ("“It leaks,” asked Rep. Joan Fielding.", "Joan Fielding"),
        ("“It leaks,” said his lawyer, Grace Muller.", "Grace Muller"),
        ("“It leaks,” said lead author Keiko Tanabe of Osaka University.", "Keiko Tanabe"),
        ("“It leaks,” said Philippa Crane KC.", "Philippa Crane"),
        ("“It leaks,” said a farmer from Kent.", "a farmer"),
        ("Shell puts the sum at 20, and says that the rest was paid.", "Shell"),
        ("The court ruled that the tax was illegal.", "The court"),
        ("Laura Simms asked whether the ministry had known.", "Laura Simms"),
        ("The World Bank expects growth of 2 per cent, it said in May.", "World Bank"),
    ],
)
def test_the_sentence_names_its_speaker(text: str, claimant: str) -> None:
    assert said(text) == [claimant]


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("The Northgate Health Trust lost 20 beds. The trust said more would go.", [None, "Northgate Health Trust"]),
        ("Rosa Delgado opened the school. “It grew,” Rosa says.", [None, "Rosa Delgado"]),
        ("Ursula von Steinfeld chairs it. Von Steinfeld said rates would stay.", [None, "Ursula von Steinfeld"]),
        ("“It grew,” said Ann Lee. “My pay did not,” says another resident.", ["Ann Lee", "another resident"]),
        ("“It grew,” said Ann Lee. “Pay me,” went the cry.", ["Ann Lee", None]),
    ],
)
def test_later_words_stand_for_whom_they_can_mean(text: str, claimants: list[str | None]) -> None:
    assert said(text) == claimants


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Monday.",
        "Modern estimates are lower.",
        "The two had argued for years.",
        "The king ruled the country for years.",
        "The sign said that the bridge was closed.",
        "The minister was told that the bridge was closed.",
        "The committee wants to say more.",
        "The minister's claims were widely shared.",
        "She said the bridge was closed.",
        "Iraq asked the US to leave.",
        "Adel Abdul-Mahdi, who has led the government since he resigned, spoke with US secretary of state Mike Pompeo.",
        "Prosecutors have never alleged that the sum was wrong.",
        "The bank did not say how large the sum was.",
        "New claims about the vaccine spread on Monday.",
    ],
)
def test_unknown_stays_unknown(text: str) -> None:
    assert said(text) == [None]


def test_a_sentence_inside_a_running_quotation_has_its_speaker() -> None:
    text = "“We keep the base”, the minister said on Sunday. “It is large. It cost billions to build. We keep it”."
    assert said(text) == ["the minister"] * 4


def test_the_speaker_named_at_the_end_has_said_the_sentences_before() -> None:
    assert said("“It is large. It cost billions to build”, the minister said.") == ["the minister", "the minister"]


def test_a_quotation_may_run_on_into_the_next_paragraph() -> None:
    text = "“It is large”, the minister said.\n“It cost billions to build.”"
    assert said(text) == ["the minister", "the minister"]


def test_a_quotation_that_names_its_own_speaker_later_is_not_the_one_before() -> None:
    text = "“It is large”, the minister said.\n“It cost billions. It leaks”, the mayor replied."
    assert said(text) == ["the minister", "the mayor", "the mayor"]


def test_what_is_told_after_a_quotation_is_nobodys_statement() -> None:
    assert said("“It is large”, the minister said. The base was opened in 1951.") == ["the minister", None]


def test_a_short_name_is_given_in_the_fullest_form_used_so_far() -> None:
    text = "Iraqi Prime Minister Adel Abdul-Mahdi said troops must go. Mahdi told parliament it was time."
    assert said(text) == ["Adel Abdul-Mahdi"] * 2


def test_a_fuller_form_that_comes_later_is_not_used_before_its_time() -> None:
    assert said("Lagarde said rates stay. Christine Lagarde said so again.") == ["Lagarde", "Christine Lagarde"]


def test_a_short_name_that_two_people_share_stays_short() -> None:
    text = "Jill Biden and Joe Biden travelled. Biden said the road was open."
    assert said(text)[1] == "Biden"


def test_a_title_stands_for_the_one_person_introduced_with_it() -> None:
    text = "Prime Minister Adel Abdul-Mahdi spoke on Friday. The PM said troops must go."
    assert said(text)[1] == "Adel Abdul-Mahdi"


def test_a_pronoun_is_the_speaker_of_the_sentence_before() -> None:
    text = "Christine Lagarde said rates would stay. She said inflation was at 2 per cent."
    assert said(text) == ["Christine Lagarde"] * 2


def test_a_pronoun_that_could_be_two_people_is_nobody() -> None:
    text = (
        "Olaf Scholz said it was late. Emmanuel Macron told Olaf Scholz that it was early. He said the train had left."
    )
    assert said(text)[2] is None


def test_a_pronoun_may_stand_for_the_only_person_named_before() -> None:
    text = "Christine Lagarde travelled to Rome. She said inflation was at 2 per cent."
    assert said(text)[1] == "Christine Lagarde"


def test_a_pronoun_after_two_people_is_nobody() -> None:
    text = "Christine Lagarde met Emmanuel Macron in Rome. She said inflation was at 2 per cent."
    assert said(text)[1] is None


def test_a_pronoun_after_somebody_and_his_kin_is_nobody() -> None:
    assert said("Carlos Medina runs it with his brother Luis. He said the rent had tripled.")[1] is None
    assert said("His student Edward Moss joined him. He said the ice had gone.")[1] is None


def test_a_quotation_that_a_later_line_closes_is_spoken_to_its_end() -> None:
    text = "“It is large. It leaks,” the minister said.\n“It cost billions.\nWe keep it.\nIt stays.”\nThe house rose."
    assert said(text)[2:] == ["the minister"] * 3 + [None]


def test_a_quotation_that_nobody_closes_ends_with_its_line() -> None:
    text = "The minister said: “It is large.\nThe house rose.\nThe bridge was closed in May."
    assert said(text) == ["The minister", None, None]


def test_the_words_it_was_read_from_are_kept() -> None:
    text = "Christine Lagarde spoke. “Rates stay. They fell in May”, Lagarde said."
    spoken: list[Sentence] = read(text)[1:]
    assert [text[s.claimant_start : s.claimant_end] for s in spoken] == ["Lagarde", "Lagarde"]
    assert [s.claimant for s in spoken] == ["Christine Lagarde"] * 2


def test_who_is_named_beside_the_words_spoke_them_and_not_the_paper_they_stand_in() -> None:
    [sentence] = read("“Send the delegates home”, the PM instructed the council, according to a statement.")
    assert sentence.claimant == "PM"

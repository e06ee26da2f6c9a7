"""Where sentences begin and end inside a line."""

import pytest

from claims.detection import split


def cut(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The court sat on Monday.", "Period."],
        ["The U.S. Senate met at 9 a.m. on Tuesday.", "It adopted the bill."],
        ["The rate rose by 2.5 per cent.", "Prices followed."],
        ["Dr. Jill Biden visited St. Louis.", "She spoke for an hour."],
        ["Supplies ran out … Trucks had to turn back.", "Nobody was told."],
        ["The ministry waited.... The deadline passed."],
        ["Is the figure right?", "No.", "The office published another."],
        ["He read the code.", "They found nothing in it."],
        ["The loan came from the World Bank.", "Peter Hale signed it in Poland.", "Warsaw agreed."],
        ["She joined Acme Corp. Peter Hale told Sens. Ray and Lee of it."],
        ["The council chose plan B.", "It passed.", "Roe v. Wade fell.", "É. Zola, Á. Gómez and J. K. Rowling wrote."],
        ["At 5 a.m. Mr. Hale went out.", "He came back at 6 p.m.", "London was dark.", "It shuts at 8 p.m. Saturday."],
        ["It stands 1,800 m. above the sea.", "The next is 2,000 m.", "All are bare."],
        ["He asked: “Who pays?”", "Response: This is false.", "“Nobody,” Lee said."],
        ["The so-called “ghost fleet” Norway hunts – Russia denies it – is large."],
        ["> The dam is old."],
    ],
)
def test_a_line_is_cut_after_each_sentence_and_nowhere_else(sentences: list[str]) -> None:
    expected = [part for whole in sentences for part in _cut_at_ellipsis(whole)]
    assert cut(" ".join(sentences)) == expected


def _cut_at_ellipsis(whole: str) -> list[str]:
    for mark in ("… ", ".... "):
        if mark in whole:
            first, rest = whole.split(mark, 1)
            return [first + mark.strip(), rest]
    return [whole]


def test_an_ellipsis_before_a_small_letter_does_not_end_a_sentence() -> None:
    assert len(cut("The vote was ... well, it was close.")) == 1


@pytest.mark.parametrize("closing", ["”.", ".”", "”", ".»", '."'])
def test_a_quotation_of_three_sentences_gives_three(closing: str) -> None:
    text = f"“The base is new. It cost millions to build. We keep it{closing} The minister left."
    assert cut(text)[:2] == ["“The base is new.", "It cost millions to build."]


def test_british_and_american_closing_marks_stay_with_their_sentence() -> None:
    assert cut("“We will pay”. The house rose.") == ["“We will pay”.", "The house rose."]
    assert cut("“We will pay.” The house rose.") == ["“We will pay.”", "The house rose."]
    assert cut("“We will pay”, the treasury said. The house rose.") == [
        "“We will pay”, the treasury said.",
        "The house rose.",
    ]


def test_the_words_that_report_a_quotation_stay_with_it() -> None:
    assert cut('"Will it hold?" the mayor asked. Nobody knew.') == ['"Will it hold?" the mayor asked.', "Nobody knew."]


def test_a_mark_of_a_note_stays_with_the_sentence_it_belongs_to() -> None:
    assert cut("The treaty was signed in 1951. [12] Six states joined.") == [
        "The treaty was signed in 1951. [12]",
        "Six states joined.",
    ]


def test_a_list_in_one_line_is_cut_at_its_markers() -> None:
    assert cut("1) Wash the fruit 2) Dry it") == ["1) Wash the fruit", "2) Dry it"]
    assert cut("• Schools • Roads") == ["• Schools", "• Roads"]


def test_a_line_without_a_final_mark_is_a_sentence() -> None:
    assert cut("Parliament votes today\nThe result is expected at noon.") == [
        "Parliament votes today",
        "The result is expected at noon.",
    ]


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Der Bundestag tagte am 3. Oktober in Berlin. Die Sitzung war kurz.", 2),
        ("de", "Das Gesetz gilt z. B. für Schulen. Es trat 1990 in Kraft.", 2),
        ("fr", "M. Macron a parlé à Lyon. Le Sénat a voté la loi.", 2),
        ("es", "El Sr. Sánchez habló ayer. ¿Qué dijo el Congreso? Nada nuevo.", 3),
        ("pt", "O Sr. Lula falou em Lisboa. O parlamento votou a lei.", 2),
        ("pt-BR", "A Sra. Silva falou. O senado votou.", 2),
        ("es", "—¿Quién paga? —preguntó Juan. —Nadie. Así es.", 3),
        ("es", "Abre a las 8 a. m. y cierra a las 2 p. m. El barco mide 12.500 m. Los EE. UU. pagan.", 3),
        ("es", "Vendió libros, discos, etc. Madrid lo celebró.", 2),
        ("fr", "Il succède à Charles X. Le roi part. Y. Le Drian et J.-B. Carpentier partent.", 3),
        ("fr", "« Vous venez ? » Personne ne répond.", 2),
        ("de", "Er kam am 5. Mai um 1930 v. Chr. an. Der 100. Geburtstag war am 6. Danach ging er.", 3),
        ("de", "Preis und Leistung stimmt Die Lage ist gut", 2),
        ("de", "Die Zeitung Die Welt und laut Die Presse auch wir danken Ihnen", 1),
        ("pt", "Cavaco Silva não comenta O ministro parte hoje. O grupo A vence.", 3),
        ("ja", "「行きます。」と彼は言った。なぜですか？", 2),
        ("el", "Πού είναι; Δεν ξέρω.", 2),
        ("zh", "法院星期一开庭。议会通过了法案！为什么？", 3),
        ("hi", "संसद ने कानून पारित किया। अदालत बैठी।", 2),
        ("ar", "هل صوّت البرلمان؟ نعم صوّت.", 2),
        ("xx", "Parliament sat. The law passed.", 2),
        ("", "Parliament sat. The law passed.", 2),
    ],
)
def test_other_languages_have_a_sound_rule(language: str, text: str, count: int) -> None:
    assert len(cut(text, language)) == count

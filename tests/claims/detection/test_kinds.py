"""What a sentence or a line is, and why it does or does not become a candidate."""

import pytest

from claims.detection import read

PARAGRAPH = (
    "The finance ministry said on Tuesday that the deficit had risen to 4.2 per cent of national income, the highest"
    " level since 2011, because tax receipts fell after the law of March was passed by parliament."
)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Read more: Parliament adopts the budget for 2020", "link line, not prose"),
        ("Here is the agency with more:", "lead-in, not prose"),
        ("Photo: European Central Bank", "caption or credit, not prose"),
        ("The bank in Frankfurt on Monday (Jane Doe/AFP)", "caption or credit, not prose"),
        ("The bank in Frankfurt on Monday. (AP Photo/Jane Doe)", "caption or credit, not prose"),
        ("12 March 2020", "date or byline, not prose"),
        ("By Reuters Staff", "date or byline, not prose"),
        ("What the law changes", "heading, not prose"),
        ("https://www.example.org/budget", "link line, not prose"),
    ],
)
def test_a_line_outside_the_prose_is_boilerplate_and_says_why(line: str, reason: str) -> None:
    sentence = read(f"{PARAGRAPH}\n{line}\n{PARAGRAPH}")[1]
    assert (sentence.kind, sentence.candidate, sentence.reasons) == ("boilerplate", False, (reason,))


@pytest.mark.parametrize("head", ["KYIV, Ukraine (AP) —", "LONDON (Reuters) -", "NEW YORK, Jan. 5 —", "SÃO PAULO –"])
def test_a_dateline_is_cut_from_the_report_that_it_opens(head: str) -> None:
    dated, report = read(f"{head} {PARAGRAPH}")
    assert (dated.text, dated.kind, dated.reasons) == (head, "boilerplate", ("date or byline, not prose",))
    assert (report.text, report.candidate) == (PARAGRAPH, True)


def test_a_body_that_opens_a_sentence_is_no_dateline() -> None:
    assert len(read(f"NASA — the agency that built it — said so. {PARAGRAPH}")) == 2


def test_chatty_lines_under_a_long_article_are_reader_comments() -> None:
    tail = ["Well done!", "The ministry never learns.", "And the roads…in both towns.", "So now we pay."]
    sentences = read("\n".join([PARAGRAPH] * 6 + tail))
    assert [sentence.reasons for sentence in sentences[6:]] == [("reader comment, not prose",)] * 4


def test_short_paragraphs_that_report_somebody_are_no_comments() -> None:
    tail = ["“So we pay,” the mayor said.", "And the council agreed, officials said.", "The vote is on 3 May!"]
    assert all("comment" not in " ".join(s.reasons) for s in read("\n".join([PARAGRAPH] * 6 + tail)))


def test_a_text_without_any_finished_sentence_has_no_headings() -> None:
    assert [s.kind for s in read("Deficit rises to 4.2 per cent because tax receipts fell")] == ["check_worthy"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (PARAGRAPH, "check_worthy"),
        ("Unemployment fell to 5 per cent in 2019, the lowest level on record.", "check_worthy"),
        ("The court ruled that the ban on exports was illegal.", "check_worthy"),
        ("Did unemployment fall to 5 per cent in 2019?", "question"),
        ("“Did it fall?”", "question"),
        ("¿Bajó el paro al 5 por ciento", "question"),
        ("This is a ridiculous position.", "opinion"),
        ("We should be proud of our town!", "opinion"),
        ("If it rains, the race will be moved.", "prediction"),
        ("Every household will get 1,000 euros by the end of next year.", "check_worthy"),
        ("Period.", "opinion"),
        ("He rolled up his sleeve.", "factual"),
    ],
)
def test_a_sentence_is_of_its_kind(text: str, kind: str) -> None:
    (sentence,) = read(text)
    assert (sentence.kind, sentence.candidate) == (kind, kind == "check_worthy")


def test_a_candidate_says_what_there_is_to_check() -> None:
    (sentence,) = read("The central bank said wages rose 3 % in May because of the law, more than in 2018.")
    expected = {"number", "percentage", "date", "names an official body", "reported speech", "law", "causal claim"}
    assert expected <= set(sentence.reasons)


@pytest.mark.parametrize("text", ["It rained.", "They won.", "It snowed again."])
def test_what_says_too_little_to_stand_alone_is_no_candidate(text: str) -> None:
    assert not read(text)[0].candidate


def test_a_promise_with_a_number_is_kept_where_one_without_is_not() -> None:
    assert read("Every household will get 1,000 euros by the end of next year.")[0].candidate
    assert not read("Every household will get something by the end of next year.")[0].candidate


def test_the_strongest_reasons_come_first() -> None:
    (sentence,) = read("Wages fell by 12 percent in the north, the ministry said, and some were sad.")
    assert sentence.reasons.index("percentage") < sentence.reasons.index("names an official body")
    assert not {"value judgement", "first person"} & set(sentence.reasons)


@pytest.mark.parametrize("text", ["We like it here.", "Is it 5 per cent?", "If it rains, they will go home."])
def test_what_is_no_candidate_says_why_first(text: str) -> None:
    (sentence,) = read(text)
    assert sentence.reasons[0] in {
        "little to check",
        "opinion, nothing to check",
        "a question, states nothing",
        "about what is not yet, cannot be checked now",
    }

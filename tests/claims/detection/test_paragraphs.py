"""Lines that belong together, and what each paragraph is."""

import pytest

from claims.detection import read
from claims.detection.paragraphs import spans

WRAPPED = """\
The central bank said on Monday that it would keep its main rate at
4.5 per cent until the end of the year, because inflation in services
has not fallen as fast as it had hoped. The decision was unanimous.
Markets had expected a cut."""


def paragraphs(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    assert paragraphs(f"{WRAPPED}\n\n{WRAPPED}\n") == [WRAPPED, WRAPPED]


def test_a_sentence_goes_on_over_a_hard_break() -> None:
    first, *_, last = read(WRAPPED)
    assert first.text.endswith("had hoped.")
    assert (last.text, last.paragraph) == ("Markets had expected a cut.", "prose")


def test_windows_line_ends_break_no_other_way() -> None:
    assert len(paragraphs(WRAPPED.replace("\n", "\r\n"))) == 1


def test_a_list_under_wrapped_prose_keeps_its_items() -> None:
    items = ["- repair the two bridges over the river before winter", "- build the new school"]
    assert paragraphs("\n".join([WRAPPED, *items])) == [WRAPPED, *items]


def test_a_page_of_print_ends_its_paragraphs_with_a_short_line() -> None:
    assert paragraphs(f"{WRAPPED}\n{WRAPPED}") == [WRAPPED, WRAPPED]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Rates rise again as bank warns of a long winter for households",
            "Ministers meet in Brussels to discuss the price of gas and oil",
            "Court stops the new road through the forest near the old town",
        ],
        ["The court sat on Monday and heard three of the eight witnesses.", "It sits again on Friday at noon."],
        ["Finance ministry", "Press office", "12 March 2026"],
        ["Parliament votes today", "The result is expected at noon."],
    ],
)
def test_lines_that_were_ended_on_purpose_stay_apart(lines: list[str]) -> None:
    assert paragraphs("\n".join(lines)) == lines


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("“The bridge is closed. It will stay closed until spring.”", "quotation block"),
        ("> We closed the bridge in May.", "quotation block"),
        ("“The bridge is closed”, the mayor said.", "prose"),
        ("• Schools stay open.", "list item"),
        ("Lesen Sie auch: Was die Reform kostet", "link line"),
        ("Lire aussi : Ce que change la réforme", "link line"),
        ("3. Oktober 2026", "date or byline"),
        ("12 de marzo de 2026", "date or byline"),
        ("Foto: Parlamento Europeu", "caption or credit"),
        ("What the law changes", "heading"),
        ("The minister named three reasons:", "lead-in"),
    ],
)
def test_a_paragraph_has_a_kind(paragraph: str, kind: str) -> None:
    told = "The transport ministry closed the bridge in May, after inspectors had found cracks in two of its piers."
    assert read(f"{told}\n\n{paragraph}\n\n{told}")[1].paragraph == kind

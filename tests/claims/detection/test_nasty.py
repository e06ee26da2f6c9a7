"""Nothing crashes, hangs or loses a sign: nasty texts by hand, and as many made ones as asked for.

``DETECTION_EXAMPLES=10000 pytest tests/claims/detection/test_nasty.py`` is the long run.
"""

import os
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.detection import read, split
from tests.claims.detection.nasty import TEXTS

EXAMPLES = int(os.environ.get("DETECTION_EXAMPLES", "150"))
LANGUAGES = ["en", "de", "fr", "es", "pt", "fi", "zh", "", "x" * 50, None]

BITS = st.sampled_from(
    [text[:40] for text in TEXTS.values()]
    + ["The bank rose. ", "\n", "\r\n", " ", "“", "”", '"', "« ", " »", "… ", "... ", "he said. ", "Mr. ", "3. ", "X: "]
)
MADE = st.one_of(st.lists(BITS, max_size=25).map("".join), st.text(st.characters(), max_size=120))


def hold(text: str, language: str | None) -> None:
    """Every visible sign in exactly one sentence, in order, and the sentences of both ways the same."""
    sentences = read(text, language)
    spans = [(sentence.start, sentence.end) for sentence in sentences]
    assert spans == split(text, language)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert [text[start:end] for start, end in spans] == [sentence.text for sentence in sentences]
    assert all(sentence.text == sentence.text.strip() != "" for sentence in sentences)
    kept = "".join("".join(sentence.text.split()) for sentence in sentences)
    assert kept == "".join(text.split())


@pytest.mark.parametrize("name", TEXTS)
def test_a_nasty_text_is_read_whole(name: str) -> None:
    hold(TEXTS[name], "en")


@pytest.mark.parametrize("language", ["de", "fr", "fi", None])
@pytest.mark.parametrize("name", TEXTS)
def test_a_nasty_text_is_read_whole_in_any_language(name: str, language: str | None) -> None:
    hold(TEXTS[name][:1_500], language)


@given(MADE, st.sampled_from(LANGUAGES))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_made_text_is_read_whole(text: str, language: str | None) -> None:
    hold(text, language)


@pytest.mark.parametrize("name", [name for name, text in TEXTS.items() if len(text) > 15_000])
def test_four_times_the_text_costs_no_sixteen_times_the_work(name: str) -> None:
    text = TEXTS[name]
    # A square would multiply by sixteen. What else the machine does can only add: one good measurement is enough.
    assert any(_seconds(text * 8) < 12 * max(_seconds(text * 2), 0.02) for _ in range(3))


def _seconds(text: str) -> float:
    start = time.process_time()
    split(text)
    return time.process_time() - start

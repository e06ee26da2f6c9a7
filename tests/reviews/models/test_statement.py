"""Published statements are known again by their words."""

import pytest

from reviews.models.statement import fingerprint

PREVIOUS = "Exports grew by 5 percent."


@pytest.mark.parametrize(
    ("text", "language", "same"),
    [
        ("EXPORTS GREW BY 5 PERCENT.", "en", True),
        (" Exports\ngrew  by\u00a05 percent. ", "en-GB", True),
        ("Exports grew by 6 percent.", "en", False),
        (PREVIOUS, "es", False),
        (PREVIOUS, "", False),
    ],
)
def test_case_and_spaces_make_no_difference_words_and_language_do(text: str, language: str, same: bool) -> None:
    assert (fingerprint(text, language) == fingerprint(PREVIOUS, "en")) is same

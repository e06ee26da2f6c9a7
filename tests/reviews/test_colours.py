"""The colours of labels: the style sheet knows each of them, and what is written on it can be read, light and dark."""

import re
from pathlib import Path

import pytest

from reviews.enums import Colour

SHEET = (Path(__file__).resolve().parents[2] / "claims" / "static" / "desk" / "desk.css").read_text()
WRITING = ("#ffffff", "#121212")  # the background of Django's admin, light and dark
AA = 4.5


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    shares = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("colour", Colour)
def test_what_is_written_on_a_label_can_be_read(colour: Colour) -> None:
    shades = re.search(rf"--rating-{colour}: light-dark\((#\w{{6}}), (#\w{{6}})\)", SHEET)
    assert shades
    for shade, writing in zip(shades.groups(), WRITING, strict=True):
        assert contrast(shade, writing) >= AA


def test_the_sheet_has_a_class_for_each_and_none_besides() -> None:
    drawn = set(re.findall(r"^\.rating-(\w+) \{ background", SHEET, re.MULTILINE))
    assert drawn | {Colour.GREY} == set(Colour)
    assert "background: var(--rating-grey)" in SHEET  # what a label has without a class of its own

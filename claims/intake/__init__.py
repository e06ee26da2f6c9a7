"""The door: turns whatever comes in into normalised text and checked details, or refuses with a sentence. No models."""

from claims.intake.colophon import Colophon, colophon
from claims.intake.details import Details, day, language_code, line, prose, web_address
from claims.intake.page import from_html, read_page
from claims.intake.text import decode, normalise

__all__ = [
    "Colophon",
    "Details",
    "colophon",
    "day",
    "decode",
    "from_html",
    "language_code",
    "line",
    "normalise",
    "prose",
    "read_page",
    "web_address",
]

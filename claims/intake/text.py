"""The words of an article: decoded, normalised once to NFC and LF, refused when they cannot be kept exactly."""

import re
import unicodedata

from claims.errors import ArticleTooLarge, EmptyArticle, NotText

# C0 and C1 controls but tab and newline; NEL is a line end and handled before.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
# A mark at the start of a file, and what stands before it; found once more inside, it is a character like any other.
MARKS = re.compile(r"\A[\s\ufeff]+")
LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")


def decode(raw: bytes) -> str:
    """UTF-8 bytes as text, a leading byte-order mark left out. Raises NotText with the place of the first bad byte."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotText(why=f"byte {wrong.start + 1:,} is not UTF-8") from None


def normalise(text: str, *, limit: int) -> str:
    """NFC, LF, no edge blanks: the one form in which characters are counted ever after.

    `limit` is in bytes of UTF-8. Raises ArticleTooLarge, NotText (a control character, half a surrogate pair) or
    EmptyArticle.
    """
    # Looked at before anything that costs time: one character is at most four bytes, and NFC at most triples a text.
    if len(text) > limit:
        raise ArticleTooLarge(size=len(text.encode(errors="replace")), limit=limit)
    body = MARKS.sub("", tidied(text, "body"))
    if (size := len(body.encode())) > limit:
        raise ArticleTooLarge(size=size, limit=limit)
    if not any(character.isalnum() for character in body):
        raise EmptyArticle
    return body


def tidied(text: str, field: str) -> str:
    """NFC, LF, no edge blanks, whatever the length. Raises NotText, naming the field."""
    text = LINE_ENDS.sub("\n", text)
    if found := CONTROLS.search(text):
        raise NotText(field=field, why=f"it holds the control character U+{ord(found[0]):04X}")
    if found := SURROGATES.search(text):
        raise NotText(field=field, why=f"character {found.start() + 1:,} is half of a surrogate pair")
    return unicodedata.normalize("NFC", text).strip()

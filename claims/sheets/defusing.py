"""Texts that a spreadsheet would take for a formula are marked as text, in a way that can be undone (CWE-1236).

After OWASP's list: = + - @, tab, carriage return and line feed, and the wide forms of the signs, which some editions
read alike. Blanks in front of a sign make no difference.
"""

import re
from typing import Any

MARK = "'"
SKIPPED = r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*"
SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"  # plain, full-width, small
# Also behind marks of its own: else nobody could tell them from ours.
DANGEROUS = re.compile(rf"{MARK}*(?:{SKIPPED}{SIGNS}|[\t\r\n\x00])")


def for_a_sheet(cell: Any) -> Any:
    """The cell with a mark in front, where it is a text that needs one. Numbers stay numbers, also below nought."""
    return MARK + cell if isinstance(cell, str) and DANGEROUS.match(cell) else cell


def as_it_was(cell: Any) -> Any:
    """Undoes `for_a_sheet`, whatever the cell was."""
    marked = isinstance(cell, str) and cell.startswith(MARK) and DANGEROUS.match(cell)
    return cell[1:] if marked else cell

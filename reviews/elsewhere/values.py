"""Single values as people publish them: texts, numbers, days, addresses. What cannot be read is nothing, and named.

Reading is done once: what comes out of it reads as itself again.
"""

import html
import math
import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

Seen = set[str]  # codes of `forms`

# Signs that print nothing, and halves of characters: no database wants them.
_SILENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_IN_WORDS = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})|(\d{1,2}) ([A-Za-z]{3,9})\.? (\d{4})")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONG_MONTHS = "january february march april may june july august september october november december".split()
_NAKED_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#].*)?", re.IGNORECASE)
_TWICE = re.compile(r"%25[0-9A-Fa-f]{2}|^https?%(?:25)?3A", re.IGNORECASE)


def text(value: Any, seen: Seen, between: str = " ") -> str:
    """One line of text; several of them joined. Empty for nothing, and for what is no text."""
    if isinstance(value, dict):
        inner = value.get("@value")
        if isinstance(inner, str | int | float):
            seen.add("text_value")
        return text(inner, seen, between) if inner is not None and not isinstance(inner, dict) else ""
    if isinstance(value, list):
        parts = [part for one in value if (part := text(one, seen, between))] if _is_flat(value) else []
        seen.update(["text_list"] if value else [])
        return between.join(parts)
    if isinstance(value, int | float) and not isinstance(value, bool):
        seen.add("text_number")
        return str(value)
    return _tidy(value, seen) if isinstance(value, str) else ""


def number(value: Any, seen: Seen) -> float | None:
    """A finite number. Text is read where it is nothing but a number; a comma may mean two things."""
    if isinstance(value, dict):
        value = value.get("@value")
    if value is None:
        return None
    if isinstance(value, str):
        if not value.strip():
            seen.add("number_empty")
            return None
        if not _NUMBER.fullmatch(value.strip()):
            seen.add("number_unreadable")
            return None
        seen.add("number_text")
        return float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not _is_finite(value):
        seen.add("number_unreadable")
        return None
    return float(value)


def day(value: Any, seen: Seen) -> tuple[date | None, datetime | None]:
    """The day, and the moment where it is told with its zone."""
    written = text(value, seen)
    if not written:
        return None, None
    if written[0] in "\"'“”" and len(written) > 2:
        seen.add("date_quoted")
        written = written.strip("\"'“” ")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return _valid(written[:4], written[5:7], written[8:], seen), None
    if re.match(r"\d{4}-\d\d-\d\d[T ]", written):
        return _moment(written, seen)
    return _in_an_own_way(written, seen), None


def address(value: Any, seen: Seen, base: str = "") -> str:
    """A whole web address; a relative one only where it is known what it is relative to."""
    written = text(value, seen)
    if not written:
        return ""
    if _TWICE.search(written):
        seen.add("url_mangled")
    if is_address(written):
        return written
    if written.startswith("/"):
        seen.add("url_relative")
        joined = urljoin(base, written) if base else ""
        return joined if is_address(joined) else ""
    seen.add("url_no_scheme" if _NAKED_HOST.fullmatch(written) else "url_unreadable")
    return ""


def is_address(written: str) -> bool:
    """Whether it is an absolute http or https address with a host."""
    if not re.fullmatch(r"https?://[^\s<>\"]+", written, re.IGNORECASE):
        return False
    try:
        return bool(urlsplit(written).hostname)
    except ValueError:
        return False


def _tidy(written: str, seen: Seen) -> str:
    """Entities are resolved until there are none left, so that what comes out stays as it is."""
    found = written
    while (plain := _without_entities(found)) != found:
        seen.add("text_entities")
        found = plain
    tidy = " ".join(_SILENT.sub("", found).split())
    if found != found.strip() or _SILENT.search(found):
        seen.add("text_untidy")
    return tidy if _without_entities(tidy) == tidy else _tidy(tidy, seen)


def _without_entities(written: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), written)


def _moment(written: str, seen: Seen) -> tuple[date | None, datetime | None]:
    try:
        found = datetime.fromisoformat(written)
        found.astimezone(UTC)  # as it will be kept
    except (ValueError, OverflowError):
        seen.add("date_unreadable")
        return None, None
    if found.tzinfo is None:
        seen.add("date_no_zone")
        return found.date(), None
    return found.date(), found


def _in_an_own_way(written: str, seen: Seen) -> date | None:
    if year_first := _YEAR_FIRST.fullmatch(written):
        seen.add("date_not_padded")
        return _valid(year_first[1], year_first[2], year_first[3], seen)
    if numbers := _IN_NUMBERS.fullmatch(written):
        return _of_two_orders(numbers[1], numbers[2], numbers[3], seen)
    if words := _IN_WORDS.fullmatch(written):
        month, dom, year = (words[1], words[2], words[3]) if words[1] else (words[5], words[4], words[6])
        if number_of := _month(month):
            seen.add("date_in_words")
            return _valid(year, str(number_of), dom, seen)
    seen.add("date_unreadable")
    return None


def _of_two_orders(one: str, other: str, year: str, seen: Seen) -> date | None:
    readings = {found for pair in ((one, other), (other, one)) if (found := _date(year, *pair))}
    if len(readings) == 1:
        seen.add("date_one_reading")
        return readings.pop()
    seen.add("date_two_readings" if readings else "date_unreadable")
    return None


def _valid(year: str, month: str, dom: str, seen: Seen) -> date | None:
    found = _date(year, month, dom)
    if found is None:
        seen.add("date_unreadable")
    return found


def _date(year: str, month: str, dom: str) -> date | None:
    try:
        return date(int(year), int(month), int(dom))
    except ValueError:
        return None


def _month(name: str) -> int:
    lowered = name.lower()
    for names in (_MONTHS, _LONG_MONTHS):
        if lowered in names:
            return names.index(lowered) + 1
    return 9 if lowered == "sept" else 0


def _is_flat(values: list[Any]) -> bool:
    return not any(isinstance(value, list) for value in values)


def _is_finite(value: int | float) -> bool:
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False

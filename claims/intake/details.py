"""What is known about an article besides its words: checked, each refusal naming its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from babel import Locale
from babel.core import parse_locale

from claims import clock
from claims.errors import TooLong, UnknownLanguage, WrongDate, WrongUrl
from claims.intake.text import tidied

OLDEST = date(1600, 1, 1)  # nobody checks an older newspaper; a year like 0020 is a slip
EMBARGO = timedelta(days=366)  # texts come in before they are published, but not years before

KNOWN = Locale("en")


@dataclass(frozen=True, kw_only=True)
class Details:
    """Everything optional: what is not known stays empty."""

    title: str = ""
    url: str = ""
    outlet: str = ""
    byline: str = ""
    language: str = ""
    published_on: str | date | None = None
    topics: Sequence[str] = ()  # slugs or names; they are read where it is known which there are

    def checked(self) -> "Details":
        """The same, tidied. Raises TooLong, WrongUrl, UnknownLanguage or WrongDate."""
        return Details(
            title=line(self.title, "title", 300),
            url=web_address(self.url),
            outlet=line(self.outlet, "outlet", 200),
            byline=line(self.byline, "byline", 200),
            language=language_code(self.language),
            published_on=day(self.published_on),
            topics=tuple(self.topics),
        )


def line(value: str, field: str, limit: int) -> str:
    """One line of text, blanks folded. Raises NotText or TooLong, naming the field."""
    tidy = " ".join(tidied(value, field).split())
    if len(tidy) > limit:
        raise TooLong(field=field, what=f"The {field}", length=len(tidy), limit=limit)
    return tidy


def web_address(value: str, field: str = "url") -> str:
    """An http(s) address, or empty. Only its form is checked: nothing is fetched."""
    value = value.strip()
    if not value:
        return ""
    try:
        parts = urlsplit(value)
        readable = value.isprintable() and " " not in value and parts.port != 0  # reading a wrong port raises
        sound = readable and parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if not sound:
        raise WrongUrl(field=field, value=value[:200])
    if (size := len(value.encode())) > 2000:  # bytes, as an index holds no longer ones
        raise TooLong(field=field, what="The address", length=size, limit=2000)
    return value


def language_code(value: str) -> str:
    """A BCP 47 code whose parts the Unicode CLDR knows, such as “en”, “pt-BR” or “zh-Hant”, in its usual case.

    Empty where none is given: then splitting recognises the language.
    """
    tidy = value.strip().replace("_", "-")
    if not tidy:
        return ""
    try:
        language, territory, script, variant = parse_locale(tidy, sep="-")[:4]
    except ValueError:
        raise UnknownLanguage(language=value[:40]) from None
    known = language in KNOWN.languages and (territory or "001") in KNOWN.territories
    if not known or (script or "Latn") not in KNOWN.scripts or variant:
        raise UnknownLanguage(language=value[:40])
    return "-".join(part for part in (language, script, territory) if part)


def day(value: str | date | None, field: str = "published_on", *, oldest: date = OLDEST) -> date | None:
    """A calendar day from YYYY-MM-DD, with or without a time behind it; None when not given."""
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        value = _parsed(str(value).strip(), field)
    if value < oldest:
        raise WrongDate(field=field, value=value.isoformat(), why=f"it lies before {oldest.year}")
    if value > clock.now().date() + EMBARGO:
        raise WrongDate(field=field, value=value.isoformat(), why="it lies more than a year ahead")
    return value


def _parsed(text: str, field: str) -> date:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError as wrong:
        why = str(wrong).lower().partition(":")[0]  # behind the colon stands what was sent, whole
        raise WrongDate(field=field, value=text[:40], why=why) from None


def prose(value: str, field: str, limit: int = 20_000) -> str:
    """Free text of a person: NFC, LF, no edge blanks. Raises NotText or TooLong, naming the field."""
    tidy = tidied(value, field)
    if len(tidy) > limit:
        raise TooLong(field=field, what=f"The {field}", length=len(tidy), limit=limit)
    return tidy

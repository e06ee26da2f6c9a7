"""Every refusal in the product: a sentence for people and a stable code for machines.

The docstring of a class is its message; `{names}` in it are filled from the keyword arguments.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple


class Blame(StrEnum):
    """Whose move it is now. The API maps each to one HTTP status."""

    INPUT = "input"  # what was sent must change: 400
    PERMISSION = "permission"  # somebody else may do this: 403
    MISSING = "missing"  # there is no such thing for you: 404
    STATE = "state"  # the world has moved on, look again: 409
    UNSEEN = "unseen"  # it has to be said what was looked at: 428
    UNKNOWN = "unknown"  # it has to be said who is asking: 401
    PASSED = "passed"  # it was to be done on a version that is no longer there: 412
    ANOTHER = "another"  # what was sent is well formed and stands for something else: 422


class DomainError(Exception):
    """Something was refused."""

    code: ClassVar[str] = "refused"
    blame: ClassVar[Blame] = Blame.INPUT
    field: ClassVar[str] = ""  # the input that it is about, where there is one

    def __init__(self, message: str = "", *, field: str = "", **words: Any) -> None:
        self.message = _printable(message or " ".join((type(self).__doc__ or "").split()).format(**words))
        self.about = field or self.field
        self.words = words
        self.more: dict[str, Any] = {}  # what programs are told besides, as it goes into the problem
        super().__init__(self.message)


def _printable(text: str) -> str:
    """What was sent may be why it is refused: half a surrogate pair or a NUL would break the answer that quotes it."""
    return "".join(
        "\ufffd" if "\ud800" <= character <= "\udfff" or character < " " else character for character in text
    )


class IllegalAct(DomainError):
    """This cannot be done now: “{act}” does not start from “{status}”."""

    code = "illegal_act"
    blame = Blame.STATE


class Change(NamedTuple):
    """Something that was done meanwhile; `did` is the rest of a sentence that begins with the actor."""

    actor: str
    act: str
    did: str
    note: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.actor} {self.did} ({self.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC)"


class StaleVersion(DomainError):
    """It has changed since you looked: you saw version {seen}, now it is version {current}.{since} Look again, then
    decide."""

    code = "stale_version"
    blame = Blame.STATE

    def __init__(self, message: str = "", *, changes: Sequence[Change] = (), **words: Any) -> None:
        since = f" Since then {', '.join(map(str, changes))}." if changes else ""
        super().__init__(message, **{"since": since} | words)
        self.more = {"changes": [change._asdict() for change in changes]}


class VersionNeeded(DomainError):
    """Name the version that you looked at, as `version` or with `If-Match`: what readers will see is never decided
    blindly."""

    code = "version_needed"
    blame = Blame.UNSEEN
    field = "version"


class NotAllowed(DomainError):
    """You may not do this: “{act}” needs {needs}."""

    code = "not_allowed"
    blame = Blame.PERMISSION


class NotFound(DomainError):
    """There is no such {thing}, or you may not see it."""

    code = "not_found"
    blame = Blame.MISSING


class NoteNeeded(DomainError):
    """Say why in a few words: the note is part of the history."""

    code = "note_needed"
    field = "note"


class UnknownPriority(DomainError):
    """“{value}” is not a priority. Choose one of: {choices}."""

    code = "unknown_priority"
    field = "priority"


class NothingChanges(DomainError):
    """It is so already: {what}."""

    code = "nothing_changes"
    blame = Blame.STATE


class WrongSpan(DomainError):
    """From {start} to {end} is no place in this text: it has {length:,} characters, counted from 0."""

    code = "wrong_span"
    field = "start"


class OtherWords(DomainError):
    """From {start} to {end} this text says “{found:.200}”, not “{quote:.200}”. Count in Unicode code points of the
    revision that you name, the end exclusive."""

    code = "other_words"
    field = "quote"


class NoWords(DomainError):
    """A claim has words in it: choose some."""

    code = "no_words"
    field = "quote"


class WordsNotFound(DomainError):
    """These words do not stand in the text. Copy them as they stand there."""

    code = "words_not_found"
    field = "quote"


class WordsFoundTwice(DomainError):
    """These words stand in the text {times} times. Say which place you mean."""

    code = "words_found_twice"
    field = "quote"


class SpanTaken(DomainError):
    """Claim {claim} has words of this place already: “{words:.200}”. Adjust, split or merge that one."""

    code = "span_taken"
    blame = Blame.STATE

    def __init__(self, message: str = "", *, claim: int | None = None, **words: Any) -> None:
        super().__init__(message, claim=claim, **words)
        self.more = {"claim": claim}


class SpanDismissed(SpanTaken):
    """Claim {claim} was made of these very words and dismissed. Restore it if it deserves a check."""

    code = "span_dismissed"


class NotNeighbours(DomainError):
    """Claims {claim} and {other} cannot become one: {why}."""

    code = "not_neighbours"
    blame = Blame.STATE


class WrongCut(DomainError):
    """At {at} the claim cannot be split: words have to be left on both sides."""

    code = "wrong_cut"
    field = "at"


class EmptyArticle(DomainError):
    """The article has no words. Send its text."""

    code = "empty_article"
    field = "body"


class ArticleTooLarge(DomainError):
    """The article has {size:,} bytes of text; at most {limit:,} are taken. Send it in parts."""

    code = "article_too_large"
    field = "body"


class NotText(DomainError):
    """This is not readable text: {why}. Save it as UTF-8 and send it again."""

    code = "not_text"
    field = "body"


class UnreadableFile(DomainError):
    """“{name:.100}” is no kind of file that is read here. Bring one of: {kinds}; or copy its text."""

    code = "unreadable_file"
    field = "file"


class UnknownLanguage(DomainError):
    """“{language}” is not a language code. Use one like “en”, “es” or “pt-BR”."""

    code = "unknown_language"
    field = "language"


class UnknownTopic(DomainError):
    """“{value:.60}” is not a topic of this desk. Known are: {known}."""

    code = "unknown_topic"
    field = "topics"


class WrongReviewsWanted(DomainError):
    """Name a number of reviews from 1 to {most}, or none: then its topics decide, or else the desk."""

    code = "wrong_reviews_wanted"
    field = "reviews"


class TooFewDecisions(DomainError):
    """There is too little to learn from: each part needs {fewest} claims that were worth a check and {fewest} that
    editors dismissed; one has {worthy} and {dismissed}. Decide on more claims first."""

    code = "too_few_decisions"
    blame = Blame.STATE


class WrongDate(DomainError):
    """“{value}” is not a date that an article can carry: {why}. Write it as YYYY-MM-DD."""

    code = "wrong_date"
    field = "published_on"


class WrongUrl(DomainError):
    """“{value}” is not a web address. Write it in full, beginning with https:// or http://."""

    code = "wrong_url"
    field = "url"


class AddressNotAllowed(DomainError):
    """“{host}” is not fetched: {why}."""

    code = "address_not_allowed"
    field = "url"


class Unreachable(DomainError):
    """“{host}” cannot be reached: {why}."""

    code = "unreachable"
    field = "url"


class TooSlow(DomainError):
    """“{host}” takes too long: it was given {seconds:.0f} seconds."""

    code = "too_slow"
    field = "url"


class TooMuch(DomainError):
    """“{host}” sends more than the {limit:,} bytes that are taken."""

    code = "too_much"
    field = "url"


class TooManyRedirects(DomainError):
    """“{host}” leads on and on: more than {most} times."""

    code = "too_many_redirects"
    field = "url"


class UnwantedType(DomainError):
    """“{host}” sends {type}; what is taken is {types}."""

    code = "unwanted_type"
    field = "url"


class PageRefused(DomainError):
    """“{host}” does not give the page: it answered {status}."""

    code = "page_refused"
    field = "url"

    @property
    def retry_after(self) -> timedelta:
        """How long the server asked to be left alone."""
        wait: timedelta = self.words.get("retry_after", timedelta())
        return wait


class TooLong(DomainError):
    """{what} has {length:,} characters; at most {limit:,} fit."""

    code = "too_long"

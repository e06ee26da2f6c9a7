"""Every refusal is a sentence with a stable code; the codes are known to API clients and never change by accident."""

import inspect
import re
import string

import pytest

from claims import errors as claims_errors
from claims.errors import Blame, DomainError, TooLong, WrongUrl
from reviews import errors as reviews_errors

EVERY = sorted(
    {
        found
        for module in (claims_errors, reviews_errors)
        for _, found in inspect.getmembers(module, inspect.isclass)
        if issubclass(found, DomainError) and found is not DomainError
    },
    key=lambda found: found.code,
)
CODES = {
    "address_not_allowed": "input",
    "article_too_large": "input",
    "assignment_closed": "state",
    "at_capacity": "state",
    "empty_article": "input",
    "illegal_act": "state",
    "label_incomplete": "input",
    "label_twice": "input",
    "name_needed": "input",
    "not_a_reviewer": "input",
    "not_allowed": "permission",
    "not_found": "missing",
    "not_text": "input",
    "note_needed": "input",
    "nothing_corrected": "input",
    "nothing_succeeded": "input",
    "nothing_to_take": "state",
    "numbers_not_in_order": "input",
    "page_refused": "input",
    "reasoning_needed": "input",
    "scale_exists": "state",
    "scale_too_short": "input",
    "source_incomplete": "input",
    "source_needed": "input",
    "sources_not_independent": "input",
    "stale_version": "state",
    "too_few_sources": "input",
    "too_long": "input",
    "too_many_redirects": "input",
    "too_much": "input",
    "too_slow": "input",
    "unknown_choice": "input",
    "unknown_language": "input",
    "unreachable": "input",
    "unwanted_type": "input",
    "withheld_source_named": "input",
    "withheld_source_undescribed": "input",
    "wrong_date": "input",
    "wrong_number": "input",
    "wrong_slug": "input",
    "wrong_token": "state",
    "wrong_url": "input",
}

CUT = re.compile(r"\.\d+")
every_error = pytest.mark.parametrize("error", EVERY, ids=lambda error: error.code)


def test_codes_and_whose_move_it_is_are_those_that_clients_know() -> None:
    known = {error.code: error.blame.value for error in EVERY}
    assert {code: known.get(code) for code in CODES} == CODES
    assert len(known) == len(EVERY)


@every_error
def test_a_message_is_whole_sentences_with_every_word_filled_in(error: type[DomainError]) -> None:
    names = {name: spec for _, name, spec, _ in string.Formatter().parse(inspect.getdoc(error) or "") if name}
    # What is cut after so many characters is text.
    given = {name: "1234" if name == "value" or CUT.fullmatch(spec or "") else 1234 for name, spec in names.items()}
    message = error(**given).message
    assert message.endswith((".", "1234", "1,234"))
    assert message[0].isupper() or message[0] in "“1"
    assert "{" not in message
    assert "\n" not in message


@every_error
def test_a_refusal_that_is_about_an_input_can_be_told_which(error: type[DomainError]) -> None:
    assert error("Said otherwise.", field="somewhere").about == "somewhere"
    assert error("Said otherwise.").message == str(error("Said otherwise.")) == "Said otherwise."


def test_illegal_states_are_not_permission_errors() -> None:
    assert claims_errors.IllegalAct.blame is Blame.STATE
    assert claims_errors.NotAllowed.blame is Blame.PERMISSION


def test_numbers_are_readable() -> None:
    assert str(TooLong(what="The title", length=12345, limit=300)) == (
        "The title has 12,345 characters; at most 300 fit."
    )


@pytest.mark.parametrize("value", ["\ud800", "\x00", "a\udfffb", "line\nbreak\x1b[0m"])
def test_what_is_quoted_in_a_refusal_can_always_be_sent_and_printed(value: str) -> None:
    message = WrongUrl(value=value).message
    assert message.encode().decode().isprintable()
    assert "�" in message


@pytest.mark.parametrize("value", ["{seen}", "{", "{0.__class__}"])
def test_braces_in_what_is_quoted_are_only_braces(value: str) -> None:
    assert f"“{value}”" in WrongUrl(value=value).message

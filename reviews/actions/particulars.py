"""What the desk knows about a person: read, checked, and told in words."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from claims import intake
from claims.actions import topics
from claims.actions.desk_events import Difference
from claims.errors import OutOfBounds, UnknownLanguage
from reviews import newsroom
from reviews.enums import Role
from reviews.errors import UnknownChoice, WrongEmail
from reviews.models import Profile

ACCOUNT = ("first_name", "last_name", "email", "role")
OF_PROFILE = ("capacity", "available", "languages", "topics", "away_from", "away_until")
OWN = ("languages", "topics", "away_from", "away_until")  # what people say of themselves; the rest editors set
MOST_CAPACITY = 100  # claims in one person's hands
NAMES = {
    "first_name": "the first name",
    "last_name": "the last name",
    "email": "the e-mail address",
    "role": "the role",
    "capacity": "the capacity",
    "available": "whether claims are assigned automatically",
    "languages": "the languages",
    "topics": "the topics",
    "away_from": "the first day away",
    "away_until": "the last day away",
}


def known_of(person: Any) -> dict[str, Any]:
    """All that can be changed of them, by name: topics as short names, languages as codes."""
    profile = Profile.objects.filter(user=person.pk).first() or Profile()
    listed = [topic.slug for topic in profile.topics.all()] if profile.pk else []
    known = {name: getattr(person, name) for name in ("first_name", "last_name", "email")}
    known |= {name: getattr(profile, name) for name in OF_PROFILE if name != "topics"}
    return known | {"role": newsroom.role_of(person), "topics": listed}


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same, tidied. Raises what is wrong with the first that is."""
    return {name: CHECKS[name](name, value) for name, value in given.items() if name in NAMES}


def differences(before: Mapping[str, Any], different: Mapping[str, Any]) -> list[Difference]:
    """What is changed, in words. An address is nobody's business for ever, and the desk's history is: so not that."""
    return [
        Difference(NAMES[name], "", "")
        if name == "email"
        else Difference(NAMES[name], _in_words(name, before[name]), _in_words(name, value))
        for name, value in different.items()
    ]


def _in_words(name: str, value: Any) -> str:
    if name == "languages" and not value:
        return "every language"
    if isinstance(value, Role):
        return str(value.label).lower()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    return ", ".join(value) or "none" if isinstance(value, list) else str(value or "none")


def _line(name: str, given: str) -> str:
    return intake.line(given, name, 150)


def _email(name: str, given: str) -> str:
    tidy = intake.line(given, name, 254)
    try:
        if tidy:
            validate_email(tidy)
    except ValidationError:
        raise WrongEmail(value=tidy) from None
    return tidy


def _role(name: str, given: str) -> Role:
    if given not in Role.values:
        raise UnknownChoice(field=name, value=given, what="role", choices=", ".join(Role.values))
    return Role(given)


def _capacity(name: str, given: int) -> int:
    if not 1 <= given <= MOST_CAPACITY:
        raise OutOfBounds(field=name, what="The capacity", lowest=1, highest=MOST_CAPACITY, value=given)
    return given


def _languages(name: str, given: list[str]) -> list[str]:
    codes = []
    for one in given:
        try:
            codes.append(intake.language_code(one))
        except UnknownLanguage as wrong:
            raise UnknownLanguage(field=name, **wrong.words) from None
    return list(dict.fromkeys(filter(None, codes)))


def _topics(name: str, given: list[str]) -> list[str]:
    return [topic.slug for topic in sorted(topics.named(given, field=name), key=lambda topic: topic.name)]


def _as_it_is(name: str, given: Any) -> Any:
    return given


CHECKS: dict[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("first_name", "last_name"), _line),
    "email": _email,
    "role": _role,
    "capacity": _capacity,
    "available": _as_it_is,
    "languages": _languages,
    "topics": _topics,
    **dict.fromkeys(("away_from", "away_until"), _as_it_is),
}

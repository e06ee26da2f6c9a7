"""Adding people and changing what the desk knows about them: names, roles, capacity, languages, topics, days away.

One row of the desk's own history tells of each change (`claims.actions.desk_events`), in the same transaction.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from claims import policy
from claims.actions import desk_events, topics
from claims.enums import About, DeskAct
from claims.errors import NotAllowed, NotFound
from reviews import newsroom
from reviews.actions import hands
from reviews.actions.conflicts import lock_person
from reviews.actions.hands import Emptied
from reviews.actions.particulars import ACCOUNT, OF_PROFILE, OWN, checked, differences, known_of
from reviews.enums import Role
from reviews.errors import LastEditor, RoleNeeded, UsernameTaken, WrongPeriod, WrongUsername
from reviews.models import Profile


class Changed(NamedTuple):
    """Somebody as they are now; what was changed, in words or none; and what became of the claims that they held."""

    person: Any
    did: str
    emptied: Emptied = Emptied()


def add(username: str, *, actor: Any, role: str, first_name: str = "", last_name: str = "", email: str = "") -> Any:
    """Somebody new, who cannot log in before they have set a password by a link (`access.make_link`).

    Raises NotAllowed, WrongUsername, UsernameTaken, WrongEmail, RoleNeeded or UnknownChoice.
    """
    if not policy.is_editor(actor):
        raise NotAllowed(act="add a person", needs=policy.is_editor.__doc__)
    given = checked({"first_name": first_name, "last_name": last_name, "email": email, "role": role or Role.NONE})
    if given["role"] == Role.NONE:
        raise RoleNeeded
    with transaction.atomic():
        person = _created(_username(username), {name: given[name] for name in ACCOUNT if name != "role"})
        _seat(person, given["role"])
        did = f"added {person}: {Role(given['role']).label.lower()}"
        desk_events.record(About.PERSON, person.get_username(), DeskAct.ADD, did, actor=actor)
        return person


def change(person_id: int, given: Mapping[str, Any], *, actor: Any, seen: int | None = None) -> Changed:
    """Keep what is given of somebody (`known_of`); what is not named stays. Nothing new is no event.

    Editors change everybody, people their own languages, topics and days away; the account of a superuser only a
    superuser. Who no longer reviews holds nothing any more. Raises NotAllowed, NotFound, LastEditor, ChangedMeanwhile,
    or what is wrong with what is given.
    """
    _may_change(person_id, given, actor)
    wanted = checked(given)
    with transaction.atomic():
        person = locked(person_id, editors_too="role" in wanted)
        desk_events.require_seen(About.PERSON, person.get_username(), seen)
        before = known_of(person)
        different = {name: value for name, value in wanted.items() if value != before[name]}
        _look(person, before, different, actor)
        _write(person, different)
        did = _did(person, before, different, actor)
        if different:
            desk_events.record(About.PERSON, person.get_username(), DeskAct.CHANGE, did, actor=actor)
    fresh = get_user_model().objects.get(pk=person_id)
    emptied = hands.empty(fresh, actor=actor) if "role" in different else Emptied()
    return Changed(fresh, did if different else "", emptied)


def locked(person_id: int, *, editors_too: bool = False) -> Any:
    """The person, locked until the transaction ends; with `editors_too` whoever else edits, in the order of their ids.

    Then nobody can take the last editors' roles away by pairs. Raises NotFound, also for the actors that are no people.
    """
    if not newsroom.people().filter(pk=person_id).exists():
        raise NotFound(thing="person")
    if editors_too:
        among = Q(pk=person_id) | Q(pk__in=newsroom.members().filter(newsroom.EDITS).values("pk"))
        found = get_user_model().objects.filter(among).order_by("pk").select_for_update(of=("self",), no_key=True)
        list(found.values_list("pk"))
    else:
        lock_person(person_id)
    return get_user_model().objects.get(pk=person_id)


def require_another_editor(person: Any) -> None:
    """Raises LastEditor where nobody else could come in and edit. Assumes the lock on all who edit."""
    if not newsroom.editors_who_can_come_in().exclude(pk=person.pk).exists():
        raise LastEditor(username=person.get_username())


def require_equal(person: Any, actor: Any) -> None:
    """Who runs the site is changed by somebody who does too: else any editor could become one of them."""
    if person.is_superuser and not actor.is_superuser:
        raise NotAllowed(act="change the account of a superuser", needs="a superuser")


def _may_change(person_id: int, given: Mapping[str, Any], actor: Any) -> None:
    own = person_id == actor.pk and policy.has_a_role(actor) and set(given) <= set(OWN)
    if not (own or policy.is_editor(actor)):
        raise NotAllowed(act="change what the desk knows about somebody", needs=policy.is_editor.__doc__)


def _look(person: Any, before: Mapping[str, Any], different: Mapping[str, Any], actor: Any) -> None:
    if different.keys() & set(ACCOUNT):
        require_equal(person, actor)
    after = {**before, **different}
    first, last = after["away_from"], after["away_until"]
    if first and last and last < first:
        raise WrongPeriod(first=first, last=last, field="away_until")
    edits = policy.EDITOR in newsroom.GROUPS[after["role"]] or person.is_superuser
    if not edits and policy.EDITOR in newsroom.GROUPS[before["role"]]:
        require_another_editor(person)


def _write(person: Any, different: Mapping[str, Any]) -> None:
    account = [name for name in ACCOUNT if name in different and name != "role"]
    for name in account:
        setattr(person, name, different[name])
    if account:
        person.save(update_fields=account)
    if "role" in different:
        _seat(person, different["role"])
    if kept := {name: different[name] for name in OF_PROFILE if name in different}:
        _keep_profile(person, kept)


def _keep_profile(person: Any, kept: dict[str, Any]) -> None:
    listed = kept.pop("topics", None)
    profile, _ = Profile.objects.update_or_create(user=person, defaults=kept)
    if listed is not None:
        profile.topics.set(topics.named(listed))


def _seat(person: Any, role: str) -> None:
    """Groups that are no roles of the desk stay as they are."""
    person.groups.remove(*Group.objects.filter(name__in=newsroom.GROUPS[Role.BOTH] - newsroom.GROUPS[role]))
    person.groups.add(*Group.objects.filter(name__in=newsroom.GROUPS[role]))


def _created(username: str, account: dict[str, str]) -> Any:
    users = get_user_model().objects
    if users.filter(username__iexact=username).exists():
        raise UsernameTaken(value=username)
    try:
        with transaction.atomic():
            return users.create_user(username, **account)  # without a password: nobody logs in with it
    except IntegrityError:  # somebody was given the name at this very moment
        raise UsernameTaken(value=username) from None


def _did(person: Any, before: Mapping[str, Any], different: Mapping[str, Any], actor: Any) -> str:
    whom = "their own profile" if person.pk == actor.pk else str(person)
    return f"changed {whom}: {desk_events.changed(differences(before, different))}"


def _username(given: str) -> str:
    tidy = get_user_model().normalize_username(given.strip())
    try:
        UnicodeUsernameValidator()(tidy)
    except ValidationError:
        raise WrongUsername(value=tidy) from None
    if len(tidy) > 150:
        raise WrongUsername(value=tidy)
    return str(tidy)

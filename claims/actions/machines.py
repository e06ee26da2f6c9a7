"""Machines that call the API: editors make them, give them keys, take keys away and end them.

Each of these is told by the history of the desk, where a key is named by how it begins.
"""

import hashlib
import re
import secrets
import string
from collections.abc import Iterable, Sequence
from datetime import timedelta
from hmac import compare_digest
from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from claims import clock, policy
from claims.actions import desk_events
from claims.actions.desk_events import Difference
from claims.enums import About, DeskAct, Scope
from claims.errors import NotAllowed, NotFound
from claims.errors.calls import (
    KeyRefused,
    MachineExists,
    MachineIsOver,
    TwoKeysAlready,
    UnknownScope,
    WrongLifetime,
    WrongMachineName,
    WrongOwner,
)
from claims.models import Machine, MachineKey
from claims.models.machine import LIVE_KEYS

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
LONGEST_DAYS = 3 * 365
SIGNS = string.ascii_letters + string.digits
SECRET_SIGNS = 40
KEY = re.compile(rf"fact_([a-z0-9]{{8}})_[A-Za-z0-9]{{{SECRET_SIGNS}}}")
USE_IS_NOTED = timedelta(minutes=1)  # at most so often: reading must not cost a write each time


def make(name: str, *, owner_id: int, scopes: Iterable[str], actor: Any) -> Machine:
    """A machine without a key, and the user that it acts as. Raises WrongMachineName, MachineExists, WrongOwner."""
    _require_editor(actor)
    if not NAME.fullmatch(name):
        raise WrongMachineName(value=name)
    known, owner = _scopes(scopes), _owner(owner_id)
    try:
        with transaction.atomic():
            # No person can have this name: the blank and the parentheses are refused to them.
            user = get_user_model().objects.create_user(f"{name} (machine)", is_active=False)
            machine = Machine.objects.create(user=user, name=name, owner=owner, scopes=known, made_by=actor)
            did = f"made {_named(machine)}, for which {owner} answers, and which may {_in_words(known)}"
            _remember(machine, DeskAct.ADD, did, actor)
            return machine
    except IntegrityError:
        raise MachineExists(value=name) from None


def change(machine_id: int, *, owner_id: int, scopes: Iterable[str], actor: Any, seen: int | None = None) -> Machine:
    """Let somebody else answer for it, let it do more or less. Holds from its next request on.

    Raises UnknownScope, WrongOwner, NotFound, MachineIsOver or ChangedMeanwhile.
    """
    _require_editor(actor)
    known, owner = _scopes(scopes), _owner(owner_id)
    with transaction.atomic():
        machine = _lock(machine_id)
        desk_events.require_seen(About.MACHINE, machine.name, seen)
        given = [
            Difference("who answers for it", str(machine.owner), str(owner)),
            Difference("what it may do", f"“{_in_words(machine.scopes)}”", f"“{_in_words(known)}”"),
        ]
        different = [one for one in given if one.before != one.after]
        if not different:
            return machine
        machine.owner, machine.scopes = owner, known
        machine.save(update_fields=["owner", "scopes"])
        did = f"changed {_named(machine)}: {desk_events.changed(different)}"
        _remember(machine, DeskAct.CHANGE, did, actor)
        return machine


def issue(machine_id: int, *, days: int | None, actor: Any) -> tuple[MachineKey, str]:
    """One more key, good for so many days (None: until it is revoked), and its text, which nobody is told again.

    What is over gives its place away. Raises TwoKeysAlready, WrongLifetime, MachineIsOver.
    """
    _require_editor(actor)
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise WrongLifetime(most=LONGEST_DAYS)
    with transaction.atomic():
        machine = _lock(machine_id)
        over = _revoke(machine.keys.filter(revoked_at=None, expires_at__lte=clock.now()), actor)
        place = _free_place(machine)
        prefix = "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(8))
        told = f"fact_{prefix}_{''.join(secrets.choice(SIGNS) for _ in range(SECRET_SIGNS))}"
        expires = None if days is None else clock.now() + timedelta(days=days)
        key = MachineKey.objects.create(
            machine=machine, place=place, prefix=prefix, sha256=_hash(told), expires_at=expires, made_by=actor
        )
        instead = f", in the place of {_keys(over)}, whose time was over" if over else ""
        did = f"gave {_named(machine)} {_keys([key])}, good until {_until(key)}{instead}"
        _remember(machine, DeskAct.KEY, did, actor)
        return key, told


def revoke(key_id: int, *, actor: Any) -> MachineKey:
    """From now on nobody is let in by it. Once more changes nothing. Raises NotFound."""
    _require_editor(actor)
    with transaction.atomic():
        revoked = _revoke(MachineKey.objects.filter(pk=key_id), actor)
        key = MachineKey.objects.select_related("machine").filter(pk=key_id).first()
        if key is None:
            raise NotFound(thing="key")
        if revoked:
            did = f"revoked {_keys(revoked)} of {_named(key.machine)}"
            _remember(key.machine, DeskAct.REVOKE, did, actor)
        return key


def end(machine_id: int, *, actor: Any) -> Machine:
    """Take all keys away, for good. History keeps its name. Raises NotFound, MachineIsOver."""
    _require_editor(actor)
    with transaction.atomic():
        machine = _lock(machine_id)
        revoked = _revoke(machine.keys.filter(revoked_at=None), actor)
        machine.ended_by, machine.ended_at = actor, clock.now()
        machine.save(update_fields=["ended_by", "ended_at"])
        with_them = f" and revoked {_keys(revoked)}" if revoked else ""
        _remember(machine, DeskAct.DEACTIVATE, f"ended {_named(machine)}{with_them}", actor)
        return machine


def recognise(told: str) -> MachineKey:
    """The key that was sent, with its machine; notes that it was used. Raises KeyRefused."""
    shape = KEY.fullmatch(told)
    found = MachineKey.objects.select_related("machine__user").filter(prefix=shape[1]) if shape else ()
    for key in found:
        if compare_digest(key.sha256, _hash(told)):
            return _used(key)
    raise KeyRefused(why="nobody knows it")


def _used(key: MachineKey) -> MachineKey:
    if key.revoked_at is not None:
        raise KeyRefused(why="it was revoked")
    if key.is_over:
        raise KeyRefused(why="its time is over")
    now = clock.now()
    if key.last_used_at is None or key.last_used_at <= now - USE_IS_NOTED:
        long_ago = Q(last_used_at=None) | Q(last_used_at__lte=now - USE_IS_NOTED)
        MachineKey.objects.filter(long_ago, pk=key.pk).update(last_used_at=now)
    return key


def _hash(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()


def _free_place(machine: Machine) -> int:
    taken = set(machine.keys.filter(revoked_at=None).values_list("place", flat=True))
    free = [place for place in range(1, LIVE_KEYS + 1) if place not in taken]
    if not free:
        raise TwoKeysAlready
    return free[0]


def _revoke(keys: Any, actor: Any) -> list[MachineKey]:
    """Returns those that this has ended: of two who revoke a key at once, one does, and tells of it."""
    live, ended = MachineKey.objects.filter(revoked_at=None), {"revoked_at": clock.now(), "revoked_by": actor}
    return [key for key in keys.order_by("pk") if live.filter(pk=key.pk).update(**ended)]


def _lock(machine_id: int) -> Machine:
    machine = Machine.objects.select_for_update(of=("self",)).filter(pk=machine_id).first()
    if machine is None:
        raise NotFound(thing="machine")
    if machine.ended_at:
        raise MachineIsOver(name=machine.name)
    return machine


def _scopes(scopes: Iterable[str]) -> list[str]:
    given = set(scopes)
    if unknown := sorted(given - set(Scope.values)):
        raise UnknownScope(value=unknown[0], choices=", ".join(Scope.values))
    return [scope for scope in Scope.values if scope in given]


def _owner(owner_id: int) -> Any:
    owner = get_user_model().objects.filter(pk=owner_id).first()
    if owner is None or not policy.has_a_role(owner):
        raise WrongOwner
    return owner


def _named(machine: Machine) -> str:
    return f"the machine “{machine}”"


def _keys(keys: Sequence[MachineKey]) -> str:
    return f"the key{'s' if len(keys) > 1 else ''} {' and '.join(f'fact_{key}' for key in keys)}"


def _until(key: MachineKey) -> str:
    return f"{timezone.localdate(key.expires_at):%-d %B %Y}" if key.expires_at else "it is revoked"


def _in_words(scopes: Iterable[str]) -> str:
    """What a machine may do, as the rest of a sentence."""
    return ", ".join(Scope(scope).label.lower() for scope in scopes) or "read what is published"


def _remember(machine: Machine, act: DeskAct, did: str, actor: Any) -> None:
    desk_events.record(About.MACHINE, machine.name, act, did, actor=actor)


def _require_editor(actor: Any) -> None:
    if not policy.is_editor(actor):
        raise NotAllowed(act="manage machines", needs="an editor")

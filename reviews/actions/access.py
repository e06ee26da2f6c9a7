"""Who can come in: activating and deactivating people, and the link by which they set their own password.

No editor ever types, reads or mails a password.
"""

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from claims import policy
from claims.actions import desk_events
from claims.enums import About, DeskAct
from claims.errors import NotAllowed, NothingChanges
from claims.models import DeskEvent
from reviews.actions import hands
from reviews.actions.hands import Emptied
from reviews.actions.people import locked, require_another_editor, require_equal
from reviews.errors import NoLinkForThem
from reviews.signals import password_link_made


class PasswordLinks(PasswordResetTokenGenerator):
    """Django's tokens, which end with their time, with the password that is set, and with the next log-in.

    Ours end with the next link, and with being deactivated, as well.
    """

    key_salt = "reviews.actions.access.PasswordLinks"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        ending = DeskEvent.objects.of(About.PERSON, user.get_username()).filter(
            act__in=[DeskAct.LINK, DeskAct.DEACTIVATE]
        )
        last = ending.order_by("-id").values_list("id", flat=True).first()
        return f"{super()._make_hash_value(user, timestamp)}{last}"


password_links = PasswordLinks()


def make_link(person_id: int, *, actor: Any) -> Any:
    """Let the person set a password by a new link; one that was made before ends. Mailed where mail is set up.

    Raises NotAllowed, NotFound, or NoLinkForThem: who cannot come in needs none.
    """
    _require_editor(actor, "make a password link")
    with transaction.atomic():
        person = locked(person_id)
        require_equal(person, actor)
        if not (person.is_active and policy.has_a_role(person)):
            why = "without a role" if person.is_active else "deactivated"
            raise NoLinkForThem(username=person.get_username(), why=why)
        did = f"made a password link for {person}"
        event = desk_events.record(About.PERSON, person.get_username(), DeskAct.LINK, did, actor=actor)
        password_link_made.send(DeskEvent, event=event, person=person)
        return person


def address_of_link(person: Any) -> str:
    """Where this person sets their password, without the host. Whoever has it can come in as them."""
    pk = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("admin:desk_set_password", args=[pk, password_links.make_token(person)])


def deactivate(person_id: int, *, actor: Any) -> Emptied:
    """Let somebody come in no more, and give back what they hold. Everything that they did stays.

    Raises NotAllowed, NotFound, NothingChanges, or LastEditor.
    """
    _require_editor(actor, "deactivate somebody")
    with transaction.atomic():
        person = locked(person_id, editors_too=True)
        require_equal(person, actor)
        if not person.is_active:
            raise NothingChanges(what=f"{person} is deactivated")
        if policy.is_editor(person):
            require_another_editor(person)
        _let(person, DeskAct.DEACTIVATE, f"deactivated {person}", actor, active=False)
    return hands.empty(person, actor=actor)


def activate(person_id: int, *, actor: Any) -> Any:
    """Let somebody in again, with the role and the password that they had.

    Raises NotAllowed, NotFound or NothingChanges.
    """
    _require_editor(actor, "activate somebody")
    with transaction.atomic():
        person = locked(person_id)
        require_equal(person, actor)
        if person.is_active:
            raise NothingChanges(what=f"{person} is active")
        _let(person, DeskAct.ACTIVATE, f"activated {person} again", actor, active=True)
        return person


def _require_editor(actor: Any, act: str) -> None:
    if not policy.is_editor(actor):
        raise NotAllowed(act=act, needs=policy.is_editor.__doc__)


def _let(person: Any, act: DeskAct, did: str, actor: Any, *, active: bool) -> None:
    person.is_active = active
    person.save(update_fields=["is_active"])
    desk_events.record(About.PERSON, person.get_username(), act, did, actor=actor)

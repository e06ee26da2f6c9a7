"""Mailing the link by which somebody sets their password."""

from django.conf import settings
from django.core.mail import EmailMessage

from claims.enums import About, DeskAct
from claims.models import DeskEvent
from reviews import newsroom
from reviews.actions import access

WORDS = """Hello {name},

{actor} lets you set a password for {site}. Your user name is {username}.

{address}

The link works once, until a newer one is made, and for {days} days. Whoever has it can
come in as you: pass it to nobody.
"""


def send(person_id: int, event_id: int) -> None:
    """Mail the link, unless a newer one was made meanwhile or the person cannot come in any more.

    It is made here and now, so that no row of ours ever holds it. Who is killed between sending and saying so sends it
    once more: the same link twice does no harm, and without it somebody stands before the door.
    """
    person = newsroom.members().filter(pk=person_id).first()
    if person is None or not person.email:
        return
    made = DeskEvent.objects.of(About.PERSON, person.get_username()).filter(act=DeskAct.LINK).select_related("actor")
    latest = made.order_by("-id").first()
    if latest is None or latest.pk != event_id:
        return
    words = WORDS.format(
        name=person.get_short_name() or person.get_username(),
        actor=latest.actor,
        site=settings.SITE_NAME,
        username=person.get_username(),
        address=f"{settings.SITE_URL}{access.address_of_link(person)}",
        days=settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
    )
    headers = {"Auto-Submitted": "auto-generated"}  # RFC 3834: no robot shall answer
    EmailMessage("[Factcheck] Set your password", words, to=[person.email], headers=headers).send()

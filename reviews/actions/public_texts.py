"""The desk's own words on its public pages, in place of the ones that are shipped."""

from typing import Any

from django.db import transaction

from claims import intake, policy
from claims.actions import desk_events
from claims.enums import About, DeskAct
from claims.errors import NotAllowed
from reviews.enums import PublicPage
from reviews.errors import UnknownChoice
from reviews.models import PublicText

LONGEST = 20_000  # characters


def say(page: str, text: str, *, actor: Any, seen: int | None = None) -> bool:
    """Let the page say this from now on; without words it says again what is shipped. False where nothing changes.

    Raises NotAllowed, UnknownChoice, NotText, TooLong or ChangedMeanwhile.
    """
    if not policy.is_editor(actor):
        raise NotAllowed(act="change what public pages say", needs=policy.is_editor.__doc__)
    if page not in PublicPage.values:
        raise UnknownChoice(field="page", value=page, what="public page", choices=", ".join(PublicPage.values))
    words = intake.prose(text, "text", LONGEST)
    with transaction.atomic():
        PublicText.objects.get_or_create(page=page)
        row = PublicText.objects.select_for_update(of=("self",)).get(page=page)
        desk_events.require_seen(About.TEXT, page, seen)
        if words == row.text:
            return False
        row.text = words
        row.save(update_fields=["text"])
        did = f"{'wrote the desk’s own' if words else 'went back to the shipped'} words of the page “{_named(page)}”"
        desk_events.record(About.TEXT, page, DeskAct.CHANGE, did, actor=actor)
        return True


def _named(page: str) -> str:
    return str(PublicPage(page).label)

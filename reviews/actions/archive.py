"""Copies of what is cited: wanted when a source is written, stored when there is time, never in a verdict's way."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urldefrag

from django.db import transaction
from django.db.models import F

from claims import clock, outside, policy
from claims.actions.jobs import Effect
from claims.errors import DomainError, IllegalAct, NotAllowed, NotFound
from claims.models import Job
from reviews import archiving
from reviews.archiving import Stored
from reviews.enums import ArchiveState
from reviews.models import ArchivedCopy
from reviews.signals import copy_settled, copy_wanted

Cited = tuple[str, str | date | None]  # an address, and the day on which it was looked at


def want(cited: Iterable[Cited]) -> dict[Cited, ArchivedCopy]:
    """The copy of each address; what there is not yet will be fetched. Call it in the transaction of the sources."""
    pages = {(url, day): (urldefrag(url).url, day) for url, day in cited if url and day}
    # In one order: two who cite the same pages at the same time must not wait for each other in a circle.
    copies = {page: _copy_of(*page) for page in sorted(set(pages.values()), key=str)}
    return {source: copy for source, page in pages.items() if (copy := copies[page])}


def _copy_of(url: str, day: str | date) -> ArchivedCopy | None:
    if not archiving.is_on():
        return ArchivedCopy.objects.filter(url=url, seen_on=day).first()
    copy, is_new = ArchivedCopy.objects.get_or_create(url=url, seen_on=day)
    if is_new:
        copy_wanted.send(ArchivedCopy, copy=copy)
    return copy


def ask_again(copy_id: int, *, actor: Any) -> ArchivedCopy:
    """Try once more to store what could not be stored. No act on the claim: its history does not record it."""
    copy: ArchivedCopy | None = ArchivedCopy.objects.visible_to(actor).filter(pk=copy_id).first()
    if copy is None:
        raise NotFound(thing="copy")
    if not policy.is_editor(actor):
        raise NotAllowed(act="archive again", needs="an editor")
    with transaction.atomic():
        again = ArchivedCopy.objects.filter(pk=copy_id, state=ArchiveState.FAILED)
        if not again.update(state=ArchiveState.WANTED, why=""):
            raise IllegalAct(act="Archive again", status=copy.get_state_display())
        copy.refresh_from_db()
        copy_wanted.send(ArchivedCopy, copy=copy)
        _settled(copy.pk)
    return copy


def store(job: Job) -> Effect:
    """Have the page stored, outside any transaction. Raises what may be otherwise a little later."""
    copy = ArchivedCopy.objects.get(pk=job.payload["copy"])
    archiver = archiving.archiver()
    if archiver is None:
        return partial(fail, copy.pk, "Archiving was switched off.")
    ArchivedCopy.objects.filter(pk=copy.pk).update(attempts=F("attempts") + 1)
    try:
        stored = archiver.store(copy.url)
    except DomainError as refusal:
        if outside.may_pass(refusal):
            raise
        return partial(fail, copy.pk, refusal.message)
    return partial(_keep, copy.pk, stored)


def give_up(job: Job) -> None:
    """What the desk says when the last attempt has failed: the reason, without the name of its class."""
    fail(job.payload["copy"], job.error.partition(": ")[2] or job.error)


def fail(copy_id: int, why: str) -> None:
    with transaction.atomic():
        wanted = ArchivedCopy.objects.filter(pk=copy_id, state=ArchiveState.WANTED)
        if wanted.update(state=ArchiveState.FAILED, why=why[:500]):
            _settled(copy_id)


def _keep(copy_id: int, stored: Stored) -> None:
    ArchivedCopy.objects.filter(pk=copy_id).update(
        state=ArchiveState.STORED,
        why="",
        address=stored.address,
        sha256=stored.sha256,
        content_type=stored.content_type[:100],
        size=stored.size,
        stored_at=stored.at or clock.now(),
    )
    _settled(copy_id)


def _settled(copy_id: int) -> None:
    """Readers of what cites it see it otherwise from now on. Last in its transaction, as everything that they see."""
    copy_settled.send(ArchivedCopy, copy=ArchivedCopy.objects.get(pk=copy_id))

"""Taking claims, reviews, verdicts and sources away as files. For editors, and for machines that read along.

What is small is answered with at once; else a job makes it, and the file is kept for some days. Either way the history
of the desk says who took what.
"""

from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from django.db import transaction
from django.db.models import F
from django.http import QueryDict

from claims import policy
from claims.actions import desk_events
from claims.enums import About, DeskAct
from claims.errors import IllegalAct, NotFound
from claims.models import Claim
from reviews import exported
from reviews import policy as desk_policy
from reviews.actions import export_files
from reviews.enums import ExportFormat, ExportKind, ExportState
from reviews.errors import (
    ExportNotReady,
    ExportOver,
    ExportWouldTell,
    TooManyExports,
    TooManyFilters,
    UnknownChoice,
)
from reviews.models import Export
from reviews.models.export import QUERY
from reviews.signals import export_wanted

MOST_AT_ONCE = 5  # that are being made for one person or machine


def ask(kind: str, form: str, query: str, *, actor: Any) -> Export:
    """Have a file made of what the board's `query` asks for, and kept.

    Raises UnknownChoice, NotAllowed, WrongFilters, TooManyFilters or TooManyExports.
    """
    export = _checked(kind, form, query, actor)
    with transaction.atomic():
        if Export.objects.filter(asked_by=actor, state=ExportState.WANTED).count() >= MOST_AT_ONCE:
            raise TooManyExports(most=MOST_AT_ONCE)
        export.save()
        _remember(export, DeskAct.EXPORT, f"exported {_in_words(export)}", actor)
        export_wanted.send(Export, export=export)
        return export


def take_at_once(kind: str, form: str, query: str, *, actor: Any) -> tuple[str, IO[bytes]] | None:
    """The file's name and the file, which is nowhere kept; None where it is too large. Raises what `ask` raises."""
    export = _checked(kind, form, query, actor)
    claims = exported.asked_of(export.query, actor)
    if not exported.is_small(exported.TABLES[ExportKind(kind)].rows(actor, claims)):
        return None
    made = export_files.made_at_once(export, claims)
    _remember(export, DeskAct.EXPORT, f"exported {_in_words(export)}", actor)
    return f"{export.kind}.{export.format}", made


def ask_again(export_id: int, *, actor: Any) -> Export:
    """Make once more what could not be made, or is no longer kept. Raises NotFound, NotAllowed, IllegalAct."""
    export = _seen(export_id, actor)
    desk_policy.require_export(actor, ExportKind(export.kind))
    with transaction.atomic():
        gone = Export.objects.filter(pk=export_id, state__in=[ExportState.FAILED, ExportState.EXPIRED])
        fresh: dict[str, Any] = {"state": ExportState.WANTED, "why": "", "rows_done": 0, "rows_expected": None}
        if not gone.update(tries=F("tries") + 1, **fresh):
            raise IllegalAct(act="make again", status=export.get_state_display())
        export.refresh_from_db()
        _remember(export, DeskAct.EXPORT, f"exported {_in_words(export)} once more", actor)
        export_wanted.send(Export, export=export)
    return export


def fetch(export_id: int, *, actor: Any) -> tuple[Export, IO[bytes]]:
    """The file, opened. Raises NotFound, NotAllowed, ExportNotReady, ExportOver or ExportWouldTell."""
    export = _seen(export_id, actor)
    desk_policy.require_export(actor, ExportKind(export.kind))
    if export.state == ExportState.EXPIRED or Export.objects.over().filter(pk=export_id).exists():
        raise ExportOver
    if export.state != ExportState.READY:
        raise ExportNotReady(state=export.why or export.get_state_display().lower())
    if (claim := _judged_by(actor, export)) is not None:
        raise ExportWouldTell(claim=claim)
    file = _opened(export)
    _remember(export, DeskAct.FETCH, f"fetched {export.asked_by}’s {_in_words(export)}", actor)
    return export, file


def _checked(kind: str, form: str, query: str, actor: Any) -> Export:
    """As it would be written."""
    for field, choices, value in (("kind", ExportKind, kind), ("format", ExportFormat, form)):
        if value not in choices.values:
            what = f"{field} of export"
            raise UnknownChoice(field=field, value=value, what=what, choices=", ".join(choices.values))
    desk_policy.require_export(actor, ExportKind(kind))
    asked = exported.filters_in(QueryDict(query)).urlencode()
    if len(asked) > QUERY:
        raise TooManyFilters
    exported.asked_of(asked, actor)
    return Export(kind=kind, format=form, query=asked, asked_by=actor)


def _seen(export_id: int, actor: Any) -> Export:
    export: Export | None = Export.objects.visible_to(actor).filter(pk=export_id).select_related("asked_by").first()
    if export is None:
        raise NotFound(thing="export")
    return export


def _judged_by(actor: Any, export: Export) -> int | None:
    """A claim that the file may tell somebody of, who must not know yet what others found on it.

    Its maker was told nothing of what they judged then; so only what came into their hands later counts.
    """
    if policy.machine_of(export.asked_by) is not None:
        return None
    blind = Claim.objects.filter(policy.blind(actor), created_at__lte=export.made_at)
    if actor == export.asked_by:
        blind = blind.filter(assignments__reviewer=actor, assignments__created_at__gte=export.begun_at)
    return blind.order_by("pk").values_list("pk", flat=True).first()


def _opened(export: Export) -> IO[bytes]:
    with suppress(FileNotFoundError):
        return Path(export_files.place_of(export)).open("rb")
    # A desk that was moved, or a folder that was emptied: it can be made again.
    Export.objects.filter(pk=export.pk, file=export.file).update(state=ExportState.EXPIRED, file="")
    raise ExportOver


def _remember(export: Export, act: DeskAct, did: str, actor: Any) -> None:
    desk_events.record(About.EXPORT, export.kind, act, did, actor=actor)


def _in_words(export: Export) -> str:
    return f"{export.kind} as {export.get_format_display()} ({export.told or 'all of them'})"

"""Readers tell the desk what is wrong; editors say what they did about it. No acts of the workflow: no claim moves."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from claims import clock, policy
from claims.actions.advance import needed
from claims.errors import NotAllowed, NotFound
from reviews.errors import AlreadyHandled, TooManyReports
from reviews.models import ErrorReport, Verdict
from reviews.signals import error_reported

PAUSE = timedelta(hours=1)
FROM_ONE_SENDER = 5  # within the pause
FROM_EVERYBODY = 200  # a flood through many addresses is one too; an honest reader then has to come back


def receive(verdict_id: int, *, what: str, email: str = "", sender: str) -> ErrorReport:
    """Keep what a reader found wrong in a published check, withdrawn ones included. Raises NotFound, TooManyReports."""
    with transaction.atomic():
        verdict = Verdict.objects.public().filter(pk=verdict_id).first()
        if verdict is None:
            raise NotFound(thing="published check")
        recent = ErrorReport.objects.filter(created_at__gt=clock.now() - PAUSE)
        too_many = recent.filter(sender=sender).count() >= FROM_ONE_SENDER
        if too_many or recent[:FROM_EVERYBODY].count() >= FROM_EVERYBODY:
            raise TooManyReports
        report = ErrorReport.objects.create(verdict=verdict, what=what, email=email, sender=sender)
        error_reported.send(ErrorReport, report=report)
        return report


def handle(report_id: int, *, actor: Any, note: str) -> ErrorReport:
    """Say what was done about it. Raises NotAllowed, NoteNeeded, NotFound, AlreadyHandled."""
    if not policy.is_editor(actor):
        raise NotAllowed(act="answer a reader's report", needs="an editor")
    note = needed(note)
    with transaction.atomic():
        report = ErrorReport.objects.select_for_update(of=("self",)).filter(pk=report_id).first()
        if report is None:
            raise NotFound(thing="report")
        if report.handled_at:
            raise AlreadyHandled(note=report.note)
        report.handled_by, report.handled_at, report.note = actor, clock.now(), note[:500]
        report.save(update_fields=["handled_by", "handled_at", "note"])
        return report

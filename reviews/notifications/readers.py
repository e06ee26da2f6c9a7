"""When a reader finds an error: editors are told, once for as long as nobody has looked at the check."""

from reviews.enums import Told
from reviews.models import ErrorReport
from reviews.notifications import people
from reviews.notifications.telling import Notice, quoted, tell


def tell_of_the_report(report: ErrorReport) -> None:
    """Ten readers who see the same slip are ten rows and one sentence."""
    if ErrorReport.objects.open().filter(verdict=report.verdict_id, pk__lt=report.pk).exists():
        return
    claim = report.verdict.claim
    said = f"A reader reports an error in the published check of {quoted(claim)}."
    tell(
        [
            Notice(
                kind=Told.REPORTED, people=people.editors(), key=f"error_report:{report.pk}", sentence=said, claim=claim
            )
        ]
    )

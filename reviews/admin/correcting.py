"""The published version as a form to change."""

from typing import Any

from claims.enums import Act
from claims.errors import DomainError
from reviews.actions.verdicts import Correction
from reviews.admin.forms import CorrectionForm, SourceFormSet, place, rows_of
from reviews.admin.showing import corrected
from reviews.models import Verdict, VerdictVersion
from reviews.versions import Change, published, what_changes

PREVIEW = "preview"  # the button that shows what a correction would change, and publishes nothing


class Correcting:
    """The words of the version that readers see, or what was typed over them."""

    def __init__(self, shown: VerdictVersion, given: Any = None) -> None:
        self.shown, self.is_bound = shown, bool(given)
        words = {name: getattr(shown, name) for name in ("wording", "summary", "reasoning")}
        self.form = CorrectionForm(given, initial=words | {"rating": shown.rating.slug}, published=shown.rating)
        rows = None if given else rows_of(shown.sources.all())
        self.sources: Any = SourceFormSet(given, initial=rows, prefix="sources")

    def is_valid(self) -> bool:
        return bool(self.form.is_valid() & self.sources.is_valid())

    def correction(self) -> Correction:
        return self.form.correction(self.sources.drafts())

    def changes(self) -> list[Change]:
        """What would read differently. Raises what is wrong with it."""
        return what_changes(published(self.shown), corrected(self.shown, self.correction()))

    def place(self, error: DomainError) -> None:
        """Show the refusal beside the field that it is about."""
        valid = self.sources.is_valid()
        self.form.is_valid()
        place(error, self.form, self.sources.given() if valid else [])


def correcting_of(verdict: Verdict | None, given: Any = None) -> Correcting | None:
    """Nothing where nothing is published. What was typed for another act is none of its business."""
    shown = verdict.shown if verdict else None
    if shown is None or shown.edition == "withdrawal":
        return None
    return Correcting(shown, given if is_asked(given) else None)


def is_asked(given: Any) -> bool:
    return bool(given) and (given.get("act") == Act.CORRECT or PREVIEW in given)

"""Taking in what other publishers found: once each, changed records as versions, malformed ones as far as they go.

No workflow, and nothing of ours changes by it: history does not record it.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import DataError, IntegrityError, transaction

from claims import policy
from claims.errors import NotAllowed
from reviews import elsewhere
from reviews.elsewhere import Fields, Found, Unreadable
from reviews.models import ImportedReview
from reviews.models.imported_review import columns_of


@dataclass
class Outcome:
    """What became of the records of one file."""

    new: int = 0
    changed: int = 0
    known: int = 0
    forms: Counter[str] = field(default_factory=Counter)  # records by malformed form
    not_understood: list[Unreadable] = field(default_factory=list)

    @property
    def understood(self) -> int:
        return self.new + self.changed + self.known


def take_in(content: bytes, *, origin: str, actor: Any) -> Outcome:
    """Keep every ClaimReview in the file. Each is a transaction of its own: one that fails takes no other with it.

    For editors and the command line. Raises NotAllowed.
    """
    if not (policy.is_editor(actor) or policy.is_console(actor)):
        raise NotAllowed(act="import fact-checks", needs="an editor")
    outcome, records = Outcome(), []
    for number, one in enumerate(elsewhere.found_in(content), start=1):
        if isinstance(one, Unreadable):
            outcome.not_understood.append(one)
        else:
            records.append(_Record(f"record {number}", one, *elsewhere.read(one.node, one.base), _digest(one.node)))
    shared = _shared_ids(records)
    together = defaultdict(set)  # what one file says of one record, which may be several things
    for record in records:
        together[_identity(record.fields, shared)].add(record.digest)
    for record in records:
        identity = _identity(record.fields, shared)
        _take_in_one(record, identity, together[identity], origin[-500:], actor, outcome)
    return outcome


class _Record(NamedTuple):
    where: str
    found: Found
    fields: Fields
    forms: frozenset[str]
    digest: str


def _take_in_one(one: _Record, identity: str, together: set[str], origin: str, actor: Any, outcome: Outcome) -> None:
    if one.fields.is_empty:
        outcome.not_understood.append(Unreadable(one.where, "it has neither a claim nor an address"))
        return
    forms = one.forms | one.found.forms
    row = {"raw": one.found.raw, "digest": one.digest, "forms": sorted(forms), "origin": origin, "imported_by": actor}
    try:
        became = _keep(identity, row | columns_of(one.fields), together)
    except DataError:
        outcome.not_understood.append(Unreadable(one.where, "the database cannot hold what it says"))
        return
    except IntegrityError:
        became = "known"  # somebody imports the same file at the same moment
    setattr(outcome, became, getattr(outcome, became) + 1)
    outcome.forms.update(forms)


@transaction.atomic
def _keep(identity: str, row: dict[str, Any], together: set[str]) -> str:
    """What it is: new, changed or known. Where a file says two things of one record, neither is news the next time."""
    versions = ImportedReview.objects.filter(identity=identity)
    before = versions.select_for_update().filter(current=True).first()
    if before is None:
        ImportedReview.objects.create(identity=identity, **row)
        return "new"
    if before.digest == row["digest"]:
        return "known"
    if before.digest in together and versions.filter(digest=row["digest"]).exists():
        return "known"
    ImportedReview.objects.filter(pk=before.pk).update(current=False)
    ImportedReview.objects.create(identity=identity, version=before.version + 1, **row)
    return "changed"


def _shared_ids(records: Iterable[_Record]) -> set[str]:
    """Ids under which one file has several records that differ in their claims: they name a page, not a review."""
    claims: dict[str, str] = {}
    named = [one.fields for one in records if one.fields.record_id]
    return {one.record_id for one in named if claims.setdefault(one.record_id, one.claim) != one.claim}


def _identity(fields: Fields, shared: set[str]) -> str:
    """An address alone names no review: pages have up to dozens of them. Without an id it is what was checked there."""
    named = fields.record_id and fields.record_id not in shared
    parts = [fields.record_id] if named else [fields.url, fields.publisher, fields.claim.casefold(), fields.claimant]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _digest(node: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(node, sort_keys=True).encode()).hexdigest()

"""Saying a claim so that readers without the context understand it. The quotation is never touched."""

from typing import Any

from django.db import transaction

from claims import intake
from claims.actions.advance import advance, lock_claim
from claims.enums import Act
from claims.errors import NothingChanges
from claims.models import Claim

MOST = 1_000


def clarify(claim_id: int, *, actor: Any, wording: str, seen: int | None = None) -> Claim:
    """Let readers be shown this wording as what was checked; an empty one takes it away. Raises NothingChanges.

    Until the proposal is signed off: after that, what readers see changes with a correction.
    """
    tidy = checked_wording(wording)
    with transaction.atomic():
        claim = lock_claim(claim_id, seen=seen, actor=actor)

        def write() -> str:
            if tidy == claim.wording:
                raise NothingChanges(what=f"its wording is “{tidy}”" if tidy else "it has its own words alone")
            claim.wording = tidy
            claim.save(update_fields=["wording"])
            return claim.status

        advance(claim, Act.CLARIFY, actor=actor, note=tidy, write=write)
        return claim


def checked_wording(wording: str) -> str:
    """As it is kept. Raises NotText or TooLong."""
    return intake.prose(wording, "wording", MOST)

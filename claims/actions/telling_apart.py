"""Saying of two claims that read alike that they are not the same. No workflow: history does not record it."""

from typing import Any

from django.db import transaction

from claims import policy
from claims.errors import NotAllowed, NotFound, SameClaim
from claims.models import Claim, ToldApart


def tell_apart(claim_id: int, other_id: int, *, actor: Any) -> ToldApart:
    """From now on neither is offered beside the other, to nobody. Safe to do twice: who said it first has said it.

    Raises SameClaim, NotAllowed or NotFound.
    """
    one, other = _pair(claim_id, other_id, actor)
    return ToldApart.objects.get_or_create(one_id=one, other_id=other, defaults={"person": actor})[0]


def take_back(claim_id: int, other_id: int, *, actor: Any) -> None:
    """Let them be offered again, whoever told them apart. Safe to do twice. Raises as `tell_apart`."""
    one, other = _pair(claim_id, other_id, actor)
    with transaction.atomic():
        ToldApart.objects.filter(one=one, other=other).delete()


def _pair(claim_id: int, other_id: int, actor: Any) -> tuple[int, int]:
    if claim_id == other_id:
        raise SameClaim
    if Claim.objects.visible_to(actor).filter(pk__in=[claim_id, other_id]).count() != 2:
        raise NotFound(thing="claim")
    if not policy.has_a_role(actor):
        raise NotAllowed(act="tell claims apart", needs="a reviewer or an editor")
    return min(claim_id, other_id), max(claim_id, other_id)

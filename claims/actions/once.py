"""Doing what a caller asks for once, however often they send it: the answer is kept under the key that they chose.

The answer is committed together with the effect or not at all, so a crash at any line leaves either both or none. What
was refused is not kept: it changed nothing, and may be allowed a moment later.
"""

import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import Error, transaction
from django.db.models.functions import Now

from claims.errors.calls import KeyOfAnotherRequest, StillBeingDone
from claims.models import KeptAnswer

LEASE = timedelta(minutes=2)  # longer than the web server lets a request take
KEPT = timedelta(hours=25)  # callers are promised 24


class Asked(NamedTuple):
    """Whose key it is, and what was asked under it: `what` is the hash of the whole request."""

    caller: Any
    key: str
    what: str


class Answer(NamedTuple):
    """What is told again word for word."""

    status: int
    body: str
    headers: dict[str, str]
    again: bool = False  # it was done before


def once(asked: Asked, do: Callable[[], Answer | None]) -> Answer | None:
    """What `do` answers, or what it answered when it was first asked. None from `do`: it was refused, keep nothing.

    Raises StillBeingDone while somebody else does it, KeyOfAnotherRequest when the key stands for another request; and
    whatever `do` raises, with all that it did undone.
    """
    row = _begin(asked)
    if row.status is not None:
        return Answer(row.status, row.body, row.headers, again=True)
    try:
        with transaction.atomic():
            answer = do()
            _finish(row, answer)
            return answer
    except BaseException:
        with suppress(Error):  # whoever comes next need not wait for our lease to run out
            _ours(row).delete()
        raise


def forget_old() -> int:
    """Remove what is kept long enough. Returns how many."""
    old = KeptAnswer.objects.filter(begun_at__lt=Now() - KEPT)
    return old.delete()[0] if old.exists() else 0


def _begin(asked: Asked) -> KeptAnswer:
    """Our row to do, or one that is done. In a transaction of its own, so that rivals see it at once."""
    fresh: dict[str, Any] = {"asked": asked.what, "token": uuid.uuid4(), "lease_until": Now() + LEASE}
    row, ours = KeptAnswer.objects.get_or_create(caller=asked.caller, key=asked.key, defaults=fresh)
    if ours:
        return row
    if row.asked != asked.what:
        raise KeyOfAnotherRequest
    if row.status is None:
        # Whoever died over it committed nothing; should they wake up, their token is gone.
        over = KeptAnswer.objects.filter(pk=row.pk, status=None, lease_until__lt=Now())
        if not over.update(token=fresh["token"], lease_until=fresh["lease_until"]):
            raise StillBeingDone
        row.token = fresh["token"]
    return row


def _finish(row: KeptAnswer, answer: Answer | None) -> None:
    if answer is None:
        _ours(row).delete()
    elif not _ours(row).update(status=answer.status, body=answer.body, headers=answer.headers):
        raise StillBeingDone  # we slept past our lease and somebody else does it now: undo ours


def _ours(row: KeptAnswer) -> Any:
    return KeptAnswer.objects.filter(pk=row.pk, token=row.token, status=None)

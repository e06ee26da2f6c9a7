"""One act on many claims, each by itself: its own lock, transaction, event, and its own yes or no with the reason."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

from claims.actions import triage
from claims.enums import Act
from claims.errors import DomainError
from reviews.actions import assignments, wanted
from reviews.errors import NothingChosen, TooManyAtOnce, UnknownChoice

MOST = 200  # claims at once: what a web request can do while somebody waits
# The action of each act, and its own word for what it is told besides the claim.
ACTS: dict[Act, tuple[Callable[..., Any], str]] = {
    Act.ASSIGN: (assignments.assign, "reviewer_id"),
    Act.PRIORITISE: (triage.prioritise, "priority"),
    Act.WANT: (wanted.want, "reviews"),
    Act.QUEUE: (triage.queue, ""),
    Act.DISMISS: (triage.dismiss, "note"),
}


class Chosen(NamedTuple):
    """A claim, and the version of it that was seen."""

    claim_id: int
    version: int


class Outcome(NamedTuple):
    """What became of one claim. Without `refused`, it was done."""

    claim_id: int
    refused: str = ""
    code: str = ""


def act_on(chosen: Sequence[Chosen], act: Act, what: Any = None, *, actor: Any) -> list[Outcome]:
    """Do it to each, one after the other; what is refused for one stops none of the others.

    Raises NothingChosen, TooManyAtOnce or UnknownChoice before anything is done.
    """
    if act not in ACTS:
        raise UnknownChoice(field="act", value=act, what="act on many", choices=", ".join(ACTS))
    once = list({one.claim_id: one for one in chosen}.values())
    if not once:
        raise NothingChosen
    if len(once) > MOST:
        raise TooManyAtOnce(number=len(once), most=MOST)
    action, name = ACTS[act]
    do = partial(action, actor=actor, **({name: what} if name else {}))
    return [_outcome(do, one) for one in once]


def _outcome(do: Callable[..., Any], one: Chosen) -> Outcome:
    try:
        do(one.claim_id, seen=one.version)
    except DomainError as error:
        return Outcome(one.claim_id, error.message, error.code)
    return Outcome(one.claim_id)

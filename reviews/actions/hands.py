"""Taking everything out of the hands of somebody who leaves, or who no longer reviews: it goes back to the queue."""

from datetime import timedelta
from typing import Any, NamedTuple

from claims import clock, policy
from claims.errors import DomainError
from reviews.actions import letting_go
from reviews.models import Assignment, Rules

WHY = "Who held it is not available any more."  # no name: reviews are blind, and history is read by reviewers too

NOW, SOON, DONE_MEANWHILE = "now", "soon", ""


class Emptied(NamedTuple):
    """What became of it: how many claims went back at once, and how many go back with the next round of the clock."""

    now: int = 0
    soon: int = 0

    def __str__(self) -> str:
        """In sentences; nothing where nothing was held."""
        said = [(self.now, "went back to the queue"), (self.soon, "will go back to the queue within seconds")]
        return " ".join(f"{number} claim{'s' * (number != 1)} {how}." for number, how in said if number)


def empty(person: Any, *, actor: Any) -> Emptied:
    """Release what this person may no longer work on, each claim by itself, as the actor, who is an editor.

    Runs after what took their role away is committed: each release locks a claim first and people after it, like every
    act. What the actor must not see, because they judge that claim themselves, is left to the clock: its lease ends
    now. Whatever stops us in the middle, leases end by themselves.
    """
    held = [one for one in Assignment.objects.held_by(person).order_by("pk") if not _may_go_on(person, one)]
    became = [_let_go(one, actor) for one in held]
    return Emptied(now=became.count(NOW), soon=became.count(SOON))


def _may_go_on(person: Any, held: Assignment) -> bool:
    return policy.has_a_role(person) if held.adjudicates else policy.is_reviewer(person)


def _let_go(held: Assignment, actor: Any) -> str:
    try:
        letting_go.release(held.pk, actor=actor, note=WHY)
    except DomainError:
        over = clock.now() - Rules.current().grace - timedelta(seconds=1)
        ended = Assignment.objects.open().filter(pk=held.pk).update(leased_until=over)
        return SOON if ended else DONE_MEANWHILE
    return NOW

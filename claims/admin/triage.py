"""What an editor does to the claims of an article on its page: one at a time, or several with an answer for each."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.http import QueryDict

from claims import policy, workflow
from claims.actions import triage
from claims.admin.frame import number_in
from claims.enums import PAST, Act, Priority
from claims.errors import DomainError, IllegalAct, NotFound
from claims.models import Article, Claim, Event

ACTS = (Act.QUEUE, Act.DISMISS, Act.RESTORE, Act.PRIORITISE)
REASONS = 6  # that an editor gave lately, to be chosen again


class Seen(NamedTuple):
    """A claim as it was on the page that somebody decided on."""

    claim: int
    version: int


class Outcome(NamedTuple):
    """What became of several: how many it was done to, and why not to the others."""

    done: int
    refused: list[tuple[Claim, str]]


def acts_on(claim: Claim, actor: Any) -> list[Act]:
    """Those of triage that the actor may do now. The others need to know who is at work on it."""
    return [act for act in ACTS if claim.status in workflow.ARROWS[act] and policy.may(act, actor, claim)]


def do(article: Article, given: QueryDict, actor: Any) -> tuple[Claim, str]:
    """The act that a row's form asks for. Returns the claim, and what was done as a sentence about it."""
    claim = Claim.objects.filter(article=article, pk=number_in(given.get("claim", ""))).first()
    if claim is None:
        raise NotFound(thing="claim in this article")
    seen = number_in(given.get("version", ""))
    name = Act.PRIORITISE if "priority" in given else given.get("act", "")
    if name == Act.PRIORITISE:
        level = number_in(given.get("priority", ""))
        triage.prioritise(claim.pk, actor=actor, priority=level, seen=seen)
        return claim, f"Priority {Priority(level).label.lower()}"
    if name == Act.DISMISS:
        triage.dismiss(claim.pk, actor=actor, note=given.get("note", ""), seen=seen)
    elif name == Act.QUEUE:
        triage.queue(claim.pk, actor=actor, seen=seen)
    elif name == Act.RESTORE:
        triage.restore(claim.pk, actor=actor, seen=seen)
    else:
        raise IllegalAct(act=name[:40] or "nothing", status=claim.status)
    return claim, f"You {PAST[Act(name)]}"


def reasons_of(editor: Any) -> list[str]:
    """Why this editor dismissed claims lately, the last reason first."""
    notes = Event.objects.filter(actor=editor, act=Act.DISMISS).order_by("-id").values_list("note", flat=True)
    return list(dict.fromkeys(note for note in notes[:60] if len(note) <= 120))[:REASONS]


def rows_in(given: QueryDict) -> list[Seen]:
    """What the page listed, as “claim.version”."""
    pairs = (row.partition(".") for row in given.getlist("row"))
    return [Seen(number_in(claim), number_in(version)) for claim, _, version in pairs]


def each(article: Article, rows: Iterable[Seen], act: Callable[[Seen], Any]) -> Outcome:
    """Do it to each in a transaction of its own: what is refused for one is done to the others all the same."""
    there = Claim.objects.filter(article=article).in_bulk([row.claim for row in rows])
    done, refused = 0, []
    for row in rows:
        if row.claim in there:
            try:
                act(row)
                done += 1
            except DomainError as error:
                refused.append((there[row.claim], error.message))
    return Outcome(done, refused)


def queue_each(actor: Any) -> Callable[[Seen], Any]:
    return lambda row: triage.queue(row.claim, actor=actor, seen=row.version)


def dismiss_each(actor: Any, note: str) -> Callable[[Seen], Any]:
    return lambda row: triage.dismiss(row.claim, actor=actor, note=note, seen=row.version)

"""The ways to let go of a claim from its workspace: each one form, each its own action."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest

from claims import policy
from claims.enums import Act
from reviews.actions import letting_go
from reviews.errors import UnknownChoice
from reviews.models import Assignment


class Way(NamedTuple):
    """One way: its key on the page, what it asks for, and what is said when it is done."""

    act: Act
    key: str
    asks: str
    done: str
    do: Callable[..., Any]


def _colleague(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 10 else 0


WAYS = [
    Way(Act.RELEASE, "b", "Why? The next reviewer reads it.", "Given back to the queue.", letting_go.release),
    Way(Act.POSTPONE, "o", "What is it waiting for?", "Put off.", letting_go.postpone),
    Way(Act.HAND_OVER, "h", "What should they know?", "Handed over.", letting_go.hand_over),
    Way(Act.ESCALATE, "x", "What is the trouble?", "An editor will look at it.", letting_go.escalate),
    Way(Act.RECUSE, "z", "What is the conflict? You need not say.", "You stepped aside.", letting_go.recuse),
]


def theirs(request: HttpRequest, assignment_id: int) -> Assignment:
    """An assignment that the person may act on: their own, for editors anybody's."""
    seen = Assignment.objects.visible_to(request.user).select_related("claim__article")
    found: Assignment | None = seen.filter(pk=assignment_id).first()
    if found is None:
        raise Http404("There is no such assignment, or you may not see it.")
    return found


FOR_OTHERS = (Act.RELEASE, Act.POSTPONE, Act.HAND_OVER)


def mine(request: HttpRequest, assignment_id: int) -> Assignment:
    """The person's own assignment, open or not."""
    own = Assignment.objects.filter(reviewer_id=request.user.pk, pk=assignment_id).select_related("claim__article")
    if (found := own.first()) is None:
        raise Http404("There is no such assignment of yours.")
    return found


def ways_for_others(actor: Any, acts: Iterable[Act]) -> list[Way]:
    """What of these acts an editor may do to what somebody else holds."""
    return [way for way in WAYS if way.act in acts and way.act in FOR_OTHERS] if policy.is_editor(actor) else []


def ways_open_to(actor: Any, claim: Any) -> list[Way]:
    """What this person may do instead of recording a finding."""
    prefetch_related_objects([claim], "assignments", "reviews")  # each permit looks at both
    acts = policy.acts_open_to(actor, claim)
    return [way for way in WAYS if way.act in acts]


def let_go(assignment: Assignment, given: Any, actor: Any) -> str:
    """Let go of the claim in the way that was chosen; returns what is said of it. Raises what the action refuses."""
    words: dict[str, Any] = {"note": given.get("note", "")}
    way = next((way for way in WAYS if way.act == given.get("act")), None)
    if way is None:
        choices = ", ".join(way.act for way in WAYS)
        raise UnknownChoice(field="act", value=given.get("act", ""), what="way to let go", choices=choices)
    if way.act is Act.POSTPONE:
        words["until"] = given.get("until", "")
    if way.act is Act.HAND_OVER:
        words["reviewer_id"] = _colleague(given.get("reviewer", ""))
    way.do(assignment.pk, actor=actor, **words)
    return way.done

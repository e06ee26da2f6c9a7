"""Who may do what, as one table: act -> the ways to be allowed, each a list of tiny predicates. Writes nothing.

The same table refuses in the action, decides which buttons the admin draws, and tells API clients what they may do
next. The desk adds its own rows on start (`extend`), since claims know nothing of reviews.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Q, QuerySet

from claims import workflow
from claims.enums import DECIDED, TELLING, Act, Scope, Status
from claims.errors import NotAllowed

REVIEWER, EDITOR = ROLES = "Reviewer", "Editor"  # the groups
CLOCK, CONSOLE = "clock", "console"  # the actors that are not people: users who can never log in

Actor = AbstractBaseUser | AnonymousUser
Predicate = Callable[[Any, Any], bool]
Ways = tuple[tuple[Predicate, ...], ...]


def roles_of(actor: Any) -> frozenset[str]:
    """The names of the actor's groups; read once per user object. A superuser is an editor, never a reviewer."""
    if not actor.is_authenticated or not actor.is_active:
        return frozenset()
    if not hasattr(actor, "_desk_roles"):
        names = set(actor.groups.values_list("name", flat=True))
        actor._desk_roles = frozenset(names | ({EDITOR} if actor.is_superuser else set()))
    roles: frozenset[str] = actor._desk_roles
    return roles


def is_reviewer(actor: Any, subject: Any = None) -> bool:
    """a reviewer"""
    return REVIEWER in roles_of(actor)


def is_editor(actor: Any, subject: Any = None) -> bool:
    """an editor"""
    return EDITOR in roles_of(actor)


def is_clock(actor: Any, subject: Any = None) -> bool:
    """the clock"""
    return _is_machine(actor, CLOCK)


def is_console(actor: Any, subject: Any = None) -> bool:
    """the command line"""
    return _is_machine(actor, CONSOLE)


def _is_machine(actor: Any, name: str) -> bool:
    # A person cannot become the clock by taking its name: names are unique and its row cannot log in.
    return actor.is_authenticated and actor.username == name and not actor.is_active


def is_submitter(actor: Any, subject: Any = None) -> bool:
    """a machine that may bring in articles"""
    return Scope.SUBMIT in scopes_of(actor)


def is_marker(actor: Any, subject: Any = None) -> bool:
    """a machine that may mark claims"""
    return Scope.MARK in scopes_of(actor)


def is_reading_along(actor: Any, subject: Any = None) -> bool:
    """a machine that may read the desk"""
    return bool(scopes_of(actor) & {Scope.READ, Scope.MARK})


def machine_of(actor: Any) -> Any:
    """The machine that acts as this user; None for people, and for the clock and the command line."""
    if actor.is_active or not actor.is_authenticated:
        return None
    return getattr(actor, "machine", None)


def scopes_of(actor: Any) -> frozenset[str]:
    """What a machine may be let do; nothing for everybody else, and nothing once it was ended."""
    machine = machine_of(actor)
    return frozenset() if machine is None or machine.ended_at else frozenset(machine.scopes)


def has_a_role(actor: Any) -> bool:
    """Whether the actor belongs to the newsroom at all."""
    return is_reviewer(actor) or is_editor(actor)


def reads_the_desk(actor: Any) -> bool:
    """The newsroom, and the machines that it lets read along: they are told what a reviewer is told."""
    return has_a_role(actor) or is_reading_along(actor)


PERMITS: dict[Act, Ways] = {
    Act.RECEIVE: ((is_reviewer,), (is_editor,), (is_console,), (is_submitter,)),
    Act.REVISE: ((is_reviewer,), (is_editor,), (is_console,), (is_submitter,)),
    Act.START_SPLIT: ((is_clock,),),
    Act.FINISH_SPLIT: ((is_clock,),),
    Act.FAIL_SPLIT: ((is_clock,),),
    Act.RETRY: ((is_editor,),),
    Act.FIND: ((is_clock,),),
    Act.MARK: ((is_reviewer,), (is_editor,), (is_marker,)),
    Act.QUEUE: ((is_editor,), (is_clock,)),
    Act.DISMISS: ((is_editor,),),
    Act.RESTORE: ((is_editor,),),
    Act.PRIORITISE: ((is_editor,),),
}


def extend(permits: Mapping[Act, Ways]) -> None:
    """Add the rows of another app. Safe to call twice; refuses to change a row that stands."""
    for act, ways in permits.items():
        if PERMITS.setdefault(act, ways) is not ways:
            raise ValueError(f"two permits for {act}")


# Which claims somebody has a part in judging: the desk, which knows of reviews, adds its own on start.
JUDGED: list[Callable[[Any], QuerySet[Any]]] = []


def blind(actor: Any, claim: str = "") -> Q:
    """The claims on which this actor may not know yet what others found; `claim` is the way there, ending in `__`.

    Reviewers are blind on every claim that is not decided, editors on those among them that they have a part in.
    """
    undecided = ~Q(**{f"{claim}status__in": DECIDED})
    if not is_editor(actor):
        return undecided
    mine = [Q(**{f"{claim}id__in": judged(actor)}) for judged in JUDGED]
    return undecided & Q(*mine, _connector=Q.OR) if mine else Q(pk__in=[])


def status_shown_to(actor: Any, claim: Any, status: str = "") -> Status:
    """Where the claim stands (or stood: `status`) as far as the actor may know.

    Whether several reviewers agree is for editors: whoever learned that they do not could take a finding back, and
    think again like the others.
    """
    found = Status(status or claim.status)
    hidden = found in TELLING and (claim.reviews_wanted or 1) > 1 and not is_editor(actor)
    return Status.IN_REVIEW if hidden and claim.status not in DECIDED else found


def standing(actor: Any, status: str) -> Q:
    """The claims that the actor is shown at this status."""
    hidden = Q(status__in=TELLING, reviews_wanted__gt=1)
    if is_editor(actor):
        return Q(status=status)
    return Q(status=status) & ~hidden | hidden if status == Status.IN_REVIEW else Q(status=status) & ~hidden


def may(act: Act, actor: Any, subject: Any = None) -> bool:
    """Whether the actor may do this to the subject, whatever its status."""
    return any(all(holds(actor, subject) for holds in way) for way in PERMITS[act])


def require(act: Act, actor: Any, subject: Any = None) -> None:
    """Raise NotAllowed unless the actor may."""
    if not may(act, actor, subject):
        raise NotAllowed(act=act.label.lower(), needs=in_words(PERMITS[act]))


def acts_open_to(actor: Any, claim: Any) -> list[Act]:
    """What this actor can do to this claim now: the arrow exists and the permit is given."""
    return [act for act in workflow.acts_from(claim.status) if may(act, actor, claim)]


def in_words(ways: Ways) -> str:
    """Who is let in by these, for the sentence that somebody else is refused with."""
    return " or ".join(" who is ".join(str(holds.__doc__) for holds in way) for way in ways)

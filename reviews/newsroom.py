"""Who is at the desk, in which role, and how much they hold. Reads only."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims import policy
from reviews.enums import Role
from reviews.models import Assignment, Conflict, Profile

EDITS = Q(groups__name=policy.EDITOR) | Q(is_superuser=True)
GROUPS: dict[str, frozenset[str]] = {
    Role.REVIEWER: frozenset({policy.REVIEWER}),
    Role.EDITOR: frozenset({policy.EDITOR}),
    Role.BOTH: frozenset({policy.REVIEWER, policy.EDITOR}),
    Role.NONE: frozenset(),
}
CLOCKWORK = (policy.CLOCK, policy.CONSOLE)


def members() -> QuerySet[Any]:
    """Active people with a role: nobody else is handed or told anything."""
    return get_user_model().objects.filter(EDITS | Q(groups__name=policy.REVIEWER), is_active=True).distinct()


def editors_who_can_come_in() -> QuerySet[Any]:
    """Active editors who have a password: who was invited and never came cannot run a desk."""
    return members().filter(EDITS).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def people() -> QuerySet[Any]:
    """Everybody with an account, also who has left or has no role; never the actors that are not people."""
    return get_user_model().objects.filter(machine=None).exclude(username__in=CLOCKWORK)


def role_of(person: Any) -> Role:
    """As their groups say, read through the person so that lists can prefetch them. Superusers are editors besides."""
    names = {group.name for group in person.groups.all()} & GROUPS[Role.BOTH]
    return next(Role(role) for role, groups in GROUPS.items() if groups == names)


def in_a_table() -> Any:
    """Everybody with what they hold and may hold, leases that ran out, and conflicts that hold today; a fixed number
    of queries, whoever there is."""
    entangled = Conflict.objects.holding().filter(person=OuterRef("pk")).order_by().values("person")
    conflicts = Coalesce(Subquery(entangled.annotate(number=Count("pk")).values("number")), 0)
    found = with_load(people()).annotate(late=number_of(Assignment.objects.overdue()), conflicting=conflicts)
    return found.select_related("profile").prefetch_related("groups", "profile__topics").order_by("username")


def with_load(people: QuerySet[Any]) -> Any:
    """These people with `held` and `capacity`. Who has no profile has the defaults."""
    return people.annotate(
        held=number_of(Assignment.objects.open()), capacity=Coalesce("profile__capacity", Profile.CAPACITY)
    )


def number_of(assignments: QuerySet[Assignment]) -> Coalesce:
    """How many of these each has. Looks at what is open alone, however much they did before."""
    theirs = assignments.filter(reviewer=OuterRef("pk")).order_by().values("reviewer")
    return Coalesce(Subquery(theirs.annotate(number=Count("pk")).values("number")), 0)

"""A desk in the middle of its work, as it came about by its own acts: there random people soon meet what is rare."""

from typing import Any

from django.contrib.auth import get_user_model

from claims.actions import triage
from claims.models import Claim
from reviews.actions import adjudication, assignments, letting_go, verdicts
from reviews.models import Assignment, Rules
from tests.factories import record


def busy_desk() -> None:
    """Of its claims, each wanting two reviews, one is disputed, one half approved, and one escalated."""
    Rules.objects.update(approvals_wanted=2)
    disputed, reviewed, escalated = Claim.objects.order_by("id")[:3]
    for claim in (disputed, reviewed, escalated):
        triage.queue(claim.pk, actor=_named("edgar"))
    record(_handed(disputed, "xaver"), rating="true")
    record(_handed(disputed, "yusuf"), rating="false")
    adjudication.appoint(disputed.pk, person_id=_named("wanda").pk, actor=_named("edgar"))
    record(_handed(reviewed, "xaver"))
    record(_handed(reviewed, "yusuf"))
    verdicts.approve(reviewed.pk, actor=_named("zelda"))
    record(_handed(escalated, "xaver"))
    letting_go.escalate(_handed(escalated, "yusuf").pk, actor=_named("yusuf"), note="A lawyer?")


def _handed(claim: Claim, name: str) -> Assignment:
    return assignments.assign(claim.pk, reviewer_id=_named(name).pk, actor=_named("edgar"))


def _named(name: str) -> Any:
    return get_user_model().objects.get(username=name)

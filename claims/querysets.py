"""Chainable English over articles, claims and jobs."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from claims import clock, policy
from claims.enums import TELLING, Act, DeskAct, JobState, Status


class ArticleQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ArticleQuerySet":
        """The newsroom sees every article, a machine that only brings some in its own, nobody else sees any."""
        if policy.reads_the_desk(actor):
            return self
        if not policy.is_submitter(actor):
            return self.none()
        return self.filter(Q(brought_by=actor.pk) | Q(revisions__brought_by=actor.pk)).distinct()


class ClaimQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ClaimQuerySet":
        """The newsroom sees every claim, nobody else sees any: readers are served verdicts."""
        return self if policy.reads_the_desk(actor) else self.none()

    def waiting(self) -> "ClaimQuerySet":
        """With a place free and its day come, the one to check next first."""
        now_or_never_put_off = Q(not_before=None) | Q(not_before__lte=clock.now())
        return self.filter(now_or_never_put_off, status=Status.QUEUED).order_by("rank_at", "id")


# Who is at work on a claim, what came of it, and what was said to editors alone: what a reviewer must not learn of
# others until it is decided.
BLIND = (
    *(Act.TAKE, Act.ASSIGN, Act.HAND_OVER, Act.ESCALATE, Act.RECUSE, Act.REVIEW, Act.RETRACT, Act.SEND_BACK),
    *(Act.APPOINT, Act.ADJUDICATE, Act.APPROVE, Act.COUNT, Act.WANT),
)
# Whatever was done there, to a claim that several review, tells whether they agree.
TELLS = Q(claim__reviews_wanted__gt=1) & (Q(before__in=TELLING) | Q(after__in=TELLING))
# Who changes the words of a claim that is handed out is who holds it.
OF_ITS_HOLDER = Q(act__in=(Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY)) & ~Q(before=Status.NEW)


class WantedPageQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "WantedPageQuerySet":
        """Editors see every page that was asked for, others their own."""
        if policy.is_editor(actor):
            return self
        known = policy.has_a_role(actor) or policy.is_submitter(actor)
        return self.filter(asked_by=actor.pk) if known else self.none()


class TopicQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "TopicQuerySet":
        return self if policy.reads_the_desk(actor) or policy.is_submitter(actor) else self.none()


class EventQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "EventQuerySet":
        """All that happened, without what tells of others' findings where the actor is blind to them."""
        if not policy.reads_the_desk(actor):
            return self.none()
        telling = Q(act__in=BLIND) | TELLS | OF_ITS_HOLDER
        return self.exclude(policy.blind(actor, "claim__") & telling & ~Q(actor=actor))


class DeskEventQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "DeskEventQuerySet":
        """Editors alone: they set the desk up, and answer for it."""
        return self if policy.is_editor(actor) else self.none()

    def of(self, about: str, name: str) -> "DeskEventQuerySet":
        """Of this one person, topic, ..."""
        return self.filter(about=about, name=name)

    def versions(self) -> "DeskEventQuerySet":
        """Those after which a form that was drawn before is out of date: no form shows links and keys."""
        return self.exclude(act__in=[DeskAct.LINK, DeskAct.KEY, DeskAct.REVOKE])


class JobQuerySet(QuerySet[Any]):
    def due(self) -> "JobQuerySet":
        """To be done now: ready and its time has come, or running under a lease that has run out. Database clock."""
        return self.filter(
            Q(state=JobState.READY, run_at__lte=Now()) | Q(state=JobState.RUNNING, lease_until__lt=Now())
        ).order_by("run_at", "id")

    def not_dispatched_for(self, pause: timedelta) -> "JobQuerySet":
        """Whoever was told of it has had time enough to begin."""
        return self.filter(Q(dispatched_at=None) | Q(dispatched_at__lt=Now() - pause))


class MachineKeyQuerySet(QuerySet[Any]):
    def live(self) -> "MachineKeyQuerySet":
        """Neither revoked nor over; whether their machine was ended, the policy asks."""
        return self.filter(Q(expires_at=None) | Q(expires_at__gt=clock.now()), revoked_at=None)

"""Chainable English over articles, claims and jobs."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from claims import policy
from claims.enums import JobState, Status


class ArticleQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ArticleQuerySet":
        """The newsroom sees every article, nobody else sees any."""
        return self if policy.has_a_role(actor) else self.none()


class ClaimQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ClaimQuerySet":
        """The newsroom sees every claim, nobody else sees any: readers are served verdicts."""
        return self if policy.has_a_role(actor) else self.none()

    def waiting(self) -> "ClaimQuerySet":
        """Queued, the one to check next first: most check-worthy, then oldest."""
        return self.filter(status=Status.QUEUED).order_by("-check_worthiness", "created_at", "id")


class TopicQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "TopicQuerySet":
        return self if policy.has_a_role(actor) else self.none()


class EventQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "EventQuerySet":
        return self if policy.has_a_role(actor) else self.none()


class JobQuerySet(QuerySet[Any]):
    def due(self) -> "JobQuerySet":
        """To be done now: ready and its time has come, or running under a lease that has run out. Database clock."""
        return self.filter(
            Q(state=JobState.READY, run_at__lte=Now()) | Q(state=JobState.RUNNING, lease_until__lt=Now())
        ).order_by("run_at", "id")

    def not_dispatched_for(self, pause: timedelta) -> "JobQuerySet":
        """Whoever was told of it has had time enough to begin."""
        return self.filter(Q(dispatched_at=None) | Q(dispatched_at__lt=Now() - pause))

"""Chainable English over assignments, reviews and verdicts."""

from typing import Any

from django.db.models import QuerySet

from claims import clock, policy
from claims.enums import Status


class AssignmentQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "AssignmentQuerySet":
        """Editors see every assignment, reviewers their own."""
        if policy.is_editor(actor):
            return self
        return self.filter(reviewer=actor) if policy.is_reviewer(actor) else self.none()

    def open(self) -> "AssignmentQuerySet":
        return self.filter(closed_at=None)

    def held_by(self, user: Any) -> "AssignmentQuerySet":
        return self.open().filter(reviewer=user)

    def overdue(self) -> "AssignmentQuerySet":
        """Open, and the lease has run out."""
        return self.open().filter(leased_until__lt=clock.now())


class ReviewQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ReviewQuerySet":
        """Editors see every review; a reviewer sees their own, and others' once the claim is decided."""
        if policy.is_editor(actor):
            return self
        if policy.is_reviewer(actor):
            decided = self.filter(claim__status__in=[Status.PUBLISHED, Status.WITHDRAWN])
            return self.filter(reviewer=actor) | decided
        return self.none()


class VerdictQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "VerdictQuerySet":
        """Everybody sees what was published, withdrawals included; editors also what is being prepared."""
        return self if policy.is_editor(actor) else self.public()

    def public(self) -> "VerdictQuerySet":
        return self.filter(claim__status__in=[Status.PUBLISHED, Status.WITHDRAWN])


class NotificationQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "NotificationQuerySet":
        """Everybody sees what they were told themselves, as long as they belong to the newsroom."""
        return self.filter(person=actor.pk) if policy.has_a_role(actor) else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

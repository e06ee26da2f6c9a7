"""Chainable English over assignments, reviews and verdicts."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from claims import clock, policy
from claims.enums import DECIDED
from reviews.enums import STANDING, Closed, ExportState


def _blind_on(rows: QuerySet[Any], editor: Any) -> QuerySet[Any]:
    """The claims on which an editor is blind: so few that they are found once, rather than looked for at every row."""
    claims: Any = rows.model._meta.get_field("claim").related_model
    found: QuerySet[Any] = claims.objects.filter(policy.blind(editor)).values("pk")
    return found


class AssignmentQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "AssignmentQuerySet":
        """Editors see every assignment, of claims that they judge themselves only their own; reviewers their own."""
        if policy.is_editor(actor):
            return self.exclude(~Q(reviewer=actor), claim__in=_blind_on(self, actor))
        return self.filter(reviewer=actor) if policy.is_reviewer(actor) else self.none()

    def open(self) -> "AssignmentQuerySet":
        return self.filter(closed_at=None)

    def held_by(self, user: Any) -> "AssignmentQuerySet":
        return self.open().filter(reviewer=user)

    def standing(self) -> "AssignmentQuerySet":
        """On a place of their claim: at work, or done with a finding that stands."""
        return self.filter(closed_as__in=STANDING)

    def overdue(self, grace: timedelta = timedelta(0)) -> "AssignmentQuerySet":
        """Open, and the lease and the grace after it have run out."""
        return self.open().filter(leased_until__lt=clock.now() - grace)


class ReviewQuerySet(QuerySet[Any]):
    def standing(self) -> "ReviewQuerySet":
        """Neither taken back nor sent back."""
        return self.filter(assignment__closed_as=Closed.REVIEWED)

    def visible_to(self, actor: Any) -> "ReviewQuerySet":
        """One's own, and others' wherever one is not blind to them (`claims.policy.blind`)."""
        if not policy.has_a_role(actor):
            return self.none()
        if policy.is_editor(actor):
            return self.exclude(~Q(reviewer=actor), claim__in=_blind_on(self, actor))
        return self.exclude(policy.blind(actor, "claim__") & ~Q(reviewer=actor))


class ArchivedCopyQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ArchivedCopyQuerySet":
        """As the sources that cite it: editors see every copy, reviewers those of their own and of decided claims."""
        if policy.is_editor(actor):
            return self
        if policy.is_reviewer(actor):
            mine = Q(sources__review__reviewer=actor) | Q(sources__review__claim__status__in=DECIDED)
            return self.filter(mine | Q(sources__version__verdict__claim__status__in=DECIDED)).distinct()
        return self.none()


class VerdictQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "VerdictQuerySet":
        """Everybody sees what was published, withdrawals included; editors also what is being prepared by others."""
        return self.exclude(claim__in=_blind_on(self, actor)) if policy.is_editor(actor) else self.public()

    def public(self) -> "VerdictQuerySet":
        return self.filter(claim__status__in=DECIDED)


class ProfileQuerySet(QuerySet[Any]):
    def away(self) -> "ProfileQuerySet":
        """Of people who are away today; whoever named no day is not."""
        today = clock.today()
        begun = Q(away_from=None) | Q(away_from__lte=today)
        not_over = Q(away_until=None) | Q(away_until__gte=today)
        return self.exclude(away_from=None, away_until=None).filter(begun, not_over)


class ConflictQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ConflictQuerySet":
        """Editors see every conflict, others their own: what somebody is entangled in is nobody else's business."""
        if policy.is_editor(actor):
            return self
        return self.filter(person=actor) if policy.is_reviewer(actor) else self.none()

    def not_over(self) -> "ConflictQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()))

    def holding(self) -> "ConflictQuerySet":
        """Those that hold today."""
        return self.not_over().filter(starts_on__lte=clock.today())


class NotificationQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "NotificationQuerySet":
        """Everybody sees what they were told themselves, as long as they belong to the newsroom."""
        return self.filter(person=actor.pk) if policy.has_a_role(actor) else self.none()

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)


class ErrorReportQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ErrorReportQuerySet":
        """Editors alone: readers write to the desk, not to the reviewers."""
        return self if policy.is_editor(actor) else self.none()

    def open(self) -> "ErrorReportQuerySet":
        return self.filter(handled_at=None)


class ImportedReviewQuerySet(QuerySet[Any]):
    def current(self) -> "ImportedReviewQuerySet":
        """The newest version of each record."""
        return self.filter(current=True)


class SavedViewQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "SavedViewQuerySet":
        """One's own, and what is shared with the desk."""
        if not policy.has_a_role(actor):
            return self.none()
        return self.filter(Q(owner=actor.pk) | Q(shared=True))

    def kept_by(self, actor: Any) -> "SavedViewQuerySet":
        """Those that the actor may remove: one's own, and for editors what anybody shared."""
        mine = Q(owner=actor.pk)
        return self.visible_to(actor).filter(mine | Q(shared=True) if policy.is_editor(actor) else mine)


class WebhookQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "WebhookQuerySet":
        """Editors alone: who is told, and how it is signed, is the desk's business."""
        return self if policy.is_editor(actor) else self.none()


class ExportQuerySet(QuerySet[Any]):
    def visible_to(self, actor: Any) -> "ExportQuerySet":
        """Editors see all that was exported, machines that read along their own."""
        if policy.is_editor(actor):
            return self
        return self.filter(asked_by=actor.pk) if policy.is_reading_along(actor) else self.none()

    def over(self) -> "ExportQuerySet":
        """Whose file was kept long enough."""
        return self.filter(state=ExportState.READY, expires_at__lte=clock.now())

"""What the desk knows about a reviewer. Who has no profile has the defaults."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims import clock
from claims.models import Topic
from reviews.enums import MailWanted
from reviews.querysets import ProfileQuerySet

OWN_KEYS = "own_keys"  # where the session has a copy: every page wants them


class Profile(models.Model):
    CAPACITY = 5

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    capacity = models.PositiveSmallIntegerField(default=CAPACITY, help_text="How many claims to hold at once.")
    languages = models.JSONField(
        default=list, blank=True, help_text='Language codes such as ["en", "es"]. Empty: every language.'
    )
    available = models.BooleanField(
        default=True, help_text="Whether claims are assigned automatically. Taking the next one works either way."
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", help_text="What this person knows well.")
    # Both days included. Without a last day: until further notice; without a first: from before today.
    away_from = models.DateField("away from", null=True, blank=True, help_text="The first day away.")
    away_until = models.DateField(
        "away until", null=True, blank=True, help_text="The last day away. Empty: until further notice."
    )
    keys = models.JSONField(default=dict, blank=True)  # of the pages: what everybody presses -> what this person does
    mail = models.CharField(max_length=10, choices=MailWanted.choices, default=MailWanted.DAILY)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = "reviewer's profile"
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="capacity_is_at_least_one"),
            models.CheckConstraint(
                condition=Q(away_from=None) | Q(away_until=None) | Q(away_from__lte=F("away_until")),
                name="away_from_comes_before_away_until",
                violation_error_message="The last day away lies before the first.",
            ),
        ]

    def __str__(self) -> str:
        return f"Profile of {self.user}"

    @property
    def is_away(self) -> bool:
        """Whether today is one of the days away, as `objects.away()` says it in SQL."""
        first, last, today = self.away_from, self.away_until, clock.today()
        return bool(first or last) and (first or today) <= today <= (last or today)

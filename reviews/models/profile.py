"""What the desk knows about a reviewer. Who has no profile has the defaults."""

from django.conf import settings
from django.db import models

from reviews.enums import MailWanted


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
    mail = models.CharField(max_length=10, choices=MailWanted.choices, default=MailWanted.DAILY)

    class Meta:
        verbose_name = "reviewer's profile"
        constraints = [models.CheckConstraint(condition=models.Q(capacity__gte=1), name="capacity_is_at_least_one")]

    def __str__(self) -> str:
        return f"Profile of {self.user}"

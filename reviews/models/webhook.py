"""Who is told of changes by webhook, with which secrets, and every message with every attempt to deliver it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import clock
from reviews.enums import TEST_MESSAGE, DeliveryState, News
from reviews.models.feed import FeedEntry
from reviews.querysets import WebhookQuerySet

USER = settings.AUTH_USER_MODEL


class WebhookEndpoint(models.Model):
    """An address that is sent what the change feed tells of; never removed, for its log names it."""

    url = models.CharField(max_length=2000)
    description = models.CharField(max_length=200, blank=True)
    kinds = models.JSONField(default=list, blank=True)  # of News; empty: all
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    off_at = models.DateTimeField(null=True)
    off_why = models.CharField(max_length=300, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(off_at=None, off_why="") | Q(off_at__isnull=False) & ~Q(off_why=""),
                name="endpoint_that_is_off_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.description or self.url

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    @property
    def what(self) -> str:
        """What it is sent, in words."""
        return ", ".join(self.kinds) or "everything"


class WebhookSecret(models.Model):
    """What messages are signed with: not the secret, but what it is made of together with the desk's SECRET_KEY."""

    endpoint = models.ForeignKey(WebhookEndpoint, models.PROTECT, related_name="secrets")
    salt = models.CharField(max_length=64)
    proof = models.CharField(max_length=64)  # its SHA-256: tells when SECRET_KEY is another than it was
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    ends_at = models.DateTimeField(null=True)  # null: it is the one in use

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint"], condition=Q(ends_at=None), name="one_secret_in_use_per_endpoint"
            )
        ]

    def __str__(self) -> str:
        return f"Secret of {self.endpoint}"


class WebhookDelivery(models.Model):
    """One message to one endpoint. What is sent, and under which id, stays the same however often it is tried."""

    KINDS = (*News.choices, (TEST_MESSAGE, "A test"))

    endpoint = models.ForeignKey(WebhookEndpoint, models.PROTECT, related_name="deliveries")
    entry = models.ForeignKey(FeedEntry, models.PROTECT, related_name="+", null=True)  # null: a test
    message = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=KINDS)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    why = models.CharField(max_length=300, blank=True)  # it was given up
    round = models.PositiveSmallIntegerField(default=1)  # goes up whenever somebody has it sent again
    begun_at = models.DateTimeField(default=clock.now)  # the round
    due_at = models.DateTimeField(null=True, default=clock.now)  # the next attempt; null: there is none to come
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "entry"], name="an_endpoint_is_told_of_each_change_once"),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.WAITING, due_at__isnull=False)
                | ~Q(state=DeliveryState.WAITING) & Q(due_at=None),
                name="waiting_delivery_has_its_time",
            ),
        ]
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="deliveries_of_an_endpoint"),
            models.Index(fields=["endpoint"], condition=Q(state=DeliveryState.WAITING), name="deliveries_that_wait"),
            models.Index(fields=["begun_at"], condition=Q(state=DeliveryState.DELIVERED), name="deliveries_to_forget"),
        ]

    def __str__(self) -> str:
        return self.message

    @property
    def tried(self) -> "list[WebhookAttempt]":
        """Reads the prefetched attempts where there are any."""
        return list(self.attempts.all())


class WebhookAttempt(models.Model):
    """One try to deliver a message, and what the other side said."""

    delivery = models.ForeignKey(WebhookDelivery, models.PROTECT, related_name="attempts")
    round = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()  # in its round, from 1
    at = models.DateTimeField(default=clock.now)
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)  # null: there was no answer
    answer = models.TextField(blank=True)  # the beginning of it
    why = models.CharField(max_length=500, blank=True)  # there was none

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "round", "number"], name="attempts_are_counted"),
        ]

    def __str__(self) -> str:
        return f"Attempt {self.number} at {self.delivery}"

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

"""What somebody was told, once, and whether they have read it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from claims import clock
from claims.models import Article, Claim
from reviews.enums import Told
from reviews.models.webhook import WebhookEndpoint
from reviews.querysets import NotificationQuerySet

SENTENCE = 500  # characters


class Notification(models.Model):
    """Written in the transaction of its cause. The key names the cause, so whatever is retried tells nobody twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=15, choices=Told.choices)
    key = models.CharField(max_length=100)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+", null=True)
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", null=True)
    webhook = models.ForeignKey(WebhookEndpoint, models.CASCADE, related_name="+", null=True)
    sentence = models.CharField(max_length=SENTENCE)
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)  # when its mail was begun: set before sending, never taken back
    mail_error = models.CharField(max_length=500, blank=True)  # why the mail could not be sent

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="nobody_is_told_twice"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False) | Q(article__isnull=False) | Q(webhook__isnull=False),
                name="notification_leads_somewhere",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "id"], name="notifications_of_a_person"),
            models.Index(fields=["person", "id"], condition=Q(read_at=None), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return self.sentence

    def get_absolute_url(self) -> str:
        """Where it leads: the claim's page, the article's where it is about more than one claim, or a webhook's."""
        if self.claim_id:
            return reverse("admin:desk_claim", args=[self.claim_id])
        if self.webhook_id:
            return reverse("admin:desk_webhook", args=[self.webhook_id])
        return reverse("admin:desk_article", args=[self.article_id])

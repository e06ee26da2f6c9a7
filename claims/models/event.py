"""The history: one row per act, never changed and never removed. A database trigger refuses both."""

from django.conf import settings
from django.db import models

from claims import clock
from claims.enums import PAST, Act, Status
from claims.models.article import Article
from claims.models.claim import Claim
from claims.querysets import EventQuerySet
from claims.search import WordsField


class Event(models.Model):
    """Who did what to an article or one of its claims, when, and why."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="events")
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="events", null=True)
    act = models.CharField(max_length=20, choices=Act.choices)
    before = models.CharField(max_length=10, blank=True)
    after = models.CharField(max_length=10)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    words = WordsField(of=("note",))  # what is searched
    at = models.DateTimeField(default=clock.now)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["claim", "id"], name="events_of_a_claim"),
            # The audit trail, all of it and by person and act.
            models.Index(fields=["at", "id"], name="events_by_time"),
            models.Index(fields=["actor", "at", "id"], name="events_of_a_person"),
            models.Index(fields=["act", "at", "id"], include=["claim"], name="events_of_an_act"),
            # Most acts need no words: whoever looks for some passes over the others.
            models.Index(fields=["at", "id"], condition=~models.Q(words=""), name="events_with_words"),
            models.Index(fields=["claim"], condition=models.Q(after=Status.DISPUTED), name="events_of_a_dispute"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.did}"

    @property
    def did(self) -> str:
        """What happened, as the rest of a sentence that begins with the actor."""
        return PAST[Act(self.act)]

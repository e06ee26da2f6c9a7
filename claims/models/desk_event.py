"""What was changed at the desk itself: people, rules, scales, machines and the like. Never changed or removed."""

from django.conf import settings
from django.db import models

from claims import clock
from claims.enums import About, DeskAct
from claims.querysets import DeskEventQuerySet
from claims.search import WordsField


class DeskEvent(models.Model):
    """Who changed what, from what to what. `name` is a user name (of a conflict: whose it is), a short name (of a topic
    or a scale), a page, a machine's name, the number of a webhook, or `rules`.

    It names and does not point, so that it outlives what it tells of.
    """

    about = models.CharField(max_length=10, choices=About.choices)
    name = models.CharField(max_length=150)
    act = models.CharField(max_length=10, choices=DeskAct.choices)
    did = models.TextField()  # the rest of a sentence that begins with the actor
    words = WordsField(of=("did",))  # what is searched
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DeskEventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["about", "name", "id"], name="desk_events_of_something")]

    def __str__(self) -> str:
        return f"{self.actor} {self.did}"

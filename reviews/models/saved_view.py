"""A question to the board that somebody gave a name: their own, or shared with the desk."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.querysets import SavedViewQuerySet

NAME = 40  # characters
QUERY = 1000


class SavedView(models.Model):
    """The query is an address of the board. Of each person one view may be where their board begins."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=NAME)
    query = models.CharField(max_length=QUERY, blank=True)
    shared = models.BooleanField(default=False)
    default = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="views_of_a_person_differ"),
            models.UniqueConstraint(fields=["owner"], condition=Q(default=True), name="one_default_view"),
            models.CheckConstraint(condition=~Q(name=""), name="view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

"""Rating scales in versions. A scale in use is never edited, only succeeded by its next version."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reviews.enums import Colour

USER = settings.AUTH_USER_MODEL


class RatingScale(models.Model):
    """One version of a scale, written whole. Triggers refuse to change it, to remove it, and to add a label to it;
    only which one is current moves."""

    slug = models.SlugField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=100)
    size = models.PositiveSmallIntegerField()  # how many labels it has: there is no room for one more
    made_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True)  # null: it came with the desk
    made_at = models.DateTimeField(null=True)
    current = models.BooleanField(default=False)
    chosen_by = models.ForeignKey(USER, models.PROTECT, related_name="+", null=True)  # who last made it the current one
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_scale_per_version"),
            models.UniqueConstraint(fields=["current"], condition=models.Q(current=True), name="one_current_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Rating(models.Model):
    """A label of a scale, never changed. `position` counts from 1, best first.

    Outcomes such as “unproven” lie off the line between best and worst; labels on it may have a number, or none.
    """

    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="ratings")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    definition = models.CharField(max_length=300)
    on_line = models.BooleanField(default=True)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    colour = models.CharField(max_length=10, choices=Colour.choices, default=Colour.GREY)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scale", "position"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "slug"], name="one_rating_per_label"),
            models.UniqueConstraint(fields=["scale", "label"], name="labels_of_a_scale_differ"),
            models.UniqueConstraint(fields=["scale", "position"], name="labels_stand_in_order"),
            models.CheckConstraint(condition=Q(position__gte=1), name="labels_count_from_one"),
            models.CheckConstraint(condition=~Q(definition=""), name="label_is_defined"),
            models.CheckConstraint(condition=Q(on_line=True) | Q(value=None), name="off_the_line_is_no_number"),
            models.CheckConstraint(condition=Q(colour__in=Colour.values), name="colour_is_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_decisive(self) -> bool:
        """Whether it lies on either end of its scale's line."""
        line = [other.value for other in self.scale.ratings.all() if other.value is not None]
        return self.value is not None and self.value in (min(line), max(line))

"""Rating scales in versions. A scale in use is never edited, only succeeded by its next version."""

from django.db import models


class RatingScale(models.Model):
    slug = models.SlugField(max_length=40)
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=100)
    current = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug", "version"], name="one_scale_per_version"),
            models.UniqueConstraint(fields=["current"], condition=models.Q(current=True), name="one_current_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.version}"


class Rating(models.Model):
    """A label on a scale. `value` is its place on the line, worst first; outcomes off the line have none."""

    scale = models.ForeignKey(RatingScale, models.PROTECT, related_name="ratings")
    slug = models.SlugField(max_length=40)
    label = models.CharField(max_length=60)
    definition = models.CharField(max_length=300)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scale", "position"]
        constraints = [models.UniqueConstraint(fields=["scale", "slug"], name="one_rating_per_label")]

    def __str__(self) -> str:
        return self.label

    @property
    def is_decisive(self) -> bool:
        """Whether it lies on either end of its scale's line."""
        line = [other.value for other in self.scale.ratings.all() if other.value is not None]
        return self.value is not None and self.value in (min(line), max(line))

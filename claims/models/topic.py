"""What articles are about. A topic may want more reviews, or nobody but people who know it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from claims.querysets import TopicQuerySet

MOST_REVIEWS = 9  # of one claim


class Topic(models.Model):
    """Set by editors: it is a setting of the desk, not workflow."""

    slug = models.SlugField(max_length=60, unique=True, help_text="Its name in the API and on the command line.")
    name = models.CharField(max_length=100, unique=True)
    reviews_wanted = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_REVIEWS)],
        help_text="Reviews of each claim on this topic. Empty: as many as the desk wants.",
    )
    experts_only = models.BooleanField(
        default=False, help_text="Its claims are only handed to reviewers whose profile lists this topic."
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviews_wanted=None) | Q(reviews_wanted__gte=1, reviews_wanted__lte=MOST_REVIEWS),
                name="topic_wants_1_to_9_reviews",
            ),
        ]

    def __str__(self) -> str:
        return self.name

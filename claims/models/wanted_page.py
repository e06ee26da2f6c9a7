"""An address from which an article is to be fetched: what there is before there is an article."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims import clock
from claims.enums import Door, PageState
from claims.models.article import Article
from claims.querysets import WantedPageQuerySet


class WantedPage(models.Model):
    """One address that somebody asked for, and what became of it. The history begins with the article."""

    url = models.URLField(max_length=2000)
    details = models.JSONField(default=dict)  # what was said about the article besides, as intake.Details takes it
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    door = models.CharField(max_length=10, choices=Door.choices, default=Door.ADMIN)
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=PageState.choices, default=PageState.WANTED)
    tries = models.PositiveIntegerField(default=1)  # how often somebody asked for it
    why = models.CharField(max_length=500, blank=True)  # why it failed
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", null=True)

    objects = WantedPageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=PageState.HERE, article__isnull=False) | ~Q(state=PageState.HERE) & Q(article=None),
                name="fetched_page_has_its_article",
            ),
            models.CheckConstraint(
                condition=Q(state=PageState.FAILED) & ~Q(why="") | ~Q(state=PageState.FAILED) & Q(why=""),
                name="only_a_failed_page_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def was_known(self) -> bool:
        """Whether its text was here before it was asked for."""
        return self.article is not None and self.article.received_at < self.asked_at

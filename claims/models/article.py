"""An article and its revisions: what came in, from where, and the exact text that claims are anchored in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper

from claims import clock
from claims.enums import ArticleStatus, Door
from claims.models.topic import Topic
from claims.querysets import ArticleQuerySet
from claims.search import WordsField


class Article(models.Model):
    """A text received for checking. Its words live in its revisions; here is what is known about it."""

    title = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    outlet = models.CharField(max_length=200, blank=True)
    byline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=20, blank=True)  # BCP 47; empty until splitting has recognised it
    published_on = models.DateField(null=True, blank=True)
    reviews_wanted = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)  # of each of its claims
    topics = models.ManyToManyField(Topic, blank=True, related_name="articles")
    door = models.CharField(max_length=10, choices=Door.choices)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(default=clock.now, editable=False)
    status = models.CharField(max_length=10, choices=ArticleStatus.choices, editable=False)
    failure = models.CharField(max_length=500, blank=True, editable=False)
    words = WordsField(of=("title", "outlet", "byline"))  # what is searched

    objects = ArticleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="one_article_per_address"),
            models.CheckConstraint(condition=Q(status__in=ArticleStatus.values), name="article_status_is_known"),
            models.CheckConstraint(
                condition=Q(failure="") | Q(status=ArticleStatus.FAILED), name="only_a_failed_article_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["status", "id"], name="articles_by_status"),
            # Also for what the planner learns of them: how many articles an outlet, or a language, has.
            models.Index(Upper("outlet"), "id", include=["outlet"], name="articles_by_outlet"),
            models.Index(Upper("language"), name="articles_by_language"),
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}"

    @property
    def latest(self) -> "Revision":
        """The newest revision: the one that is split and shown."""
        return self.revisions.order_by("-number")[0]


class Revision(models.Model):
    """One exact text of an article, normalised to NFC and LF at the door. Never changed: a trigger refuses it."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    body = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the body's UTF-8, in hexadecimal
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="the_same_text_is_the_same_article"),
            models.UniqueConstraint(fields=["article", "number"], name="revisions_are_numbered"),
        ]

    def __str__(self) -> str:
        return f"{self.article} (revision {self.number})"

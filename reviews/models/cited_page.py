"""What a page says about itself, kept for whoever cites it next: so that nobody has to type it."""

from django.db import models
from django.db.models import Q

from claims import clock
from reviews.enums import PageState


class CitedPage(models.Model):
    """One per address. A note to help typing, no evidence: what a source says is written in the source."""

    url = models.URLField(max_length=2000)  # without the fragment, which is no part of the page
    state = models.CharField(max_length=10, choices=PageState.choices, default=PageState.WANTED)
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)  # why it could not be read
    is_gone = models.BooleanField(default=False)  # its server says that there is no such page, or there is no server
    asked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["url"], name="one_cited_page_per_address"),
            models.CheckConstraint(condition=~Q(state=PageState.FAILED) | ~Q(why=""), name="unread_page_says_why"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

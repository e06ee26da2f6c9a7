"""What the public list looks through: one row for each published verdict, made for quick reading."""

from django.db import models

from claims.search import WordsField
from reviews.models.verdict import Verdict, VerdictVersion


class PublishedCheck(models.Model):
    """Ids follow the order of first publication. Written again with every version, in the version's transaction, from
    what is known of the article then; whatever matters is read from the version itself."""

    verdict = models.OneToOneField(Verdict, models.PROTECT, related_name="published")
    shown = models.ForeignKey(VerdictVersion, models.PROTECT, related_name="+")  # the newest
    withdrawn = models.BooleanField(default=False)
    rating = models.CharField(max_length=40)  # the label's slug, which lasts over the versions of a scale
    language = models.CharField(max_length=20, blank=True)  # of the article: the first subtag
    outlet = models.CharField(max_length=200, blank=True)  # in lower case
    year = models.PositiveSmallIntegerField()  # of first publication
    said = models.TextField()  # claim, speaker, summary and title together
    words = WordsField(of=("said",))  # what is searched

    class Meta:
        indexes = [
            models.Index(fields=["rating", "id"], name="checks_by_rating"),
            models.Index(fields=["language", "id"], name="checks_by_language"),
            models.Index(fields=["language", "verdict"], name="verdicts_by_language"),
            models.Index(fields=["outlet", "id"], name="checks_by_outlet"),
            models.Index(fields=["year", "id"], name="checks_by_year"),
        ]

    def __str__(self) -> str:
        return str(self.shown)

"""Two claims that read alike and that somebody found not to be the same: they are not offered beside each other."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims import clock
from claims.models.claim import Claim


class ToldApart(models.Model):
    """A pair has one row, whoever looked from which side. For the whole desk, and no part of any history."""

    one = models.ForeignKey(Claim, models.PROTECT, related_name="+")  # the older
    other = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_has_the_older_first"),
        ]

    def __str__(self) -> str:
        return f"“{self.one}” is not “{self.other}”"

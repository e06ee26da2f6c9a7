"""A file that somebody wants of what the desk holds: of what, how far it is, and for how long it is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.http import QueryDict

from claims import clock
from reviews.enums import ExportFormat, ExportKind, ExportState
from reviews.querysets import ExportQuerySet

QUERY = 1000


class Export(models.Model):
    """Made by a job, for whoever asked: with what they may know. The file goes, the row stays."""

    kind = models.CharField(max_length=10, choices=ExportKind.choices)
    format = models.CharField(max_length=5, choices=ExportFormat.choices)
    query = models.CharField(max_length=QUERY, blank=True)  # of which claims, as the board's address asks for them
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=ExportState.choices, default=ExportState.WANTED)
    why = models.CharField(max_length=500, blank=True)  # it could not be made
    tries = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField(null=True)  # reading; what came later may be in it or not
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_expected = models.PositiveBigIntegerField(null=True)  # as counted before reading
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    file = models.CharField(max_length=100, blank=True)  # its name in the folder of exports
    size = models.PositiveBigIntegerField(null=True)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ExportState.READY, expires_at__isnull=False) & ~Q(file="")
                | ~Q(state=ExportState.READY) & Q(file=""),
                name="ready_export_has_a_file",
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state=ExportState.READY), name="exports_by_expiry"),
            models.Index(fields=["asked_by"], condition=Q(state=ExportState.WANTED), name="exports_being_made"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} as {self.get_format_display()}"

    @property
    def name(self) -> str:
        """What the file is called where it is saved."""
        return f"{self.kind}-{self.pk}.{self.format}"

    @property
    def told(self) -> str:
        """The filters, to be read."""
        asked = QueryDict(self.query)
        named = {"q": "words"} | {name: name.replace("_", " ") for name in asked if name != "q"}
        return ", ".join(f"{named[name]}: {' or '.join(asked.getlist(name))}" for name in asked)

"""A newsroom's own head on the detector's score, as it was fitted; at most one of each kind of score is in use."""

from django.db import models
from django.db.models import Q

from claims import clock
from claims.detection.desk import Head


class FittedHead(models.Model):
    """Parameters and the figures that decided about them. Never changed but for `in_use`, so every fit can be told."""

    bias = models.FloatField()
    slope = models.FloatField()
    reasons = models.JSONField(default=dict)  # reason -> weight
    by_encoder = models.BooleanField(default=False)  # it was fitted on such scores, and is used on them alone
    fitted_at = models.DateTimeField(default=clock.now)
    learned_from = models.PositiveIntegerField()  # decisions
    held_back = models.PositiveIntegerField()  # decisions that it was judged on
    before = models.JSONField()  # log_loss and auc of what was in use
    after = models.JSONField()
    in_use = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by_encoder"], condition=Q(in_use=True), name="one_head_in_use"),
        ]

    def __str__(self) -> str:
        return f"Head of {self.fitted_at:%Y-%m-%d}, from {self.learned_from} decisions"

    @property
    def head(self) -> Head:
        return Head(self.bias, self.slope, self.reasons)

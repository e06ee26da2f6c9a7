"""Learning from the desk: what editors queue and dismiss moves how the next articles' sentences rank."""

from typing import NamedTuple

from django.db import transaction

from claims import queries
from claims.actions import second_reader
from claims.detection import desk
from claims.detection.desk import Decision, Figures, Head
from claims.enums import Act, Status
from claims.errors import TooFewDecisions
from claims.models import Claim, Event, FittedHead
from claims.policy import CLOCK

FEWEST = 10  # decisions of each kind, to learn from and again to judge on
LATEST = 20_000  # tastes change: older decisions are left out
ONE_IN = 4  # articles are held back
WORTHY = (Status.REVIEWED, Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN)


class Lesson(NamedTuple):
    """What a fit came to, on decisions that it had not seen: both figures must be better to be switched to."""

    fitted: FittedHead
    before: Figures
    after: Figures

    @property
    def better(self) -> bool:
        return self.after.log_loss < self.before.log_loss and self.after.auc >= self.before.auc


def head_in_use(*, by_encoder: bool = False) -> Head:
    """What adjusts scores now; the shipped model alone where nothing was learned.

    Scores that the encoder had a say in have a head of their own: what was learned of one kind is never used on the
    other.
    """
    fitted = FittedHead.objects.filter(in_use=True, by_encoder=by_encoder).first()
    return fitted.head if fitted else Head()


def retrain() -> Lesson:
    """Fit a head on the editors' decisions and use it if it is better on the held-back articles.

    Raises TooFewDecisions. Whole articles are held back, since sentences of one article resemble each other. Where the
    encoder is switched on, the decisions are those on claims that it has read, and so is the head.
    """
    by_encoder = second_reader.switched_on()
    decisions = _decisions(by_encoder=by_encoder)
    learned = [decision for article, decision in decisions if article % ONE_IN]
    held_back = [decision for article, decision in decisions if not article % ONE_IN]
    _enough(learned, held_back)
    head, current = desk.fit(learned), head_in_use(by_encoder=by_encoder)
    before, after = desk.figures(held_back, current), desk.figures(held_back, head)
    fitted = FittedHead(
        bias=head.bias,
        slope=head.slope,
        reasons=head.reasons,
        by_encoder=by_encoder,
        learned_from=len(learned),
        held_back=len(held_back),
        before=before._asdict(),
        after=after._asdict(),
    )
    lesson = Lesson(fitted, before, after)
    if lesson.better:
        _use(fitted)
    return lesson


def revert() -> Head:
    """Back to the shipped model alone. What was fitted stays on record."""
    FittedHead.objects.filter(in_use=True).update(in_use=False)
    return Head()


def _use(fitted: FittedHead) -> None:
    with transaction.atomic():
        FittedHead.objects.select_for_update().filter(in_use=True, by_encoder=fitted.by_encoder).update(in_use=False)
        fitted.in_use = True
        fitted.save()


def _decisions(*, by_encoder: bool = False) -> list[tuple[int, Decision]]:
    """Article and decision, for each claim that people decided on: dismissed, queued by hand, or checked to the end."""
    by_hand = Event.objects.filter(act=Act.QUEUE).exclude(actor__username=CLOCK).values("claim")
    dismissed = Claim.objects.filter(status=Status.DISMISSED).exclude(pk__in=queries.merged_away())
    decided = dismissed | Claim.objects.filter(status__in=WORTHY) | Claim.objects.filter(pk__in=by_hand)
    alike = decided.filter(by_encoder=True) if by_encoder else decided.exclude(by_encoder=True)
    rows = alike.order_by("-moved_at").values_list(
        "article_id", "shipped_score", "check_worthiness", "reasons", "status"
    )
    return [
        (article, Decision(worth if shipped is None else shipped, tuple(reasons), status != Status.DISMISSED))
        for article, shipped, worth, reasons, status in rows[:LATEST]
    ]


def _enough(*parts: list[Decision]) -> None:
    for part in parts:
        worthy = sum(decision.worthy for decision in part)
        if min(worthy, len(part) - worthy) < FEWEST:
            raise TooFewDecisions(fewest=FEWEST, worthy=worthy, dismissed=len(part) - worthy)

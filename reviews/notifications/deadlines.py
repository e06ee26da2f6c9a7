"""What the clock tells: a lease that is about to run out, a claim that has waited too long."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from claims import clock
from claims.enums import Status
from claims.models import Claim
from reviews.actions.places import lease_for
from reviews.enums import Told
from reviews.models import Assignment, Notification, Rules
from reviews.notifications import people
from reviews.notifications.telling import Notice, quoted, tell

AT_ONCE = 200  # overdue claims looked at per tick; the next tick sees to the rest
HOUR = timedelta(hours=1)


def warn_of_leases() -> int:
    """Tell whoever holds a claim that their lease ends soon. Returns how many leases."""
    now, rules = clock.now(), Rules.current()
    ending = Assignment.objects.open().filter(leased_until__gte=now, leased_until__lte=now + rules.warning)
    late = [held for held in ending.select_related("claim").order_by("pk") if _was_not_renewed(held, rules)]
    # However often it is renewed for a few minutes, and whenever that happens to be: once an hour.
    theirs = Notification.objects.filter(person__in={held.reviewer_id for held in late})
    lately = theirs.filter(kind=Told.EXPIRING, created_at__gt=now - HOUR)
    warned = {key.rpartition(":")[0] for key in lately.values_list("key", flat=True)}
    left = [held for held in late if _lease(held) not in warned]
    tell([_warning(assignment) for assignment in left])
    return len(left)


def tell_of_overdue() -> int:
    """Tell editors of each claim that has waited longer than the desk wants, once. Returns how many claims.

    Who was told is kept on the claim, with an index of those that are left: however many wait, they are not looked at.
    """
    rules = Rules.current()
    late = Claim.objects.filter(status=Status.QUEUED, late_told_at=None, queued_at__lt=rules.overdue_since())
    return sum(_tell_that_it_is_late(claim, rules) for claim in late.order_by("queued_at", "pk")[:AT_ONCE])


@transaction.atomic
def _tell_that_it_is_late(claim: Claim, rules: Rules) -> bool:
    """Each by itself: it waits for whoever has the claim locked, and must hold up nothing else.

    False where somebody else told it meanwhile, or it waits no more. A claim that nobody may be told of counts as told,
    or a few hundred of them would keep the others from being looked at.
    """
    untold = Claim.objects.filter(pk=claim.pk, status=Status.QUEUED, late_told_at=None)
    if not untold.update(late_told_at=clock.now()):
        return False
    tell([_lateness(claim, rules.overdue_hours)])
    return True


def _was_not_renewed(assignment: Assignment, rules: Rules) -> bool:
    """A page that is open renews its lease every minute. Where leases are hardly longer than the warning is early, that
    would look like a lease about to end all the time; so at least half of it must have gone by."""
    return assignment.leased_until - clock.now() <= lease_for(assignment.reason, rules) / 2


def _warning(assignment: Assignment) -> Notice:
    until = timezone.localtime(assignment.leased_until)
    return Notice(
        kind=Told.EXPIRING,
        people=[assignment.reviewer_id],
        # It names the end: two clocks at once write the same, and a later end may be warned of anew.
        key=f"{_lease(assignment)}:{assignment.leased_until:%Y%m%d%H%M%S}",
        sentence=f"Your time for {quoted(assignment.claim)} ends on {date_format(until, 'j F, H:i')} ({until:%Z}).",
        claim=assignment.claim,
    )


def _lease(assignment: Assignment) -> str:
    return f"lease:{assignment.pk}"


def _lateness(claim: Claim, hours: int) -> Notice:
    return Notice(
        kind=Told.OVERDUE,
        people=people.editors_who_see_all_of(claim),
        key=f"overdue:{claim.pk}",
        sentence=f"{quoted(claim)} has waited for a reviewer for more than {hours} hours.",
        claim=claim,
    )

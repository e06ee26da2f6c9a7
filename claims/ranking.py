"""Where a claim stands in the queue: by the time it was queued, less a head start for what matters more.

All claims age at the same pace, so their order never changes while they wait, an index can keep it, and nothing is ever
overtaken by what was queued more than MOST_HEAD_START after it.
"""

from datetime import datetime, timedelta

from claims.enums import Priority

HEAD_START = {
    Priority.LOW: timedelta(0),
    Priority.NORMAL: timedelta(days=8),
    Priority.HIGH: timedelta(days=16),
    Priority.URGENT: timedelta(days=24),
}
# Less than the step from one priority to the next: priority comes first, then check-worthiness, then age.
FOR_CHECK_WORTHINESS = timedelta(days=7)
MOST_HEAD_START = max(HEAD_START.values()) + FOR_CHECK_WORTHINESS


def rank_at(queued_at: datetime, priority: int, check_worthiness: float) -> datetime:
    """The time that the queue is ordered by, earliest first. `check_worthiness` is 0..1."""
    return queued_at - HEAD_START[Priority(priority)] - check_worthiness * FOR_CHECK_WORTHINESS

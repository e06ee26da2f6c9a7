"""Changing the desk's rules: they hold from that moment, for open work too where it has not been done by them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction

from claims import policy
from claims.actions import desk_events
from claims.actions.desk_events import Difference
from claims.enums import About, DeskAct
from claims.errors import NotAllowed, OutOfBounds
from claims.models import DeskEvent
from claims.models.topic import MOST_REVIEWS
from reviews.models import Rules
from reviews.signals import approvals_to_count

TWO_WEEKS, DAY, YEAR = 14 * 24 * 60, 24 * 60, 366 * 24  # the first two in minutes, the last in hours


class Rule(NamedTuple):
    """What people call it, the unit, and the least and the most that it can be."""

    called: str
    unit: str
    lowest: int
    highest: int


RULES = {
    "reviews_wanted": Rule("reviews of each claim", "reviews", 1, MOST_REVIEWS),
    "tolerance": Rule("tolerance between reviewers", "steps on the scale", 0, 20),
    "approvals_wanted": Rule("approvals of each verdict", "editors", 1, MOST_REVIEWS),
    "sources_wanted": Rule("sources of each finding", "sources", 1, 20),
    "decisive_sources_wanted": Rule("independent sources at an end of the scale", "publishers", 1, 20),
    "taken_lease_minutes": Rule("lease of a claim that was taken", "minutes", 1, TWO_WEEKS),
    "assigned_lease_minutes": Rule("lease of a claim that was given", "minutes", 1, TWO_WEEKS),
    "warning_minutes": Rule("warning before a lease ends", "minutes", 0, DAY),
    "grace_minutes": Rule("grace after a lease has ended", "minutes", 0, DAY),
    "overdue_hours": Rule("wait until a claim is overdue", "hours", 1, YEAR),
}


def change(given: Mapping[str, int], *, actor: Any, seen: int | None = None) -> str:
    """Let these rules hold from now on; what is not named stays. Returns what was changed in words, or none.

    Where fewer approvals are wanted than before, proposals that have enough by now pass (`verdicts.count_approvals`).
    Raises NotAllowed, OutOfBounds or ChangedMeanwhile.
    """
    if not policy.is_editor(actor):
        raise NotAllowed(act="change the desk's rules", needs=policy.is_editor.__doc__)
    wanted = {name: _within(name, value) for name, value in given.items() if name in RULES}
    with transaction.atomic():
        rules = _locked()
        desk_events.require_seen(About.RULES, "rules", seen)
        different = [
            Difference(f"the {RULES[name].called}", str(before), f"{value} {RULES[name].unit}")
            for name, value in wanted.items()
            if (before := getattr(rules, name)) != value
        ]
        if not different:
            return ""
        fewer = wanted.get("approvals_wanted", MOST_REVIEWS) < rules.approvals_wanted
        Rules.objects.filter(pk=rules.pk).update(**wanted)
        did = f"changed the rules: {desk_events.changed(different)}"
        event = desk_events.record(About.RULES, "rules", DeskAct.CHANGE, did, actor=actor)
        if fewer:
            approvals_to_count.send(DeskEvent, event=event)
        return did


def _locked() -> Rules:
    """The one row, made where there is none yet, and locked until the transaction ends."""
    Rules.objects.get_or_create(pk=1)
    return Rules.objects.select_for_update(of=("self",)).get(pk=1)


def _within(name: str, value: int) -> int:
    rule = RULES[name]
    if not rule.lowest <= value <= rule.highest:
        what = f"“{rule.called.capitalize()}”"
        raise OutOfBounds(field=name, what=what, lowest=rule.lowest, highest=rule.highest, value=value)
    return value

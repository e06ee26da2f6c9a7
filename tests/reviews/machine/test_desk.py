"""Thousands of random steps at the desk, against the real database. DESK_STEPS=20000 plays longer, and never the same.

A failure is told as a story: each act with the numbers that chance brought. DESK_SHORTENS=no tells it whole, at once.
"""

import os
from random import Random
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from claims.workflow import CLAIM_ARROWS
from tests.reviews.machine import newsroom
from tests.reviews.machine.acts_of_changing import Changing
from tests.reviews.machine.newsroom import WILD, Chance
from tests.reviews.machine.rows import statements_that_write

STEPS = 80  # of one run
EVERY_TIME = 20  # runs
LONGER = os.environ.get("DESK_STEPS")
SHORTENS = os.environ.get("DESK_SHORTENS") != "no"  # the story of a failure; that takes a few minutes

OF_WORDS = {"find", "mark", "adjust", "split", "merge", "clarify"}  # of which claims there are: not played here

# What is tried, how often beside the others, and at which statuses there should be a claim for it to make sense.
# “found”: a finding stands somewhere; “late”: a lease is over, and its grace; “approved in part” and “enough”: with one
# approval or more, and with as many as are wanted by now.
OFTEN, NOW_AND_THEN, SELDOM = 6, 3, 1
ANY: tuple[str, ...] = ()
HELD = ("held",)  # no status: somebody is at work
TRIED: dict[str, tuple[int, tuple[str, ...]]] = {
    "queue": (OFTEN, ("new", "escalated")),
    "take": (OFTEN, ("queued",)),
    "assign": (OFTEN, ("queued",)),
    "record": (3 * OFTEN, HELD),
    "approve": (2 * OFTEN, ("reviewed",)),
    "publish": (2 * OFTEN, ("approved",)),
    "appoint": (OFTEN, ("disputed",)),
    "want": (NOW_AND_THEN, ANY),
    "send_back": (NOW_AND_THEN, ("reviewed", "approved")),
    "retract": (NOW_AND_THEN, ("found",)),
    "correct": (OFTEN, ("published",)),
    "withdraw": (NOW_AND_THEN, ("published",)),
    "release": (NOW_AND_THEN, HELD),
    "postpone": (NOW_AND_THEN, HELD),
    "hand_over": (OFTEN, HELD),
    "escalate": (NOW_AND_THEN, HELD),
    "recuse": (SELDOM, HELD),
    "renew": (NOW_AND_THEN, HELD),
    "keep_a_draft": (SELDOM, HELD),
    "dismiss": (SELDOM, ANY),
    "restore": (NOW_AND_THEN, ("dismissed",)),
    "prioritise": (SELDOM, ANY),
    "let_time_pass": (OFTEN, ANY),
    "end_leases": (OFTEN, ("late",)),
    "let_the_clock_assign": (SELDOM, ("queued",)),
    "let_the_clock_tell": (SELDOM, ANY),
    "work": (NOW_AND_THEN, ANY),
    "receive": (SELDOM, ANY),
    "revise": (SELDOM, ANY),
    "change_topics": (SELDOM, ANY),
    "declare_a_conflict": (NOW_AND_THEN, ANY),
    "end_a_conflict": (SELDOM, ANY),
    "change_a_rule": (SELDOM, ANY),
    "want_other_approvals": (2 * OFTEN, ("approved in part",)),
    "count_approvals": (3 * OFTEN, ("approved enough",)),
    "change_a_profile": (SELDOM, ANY),
    "change_people": (SELDOM, ANY),
    "succeed_the_scale": (SELDOM, ANY),
}


# As bits: into integers Hypothesis mixes the numbers of every module that is loaded, and one test alone would be played
# otherwise than among all.
LUCK = st.tuples(*[st.booleans()] * 20).map(lambda bits: int("".join(map(str, map(int, bits))), 2))


class Desk(Changing):
    steps = 0

    @rule(luck=LUCK)
    def somebody_tries_something(self, luck: int) -> None:
        """At every step the same luck is another, for Hypothesis likes to repeat itself; and on every database.

        At nought nobody does anything, so that a long story that ends badly can be made a short one.
        """
        self.steps += 1
        if luck == 0:
            return
        draw = Random(f"{luck} {self.steps} {connection.vendor}")
        what = draw.choice(self.likely(draw.randrange(WILD) == 0))
        chance = Chance(*(draw.randrange(10 * WILD) for _ in Chance._fields))
        note(f"{what} {tuple(chance)}")
        with statements_that_write() as sent:
            getattr(self, what)(chance)
        note(f"... {self.refusal or 'done'}")
        self.must_hold(sent)

    def likely(self, anything: bool) -> list[str]:
        at = self.standings()
        fits = {what: anything or not statuses or bool(at & set(statuses)) for what, (_, statuses) in TRIED.items()}
        return [what for what, (often, _) in TRIED.items() for _ in range(often) if fits[what]]

    def standings(self) -> set[str]:
        """The statuses that there are, and what else makes an act sensible: some of it is rare, and soon over."""
        waits = [claim for claim in self.rows["Claim"] if claim.status == "reviewed"]
        known = {
            "approved in part": any(self.is_approved_in_part(claim) for claim in waits),
            "approved enough": any(self.has_enough(claim) for claim in waits),
            "late": bool(self.late()),
        }
        closed = {row.closed_as for row in self.rows["Assignment"]}
        known |= {"held": "" in closed, "found": "reviewed" in closed}
        return {claim.status for claim in self.rows["Claim"]} | {name for name, true in known.items() if true}


@pytest.mark.slow
def test_whatever_people_try_in_whatever_order_the_rules_hold(db: None, capsys: Any) -> None:
    play = settings(
        max_examples=int(LONGER) // STEPS if LONGER else EVERY_TIME,
        stateful_step_count=STEPS,
        derandomize=not LONGER,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink] if SHORTENS else [Phase.generate],
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    for counter in (newsroom.done, newsroom.refused, newsroom.recorded):
        counter.clear()
    try:
        run_state_machine_as_test(Desk, settings=play)
    finally:
        if LONGER:
            with capsys.disabled():
                for name in ("done", "refused", "recorded"):
                    print(f"\n{name}: {getattr(newsroom, name).most_common()}")
    assert newsroom.done["steps"] > play.max_examples * STEPS * 0.75
    assert set(CLAIM_ARROWS) - OF_WORDS <= set(newsroom.recorded), "some act was never done"

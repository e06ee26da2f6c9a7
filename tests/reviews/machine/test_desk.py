"""Thousands of random steps at the desk, against the real database. DESK_STEPS=20000 plays longer, and never the same.

A failure is told as a story: each act with the numbers that chance brought. DESK_SHORTENS=no tells it whole, at once.
"""

import os
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

from claims.workflow import CLAIM_ARROWS
from tests.reviews.machine import newsroom
from tests.reviews.machine.acts_of_changing import Changing
from tests.reviews.machine.newsroom import WILD, Chance

STEPS = 80  # of one run
EVERY_TIME = 50  # runs
LONGER = os.environ.get("DESK_STEPS")
SHORTENS = os.environ.get("DESK_SHORTENS") != "no"  # the story of a failure; that takes a few minutes

OF_WORDS = {"find", "mark", "adjust", "split", "merge", "clarify"}  # of which claims there are: not played here

# What is tried, how often beside the others, and at which statuses there should be a claim for it to make sense.
# “found”: a finding stands somewhere.
OFTEN, NOW_AND_THEN, SELDOM = 6, 3, 1
ANY: tuple[str, ...] = ()
HELD = ("held",)  # no status: somebody is at work
TRIED: dict[str, tuple[int, tuple[str, ...]]] = {
    "queue": (OFTEN, ("new", "escalated")),
    "take": (OFTEN, ("queued",)),
    "assign": (OFTEN, ("queued",)),
    "record": (3 * OFTEN, HELD),
    "approve": (OFTEN, ("reviewed",)),
    "publish": (OFTEN, ("approved",)),
    "appoint": (OFTEN, ("disputed",)),
    "want": (NOW_AND_THEN, ANY),
    "send_back": (NOW_AND_THEN, ("reviewed", "approved")),
    "retract": (NOW_AND_THEN, ("found",)),
    "correct": (OFTEN, ("published",)),
    "withdraw": (NOW_AND_THEN, ("published",)),
    "release": (SELDOM, HELD),
    "postpone": (SELDOM, HELD),
    "hand_over": (NOW_AND_THEN, HELD),
    "escalate": (SELDOM, HELD),
    "recuse": (SELDOM, HELD),
    "renew": (SELDOM, HELD),
    "keep_a_draft": (SELDOM, HELD),
    "dismiss": (SELDOM, ANY),
    "restore": (NOW_AND_THEN, ("dismissed",)),
    "prioritise": (SELDOM, ANY),
    "let_time_pass": (NOW_AND_THEN, ANY),
    "end_leases": (NOW_AND_THEN, ANY),
    "let_the_clock_assign": (SELDOM, ("queued",)),
    "let_the_clock_tell": (SELDOM, ANY),
    "work": (NOW_AND_THEN, ANY),
    "receive": (SELDOM, ANY),
    "revise": (SELDOM, ANY),
    "change_topics": (SELDOM, ANY),
    "declare_a_conflict": (NOW_AND_THEN, ANY),
    "end_a_conflict": (SELDOM, ANY),
    "change_a_rule": (SELDOM, ANY),
    "want_other_approvals": (NOW_AND_THEN, ("reviewed",)),
    "count_approvals": (3 * OFTEN, ("approved enough",)),
    "change_a_profile": (SELDOM, ANY),
    "change_people": (SELDOM, ANY),
    "succeed_the_scale": (SELDOM, ANY),
}


class Desk(Changing):
    steps = 0

    @rule(luck=st.integers(0, 2**24 - 1))
    def somebody_tries_something(self, luck: int) -> None:
        """At every step the same luck is another, for Hypothesis likes to repeat itself.

        At nought nobody does anything, so that a long story that ends badly can be made a short one.
        """
        self.steps += 1
        if luck == 0:
            return
        draw = Random(luck * 1_000 + self.steps)
        what = draw.choice(self.likely(draw.randrange(WILD) == 0))
        chance = Chance(*(draw.randrange(10 * WILD) for _ in Chance._fields))
        note(f"{what} {tuple(chance)}")
        getattr(self, what)(chance)
        note(f"... {self.refusal or 'done'}")
        self.must_hold()

    def likely(self, anything: bool) -> list[str]:
        at = {claim.status for claim in self.rows["Claim"]}
        at |= {{"": "held", "reviewed": "found"}.get(row.closed_as, "") for row in self.rows["Assignment"]}
        # Rare, and soon over: who approves once more, or wants more approvals again, ends it.
        at |= {
            "approved enough" for claim in self.rows["Claim"] if claim.status == "reviewed" and self.has_enough(claim)
        }
        fits = {what: anything or not statuses or bool(at & set(statuses)) for what, (_, statuses) in TRIED.items()}
        return [what for what, (often, _) in TRIED.items() for _ in range(often) if fits[what]]


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
    newsroom.done.clear()
    newsroom.refused.clear()
    try:
        run_state_machine_as_test(Desk, settings=play)
    finally:
        if LONGER:
            with capsys.disabled():
                print(f"\ndone: {newsroom.done.most_common()}\nrefused: {newsroom.refused.most_common()}")
    assert newsroom.done["steps"] > play.max_examples * STEPS * 0.75
    assert set(CLAIM_ARROWS) - OF_WORDS <= set(newsroom.done), "some act was never done"

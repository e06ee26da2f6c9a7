"""Thousands of random steps at the desk, against the real database. DESK_STEPS=20000 plays longer, and never the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from claims.workflow import CLAIM_ARROWS
from tests.reviews.machine import newsroom
from tests.reviews.machine.acts_of_changing import Changing
from tests.reviews.machine.newsroom import STEPS, runs, wanted_steps

EVERY_TIME = 3_000


@pytest.mark.slow
def test_whatever_people_try_in_whatever_order_the_rules_hold(db: None, capsys: Any) -> None:
    longer = wanted_steps()
    play = settings(
        max_examples=runs(longer or EVERY_TIME),
        stateful_step_count=STEPS,
        derandomize=longer is None,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    newsroom.done.clear()
    newsroom.refused.clear()
    run_state_machine_as_test(Changing, settings=play)
    if longer:
        with capsys.disabled():
            print("\n", newsroom.done.most_common(), "\n", newsroom.refused.most_common())
    assert newsroom.done["steps"] >= (longer or EVERY_TIME)
    assert set(CLAIM_ARROWS) - {"find"} <= set(newsroom.done), "some act was never done"

"""The table of what can be taken out follows the sources; taking it out takes minutes and is asked for by hand."""

import pytest

from tests.concurrency.test_constraints import SCENES
from tests.concurrency.without_locks.mutants import CONSTRAINTS, LOCKS, ROOT, Mutant

LOCKING = ("select_for_update(", "lock_claim(", "lock_person(", "lock_article(")


@pytest.mark.parametrize("mutant", LOCKS, ids=str)
def test_what_is_taken_out_is_still_there(mutant: Mutant) -> None:
    assert mutant.applied() != (ROOT / mutant.file).read_text()


def test_every_constraint_with_a_scene_is_taken_out() -> None:
    assert set(CONSTRAINTS) == set(SCENES)

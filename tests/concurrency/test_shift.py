"""Eight reviewers at once over real HTTP: connections end in the middle, leases run out, findings are sent twice."""

from pathlib import Path

import pytest

from tests.benchmarks.desk import shift
from tests.benchmarks.desk.reviewing import Trouble

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

REVIEWERS, CLAIMS, WANTED = 8, 60, 2
PATIENCE = 120.0  # seconds; on a machine with nothing else to do it is a few


def test_a_crowd_empties_the_queue_and_nothing_is_lost_or_done_twice(desk: str, tmp_path: Path) -> None:
    report = shift.work(desk, tmp_path, claims=CLAIMS, reviewers=REVIEWERS, seconds=PATIENCE, calm=3)
    assert report.wrong == {}
    assert report.surprises == []
    assert report.findings == CLAIMS * WANTED
    assert all(report.counted[trouble] for trouble in Trouble)

"""Four processes that take the next claim at once, 25 times each, on SQLite: nobody is turned away by a lock."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.models import Claim, Event
from reviews.models import Assignment
from tests.concurrency.second_connection import database
from tests.factories import PersonFactory, queued_claims
from tests.manage import migrated_file
from tests.servers import wait_until

PROCESSES, CALLS = 4, 25
CLAIMS = 90  # fewer than calls: at the end everybody reaches for the last ones


@pytest.mark.slow
def test_a_storm_of_taking_on_sqlite_gives_every_claim_to_one_and_never_says_locked(
    tmp_path: Path, django_db_blocker: Any
) -> None:
    url = f"sqlite:///{migrated_file(tmp_path / 'storm.sqlite3')}"
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "GATE": str(tmp_path / "gate")}
    with django_db_blocker.unblock(), database(url):
        people = [PersonFactory(reviewer=True, profile={"capacity": CALLS}) for _ in range(PROCESSES)]
        queued_claims(*[0.5] * CLAIMS)
    storm = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.concurrency.storm", person.username, str(CALLS)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for person in people
    ]
    try:
        wait_until(lambda: len(list(tmp_path.glob("ready-*"))) == PROCESSES, 60, "every process stands at the gate")
        (tmp_path / "gate").touch()
        told = [json.loads(process.communicate(timeout=60)[0]) for process in storm]
    finally:
        for process in storm:
            process.kill()
    taken = [claim for each in told for claim in each["taken"]]
    assert [each["broken"] for each in told] == [[]] * PROCESSES
    assert len(taken) == len(set(taken)) == CLAIMS
    assert {code for each in told for code in each["refused"]} == {"nothing_to_take"}
    with django_db_blocker.unblock(), database(url):
        assert Assignment.objects.filter(closed_at=None).count() == CLAIMS
        assert Event.objects.filter(act="take").count() == CLAIMS
        assert not Claim.objects.exclude(status="in_review").exists()


def test_the_storm_runs_on_the_embedded_database_as_settings_make_it(tmp_path: Path) -> None:
    """Immediate transactions and WAL come from settings; a test that set them itself would prove nothing."""
    script = (
        "import django; django.setup(); from django.db import connection; print(connection.settings_dict['OPTIONS'])"
    )
    url = f"sqlite:///{migrated_file(tmp_path / 'storm.sqlite3')}"
    said = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"DATABASE_URL": url, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "'transaction_mode': 'IMMEDIATE'" in said
    assert "journal_mode=WAL" in said

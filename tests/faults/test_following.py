"""The reference client in docs/ does what it says: run as a program, against the web server as it is in production."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from claims.enums import Status
from reviews.actions import verdicts
from reviews.models import FeedEntry
from tests.factories import PersonFactory, claim_at
from tests.faults.desk import Desk
from tests.servers import free_port, wait_until

CLIENT = Path(__file__).resolve().parents[2] / "docs" / "follow_changes.py"
SECONDS = 60

pytestmark = [pytest.mark.faults, pytest.mark.slow]  # starts a server, and kills clients


def follow(address: str, copy: Path, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-I", str(CLIENT), address, str(copy), *more]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def once(address: str, copy: Path) -> dict[str, Any]:
    process = follow(address, copy, "--once")
    assert process.communicate(timeout=SECONDS)[1] == ""
    assert process.returncode == 0
    state: dict[str, Any] = json.loads(copy.read_text())
    return state


@pytest.fixture
def server(desk: Desk) -> str:
    """The address of a web server on the desk's database."""
    port = free_port()
    desk.start("gunicorn", "-c", "python:factcheck.serving", PORT=port, WEB_WORKERS=1)
    address = f"http://127.0.0.1:{port}"
    desk.wait_for(lambda: answers(f"{address}/livez"), "the web server answers")
    return address


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.json"


@pytest.fixture
def following(server: str, copy: Path) -> Iterator["subprocess.Popen[str]"]:
    process = follow(server, copy)
    yield process
    process.kill()
    process.communicate()


def test_it_is_one_short_file_that_needs_nothing_but_python() -> None:
    program = CLIENT.read_text()
    assert len(program.splitlines()) < 60
    imported = re.findall(r"^(?:import|from) (\w+)", program, re.MULTILINE)
    assert set(imported) <= set(sys.stdlib_module_names)


def test_it_copies_what_there_is_goes_on_where_it_was_and_begins_anew_after_a_restore(server: str, copy: Path) -> None:
    claims = [claim_at(Status.PUBLISHED) for _ in range(2)]
    first = once(server, copy)
    assert {what.get("status", what.get("slug")) for what in first["kept"].values()} == {"published", "truth"}
    verdicts.withdraw(claims[0].pk, actor=PersonFactory(editor=True), note="The table was wrong.")
    second = once(server, copy)
    changed = {url for url, what in second["kept"].items() if what != first["kept"][url]}
    assert changed == {f"{server}/api/v1/verdicts/{claims[0].verdict.pk}"}
    never = first["kept"] | {f"{server}/api/v1/verdicts/4711": {"id": 4711}}
    copy.write_text(json.dumps({"cursor": "OTkuYWJjZGVmYWJjZGVm", "kept": never}))  # of a desk that is no more
    assert once(server, copy) == second
    assert not copy.with_suffix(".new").exists()


def test_it_waits_for_what_comes(server: str, copy: Path, following: "subprocess.Popen[str]") -> None:
    wait_until(copy.exists, SECONDS, "it has seen what there was")
    claim_at(Status.PUBLISHED)
    newest = FeedEntry.objects.latest("pk").verdict_id
    wait_until(lambda: f'verdicts/{newest}"' in copy.read_text(), SECONDS, "it has seen what came")
    assert following.poll() is None


def test_a_desk_that_is_away_is_waited_for_and_a_wrong_address_is_not(server: str, copy: Path) -> None:
    away = follow(f"http://127.0.0.1:{free_port()}", copy)
    wrong = follow(f"{server}/nowhere", copy)
    assert "404" in wrong.communicate(timeout=SECONDS)[1]
    assert wrong.returncode == 1
    assert away.poll() is None
    away.kill()
    away.communicate()

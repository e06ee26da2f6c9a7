"""`make run`: one sentence when it cannot start; otherwise everything runs, heals, and is gone afterwards."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from factcheck.broker import embedded, ping
from factcheck.environment import SOCKET_PATH_LIMIT, broker_socket
from tests import manage
from tests.running import ROOT, Desk, plain_environment
from tests.servers import Redis, free_port, wait_until

PROGRAMS = (
    "celery --quiet -A factcheck worker",
    "gunicorn",
    "celery --quiet -A factcheck beat",
    "sweep",
    "valkey-server",
)
PRODUCTION = {"DEBUG": "false", "SECRET_KEY": "k" * 60, "ALLOWED_HOSTS": "127.0.0.1"}
STOP_SECONDS = 25


def refused(data_dir: Path, **environment: str) -> str:
    """The sentence with which the launcher refuses."""
    given = plain_environment(data_dir) | {"PORT": str(free_port())} | environment
    command = [sys.executable, "-m", "factcheck.launch"]
    ended = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 1, ended
    assert re.fullmatch(r"Factcheck cannot start: [^\n]+\.\n", ended.stderr), ended.stderr
    return ended.stderr


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@contextmanager
def running(data_dir: Path) -> Iterator[Desk]:
    """As in production: without the sample newsroom, whose story takes a while to tell."""
    manage.new_desk(data_dir)  # migrated already: that it does that itself is seen where everything starts
    desk = Desk(data_dir, **PRODUCTION)
    try:
        desk.wait_until_open()
        yield desk
    finally:
        desk.process.kill()  # the rest of the family ends by itself then, as a test below shows
        desk.process.wait()


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    with running(data_dir) as desk:
        yield desk


@pytest.fixture(scope="module")
def kept_whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One for all tests that leave it as they found it."""
    with running(tmp_path_factory.mktemp("kept") / "data") as desk:
        yield desk


def test_a_taken_port_is_refused(data_dir: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert f"PORT {port}" in refused(data_dir, PORT=port)


@pytest.mark.parametrize("port", ["http", "70000"])
def test_a_port_that_is_none_is_refused(data_dir: Path, port: str) -> None:
    assert "PORT" in refused(data_dir, PORT=port)


# What else the settings refuse, the launcher does in the same words: tests/factcheck/test_settings.py.
def test_a_wrong_database_url_is_refused(data_dir: Path) -> None:
    sentence = refused(data_dir, DATABASE_URL="postgres://user:secret-word@host:port/desk")
    assert "DATABASE_URL" in sentence
    assert "secret-word" not in sentence


def test_an_unreachable_postgresql_is_refused(data_dir: Path) -> None:
    url = f"postgres://desk:secret-word@127.0.0.1:{free_port()}/desk"
    sentence = refused(data_dir, DATABASE_URL=url)
    assert "DATABASE_URL: PostgreSQL cannot be used" in sentence
    assert "refused" in sentence
    assert "secret-word" not in sentence


def test_a_database_that_does_not_exist_is_refused(data_dir: Path, postgres_server: str) -> None:
    sentence = refused(data_dir, DATABASE_URL=f"{postgres_server.rpartition('/')[0]}/no_such_desk")
    assert 'database "no_such_desk" does not exist' in sentence


def test_an_unreachable_redis_is_refused(data_dir: Path) -> None:
    sentence = refused(data_dir, REDIS_URL=f"redis://127.0.0.1:{free_port()}/0")
    assert "REDIS_URL: the Redis server cannot be used" in sentence


def test_a_data_directory_that_cannot_be_written_is_refused(data_dir: Path) -> None:
    data_dir.write_text("a file, not a directory")
    assert "DATA_DIR" in refused(data_dir)


@pytest.mark.slow
@pytest.mark.faults
def test_everything_starts_together_and_sigterm_leaves_nothing_behind(data_dir: Path) -> None:
    desk = Desk(data_dir)
    desk.wait_until_open()
    assert "editor-demo" in desk.said()
    assert desk.readiness()["status"] == "ok"
    for program in PROGRAMS:
        assert desk.named(program), f"{program} does not run"
    # Nobody else on this machine may queue work or read the database.
    assert [path.stat().st_mode & 0o077 for path in (data_dir, data_dir / "broker")] == [0, 0]
    desk.process.terminate()
    assert desk.process.wait(STOP_SECONDS) == 0
    assert desk.left_behind() == {}
    assert not {"Traceback", "WARNINGS"} & set(re.findall(r"\w+", desk.said()))


@pytest.mark.slow
@pytest.mark.faults
def test_a_second_desk_on_the_same_data_is_refused_while_the_first_runs(kept_whole: Desk) -> None:
    assert "already running" in refused(kept_whole.data_dir)
    assert kept_whole.readiness()["status"] == "ok"


@pytest.mark.slow
@pytest.mark.faults
def test_every_killed_program_comes_back(kept_whole: Desk) -> None:
    desk, workers = kept_whole, kept_whole.said().count("ready.")
    for program in PROGRAMS:
        old = desk.named(program)
        os.kill(min(old), signal.SIGKILL)  # the eldest leads the others
        wait_until(lambda p=program, o=old: set(desk.named(p)) - set(o), 30, f"{program} comes back: {desk.said()}")
        wait_until(lambda p=program, o=old: not set(o) & set(desk.named(p)), 30, f"{program} left nothing behind")
    wait_until(lambda: desk.readiness().get("status") == "ok", 30, f"the desk is whole again: {desk.said()}")
    wait_until(lambda: desk.said().count("ready.") > workers, 30, f"the worker takes work again: {desk.said()}")


@pytest.mark.slow
@pytest.mark.faults
def test_when_the_launcher_itself_is_killed_nothing_is_left_behind_and_the_next_desk_starts(
    desk: Desk, data_dir: Path
) -> None:
    desk.processes()
    desk.process.kill()
    wait_until(lambda: not desk.left_behind(), STOP_SECONDS, f"{desk.left_behind()} ends")
    second = Desk(data_dir, **PRODUCTION)
    try:
        second.wait_until_open()
        assert second.readiness()["status"] == "ok"
    finally:
        second.process.send_signal(signal.SIGINT)
        assert second.process.wait(STOP_SECONDS) == 0
    assert second.left_behind() == {}


@pytest.mark.slow
@pytest.mark.faults
def test_with_given_servers_it_starts_none_of_its_own_and_outlives_their_absence(data_dir: Path, postgres: str) -> None:
    redis = Redis.start_new()
    desk = Desk(data_dir, DATABASE_URL=postgres, REDIS_URL=redis.url, **PRODUCTION)
    try:
        desk.wait_until_open()
        assert (desk.readiness()["status"], desk.readiness()["database"]) == ("ok", "postgresql")
        assert desk.named("valkey-server") == []
        redis.kill()
        wait_until(lambda: desk.readiness().get("status") == "degraded", 20, "it says that delivery is slow")
        redis.start()
        wait_until(lambda: desk.readiness().get("status") == "ok", 20, "it is whole again")
    finally:
        desk.process.terminate()
        assert desk.process.wait(STOP_SECONDS) == 0
        redis.stop()


def test_a_deep_data_directory_gets_a_short_private_socket_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 20) / ("deep" * 20)
    path = broker_socket(deep)
    assert len(str(path)) <= SOCKET_PATH_LIMIT
    broker = subprocess.Popen(embedded(path, deep))
    try:
        wait_until(lambda: ping(f"redis+socket://{path}", 1) is None, 20, "the embedded broker answers")
        assert path.parent.stat().st_mode & 0o077 == 0
    finally:
        broker.terminate()
        broker.wait()
        shutil.rmtree(path.parent)


def test_a_socket_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "broker").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SystemExit, match="belongs to somebody else"):
        embedded(tmp_path / "broker" / "broker.sock", tmp_path)

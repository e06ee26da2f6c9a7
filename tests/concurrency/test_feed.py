"""Whoever follows the change feed while others write misses nothing, whenever a transaction commits."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.actions.advance import lock_claim
from claims.enums import Status
from claims.models import Claim
from reviews.actions import archive, scales, verdicts
from reviews.actions.scales import LabelDraft
from reviews.actions.verdicts import Correction
from reviews.models import ArchivedCopy, Source, VerdictVersion
from tests.concurrency.following import PAUSE, Follower
from tests.concurrency.second_connection import BLOCKED_SECONDS, Rival, at_once, database, locked_out
from tests.factories import PersonFactory, claim_at
from tests.manage import migrated_file
from tests.servers import wait_until

WRITERS = 4
LABELS = [LabelDraft(label=label, definition="It is.") for label in ("Right", "Wrong")]


def correct(claim: Claim, editor: Any, summary: str) -> VerdictVersion:
    return verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Revised.", summary=summary))


class Writer(threading.Thread):
    """Somebody who changes one claim in steps: begin and lock it, then the act, then the commit, each when told."""

    def __init__(self, claim: Claim, editor: Any) -> None:
        super().__init__(daemon=True)
        self.claim, self.editor = claim, editor
        self.told = {step: threading.Event() for step in ("act", "commit")}
        self.begun, self.written = threading.Event(), threading.Event()
        self.pid, self.error = 0, ""

    def run(self) -> None:
        try:
            with transaction.atomic():
                lock_claim(self.claim.pk)
                self.pid = connection.connection.info.backend_pid
                self.begun.set()
                assert self.told["act"].wait(BLOCKED_SECONDS)
                correct(self.claim, self.editor, f"Looked at again by backend {self.pid}, {id(self)}.")
                self.written.set()
                assert self.told["commit"].wait(BLOCKED_SECONDS)
        except Exception as error:
            self.error = repr(error)
        finally:
            connection.close()

    def waits(self) -> bool:
        """For another one that holds the feed."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.pid])
            return bool(cursor.fetchone()[0])


class Watching(threading.Thread):
    """A follower that never stops looking."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.follower, self.over, self.error = Follower(limit=2), threading.Event(), ""

    def run(self) -> None:
        try:
            while self.follower.look() or not self.over.wait(PAUSE):
                pass
        except Exception as error:
            self.error = repr(error)
        finally:
            connection.close()


orders = st.permutations(range(WRITERS))


@pytest.mark.postgres
def test_whatever_the_order_of_beginning_writing_and_committing_a_follower_misses_nothing(desk: str) -> None:
    # Each by an editor of their own: who corrects is locked as well, and nothing but the feed is to be in the way.
    claims = [(claim_at(Status.PUBLISHED), PersonFactory(editor=True)) for _ in range(WRITERS)]
    watching = Watching()
    watching.start()

    @settings(max_examples=8, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(begin=orders, write=orders, commit=orders)
    def play(begin: list[int], write: list[int], commit: list[int]) -> None:
        writers = [Writer(claim, editor) for claim, editor in claims]
        for number in begin:
            writers[number].start()
            assert writers[number].begun.wait(BLOCKED_SECONDS)
        for number in write:
            one = writers[number]
            one.told["act"].set()
            wait_until(lambda one=one: one.written.is_set() or one.waits(), BLOCKED_SECONDS, "it writes or waits")
        for number in commit:
            writers[number].told["commit"].set()
        for one in writers:
            one.join(BLOCKED_SECONDS)
        assert [one.error for one in writers] == [""] * WRITERS

    play()
    watching.over.set()
    watching.join(BLOCKED_SECONDS)
    assert watching.error == ""
    assert watching.follower.numbers == list(range(1, len(watching.follower.numbers) + 1))
    assert watching.follower.kept == watching.follower.shown()


@pytest.mark.postgres
def test_the_second_writer_waits_until_the_first_has_committed(desk: str, editor: Any) -> None:
    first, second = claim_at(Status.PUBLISHED), claim_at(Status.PUBLISHED)
    colleague = PersonFactory(editor=True)
    follower = Follower(limit=50)
    follower.look()
    with transaction.atomic():
        correct(first, editor, "Looked at again.")
        rival = Rival(lambda: correct(second, colleague, "And again.")).until_it_waits_for_us()
        assert at_once(follower.look) is False
    rival.finish()
    follower.look()
    assert follower.numbers == list(range(1, 6))
    assert follower.kept == follower.shown()


@pytest.mark.postgres
def test_only_what_readers_see_waits_for_who_publishes(desk: str, editor: Any) -> None:
    published, other, colleague = claim_at(Status.PUBLISHED), claim_at(Status.REVIEWED), PersonFactory(editor=True)
    with transaction.atomic():
        correct(published, editor, "Looked at again.")
        assert at_once(lambda: verdicts.approve(other.pk, actor=colleague))
        with locked_out:
            at_once(lambda: scales.create("short", "Short scale", LABELS, actor=colleague))


@pytest.mark.postgres
def test_a_copy_that_is_stored_while_its_verdict_is_corrected_is_told_of_whoever_commits_first(
    desk: str, editor: Any
) -> None:
    """Neither sees what the other has not committed: so the later one looks only once it holds the feed."""
    claim = claim_at(Status.PUBLISHED)
    copy = ArchivedCopy.objects.create(url="https://example.org/table", seen_on=Source.objects.first().accessed_on)
    follower = Follower(limit=50)
    with transaction.atomic():
        correct(claim, editor, "Looked at again.")  # cites the copy, which the version before did not
        rival = Rival(lambda: archive.fail(copy.pk, "The server is away.")).until_it_waits_for_us()
        at_once(follower.look)
    rival.finish()
    follower.look()
    [verdict] = [row for row in follower.kept.values() if "verdict" in row["links"]["self"]]
    assert verdict["sources"][0]["archived"]["state"] == "failed"
    assert follower.kept == follower.shown()


@pytest.mark.slow  # starts five processes
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_processes_that_publish_at_once_leave_a_follower_with_what_the_api_shows(
    kind: str, tmp_path: Path, django_db_blocker: Any, request: pytest.FixtureRequest
) -> None:
    sqlite = f"sqlite:///{migrated_file(tmp_path / 'feed.sqlite3')}"
    url = sqlite if kind == "sqlite" else request.getfixturevalue("desk")
    with django_db_blocker.unblock(), database(url):
        editor = PersonFactory(editor=True, username="publishing-editor")
        claims = [claim_at(Status.APPROVED).pk for _ in range(WRITERS * 3)]
    environment = os.environ | {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "GATE": str(tmp_path / "gate")}

    def start(module: str, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", f"tests.concurrency.{module}", *words]
        return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)

    follower = start("following", str(tmp_path / "stop"))
    writers = [
        start("publishing", editor.username, str(number), *map(str, claims[number::WRITERS]))
        for number in range(WRITERS)
    ]
    try:
        wait_until(lambda: len(list(tmp_path.glob("ready-*"))) == WRITERS, 60, "every writer stands at the gate")
        (tmp_path / "gate").touch()
        assert [writer.wait(timeout=90) for writer in writers] == [0] * WRITERS
        (tmp_path / "stop").touch()
        told = json.loads(follower.communicate(timeout=60)[0])
    finally:
        for process in (follower, *writers):
            process.kill()
    # The scale that came with the desk; each writer's 3 publications, 9 corrections, withdrawal and scale.
    assert told["numbers"] == list(range(1, 1 + WRITERS * 14 + 1))
    assert told["kept"] == told["shown"]

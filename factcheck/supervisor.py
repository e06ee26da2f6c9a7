"""Keeps a few programs running in one foreground, and leaves nothing behind, however it ends itself.

Each program leads a process group of its own, so that stopping it also reaches its pool children. One that ends by
itself is started again, later each time: killing anything at any time may cost seconds, not the desk.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK_SECONDS = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
STEADY_SECONDS = 30.0  # who ran for so long starts again with the first pause
GRACE_SECONDS = 10.0


@dataclass
class Program:
    """One command that has to be running."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    stops_last: bool = False  # the others lean on it
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_again_at: float = 0.0
    pause: float = FIRST_PAUSE

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Signals only set a mark here; everything happens in the loops, so no step can be torn in the middle."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.programs: list[Program] = []
        self.stop_requests = 0
        self.guard, self.tell_guard = _fork_guard()
        for number in STOP_SIGNALS:
            signal.signal(number, self._request_stop)

    @property
    def stopping(self) -> bool:
        return self.stop_requests > 0

    def start(self, program: Program) -> None:
        self.programs.append(program)
        self._launch(program)

    def run_to_end(self, program: Program) -> int:
        """Run something that ends by itself. Its exit code; when we are told to stop, it is stopped as well."""
        self._launch(program)
        while program.running() and not self.stopping:
            self._look_after_all()
            time.sleep(TICK_SECONDS)
        return self._end([program])[0]

    def wait_for(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Keep everything running until this holds. False when it did not in time, or when we are told to stop."""
        deadline = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < deadline:
            if condition():
                return True
            self._look_after_all()
            time.sleep(TICK_SECONDS)
        return False

    def keep_running(self) -> None:
        """Until somebody says stop."""
        while not self.stopping:
            self._look_after_all()
            time.sleep(TICK_SECONDS)

    def stop(self) -> None:
        """Stop everything, gently; a second stop signal kills."""
        self._end([program for program in self.programs if not program.stops_last])
        self._end([program for program in self.programs if program.stops_last])
        os.close(self.tell_guard)
        os.waitpid(self.guard, 0)

    def _launch(self, program: Program) -> None:
        program.process = subprocess.Popen(
            program.command,
            env=os.environ | program.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        program.started_at = time.monotonic()
        self._tell("+", program)

    def _look_after_all(self) -> None:
        for program in self.programs:
            if not program.running():
                self._start_again(program)

    def _start_again(self, program: Program) -> None:
        now = time.monotonic()
        if program.process:
            code = self._end([program])[0]  # what its children still do is done by their successors
            program.process = None
            program.pause = FIRST_PAUSE if now - program.started_at > STEADY_SECONDS else program.pause
            program.start_again_at = now + program.pause
            self.say(f"{program.name} ended ({_how(code)}); it is started again in {program.pause:g} s.")
        elif now >= program.start_again_at:
            program.pause = min(program.pause * 2, LONGEST_PAUSE)
            self._launch(program)

    def _end(self, programs: Iterable[Program]) -> list[int]:
        started = [program for program in programs if program.process]
        alive = {program.process.pid: program.running for program in started if program.process}
        _end_groups(alive, lambda: self.stop_requests > 1)
        codes = [program.process.wait() for program in started if program.process]
        for program in started:
            self._tell("-", program)
        return codes

    def _tell(self, sign: str, program: Program) -> None:
        if program.process:
            with suppress(BrokenPipeError):  # somebody killed the guard, who is needed only once we are killed too
                os.write(self.tell_guard, f"{sign} {program.process.pid} {int(program.stops_last)}\n".encode())

    def _request_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_requests += 1


def _end_groups(alive: dict[int, Callable[[], bool]], hurried: Callable[[], bool]) -> None:
    """Ask each leader to stop, who passes it on in the order it likes; kill what is left of its group."""
    for leader, is_alive in alive.items():
        if is_alive():
            _send(os.kill, leader, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_SECONDS
    while any(is_alive() for is_alive in alive.values()) and time.monotonic() < deadline and not hurried():
        time.sleep(TICK_SECONDS)
    for leader in alive:
        _send(os.killpg, leader, signal.SIGKILL)


def _fork_guard() -> tuple[int, int]:
    """A process that ends the programs when we cannot: `kill -9` runs no handler. Its id, and where to tell it more.

    It learns of our end when the pipe closes. The parent-death signal of Linux was tried instead: it reaches all at
    once, and a Celery worker whose broker goes away while it stops waits for it for ever.
    """
    told, tell = os.pipe()
    guard = os.fork()
    if guard:
        os.close(told)
        return guard, tell
    os.close(tell)
    os.setsid()
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    try:
        _guard(told)
    finally:
        os._exit(0)


def _guard(told: int) -> None:
    known: dict[int, bool] = {}
    with os.fdopen(told) as lines:
        for line in lines:
            sign, leader, stops_last = line.split()
            if sign == "+":
                known[int(leader)] = stops_last == "1"
            else:
                del known[int(leader)]
    for last in (False, True):
        groups = [leader for leader, stops_last in known.items() if stops_last is last]
        _end_groups({leader: partial(_group_lives, leader) for leader in groups}, lambda: False)


def _group_lives(leader: int) -> bool:
    return _send(os.killpg, leader, 0)


def _send(how: Callable[[int, int], None], whom: int, number: int) -> bool:
    try:
        how(whom, number)
    except ProcessLookupError:
        return False
    return True


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"

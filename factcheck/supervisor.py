"""Keeps a few programs running in one foreground, and leaves nothing behind. Linux and macOS, no threads.

Each program leads a process group of its own, so that stopping it also reaches its pool children. One that ends by
itself is started again, later each time: killing anything at any time may cost seconds, not the desk.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import FrameType

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK_SECONDS = 0.1
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
STEADY_SECONDS = 30.0  # who ran for so long starts again with the first pause
GRACE_SECONDS = 10.0
PR_SET_PDEATHSIG = 1


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

    def start(self) -> None:
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_the_launcher,  # noqa: PLW1509 (safe: this process has one thread)
        )
        self.started_at = time.monotonic()

    def signal_group(self, number: int) -> None:
        if self.process:
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                return

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Signals only set a mark here; everything happens in the loops, so no step can be torn in the middle."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.programs: list[Program] = []
        self.stop_requests = 0
        for number in STOP_SIGNALS:
            signal.signal(number, self._request_stop)

    @property
    def stopping(self) -> bool:
        return self.stop_requests > 0

    def start(self, program: Program) -> None:
        self.programs.append(program)
        program.start()

    def run_to_end(self, program: Program) -> int:
        """Run something that ends by itself. Its exit code; when we are told to stop, it is stopped as well."""
        program.start()
        while program.running() and not self.stopping:
            time.sleep(TICK_SECONDS)
        _stop([program], self._hurried)
        return program.process.returncode if program.process else 0

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
        _stop([program for program in self.programs if not program.stops_last], self._hurried)
        _stop([program for program in self.programs if program.stops_last], self._hurried)

    def _look_after_all(self) -> None:
        for program in self.programs:
            if not program.running():
                self._start_again(program)

    def _start_again(self, program: Program) -> None:
        now = time.monotonic()
        if program.process is not None:
            code = program.process.returncode
            program.signal_group(signal.SIGKILL)  # what its children still do is done by their successors
            program.process = None
            program.pause = FIRST_PAUSE if now - program.started_at > STEADY_SECONDS else program.pause
            program.start_again_at = now + program.pause
            self.say(f"{program.name} ended ({_how(code)}); it is started again in {program.pause:g} s.")
        elif now >= program.start_again_at:
            program.pause = min(program.pause * 2, LONGEST_PAUSE)
            program.start()

    def _request_stop(self, number: int, frame: FrameType | None) -> None:
        self.stop_requests += 1

    def _hurried(self) -> bool:
        return self.stop_requests > 1


def _stop(programs: Iterable[Program], hurried: Callable[[], bool]) -> None:
    running = [program for program in programs if program.process]
    for program in running:
        if program.running() and program.process:
            program.process.send_signal(signal.SIGTERM)  # the leader passes it on in the order it likes
    deadline = time.monotonic() + GRACE_SECONDS
    while any(program.running() for program in running) and time.monotonic() < deadline and not hurried():
        time.sleep(TICK_SECONDS)
    for program in running:
        program.signal_group(signal.SIGKILL)
        if program.process:
            program.process.wait()


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"signal {-code}"


def _die_with_the_launcher() -> None:
    """In the child: Linux ends it when the launcher is gone, even when that was `kill -9`. Elsewhere nothing does."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

"""Told time: runs the threads of a story in the order of their moments, and does the work that they cause.

A thread is a generator. Each `yield` names the moment of what it does next, so a thread reads like what happened.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Any

from django.db.models.signals import post_save

from claims import clock
from claims.actions import jobs
from claims.actions.jobs import Work
from claims.models import Job

Thread = Iterator[datetime]
TICK = timedelta(seconds=1)  # between any two things that happen


class Untellable(Exception):
    """The story cannot go on; the message says what does not fit."""


class Stage:
    """Claims meet on one desk, so all threads share one clock, and history is written in its true order."""

    def __init__(self, *, begins: datetime, ends: datetime, works: Mapping[str, Work]) -> None:
        self.told, self.ends, self.works = begins, ends, works
        self._waiting: list[tuple[datetime, int, Thread]] = []
        self._jobs: deque[int] = deque()
        self._threads = 0

    def add(self, thread: Thread) -> None:
        """Let this thread begin at the first moment that it names."""
        self._threads += 1
        self._wait(thread, self._threads)

    def play(self) -> None:
        """Until every thread has ended. Raises Untellable, or what an action refuses."""
        with self._noticing_work():
            while self._waiting:
                moment, number, thread = heappop(self._waiting)
                with clock.set_to(self._from(moment)):
                    self._wait(thread, number)
                self._do_the_work()

    def _wait(self, thread: Thread, number: int) -> None:
        moment = next(thread, None)
        if moment is not None:
            heappush(self._waiting, (moment, number, thread))

    def _from(self, moment: datetime) -> datetime:
        self.told = max(moment, self.told + TICK)
        if self.told > self.ends:
            raise Untellable(f"The story goes on after its end, on {self.told:%d %B %Y at %H:%M}.")
        return self.told

    def _do_the_work(self) -> None:
        """What a worker would have done a moment later. Nothing is left for a real one to find."""
        while self._jobs:
            job_id = self._jobs.popleft()
            with clock.set_to(self._from(self.told)):
                if not jobs.execute(job_id, self.works):
                    job = Job.objects.get(pk=job_id)
                    raise Untellable(f"The work “{job}” was not done: {job.error or job.get_state_display()}.")

    @contextmanager
    def _noticing_work(self) -> Iterator[None]:
        def notice(instance: Job, created: bool, **kwargs: Any) -> None:
            if created:
                self._jobs.append(instance.pk)

        post_save.connect(notice, sender=Job)
        try:
            yield
        finally:
            post_save.disconnect(notice, sender=Job)

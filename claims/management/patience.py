"""Shows on stderr that something takes its time: a bar on a terminal, one line anywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

SHORT = 1.0  # seconds; what ends before is not worth a word


@contextmanager
def patience(what: str) -> Iterator[None]:
    """While the body runs longer than a moment, say what is being done."""
    bar = _bar(what)
    timer = Timer(SHORT, bar.start if bar else lambda: print(f"{what} …", file=sys.stderr, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()  # it may be drawing its first frame at this moment
        if bar:
            bar.stop()


def _bar(what: str) -> Progress | None:
    console = Console(stderr=True)
    if not console.is_terminal:
        return None
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    # Started from another thread: it must not swap the process's streams under the main one.
    bar = Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
    bar.add_task(what, total=None)
    return bar

"""Whoever reads along may have seen enough before the end, `head` for instance. That is no error."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def while_somebody_reads() -> Iterator[None]:
    """What is written after that goes nowhere; Python would complain once more at exit."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""The desk in a hurry: what takes minutes in life takes seconds here. The app for Celery, and `manage.py` with -m.

Nothing is changed but durations: how long a lease lasts, how patient the sweep is, how slowly an article is read, so
that a process can be killed or frozen in the middle of a job, and how long webhooks wait.
"""

import os
import sys
import time
from datetime import timedelta
from typing import Any

import django

django.setup()

from claims import detection, tasks  # noqa: E402
from claims.actions import jobs  # noqa: E402
from factcheck.celery import app  # noqa: E402
from reviews.actions import deliveries  # noqa: E402
from reviews.exported import table  # noqa: E402

__all__ = ["app"]

jobs.LEASE = timedelta(seconds=float(os.environ["LEASE_SECONDS"]))
tasks.PATIENCE = timedelta(seconds=float(os.environ["PATIENCE_SECONDS"]))
deliveries.SECONDS = float(os.environ["ATTEMPT_SECONDS"])
deliveries.REST = timedelta(seconds=1)
deliveries.PAUSES = [timedelta(seconds=0.2 * number) for number, _ in enumerate(deliveries.PAUSES)]
_read = detection.read


def read_slowly(text: str, language: str = "en") -> Any:
    time.sleep(float(os.environ["READING_SECONDS"]))
    return _read(text, language)


detection.read = read_slowly
table.BATCH = 1
_keep = jobs.keep


def keep_slowly(job: Any) -> None:
    _keep(job)
    time.sleep(float(os.environ["BATCH_SECONDS"]))


jobs.keep = keep_slowly


def bring(first: int, count: int) -> None:
    """Take in numbered articles of two claims each, as a person would."""
    from django.contrib.auth import get_user_model

    from claims.actions import articles
    from claims.enums import Door

    editor = get_user_model().objects.get(username="first-editor")
    for number in range(first, first + count):
        text = f"Exports grew by {number} percent in 2019.\nImports fell by {number} million tons in 2018."
        articles.receive(text, actor=editor, door=Door.COMMAND)


if __name__ == "__main__":
    if sys.argv[1] == "bring":
        bring(int(sys.argv[2]), int(sys.argv[3]))
    else:
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)

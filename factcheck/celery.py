"""The Celery app and its clock. What each unusual setting saves us from is said in settings.py."""

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")

WORKER_SOCKET_SECONDS = 10
# What the clock does, and every how many seconds. A tick that nobody took in time is dropped, for the next one does
# the same: a worker that was away finds one message, not a thousand.
BEAT = {
    "reviews.tasks.expire_leases": 30,
    "reviews.tasks.assign_waiting": 60,
    "reviews.tasks.warn_of_leases": 60,
    "reviews.tasks.tell_of_overdue": 600,
    # Sends once a day; looks so often that it is near its hour, and that a clock that was away then makes up for it.
    "reviews.tasks.send_digests": 600,
    "reviews.tasks.remove_stray_files": 3600,
}

app = Celery("factcheck")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}} for task, seconds in BEAT.items()
}


@celeryd_init.connect
def be_patient(conf: Any, **kwargs: Any) -> None:
    """Nobody waits for a worker's page, and one that gives up on a slow broker after 2 s only reconnects more often."""
    conf.broker_transport_options = conf.broker_transport_options | {"socket_timeout": WORKER_SOCKET_SECONDS}


@setup_logging.connect
def leave_logging_alone(**kwargs: Any) -> None:
    """Celery would put its own handlers and levels over those in settings; it does not where somebody listens here."""

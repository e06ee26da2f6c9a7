"""Gunicorn as in production, of ours and of the bare view, each on a port of its own."""

import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.manage import ROOT
from tests.servers import free_port, wait_until

OURS, BARE = "factcheck.settings", "tests.benchmarks.verdicts.bare_settings"
READY = {OURS: "/api/v1/ratings", BARE: "/one/0"}
START_SECONDS = 60


@contextmanager
def served(database: str, settings: str) -> Iterator[str]:
    """The address. Without DEBUG, and without a limit to what one caller may ask for."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    data = Path(tempfile.mkdtemp(prefix="factcheck-bench-"))
    own = {"DATABASE_URL": database, "DEBUG": "false", "ENV_FILE": os.devnull, "DATA_DIR": str(data)}
    own |= {"SECRET_KEY": "for-this-run-alone-" * 4, "ALLOWED_HOSTS": "127.0.0.1", "SITE_URL": url, "HTTPS": "false"}
    own |= {"PORT": str(port), "ADDRESS_REQUESTS_PER_MINUTE": "0", "DJANGO_SETTINGS_MODULE": settings}
    command = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.serving", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | own)
    try:
        wait_until(lambda: _answers(url + READY[settings]), START_SECONDS, f"{settings} is served")
        yield url
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5).close()
    except OSError:
        return False
    return True

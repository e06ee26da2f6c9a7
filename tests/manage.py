"""`manage.py` as a process of its own, on a desk of its own: what people and supervisors see of a command."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests import servers

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "factcheck.sqlite3"
OURS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PYTHONIOENCODING", "LC_ALL", "LANG")


def new_desk(folder: Path, **given: str) -> dict[str, str]:
    """The environment of a desk with a migrated, otherwise empty database in this folder. No broker answers there."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_migrated(), folder / DATABASE)
    return environment(folder, **given)


def sample_desk(folder: Path) -> Path:
    """A data directory in which the sample newsroom was told already, which takes longer than all else of a start."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(_told(), folder / DATABASE)
    return folder


def environment(folder: Path, **given: str) -> dict[str, str]:
    """Of a desk whose data lies there, whatever the tests' own environment says."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | {"DEBUG": "true", "ENV_FILE": os.devnull, "DATA_DIR": str(folder)} | given


def run(desk: dict[str, str], *arguments: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """The command to its end, its output as bytes."""
    return subprocess.run(_command(arguments), env=desk, cwd=ROOT, capture_output=True, timeout=120, **how)


def start(desk: dict[str, str], *arguments: str, **how: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(_command(arguments), env=desk, cwd=ROOT, **how)


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


@cache
def _told() -> Path:
    desk = new_desk(servers.private_folder())
    run(desk, "seed", check=True)
    return Path(desk["DATA_DIR"]) / DATABASE


@cache
def _migrated() -> Path:
    folder = servers.private_folder()
    run(environment(folder), "migrate", "--skip-checks", "--verbosity", "0", check=True)
    return folder / DATABASE

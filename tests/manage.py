"""`manage.py` as a process of its own, on a desk of its own: what people and supervisors see of a command."""

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "factcheck.sqlite3"
OURS = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PYTHONIOENCODING", "LC_ALL", "LANG")


def new_desk(folder: Path, **given: str) -> dict[str, str]:
    """The environment of a desk with a migrated, otherwise empty database in this folder. No broker answers there."""
    folder.mkdir(parents=True, exist_ok=True)
    migrated_file(folder / DATABASE)
    return environment(folder, **given)


def migrated_file(path: Path) -> Path:
    """A migrated, otherwise empty SQLite database at this path."""
    shutil.copy(_migrated(), path)
    return path


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


class Telling(NamedTuple):
    """How telling the story went."""

    seconds: float
    stderr: bytes


def as_it_was_told() -> Telling:
    """Of the sample newsroom that all the others are copies of."""
    folder = _told().parent
    return Telling(float((folder / "seconds").read_text()), (folder / "stderr").read_bytes())


@cache
def _told() -> Path:
    def tell(folder: Path) -> None:
        started = time.monotonic()
        told = run(new_desk(folder), "seed", check=True)
        (folder / "seconds").write_text(str(time.monotonic() - started))
        (folder / "stderr").write_bytes(told.stderr)

    return _shared("told", tell)


@cache
def _migrated() -> Path:
    def migrate(folder: Path) -> None:
        run(environment(folder), "migrate", "--skip-checks", "--verbosity", "0", check=True)

    return _shared("migrated", migrate)


def _shared(name: str, make: Callable[[Path], None]) -> Path:
    """A database that the first test process to need it makes, in the folder that all of them were given."""
    folder = Path(os.environ["DATA_DIR"]) / name
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "made").exists():
            make(folder)
            (folder / "made").touch()
    return folder / DATABASE

"""`python -m tests.concurrency.without_locks [WORDS]`: takes out one thing at a time, and says which tests noticed.

Only what has WORDS in its name, if there are any. Ends with 1 when something could be taken out and no test failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import servers
from tests.concurrency.without_locks.mutants import (
    ADVANCE,
    CONFTEST,
    DROPPED,
    ROOT,
    UNLOCKED,
    Mutant,
    all_mutants,
)

LEFT_OUT = shutil.ignore_patterns(".*", "var", "__pycache__")
ALL_PASSED, SOME_FAILED = 0, 1  # pytest's exit codes; any other says that the tests could not be run


def main(words: str) -> int:
    chosen = [mutant for mutant in all_mutants() if words in str(mutant) or words in mutant.new]
    for mutant in chosen:
        mutant.applied()  # before anything is begun: what is no longer there must be said at once
    survived = []
    with tempfile.TemporaryDirectory() as folder, servers.shared_postgres() as url:
        copy = _copied(Path(folder) / "copy")
        for mutant in chosen:
            noticed = _failed(copy, mutant, url)
            print(f"{'ok  ' if noticed else 'LEFT'} {mutant}", *noticed, sep="\n       ", flush=True)
            survived += [] if noticed else [mutant]
    print(f"{len(chosen)} taken out, {len(survived)} noticed by no test")
    return 1 if survived else 0


def _copied(copy: Path) -> Path:
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    for name, more in ((ADVANCE, UNLOCKED), (CONFTEST, DROPPED)):
        (copy / name).write_text((ROOT / name).read_text() + more)
    return copy


def _failed(copy: Path, mutant: Mutant, url: str) -> list[str]:
    """The tests that failed without it."""
    path = copy / mutant.file
    before = path.read_text()
    path.write_text(mutant.applied() + before.removeprefix((ROOT / mutant.file).read_text()))
    try:
        return _run(copy, mutant.tests, url)
    finally:
        path.write_text(before)


def _run(copy: Path, tests: str, url: str) -> list[str]:
    name, _, chosen = tests.partition(" -k ")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb", "no"]
    command += [f"tests/concurrency/test_{name}", *(["-k", chosen] if chosen else [])]
    environment = os.environ | {"TEST_DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1", "DEBUG": "true"}
    ended = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    if ended.returncode not in (ALL_PASSED, SOME_FAILED):
        raise RuntimeError(f"{' '.join(command)} could not be run: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    lines = ended.stdout.splitlines()
    return [line.split(" - ")[0].rpartition("::")[2] for line in lines if line.startswith("FAILED")]


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))

"""`python -m tests.concurrency.without_locks [WORDS]`: takes out one lock at a time, and says which test noticed first.

Only what has WORDS in its name, if there are any. Then all constraints at once: the test of each has to fail. Ends with
1 when something could be taken out and no test failed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests import servers
from tests.concurrency.without_locks.mutants import ADVANCE, CONSTRAINTS, LOCKS, ROOT, UNLOCKED, Mutant

LEFT_OUT = shutil.ignore_patterns(".*", "var", "__pycache__")
CONFTEST = "tests/concurrency/conftest.py"
# Later in the same file, so it takes the place of the fixture that migrates: that is done once for all.
MIGRATED_ALREADY = """

@pytest.fixture(scope="session")
def migrated() -> str:
    import os

    return os.environ["MIGRATED"]
"""
ALL_PASSED, SOME_FAILED = 0, 1  # pytest's exit codes; any other says that the tests could not be run


def main(words: str) -> int:
    locks = [mutant for mutant in LOCKS if words in str(mutant)]
    for mutant in locks:
        mutant.applied()  # before anything is begun: what is no longer there must be said at once
    with tempfile.TemporaryDirectory() as folder, servers.shared_postgres() as server:
        copy = _copied(Path(folder) / "copy")
        with servers.fresh_database(server) as migrated:
            environment = os.environ | {"DEBUG": "true", "DATABASE_URL": migrated, "DATA_DIR": folder}
            subprocess.run([sys.executable, "manage.py", "migrate", "-v", "0"], cwd=ROOT, env=environment, check=True)
            survived = [str(mutant) for mutant in locks if not _noticed(str(mutant), _unlocked(copy, mutant, migrated))]
            survived += [] if words else _not_missed(copy, migrated)
    print(f"{len(locks)} locks taken out{'' if words else ' and every constraint'}, {len(survived)} noticed by no test")
    return 1 if survived else 0


def _noticed(what: str, failed: list[str]) -> bool:
    print(f"{'ok  ' if failed else 'LEFT'} {what}", *failed, sep="\n       ", flush=True)
    return bool(failed)


def _copied(copy: Path) -> Path:
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    for name, more in ((ADVANCE, UNLOCKED), (CONFTEST, MIGRATED_ALREADY)):
        (copy / name).write_text((ROOT / name).read_text() + more)
    return copy


def _unlocked(copy: Path, mutant: Mutant, migrated: str) -> list[str]:
    """The tests that failed without the lock."""
    path = copy / mutant.file
    before = path.read_text()
    path.write_text(mutant.applied() + before.removeprefix((ROOT / mutant.file).read_text()))
    try:
        return _run(copy, mutant.tests, migrated, "--exitfirst")
    finally:
        path.write_text(before)


def _not_missed(copy: Path, migrated: str) -> list[str]:
    """The constraints that no test missed. A scene is refused by the name of its own, so all may go at once."""
    with servers.fresh_database(_server_of(migrated), urlsplit(migrated).path.lstrip("/")) as url:
        with psycopg.connect(url) as database:
            for name in CONSTRAINTS:
                _drop(database, name)
        failed = _run(copy, "constraints.py", url)
    return [name for name in CONSTRAINTS if not _noticed(name, [test for test in failed if test.endswith(f"[{name}]")])]


def _drop(database: psycopg.Connection, name: str) -> None:
    asked = database.execute("SELECT conrelid::regclass::text FROM pg_constraint WHERE conname = %s", [name])
    found = asked.fetchone()
    drop = "ALTER TABLE {table} DROP CONSTRAINT {name} CASCADE" if found else "DROP INDEX {name}"
    names = {"table": sql.Identifier(found[0] if found else ""), "name": sql.Identifier(name)}
    database.execute(sql.SQL(drop).format(**names))


def _server_of(url: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path="/postgres"))


def _run(copy: Path, tests: str, migrated: str, *more: str) -> list[str]:
    name, _, chosen = tests.partition(" -k ")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", "--tb", "no"]
    command += [f"tests/concurrency/test_{name}", *more, *(["-k", chosen] if chosen else [])]
    given = {"TEST_DATABASE_URL": _server_of(migrated), "MIGRATED": migrated, "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, cwd=copy, env=os.environ | given, capture_output=True, text=True)
    lines = ended.stdout.splitlines()
    failed = [line.split(" - ")[0].rpartition("::")[2] for line in lines if line.startswith("FAILED")]
    # Python's own exit code is that of failed tests too, where it finds no pytest.
    if ended.returncode != (SOME_FAILED if failed else ALL_PASSED):
        raise RuntimeError(f"{' '.join(command)} could not be run: {ended.stdout[-2000:]}{ended.stderr[-2000:]}")
    return failed


if __name__ == "__main__":
    sys.exit(main(" ".join(sys.argv[1:])))

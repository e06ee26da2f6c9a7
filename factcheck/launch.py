"""`make run`: the whole desk in one foreground. Looks first whether it can, then starts everything, then says where."""

import fcntl
import os
import socket
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from factcheck.broker import embedded, ping
from factcheck.environment import BASE_DIR, Environment, broker_socket, port_number, read_environment, refuse
from factcheck.supervisor import Program, Supervisor

CHECK_SECONDS = 3
BROKER_START_SECONDS = 20
WEB_START_SECONDS = 90
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 (to be recognised, not to be bound)


@dataclass(frozen=True)
class Address:
    """Where the web server will listen."""

    host: str
    port: int

    @property
    def url(self) -> str:
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"


def main() -> int:
    env = read_environment()
    os.environ["DEBUG"] = env.str("DEBUG", default="true")
    from factcheck import settings  # reads, and refuses, everything else

    address = Address(env.str("HOST", default="127.0.0.1"), env.int("PORT", default=8000, validate=port_number))
    check_port(address)
    check_database(settings.DATABASES["default"])
    lock = take(settings.DATA_DIR)
    supervisor = Supervisor(say)
    try:
        start_broker(env, settings.DATA_DIR, supervisor)
        if prepare(supervisor, with_samples=settings.DEBUG):
            start_programs(supervisor)
            greet(supervisor, address, with_samples=settings.DEBUG)
            supervisor.keep_running()
    finally:
        supervisor.stop()
        lock.close()
    return 0


def check_port(address: Address) -> None:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn will: a port just left is free
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            why = os.strerror(error.errno) if error.errno else str(error)
            raise refuse(f"PORT {address.port} on {address.host} cannot be had ({why}); set another PORT.") from None


def check_database(database: dict[str, Any]) -> None:
    if "postgresql" in database["ENGINE"]:
        _check_postgres(database)
    else:
        _check_sqlite(Path(database["NAME"]))


def _check_postgres(database: dict[str, Any]) -> None:
    import psycopg

    where = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {name: database[key] for name, key in where.items() if database.get(key)}
    try:
        psycopg.connect(**given, **database["OPTIONS"] | {"connect_timeout": CHECK_SECONDS}).close()
    except psycopg.Error as error:
        # libpq's own hints are indented below what happened.
        why = [line for line in str(error).splitlines() if line and not line[0].isspace()][-1]
        raise refuse(f"DATABASE_URL: PostgreSQL cannot be used ({why}).") from None


def _check_sqlite(path: Path) -> None:
    existing = path if path.exists() else path.parent
    if path.is_dir() or not os.access(existing, os.W_OK):
        raise refuse(f"DATABASE_URL or DATA_DIR: {path} cannot be written.")


def take(data_dir: Path) -> IO[str]:
    """One launcher per data directory, held as long as this process lives. Two would feed the same database twice."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (data_dir / "run.lock").open("a")
    except OSError as error:
        raise refuse(f"DATA_DIR: {data_dir} cannot be written ({error.strerror}).") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise refuse(f"DATA_DIR: it is already running on {data_dir}; stop it or set another DATA_DIR.") from None
    return lock


def start_broker(env: Environment, data_dir: Path, supervisor: Supervisor) -> None:
    given = env.broker("REDIS_URL", default="")
    if given:
        if why := ping(given, CHECK_SECONDS):
            raise refuse(f"REDIS_URL: the Redis server cannot be used ({why}).")
        return
    path = broker_socket(data_dir)
    supervisor.start(Program("broker", embedded(path, data_dir), stops_last=True))
    answers = supervisor.wait_for(lambda: ping(f"redis+socket://{path}", 1) is None, BROKER_START_SECONDS)
    if not answers and not supervisor.stopping:
        raise refuse("REDIS_URL is needed, because the embedded broker does not start here.")


def prepare(supervisor: Supervisor, *, with_samples: bool) -> bool:
    """Migrations, and the sample newsroom. False when we were told to stop meanwhile."""
    step = ("seed", "--migrate") if with_samples else ("migrate", "--verbosity", "0")
    code = supervisor.run_to_end(Program(step[0], manage(*step)))
    if code and not supervisor.stopping:
        raise refuse(f"`manage.py {step[0]}` failed (exit code {code}); it says why above.")
    return not supervisor.stopping


def start_programs(supervisor: Supervisor) -> None:
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "factcheck"]
    for program in (
        Program("web", [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.serving"]),
        # SIGQUIT: a stopped worker hands back what it cannot finish, see settings.
        Program("worker", [*celery, "worker", "--without-gossip"], {"REMAP_SIGTERM": "SIGQUIT"}),
        Program("beat", [*celery, "beat"]),
        Program("sweep", manage("sweep")),
    ):
        supervisor.start(program)


def greet(supervisor: Supervisor, address: Address, *, with_samples: bool) -> None:
    if not supervisor.wait_for(lambda: is_ready(address), WEB_START_SECONDS):
        if not supervisor.stopping:
            say(f"{address.url}/readyz does not answer yet; what the programs say above tells why.")
        return
    say(f"The desk is open at {address.url}/ and the API's documentation at {address.url}/api/docs/")
    if with_samples:
        say("Sample log-ins: the password of each is its name and -demo, as in editor / editor-demo")
    say("Ctrl-C stops everything.")


def is_ready(address: Address) -> bool:
    try:
        with urllib.request.urlopen(f"{address.url}/readyz", timeout=CHECK_SECONDS) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def manage(*arguments: str) -> list[str]:
    return [sys.executable, str(BASE_DIR / "manage.py"), *arguments]


def say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())

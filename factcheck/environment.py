"""Reads the environment. What is missing or wrong ends the program with one sentence that names the variable."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from functools import wraps
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from environs import EnvError, EnvValidationError, FileAwareEnv, validate

BASE_DIR = Path(__file__).resolve().parent.parent
SOCKET_PATH_LIMIT = 100  # sockaddr_un holds 108 bytes on Linux, 104 on macOS
REDIS_SCHEMES = ("redis", "rediss", "redis+socket")
CACHE_SCHEMES = ("redis", "rediss", "unix")
CACHE_SECONDS = 0.3  # nobody waits longer for a number that only says how much was asked for
DATABASE_SCHEMES = ("postgres", "postgresql", "sqlite")

Read = TypeVar("Read")
positive = validate.Range(min=1, error="it must be 1 or more")
nought_or_more = validate.Range(min=0, error="it must be 0 or more")
a_week_or_more = validate.Range(min=7, error="it must be 7 or more")
port_number = validate.Range(min=1, max=65535, error="it must lie between 1 and 65535")
share = validate.Range(min=0, max=1, error="it must lie between 0 and 1")
hour = validate.Range(min=0, max=23, error="it must lie between 0 and 23")
web_address = validate.URL(
    relative=False,
    schemes={"http", "https"},
    require_tld=False,
    error="it must be a web address such as https://desk.example.org",
)

language_tag = validate.Regexp(
    r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", error="it must be a language tag such as en or pt-BR"
)
archiver = validate.Regexp(
    r"local|wayback|none|([A-Za-z_]\w*\.)+[A-Za-z_]\w*", error="it must be local, wayback, none or a dotted path"
)
MAIL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
mail_security = validate.OneOf(MAIL_PORTS, error="it must be starttls, tls or none")
log_level = validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR"], error="it must be DEBUG, INFO, WARNING or ERROR")


def refuse(sentence: str) -> SystemExit:
    """The way every program of ours says that it cannot start: on stderr, exit code 1, no traceback."""
    return SystemExit(f"Factcheck cannot start: {sentence}")


def in_one_sentence(read: Read) -> Read:
    """A reader of environs that, instead of raising into somebody's log, refuses by name."""

    @wraps(cast("Callable[..., Any]", read))
    def reader(self: FileAwareEnv, name: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return cast("Callable[..., Any]", read)(self, name, *args, **kwargs)
        except EnvError as error:
            raise refuse(f"{name}: {_why(error)}.") from None
        except ValueError as error:  # NAME_FILE names a file that cannot be read
            raise refuse(str(error)) from None

    return cast("Read", reader)


def _why(error: EnvError) -> str:
    if isinstance(error, EnvValidationError):
        return " ".join(str(message) for message in error.error_messages).rstrip(".")
    return "it is not set; DEBUG=true does without"


class Environment(FileAwareEnv):
    """Used by settings and by the launcher. NAME may also be given as NAME_FILE, the way container secrets arrive."""

    bool = in_one_sentence(FileAwareEnv.bool)
    int = in_one_sentence(FileAwareEnv.int)
    float = in_one_sentence(FileAwareEnv.float)
    str = in_one_sentence(FileAwareEnv.str)
    list = in_one_sentence(FileAwareEnv.list)
    path = in_one_sentence(FileAwareEnv.path)
    dj_db_url = in_one_sentence(FileAwareEnv.dj_db_url)

    def _get_value(self, env_key: Any, default: Any) -> Any:
        # `NAME=` in .env or in a compose file is how people write "not given".
        value = super()._get_value(env_key, default)
        return default if value == "" else value

    def database(self, name: Any, default: Any) -> dict[Any, Any]:
        """A database Django can use; the desk's triggers and constraints are written for these two only."""
        url = self.str(name, default=default)
        if _scheme(url) not in DATABASE_SCHEMES:
            raise refuse(f"{name} is not understood; it looks like postgres://user:password@host:5432/name.")
        return cast("dict[Any, Any]", self.dj_db_url(name, default=default))

    def broker(self, name: Any, default: Any) -> Any:
        """A Redis-protocol server as Celery wants it written."""
        url = self.str(name, default=default)
        if url and _scheme(url) not in REDIS_SCHEMES:
            raise refuse(f"{name} is not understood; it looks like redis://host:6379/0.")
        return url

    def cache(self, name: Any, default: Any) -> Any:
        """A Redis-protocol server as Django wants it written; none: this process's memory."""
        url = self.str(name, default=default)
        if not url:
            memory = "django.core.cache.backends.locmem.LocMemCache"
            return {"BACKEND": memory, "OPTIONS": {"MAX_ENTRIES": 20_000}}
        if _scheme(url) not in CACHE_SCHEMES:
            raise refuse(f"{name} is not understood; it looks like redis://host:6379/1 or unix:///run/redis.sock?db=1.")
        waits = {"socket_timeout": CACHE_SECONDS, "socket_connect_timeout": CACHE_SECONDS}
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url, "OPTIONS": waits}

    def networks(self, name: Any, default: Any) -> Any:
        """Networks such as 10.1.0.0/16; a single address is a network of one."""
        try:
            return tuple(ip_network(network) for network in self.list(name, default=default))
        except ValueError as wrong:
            raise refuse(f"{name}: {wrong}; a network is written like 10.1.0.0/16.") from None

    def proxy(self, name: Any, default: Any) -> Any:
        url = self.str(name, default=default)
        if url and _scheme(url) not in ("http", "https"):
            raise refuse(f"{name} is not understood; it looks like http://host:3128.")
        return url

    def encoder(self, name: Any, default: Any) -> Any:
        """The folder of the encoder's files. Here they only have to be there; `manage.py check` reads all of them."""
        folder = self.path(name, default=default)
        if folder is None:
            return None
        from claims.detection.encoder.files import missing

        if problem := missing(folder.absolute()):
            raise refuse(f"{name}: {problem}.")
        if find_spec("numpy") is None:
            raise refuse(f"{name}: the encoder needs numpy; `make encoder` installs it.")
        return folder.absolute()

    def time_zone(self, name: Any, default: Any) -> Any:
        zone = self.str(name, default=default)
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, KeyError):
            raise refuse(f"{name}: there is no time zone {zone!r}; a known one is Europe/Berlin.") from None
        return zone


def _scheme(url: str) -> str | None:
    """The scheme of an address, nothing when even the port cannot be read."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts.scheme


def read_environment() -> Environment:
    """The process's own variables first, then what `.env` (or the file named by ENV_FILE) adds."""
    env = Environment(strip_whitespace=True)
    env.read_env(env.path("ENV_FILE", default=BASE_DIR / ".env"), recurse=False)
    return env


def broker_socket(data_dir: Path) -> Path:
    """Where the embedded broker listens. Socket addresses are short: a deep data directory gets a private place."""
    socket = data_dir / "broker" / "broker.sock"
    if len(os.fsencode(socket)) <= SOCKET_PATH_LIMIT:
        return socket
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"factcheck-{os.getuid()}-{digest}" / "broker.sock"

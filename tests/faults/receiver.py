"""A receiver of webhooks with bad days: `python -m tests.faults.receiver PORT LOG`, a process that can die.

Every request is a line of LOG before it is answered. What each path does the first time, and ever after:
"""

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.servers import free_port

HANG, DIE = -1, -2  # no answer at all, or no receiver any more
DAYS = {
    "/steady": (200, 200),
    "/slow": (HANG, 200),
    "/broken": (500, 200),
    "/moved": (301, 200),
    "/fatal": (DIE, 200),
    "/gone": (410, 410),
    "/stolen": (200, 200),  # where /moved points to
}


class Receiver:
    """The process, seen from the test: what it was sent is in its log, also when it died of it."""

    def __init__(self, folder: Path) -> None:
        self.port, self.log = free_port(), folder / "received.jsonl"
        self.deaths = 0
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.faults.receiver", str(self.port), str(self.log)]
        self.process = subprocess.Popen(command)

    def revived(self) -> bool:
        """Start it again if it has died."""
        if self.process.poll() is not None:
            self.deaths += 1
            self.start()
        return True

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()

    def received(self, path: str) -> list[dict[str, Any]]:
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [request for request in map(json.loads, lines) if request["path"] == path]


def main(port: int, log: Path) -> None:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            with lock:
                known = log.read_text().splitlines() if log.exists() else []
                first = not any(json.loads(line)["path"] == self.path for line in known)
                with log.open("a") as file:
                    print(json.dumps({"path": self.path, "headers": dict(self.headers), "body": body}), file=file)
            status = DAYS[self.path][0 if first else 1]
            if status == DIE:
                os._exit(1)
            if status == HANG:
                threading.Event().wait()
            self.send_response(status)
            self.send_header("Location", "/stolen")
            self.end_headers()
            self.wfile.write(b"Thank you." if status == 200 else b"Not today.")

        def log_message(self, *words: Any) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

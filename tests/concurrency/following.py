"""A client of the change feed beside the writers, as a thread or as a process.

`python -m tests.concurrency.following STOP` reads until there is a file STOP and nothing new, and prints what it has
and what the API shows.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

import django

PAUSE = 0.005  # seconds after a look that found nothing: who writes needs the processor as well


class Follower:
    """Keeps what the feed tells, and the numbers in the order in which they came."""

    def __init__(self, limit: int) -> None:
        from tests.over_http import Caller

        self.caller, self.limit = Caller(), limit
        self.kept: dict[str, Any] = {}
        self.numbers: list[int] = []
        self.cursor: dict[str, str] = {}

    def look(self) -> bool:
        """One look at the feed. Whether there was anything new."""
        page = self.caller.read("changes", limit=self.limit, **self.cursor)
        self.cursor = {"after": page["cursor"]}
        for change in page["results"]:
            self.kept[change["url"]] = change["verdict"] or change["scale"]
            self.numbers.append(change["sequence"])
        return bool(page["results"])

    def shown(self) -> dict[str, Any]:
        """What the API shows at every address that the feed may tell of."""
        verdicts = self.caller.read("verdicts", status="any", page_size=200)["results"]
        rows = [*verdicts, *self.caller.read("scales", page_size=200)["results"]]
        return {row["links"]["self"]: row for row in rows}


def main(stop: str) -> None:
    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.REQUESTS_PER_MINUTE = dict.fromkeys(settings.REQUESTS_PER_MINUTE, 0)  # it looks as often as it can
    follower = Follower(limit=3)
    while True:
        over = Path(stop).exists()
        if not follower.look():
            if over:
                break
            time.sleep(PAUSE)
    print(json.dumps({"kept": follower.kept, "numbers": follower.numbers, "shown": follower.shown()}))


if __name__ == "__main__":
    main(sys.argv[1])

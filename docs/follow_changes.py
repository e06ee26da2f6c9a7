"""Keeps a copy of everything that a Factcheck desk has published: python follow_changes.py https://desk.example.org copy.json

Needs nothing but Python. Stop it whenever you like: the copy and the place in the feed are one file, which is replaced
whole. With --once it ends when it has seen everything; otherwise it waits for what comes.
"""

import json
import os
import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

WAIT = 25  # seconds that the desk may hold our question, while there is nothing new


def ask(desk: str, cursor: str | None, wait: int) -> tuple[dict, int]:
    """What comes after the cursor, and how many seconds the desk wants to be left alone."""
    words = {"limit": 100, "wait": wait} | ({"after": cursor} if cursor else {})
    with urlopen(f"{desk}/api/v1/changes?{urlencode(words)}", timeout=wait + 30) as answer:
        return json.load(answer), int(answer.headers.get("Retry-After", 0))


def save(path: str, state: dict) -> None:
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        json.dump(state, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    os.replace(f"{path}.new", path)


def follow(desk: str, path: str, *, once: bool) -> None:
    state = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else {"cursor": None, "kept": {}}
    while True:
        try:
            page, pause = ask(desk, state["cursor"], 0 if once else WAIT)
        except HTTPError as refusal:
            if refusal.code < 500 and refusal.code not in (409, 429):
                raise  # our own mistake, which no patience mends
            if refusal.code == 409:  # the desk was restored from an older copy: begin anew
                state = {"cursor": None, "kept": {}}
            time.sleep(5)
        except (OSError, HTTPException):  # the desk is away
            time.sleep(5)
        else:
            for change in page["results"]:
                state["kept"][change["url"]] = change["verdict"] or change["scale"]
            if page["cursor"] != state["cursor"]:
                state["cursor"] = page["cursor"]
                save(path, state)
            if once and not page["results"]:
                return
            time.sleep(pause)


if __name__ == "__main__":
    follow(sys.argv[1].rstrip("/"), sys.argv[2], once="--once" in sys.argv)

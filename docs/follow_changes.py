"""Keeps a copy of all that a Factcheck desk has published, and needs nothing but Python.

python follow_changes.py https://desk.example.org copy.json [--once]: with --once it ends when it has seen everything,
otherwise it waits for what comes. Stop it whenever you like: copy and place are one file, which is replaced whole.
"""

import json
import os
import sys
import time
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

WAIT, REST = 25, 5  # seconds: for how long the desk may hold our question, and how long we leave it alone in trouble


def ask(desk, cursor, wait):
    """What comes after the cursor, and how many seconds the desk wants to be left alone."""
    words = {"limit": 100, "wait": wait} | ({"after": cursor} if cursor else {})
    with urlopen(f"{desk}/api/v1/changes?{urlencode(words)}", timeout=wait + 30) as answer:
        return json.load(answer), int(answer.headers.get("Retry-After", 0))


def save(path, state):
    with path.with_suffix(".new").open("w", encoding="utf-8") as file:
        json.dump(state, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    path.with_suffix(".new").replace(path)


def follow(desk, path, once):
    state = json.loads(path.read_text("utf-8")) if path.exists() else {"cursor": "", "kept": {}}
    page = {"results": ["not asked yet"]}
    while page["results"] or not once:
        try:
            page, pause = ask(desk, state["cursor"], 0 if once else WAIT)
            state["kept"] |= {change["url"]: change["verdict"] or change["scale"] for change in page["results"]}
            if page["cursor"] != state["cursor"]:
                save(path, state := state | {"cursor": page["cursor"]})
        except HTTPError as refusal:
            if refusal.code == 409:  # the desk was restored from an older copy: what we have may never have been
                state = {"cursor": "", "kept": {}}
            elif refusal.code < 500 and refusal.code != 429:
                raise  # our own mistake, which no patience mends
            pause = REST
        except (OSError, HTTPException):  # the desk is away
            pause = REST
        time.sleep(pause)


if __name__ == "__main__":
    follow(sys.argv[1].rstrip("/"), Path(sys.argv[2]), once="--once" in sys.argv)

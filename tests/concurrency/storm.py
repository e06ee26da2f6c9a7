"""One process of the storm: `python -m tests.concurrency.storm USERNAME CALLS` takes the next claim so many times.

Waits at a gate, a file that appears when all processes are ready, so that they really run at once.
"""

import json
import os
import sys
import time
from pathlib import Path

import django


def main(username: str, calls: int) -> None:
    django.setup()
    from django.contrib.auth import get_user_model

    from claims.errors import DomainError
    from reviews.actions import assignments

    actor = get_user_model().objects.get(username=username)
    gate = Path(os.environ["GATE"])
    gate.with_name(f"ready-{username}").touch()
    while not gate.exists():
        time.sleep(0.01)
    told: dict[str, list[str]] = {"taken": [], "refused": [], "broken": []}
    for _ in range(calls):
        try:
            told["taken"].append(str(assignments.take_next(actor=actor).claim_id))
        except DomainError as refused:
            told["refused"].append(refused.code)
        except Exception as error:
            told["broken"].append(repr(error))
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

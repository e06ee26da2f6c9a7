"""One process of the feed's test: publishes claims, corrects them, withdraws one, each in a transaction held open.

`python -m tests.concurrency.publishing EDITOR SEED CLAIM...` waits at a gate, a file that appears when all are ready.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.db import transaction

LONGEST = 0.03  # seconds that a transaction stays open after all is written


def main(editor: str, seed: str, claims: list[int]) -> None:
    django.setup()
    from django.contrib.auth import get_user_model

    from claims.enums import Act
    from reviews.actions import scales, verdicts
    from reviews.actions.scales import LabelDraft
    from reviews.actions.verdicts import Correction

    actor, dice = get_user_model().objects.get(username=editor), random.Random(seed)

    def do(act: Act, claim: int, number: int) -> None:
        if act is Act.PUBLISH:
            verdicts.publish(claim, actor=actor)
        elif act is Act.CORRECT:
            correction = Correction(note="Revised.", summary=f"Version {number} of writer {seed}.")
            verdicts.correct(claim, actor=actor, correction=correction)
        else:
            verdicts.withdraw(claim, actor=actor, note="The table was wrong.")

    def acts() -> Iterator[tuple[Act, int]]:
        yield from ((Act.PUBLISH, claim) for claim in claims)
        yield from ((Act.CORRECT, claim) for _ in range(3) for claim in claims)
        yield from ((Act.WITHDRAW, claim) for claim in claims[:1])

    gate = Path(os.environ["GATE"])
    gate.with_name(f"ready-{seed}").touch()
    while not gate.exists():
        time.sleep(0.01)
    for number, (act, claim) in enumerate(acts()):
        with transaction.atomic():
            do(act, claim, number)
            time.sleep(dice.random() * LONGEST)
    labels = [LabelDraft(label=f"{word} {seed}", definition="It is.") for word in ("Right", "Wrong")]
    with transaction.atomic():
        scales.create(f"scale-{seed}", f"Scale of writer {seed}", labels, actor=actor)
        time.sleep(dice.random() * LONGEST)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], [int(claim) for claim in sys.argv[3:]])

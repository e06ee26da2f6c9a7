"""What one look at what is known costs: CPU of this process and time on the clock, of claims drawn from all."""

import random
import statistics
import sys
import time

import django

django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, reset_queries

from claims import queries
from claims.models import Claim

LOOKS = 60
SHOWN = 3


def main(wanted: int) -> None:
    if not Claim.objects.exists():
        call_command("crowd", claims=wanted)
    editor = get_user_model().objects.get(username="crowd-editor-1")
    newest = Claim.objects.latest("pk").pk
    draw = random.Random(7)  # the same ones each time
    claims = [
        Claim.objects.select_related("article").filter(pk__gte=draw.randrange(newest)).first() for _ in range(LOOKS)
    ]
    looks = [look(claim, editor) for claim in [claims[0], *claims] if claim][1:]  # the first one warms up
    clock, cpu, found = zip(*looks, strict=True)
    p95 = statistics.quantiles(clock, n=20)[-1]
    print(f"{newest:,} claims on {connection.vendor}, {len(looks)} looks, {statistics.mean(found):.1f} found")
    print(f"on the clock: median {statistics.median(clock):.0f} ms, p95 {p95:.0f} ms, most {max(clock):.0f} ms")
    print(f"CPU of this process: median {statistics.median(cpu):.0f} ms, most {max(cpu):.0f} ms")


def look(claim: Claim, by: object) -> tuple[float, float, int]:
    """Milliseconds on the clock, of CPU, and how many were found."""
    reset_queries()
    began, worked = time.perf_counter(), time.process_time()
    found = queries.similar_to(claim, by, SHOWN)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000, len(found)


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""The files of CheckThat! (claim retrieval) as they are handed out: verified claims, what was said, which it is."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

# Which queries belong to which claims.
SETS = {"ct20": ["ct20-train", "ct20-dev"], "ct22a": ["ct22-2a-train"], "ct21b": ["ct21-2b-train"]}
AT = 5


class Judged(NamedTuple):
    name: str
    queries: dict[str, str]
    gold: dict[str, set[str]]


def claims_in(folder: Path, name: str) -> list[dict[str, str]]:
    """`id`, `title` and `vclaim` of each verified claim."""
    with gzip.open(folder / f"docs_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def judged(folder: Path, name: str) -> Judged:
    gold = defaultdict(set)
    for line in (folder / f"{name}.qrels.tsv").read_text("utf-8").splitlines():
        query, _, claim, *_ = line.split()
        gold[query].add(claim)
    rows = (line.split("\t", 1) for line in (folder / f"{name}.queries.tsv").read_text("utf-8").splitlines())
    return Judged(name, {row[0]: row[1] for row in rows if len(row) == 2 and row[0] in gold}, dict(gold))


def near_duplicates(folder: Path) -> list[dict[str, Any]]:
    """`kind`, `src_id` and `text` of edited claims, and of look-alikes that say something else."""
    return [json.loads(line) for line in (folder / "neardup.jsonl").read_text("utf-8").splitlines()]


def mean_average_precision(found: Mapping[str, Sequence[str]], gold: Mapping[str, set[str]]) -> float:
    """MAP@5 as CheckThat!'s scorer counts it: divided by how many claims are right, not by how many were found."""
    return sum(_average_precision(found[query][:AT], gold[query]) for query in found) / len(found)


def _average_precision(ranking: Iterable[str], right: set[str]) -> float:
    hits, total = 0, 0.0
    for place, claim in enumerate(ranking, start=1):
        if claim in right:
            hits += 1
            total += hits / place
    return total / len(right)

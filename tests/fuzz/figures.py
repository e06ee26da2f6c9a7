"""What a run found, as a row of a table; read from the report that schemathesis writes."""

from collections import Counter
from dataclasses import dataclass
from json import loads
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Run:
    caller: str
    operations: int
    requests: int
    answers: Counter[str]  # "2xx": how many
    failures: list[str]  # what failed at which operation

    @property
    def sound(self) -> bool:
        return not self.failures

    def row(self) -> list[str]:
        told = ", ".join(f"{count:,} {kind}" for kind, count in sorted(self.answers.items()))
        return [self.caller, str(self.operations), f"{self.requests:,}", told, str(len(self.failures))]


def read(caller: str, *, json: Path, ndjson: Path) -> Run:
    told = loads(json.read_text())
    return Run(
        caller=caller,
        operations=told["operations"]["tested"],
        requests=told["test_cases"]["generated"],
        answers=_answers(ndjson),
        failures=[*_failures(told), *_troubles(told)],
    )


def table(runs: list[Run]) -> str:
    """In Markdown, the sum in the last line."""
    rows = [run.row() for run in runs]
    total = [f"{sum(run.requests for run in runs):,}", "", str(sum(len(run.failures) for run in runs))]
    head = [["who asks", "operations", "requests", "answers", "failures"], ["---"] * 5]
    return "\n".join(f"| {' | '.join(row)} |" for row in [*head, *rows, ["all", "", *total]])


def _answers(events: Path) -> Counter[str]:
    """By the hundred, from the diary of every request."""
    found = Counter[str]()
    with events.open() as lines:
        for line in lines:
            finished = loads(line).get("ScenarioFinished")
            for exchange in finished["recorder"].get("interactions", {}).values() if finished else ():
                answer = exchange["response"]
                found[f"{answer['status_code'] // 100}xx" if answer else "no answer"] += 1
    return found


def _failures(told: dict[str, Any]) -> list[str]:
    return [f"{one['title']}: {where}" for one in told["failures"] for where in one["operations"]]


def _troubles(told: dict[str, Any]) -> list[str]:
    """What kept the tool itself from asking."""
    stopped = [] if told["complete"] else [f"stopped before the end: {told['stop_reason']}"]
    return [*stopped, *(f"could not ask: {error}" for error in told["errors"])]

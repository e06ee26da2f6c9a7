"""What editors see at a glance: how many claims wait, are late, or want a decision. Reads only, and counts to a cap.

Each number is a question to the board, counted by the board's own filters: it leads to the claims that it counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

from claims import keyset
from claims.enums import OPEN, Priority, Status
from reviews.board.form import BoardForm
from reviews.board.streams import streams_of

# What an editor looks at first, in the order of the way a claim goes.
WATCHED = (Status.NEW, *OPEN, Status.PUBLISHED)
DUE_SOON = "12h"
# How long a claim has been where it is.
AGES = (
    ("under a day", "newer_than=1d"),
    ("1 to 2 days", "older_than=1d&newer_than=2d"),
    ("2 to 7 days", "older_than=2d&newer_than=7d"),
    ("over a week", "older_than=7d"),
)


class Question(NamedTuple):
    """A number with a name, and the board's address that asks for it."""

    key: str
    label: str
    query: str
    css: str = ""


STATUSES = tuple(Question(f"at-{status}", str(status.label), f"status={status}", f"is-{status}") for status in WATCHED)
TROUBLE = (
    Question("overdue", "Overdue in the queue", "overdue=1", "bad"),
    Question("due", "Overdue within 12 hours", f"due={DUE_SOON}"),
    Question("lease-over", "Lease run out", "lease=over", "bad"),
    Question("lease-ending", "Lease about to run out", "lease=ending"),
    Question("escalated", "Reviewer asks for an editor", "status=escalated"),
    Question("disputed", "Reviewers disagree", "status=disputed"),
)


def waiting() -> Iterator[tuple[Priority, list[Question]]]:
    """What waits for a reviewer: a row for each priority, the most urgent first, with a number for each age."""
    for priority in reversed(Priority):
        name = priority.name.lower()
        yield (
            priority,
            [
                Question(f"{name}-{number}", f"{priority.label}, {age}", f"status=queued&priority={name}&{query}")
                for number, (age, query) in enumerate(AGES)
            ],
        )


def questions() -> list[Question]:
    """All that is counted, in the order of the page."""
    return [*STATUSES, *TROUBLE, *(question for _, row in waiting() for question in row)]


def numbers(asked: Iterable[Question], *, actor: Any, cap: int = keyset.MANY) -> dict[str, int]:
    """How many claims each question finds, cap + 1 where there are more. One query, and one for each rule it needs."""
    streams = {
        question.key: [stream for found in streams_of(meant_by(question.query), actor).values() for stream in found]
        for question in asked
    }
    return keyset.counts_of(streams, cap=cap)


def meant_by(query: str) -> Mapping[str, Any]:
    """What the board understands of an address that the desk itself has written; people's are checked by its form."""
    return {name: _meant(name, values) for name, values in QueryDict(query).lists()}


def _meant(name: str, values: list[str]) -> Any:
    field = BoardForm.base_fields[name]
    if isinstance(field, forms.MultipleChoiceField):
        return values
    return values[0] if isinstance(field, forms.ChoiceField) else field.clean(values[0])

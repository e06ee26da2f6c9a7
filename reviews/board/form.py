"""What the board may be asked: the parameters of its address, their labels, and what each takes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import QueryDict

from claims import policy
from claims.asked import ChoiceField, DayField, IdField, ShareField, SpanField, Strict, WordsField
from claims.detection.kinds import Kind
from claims.enums import PAST, Act, Priority, Status
from claims.models import Topic
from reviews.models import Rating

ME, NOBODY = "me", "nobody"
BOARD, LIST = "board", "list"
OVER, ENDING = "over", "ending"
SORTS = {
    "queue": "Place in the queue",
    "age": "Longest there",
    "moved": "Latest moved",
    "worth": "Worth a check",
    "priority": "Priority",
}
SHAPES = {BOARD: "Board", LIST: "List"}
HOW_IT_LOOKS = ("sort", "shape")  # not what is found
# Who is at work on a claim and how, where reviewers are blind to each other.
FOR_EDITORS = ("lease", "disagreement", "done", "done_from", "done_to")
# What may have been done to a claim, for who counts it by the day.
DONE = [("", "Anything"), *((act.value, f"Somebody {PAST[act]}") for act in (Act.QUEUE, Act.DISMISS, Act.PUBLISH))]
PERIODS = (("moved_from", "moved_to"), ("worth_from", "worth_to"), ("done_from", "done_to"))
KINDS = [("", "Any"), *((kind.value, kind.value.replace("_", " ").capitalize()) for kind in Kind)]
TYPICAL_SPANS = ("12h", "1d", "2d", "7d", "2w", "4w")


class BoardForm(Strict):
    """Every filter of the board. Which people and labels it offers depends on who asks."""

    how_it_looks = HOW_IT_LOOKS

    q = WordsField(label="Words", required=False, max_length=200)
    status = forms.MultipleChoiceField(required=False, choices=Status.choices, widget=forms.CheckboxSelectMultiple)
    priority = forms.MultipleChoiceField(
        required=False,
        choices=[(priority.name.lower(), priority.label) for priority in reversed(Priority)],
        widget=forms.CheckboxSelectMultiple,
    )
    holder = ChoiceField(label="In whose hands", required=False)
    reviewer = ChoiceField(label="Held or reviewed by", required=False)
    rating = ChoiceField(required=False)
    topic = ChoiceField(required=False)
    outlet = forms.CharField(required=False, max_length=200)
    language = forms.CharField(required=False, max_length=20, help_text="en finds en-GB as well")
    claimant = WordsField(label="Said by", required=False, max_length=200)
    kind = ChoiceField(required=False, choices=[("", "Any"), *((k.value, k.value.replace("_", " ")) for k in Kind)])
    article = IdField(label="Article number")
    older_than = SpanField(label="There for more than", required=False, help_text="12h, 7d, 2w")
    newer_than = SpanField(label="Moved within", required=False, help_text="12h, 7d, 2w")
    moved_from = DayField(label="Moved from")
    moved_to = DayField(label="Moved until")
    worth_from = ShareField(label="Worth a check from")
    worth_to = ShareField(label="Worth a check up to")
    overdue = forms.BooleanField(label="Overdue", required=False)
    disagreement = forms.BooleanField(label="Reviewers disagreed", required=False)
    lease = ChoiceField(required=False, choices=[("", "Any"), (ENDING, "About to run out"), (OVER, "Run out")])
    due = SpanField(label="Overdue within", required=False, help_text="12h, 7d, 2w")
    done = ChoiceField(label="What was done", required=False, choices=DONE)
    done_from = DayField(label="Done from")
    done_to = DayField(label="Done until")
    sort = ChoiceField(required=False, choices=[("", "Default"), *SORTS.items()])
    shape = ChoiceField(required=False, choices=[("", "Board"), *SHAPES.items()], widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, actor: Any) -> None:
        super().__init__(data)
        if not policy.is_editor(actor):
            self._leave_out(*FOR_EDITORS)
        people = _people(actor)
        self._offer("holder", [("", "Anybody"), (ME, "Me"), *([(NOBODY, "Nobody")] if people else []), *people])
        self._offer("reviewer", [("", "Anybody"), (ME, "Me"), *people])
        self._offer("topic", [("", "Any"), *Topic.objects.values_list("slug", "name")])
        self._offer("rating", [("", "Any"), *_ratings()])

    def _leave_out(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def stands_and_falls_with(self, name: str) -> Iterable[str]:
        if name == "done":
            return ("done_from", "done_to")
        return ("sort",) if name == "status" and self.given.get("sort") == "queue" else ()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        for first, last in PERIODS:
            if given.get(first) is not None and given.get(last) is not None and given[last] < given[first]:
                self.add_error(last, "It ends before it begins.")
        if not given.get("done") and (given.get("done_from") or given.get("done_to")):
            self.add_error("done", "Choose what was done on these days.")
        if given.get("sort") == "queue" and given.get("status") != [Status.QUEUED] and given.get("shape") == LIST:
            self.add_error(
                "sort", "Only what waits has a place in the queue: choose that status alone, or another order."
            )
        return given


def _people(actor: Any) -> list[tuple[str, str]]:
    """Whom an editor may ask for: the newsroom. A reviewer only asks for themselves."""
    if not policy.is_editor(actor):
        return []
    newsroom = get_user_model().objects.filter(groups__name__in=[policy.REVIEWER, policy.EDITOR]).distinct()
    return [(str(pk), name) for pk, name in newsroom.order_by("username").values_list("pk", "username")]


def _ratings() -> list[tuple[str, str]]:
    """Every label that was ever to be had, those of the scale in use first."""
    found = Rating.objects.order_by("-scale__current", "-scale_id", "position").values_list("slug", "label")
    return list(dict(reversed(list(found))).items())[::-1]

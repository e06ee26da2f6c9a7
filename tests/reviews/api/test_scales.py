"""Rating scales over HTTP: everybody reads them, editors write the next version."""

from typing import Any

import pytest

from reviews.models import RatingScale
from tests.factories import PersonFactory
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

LABELS = [
    {"label": "Right", "definition": "It is right.", "value": 1, "colour": "green"},
    {"label": "Wrong", "definition": "It is wrong.", "value": 0, "colour": "red"},
    {"label": "Nobody knows", "definition": "No evidence.", "on_line": False},
]
NEXT = "scales/truth/versions"


def test_everybody_reads_every_version(editor: Any) -> None:
    Caller(editor).post(NEXT, labels=LABELS)
    listed = Caller().read("scales")["results"]
    assert [(scale["slug"], scale["version"], scale["current"]) for scale in listed] == [
        ("truth", 2, True),
        ("truth", 1, False),
    ]
    assert [Caller().read(f"{NEXT}/{version}") for version in (2, 1)] == listed
    assert listed[1]["labels"][0].items() >= {"slug": "true", "position": 1, "value": 5, "colour": "green"}.items()
    assert listed[1]["made_at"] is None


def test_an_editor_writes_the_next_version(editor: Any) -> None:
    answer = Caller(editor).post(NEXT, labels=LABELS, version=1)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["version"], made["name"], made["current"]) == (2, "Truth scale", True)
    assert [label["slug"] for label in made["labels"]] == ["right", "wrong", "nobody_knows"]
    assert made["labels"][2].items() >= {"on_line": False, "value": None, "colour": "grey"}.items()
    assert answer["Location"] == made["links"]["self"]
    assert Caller().client.get(answer["Location"]).json() == made
    assert RatingScale.objects.get(current=True).made_by == editor
    shown = Caller().read("ratings")
    assert [(rating["slug"], rating["on_line"], rating["value"], rating["best"]) for rating in shown] == [
        ("right", True, 1, 1),
        ("wrong", True, 0, 1),
        ("nobody_knows", False, None, 1),
    ]


def test_an_editor_writes_a_scale_and_uses_it(editor: Any) -> None:
    made = Caller(editor).post("scales", slug="short", name="Short", labels=LABELS)
    assert (made.status_code, made.json()["current"]) == (201, False)
    used = Caller(editor).post("scales/short/versions/1/use", {})
    assert (used.status_code, used.json()["current"]) == (200, True)


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        (NEXT, {"labels": LABELS}),
        ("scales", {"slug": "short", "name": "Short", "labels": LABELS}),
        (f"{NEXT}/1/use", {}),
    ],
)
def test_nobody_else_may(reviewer: Any, stranger: Any, path: str, sent: dict[str, Any]) -> None:
    with nothing_changes():
        for person in (reviewer, stranger):
            problem(Caller(person).post(path, sent), 403, "not_allowed")
        problem(Caller().post(path, sent), 401, "not_authenticated")


@pytest.mark.parametrize(
    ("sent", "status", "code", "field"),
    [
        ({}, 400, "scale_too_short", "labels"),
        ({"labels": []}, 400, "scale_too_short", "labels"),
        ({"labels": None}, 400, "invalid", "labels"),
        ({"labels": "all"}, 400, "invalid", "labels"),
        ({"labels": [*LABELS, {}]}, 400, "label_incomplete", "labels.4.label"),
        ({"labels": [*LABELS, 7]}, 400, "invalid", "labels.4"),
        ({"labels": [*LABELS, {"label": 7}]}, 400, "invalid", "labels.4.label"),
        ({"labels": [LABELS[0], LABELS[1] | {"value": 1.5}]}, 400, "invalid", "labels.2.value"),
        ({"labels": [LABELS[0], LABELS[1] | {"value": 10**30}]}, 400, "wrong_number", "labels.2.value"),
        ({"labels": [LABELS[0], LABELS[1] | {"on_line": None}]}, 400, "invalid", "labels.2.on_line"),
        ({"labels": [LABELS[0], LABELS[1] | {"colour": "pink"}]}, 400, "unknown_choice", "labels.2.colour"),
        ({"labels": [LABELS[0], LABELS[1] | {"color": "red"}]}, 400, "invalid", "labels.2.color"),
        ({"labels": LABELS * 20}, 400, "invalid", "labels"),
        ({"labels": LABELS, "name": ""}, 400, "name_needed", "name"),
        ({"labels": LABELS, "version": 0}, 400, "invalid", "version"),
        ({"labels": LABELS, "version": 10**30}, 409, "stale_version", None),
    ],
)
def test_what_cannot_be_used_is_refused(
    editor: Any, sent: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    with nothing_changes():
        problem(Caller(editor).post(NEXT, sent), status, code, *([field] if field else []))


def test_the_first_who_writes_wins(editor: Any) -> None:
    assert Caller(editor).post(NEXT, labels=LABELS, version=1).status_code == 201
    with nothing_changes():
        problem(Caller(editor).post(NEXT, labels=LABELS, version=1, name="Mine"), 409, "stale_version")
        problem(Caller(editor).post(NEXT, labels=LABELS), 400, "nothing_succeeded", "labels")
        problem(Caller(editor).post("scales", slug="truth", name="T", labels=LABELS), 409, "scale_exists", "slug")


@pytest.mark.parametrize("path", ["scales/nope/versions/1", f"{NEXT}/2", f"{NEXT}/{10**30}"])
def test_what_is_not_there_is_not_found(editor: Any, path: str) -> None:
    problem(Caller().get(path), 404, "not_found")
    with nothing_changes():
        problem(Caller(editor).post(f"{path}/use", {}), 404, "not_found")
        problem(Caller(editor).post("scales/nope/versions", labels=LABELS), 404, "not_found")


def test_the_list_costs_the_same_for_one_version_and_for_three(editor: Any, django_assert_num_queries: Any) -> None:
    caller = Caller()
    with django_assert_num_queries(2):  # versions, and their labels
        assert len(caller.read("scales")["results"]) == 1
    Caller(editor).post(NEXT, labels=LABELS)
    Caller(PersonFactory(editor=True)).post(NEXT, labels=LABELS[:2])
    with django_assert_num_queries(2):
        assert len(caller.read("scales")["results"]) == 3

"""Archived copies over the API: beside their source, as far as who asks may read them, and asked for again."""

from pathlib import Path
from typing import Any

import pytest

from claims import clock
from claims.enums import Status
from claims.models import Job
from reviews.enums import ArchiveState
from reviews.models import ArchivedCopy
from tests.factories import claim_at
from tests.over_http import Caller, nothing_changes, problem

pytestmark = pytest.mark.django_db

FAILED = {"state": ArchiveState.FAILED, "why": "“example.org” cannot be reached: its name has no address."}


@pytest.fixture(autouse=True)
def _kept_here(settings: Any, tmp_path: Path) -> None:
    settings.ARCHIVER, settings.DATA_DIR = "local", tmp_path


@pytest.fixture
def copy(reviewer: Any, editor: Any) -> ArchivedCopy:
    claim_at(Status.PUBLISHED, reviewer=reviewer, editor=editor)
    return ArchivedCopy.objects.get()


def become(copy: ArchivedCopy, **changes: Any) -> None:
    ArchivedCopy.objects.filter(pk=copy.pk).update(**changes)


def shown_to(somebody: Any) -> Any:
    [verdict] = Caller(somebody).read("verdicts")["results"]
    [source] = verdict["sources"]
    return source["archived"]


def test_what_is_wanted_has_neither_address_nor_time(copy: ArchivedCopy) -> None:
    nothing = dict.fromkeys(("why", "url", "at", "sha256"))
    assert shown_to(None) == {"id": copy.pk, "state": "wanted", **nothing}


def test_a_copy_that_is_kept_here_is_for_the_newsroom_to_read(copy: ArchivedCopy, editor: Any, stranger: Any) -> None:
    become(copy, state=ArchiveState.STORED, sha256="a" * 64, stored_at=clock.now())
    assert shown_to(editor)["url"] == f"http://testserver/admin/desk/copies/{copy.pk}/"
    for somebody in (None, stranger):
        archived = shown_to(somebody)
        assert (archived["state"], archived["url"], archived["sha256"]) == ("stored", None, "a" * 64)
        assert archived["at"]


def test_a_copy_in_an_archive_on_the_web_is_for_everybody(copy: ArchivedCopy, editor: Any) -> None:
    address = "https://archive.example/web/20260102000000/https://example.org/table"
    become(copy, state=ArchiveState.STORED, address=address, stored_at=clock.now())
    assert shown_to(None)["url"] == shown_to(editor)["url"] == address
    assert shown_to(None)["sha256"] is None


def test_why_it_failed_is_for_the_newsroom(copy: ArchivedCopy, editor: Any) -> None:
    become(copy, **FAILED)
    assert (shown_to(editor)["state"], shown_to(editor)["why"]) == ("failed", FAILED["why"])
    assert (shown_to(None)["state"], shown_to(None)["why"]) == ("failed", None)


def test_a_source_without_a_copy_says_null(settings: Any, reviewer: Any) -> None:
    settings.ARCHIVER = "none"
    claim_at(Status.PUBLISHED, reviewer=reviewer)
    assert shown_to(None) is None


def test_a_review_shows_the_copy_as_well(copy: ArchivedCopy, reviewer: Any) -> None:
    [review] = Caller(reviewer).read("reviews")["results"]
    assert review["sources"][0]["archived"]["id"] == copy.pk


class TestRetry:
    def test_an_editor_has_it_tried_again(self, copy: ArchivedCopy, editor: Any) -> None:
        become(copy, **FAILED)
        before = Job.objects.count()
        answer = Caller(editor).post(f"copies/{copy.pk}/retry")
        assert answer.status_code == 200, answer.content
        assert (answer.json()["state"], answer.json()["why"]) == ("wanted", None)
        assert Job.objects.count() == before + 1

    def test_what_did_not_fail_is_left_alone(self, copy: ArchivedCopy, editor: Any) -> None:
        with nothing_changes():
            problem(Caller(editor).post(f"copies/{copy.pk}/retry"), 409, "illegal_act")

    def test_a_reviewer_may_not(self, copy: ArchivedCopy, reviewer: Any) -> None:
        become(copy, **FAILED)
        with nothing_changes():
            problem(Caller(reviewer).post(f"copies/{copy.pk}/retry"), 403, "not_allowed")

    def test_a_stranger_finds_nothing(self, copy: ArchivedCopy, stranger: Any) -> None:
        become(copy, **FAILED)
        with nothing_changes():
            problem(Caller(stranger).post(f"copies/{copy.pk}/retry"), 404, "not_found")
            problem(Caller().post(f"copies/{copy.pk}/retry"), 401, "not_authenticated")

    def test_a_misspelt_field_is_told(self, copy: ArchivedCopy, editor: Any) -> None:
        problem(Caller(editor).post(f"copies/{copy.pk}/retry", note="x"), 400, "invalid", "note")

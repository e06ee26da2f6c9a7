"""Archived copies in the admin: beside their source, saved but never shown as a page of ours, tried again."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import jobs
from claims.enums import Status
from claims.models import Claim, Job
from claims.tasks import WORK
from reviews.actions.evidence import SourceDraft
from reviews.models import ArchivedCopy
from tests.factories import claim_at, record
from tests.web import page, serving

pytestmark = pytest.mark.django_db

SCRIPT = b"<script>alert(document.cookie)</script>"


@pytest.fixture(autouse=True)
def web(settings: Any, tmp_path: Path) -> Any:
    with serving({"/table": page(SCRIPT)}) as web:
        settings.ARCHIVER, settings.DATA_DIR, settings.OUTSIDE = "local", tmp_path, web.outside
        yield web


def as_(somebody: Any) -> Client:
    client = Client()
    client.force_login(somebody)
    return client


def cited(url: str, reviewer: Any = None, *, done: bool = True) -> tuple[Claim, ArchivedCopy]:
    assignment = claim_at(Status.IN_REVIEW, reviewer=reviewer).assignments.get()
    record(assignment, sources=[SourceDraft(url=url, title="The table")])
    if done:
        jobs.execute(Job.objects.get(kind="archive_source").pk, WORK)
    return assignment.claim, ArchivedCopy.objects.get()


def page_of(claim: Claim, somebody: Any) -> str:
    answer = as_(somebody).get(reverse("admin:desk_claim", args=[claim.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_page_says_that_a_copy_is_on_its_way(web: Any, editor: Any) -> None:
    claim, _ = cited(f"{web.address}/table", done=False)
    assert "Archived copy: on its way" in page_of(claim, editor)


def test_the_page_leads_to_the_copy_and_says_when_it_was_taken(web: Any, editor: Any) -> None:
    claim, copy = cited(f"{web.address}/table")
    html = page_of(claim, editor)
    assert f'Archived copy of <a href="/admin/desk/copies/{copy.pk}/"' in html
    assert f"{copy.stored_at:%Y}" in html


def test_the_page_says_why_there_is_none_and_lets_an_editor_try_again(web: Any, editor: Any, reviewer: Any) -> None:
    claim, copy = cited(f"{web.address}/none", reviewer)
    html = page_of(claim, editor)
    assert "Could not be archived: “127.0.0.1” does not give the page: it answered 404." in html
    assert f'action="/admin/desk/copies/{copy.pk}/retry/"' in html
    assert "/retry/" not in page_of(claim, reviewer)


def test_trying_again_leads_back_to_the_claim(web: Any, editor: Any) -> None:
    claim, copy = cited(f"{web.address}/none")
    answer = as_(editor).post(reverse("admin:desk_copy_retry", args=[copy.pk]), {"claim": claim.pk})
    assert answer.url == reverse("admin:desk_claim", args=[claim.pk])
    copy.refresh_from_db()
    assert copy.state == "wanted"
    assert "It is tried again." in page_of(claim, editor) or "on its way" in page_of(claim, editor)


@pytest.mark.parametrize("claim", ["", "x", "9" * 40, "//elsewhere.example"])
def test_trying_again_never_leads_elsewhere(claim: str, web: Any, reviewer: Any) -> None:
    _, copy = cited(f"{web.address}/none", reviewer)
    answer = as_(reviewer).post(reverse("admin:desk_copy_retry", args=[copy.pk]), {"claim": claim})
    assert answer.url == reverse("admin:index")
    copy.refresh_from_db()
    assert copy.state == "failed"  # a reviewer may not


def test_the_copy_is_saved_and_never_runs_as_a_page_of_ours(web: Any, reviewer: Any) -> None:
    _, copy = cited(f"{web.address}/table", reviewer)
    answer = as_(reviewer).get(reverse("admin:desk_copy", args=[copy.pk]))
    assert b"".join(answer.streaming_content) == SCRIPT
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == f'attachment; filename="copy-{copy.pk}-{copy.seen_on}.html"'
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_who_may_not_see_the_source_finds_no_copy(web: Any, reviewer: Any, second_reviewer: Any, stranger: Any) -> None:
    _, copy = cited(f"{web.address}/table", reviewer)
    where = reverse("admin:desk_copy", args=[copy.pk])
    assert as_(second_reviewer).get(where).status_code == 404
    assert as_(stranger).get(where).status_code in (302, 403)
    assert "login" in Client().get(where).url


@pytest.mark.parametrize("how", ["failed", "elsewhere", "lost"])
def test_a_copy_that_is_not_here_is_not_found(how: str, web: Any, editor: Any, tmp_path: Path) -> None:
    _, copy = cited(f"{web.address}/{'none' if how == 'failed' else 'table'}")
    if how == "elsewhere":
        ArchivedCopy.objects.update(address="https://archive.example/web/1")
    if how == "lost":
        [kept] = [path for path in (tmp_path / "archive").rglob("*") if path.is_file()]
        kept.unlink()
    assert as_(editor).get(reverse("admin:desk_copy", args=[copy.pk])).status_code == 404


def test_the_form_of_a_correction_asks_for_author_note_and_why_to_withhold(editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.PUBLISHED, reviewer=reviewer)
    html = page_of(claim, editor)
    for name in ("author", "note", "withheld_reason"):
        assert f'name="sources-0-{name}"' in html

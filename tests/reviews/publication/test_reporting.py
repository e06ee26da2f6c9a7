"""A reader reports an error: kept, told to editors once, answered once; and no way to flood the desk."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from claims import clock
from claims.enums import Status
from claims.errors import NotAllowed, NoteNeeded, NotFound
from reviews.actions import error_reports
from reviews.enums import Told
from reviews.errors import AlreadyHandled, TooManyReports
from reviews.models import ErrorReport, Notification, Verdict
from reviews.publication.addresses import path_of
from tests.factories import claim_at
from tests.reviews.publication.readers import published, read, withdrawn

pytestmark = pytest.mark.django_db

WHAT = "The table is of 2018, not of 2019."


def send(verdict: Verdict | None = None, *, client: Client | None = None, **changes: Any) -> Any:
    given = {"check_number": verdict.pk if verdict else "", "what": WHAT, "email": "", "website": ""} | changes
    return (client or Client()).post("/report-an-error/", given)


def reported(verdict: Verdict, sender: str = "somebody") -> ErrorReport:
    return error_reports.receive(verdict.pk, what=WHAT, sender=sender)


def test_a_report_is_kept_and_thanked_for(editor: Any) -> None:
    verdict = published(editor=editor)
    answer = send(verdict, email="ana@example.org")
    assert answer["Location"] == "/report-an-error/thanks/"
    kept = ErrorReport.objects.get()
    assert (kept.verdict, kept.what, kept.email) == (verdict, WHAT, "ana@example.org")
    assert "127.0.0.1" not in kept.sender


def test_the_form_knows_which_check_it_came_from() -> None:
    verdict = published()
    assert f"/report-an-error/?check={verdict.pk}" in read(path_of(verdict))
    assert f'value="{verdict.pk}"' in read("/report-an-error/", check=verdict.pk)


def test_the_address_of_the_check_will_do() -> None:
    verdict = published()
    send(verdict, check_number=f"http://testserver{path_of(verdict)}")
    assert ErrorReport.objects.get().verdict == verdict


def test_a_withdrawn_check_can_be_reported_too() -> None:
    verdict = published()
    withdrawn(verdict)
    send(verdict)
    assert ErrorReport.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"check_number": ""}, "This field is required."),
        ({"check_number": "the one on exports"}, "Give the number of the check"),
        ({"check_number": "9" * 18}, "There is no published check with this number."),
        ({"check_number": "9" * 40}, "Give the number of the check"),
        ({"what": "Wrong."}, "at least 10 characters"),
        ({"what": "x" * 5001}, "at most 5000 characters"),
        ({"what": "Not\0 a good text."}, "Null characters"),
        ({"email": "nobody"}, "Enter a valid email address."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_typed_is_lost(
    changes: dict[str, str], sentence: str
) -> None:
    answer = send(published(), **{"email": "ana@example.org"} | changes)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert "what" in changes or WHAT in page
    assert not ErrorReport.objects.exists()


def test_what_is_not_published_cannot_be_reported() -> None:
    verdict = claim_at(Status.APPROVED).verdict
    assert send(verdict).status_code == 400
    with pytest.raises(NotFound):
        error_reports.receive(verdict.pk, what=WHAT, sender="somebody")


def test_a_machine_that_fills_in_every_field_is_thanked_and_ignored() -> None:
    answer = send(published(), website="https://spam.example")
    assert answer["Location"] == "/report-an-error/thanks/"
    assert not ErrorReport.objects.exists()


def test_one_sender_can_send_so_many_an_hour_and_others_still_can() -> None:
    verdict = published()
    for _ in range(error_reports.FROM_ONE_SENDER):
        assert send(verdict).status_code == 302
    refused = send(verdict)
    assert refused.status_code == 429
    assert TooManyReports.__doc__.split(",")[0] in " ".join(refused.content.decode().split())
    assert WHAT in refused.content.decode()
    assert send(verdict, client=Client(REMOTE_ADDR="192.0.2.7")).status_code == 302
    ErrorReport.objects.update(created_at=clock.now() - timedelta(minutes=61))
    assert send(verdict).status_code == 302


def test_a_flood_from_everywhere_stops_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(error_reports, "FROM_EVERYBODY", 2)
    verdict = published()
    reported(verdict, "a"), reported(verdict, "b")
    with pytest.raises(TooManyReports):
        reported(verdict, "c")


def test_behind_a_proxy_the_sender_is_whom_the_proxy_names_last(settings: Any) -> None:
    verdict = published()
    settings.BEHIND_PROXY = True
    for forged in ("203.0.113.1, 192.0.2.7", "203.0.113.2, 192.0.2.7"):
        send(verdict, client=Client(headers={"X-Forwarded-For": forged}))
    assert ErrorReport.objects.values("sender").distinct().count() == 1


def test_a_form_of_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(published(), client=strict).status_code == 403
    assert not ErrorReport.objects.exists()


def test_the_form_is_never_kept_by_anybody() -> None:
    assert "no-store" in Client().get("/report-an-error/")["Cache-Control"]


def test_editors_are_told_once_until_somebody_has_looked(editor: Any, reviewer: Any) -> None:
    verdict = published(editor=editor, reviewer=reviewer)
    reported(verdict, "a"), reported(verdict, "b")
    told = Notification.objects.filter(kind=Told.REPORTED)
    [notice] = told.filter(person=editor)
    assert notice.claim == verdict.claim
    assert not told.filter(person=reviewer)
    for report in ErrorReport.objects.open():
        error_reports.handle(report.pk, actor=editor, note="Nothing to correct.")
    reported(verdict, "c")
    assert told.filter(person=editor).count() == 2


def test_a_report_that_cannot_be_told_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(report: ErrorReport) -> None:
        raise RuntimeError

    monkeypatch.setattr("reviews.notifications.readers.tell_of_the_report", broken)
    verdict = published()
    with pytest.raises(RuntimeError):
        reported(verdict)
    assert not ErrorReport.objects.exists()


# --- at the desk ---------------------------------------------------------------------------------


def test_handling_says_who_when_and_how(editor: Any) -> None:
    report = error_reports.handle(reported(published()).pk, actor=editor, note=" Corrected. ")
    report.refresh_from_db()
    assert (report.handled_by, report.note) == (editor, "Corrected.")
    assert report.handled_at


def test_handling_needs_an_editor_a_note_and_an_open_report(editor: Any, reviewer: Any, stranger: Any) -> None:
    report = reported(published())
    for person in (reviewer, stranger):
        with pytest.raises(NotAllowed):
            error_reports.handle(report.pk, actor=person, note="Done.")
    with pytest.raises(NoteNeeded):
        error_reports.handle(report.pk, actor=editor, note="  ")
    with pytest.raises(NotFound):
        error_reports.handle(report.pk + 1, actor=editor, note="Done.")
    error_reports.handle(report.pk, actor=editor, note="Done.")
    with pytest.raises(AlreadyHandled, match=r"Done\."):
        error_reports.handle(report.pk, actor=editor, note="Again.")


def test_the_database_wants_to_know_by_whom_and_how() -> None:
    report = reported(published())
    with pytest.raises(IntegrityError), transaction.atomic():
        ErrorReport.objects.filter(pk=report.pk).update(handled_at=clock.now())


def test_an_editor_reads_the_report_and_says_what_was_done(client: Client, editor: Any) -> None:
    report = reported(published())
    client.force_login(editor)
    assert "1 open" in client.get(reverse("admin:index")).content.decode()
    where = reverse("admin:desk_reports")
    assert WHAT in client.get(where).content.decode()
    handled = reverse("admin:desk_report_handle", args=[report.pk])
    assert client.post(handled, {"note": ""}).status_code == 400
    assert client.post(handled, {"note": "We corrected it."})["Location"] == where
    assert WHAT not in client.get(where).content.decode()
    assert "We corrected it." in client.get(where, {"show": "all"}).content.decode()
    assert client.post(handled, {"note": "Again."}).status_code == 409
    assert " open</strong>" not in client.get(reverse("admin:index")).content.decode()


def test_reports_are_for_editors(client: Client, reviewer: Any) -> None:
    report = reported(published())
    client.force_login(reviewer)
    assert client.get(reverse("admin:desk_reports")).status_code == 403
    assert client.post(reverse("admin:desk_report_handle", args=[report.pk]), {"note": "x"}).status_code == 403


def test_the_page_takes_the_same_number_of_queries_for_one_report_and_for_three(
    client: Client, editor: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(editor)
    for number in (1, 3):
        while ErrorReport.objects.count() < number:
            reported(published(), str(number))
        with django_assert_num_queries(5):
            client.get(reverse("admin:desk_reports"))

"""The mail with the link by which somebody sets their password: to whom it goes, and what no row of ours ever holds."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from claims.actions import jobs
from claims.models import Job
from claims.tasks import WORK
from reviews.actions import access, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(editor: Any, settings: Any) -> Any:
    settings.SENDS_MAIL = True
    settings.SITE_URL = "https://desk.example.org"
    return people.add("ana", actor=editor, role="reviewer", first_name="Ana", email="ana@example.org")


def do_the_jobs() -> None:
    for job in Job.objects.filter(kind="mail_link", state="ready").order_by("id"):
        assert jobs.execute(job.pk, WORK)


def test_it_says_who_let_them_in_and_the_link_in_it_works(ana: Any, editor: Any) -> None:
    access.make_link(ana.pk, actor=editor)
    do_the_jobs()
    [sent] = mail.outbox
    assert sent.to == ["ana@example.org"]
    assert "first-editor lets you set a password for Factcheck. Your user name is ana." in sent.body
    link = re.search(r"https://desk\.example\.org(/admin/desk/password/\S+)", sent.body)
    assert link
    assert Client().get(link[1], follow=True).status_code == 200


def test_no_row_holds_the_link(ana: Any, editor: Any) -> None:
    access.make_link(ana.pk, actor=editor)
    do_the_jobs()
    token = re.search(r"/password/\w+/(\S+)/", mail.outbox[0].body)
    assert token
    assert not any(token[1] in str(vars(job)) for job in Job.objects.all())


def test_of_two_links_the_newer_one_is_mailed(ana: Any, editor: Any) -> None:
    for _ in range(2):
        access.make_link(ana.pk, actor=editor)
    do_the_jobs()
    assert len(mail.outbox) == 1


def test_who_was_deactivated_meanwhile_or_lost_the_address_gets_none(ana: Any, editor: Any) -> None:
    access.make_link(ana.pk, actor=editor)
    access.deactivate(ana.pk, actor=editor)
    do_the_jobs()
    access.activate(ana.pk, actor=editor)
    access.make_link(ana.pk, actor=editor)
    people.change(ana.pk, {"email": ""}, actor=editor)
    do_the_jobs()
    assert mail.outbox == []

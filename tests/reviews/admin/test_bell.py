"""The bell on every page, the list behind it, and how somebody wants to be told."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.enums import Status
from reviews.actions import verdicts
from reviews.admin import bell
from reviews.enums import MailWanted, Told
from reviews.models import Notification, Profile
from tests.factories import PersonFactory, claim_at, new_claims

pytestmark = pytest.mark.django_db

LIST, READ_ALL, CHOICE = (
    reverse(f"admin:desk_{name}") for name in ("notifications", "notifications_read", "how_i_am_told")
)


def note(person: Any, number: int = 1, **words: Any) -> list[Notification]:
    [claim] = new_claims(0.1)
    rows = [
        Notification(person=person, kind=Told.APPROVED, key=f"{claim.pk}:{i}", claim=claim, sentence=f"Sentence {i}.")
        for i in range(1, number + 1)
    ]
    for row in rows:
        vars(row).update(words)
    return Notification.objects.bulk_create(rows)


def html(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


# --- the bell ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        reverse("admin:index"),
        reverse("admin:claims_claim_changelist"),
        reverse("admin:desk_article_add"),
        reverse("admin:password_change"),
        LIST,
    ],
)
def test_it_rings_on_every_page_for_what_one_has_not_read(client: Client, reviewer: Any, path: str) -> None:
    client.force_login(reviewer)
    assert 'class="badge"' not in html(client, path)
    note(reviewer, 3), note(PersonFactory(reviewer=True), 5), note(reviewer, 1, read_at="2026-01-01T00:00Z")
    assert '<span class="badge">3<span class="visually-hidden"> unread</span></span>' in html(client, path)


def test_it_counts_no_further_than_anybody_reads(reviewer: Any) -> None:
    note(reviewer, 99)
    assert bell.unread_of(reviewer) == "99"
    note(reviewer, 3)
    assert bell.unread_of(reviewer) == "99+"


def test_it_costs_one_query_and_for_nobody_none(
    reviewer: Any, stranger: Any, client: Client, django_assert_num_queries: Any
) -> None:
    note(reviewer, 3)
    bell.unread_of(reviewer)  # roles are read once per person
    with django_assert_num_queries(1):
        bell.unread_of(reviewer)
    with django_assert_num_queries(0):
        assert "Notifications" not in html(client, reverse("admin:login"))
    with django_assert_num_queries(1):  # the roles
        assert bell.unread_of(stranger) == ""


# --- the list ------------------------------------------------------------------------------------


def test_the_list_has_my_own_newest_first(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    note(reviewer, 2), note(second_reviewer, 1, sentence="Of somebody else.")
    client.force_login(reviewer)
    page = html(client, LIST)
    assert page.index("Sentence 2.") < page.index("Sentence 1.")
    assert "Of somebody else." not in page


def test_an_empty_list_says_so(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    assert "Nothing yet." in html(client, LIST)
    assert "You have read everything." in html(client, f"{LIST}?only=unread")


def test_pages_hold_every_row_once_whatever_comes_meanwhile(
    client: Client, reviewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bell, "SHOWN", 2)
    note(reviewer, 5)
    client.force_login(reviewer)
    seen, path = [], LIST
    while path:
        context = client.get(path).context
        seen += [row.sentence for row in context["rows"]]
        note(reviewer, 1, sentence="Just now.")
        path = f"{LIST}?before={context['older']}" if context["older"] else ""
    assert seen == [f"Sentence {number}." for number in (5, 4, 3, 2, 1)]


@pytest.mark.parametrize("before", ["-1", "x", "١", "9" * 30, "0", ""])
def test_a_page_that_begins_nowhere_is_a_page(client: Client, reviewer: Any, before: str) -> None:
    client.force_login(reviewer)
    html(client, f"{LIST}?before={before}&only=unread")


def test_the_list_takes_the_same_number_of_queries_for_one_row_and_for_three(
    client: Client, reviewer: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(reviewer)
    for number in (1, 3):
        note(reviewer, number)
        with django_assert_num_queries(6):  # log-in, roles, rows, the newest, the bell
            client.get(LIST)


def test_opening_one_marks_it_and_leads_to_the_claim(client: Client, editor: Any, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    verdicts.approve(claim.pk, actor=editor)
    row = Notification.objects.get(person=reviewer, kind=Told.APPROVED)
    client.force_login(reviewer)
    for _ in range(2):
        answer = client.post(reverse("admin:desk_notification", args=[row.pk]))
        assert (answer.status_code, answer["Location"]) == (302, reverse("admin:desk_claim", args=[claim.pk]))
        row.refresh_from_db()
        assert row.read_at is not None


def test_one_about_an_article_leads_to_the_article(client: Client, editor: Any) -> None:
    [claim] = new_claims(0.1)
    row = Notification.objects.create(
        person=editor, kind=Told.DUPLICATE, key="x", article=claim.article, sentence="Again."
    )
    client.force_login(editor)
    answer = client.post(reverse("admin:desk_notification", args=[row.pk]))
    assert answer["Location"] == reverse("admin:desk_article", args=[claim.article_id])


def test_one_can_be_marked_without_leaving_the_list(client: Client, reviewer: Any) -> None:
    [row] = note(reviewer)
    client.force_login(reviewer)
    answer = client.post(reverse("admin:desk_notification", args=[row.pk]), {"stay": "1"})
    assert answer["Location"] == LIST
    row.refresh_from_db()
    assert row.read_at is not None


def test_marking_all_leaves_what_came_after_the_page_was_drawn(client: Client, reviewer: Any, editor: Any) -> None:
    note(reviewer, 2), note(editor, 1)
    client.force_login(reviewer)
    newest = client.get(LIST).context["newest"]
    [later] = note(reviewer)
    client.post(READ_ALL, {"until": newest})
    assert list(Notification.objects.unread().filter(person=reviewer)) == [later]
    assert Notification.objects.unread().filter(person=editor).exists()


def test_nobody_opens_what_somebody_else_was_told(client: Client, reviewer: Any, editor: Any) -> None:
    [row] = note(reviewer)
    client.force_login(editor)
    assert client.post(reverse("admin:desk_notification", args=[row.pk])).status_code == 404
    row.refresh_from_db()
    assert row.read_at is None


@pytest.mark.parametrize("path", [READ_ALL, reverse("admin:desk_notification", args=[1])])
def test_looking_at_an_address_marks_nothing(client: Client, reviewer: Any, path: str) -> None:
    client.force_login(reviewer)
    assert client.get(path).status_code == 405


@pytest.mark.parametrize("path", [LIST, CHOICE])
def test_a_stranger_and_nobody_see_none_of_it(client: Client, stranger: Any, path: str) -> None:
    assert client.get(path).headers["Location"].startswith(reverse("admin:login"))
    client.force_login(stranger)
    assert client.get(path).headers["Location"].startswith(reverse("admin:login"))
    client.force_login(PersonFactory(is_staff=True))  # lets into the admin, and is no role at the desk
    assert client.get(path).status_code == 403


# --- how I am told -------------------------------------------------------------------------------


def test_who_never_chose_has_the_daily_mail_and_looking_writes_nothing(client: Client, editor: Any) -> None:
    client.force_login(editor)
    assert client.get(CHOICE).context["form"]["mail"].value() == MailWanted.DAILY
    assert not Profile.objects.exists()


@pytest.mark.parametrize("profile", [None, {"capacity": 9}])
def test_a_choice_is_kept_with_the_rest_of_the_profile(client: Client, profile: Any, reviewer: Any) -> None:
    person = PersonFactory(reviewer=True, profile=profile)
    other = Profile.objects.create(user=reviewer)
    client.force_login(person)
    assert client.post(CHOICE, {"mail": MailWanted.NEVER}).status_code == 302
    mine = Profile.objects.get(user=person)
    assert (mine.mail, mine.capacity) == (MailWanted.NEVER, 9 if profile else Profile.CAPACITY)
    other.refresh_from_db()
    assert other.mail == MailWanted.DAILY


def test_nobody_chooses_for_somebody_else(client: Client, editor: Any, reviewer: Any) -> None:
    client.force_login(editor)
    client.post(CHOICE, {"mail": MailWanted.NEVER, "user": reviewer.pk})
    assert not Profile.objects.filter(user=reviewer).exists()


@pytest.mark.parametrize("mail", ["", "hourly", "\0"])
def test_a_choice_that_there_is_not_is_refused(client: Client, reviewer: Any, mail: str) -> None:
    client.force_login(reviewer)
    assert client.post(CHOICE, {"mail": mail}).status_code == 400
    assert not Profile.objects.exists()


def test_it_says_why_nothing_can_be_mailed(client: Client, reviewer: Any, settings: Any) -> None:
    client.force_login(reviewer)
    assert "has no e-mail address" in html(client, CHOICE)
    settings.SENDS_MAIL = False
    assert "has no mail server" in html(client, CHOICE)

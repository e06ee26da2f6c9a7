"""People on pages: the table and whom it finds, somebody new, one person and what may be done to their account."""

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import clock, policy
from claims.actions import desk_events, machines
from claims.enums import About
from claims.models import DeskEvent
from reviews import newsroom
from reviews.actions import access, assignments, people
from reviews.actions.particulars import known_of
from reviews.enums import Role
from reviews.models import Conflict, Profile
from tests.factories import PersonFactory, queued_claims
from tests.reviews.about import conflict, topic

pytestmark = pytest.mark.django_db
ALL, ADD = "/admin/desk/people/", "/admin/desk/people/add/"


def page_of(person: Any) -> str:
    return reverse("admin:desk_person", args=[person.pk])


def found(client: Client, query: str = "") -> list[str]:
    page = client.get(f"{ALL}{query}").content.decode()
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page)


def form_of(person: Any, **changes: Any) -> dict[str, Any]:
    """The form as a browser sends it back; None leaves a field out."""
    known = known_of(person)
    sent = {name: value for name, value in known.items() if name not in ("available", "languages")}
    sent |= {"languages": ", ".join(known["languages"]), **({"available": "on"} if known["available"] else {})}
    sent |= {"seen": desk_events.version_of(About.PERSON, person.username)} | changes
    return {name: "" if value is None else value for name, value in sent.items()}


def again(person: Any) -> Any:
    return get_user_model().objects.get(pk=person.pk)


class TestTheTable:
    def test_everybody_is_found_by_what_is_asked_for(self, client: Client, editor: Any, stranger: Any) -> None:
        today, health = clock.today(), topic("health")
        both = PersonFactory(
            username="both",
            roles=[policy.REVIEWER, policy.EDITOR],
            profile={"languages": ["en", "pt-BR"], "capacity": 1},
            first_name="Ana",
            email="ana@example.org",
        )
        both.profile.topics.add(health)
        away = PersonFactory(reviewer=True, username="away", profile={"languages": ["de"], "away_from": today})
        PersonFactory(reviewer=True, username="gone", is_active=False)
        PersonFactory(username="root", is_superuser=True)
        [claim] = queued_claims(0.9, language="en")
        assignments.assign(claim.pk, reviewer_id=both.pk, actor=editor)
        client.force_login(editor)
        made = r"(editor|reviewer)\d+"  # by the factories
        asked = {
            "": ["away", "both", "first-editor", "root", "stranger"],
            "?state=left": ["gone"],
            "?state=all": ["away", "both", "first-editor", "gone", "root", "stranger"],
            "?q=ana": ["both"],
            "?q=example.org+bo": ["both"],
            "?role=reviewer": ["away", "both"],
            "?role=editor": ["both", "first-editor", "root"],
            "?role=both": ["both"],
            "?role=none": ["stranger"],
            "?topic=health": ["both"],
            "?language=pt": ["both", "first-editor", "root", "stranger"],
            "?language=DE": ["away", "first-editor", "root", "stranger"],
            "?away=on": ["away"],
            "?role=reviewer&room=on": ["away"],
        }
        for query, names in asked.items():
            assert [name for name in found(client, query) if not re.fullmatch(made, name)] == names, query
        assert away.profile.is_away

    def test_it_never_shows_the_actors_that_are_no_people(self, client: Client, editor: Any) -> None:
        machine = machines.make("harvester", scopes=[], owner_id=editor.pk, actor=editor)
        client.force_login(editor)
        assert found(client, "?state=all") == ["first-editor"]
        assert client.get(page_of(machine.user)).status_code == 404

    def test_it_says_what_everybody_holds_and_whether_a_conflict_holds(
        self, client: Client, editor: Any, reviewer: Any
    ) -> None:
        for claim in queued_claims(0.9, 0.8):
            assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        conflict(reviewer, "outlet", "Harbour Post")
        client.force_login(editor)
        page = client.get(f"{ALL}?q=first-reviewer").content.decode()
        assert f'href="{reverse("admin:desk_board")}?holder={reviewer.pk}">2 of 5</a>' in page
        assert "1 holds</a>" in page

    def test_what_is_no_filter_is_refused(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        for query in ("?rolle=editor", "?role=boss", "?topic=nope"):
            assert client.get(f"{ALL}{query}").status_code == 400

    def test_it_comes_in_pages_by_name(self, client: Client, editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reviews.admin.people.SHOWN", 2)
        for name in ("ana", "bea", "cid"):
            PersonFactory(reviewer=True, username=name)
        client.force_login(editor)
        assert found(client) == ["ana", "bea"]
        assert "after=bea" in client.get(ALL).content.decode()
        assert found(client, "?after=bea") == ["cid", "first-editor"]

    def test_it_costs_the_same_for_one_person_and_for_three(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        costs = []
        for number in range(3):
            person = PersonFactory(reviewer=True, profile={"languages": ["en"], "away_from": clock.today()})
            person.profile.topics.add(topic(f"topic-{number}"))
            conflict(person, "outlet", "X")
            with CaptureQueriesContext(connection) as captured:
                client.get(ALL)
            costs.append(len(captured))
        assert costs == [8, 8, 8]


class TestSomebodyNew:
    def test_is_added_and_the_link_is_shown_once(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        sent = {"username": "ana", "role": "reviewer", "first_name": "Ana", "email": "ana@example.org"}
        answer = client.post(ADD, sent)
        ana = get_user_model().objects.get(username="ana")
        assert answer.headers["Location"] == page_of(ana)
        page = client.get(page_of(ana)).content.decode()
        link = re.search(r'readonly value="(http://testserver/admin/desk/password/[^"]+)"', page)
        assert link
        assert Client().get(link[1], follow=True).status_code == 200
        assert "/desk/password/" not in client.get(page_of(ana)).content.decode()
        assert [str(event) for event in DeskEvent.objects.order_by("id")] == [
            "first-editor added ana: reviewer",
            "first-editor made a password link for ana",
        ]

    @pytest.mark.parametrize(
        ("sent", "status", "said"),
        [
            ({}, 400, "This field is required."),
            ({"username": "first-editor", "role": "editor"}, 409, "somebody else’s user name"),
            ({"username": "a b", "role": "editor"}, 400, "is no user name"),
            ({"username": "ana"}, 400, "Say what the new person is"),
            ({"username": "ana", "role": "none"}, 400, "not one of the available choices"),
            ({"username": "ana", "role": "editor", "email": "nowhere"}, 400, "is no e-mail address"),
        ],
    )
    def test_what_is_refused_is_said_and_stays(
        self, client: Client, editor: Any, sent: dict[str, str], status: int, said: str
    ) -> None:
        client.force_login(editor)
        answer = client.post(ADD, {"last_name": "Ribeiro", **sent})
        page = answer.content.decode().replace("&#x27;", "’")
        assert (answer.status_code, 'value="Ribeiro"' in page) == (status, True)
        assert said in page
        assert not DeskEvent.objects.exists()


class TestOnePerson:
    def test_everything_is_kept_from_one_form(self, client: Client, editor: Any, reviewer: Any) -> None:
        topic("health")
        client.force_login(editor)
        changes = {"first_name": "Ana", "role": "both", "capacity": 2, "languages": "PT_br, en", "topics": ["health"]}
        answer = client.post(page_of(reviewer), form_of(reviewer, **changes, available=None, away_from="2026-01-02"))
        assert answer.headers["Location"] == page_of(reviewer)
        kept = known_of(again(reviewer))
        assert (kept["first_name"], kept["role"], kept["capacity"], kept["available"]) == ("Ana", Role.BOTH, 2, False)
        assert (kept["languages"], kept["topics"]) == (["pt-BR", "en"], ["health"])
        page = client.get(page_of(reviewer)).content.decode()
        assert "the capacity from 5 to 2" in page
        assert 'value="pt-BR, en"' in page

    @pytest.mark.parametrize(
        ("changes", "status", "said"),
        [
            ({"capacity": 0}, 400, "greater than or equal to 1"),
            ({"languages": "xx-nope-nope"}, 400, "not a language code"),
            ({"away_from": "2026-01-02", "away_until": "2026-01-01"}, 400, "It cannot end on 2026-01-01"),
            ({"email": "nowhere"}, 400, "is no e-mail address"),
            ({"role": "boss"}, 400, "not one of the available choices"),
            ({"seen": ""}, 400, "This field is required."),
        ],
    )
    def test_what_is_refused_is_said_and_what_was_typed_stays(
        self, client: Client, editor: Any, reviewer: Any, changes: dict[str, Any], status: int, said: str
    ) -> None:
        client.force_login(editor)
        answer = client.post(page_of(reviewer), form_of(reviewer, first_name="Typed", **changes))
        assert answer.status_code == status
        page = answer.content.decode()
        assert said in page
        assert 'value="Typed"' in page
        assert not Profile.objects.exists()

    def test_two_editors_at_once_do_not_overwrite_each_other(
        self, client: Client, editor: Any, second_editor: Any, reviewer: Any
    ) -> None:
        mine = form_of(reviewer, capacity=9)
        people.change(reviewer.pk, {"capacity": 2}, actor=second_editor)
        client.force_login(editor)
        answer = client.post(page_of(reviewer), mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "second-editor changed first-reviewer: the capacity from 5 to 2" in page
        assert 'value="9"' in page
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert seen
        assert client.post(page_of(reviewer), mine | {"seen": seen[1]}).status_code == 302
        assert Profile.objects.get(user=reviewer).capacity == 9

    def test_who_is_deactivated_gives_back_what_they_hold_and_the_page_says_so(
        self, client: Client, editor: Any, reviewer: Any
    ) -> None:
        [claim] = queued_claims(0.9)
        assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        client.force_login(editor)
        assert "1 claim in their hands goes back to the queue" in client.get(page_of(reviewer)).content.decode()
        page = client.post(reverse("admin:desk_person_deactivate", args=[reviewer.pk]), follow=True).content.decode()
        assert "Deactivated: first-reviewer cannot log in any more. 1 claim went back to the queue." in page
        assert "Activate first-reviewer again" in page
        client.post(reverse("admin:desk_person_activate", args=[reviewer.pk]))
        assert again(reviewer).is_active

    def test_a_new_link_is_shown_once(self, client: Client, editor: Any, reviewer: Any) -> None:
        client.force_login(editor)
        answer = client.post(reverse("admin:desk_person_link", args=[reviewer.pk]), follow=True)
        assert "/admin/desk/password/" in answer.content.decode()
        assert "no-store" in answer.headers["Cache-Control"]
        assert "/desk/password/" not in client.get(page_of(reviewer)).content.decode()

    def test_a_link_is_shown_on_the_page_of_its_person_alone(
        self, client: Client, editor: Any, reviewer: Any, second_reviewer: Any
    ) -> None:
        client.force_login(editor)
        client.post(reverse("admin:desk_person_link", args=[reviewer.pk]))
        assert "/desk/password/" not in client.get(page_of(second_reviewer)).content.decode()

    def test_the_last_editor_is_told_why_not(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        answer = client.post(page_of(editor), form_of(editor, role="none"))
        assert answer.status_code == 409
        assert "is the last editor who can come in" in answer.content.decode()
        page = client.post(reverse("admin:desk_person_deactivate", args=[editor.pk]), follow=True).content.decode()
        assert "is the last editor who can come in" in page

    def test_who_takes_their_own_role_away_lands_where_they_may_be(
        self, client: Client, editor: Any, second_editor: Any
    ) -> None:
        client.force_login(editor)
        answer = client.post(page_of(editor), form_of(editor, role="reviewer"))
        assert answer.headers["Location"] == reverse("admin:index")
        assert newsroom.role_of(again(editor)) == Role.REVIEWER

    def test_the_account_of_a_superuser_is_shown_and_not_to_be_changed(self, client: Client, editor: Any) -> None:
        root = PersonFactory(is_superuser=True, username="root", email="root@example.org")
        client.force_login(editor)
        page = client.get(page_of(root)).content.decode()
        assert "Only a superuser changes the account of a superuser." in page
        assert reverse("admin:desk_person_deactivate", args=[root.pk]) not in page
        answer = client.post(page_of(root), form_of(root, email="editor@example.org", role="reviewer", capacity=2))
        assert answer.status_code == 302
        assert (again(root).email, Profile.objects.get(user=root).capacity) == ("root@example.org", 2)
        assert newsroom.role_of(again(root)) == Role.NONE
        for act in ("deactivate", "link"):
            client.post(reverse(f"admin:desk_person_{act}", args=[root.pk]))
        assert again(root).is_active

    def test_a_conflict_is_declared_and_ended_on_it(self, client: Client, editor: Any, reviewer: Any) -> None:
        client.force_login(editor)
        declare = reverse("admin:desk_person_conflicts", args=[reviewer.pk])
        assert client.post(declare, {"kind": "outlet", "value": ""}).status_code == 400
        assert client.post(declare, {"kind": "outlet", "value": "X"}).headers["Location"] == page_of(reviewer)
        made = Conflict.objects.get()
        assert (made.person, made.declared_by) == (reviewer, editor)
        end = reverse("admin:desk_conflict_end", args=[made.pk])
        assert end in client.get(page_of(reviewer)).content.decode()
        assert client.post(end, {"next": page_of(reviewer)}).headers["Location"] == page_of(reviewer)
        assert Conflict.objects.get().ended_by == editor

    def test_it_costs_the_same_with_one_change_and_with_three(
        self, client: Client, editor: Any, reviewer: Any, django_assert_num_queries: Any
    ) -> None:
        client.force_login(editor)
        people.change(reviewer.pk, {"capacity": 9}, actor=editor)
        for number, claim in enumerate(queued_claims(0.9, 0.8, 0.7)):
            assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
            conflict(reviewer, "outlet", f"Outlet {number}")
            people.change(reviewer.pk, {"first_name": f"Name {number}"}, actor=editor)
            with django_assert_num_queries(15):
                client.get(page_of(reviewer))

    def test_machines_and_who_is_not_there_are_not_found(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        machine = get_user_model().objects.get(username=policy.CLOCK)
        for pk in (machine.pk, 10**15):
            assert client.get(reverse("admin:desk_person", args=[pk])).status_code == 404
            assert client.post(reverse("admin:desk_person_link", args=[pk])).status_code == 404


def test_nobody_but_editors_comes_near(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    client.force_login(reviewer)
    for address in (ALL, ADD, page_of(second_reviewer), page_of(reviewer)):
        assert client.get(address).status_code == 403
    assert client.post(ADD, {"username": "ana", "role": "editor"}).status_code == 403
    assert client.post(page_of(reviewer), form_of(reviewer, role="editor")).status_code == 403
    for act in ("deactivate", "activate", "link", "conflicts"):
        assert client.post(reverse(f"admin:desk_person_{act}", args=[second_reviewer.pk])).status_code == 403
    assert not DeskEvent.objects.exists()


def test_djangos_own_pages_of_accounts_are_not_there(client: Client) -> None:
    """They would change roles and passwords behind the back of the actions, without a trace."""
    root = PersonFactory(is_superuser=True, is_staff=True)
    client.force_login(root)
    for name in ("auth/user", "auth/group", "reviews/profile", "reviews/rules", "claims/topic", "reviews/publictext"):
        for address in (f"/admin/{name}/", f"/admin/{name}/add/", f"/admin/{name}/1/change/"):
            assert client.get(address).status_code == 404, address


def test_a_password_is_set_by_the_link_and_one_is_in(client: Client, editor: Any) -> None:
    ana = people.add("ana", actor=editor, role="reviewer")
    link = access.address_of_link(access.make_link(ana.pk, actor=editor))
    answer = client.get(link)
    form = answer.headers["Location"]
    assert access.password_links.make_token(ana) not in form
    page = client.get(form).content.decode()
    assert "You log in as <strong>ana</strong>" in page
    for words, said in (("short", "too short"), ("password", "too common"), ("ana-ana-ana", "")):
        answer = client.post(form, {"new_password1": words, "new_password2": words})
        if said:
            assert answer.status_code == 400
            assert said in answer.content.decode()
    assert answer.headers["Location"] == reverse("admin:index")
    assert "Your password is set." in client.get(reverse("admin:index")).content.decode()
    assert again(ana).check_password("ana-ana-ana")
    assert Client().get(link, follow=True).status_code == 404


@pytest.mark.parametrize("link", ["NA/set-password/", "NA/x-y/", "zz/x/", "MTAwMDAwMDAwMDAwMDAw/x-y/"])
def test_a_link_that_is_none_says_whom_to_ask(client: Client, link: str) -> None:
    answer = client.get(f"/admin/desk/password/{link}", follow=True)
    assert answer.status_code == 404
    assert "Ask an editor of the desk for a new one." in answer.content.decode()

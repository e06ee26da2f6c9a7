"""Adding people and changing what the desk knows about them: who may, what is kept and told, what is refused."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model

from claims import policy
from claims.actions import desk_events
from claims.enums import About, DeskAct, Status
from claims.errors import (
    ChangedMeanwhile,
    DomainError,
    NotAllowed,
    NotFound,
    OutOfBounds,
    UnknownLanguage,
    UnknownTopic,
)
from claims.models import DeskEvent, Event
from reviews import newsroom
from reviews.actions import adjudication, assignments, people
from reviews.actions.particulars import known_of
from reviews.enums import Closed, Role
from reviews.errors import LastEditor, RoleNeeded, UnknownChoice, UsernameTaken, WrongEmail, WrongPeriod, WrongUsername
from reviews.models import Assignment, Profile
from tests.factories import PersonFactory, claim_at, queued_claims
from tests.reviews.about import topic

pytestmark = pytest.mark.django_db
WHOLE = {
    "first_name": "Ana",
    "last_name": "Ribeiro",
    "email": "ana@example.org",
    "role": "both",
    "capacity": 3,
    "available": False,
    "languages": ["pt_br", "EN"],
    "topics": ["Health"],
    "away_from": date(2026, 1, 2),
    "away_until": date(2026, 1, 9),
}


def told(person: Any) -> list[str]:
    return [str(event) for event in DeskEvent.objects.of(About.PERSON, person.username).order_by("id")]


def again(person: Any) -> Any:
    return get_user_model().objects.get(pk=person.pk)


class TestAdd:
    def test_makes_somebody_with_a_role_and_without_a_password(self, editor: Any) -> None:
        made = people.add("ana", actor=editor, role="both", first_name=" Ana ", email="ana@example.org")
        kept = again(made)
        assert (kept.username, kept.first_name, kept.email, kept.is_active) == ("ana", "Ana", "ana@example.org", True)
        assert newsroom.role_of(kept) == Role.BOTH
        assert (kept.has_usable_password(), kept.is_staff, kept.is_superuser) == (False, False, False)
        assert told(kept) == ["first-editor added ana: reviewer and editor"]

    @pytest.mark.parametrize("person", ["reviewer", "stranger", "clock", "console"])
    def test_nobody_but_editors_adds_anybody(self, person: str, request: Any) -> None:
        with pytest.raises(NotAllowed):
            people.add("ana", actor=request.getfixturevalue(person), role="editor")
        assert not get_user_model().objects.filter(username="ana").exists()

    @pytest.mark.parametrize(
        ("given", "refused"),
        [
            ({"username": "First-Editor"}, UsernameTaken),
            ({"username": "CLOCK"}, UsernameTaken),
            ({"username": "a b"}, WrongUsername),
            ({"username": ""}, WrongUsername),
            ({"username": "x" * 151}, WrongUsername),
            ({"email": "ana@"}, WrongEmail),
            ({"role": "none"}, RoleNeeded),
            ({"role": ""}, RoleNeeded),
            ({"role": "root"}, UnknownChoice),
        ],
    )
    def test_what_makes_no_person_is_refused(
        self, editor: Any, given: dict[str, Any], refused: type[DomainError]
    ) -> None:
        with pytest.raises(refused):
            people.add(**{"username": "ana", "role": "reviewer"} | given, actor=editor)
        assert not DeskEvent.objects.exists()


class TestChange:
    def test_keeps_everything_and_tells_it_once(self, editor: Any, reviewer: Any) -> None:
        topic("health")
        people.change(reviewer.pk, WHOLE, actor=editor)
        assert known_of(again(reviewer)) == WHOLE | {"languages": ["pt-BR", "en"], "topics": ["health"]}
        assert not people.change(reviewer.pk, WHOLE, actor=editor).did
        [sentence] = told(reviewer)
        assert sentence == (
            "first-editor changed first-reviewer: the first name from none to Ana; the last name from none to Ribeiro;"
            " the e-mail address; the role from reviewer to reviewer and editor; the capacity from 5 to 3;"
            " whether claims are assigned automatically from yes to no; the languages from every language to pt-BR, en;"
            " the topics from none to health; the first day away from none to 2 January 2026;"
            " the last day away from none to 9 January 2026"
        )

    def test_what_is_not_named_stays(self, editor: Any) -> None:
        person = PersonFactory(reviewer=True, profile={"capacity": 2, "languages": ["en"]}, email="a@example.org")
        people.change(person.pk, {"capacity": 4}, actor=editor)
        kept = known_of(again(person))
        assert (kept["capacity"], kept["languages"], kept["email"]) == (4, ["en"], "a@example.org")

    @pytest.mark.parametrize(
        ("given", "refused", "field"),
        [
            ({"capacity": 0}, OutOfBounds, "capacity"),
            ({"capacity": 101}, OutOfBounds, "capacity"),
            ({"languages": ["en", "klingonish"]}, UnknownLanguage, "languages"),
            ({"topics": ["gardening"]}, UnknownTopic, "topics"),
            ({"email": "nobody"}, WrongEmail, "email"),
            ({"role": "boss"}, UnknownChoice, "role"),
            ({"away_from": date(2026, 1, 2), "away_until": date(2026, 1, 1)}, WrongPeriod, "away_until"),
        ],
    )
    def test_what_is_wrong_is_refused_beside_its_field(
        self, editor: Any, reviewer: Any, given: dict[str, Any], refused: type[DomainError], field: str
    ) -> None:
        before = known_of(reviewer)
        with pytest.raises(refused) as error:
            people.change(reviewer.pk, {"first_name": "Ana", **given}, actor=editor)
        assert error.value.about == field
        assert known_of(again(reviewer)) == before
        assert not DeskEvent.objects.exists()

    def test_people_change_what_they_say_of_themselves_and_nothing_else(
        self, reviewer: Any, second_reviewer: Any
    ) -> None:
        people.change(reviewer.pk, {"languages": ["en"]}, actor=reviewer)
        assert told(reviewer) == ["first-reviewer changed their own profile: the languages from every language to en"]
        for given in ({"capacity": 99}, {"role": "editor"}, {"email": "x@example.org"}, {"available": False}):
            with pytest.raises(NotAllowed):
                people.change(reviewer.pk, given, actor=reviewer)
        with pytest.raises(NotAllowed):
            people.change(second_reviewer.pk, {"languages": ["en"]}, actor=reviewer)

    def test_strangers_change_nothing_not_even_of_themselves(self, stranger: Any) -> None:
        with pytest.raises(NotAllowed):
            people.change(stranger.pk, {"languages": ["en"]}, actor=stranger)

    @pytest.mark.parametrize("name", [policy.CLOCK, policy.CONSOLE])
    def test_the_actors_that_are_no_people_are_not_found(
        self, editor: Any, name: str, clock: Any, console: Any
    ) -> None:
        machine = get_user_model().objects.get(username=name)
        with pytest.raises(NotFound):
            people.change(machine.pk, {"role": "editor"}, actor=editor)
        assert not newsroom.members().filter(pk=machine.pk).exists()

    def test_what_somebody_changed_meanwhile_is_not_overwritten_and_told(
        self, editor: Any, second_editor: Any, reviewer: Any
    ) -> None:
        seen = desk_events.version_of(About.PERSON, reviewer.username)
        people.change(reviewer.pk, {"capacity": 2}, actor=second_editor, seen=seen)
        with pytest.raises(ChangedMeanwhile, match="second-editor changed first-reviewer: the capacity from 5 to 2"):
            people.change(reviewer.pk, {"capacity": 9}, actor=editor, seen=seen)
        assert Profile.objects.get(user=reviewer).capacity == 2

    def test_groups_that_are_no_roles_stay(self, editor: Any, reviewer: Any) -> None:
        from django.contrib.auth.models import Group

        reviewer.groups.add(Group.objects.create(name="Choir"))
        people.change(reviewer.pk, {"role": "editor"}, actor=editor)
        assert set(again(reviewer).groups.values_list("name", flat=True)) == {"Choir", policy.EDITOR}


class TestTheLastEditor:
    def test_stays_one(self, editor: Any) -> None:
        for role in ("reviewer", "none"):
            with pytest.raises(LastEditor):
                people.change(editor.pk, {"role": role}, actor=editor)
        people.change(editor.pk, {"role": "both"}, actor=editor)
        assert newsroom.role_of(again(editor)) == Role.BOTH

    def test_may_go_once_another_can_come_in(self, editor: Any) -> None:
        invited = people.add("ana", actor=editor, role="editor")
        with pytest.raises(LastEditor):  # she has no password yet
            people.change(editor.pk, {"role": "reviewer"}, actor=editor)
        invited.set_password("long enough for her")
        invited.save()
        people.change(editor.pk, {"role": "reviewer"}, actor=editor)
        assert newsroom.role_of(again(editor)) == Role.REVIEWER

    def test_is_not_the_one_who_is_deactivated(self, editor: Any) -> None:
        PersonFactory(editor=True, is_active=False)
        with pytest.raises(LastEditor):
            people.change(editor.pk, {"role": "none"}, actor=editor)


class TestSuperusers:
    def test_an_editor_does_not_change_their_account_but_their_capacity(self, editor: Any) -> None:
        root = PersonFactory(is_superuser=True, username="root")
        for given in ({"email": "editor@example.org"}, {"role": "reviewer"}, {"first_name": "X"}):
            with pytest.raises(NotAllowed, match="a superuser"):
                people.change(root.pk, given, actor=editor)
        people.change(root.pk, {"capacity": 2, "email": root.email, "role": "none"}, actor=editor)
        assert Profile.objects.get(user=root).capacity == 2

    def test_they_change_each_others_and_are_editors_whatever_their_role(self, editor: Any) -> None:
        root, other = PersonFactory(is_superuser=True), PersonFactory(is_superuser=True)
        people.change(other.pk, {"role": "reviewer"}, actor=root)
        assert policy.is_editor(again(other))
        people.change(editor.pk, {"role": "none"}, actor=root)
        assert not policy.is_editor(again(editor))


class TestWhoNoLongerReviews:
    def test_holds_nothing_and_it_is_told_how_much_went_back(self, editor: Any, reviewer: Any) -> None:
        claims = queued_claims(0.9, 0.8)
        for claim in claims:
            assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        changed = people.change(reviewer.pk, {"role": "editor"}, actor=editor)
        assert str(changed.emptied) == "2 claims went back to the queue."
        assert {held.closed_as for held in Assignment.objects.filter(reviewer=reviewer)} == {Closed.RELEASED}
        for claim in claims:
            claim.refresh_from_db()
            last = Event.objects.filter(claim=claim).latest("id")
            assert (claim.status, last.act, last.actor) == (Status.QUEUED, "release", editor)
            assert reviewer.username not in last.note  # history is read by reviewers, who are blind

    def test_goes_on_settling_what_they_were_asked_to_as_an_editor(self, editor: Any) -> None:
        both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
        disputed = claim_at(Status.DISPUTED)
        adjudication.appoint(disputed.pk, person_id=both.pk, actor=editor)
        assert str(people.change(both.pk, {"role": "editor"}, actor=editor).emptied) == ""
        assert Assignment.objects.held_by(both).count() == 1
        assert str(people.change(both.pk, {"role": "none"}, actor=editor).emptied) == "1 claim went back to the queue."

    def test_what_the_editor_judges_too_is_left_to_the_clock(self, reviewer: Any, editor: Any) -> None:
        both = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
        [claim] = queued_claims(0.9)
        claim.reviews_wanted = 2
        claim.save(update_fields=["reviews_wanted"])
        for person in (both, reviewer):
            assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor)
        emptied = people.change(reviewer.pk, {"role": "none"}, actor=both).emptied
        assert str(emptied) == "1 claim will go back to the queue within seconds."
        assert assignments.expire_overdue() == 1
        assert not Assignment.objects.held_by(reviewer).exists()
        assert Assignment.objects.held_by(both).count() == 1


def test_the_trace_says_what_was_done_in_one_word_too(editor: Any, reviewer: Any) -> None:
    people.change(reviewer.pk, {"capacity": 2}, actor=editor)
    assert DeskEvent.objects.get().act == DeskAct.CHANGE

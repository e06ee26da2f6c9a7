"""Who can come in: deactivating and activating people, and the link by which they set their own password."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.test import Client

from claims.enums import About, DeskAct, Status
from claims.errors import NotAllowed, NotFound, NothingChanges
from claims.models import DeskEvent, Job
from reviews.actions import access, assignments, letting_go, people
from reviews.enums import Closed
from reviews.errors import LastEditor, NoLinkForThem, NotAReviewer
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, queued_claims

pytestmark = pytest.mark.django_db
NOBODY_BUT_EDITORS = pytest.mark.parametrize("person", ["reviewer", "stranger", "clock", "console"])


def again(person: Any) -> Any:
    return get_user_model().objects.get(pk=person.pk)


def works(link: str) -> bool:
    """Whether it leads to the form."""
    return Client().get(link, follow=True).status_code == 200


class TestDeactivate:
    def test_shuts_out_of_the_pages_and_the_api_and_keeps_all_else(self, editor: Any, reviewer: Any) -> None:
        reviewer.set_password("known to them")
        reviewer.save()
        visitor = Client()
        visitor.force_login(reviewer)
        access.deactivate(reviewer.pk, actor=editor)
        assert visitor.get("/admin/").status_code == 302
        assert authenticate(username=reviewer.username, password="known to them") is None
        assert again(reviewer).groups.count() == 1
        [event] = DeskEvent.objects.of(About.PERSON, reviewer.username)
        assert (event.act, str(event)) == (DeskAct.DEACTIVATE, "first-editor deactivated first-reviewer")

    def test_what_they_held_goes_back_to_the_queue(self, editor: Any, reviewer: Any) -> None:
        [claim] = queued_claims(0.9)
        assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
        assert str(access.deactivate(reviewer.pk, actor=editor)) == "1 claim went back to the queue."
        claim.refresh_from_db()
        assert (claim.status, claim.assignments.get().closed_as) == (Status.QUEUED, Closed.RELEASED)

    def test_what_they_found_stands(self, editor: Any, reviewer: Any) -> None:
        claim = claim_at(Status.REVIEWED, reviewer=reviewer)
        assert str(access.deactivate(reviewer.pk, actor=editor)) == ""
        claim.refresh_from_db()
        assert (claim.status, claim.reviews.get().reviewer) == (Status.REVIEWED, reviewer)

    def test_the_last_editor_stays(self, editor: Any) -> None:
        with pytest.raises(LastEditor):
            access.deactivate(editor.pk, actor=editor)
        assert again(editor).is_active

    @NOBODY_BUT_EDITORS
    def test_nobody_but_editors_does_it(self, person: str, second_reviewer: Any, request: Any) -> None:
        actor = request.getfixturevalue(person)
        for act in (access.deactivate, access.activate, access.make_link):
            with pytest.raises(NotAllowed):
                act(second_reviewer.pk, actor=actor)
        assert again(second_reviewer).is_active
        assert not DeskEvent.objects.exists()

    def test_machines_are_no_people(self, editor: Any, clock: Any) -> None:
        for act in (access.deactivate, access.activate, access.make_link):
            with pytest.raises(NotFound):
                act(clock.pk, actor=editor)

    def test_a_superuser_is_changed_by_a_superuser_alone(self, editor: Any) -> None:
        root = PersonFactory(is_superuser=True)
        for act in (access.deactivate, access.activate, access.make_link):
            with pytest.raises(NotAllowed, match="a superuser"):
                act(root.pk, actor=editor)
        access.deactivate(PersonFactory(is_superuser=True).pk, actor=root)

    def test_twice_is_refused(self, editor: Any, reviewer: Any) -> None:
        access.deactivate(reviewer.pk, actor=editor)
        with pytest.raises(NothingChanges):
            access.deactivate(reviewer.pk, actor=editor)


class TestActivate:
    def test_lets_them_in_as_they_were(self, editor: Any, reviewer: Any) -> None:
        access.deactivate(reviewer.pk, actor=editor)
        access.activate(reviewer.pk, actor=editor)
        assert assignments.reviewer_named(reviewer.pk) == reviewer
        with pytest.raises(NothingChanges):
            access.activate(reviewer.pk, actor=editor)


class TestHandingOutMeanwhile:
    """Who looked before somebody was deactivated hands them nothing after it."""

    def test_nothing_is_handed_to_who_was_let_go(self, editor: Any, reviewer: Any, second_reviewer: Any) -> None:
        looked_before, [claim, other] = again(reviewer), queued_claims(0.9, 0.8)
        held = assignments.assign(other.pk, reviewer_id=second_reviewer.pk, actor=editor)
        assert assignments.policy.is_reviewer(looked_before)
        access.deactivate(reviewer.pk, actor=editor)
        with pytest.raises(NotAReviewer):
            assignments.take_next(actor=looked_before)
        with pytest.MonkeyPatch.context() as patched:
            for module in (assignments, letting_go):
                patched.setattr(module, "reviewer_named", lambda pk: looked_before)
            with pytest.raises(NotAReviewer):
                assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
            with pytest.raises(NotAReviewer):
                letting_go.hand_over(held.pk, actor=second_reviewer, reviewer_id=reviewer.pk, note="Yours.")
        assert not Assignment.objects.held_by(reviewer).exists()


class TestMakeLink:
    def test_it_leads_to_the_form_once_and_until_a_newer_one_is_made(self, editor: Any) -> None:
        ana = people.add("ana", actor=editor, role="reviewer")
        first = access.address_of_link(access.make_link(ana.pk, actor=editor))
        assert works(first)
        second = access.address_of_link(access.make_link(ana.pk, actor=editor))
        assert (works(first), works(second)) == (False, True)
        ana.set_password("of her own")
        ana.save()
        assert not works(second)

    def test_it_ends_with_its_time(self, editor: Any, reviewer: Any, settings: Any) -> None:
        link = access.address_of_link(access.make_link(reviewer.pk, actor=editor))
        later = datetime.now() + timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT + 1)  # noqa: DTZ005 - as Django tells it
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(access.password_links, "_now", lambda: later)
            assert not works(link)
        assert works(link)

    def test_it_ends_with_being_deactivated_and_does_not_come_back(self, editor: Any, reviewer: Any) -> None:
        link = access.address_of_link(access.make_link(reviewer.pk, actor=editor))
        access.deactivate(reviewer.pk, actor=editor)
        assert not works(link)
        access.activate(reviewer.pk, actor=editor)
        assert not works(link)

    def test_who_cannot_come_in_gets_none(self, editor: Any, stranger: Any, reviewer: Any) -> None:
        access.deactivate(reviewer.pk, actor=editor)
        for person, why in ((stranger, "without a role"), (reviewer, "deactivated")):
            with pytest.raises(NoLinkForThem, match=why):
                access.make_link(person.pk, actor=editor)

    @pytest.mark.parametrize(("address", "jobs"), [("ana@example.org", 1), ("", 0)])
    def test_it_is_mailed_where_there_is_an_address(self, editor: Any, address: str, jobs: int, settings: Any) -> None:
        settings.SENDS_MAIL = True
        ana = people.add("ana", actor=editor, role="reviewer", email=address)
        access.make_link(ana.pk, actor=editor)
        mails = Job.objects.filter(kind="mail_link")
        assert mails.count() == jobs
        assert all("token" not in str(job.payload) for job in mails)

    def test_it_is_mailed_by_nobody_where_there_is_no_server(self, editor: Any, settings: Any) -> None:
        settings.SENDS_MAIL = False
        ana = people.add("ana", actor=editor, role="reviewer", email="ana@example.org")
        access.make_link(ana.pk, actor=editor)
        assert not Job.objects.filter(kind="mail_link").exists()

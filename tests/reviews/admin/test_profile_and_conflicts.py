"""My profile and conflicts of interest on pages: one's own for everybody, all for editors."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims import clock
from reviews.models import Conflict, Profile
from tests.factories import PersonFactory
from tests.reviews.about import claim_about, conflict, topic

pytestmark = pytest.mark.django_db
MINE, ALL = "admin:desk_profile", "admin:desk_conflicts"


@pytest.mark.parametrize("person", ["reviewer", "editor"])
def test_everybody_keeps_their_own_profile_which_is_made_when_it_is_missing(
    client: Client, person: str, request: Any
) -> None:
    me, health = request.getfixturevalue(person), topic("health")
    client.force_login(me)
    assert client.get(reverse(MINE)).status_code == 200
    assert not Profile.objects.exists()
    sent = {
        "seen": 0,
        "languages": "EN, pt_br,, en",
        "topics": ["health"],
        "away_from": "2026-01-02",
        "away_until": "2026-01-03",
    }
    assert client.post(reverse(MINE), sent).status_code == 302
    kept = Profile.objects.get()
    assert (kept.user, kept.languages, list(kept.topics.all())) == (me, ["en", "pt-BR"], [health])
    assert (kept.away_from, kept.away_until) == (date(2026, 1, 2), date(2026, 1, 3))
    page = client.get(reverse(MINE)).content.decode()
    assert 'value="en, pt-BR"' in page
    assert 'value="2026-01-02"' in page


def test_what_editors_set_stays_theirs(client: Client, reviewer: Any) -> None:
    other = PersonFactory(reviewer=True, profile={"capacity": 2})
    Profile.objects.create(user=reviewer, capacity=3, available=False, languages=["en"])
    client.force_login(reviewer)
    client.post(reverse(MINE), {"seen": 0, "languages": "", "capacity": 99, "available": "on", "user": other.pk})
    mine = Profile.objects.get(user=reviewer)
    assert (mine.capacity, mine.available, mine.languages) == (3, False, [])
    assert Profile.objects.get(user=other).capacity == 2


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"languages": "en, klingonish"}, "not a language code"),
        ({"topics": ["x"]}, "x"),
        ({"away_from": "2026-01-03", "away_until": "2026-01-02"}, "It cannot end on 2026-01-02"),
        ({"away_from": "soon"}, "Enter a valid date"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    client: Client, reviewer: Any, sent: dict[str, Any], said: str
) -> None:
    client.force_login(reviewer)
    answer = client.post(reverse(MINE), {"seen": 0, "languages": "fr", **sent})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert f'value="{sent.get("languages", "fr")}"' in page


def test_strangers_have_no_profile(client: Client, stranger: Any) -> None:
    stranger.is_staff = True
    stranger.save()
    client.force_login(stranger)
    assert client.get(reverse(MINE)).status_code == 403
    assert client.post(reverse("admin:desk_profile_conflicts"), {"kind": "outlet", "value": "X"}).status_code == 403
    assert client.get(reverse(ALL)).status_code == 403
    assert not Profile.objects.exists()


def test_one_declares_and_ends_a_conflict_of_ones_own(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    client.force_login(reviewer)
    topic("health")
    sent = {"kind": "topic", "topic": "health", "person": second_reviewer.pk}
    assert client.post(reverse("admin:desk_profile_conflicts"), sent).status_code == 302
    made = Conflict.objects.get()
    assert (made.person, made.declared_by, made.topic.slug) == (reviewer, reviewer, "health")
    assert "End it today" in client.get(reverse(MINE)).content.decode()
    client.post(reverse("admin:desk_conflict_end", args=[made.pk]))
    made.refresh_from_db()
    assert made.ends_on == clock.today()
    page = client.get(reverse(MINE)).content.decode()
    assert "Health" in page
    assert "End it today" not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "outlet", "value": ""}, "Say which outlet"),
        ({"kind": "topic"}, "Select a valid choice"),
        ({"kind": "claim"}, "Select a valid choice"),
        ({"kind": "outlet", "value": "X", "ends_on": "2020-01-01"}, "It cannot end on 2020-01-01"),
        ({}, "This field is required"),
    ],
)
def test_a_conflict_that_names_nothing_is_refused_on_the_page(
    client: Client, reviewer: Any, editor: Any, sent: dict[str, str], said: str
) -> None:
    for person, name in ((reviewer, "admin:desk_profile_conflicts"), (editor, ALL)):
        client.force_login(person)
        answer = client.post(reverse(name), {"note": "Typed.", "person": reviewer.pk, **sent})
        assert answer.status_code == 400
        assert said in answer.content.decode()
        assert "Typed." in answer.content.decode()
    assert not Conflict.objects.exists()


def test_an_editor_declares_and_ends_anybodys(client: Client, editor: Any, reviewer: Any) -> None:
    client.force_login(editor)
    answer = client.post(reverse(ALL), {"kind": "outlet", "value": "X", "person": reviewer.pk})
    assert answer.headers["Location"] == reverse(ALL)
    made = Conflict.objects.get()
    assert (made.person, made.declared_by) == (reviewer, editor)
    assert "first-reviewer" in client.get(reverse(ALL)).content.decode()
    answer = client.post(reverse("admin:desk_conflict_end", args=[made.pk]), {"next": reverse(ALL)})
    assert answer.headers["Location"] == reverse(ALL)
    assert Conflict.objects.get().ended_by == editor


def test_a_reviewer_neither_sees_nor_ends_others(client: Client, reviewer: Any, second_reviewer: Any) -> None:
    other = conflict(second_reviewer, "outlet", "Their Outlet")
    client.force_login(reviewer)
    assert client.get(reverse(ALL)).status_code == 403
    assert "Their Outlet" not in client.get(reverse(MINE)).content.decode()
    client.post(reverse("admin:desk_conflict_end", args=[other.pk]))
    assert Conflict.objects.get().ended_at is None


def test_the_pages_cost_the_same_for_one_conflict_and_for_three(client: Client, editor: Any) -> None:
    client.force_login(editor)
    costs = []
    for kind, what in (("outlet", "X"), ("topic", topic("health")), ("claim", claim_about())):
        conflict(editor, kind, what)
        for name in (MINE, ALL):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(reverse(name)).status_code == 200
            costs.append(len(captured))
    assert costs[:2] == costs[2:4] == costs[4:]
    assert max(costs) <= 12


def test_conflicts_are_searched_and_what_is_over_is_found_when_asked_for(
    client: Client, editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    conflict(reviewer, "outlet", "Harbour Post")
    conflict(second_reviewer, "outlet", "Old Paper", starts_on=date(2020, 1, 1), ends_on=date(2020, 1, 2))
    client.force_login(editor)
    asked = ("", "?q=harbour", "?q=first-rev", "?q=paper", "?q=paper&show=all", "?show=all&q=post+first")
    pages = [client.get(f"{reverse(ALL)}{query}").content.decode() for query in asked]
    found = [("Harbour Post</strong>" in page, "Old Paper</strong>" in page) for page in pages]
    assert found == [(True, False), (True, False), (True, False), (False, False), (False, True), (True, False)]
    assert client.get(f"{reverse(ALL)}?holds=1").status_code == 400

"""What editors set, on pages: the hub, rules, topics, words for readers, and who changed what."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import topic_settings
from claims.models import DeskEvent, Topic
from reviews.actions import public_texts, rules
from reviews.actions.rules import RULES
from reviews.admin.rules_page import THEMES
from reviews.models import PublicText, Rules
from tests.factories import PersonFactory
from tests.reviews.about import topic

pytestmark = pytest.mark.django_db
HUB, CHANGES = "/admin/desk/settings/", "/admin/desk/settings/changes/"
OF_CHANGES = 5
OF_RULES, OF_TOPICS, OF_TEXTS = "/admin/desk/rules/", "/admin/desk/topics/", "/admin/desk/public-texts/"


def seen_on(client: Client, address: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', client.get(address).content.decode())
    assert found
    return found[1]


class TestTheHub:
    def test_editors_find_everything_from_the_header(self, client: Client, editor: Any, reviewer: Any) -> None:
        client.force_login(editor)
        assert f'<a href="{HUB}">Settings</a>' in client.get("/admin/").content.decode()
        page = client.get(HUB).content.decode()
        rooms = "people rules topics scales conflicts agreement public_texts reports machines webhooks"
        for name in rooms.split():
            address = reverse(f"admin:desk_{name}")
            assert f'href="{address}"' in page
            assert client.get(address).status_code == 200
        client.force_login(reviewer)
        assert HUB not in client.get("/admin/").content.decode()
        for address in (HUB, CHANGES, OF_RULES, OF_TOPICS, OF_TEXTS):
            assert client.get(address).status_code == 403

    def test_pages_of_it_are_marked_as_its_own_in_the_header(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        for address, here in (
            (HUB, "page"),
            (OF_RULES, "true"),
            (CHANGES, "true"),
            ("/admin/desk/people/add/", "true"),
        ):
            assert f'<a href="{HUB}" aria-current="{here}">' in client.get(address).content.decode()

    def test_every_page_costs_the_same_for_one_change_and_for_three(
        self, client: Client, editor: Any, django_assert_num_queries: Any
    ) -> None:
        client.force_login(editor)
        for number in range(3):
            topic_settings.add(f"Topic {number}", actor=editor)
            rules.change({"tolerance": number + 1}, actor=editor)
            public_texts.say("methodology", f"Words {number}.", actor=editor)
            costs = {HUB: 12, CHANGES: 5, OF_RULES: 7, OF_TOPICS: 6, f"{OF_TOPICS}topic-0/": 7, OF_TEXTS: 8}
            for address, queries in costs.items():
                with django_assert_num_queries(queries):
                    assert client.get(address).status_code == 200


class TestRules:
    def test_each_is_explained_with_its_unit_its_default_and_what_a_change_does(
        self, client: Client, editor: Any
    ) -> None:
        client.force_login(editor)
        page = client.get(OF_RULES).content.decode()
        explained = [name for theme in THEMES for name in theme.rules]
        assert sorted(explained) == sorted(RULES)
        for name, rule in RULES.items():
            assert f'name="{name}"' in page
            assert f'<span class="unit">{rule.unit}</span>' in page
        assert page.count("When it changes:") == page.count("Default: ") == len(RULES)

    def test_they_are_kept_and_it_is_told_who_changed_what(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        sent = {name: getattr(Rules.current(), name) for name in RULES} | {"seen": seen_on(client, OF_RULES)}
        assert client.post(OF_RULES, sent | {"grace_minutes": 3}).headers["Location"] == OF_RULES
        assert Rules.current().grace_minutes == 3
        page = client.get(OF_RULES).content.decode()
        assert "changed the rules: the grace after a lease has ended from 5 to 3 minutes." in page

    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("reviews_wanted", "10", "less than or equal to 9"),
            ("grace_minutes", "-1", "greater than or equal to 0"),
            ("grace_minutes", "9" * 40, "less than or equal to 1440"),
            ("overdue_hours", "soon", "Enter a whole number."),
            ("taken_lease_minutes", "", "This field is required."),
        ],
    )
    def test_what_cannot_hold_is_said_beside_its_field(
        self, client: Client, editor: Any, name: str, value: str, said: str
    ) -> None:
        client.force_login(editor)
        sent = {name: getattr(Rules.current(), name) for name in RULES} | {"seen": 0, "tolerance": 2, name: value}
        answer = client.post(OF_RULES, sent)
        assert answer.status_code == 400
        assert said in answer.content.decode()
        assert f'<a href="#id_{name}">' in answer.content.decode()
        assert Rules.current().tolerance == 0

    def test_what_another_editor_changed_meanwhile_is_told_and_may_be_overwritten_knowingly(
        self, client: Client, editor: Any, second_editor: Any
    ) -> None:
        sent = {name: getattr(Rules.current(), name) for name in RULES} | {"seen": 0}
        rules.change({"tolerance": 1}, actor=second_editor)
        client.force_login(editor)
        answer = client.post(OF_RULES, sent | {"overdue_hours": 5})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "second-editor changed the rules: the tolerance between reviewers from 0 to 1" in page
        seen = re.search(r'name="seen" value="(\d+)"', page)
        assert seen
        assert client.post(OF_RULES, sent | {"overdue_hours": 5, "seen": seen[1]}).status_code == 302
        assert (Rules.current().tolerance, Rules.current().overdue_hours) == (0, 5)


class TestTopics:
    def test_one_is_added_changed_and_removed(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        client.post(OF_TOPICS, {"name": "Public health", "reviews_wanted": "3", "experts_only": "on"})
        made = Topic.objects.get()
        assert (made.slug, made.reviews_wanted, made.experts_only) == ("public-health", 3, True)
        assert "nobody knows it" in client.get(OF_TOPICS).content.decode()
        here = f"{OF_TOPICS}public-health/"
        client.post(here, {"name": "Health", "reviews_wanted": "", "seen": seen_on(client, here)})
        made.refresh_from_db()
        assert (made.name, made.slug, made.reviews_wanted, made.experts_only) == (
            "Health",
            "public-health",
            None,
            False,
        )
        assert "its reviews from 3 to as many as the desk wants" in client.get(here).content.decode()
        assert client.post(f"{here}remove/").headers["Location"] == OF_TOPICS
        assert client.get(here).status_code == 404

    @pytest.mark.parametrize(
        ("sent", "status", "said"),
        [
            ({"name": ""}, 400, "This field is required."),
            ({"name": "HEALTH"}, 409, "There is a topic “HEALTH” already."),
            ({"name": "Trade", "slug": "a b"}, 400, "is no short name"),
            ({"name": "Trade", "reviews_wanted": "10"}, 400, "less than or equal to 9"),
        ],
    )
    def test_what_is_none_is_said_and_stays(
        self, client: Client, editor: Any, sent: dict[str, str], status: int, said: str
    ) -> None:
        topic("health")
        client.force_login(editor)
        answer = client.post(OF_TOPICS, sent)
        assert answer.status_code == status
        assert said in answer.content.decode()
        assert Topic.objects.count() == 1

    def test_it_counts_who_knows_it_and_leads_to_them(self, client: Client, editor: Any) -> None:
        for active in (True, True, False):
            PersonFactory(reviewer=True, is_active=active, profile={}).profile.topics.add(topic("health"))
        client.force_login(editor)
        assert 'href="/admin/desk/people/?topic=health">2 people</a>' in client.get(OF_TOPICS).content.decode()

    def test_a_reviewer_sets_up_none(self, client: Client, reviewer: Any) -> None:
        topic("health")
        client.force_login(reviewer)
        assert client.post(OF_TOPICS, {"name": "Trade"}).status_code == 403
        assert client.post(f"{OF_TOPICS}health/", {"name": "Trade", "seen": 0}).status_code == 403
        client.post(f"{OF_TOPICS}health/remove/")
        assert list(Topic.objects.values_list("name", flat=True)) == ["Health"]


class TestWordsForReaders:
    def test_each_page_has_a_form_of_its_own(self, client: Client, editor: Any) -> None:
        client.force_login(editor)
        sent = {"page": "methodology", "text": "We look twice.", "seen": 0}
        assert client.post(OF_TEXTS, sent).headers["Location"] == OF_TEXTS
        assert PublicText.objects.get().text == "We look twice."
        assert "wrote the desk’s own words of the page “Methodology”." in client.get(OF_TEXTS).content.decode()
        assert client.post(OF_TEXTS, sent | {"text": "We look thrice."}).status_code == 409  # drawn before the first
        assert PublicText.objects.get().text == "We look twice."

    def test_what_is_no_page_or_no_text_is_refused(self, client: Client, editor: Any, reviewer: Any) -> None:
        client.force_login(editor)
        assert client.post(OF_TEXTS, {"page": "imprint", "text": "X", "seen": 0}).status_code == 400
        answer = client.post(OF_TEXTS, {"page": "corrections", "text": "a\x0bb", "seen": 0})
        assert (answer.status_code, "not readable text" in answer.content.decode()) == (400, True)
        client.force_login(reviewer)
        assert client.post(OF_TEXTS, {"page": "corrections", "text": "Never.", "seen": 0}).status_code == 403
        assert not PublicText.objects.exclude(text="").exists()


class TestChanges:
    def test_they_are_found_by_what_they_are_about_and_by_whom(
        self, client: Client, editor: Any, second_editor: Any
    ) -> None:
        rules.change({"tolerance": 1}, actor=editor)
        topic_settings.add("Health", actor=second_editor)
        client.force_login(editor)
        for query, about_rules, about_topics in (
            ("", True, True),
            ("?about=rules", True, False),
            ("?person=second-editor", False, True),
            ("?about=rules&about=topic&person=second-editor", False, True),
            ("?about=rules&person=second-editor", False, False),
            ("?q=TOLERANCE", True, False),
            ("?q=added+heal", False, True),
            ("?since=2026-01-01&until=2199-01-01&q=", True, True),
            ("?until=2026-01-01", False, False),
        ):
            page = client.get(f"{CHANGES}{query}").content.decode()
            assert ("changed the rules" in page, "added the topic" in page) == (about_rules, about_topics), query

    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("?about=nonsense", "Select a valid choice"),
            ("?person=nobody", "Nobody here has the user name “nobody”."),
            ("?since=2026-02-01&until=2026-01-01", "The period ends before it begins."),
            ("?act=queue", "There is no filter “act” for you"),
            ("?q=%3F", "Type a word or a number to look for."),
        ],
    )
    def test_what_makes_no_sense_is_refused(self, client: Client, editor: Any, query: str, said: str) -> None:
        rules.change({"tolerance": 1}, actor=editor)
        client.force_login(editor)
        answer = client.get(f"{CHANGES}{query}")
        assert (answer.status_code, said in answer.content.decode()) == (400, True)
        assert "changed the rules" not in answer.content.decode()

    def test_they_cost_the_same_for_one_row_and_for_three(
        self, client: Client, editor: Any, django_assert_num_queries: Any
    ) -> None:
        client.force_login(editor)
        for number in range(3):
            topic_settings.add(f"Topic {number}", actor=editor)
            if number != 1:
                with django_assert_num_queries(OF_CHANGES):
                    client.get(f"{CHANGES}?q=topic&about=topic")

    def test_they_come_in_pages(self, client: Client, editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("reviews.admin.changes_page.SHOWN", 2)
        for number in range(3):
            topic_settings.add(f"Topic {number}", actor=editor)
        client.force_login(editor)
        page = client.get(CHANGES).content.decode()
        assert "Topic 0" not in page
        before = re.search(r"before=(\d+)", page)
        assert before
        assert "Topic 0" in client.get(f"{CHANGES}?before={before[1]}").content.decode()
        assert client.get(f"{CHANGES}?before=x").status_code == 200
        assert DeskEvent.objects.count() == 3

"""Setting topics up: who may, what is kept and told, what is refused."""

from typing import Any

import pytest

from claims.actions import desk_events, topic_settings
from claims.enums import About, DeskAct
from claims.errors import (
    ChangedMeanwhile,
    DomainError,
    NotAllowed,
    NotFound,
    TopicExists,
    TopicInUse,
    TopicNeedsName,
    WrongReviewsWanted,
    WrongShortName,
)
from claims.models import DeskEvent, Topic
from tests.factories import new_claims

pytestmark = pytest.mark.django_db


def told(name: str = "public-health") -> list[str]:
    return [str(event) for event in DeskEvent.objects.of(About.TOPIC, name).order_by("id")]


def changed(slug: str, *, actor: Any, **new: Any) -> Topic:
    topic = Topic.objects.get(slug=slug)
    now = {name: getattr(topic, name) for name in ("name", "reviews_wanted", "experts_only")}
    return topic_settings.change(slug, actor=actor, **{**now, **new})


class TestAdd:
    def test_keeps_it_under_a_short_name_made_of_its_words_and_tells_who_added_it(self, editor: Any) -> None:
        made = topic_settings.add("  Public  health ", actor=editor, reviews_wanted=2, experts_only=True)
        made.refresh_from_db()
        assert (made.name, made.slug, made.reviews_wanted, made.experts_only) == (
            "Public health",
            "public-health",
            2,
            True,
        )
        assert told() == ["first-editor added the topic “Public health”: reviews 2, by experts only"]

    @pytest.mark.parametrize("person", ["reviewer", "stranger", "clock", "console"])
    def test_only_editors_set_topics_up(self, person: str, editor: Any, request: Any) -> None:
        actor = request.getfixturevalue(person)
        topic_settings.add("Health", actor=editor)
        acts = (
            lambda: topic_settings.add("Trade", actor=actor),
            lambda: changed("health", actor=actor, name="Trade"),
            lambda: topic_settings.remove("health", actor=actor),
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        assert list(Topic.objects.values_list("name", flat=True)) == ["Health"]

    @pytest.mark.parametrize(
        ("given", "refused", "field"),
        [
            ({"name": " \n"}, TopicNeedsName, "name"),
            ({"name": "HEALTH"}, TopicExists, "name"),
            ({"name": "Wellbeing", "slug": "health"}, TopicExists, "slug"),
            ({"name": "Trade", "slug": "Tr/de"}, WrongShortName, "slug"),
            ({"name": "健康"}, WrongShortName, "slug"),
            ({"name": "Trade", "reviews_wanted": 0}, WrongReviewsWanted, "reviews_wanted"),
            ({"name": "Trade", "reviews_wanted": 10}, WrongReviewsWanted, "reviews_wanted"),
        ],
    )
    def test_what_cannot_be_one_is_refused_and_leaves_no_trace(
        self, editor: Any, given: dict[str, Any], refused: type[DomainError], field: str
    ) -> None:
        topic_settings.add("Health", actor=editor)
        with pytest.raises(refused) as error:
            topic_settings.add(**given, actor=editor)
        assert error.value.about == field
        assert (Topic.objects.count(), DeskEvent.objects.count()) == (1, 1)


class TestChange:
    def test_tells_what_is_different_and_nothing_where_nothing_is(self, editor: Any) -> None:
        topic_settings.add("Health", actor=editor)
        changed("health", actor=editor, name="Well being", reviews_wanted=3, experts_only=True)
        changed("health", actor=editor)
        [_, sentence] = told("health")
        assert sentence == (
            "first-editor changed the topic “Health”: its name from “Health” to “Well being”;"
            " its reviews from as many as the desk wants to 3; who may review it from anybody to experts only"
        )
        assert Topic.objects.get(slug="health").name == "Well being"

    def test_a_form_drawn_before_somebody_changed_it_is_refused_and_told_what_they_did(
        self, editor: Any, second_editor: Any
    ) -> None:
        topic_settings.add("Health", actor=editor)
        seen = desk_events.version_of(About.TOPIC, "health")
        changed("health", actor=second_editor, reviews_wanted=2)
        with pytest.raises(ChangedMeanwhile, match="Since then second-editor changed the topic “Health”: its reviews"):
            changed("health", actor=editor, experts_only=True, seen=seen)
        assert not Topic.objects.get().experts_only
        changed("health", actor=editor, experts_only=True, seen=desk_events.version_of(About.TOPIC, "health"))
        assert Topic.objects.get().experts_only

    def test_its_own_name_in_other_letters_is_no_other_topics(self, editor: Any) -> None:
        topic_settings.add("Health", actor=editor)
        assert changed("health", actor=editor, name="HEALTH").name == "HEALTH"

    def test_what_is_not_there_is_not_found(self, editor: Any) -> None:
        with pytest.raises(NotFound):
            topic_settings.change("nope", actor=editor, name="X", reviews_wanted=None, experts_only=False)


class TestRemove:
    def test_takes_it_away_and_the_trace_stays(self, editor: Any) -> None:
        topic_settings.add("Health", actor=editor)
        topic_settings.remove("health", actor=editor)
        assert not Topic.objects.exists()
        assert DeskEvent.objects.of(About.TOPIC, "health").filter(act=DeskAct.REMOVE).count() == 1

    def test_what_articles_are_about_stays(self, editor: Any) -> None:
        made = topic_settings.add("Health", actor=editor)
        [claim] = new_claims(0.9)
        claim.article.topics.add(made)
        with pytest.raises(TopicInUse, match="articles are about it"):
            topic_settings.remove("health", actor=editor)
        assert Topic.objects.exists()


def test_only_editors_read_what_was_changed(editor: Any, reviewer: Any, stranger: Any) -> None:
    topic_settings.add("Health", actor=editor)
    seen = [DeskEvent.objects.visible_to(person).count() for person in (editor, reviewer, stranger)]
    assert seen == [1, 0, 0]

"""Who works at the crowded desk: reviewers with languages, topics and conflicts, editors, and the topics themselves."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify

from claims import clock, policy
from claims.models import Topic
from reviews.enums import ConflictKind
from reviews.models import Conflict, Profile
from seeds.crowd import words

PASSWORD = "crowd-demo"  # noqa: S105 (everybody's, known to everybody, and only in debug)
EDITORS = 10
CAPACITY = 10
HELD = 3  # claims in each reviewer's hands: they still have room
LANGUAGES: tuple[list[str], ...] = (["en"], ["en"], ["en", "es"], ["en", "de"], ["es"], ["en", "fr"], [])


@dataclass
class Reviewer:
    pk: int
    languages: list[str]
    expert: bool  # on the topic that is for experts only
    outlets: set[str] = field(default_factory=set)  # they have a conflict of interest with
    hands: int = HELD  # free for the claims that are in review now

    def may_judge(self, language: str, outlet: str, *, experts_only: bool) -> bool:
        reads = language in self.languages or not self.languages
        return reads and outlet not in self.outlets and (self.expert or not experts_only)


@dataclass
class Cast:
    reviewers: list[Reviewer]
    editors: list[int]
    topics: dict[str, int]


def engage(dice: random.Random, reviewers: int) -> Cast:
    """Accounts with one password, `crowd-reviewer-1` and so on. The first is on the topic for experts only."""
    topics = {name: _topic(name) for name in words.TOPICS}
    password = make_password(PASSWORD)  # hashed once: it is made to be slow
    editors = [_account(f"crowd-editor-{number}", policy.EDITOR, password).pk for number in range(1, EDITORS + 1)]
    found = [_reviewer(number, password, list(topics.values()), editors[0], dice) for number in range(reviewers)]
    return Cast(found, editors, {name: topic.pk for name, topic in topics.items()})


def _topic(name: str) -> Topic:
    wanted = 2 if name == words.TWICE_REVIEWED else None
    known = {"name": name, "reviews_wanted": wanted, "experts_only": name == words.FOR_EXPERTS}
    return Topic.objects.get_or_create(slug=slugify(name), defaults=known)[0]


def _account(username: str, role: str, password: str) -> Any:
    user = get_user_model().objects.create(username=username, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def _reviewer(number: int, password: str, topics: list[Topic], editor: int, dice: random.Random) -> Reviewer:
    user = _account(f"crowd-reviewer-{number + 1}", policy.REVIEWER, password)
    found = Reviewer(user.pk, list(LANGUAGES[number % len(LANGUAGES)]), expert=number % 4 == 0)
    profile = Profile.objects.create(user=user, capacity=CAPACITY, languages=found.languages)
    others = [topic for topic in topics if not topic.experts_only]
    experts = [topic for topic in topics if topic.experts_only and found.expert]
    profile.topics.set([*dice.sample(others, 2), *experts])
    if number % 3 == 1:
        outlet = dice.choice(words.OUTLETS["en"]).name
        found.outlets.add(outlet)
        Conflict.objects.create(
            person=user,
            kind=ConflictKind.OUTLET,
            value=outlet,
            starts_on=clock.today() - timedelta(days=1000),
            declared_by_id=editor,
        )
    return found

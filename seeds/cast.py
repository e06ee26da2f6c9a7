"""The people of the sample newsroom, and its topics, which its first editor adds. Never changed again."""

from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import Q

from claims import clock, policy
from claims.actions import topic_settings
from claims.models import Topic
from reviews.models import Profile
from seeds.newsroom import PEOPLE, TOPICS, Person

GROUPS = {"reviewer": policy.REVIEWER, "editor": policy.EDITOR}
# The others take claims themselves: automatic assignment would leave nothing in the queue to be taken.
ON_DUTY = {"reviewer-es"}


def password_of(person: Person) -> str:
    return f"{person.username}-demo"


def accounts(joined: datetime) -> dict[str, Any]:
    """Everybody's user by name; who has an account already keeps it as it is, and so does a topic that is known."""
    first, *others = PEOPLE
    users = {first.username: _account(first, joined)}
    with clock.set_to(joined):
        _add_topics(users[first.username])
    return users | {person.username: _account(person, joined) for person in others}


def _add_topics(editor: Any) -> None:
    for slug, name in TOPICS.items():
        if not Topic.objects.filter(Q(slug=slug) | Q(name__iexact=name)).exists():
            topic_settings.add(name, slug=slug, actor=editor)


def _account(person: Person, joined: datetime) -> Any:
    users = get_user_model().objects
    if known := users.filter(username=person.username).first():
        return known
    user = users.create_user(
        person.username, password=password_of(person), is_staff=bool(person.role), date_joined=joined
    )
    if person.role:
        user.groups.add(Group.objects.get(name=GROUPS[person.role]))
    if person.role == "reviewer":
        profile = Profile.objects.create(
            user=user,
            capacity=person.capacity,
            languages=list(person.languages),
            available=person.username in ON_DUTY,
        )
        profile.topics.set(Topic.objects.filter(slug__in=person.topics))
    return user

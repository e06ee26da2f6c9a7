"""Setting topics up: what articles can be about, how many reviews that wants, and of whom. Editors do it."""

import re
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from claims import intake, policy
from claims.actions import desk_events
from claims.actions.desk_events import Difference
from claims.enums import About, DeskAct
from claims.errors import (
    NotAllowed,
    NotFound,
    TopicExists,
    TopicInUse,
    TopicNeedsName,
    WrongReviewsWanted,
    WrongShortName,
)
from claims.models import Topic
from claims.models.topic import MOST_REVIEWS

SLUG = re.compile(r"[a-z0-9_-]{1,60}")


def add(
    name: str, *, actor: Any, slug: str = "", reviews_wanted: int | None = None, experts_only: bool = False
) -> Topic:
    """Let articles be about this. Without a short name it gets one made of its name, and keeps it for good.

    Raises TopicNeedsName, WrongShortName, WrongReviewsWanted, TopicExists or NotAllowed.
    """
    _require_editor(actor)
    topic = Topic(name=_name(name), experts_only=experts_only, reviews_wanted=_reviews(reviews_wanted))
    topic.slug = _slug(slug or slugify(topic.name))
    with transaction.atomic():
        _must_differ(topic)
        _save(topic)
        facts = f"{_wanted(topic.reviews_wanted)}, by {_experts(topic.experts_only)}"
        did = f"added the topic “{topic.name}”: reviews {facts}"
        desk_events.record(About.TOPIC, topic.slug, DeskAct.ADD, did, actor=actor)
        return topic


def change(
    slug: str,
    *,
    actor: Any,
    name: str,
    reviews_wanted: int | None,
    experts_only: bool,
    seen: int | None = None,
) -> Topic:
    """Rename the topic, or change what it wants of claims that are queued from now on. Nothing new is no event.

    Raises what `add` raises, NotFound, or ChangedMeanwhile.
    """
    _require_editor(actor)
    name, reviews_wanted = _name(name), _reviews(reviews_wanted)
    with transaction.atomic():
        topic = _locked(slug)
        desk_events.require_seen(About.TOPIC, slug, seen)
        different = [
            Difference("its name", f"“{topic.name}”", f"“{name}”"),
            Difference("its reviews", _wanted(topic.reviews_wanted), _wanted(reviews_wanted)),
            Difference("who may review it", _experts(topic.experts_only), _experts(experts_only)),
        ]
        different = [one for one in different if one.before != one.after]
        before, topic.name = topic.name, name
        topic.reviews_wanted, topic.experts_only = reviews_wanted, experts_only
        if different:
            _must_differ(topic)
            _save(topic)
            did = f"changed the topic “{before}”: {desk_events.changed(different)}"
            desk_events.record(About.TOPIC, slug, DeskAct.CHANGE, did, actor=actor)
        return topic


def remove(slug: str, *, actor: Any) -> None:
    """Take away a topic that no article is about and no conflict names. Raises TopicInUse, NotFound or NotAllowed."""
    _require_editor(actor)
    with transaction.atomic():
        topic = _locked(slug)
        if topic.articles.exists():
            raise TopicInUse(name=topic.name, what="articles are about")
        try:
            topic.delete()
        except ProtectedError:
            raise TopicInUse(name=topic.name, what="a conflict of interest names") from None
        desk_events.record(About.TOPIC, slug, DeskAct.REMOVE, f"removed the topic “{topic.name}”", actor=actor)


def _require_editor(actor: Any) -> None:
    if not policy.is_editor(actor):
        raise NotAllowed(act="set up a topic", needs=policy.is_editor.__doc__)


def _locked(slug: str) -> Topic:
    topic: Topic | None = Topic.objects.select_for_update(of=("self",)).filter(slug=slug).first()
    if topic is None:
        raise NotFound(thing="topic")
    return topic


def _must_differ(topic: Topic) -> None:
    """Names are told apart by people: case does not count."""
    others = Topic.objects.exclude(pk=topic.pk)
    if others.filter(name__iexact=topic.name).exists():
        raise TopicExists(value=topic.name)
    if others.filter(slug=topic.slug).exists():
        raise TopicExists(value=topic.slug, field="slug")


def _save(topic: Topic) -> None:
    try:
        with transaction.atomic():
            topic.save()
    except IntegrityError:  # somebody took the name at this very moment
        raise TopicExists(value=topic.name) from None


def _name(given: str) -> str:
    if not (tidy := intake.line(given, "name", 100)):
        raise TopicNeedsName
    return tidy


def _slug(given: str) -> str:
    if not SLUG.fullmatch(tidy := given.strip()[:200]):
        raise WrongShortName(value=tidy)
    return tidy


def _reviews(given: int | None) -> int | None:
    if given is not None and not 1 <= given <= MOST_REVIEWS:
        raise WrongReviewsWanted(most=MOST_REVIEWS, field="reviews_wanted")
    return given


def _wanted(number: int | None) -> str:
    return "as many as the desk wants" if number is None else str(number)


def _experts(only: bool) -> str:
    return "experts only" if only else "anybody"

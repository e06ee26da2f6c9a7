"""Conflicts of interest and expertise: the queue in SQL and the permit in Python say the same, on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims import clock
from claims.models import Article, Claim
from reviews import policy, queries
from reviews.models import Conflict, Profile
from tests.factories import PersonFactory
from tests.reviews.about import all_of, claim_about, conflict, topic

pytestmark = pytest.mark.django_db


def says(person: Any, claim: Claim) -> str | None:
    """What speaks against it; asked in all three ways, which agree."""
    why = queries.conflict_of(person, claim)
    kept = queries.without_conflicts_of(person, Claim.objects.filter(pk=claim.pk)).exists()
    fresh = type(person).objects.get(pk=person.pk)
    assert kept == (why is None) == policy.has_no_conflict(fresh, claim)
    assert queries.people_without_conflict(claim, [person]) == ([person] if kept else [])
    return why


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("outlet", "Daily Example", {"outlet": "DAILY  EXAMPLE"}),
        ("outlet", "Ąžuolas", {"outlet": "ąŽUOLAS"}),
        ("outlet", "example.org", {"url": "https://news.EXAMPLE.org/1"}),
        ("outlet", "https://www.example.org/", {"url": "https://example.org"}),
        ("outlet", "example.org", {"outlet": "Example.org"}),
        ("claimant", "Jane Doe", {"claimant": "Minister Jane Doe"}),
        ("claimant", "Minister Jane Doe", {"claimant": "jane doe"}),
        ("claimant", "Bank (of) Spring.*", {"claimant": "the bank of spring"}),
        ("organisation", "ACME+", {"text": "Sales of Acme+ grew."}),
        ("organisation", "Ministry of Health", {"claimant": "the ministry of health"}),
        ("organisation", "Example", {"outlet": "The Example."}),
    ],
)
def test_a_conflict_that_is_named_by_words_keeps_the_claim_away(
    reviewer: Any, second_reviewer: Any, kind: str, value: str, words: dict[str, str]
) -> None:
    claim = claim_about(**words)
    conflict(reviewer, kind, value)
    assert says(reviewer, claim) == f"You declared a conflict with the {kind} {value}."
    assert says(second_reviewer, claim) is None


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("outlet", "Daily", {"outlet": "Daily Example"}),
        ("outlet", "Daily", {"text": "Daily", "claimant": "Daily", "byline": "Daily"}),
        ("outlet", "example.org", {"url": "https://badexample.org/example.org"}),
        ("outlet", "Example", {"url": "https://example.org/"}),
        ("outlet", ".*", {"outlet": "Anything"}),
        ("claimant", "Jane Doe", {"claimant": "Jane Roe"}),
        ("claimant", "Jane Doe", {"claimant": ""}),
        ("claimant", "Jane Doe", {"text": "Jane Doe", "outlet": "Jane Doe"}),
        ("claimant", "art", {"claimant": "party"}),
        ("organisation", "ACME", {"text": "Acmes grew.", "byline": "ACME"}),
        ("organisation", "A|B", {"text": "A grew."}),
        ("organisation", "WHO", {"text": "Whoever says so."}),
        ("organisation", "résumé", {"text": "A resume."}),
    ],
)
def test_a_conflict_with_something_else_keeps_nothing_away(
    reviewer: Any, kind: str, value: str, words: dict[str, str]
) -> None:
    conflict(reviewer, kind, value)
    assert says(reviewer, claim_about(**words)) is None


def test_a_topic_and_a_single_claim_keep_just_those_away(reviewer: Any) -> None:
    health, trade = topic("health"), topic("trade")
    both, other, third = claim_about(health, trade), claim_about(trade), claim_about()
    conflict(reviewer, "topic", health)
    conflict(reviewer, "claim", third)
    assert says(reviewer, both) == "You declared a conflict with the topic Health."
    assert says(reviewer, other) is None
    assert says(reviewer, third) == "You stepped back from this claim."
    assert list(queries.without_conflicts_of(reviewer, all_of([both, other, third]))) == [other]


@pytest.mark.parametrize(
    ("byline", "own"),
    [
        ("Robin Sample", True),
        ("robin", True),
        ("By Robin Sample and others", True),
        ("ROBIN SAMPLE, staff", True),
        ("robin and others", False),
        ("Robin Samples", False),
        ("Sample", False),
        ("", False),
    ],
)
def test_nobody_judges_their_own_article(byline: str, own: bool) -> None:
    author = PersonFactory(reviewer=True, username="robin", first_name="Robin", last_name="Sample")
    assert (says(author, claim_about(byline=byline)) is not None) == own


def test_a_name_without_letters_is_no_author() -> None:
    nameless = PersonFactory(reviewer=True, username="...", first_name=".", last_name="-")
    assert says(nameless, claim_about()) is None
    assert says(nameless, claim_about(byline="...")) is None


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (-1, None, True),
        (0, 0, True),
        (-9, 0, True),
        (0, 9, True),
        (1, None, False),
        (1, 2, False),
        (-2, -1, False),
    ],
)
def test_a_conflict_holds_from_its_first_day_to_its_last(
    reviewer: Any, first: int, last: int | None, holds: bool
) -> None:
    claim, today = claim_about(outlet="Example"), clock.today()
    ends_on = None if last is None else today + timedelta(days=last)
    made = conflict(reviewer, "outlet", "Example", starts_on=today + timedelta(days=first), ends_on=ends_on)
    assert made.holds == holds
    assert (says(reviewer, claim) is not None) == holds


def test_the_desk_has_its_own_day(reviewer: Any, settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    claim = claim_about(outlet="Example")
    noon = clock.now().replace(year=2026, month=3, day=1, hour=13, minute=0)  # the second of March there already
    with clock.set_to(noon):
        conflict(reviewer, "outlet", "Example", ends_on=noon.date(), starts_on=noon.date())
        assert says(reviewer, claim) is None
        assert clock.today() == noon.date() + timedelta(days=1)


def test_others_are_told_by_name(reviewer: Any, editor: Any) -> None:
    reviewer.first_name, reviewer.last_name = "Robin", "Sample"
    claim, own = claim_about(outlet="Example"), claim_about(byline="Robin Sample")
    made = conflict(reviewer, "outlet", "Example")
    told = queries.conflict_of(reviewer, claim, told_to=editor)
    assert told == "first-reviewer declared a conflict with the outlet Example."
    assert queries.conflict_of(reviewer, own, told_to=editor) == "The article is by first-reviewer: its byline says so."
    assert queries.conflict_of(reviewer, own, told_to=reviewer) == "The article is yours: its byline says so."
    Conflict.objects.filter(pk=made.pk).update(declared_by=editor)
    assert queries.conflict_of(reviewer, claim) == "An editor declared a conflict of yours with the outlet Example."


WORDS = [*"aäÄAß.*+(|\\", "Doe", "doe", " ", " ", "-", "’", "example.org", "\n"]
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7).map("".join)
a_conflict = st.tuples(st.sampled_from(["outlet", "organisation", "claimant"]), some_words)
a_claim = st.fixed_dictionaries({"outlet": some_words, "claimant": some_words, "text": some_words, "url": some_words})


@given(
    conflicts=st.lists(a_conflict, max_size=4),
    said=st.lists(a_claim, min_size=3, max_size=3),
    on_topic=st.sets(st.integers(0, 2)),
    stepped_back=st.sets(st.integers(0, 2)),
    ages=st.lists(st.integers(-1, 1), min_size=4, max_size=4),
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_queue_and_the_permit_agree_whatever_was_declared(
    reviewer: Any, three: list[Claim], conflicts: Any, said: Any, on_topic: set[int], stepped_back: set[int], ages: Any
) -> None:
    health, today = topic("health"), clock.today()
    Conflict.objects.all().delete()
    for number, (claim, words) in enumerate(zip(three, said, strict=True)):
        url = f"https://{number}.example.org/{words['url']}" if "+" in words["url"] else f"{number} {words['url']}"
        Article.objects.filter(pk=claim.article_id).update(outlet=words["outlet"], byline=words["claimant"], url=url)
        Claim.objects.filter(pk=claim.pk).update(claimant=words["claimant"], text=words["text"])
        claim.article.topics.set([health] if number in on_topic else [])
    for (kind, value), age in zip(conflicts, ages, strict=False):
        conflict(reviewer, kind, value, starts_on=today + timedelta(days=age))
    for number in stepped_back:
        conflict(reviewer, "claim", three[number])
    if on_topic and ages[0]:
        conflict(reviewer, "topic", health)
    for claim in Claim.objects.filter(pk__in=[claim.pk for claim in three]):
        says(reviewer, claim)


@pytest.fixture
def three(db: None) -> list[Claim]:
    return [claim_about() for _ in range(3)]


def test_the_longest_values_are_searched_in_time(reviewer: Any) -> None:
    claim = claim_about(text="a b " * 500 + "c", outlet="x " * 99 + "y", claimant="a " * 149 + "z")
    for kind in ("outlet", "organisation", "claimant"):
        for letter in "abcde":
            conflict(reviewer, kind, f"{letter} " * 20)
    assert says(reviewer, claim) is not None  # twenty times "a" stands in what the claimant is called


def test_a_topic_for_experts_is_for_those_who_list_it(reviewer: Any, second_reviewer: Any) -> None:
    health, law = topic("health", experts_only=True), topic("law", experts_only=True)
    plain, on_health, on_both = (
        claim_about(topic("trade")),
        claim_about(health, topic("trade")),
        claim_about(health, law),
    )
    Profile.objects.create(user=reviewer).topics.set([health])
    asked = all_of([plain, on_health, on_both]).order_by("id")
    assert list(queries.experts_only_filter(reviewer, asked)) == [plain, on_health]
    assert list(queries.experts_only_filter(second_reviewer, asked)) == [plain]
    people = [second_reviewer, reviewer]
    found = [queries.people_expert_enough(claim, people) for claim in (plain, on_health, on_both)]
    assert found == [people, [reviewer], []]
    assert queries.experts_on(on_health) == {reviewer.pk}
    assert queries.experts_on(plain) == set()


def test_what_is_suitable_is_free_of_conflicts_and_within_expertise(reviewer: Any) -> None:
    health = topic("health", experts_only=True)
    plain, for_experts, entangled = claim_about(), claim_about(health), claim_about(outlet="Example")
    conflict(reviewer, "outlet", "Example")
    asked = all_of([plain, for_experts, entangled])
    assert list(queries.suitable_for(reviewer, asked)) == [plain]
    Profile.objects.create(user=reviewer).topics.set([health])
    assert set(queries.suitable_for(reviewer, asked)) == {plain, for_experts}


@pytest.mark.parametrize("number", [1, 5])
def test_what_it_costs_does_not_depend_on_how_many_there_are(reviewer: Any, number: int) -> None:
    claims = [claim_about(topic("health")) for _ in range(number)]
    people = [reviewer, *(PersonFactory(reviewer=True) for _ in range(number))]
    for person in people:
        for kind, what in (
            ("outlet", "Example"),
            ("topic", topic("trade")),
            ("claimant", "Doe"),
            ("organisation", "X"),
        ):
            conflict(person, kind, what)
    with CaptureQueriesContext(connection) as captured:
        assert len(queries.suitable_for(reviewer, all_of(claims))) == number
    assert len(captured) == 2  # the conflicts, and the claims
    claim = Claim.objects.select_related("article").get(pk=claims[0].pk)
    with CaptureQueriesContext(connection) as captured:
        assert queries.people_without_conflict(claim, people) == people
    assert len(captured) == 2  # everybody's conflicts, and the article's topics
    with CaptureQueriesContext(connection) as captured:
        assert queries.conflict_of(reviewer, claim) is None
    assert len(captured) == 2


def test_suitable_claims_can_be_locked_one_by_one(reviewer: Any) -> None:
    claim = claim_about(topic("health"))
    for kind, what in (("outlet", "Example"), ("topic", topic("trade")), ("claimant", "Doe"), ("organisation", "X")):
        conflict(reviewer, kind, what)
    suitable = queries.suitable_for(reviewer, Claim.objects.all())
    assert suitable.select_for_update(skip_locked=True, of=("self",)).first() == claim

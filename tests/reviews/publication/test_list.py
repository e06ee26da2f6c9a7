"""The public list: what readers find in it, how they narrow it, and how little it costs."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import clock
from claims.enums import Status
from claims.models import Topic
from reviews.models import PublishedCheck
from reviews.publication import checks
from reviews.publication.addresses import path_of
from tests.factories import claim_at
from tests.reviews.publication.readers import corrected, published, read, withdrawn

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_is_published_and_the_last_one_first() -> None:
    first, second = published(), published()
    page = read("/")
    assert path_of(first) in page
    assert page.index(path_of(second)) < page.index(path_of(first))
    assert "It was 3.9 percent." in page


@pytest.mark.parametrize("status", [Status.QUEUED, Status.REVIEWED, Status.APPROVED])
def test_nothing_is_shown_before_it_ispublish(status: Status) -> None:
    claim = claim_at(status)
    assert claim.text not in read("/")
    assert "Nothing has been published yet." in read("/")
    if status is not Status.QUEUED:
        assert "There is no such page" in read(reverse("check", args=[claim.verdict.pk]), 404)


def test_a_withdrawn_check_leaves_the_list_and_stays_among_the_corrections() -> None:
    verdict = published()
    withdrawn(verdict)
    assert path_of(verdict) not in read("/")
    page = read("/corrections/")
    assert path_of(verdict) in page
    assert "The table was a forgery." in page


def test_filters_combine() -> None:
    wanted = published(outlet="The Daily", language="es")
    others = [published(outlet="The Daily", language="en"), published(outlet="Weekly", language="es")]
    page = read("/", outlet="the daily", language="es", rating="false", year=clock.now().year)
    assert path_of(wanted) in page
    assert not [other for other in others if path_of(other) in page]


def test_the_search_finds_words_of_the_claim_whatever_their_case() -> None:
    verdict, other = published(), published()
    number = verdict.claim.text.split()[1]
    page = read("/", q=f"MINISTRY {number}")
    assert path_of(verdict) in page
    assert path_of(other) not in page
    assert "No published check fits." in read("/", q="nowhere-to-be-found")
    assert "No published check fits." in read("/", q="%")


def test_a_topic_narrows_the_list_and_is_offered() -> None:
    verdict, other = published(), published()
    verdict.claim.article.topics.add(Topic.objects.create(slug="health", name="Health"))
    page = read("/", topic="health")
    assert path_of(verdict) in page
    assert path_of(other) not in page
    assert ">Health</option>" in page


@pytest.mark.parametrize(
    "query",
    [
        *({name: "nonsense"} for name in ("rating", "topic", "language", "year", "before")),
        *({"before": str(number)} for number in (-1, 0, 2**63)),
        {"q": "x" * 201},
        {"q": "a\0b"},
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(query: dict[str, str]) -> None:
    published()
    assert 'class="error"' in read("/", 400, **query)


def test_the_list_goes_on_where_it_ended_and_misses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PAGE", 2)
    made = [published() for _ in range(5)]
    seen, below = [], None
    while True:
        page = checks.listed({}, below=below)
        seen += [row.verdict_id for row in page.rows]
        published() if below is None else None  # one that comes meanwhile moves nothing
        if (below := page.older) is None:
            break
    assert seen == [verdict.pk for verdict in reversed(made)]
    assert f"before={PublishedCheck.objects.order_by('-pk')[1].pk}" in read("/")


def test_a_search_looks_through_so_many_and_offers_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LOOKED_THROUGH", 2)
    monkeypatch.setattr(checks, "FEW", -1)  # as if many had these words
    verdict, _, third = published(), published(), published()
    words = verdict.claim.text.split()[1]
    page = read("/", q=f"statement {words} of")
    assert path_of(verdict) not in page
    assert "Look through older checks" in page
    older = PublishedCheck.objects.get(verdict=third).pk - 1
    assert path_of(verdict) in read("/", q=f"statement {words} of", before=older)


def test_words_that_few_checks_have_are_found_however_old_these_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LOOKED_THROUGH", 1)
    old, _, _ = published(), published(), published()
    words = f"statement {old.claim.text.split()[1]} of"
    page = read("/", q=words)
    assert path_of(old) in page
    assert "Look through older checks" not in page
    assert path_of(old) not in read("/", q=words, rating="true" if old.shown.rating.slug != "true" else "false")


def test_every_page_takes_as_many_queries_for_one_row_as_for_three(django_assert_num_queries: Any) -> None:
    verdict = published()
    corrected(verdict)
    for rows in (1, 3):
        while PublishedCheck.objects.count() < rows:
            corrected(published())
        for address, number in (
            ("/", 8),
            ("/?q=statement", 9),
            ("/corrections/", 2),
            (path_of(verdict), 9),
            (reverse("check-version", args=[verdict.pk, 2]), 8),
        ):
            with django_assert_num_queries(number):
                assert Client().get(address).status_code == 200

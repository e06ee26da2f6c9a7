"""Telling the sample newsroom's story: whole or not at all, at any hour, beside what people brought."""

from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError
from django.utils import timezone

from claims.enums import Act
from claims.models import Article, Event
from reviews.actions import assignments
from seeds import story
from seeds.newsroom import ARTICLES, Finding, SampleArticle
from tests import factories, manage
from tests.seeds.test_story import FINDINGS, HISTORIES, claim_of, counts, debug, seed, user

__all__ = ["debug"]  # a fixture


@pytest.mark.django_db
class TestTelling:
    def test_is_refused_outside_debug(self) -> None:
        before = counts()
        with pytest.raises(CommandError, match="only with DEBUG=true") as refused:
            seed()
        assert refused.value.returncode == 1
        assert counts() == before

    def test_interrupted_keeps_nothing_and_a_rerun_tells_it_all(self, debug: None) -> None:
        before = counts()
        with (
            patch("reviews.actions.verdicts.withdraw", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            seed()
        assert counts() == before
        assert "is told: 6 articles" in seed()
        assert Article.objects.count() == len(ARTICLES)

    def test_names_the_sentence_that_detection_does_not_find(self, debug: None) -> None:
        before = counts()
        with patch("claims.detection.read", return_value=[]), pytest.raises(CommandError) as refused:
            seed()
        first = ARTICLES[0]
        sentence = (
            f"Detection finds no claim in {first.file} that reads “{first.findings[0].sentence}”. Nothing was kept."
        )
        assert str(refused.value) == sentence
        assert counts() == before

    def test_says_what_did_not_work_when_splitting_fails(self, debug: None) -> None:
        with (
            patch("claims.detection.read", side_effect=RuntimeError("the model is gone")),
            pytest.raises(CommandError, match="was not done: RuntimeError: the model is gone"),
        ):
            seed()

    def test_a_text_that_somebody_brought_before_is_left_to_them(self) -> None:
        text = (story.TEXTS / ARTICLES[0].file).read_text(encoding="utf-8")
        known = factories.receive(text, url="https://example.org/by-hand")
        assert story.tell() == len(ARTICLES)
        assert Article.objects.count() == len(ARTICLES)
        assert [event.act for event in known.events.all()] == [Act.RECEIVE]

    def test_an_article_that_is_added_later_is_told_without_the_others(self) -> None:
        with patch.object(story, "ARTICLES", ARTICLES[1:]):
            assert story.tell() == len(ARTICLES) - 1
        known = set(Event.objects.values_list("pk", flat=True))
        assert story.tell() == 1
        assert set(Event.objects.exclude(pk__in=known).values_list("article__url", flat=True)) == {ARTICLES[0].url}

    def test_people_who_have_an_account_keep_it(self) -> None:
        factories.PersonFactory(editor=True, username="editor", password="untouched")
        story.tell()
        assert user("editor").password == "untouched"

    @pytest.mark.either
    def test_a_desk_with_little_room_hears_the_same_story(self, settings: Any) -> None:
        settings.QUEUE_THRESHOLD, settings.CLAIMS_PER_ARTICLE = 0.99, 1
        settings.ASSIGNED_LEASE_MINUTES = settings.TAKEN_LEASE_MINUTES = 1
        story.tell()
        assert {claim_of(finding).status for _, finding in FINDINGS} == {status for status, _ in HISTORIES.values()}
        assert assignments.expire_overdue() == 0

    @pytest.mark.either
    @pytest.mark.parametrize(
        ("zone", "hour"), [("Pacific/Auckland", 0), ("Pacific/Auckland", 12), ("America/Los_Angeles", 23)]
    )
    def test_any_hour_anywhere_is_a_good_one(self, zone: str, hour: int) -> None:
        now = datetime(2026, 4, 5, hour, 1, tzinfo=ZoneInfo(zone))  # in Auckland the clocks changed that night
        with patch.object(story.timezone, "now", return_value=now), timezone.override(zone):
            assert story.tell() == len(ARTICLES)
        times = list(Event.objects.order_by("id").values_list("at", flat=True))
        assert times == sorted(times)
        assert times[-1] < now

    def test_the_reviewer_takes_what_would_be_the_next_anyway(self, tmp_path: Path) -> None:
        sentence = "Exports rose by 31 percent in 2019, the ministry of trade said."
        (tmp_path / "one.txt").write_text(sentence)
        one = SampleArticle(
            file="one.txt",
            title="One",
            outlet="",
            url="https://example.org/one",
            language="en",
            published_on="2020-01-01",
            received_days_ago=5,
            brought_by="editor",
            findings=(Finding(sentence=sentence, reviewer="reviewer", rating="true", outcome="released", note="No."),),
        )
        with patch.multiple(story, ARTICLES=[one], TEXTS=tmp_path):
            story.tell()
        assert [event.act for event in Event.objects.exclude(claim=None).order_by("id")][-2:] == [Act.TAKE, Act.RELEASE]


class TestAsAProcess:
    def test_it_is_told_in_seconds_and_quietly(self, tmp_path: Path) -> None:
        first = manage.as_it_was_told()
        assert first.seconds < 60  # a few, on a machine that does nothing else
        assert first.stderr in (b"", "Telling the story of the sample newsroom …\n".encode())
        desk = manage.environment(manage.sample_desk(tmp_path / "desk"))
        assert b"already told" in manage.run(desk, "seed").stdout

    @pytest.mark.postgres
    def test_it_is_told_on_postgresql(self, tmp_path: Path, ready: str) -> None:
        desk = manage.environment(tmp_path, DATABASE_URL=ready)
        first = manage.run(desk, "seed")
        assert first.returncode == 0, first.stderr
        assert b"is told: 6 articles" in first.stdout
        assert b"already told" in manage.run(desk, "seed").stdout

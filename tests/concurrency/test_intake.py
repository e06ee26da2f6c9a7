"""Two who bring in texts, or queue what is in them, at once."""

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims.actions import articles, triage
from claims.enums import Door, Status
from claims.intake import Details
from claims.models import Article, Claim, Event, Job, Revision
from tests.concurrency.second_connection import Rival
from tests.factories import new_claims, receive

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]


def test_two_who_bring_the_same_text_at_once_bring_one_article(reviewer: Any, second_reviewer: Any) -> None:
    def bring(actor: Any) -> articles.Receipt:
        return articles.receive("Exports grew.", actor=actor, door=Door.API)

    with transaction.atomic():
        mine = bring(reviewer)
        rival = Rival(partial(bring, second_reviewer)).until_it_waits_for_us()
    assert rival.finish() == (mine.article, mine.revision, False)
    counted = [model.objects.count() for model in (Article, Revision, Event, Job)]
    assert counted == [1, 1, 1, 1]


def test_two_who_bring_changed_texts_to_one_address_bring_two_revisions(reviewer: Any) -> None:
    details = Details(url="https://example.org/exports")

    def bring(text: str) -> articles.Receipt:
        return articles.receive(text, actor=reviewer, door=Door.API, details=details)

    bring("Exports grew.")
    with transaction.atomic():
        bring("Exports grew by 5 percent.")
        rival = Rival(partial(bring, "Exports grew by 6 percent.")).until_it_waits_for_us()
    assert rival.finish().revision.number == 3
    assert Article.objects.count() == 1


def test_two_who_bring_the_first_texts_to_one_address_at_once_bring_one_article(reviewer: Any) -> None:
    details = Details(url="https://example.org/exports")

    def bring(text: str) -> articles.Receipt:
        return articles.receive(text, actor=reviewer, door=Door.API, details=details)

    with transaction.atomic():
        mine = bring("Exports grew.")
        rival = Rival(partial(bring, "Exports grew by 6 percent.")).until_it_waits_for_us()
    theirs = rival.finish()
    assert (theirs.article, theirs.revision.number) == (mine.article, 2)


def test_who_revises_with_a_text_that_somebody_is_bringing_finds_it_known(reviewer: Any) -> None:
    article = receive("Exports grew.", by=reviewer)
    with transaction.atomic():
        mine = receive("Exports shrank.", by=reviewer)
        revise = partial(articles.revise, article.pk, "Exports shrank.", actor=reviewer)
        rival = Rival(revise).until_it_waits_for_us()
    assert rival.finish() == (mine, mine.latest, False)
    assert article.revisions.count() == 1


def test_two_jobs_that_queue_the_best_at_once_keep_to_the_budget(desk: None, settings: Any) -> None:
    settings.CLAIMS_PER_ARTICLE = 2
    article = new_claims(0.9, 0.8, 0.7, 0.6)[0].article
    with transaction.atomic():
        assert triage.queue_the_best(article) == 2
        rival = Rival(partial(triage.queue_the_best, article)).until_it_waits_for_us()
    assert rival.finish() == 0
    assert Claim.objects.filter(status=Status.QUEUED).count() == 2

"""What the database knows to be true of articles, claims and jobs, also when nobody asked an action."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from claims.enums import JobState, Status
from claims.models import Article, Claim, Job, Revision
from tests.factories import PersonFactory, claim_at, new_claims, receive

pytestmark = pytest.mark.django_db


def broken_by(change: Any) -> str:
    """The words of the database when the change is refused."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change()
    return str(refused.value)


def a_copy(claim: Claim, **changes: Any) -> Claim:
    values = Claim.objects.filter(pk=claim.pk).values().get()
    return Claim(**values | {"id": None} | changes)


def test_a_revision_is_known_by_its_text() -> None:
    first, other = receive(), receive()
    again = Revision(article=other, number=2, body="x", sha256=first.latest.sha256, brought_by=first.brought_by)
    assert "sha256" in broken_by(again.save) or "same_text" in broken_by(again.save)


def test_revisions_of_an_article_have_numbers_of_their_own() -> None:
    article = receive()
    again = Revision(article=article, number=1, body="x", sha256="x", brought_by=article.brought_by)
    words = broken_by(again.save)
    assert "number" in words or "revisions_are_numbered" in words


def test_a_span_of_a_revision_is_one_claim() -> None:
    [claim] = new_claims(0.5)
    words = broken_by(a_copy(claim, text="another text").save)
    assert "start" in words or "one_claim_per_span" in words


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"start": 5, "end": 5}, "claim_has_characters"),
        ({"start": 6, "end": 5}, "claim_has_characters"),
        ({"start": 0, "end": 1, "check_worthiness": 1.01}, "check_worthiness_is_0_to_1"),
        ({"start": 0, "end": 1, "check_worthiness": -0.01}, "check_worthiness_is_0_to_1"),
        ({"start": 0, "end": 1, "status": "finished"}, "claim_status_is_known"),
    ],
)
def test_a_claim_that_cannot_be_is_refused_by_name(changes: dict[str, Any], name: str) -> None:
    [claim] = new_claims(0.5)
    assert name in broken_by(a_copy(claim, **changes).save)


def test_an_article_has_a_known_status() -> None:
    article = receive()
    assert "article_status_is_known" in broken_by(lambda: Article.objects.filter(pk=article.pk).update(status="done"))


def test_only_a_failed_article_says_why() -> None:
    article = receive()
    words = broken_by(lambda: Article.objects.filter(pk=article.pk).update(failure="It was too long."))
    assert "only_a_failed_article_says_why" in words


def test_a_job_has_one_key() -> None:
    Job.objects.create(kind="split_article", key="once")
    words = broken_by(lambda: Job.objects.create(kind="split_article", key="once"))
    assert "key" in words or "one_job_per_key" in words


@pytest.mark.parametrize("holder", [{}, {"token": uuid.uuid4()}, {"lease_until": timezone.now()}])
def test_a_running_job_has_a_holder_and_a_lease(holder: dict[str, Any]) -> None:
    running = Job(kind="split_article", key="once", state=JobState.RUNNING, **holder)
    assert "running_job_has_a_holder" in broken_by(running.save)


def test_people_whom_history_names_cannot_be_removed() -> None:
    editor = PersonFactory(editor=True)
    claim_at(Status.QUEUED, editor=editor)
    with pytest.raises(ProtectedError):
        editor.delete()


def test_a_claim_that_history_names_cannot_be_removed() -> None:
    claim = claim_at(Status.QUEUED)
    with pytest.raises(ProtectedError):
        claim.delete()
    with pytest.raises(ProtectedError):
        claim.article.delete()

"""Splitting an article into claims: the slow part outside any transaction, the effects all at once."""

from collections.abc import Iterator
from functools import partial

from django.conf import settings
from django.db import transaction

from claims import detection, matching, queries, workflow
from claims.actions import second_reader
from claims.actions.actors import clock_actor
from claims.actions.advance import advance, lock_article
from claims.actions.jobs import Effect
from claims.actions.judging import judged
from claims.actions.learning import head_in_use
from claims.actions.second_reader import Reading
from claims.actions.spans import anchors
from claims.detection.desk import Head
from claims.enums import Act, JobState
from claims.models import Article, Claim, Event, Job, Revision


def split(job: Job) -> Effect:
    """Find the claims of the article's latest revision; what is returned keeps them."""
    with transaction.atomic():
        article = lock_article(job.payload["article"])
        if article.status not in workflow.ARROWS[Act.START_SPLIT]:
            return lambda: None  # a job for another revision got here first and did it all
        advance(article, Act.START_SPLIT, actor=clock_actor())
        revision = article.latest
    return partial(_keep, revision, second_reader.read(revision.body, article.language))


def give_up(job: Job) -> None:
    """Say on the article that splitting failed, and why; an editor may retry."""
    article = lock_article(job.payload["article"])
    # A newer text may have come in meanwhile: then its own job is still to be done, and nothing has failed.
    others = Job.objects.filter(
        kind=job.kind, payload__article=article.pk, state__in=[JobState.READY, JobState.RUNNING]
    )
    if article.status in workflow.ARROWS[Act.FAIL_SPLIT] and not others.exclude(pk=job.pk).exists():
        advance(article, Act.FAIL_SPLIT, actor=clock_actor(), note=job.error)


def _keep(revision: Revision, reading: Reading) -> None:
    article = lock_article(revision.article_id)
    # A newer text came in meanwhile, and its own job splits that one; or another job for this text was faster.
    if article.latest != revision or article.status not in workflow.ARROWS[Act.FINISH_SPLIT]:
        return
    head = head_in_use(by_encoder=reading.by_encoder)
    news = _news(article, revision, reading.sentences)
    fresh = [_claim(article, revision, found, head, reading.by_encoder) for found in news]
    clock = clock_actor()
    Claim.objects.bulk_create(fresh, batch_size=500)
    Event.objects.bulk_create(
        (Event(article=article, claim=claim, act=Act.FIND, after=claim.status, actor=clock) for claim in fresh),
        batch_size=500,
    )
    if not article.language:
        article.language = _language_of(reading.sentences)
        article.save(update_fields=["language"])
    advance(article, Act.FINISH_SPLIT, actor=clock, note=f"{len(fresh)} claims found")


def _news(article: Article, revision: Revision, sentences: list[detection.Sentence]) -> Iterator[detection.Sentence]:
    """What is worth a check and no claim yet.

    A sentence that an earlier revision had word for word is the same claim, and may have a verdict by now. Where people
    marked, moved, split or merged, their claims stand: what is found of the same words is not news.
    """
    kept = [*queries.live_claims_of(article.pk), *queries.dismissed_by_editors(article.pk)]
    known = {claim.text for claim in kept}
    taken = matching.merged((start, end) for _, start, end in queries.standing_in(revision, kept))
    for found in sentences:
        if found.candidate and found.text not in known and not matching.meet(taken, found.start, found.end):
            yield found


def _language_of(sentences: list[detection.Sentence]) -> str:
    """What the text was recognised as; the desk's own language where it is too short to tell."""
    found = sentences[0].language if sentences else detection.UNKNOWN_LANGUAGE
    return settings.LANGUAGE_CODE if found == detection.UNKNOWN_LANGUAGE else found


def _claim(article: Article, revision: Revision, found: detection.Sentence, head: Head, by_encoder: bool) -> Claim:
    return Claim(
        article=article,
        revision=revision,
        **anchors(revision.body, found.start, found.end),
        **judged(found, head),
        by_encoder=by_encoder,
        status=workflow.step(Act.FIND, workflow.START),
    )

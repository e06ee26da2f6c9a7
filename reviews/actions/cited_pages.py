"""Looking up what a page says about itself while somebody types the rest. Nothing waits for it."""

from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import urldefrag

from django.db import transaction

from claims import clock, intake, outside, policy
from claims.actions.jobs import Effect
from claims.errors import DomainError, NotAllowed, PageRefused, Unreachable, WrongUrl
from claims.intake import Colophon
from claims.models import Job
from claims.outside import Answer
from reviews import archiving
from reviews.enums import PageState
from reviews.models import CitedPage
from reviews.signals import page_wanted

FRESH = timedelta(days=7)  # what a page says about itself rarely changes
FAILED_FRESH = timedelta(minutes=10)  # what could not be read may be readable soon
SECONDS = 15.0  # somebody sits in front of it
GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
PAGES = ("text/html", "application/xhtml+xml")


def look_up(url: str, *, actor: Any) -> CitedPage:
    """What is known of the page at this address; where nothing is, or nothing new, somebody is sent to look.

    No act on a claim: history does not record it. Raises NotAllowed, or WrongUrl.
    """
    if not policy.has_a_role(actor):
        raise NotAllowed(act="look up a page", needs="a reviewer or an editor")
    address = urldefrag(intake.web_address(url)).url
    if not address:
        raise WrongUrl(value=url)
    known = CitedPage.objects.filter(url=address).first()
    if known and not _is_old(known):
        return known
    with transaction.atomic():
        page, is_new = CitedPage.objects.get_or_create(url=address)
        if is_new or _is_to_be_asked_again(page):
            page_wanted.send(CitedPage, page=page)
    return page


def read(job: Job) -> Effect:
    """Fetch the page and read its colophon, outside any transaction. A refusal is an answer too: nobody waits twice."""
    page = CitedPage.objects.get(pk=job.payload["page"])
    try:
        answer = outside.fetch(page.url, archiving.limits(seconds=SECONDS))
    except DomainError as refusal:
        return partial(_fail, page.pk, refusal.message, is_gone=_says_that_it_is_gone(refusal))
    return partial(_keep, page.pk, _colophon(answer))


def give_up(job: Job) -> None:
    _fail(job.payload["page"], job.error.partition(": ")[2] or job.error)


def _is_old(page: CitedPage) -> bool:
    return page.asked_at < clock.now() - (FRESH if page.state == PageState.READ else FAILED_FRESH)


def _is_to_be_asked_again(page: CitedPage) -> bool:
    """One of those who ask at the same moment is told yes."""
    same = CitedPage.objects.filter(pk=page.pk, asked_at=page.asked_at)
    if not _is_old(page) or not same.update(asked_at=clock.now(), state=PageState.WANTED):
        return False
    page.refresh_from_db()
    return True


def _says_that_it_is_gone(refusal: DomainError) -> bool:
    return isinstance(refusal, Unreachable) or (isinstance(refusal, PageRefused) and refusal.words["status"] in GONE)


def _colophon(answer: Answer) -> Colophon:
    if answer.content_type in PAGES:
        return intake.colophon(answer.content, answer.charset)
    return Colophon()  # a picture or a table: it is there, and says nothing about itself


def _keep(page_id: int, said: Colophon) -> None:
    CitedPage.objects.filter(pk=page_id).update(state=PageState.READ, why="", is_gone=False, **said._asdict())


def _fail(page_id: int, why: str, *, is_gone: bool = False) -> None:
    wanted = CitedPage.objects.filter(pk=page_id, state=PageState.WANTED)
    wanted.update(state=PageState.FAILED, why=why[:500], is_gone=is_gone)

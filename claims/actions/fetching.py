"""Articles by their address: asked for in a request, fetched by a job, taken in like any other text."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F

from claims import intake, outside, policy, signals
from claims.actions import articles, topics
from claims.actions.jobs import Effect
from claims.enums import Act, Door, PageState
from claims.errors import DomainError, IllegalAct, NotFound, NotText, WrongUrl
from claims.intake import Details
from claims.models import Job, WantedPage

TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
MOST_BYTES = 5_000_000  # of the page with its markup
KEPT = ("outlet", "byline", "language", "topics")  # what is said of it besides; its title and date the page has itself


def ask(url: str, *, actor: Any, details: Details | None = None, door: Door = Door.ADMIN) -> WantedPage:
    """Want the article at this address; `door` is where it was asked for.

    Raises WrongUrl, NotAllowed, or what is wrong with the details.
    """
    policy.require(Act.RECEIVE, actor)
    field = "addresses" if door is Door.ADMIN else "url"
    if not (address := intake.web_address(url, field)):
        raise WrongUrl(value=url, field=field)
    known = (details or Details()).checked()
    topics.named(known.topics)
    said = {name: list(value) if name == "topics" else value for name in KEPT if (value := getattr(known, name))}
    with transaction.atomic():
        page = WantedPage.objects.create(url=address, details=said, asked_by=actor, door=door)
        signals.page_wanted.send(WantedPage, page=page)
        return page


def ask_again(page_id: int, *, actor: Any) -> WantedPage:
    """Try once more what could not be fetched. Raises NotFound, or IllegalAct where it has not failed."""
    page: WantedPage | None = WantedPage.objects.visible_to(actor).filter(pk=page_id).first()
    if page is None:
        raise NotFound(thing="page")
    policy.require(Act.RECEIVE, actor)
    with transaction.atomic():
        failed = WantedPage.objects.filter(pk=page_id, state=PageState.FAILED)
        if not failed.update(state=PageState.WANTED, why="", tries=F("tries") + 1):
            raise IllegalAct(act="fetch again", status=page.get_state_display())
        page.refresh_from_db()
        signals.page_wanted.send(WantedPage, page=page)
    return page


def fetch(job: Job) -> Effect:
    """Get the page, outside any transaction. Raises what may be otherwise a little later."""
    page = WantedPage.objects.select_related("asked_by").get(pk=job.payload["page"])
    try:
        answer = outside.fetch(page.url, outside.Limits(size=MOST_BYTES, types=TYPES, **settings.OUTSIDE))
        text, details = _read(answer, Details(**page.details | {"url": answer.url}))
    except DomainError as refusal:
        if refusal.about == "url" and outside.may_pass(refusal):
            raise
        return partial(_fail, page.pk, refusal.message)
    return partial(_take, page, text, details)


def give_up(job: Job) -> None:
    """Say on the row that it failed, and why; whoever sees it may try again."""
    _fail(job.payload["page"], job.error.partition(": ")[2] or job.error)  # without the name of the error


def _read(answer: outside.Answer, details: Details) -> tuple[str, Details]:
    try:
        text = answer.content.decode(answer.charset or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        raise NotText("The page is not in the encoding that it names. Paste its text instead.") from None
    return (text, details) if answer.content_type == "text/plain" else intake.read_page(text, details)


def _take(page: WantedPage, text: str, details: Details) -> None:
    try:
        receipt = articles.receive(text, actor=page.asked_by, door=Door(page.door), details=details)
    except DomainError as refusal:
        _fail(page.pk, refusal.message)
        return
    WantedPage.objects.filter(pk=page.pk).update(state=PageState.HERE, article=receipt.article)


def _fail(page_id: int, why: str) -> None:
    WantedPage.objects.filter(pk=page_id, state=PageState.WANTED).update(state=PageState.FAILED, why=why[:500])

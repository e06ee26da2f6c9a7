"""The audit trail as a page: sentences that can be searched, and the same as a file."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from claims import history, keyset, policy
from claims.admin.pages import page
from claims.admin.sheets import MOST, as_csv
from claims.history import LATEST_FIRST, HistoryForm

AT_ONCE = 500  # rows read for a file
HEADER = ("at", "who", "act", "before", "after", "claim", "article", "note", "in words")


def trail(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return page(request, "desk/trail.html", "History", status=400, form=form, in_trouble=True)
    at = keyset.place_asked(request.GET, LATEST_FIRST)
    found = history.page_of(form.asked, actor=request.user, at=at)
    return page(
        request,
        "desk/trail.html",
        "History",
        form=form,
        chips=list(form.chips()),
        query=form.query.urlencode(),
        sentences=[history.sentence_of(event) for event in found.rows],
        pages=found,
        paged=at is not None,
        is_editor=policy.is_editor(request.user),
    )


def trail_file(request: HttpRequest) -> HttpResponse:
    """What the page shows with the same address, and what its next pages would show, as CSV."""
    form = _form(request)
    if not form.is_valid():
        return HttpResponse(f"{form.errors.as_text()}\n", status=400, content_type="text/plain; charset=utf-8")
    return as_csv("history", HEADER, _cells(form, request.user))  # type: ignore[return-value]


def _form(request: HttpRequest) -> HistoryForm:
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    return HistoryForm(request.GET)


def _cells(form: HistoryForm, actor: Any) -> Iterator[list[Any]]:
    at, left = None, MOST
    while left > 0:
        found = history.page_of(form.asked, actor=actor, at=at, size=min(AT_ONCE, left))
        yield from map(_cells_of, found.rows)
        left -= len(found.rows)
        at = keyset.place_in(LATEST_FIRST, found.after, backwards=False)
        if at is None:
            return


def _cells_of(event: Any) -> list[Any]:
    stood = (event.before, event.after)
    about = (event.claim_id, event.article_id, event.note, str(history.sentence_of(event)))
    return [event.at.isoformat(), event.actor.get_username(), event.act, *stood, *about]

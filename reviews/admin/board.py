"""The board: claims by status or as a list, narrowed by filters that combine, and acts on many of them at once."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from claims import keyset, policy
from claims.admin.pages import page
from claims.admin.sheets import MOST, as_csv
from claims.enums import PAST, Act, Priority
from claims.errors import DomainError
from claims.models import Article, Claim
from claims.models.topic import MOST_REVIEWS
from reviews import queries
from reviews.actions import bulk
from reviews.actions.bulk import Chosen, Outcome
from reviews.board import named, reading
from reviews.board.form import LIST, TYPICAL_SPANS, BoardForm

KNOWN_OUTLETS = 300  # of the latest articles: what the field of the outlet offers
AT_ONCE = 200  # rows read for a file
HEADER = (
    *("claim", "status", "text", "claimant", "article", "outlet", "language", "priority"),
    *("check-worthiness", "in the hands of", "rating", "there since"),
)


class Report(NamedTuple):
    """What became of the claims that were chosen."""

    did: str
    done: list[Outcome]
    refused: list[tuple[Outcome, str]]  # with the claim's words
    error: str = ""


def board(request: HttpRequest) -> HttpResponse:
    """What the address asks; on POST, one act on all claims that are ticked, and then what it asks."""
    _for_the_newsroom(request)
    report = _act(request) if request.method == "POST" else None
    if not request.GET and report is None and (begins := named.beginning_of(request.user)):
        return redirect(f"{reverse('admin:desk_board')}?{begins}")
    form = BoardForm(request.GET, actor=request.user)
    context = {"form": form, "report": report, "typed": request.POST, **_around(request, form)}
    context["refused"] = {outcome.claim_id for outcome, _ in report.refused} if report else set()
    if not form.is_valid():
        return page(request, "desk/board.html", "Board", status=400, in_trouble=True, **context)
    status = 400 if report and report.error else 200  # what is refused of single claims is what the report is for
    return page(request, "desk/board.html", "Board", status=status, **context, **_found(request, form))


def board_file(request: HttpRequest) -> HttpResponse:
    """What the address asks as CSV, in the order of the list."""
    _for_the_newsroom(request)
    form = BoardForm(request.GET, actor=request.user)
    if not form.is_valid():
        return HttpResponse(f"{form.errors.as_text()}\n", status=400, content_type="text/plain; charset=utf-8")
    return as_csv("claims", HEADER, _cells(form, request.user))  # type: ignore[return-value]


def _for_the_newsroom(request: HttpRequest) -> None:
    if not policy.has_a_role(request.user):
        raise PermissionDenied


def _around(request: HttpRequest, form: BoardForm) -> dict[str, Any]:
    """What is drawn whatever is found: the views, and what may be done."""
    editor = policy.is_editor(request.user)
    outlets = Article.objects.order_by("-id").values_list("outlet", flat=True)[:KNOWN_OUTLETS]
    return {
        "views": list(named.views_for(request.user, form.query)),
        "query": form.query.urlencode(),
        "may_act": editor,
        "reviewers": queries.load_per_reviewer() if editor else [],
        "priorities": [(str(priority.value + 1), priority) for priority in Priority],
        "most_reviews": MOST_REVIEWS,
        "most": bulk.MOST,
        "outlets": sorted({outlet for outlet in outlets if outlet}),
        "spans": TYPICAL_SPANS,
        "quick": ("status", "priority"),
        "fields": _fields(form),
    }


def _fields(form: BoardForm) -> list[Any]:
    """The filters that are drawn in the grid, in the form's order."""
    apart = ("q", "status", "priority", "sort", "shape", "overdue", "disagreement")
    return [field for field in form if field.name not in apart]


def _found(request: HttpRequest, form: BoardForm) -> dict[str, Any]:
    given, actor = form.cleaned_data, request.user
    shown = {"chips": list(form.chips()), "as_list": given["shape"] == LIST, "addresses": _addresses(form)}
    if given["shape"] != LIST:
        columns = reading.columns_of(form.asked, given["sort"], actor=actor)
        return {**shown, "columns": [(column, _more(form, column)) for column in columns]}
    sort = given["sort"] or "moved"
    at = keyset.place_asked(request.GET, reading.ORDERS[sort])
    listing = reading.listing_of(form.asked, sort, actor=actor, at=at)
    return {**shown, "listing": listing, "sort": sort, "paged": at is not None}


def _addresses(form: BoardForm) -> dict[str, str]:
    """The same question in the other shape, and in the other orders."""
    found = {}
    for shape in ("board", "list"):
        asked = form.query
        asked["shape"] = shape
        if shape == LIST and asked.get("sort") == "queue" and asked.getlist("status") != ["queued"]:
            del asked["sort"]
        found[shape] = asked.urlencode()
    return found


def _more(form: BoardForm, column: reading.Column) -> str:
    """The address of the whole column, as a list in the same order."""
    asked = form.query
    asked.setlist("status", [column.status])
    asked["shape"], asked["sort"] = LIST, column.sort
    return asked.urlencode()


def _act(request: HttpRequest) -> Report:
    name, _, inside = request.POST.get("act", "").partition(":")
    act = next((act for act in bulk.ACTS if act == name), None)
    if act is None:
        return Report("", [], [], "Choose what to do with them: press one of the buttons beside the fields.")
    try:
        outcomes = bulk.act_on(_chosen(request), act, _what(request, act, inside), actor=request.user)
    except DomainError as error:
        return Report("", [], [], error.message)
    refused = [outcome for outcome in outcomes if outcome.refused]
    words = dict(Claim.objects.filter(pk__in=[one.claim_id for one in refused]).values_list("pk", "text"))
    done = [outcome for outcome in outcomes if not outcome.refused]
    return Report(PAST[act], done, [(outcome, words.get(outcome.claim_id, "")) for outcome in refused])


def _chosen(request: HttpRequest) -> list[Chosen]:
    """What is no claim with a version is version 0 of claim 0, which there is not."""
    rows = (typed.partition(":") for typed in request.POST.getlist("row"))
    return [Chosen(_number(claim), _number(version)) for claim, _, version in rows]


def _what(request: HttpRequest, act: Act, inside: str) -> Any:
    if act is Act.DISMISS:
        return request.POST.get("note", "")
    typed = {Act.ASSIGN: "reviewer_chosen", Act.WANT: "reviews"}
    return _number(inside or request.POST.get(typed.get(act, ""), ""))


def _number(typed: str) -> int:
    """0, which is nobody and nothing, for what is no number."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0


def _cells(form: BoardForm, actor: Any) -> Iterator[list[Any]]:
    """Page by page, so that no file is ever held as a whole."""
    order, at, left = reading.ORDERS[form.cleaned_data["sort"] or "moved"], None, MOST
    sort = form.cleaned_data["sort"] or "moved"
    while left > 0:
        found = reading.listing_of(form.asked, sort, actor=actor, at=at, size=min(AT_ONCE, left)).page
        yield from map(_cells_of, found.rows)
        left -= len(found.rows)
        at = keyset.place_in(order, found.after, backwards=False)
        if at is None:
            return


def _cells_of(claim: Any) -> list[Any]:
    article = claim.article
    return [
        *(claim.pk, claim.stands.label, claim.text, claim.claimant, article.title, article.outlet, article.language),
        *(claim.get_priority_display(), round(claim.check_worthiness, 2)),
        ", ".join(held.reviewer.get_username() for held in claim.held),
        *(claim.rated.label if claim.rated else "", claim.moved_at.isoformat()),
    ]

"""What is known before a reviewer begins: shown beside the claim (`desk/_known.html`), never chosen for them.

It is asked for after the page, so that no claim waits for it; without scripts it is a page of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from claims import queries as claim_queries
from claims.actions import telling_apart
from claims.admin.article_page import PART
from claims.admin.frame import HTTP_STATUS, number_in, page
from claims.enums import Status
from claims.errors import DomainError
from claims.models import Claim
from reviews import queries
from reviews.models import Rating, VerdictVersion

MOST = 3  # more is a list to read, and the claim still has to be checked


class Known(NamedTuple):
    """Something that was said before, how it is related to the claim in question, and what came of it."""

    text: str
    address: str
    relation: str  # in a word or two
    at: datetime  # of its verdict, else when it came
    claimant: str = ""
    differs: str = ""  # in what, in words
    status: Status | None = None  # of what has no verdict
    rating: Rating | None = None  # of what readers may see
    summary: str = ""
    verdict: int | None = None  # which one of the desk's, to be used again
    claim: int | None = None  # which one of the desk's, to be told apart


def known_about(claim: Claim, by: Any, finders: Sequence["Finder"] = ()) -> list[Known]:
    """The box's only source: at most MOST, from the first finder that has any, then from the next."""
    found: dict[str, Known] = {}
    for finder in finders or FINDERS:
        if len(found) < MOST:
            found |= {one.address: found.get(one.address, one) for one in finder(claim, by)}
    return list(found.values())[:MOST]


def similar_claims(claim: Claim, by: Any) -> Iterator[Known]:
    """Claims that read alike, and what was published of them."""
    near = claim_queries.similar_to(claim, by, MOST)
    shown = queries.shown_of(one.claim.pk for one in near)
    for one in near:
        relation = "the same" if one.same else "similar"
        known = _of(one.claim, relation, shown.get(one.claim.pk), one.status)
        yield known._replace(differs="; ".join(map(str, one.differ_in)), claim=one.claim.pk)


def verdicts_of_the_article(claim: Claim, by: Any) -> Iterator[Known]:
    """Published verdicts on other claims of the same article, the first of the text first: to know, not to use."""
    for verdict in queries.known_about(claim)[:MOST]:
        yield _of(verdict.claim, "same article", verdict.shown)._replace(verdict=None)


def _of(claim: Claim, relation: str, shown: VerdictVersion | None, status: Status | None = None) -> Known:
    known = Known(claim.text, reverse("admin:desk_claim", args=[claim.pk]), relation, claim.created_at, claim.claimant)
    if shown is None:
        return known._replace(status=status)
    return known._replace(rating=shown.rating, summary=shown.summary, at=shown.published_at, verdict=shown.verdict_id)


# What others have published (ClaimReview) comes in here, as one more finder.
Finder = Callable[[Claim, Any], Iterable[Known]]
FINDERS: tuple[Finder, ...] = (similar_claims, verdicts_of_the_article)


def known_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """What is known about the claim; on POST one of these is told apart from it, or is no longer."""
    seen = Claim.objects.visible_to(request.user).select_related("article")
    claim: Claim = get_object_or_404(seen, pk=claim_id)
    if request.method != "POST":
        return _draw(request, claim)
    other, undo = number_in(request.POST.get("claim", "")), request.POST.get("act") == "undo"
    try:
        (telling_apart.take_back if undo else telling_apart.tell_apart)(claim.pk, other, actor=request.user)
    except DomainError as error:
        return _draw(request, claim, status=HTTP_STATUS[error.blame], refused=error.message)
    if PART in request.headers:
        return _draw(request, claim, undo=None if undo else Claim.objects.get(pk=other))
    messages.success(request, "It is offered here again." if undo else "It is not offered here again.")
    return redirect(request.get_full_path())


def _draw(request: HttpRequest, claim: Claim, status: int = 200, **context: Any) -> HttpResponse:
    # In its article the others are in view anyway.
    finders = [similar_claims] if request.GET.get("only") == "alike" else FINDERS
    context |= {"claim": claim, "known": known_about(claim, request.user, finders)}
    if PART in request.headers:
        return render(request, "desk/_known.html", context, status=status)
    return page(request, "desk/known.html", f"Known about claim {claim.pk}", status=status, **context)

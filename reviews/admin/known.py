"""What is known before a reviewer begins: shown beside the claim (`desk/_known.html`), never chosen for them.

It is asked for after the page, so that no claim waits for it; without scripts it is a page of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import IntEnum
from itertools import chain
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from claims import queries as claim_queries
from claims.actions import telling_apart
from claims.admin.article_page import PART
from claims.admin.frame import HTTP_STATUS, number_in, page
from claims.alike import Alike
from claims.enums import Status
from claims.errors import DomainError
from claims.models import Claim
from reviews import earlier, queries
from reviews.earlier import Similar
from reviews.elsewhere import is_address
from reviews.models import Rating, VerdictVersion

MOST = 3  # more is a list to read, and the claim still has to be checked
LOOKED_AT = 10  # of our own that read alike, before it is known what was found of them


class Kind(IntEnum):
    """In the order in which they help: what this desk stands by, what others do, what is under way, what is near."""

    VERDICT = 1
    CHECK = 2
    CLAIM = 3
    NEARBY = 4


class Check(NamedTuple):
    """What another publisher says, in their words: no rating of ours."""

    publisher: str  # or at least where it was published
    label: str
    title: str  # of the page
    on: date | None


class Known(NamedTuple):
    """Something that was said before, how it is related to the claim in question, and what came of it."""

    kind: Kind
    text: str
    address: str  # empty where nobody told one
    relation: str  # in a word or two
    at: datetime | None = None  # of its verdict, else when it came
    claimant: str = ""
    differs: str = ""  # in what, in words
    status: Status | None = None  # of what has no verdict
    rating: Rating | None = None  # of what readers may see
    summary: str = ""
    verdict: int | None = None  # which one of the desk's, to be used again
    claim: int | None = None  # which one of the desk's, to be told apart
    check: Check | None = None  # of another publisher, to be cited


def known_about(claim: Claim, by: Any, finders: Sequence["Finder"] = ()) -> list[Known]:
    """The box's only source: at most MOST of what the finders have, by kind and most alike first.

    Of what reads alike each kind keeps a place, so that nothing crowds out what others found, nor they our own.
    """
    found: dict[tuple[str, str], Known] = {}
    for one in chain.from_iterable(finder(claim, by) for finder in finders or FINDERS):
        found.setdefault((one.address, one.text), one)
    kinds = [[one for one in found.values() if one.kind == kind] for kind in Kind]
    ahead = [one for kind in kinds[: Kind.CLAIM] for one in kind[:1]]
    rest = [one for kind in kinds for one in kind if one not in ahead]
    return sorted([*ahead, *rest][:MOST], key=lambda one: one.kind)


def similar_claims(claim: Claim, by: Any) -> Iterator[Known]:
    """Claims that read alike, and what was published of them."""
    near = claim_queries.similar_to(claim, by, LOOKED_AT)
    shown = queries.shown_of(one.claim.pk for one in near)
    for one in near:
        known = _of(one.claim, _relation(one), shown.get(one.claim.pk), one.status)
        yield known._replace(differs=_differs(one), claim=one.claim.pk)


def checks_of_others(claim: Claim, by: Any) -> Iterator[Known]:
    """What other publishers found on what reads alike. It is public, so whoever sees the claim may know it."""
    for one in earlier.similar_to(claim, MOST):
        theirs = one.check
        address = theirs.url if is_address(theirs.url) else ""
        check = Check(theirs.publisher or urlsplit(address).hostname or "", theirs.rating, theirs.title, theirs.date)
        known = Known(Kind.CHECK, theirs.text, address, _relation(one), claimant=theirs.claimant, check=check)
        yield known._replace(differs=_differs(one))


def verdicts_of_the_article(claim: Claim, by: Any) -> Iterator[Known]:
    """Published verdicts on other claims of the same article, the first of the text first: to know, not to use."""
    for verdict in queries.known_about(claim)[:MOST]:
        yield _of(verdict.claim, "same article", verdict.shown)._replace(kind=Kind.NEARBY, verdict=None)


def _of(claim: Claim, relation: str, shown: VerdictVersion | None, status: Status | None = None) -> Known:
    address = reverse("admin:desk_claim", args=[claim.pk])
    known = Known(Kind.CLAIM, claim.text, address, relation, claim.created_at, claim.claimant)
    if shown is None:
        return known._replace(status=status)
    known = known._replace(kind=Kind.VERDICT, rating=shown.rating, summary=shown.summary)
    return known._replace(at=shown.published_at, verdict=shown.verdict_id)


def _relation(one: Alike | Similar) -> str:
    return "the same" if one.same else "similar"


def _differs(one: Alike | Similar) -> str:
    return "; ".join(map(str, one.differ_in))


Finder = Callable[[Claim, Any], Iterable[Known]]
ALIKE: tuple[Finder, ...] = (similar_claims, checks_of_others)
FINDERS: tuple[Finder, ...] = (*ALIKE, verdicts_of_the_article)


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
    finders = ALIKE if request.GET.get("only") == "alike" else FINDERS
    context |= {"claim": claim, "known": known_about(claim, request.user, finders)}
    if PART in request.headers:
        return render(request, "desk/_known.html", context, status=status)
    return page(request, "desk/known.html", f"Known about claim {claim.pk}", status=status, **context)

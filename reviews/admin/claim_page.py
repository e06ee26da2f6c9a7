"""One claim as the newsroom sees it: what was found, what readers will be shown, and what may be done to it now."""

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from claims import policy
from claims import queries as claim_queries
from claims.admin.frame import HTTP_STATUS, page
from claims.enums import DECIDED, PAST, Act, Status
from claims.errors import DomainError
from claims.models import Claim
from reviews import queries
from reviews.admin import claim_acts, showing
from reviews.admin.correcting import PREVIEW, Correcting, correcting_of, is_asked
from reviews.admin.letting_go import ways_for_others
from reviews.admin.side_by_side import findings_on
from reviews.models import Rules, Verdict
from reviews.versions import published


def claim_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show the claim; on POST do one act. What was typed is shown again when the act is refused."""
    claim = _seen(request, claim_id)
    if request.method != "POST":
        return _draw(request, claim)
    correcting = correcting_of(queries.verdict_of(claim), request.POST)
    if correcting and correcting.is_bound and not correcting.is_valid():
        return _draw(request, claim, correcting, status=400)
    try:
        if correcting and PREVIEW in request.POST:
            return _draw(request, claim, correcting, changes=correcting.changes())
        act = claim_acts.do(request, claim, correcting)
    except DomainError as error:
        return _refuse(request, _seen(request, claim_id), correcting, error)
    messages.success(request, f"Done: you {PAST[act]}.")
    return redirect("admin:desk_claim", claim.pk)


def _refuse(request: HttpRequest, claim: Claim, correcting: Correcting | None, error: DomainError) -> HttpResponse:
    """The page as it is by now, with what was typed and why it was not taken: the next try is on what is seen here."""
    if correcting and is_asked(request.POST):
        correcting.place(error)
        return _draw(request, claim, correcting, status=HTTP_STATUS[error.blame])
    return _draw(request, claim, refused=error.message, status=HTTP_STATUS[error.blame])


def _seen(request: HttpRequest, claim_id: int) -> Claim:
    seen = Claim.objects.visible_to(request.user).select_related("article", "revision")
    found: Claim = get_object_or_404(seen, pk=claim_id)
    return found


def _draw(
    request: HttpRequest, claim: Claim, correcting: Correcting | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    prefetch_related_objects([claim], "assignments", "reviews", "verdict__approvals")  # permits look at each
    acts = policy.acts_open_to(request.user, claim)
    others = Claim.objects.filter(revision=claim.revision_id).order_by("start")
    found = findings_on(claim, request.user)
    return page(
        request,
        "desk/claim.html",
        f"Claim {claim.pk}",
        status=status,
        claim=claim,
        article=claim.article,
        paragraphs=claim_queries.paragraphs(claim.revision.body, others),
        findings=found,
        history=claim_queries.history_of(claim, request.user),
        may_archive=policy.is_editor(request.user),
        **_shown(request, claim, acts, correcting),
        **_hands(request, claim, acts),
        **claim_acts.offered(request, claim, acts, [side.review for side in found.sides]),
        **context,
    )


def _shown(request: HttpRequest, claim: Claim, acts: list[Act], correcting: Correcting | None) -> dict[str, Any]:
    """What readers see or will see, every version of it, and the form that changes it."""
    editor = policy.is_editor(request.user)
    verdict = queries.verdict_of(claim) if editor or claim.status in DECIDED else None
    proposal = _proposal(request, claim)
    shown = verdict.shown if verdict else None
    return {
        "verdict": verdict,
        "proposal": proposal,
        "approvals_wanted": Rules.current().approvals_wanted,
        "reading": published(shown) if shown else showing.proposed(proposal) if proposal else None,
        "versions": showing.history(verdict) if verdict else [],
        "correcting": (correcting or correcting_of(verdict)) if Act.CORRECT in acts else None,
        "following": queries.next_to_decide(request.user, claim) if editor else None,
    }


def _proposal(request: HttpRequest, claim: Claim) -> Verdict | None:
    if claim.status not in (Status.REVIEWED, Status.APPROVED) or not policy.is_editor(request.user):
        return None
    return queries.proposals_seen_by(request.user).filter(claim=claim).first()


def _hands(request: HttpRequest, claim: Claim, acts: list[Act]) -> dict[str, Any]:
    """Who is at work on it, as far as this person may know, and how an editor takes it out of their hands."""
    holders = list(claim.assignments.visible_to(request.user).open().select_related("reviewer"))
    return {
        "holders": holders,
        "hands": [holder for holder in holders if holder.reviewer_id != request.user.pk],
        "ways_for_others": ways_for_others(request.user, acts),
        "colleagues": queries.load_per_reviewer() if Act.HAND_OVER in acts and holders else [],
    }

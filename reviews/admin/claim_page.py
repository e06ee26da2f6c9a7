"""One claim as the newsroom sees it: its article, its evidence, its history, and what may be done to it now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from claims import policy
from claims import queries as claim_queries
from claims.actions import triage
from claims.admin.pages import HTTP_STATUS, page
from claims.enums import PAST, Act, Status
from claims.errors import DomainError
from claims.models import Claim
from reviews import queries
from reviews.actions import assignments, verdicts
from reviews.admin.forms import CorrectionForm, SourceFormSet, place, rows_of
from reviews.errors import UnknownChoice
from reviews.models import Review, Verdict

# Acts with one button, and those that ask for a few words as well. Each is the action of the same name.
PLAIN: dict[Act, Callable[..., Any]] = {
    Act.QUEUE: triage.queue,
    Act.APPROVE: verdicts.approve,
    Act.PUBLISH: verdicts.publish,
    Act.RESTORE: triage.restore,
}
WITH_NOTE: dict[Act, Callable[..., Any]] = {
    Act.SEND_BACK: verdicts.send_back,
    Act.DISMISS: triage.dismiss,
    Act.WITHDRAW: verdicts.withdraw,
}
KEYS = {Act.QUEUE: "w", Act.APPROVE: "a", Act.PUBLISH: "p", Act.SEND_BACK: "b", Act.DISMISS: "d", Act.RESTORE: "o"}


def claim_page(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show the claim; on POST do one act. What was typed is shown again when the act is refused."""
    claim = get_object_or_404(_visible(request), pk=claim_id)
    if request.method != "POST":
        return _draw(request, claim)
    verdict = queries.verdict_of(claim)
    correcting, sources = _correction(verdict, request.POST)
    try:
        act = _do(request, claim, correcting, sources)
    except DomainError as error:
        if correcting and request.POST.get("act") == Act.CORRECT:
            place(error, correcting, sources.given() if sources and sources.is_valid() else [])
        messages.error(request, error.message)
        claim = get_object_or_404(_visible(request), pk=claim_id)
        return _draw(request, claim, correcting, sources, status=HTTP_STATUS[error.blame])
    messages.success(request, f"Done: you {PAST[act]}.")
    return redirect("admin:desk_claim", claim.pk)


def _do(request: HttpRequest, claim: Claim, correcting: CorrectionForm | None, sources: Any) -> Act:
    given, by = request.POST, request.user
    version = given.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 10 else None
    act = next((act for act in Act if act == given.get("act")), None)
    if act in PLAIN:
        PLAIN[act](claim.pk, actor=by, seen=seen)
    elif act in WITH_NOTE:
        WITH_NOTE[act](claim.pk, actor=by, note=given.get("note", ""), seen=seen)
    elif act is Act.ASSIGN:
        reviewer = given.get("reviewer", "")
        assignments.assign(claim.pk, reviewer_id=int(reviewer) if reviewer.isdecimal() else 0, actor=by, seen=seen)
    elif act is Act.CORRECT and correcting and correcting.is_valid() & sources.is_valid():
        verdicts.correct(claim.pk, actor=by, correction=correcting.correction(sources.drafts()), seen=seen)
    else:
        raise UnknownChoice(
            field="act", value=given.get("act", ""), what="act here", choices=", ".join(PLAIN | WITH_NOTE)
        )
    return act


def _visible(request: HttpRequest) -> Any:
    return Claim.objects.visible_to(request.user).select_related("article", "revision")


def _correction(verdict: Verdict | None, given: Any = None) -> tuple[CorrectionForm | None, Any]:
    """The published version as a form to change; nothing where nothing is published."""
    shown = verdict and verdict.shown
    if not shown or shown.edition == "withdrawal":
        return None, None
    data = given if given and given.get("act") == Act.CORRECT else None
    initial = {"rating": shown.rating.slug, "summary": shown.summary, "reasoning": shown.reasoning}
    rows = None if data else rows_of(shown.sources.all())
    return CorrectionForm(data, initial=initial), SourceFormSet(data, initial=rows, prefix="sources")


def _draw(
    request: HttpRequest, claim: Claim, correcting: CorrectionForm | None = None, sources: Any = None, status: int = 200
) -> HttpResponse:
    verdict = queries.verdict_of(claim) if policy.is_editor(request.user) or claim.status in DECIDED else None
    if correcting is None:
        correcting, sources = _correction(verdict)
    acts = policy.acts_open_to(request.user, claim)
    others = Claim.objects.filter(revision=claim.revision_id).order_by("start")
    reviews = Review.objects.visible_to(request.user).filter(claim=claim).select_related("rating", "reviewer")
    return page(
        request,
        "desk/claim.html",
        f"Claim {claim.pk}",
        status=status,
        claim=claim,
        article=claim.article,
        paragraphs=claim_queries.paragraphs(claim.revision.body, others),
        verdict=verdict,
        holder=claim.assignments.open().select_related("reviewer").first(),
        reviews=reviews.prefetch_related("sources").order_by("-id"),
        history=claim_queries.history_of(claim),
        plain=[(act, KEYS.get(act, "")) for act in acts if act in PLAIN],
        with_note=[(act, KEYS.get(act, "")) for act in acts if act in WITH_NOTE],
        may_assign=Act.ASSIGN in acts,
        reviewers=queries.load_per_reviewer() if Act.ASSIGN in acts else [],
        correcting=correcting if Act.CORRECT in acts else None,
        sources=sources,
        typed_note=request.POST.get("note", ""),
        typed_act=request.POST.get("act", ""),
        may_archive=policy.is_editor(request.user),
    )


DECIDED = (Status.PUBLISHED, Status.WITHDRAWN)

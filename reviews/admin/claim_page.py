"""One claim as the newsroom sees it: its article, its evidence, its history, and what may be done to it now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from claims import policy
from claims import queries as claim_queries
from claims.actions import triage
from claims.admin.pages import HTTP_STATUS, page
from claims.enums import DECIDED, PAST, Act, Priority, Status
from claims.errors import DomainError, VersionNeeded
from claims.models import Claim
from reviews import policy as policy_of_desk
from reviews import queries
from reviews.actions import adjudication, assignments, findings, verdicts, wanted
from reviews.admin.forms import CorrectionForm, SourceFormSet, place, rows_of
from reviews.admin.letting_go import ways_for_others
from reviews.errors import UnknownChoice
from reviews.models import Review, Rules, Verdict

# Acts with one button, and those that ask for a few words as well. Each is the action of the same name.
PLAIN: dict[Act, Callable[..., Any]] = {
    Act.QUEUE: triage.queue,
    Act.APPROVE: verdicts.approve,
    Act.PUBLISH: verdicts.publish,
    Act.RESTORE: triage.restore,
}
WITH_NOTE: dict[Act, Callable[..., Any]] = {
    Act.SEND_BACK: findings.send_back,
    Act.DISMISS: triage.dismiss,
    Act.WITHDRAW: verdicts.withdraw,
}
# Acts with one more number: what the action calls it, and the action.
WITH_NUMBER: dict[Act, tuple[str, Callable[..., Any]]] = {
    Act.ASSIGN: ("reviewer_id", assignments.assign),
    Act.APPOINT: ("person_id", adjudication.appoint),
    Act.PRIORITISE: ("priority", triage.prioritise),
    Act.WANT: ("reviews", wanted.want),
}
# What readers will see is never decided blindly.
ON_WHAT_WAS_SEEN = (Act.SEND_BACK, Act.APPROVE, Act.PUBLISH, Act.CORRECT, Act.WITHDRAW)
PARTS = {"reviewer_id": "reviewer", "person_id": "person", "priority": "priority", "reviews": "reviews"}
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
    seen = _number(given["version"]) if "version" in given else None  # no number is a version that no claim has
    act = next((act for act in Act if act == given.get("act")), None)
    if seen is None and act in ON_WHAT_WAS_SEEN:
        raise VersionNeeded
    if act in PLAIN:
        PLAIN[act](claim.pk, actor=by, seen=seen)
    elif act in WITH_NOTE:
        which = {"review_id": _number(given["review"])} if "review" in given else {}  # one of several, to send back
        WITH_NOTE[act](claim.pk, actor=by, note=given.get("note", ""), seen=seen, **which)
    elif act in WITH_NUMBER:
        name, do = WITH_NUMBER[act]
        do(claim.pk, actor=by, seen=seen, **{name: _number(given.get(PARTS[name], ""))})
    elif act is Act.RETRACT:
        findings.retract(_number(given.get("review", "")), actor=by)
    elif act is Act.CORRECT and correcting and correcting.is_valid() & sources.is_valid():
        verdicts.correct(claim.pk, actor=by, correction=correcting.correction(sources.drafts()), seen=seen)
    else:
        raise UnknownChoice(
            field="act", value=given.get("act", ""), what="act here", choices=", ".join(PLAIN | WITH_NOTE)
        )
    return act


def _one_of_several(found: list[tuple[int, Review]]) -> set[int]:
    standing = {review.pk for _, review in found if review.assignment.is_standing}
    return standing if len(standing) > 1 else set()


def _number(given: str) -> int:
    """0, which is nobody and nothing, for what is no number."""
    return int(given) if given.isdecimal() and len(given) < 10 else 0


def _visible(request: HttpRequest) -> Any:
    return Claim.objects.visible_to(request.user).select_related("article", "revision")


def _correction(verdict: Verdict | None, given: Any = None) -> tuple[CorrectionForm | None, Any]:
    """The published version as a form to change; nothing where nothing is published."""
    shown = verdict and verdict.shown
    if not shown or shown.edition == "withdrawal":
        return None, None
    data = given if given and given.get("act") == Act.CORRECT else None
    initial = {name: getattr(shown, name) for name in ("wording", "summary", "reasoning")} | {
        "rating": shown.rating.slug
    }
    rows = None if data else rows_of(shown.sources.all())
    return CorrectionForm(data, initial=initial, published=shown.rating), SourceFormSet(
        data, initial=rows, prefix="sources"
    )


def _proposal(request: HttpRequest, claim: Claim) -> Verdict | None:
    if claim.status not in (Status.REVIEWED, Status.APPROVED) or not policy.is_editor(request.user):
        return None
    return queries.proposals_seen_by(request.user).filter(claim=claim).first()


def _draw(
    request: HttpRequest, claim: Claim, correcting: CorrectionForm | None = None, sources: Any = None, status: int = 200
) -> HttpResponse:
    verdict = queries.verdict_of(claim) if policy.is_editor(request.user) or claim.status in DECIDED else None
    if correcting is None:
        correcting, sources = _correction(verdict)
    prefetch_related_objects([claim], "assignments", "reviews", "verdict__approvals")  # permits look at each
    acts = policy.acts_open_to(request.user, claim)
    holders = list(claim.assignments.visible_to(request.user).open().select_related("reviewer"))
    others = Claim.objects.filter(revision=claim.revision_id).order_by("start")
    reviews = Review.objects.visible_to(request.user).filter(claim=claim).prefetch_related("sources").order_by("-id")
    found = list(enumerate(reviews.select_related("claim", "rating", "reviewer", "assignment")))
    return page(
        request,
        "desk/claim.html",
        f"Claim {claim.pk}",
        status=status,
        claim=claim,
        article=claim.article,
        paragraphs=claim_queries.paragraphs(claim.revision.body, others),
        verdict=verdict,
        proposal=_proposal(request, claim),
        approvals_wanted=Rules.current().approvals_wanted,
        holders=holders,
        hands=[holder for holder in holders if holder.reviewer_id != request.user.pk],
        ways_for_others=ways_for_others(request.user, acts),
        colleagues=queries.load_per_reviewer() if Act.HAND_OVER in acts and holders else [],
        reviews=[(review, None if policy_of_desk.may_know_whose(request.user, review) else at) for at, review in found],
        history=claim_queries.history_of(claim, request.user),
        plain=[(act, KEYS.get(act, "")) for act in acts if act in PLAIN],
        with_note=[(act, KEYS.get(act, "")) for act in acts if act in WITH_NOTE],
        may_assign=Act.ASSIGN in acts,
        may_appoint=Act.APPOINT in acts,
        adjudicators=queries.adjudicators_of(claim, first=request.user) if Act.APPOINT in acts else [],
        may_prioritise=Act.PRIORITISE in acts,
        priorities=Priority.choices,
        may_want=Act.WANT in acts,
        may_retract={review.pk for _, review in found if Act.RETRACT in acts and review.reviewer_id == request.user.pk},
        may_send_back=_one_of_several(found) if Act.SEND_BACK in acts else set(),
        reviewers=queries.load_per_reviewer() if Act.ASSIGN in acts else [],
        correcting=correcting if Act.CORRECT in acts else None,
        sources=sources,
        typed_note=request.POST.get("note", ""),
        typed_act=request.POST.get("act", ""),
        may_archive=policy.is_editor(request.user),
    )

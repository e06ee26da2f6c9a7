"""Where a reviewer works: take the next claim, see it in its article, record the finding, be shown the next one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import policy
from claims import queries as claim_queries
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from claims.models import Claim
from reviews import queries
from reviews.actions import assignments, findings
from reviews.admin.forms import FindingForm, SourceFormSet, place, rows_of
from reviews.models import Assignment


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The one button: what I hold already comes first, then the next from the queue."""
    if not policy.is_reviewer(request.user):
        raise PermissionDenied
    return _on_to_the_next(request)


def workspace(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One claim in its article on one side, the finding on the other."""
    assignment = _mine(request, assignment_id)
    if not assignment.is_open:
        messages.info(request, f"That claim is no longer in your hands ({assignment.get_closed_as_display().lower()}).")
        return redirect("admin:desk_claim", assignment.claim_id)
    form, sources = _forms(request, assignment)
    if request.method != "POST":
        return _draw(request, assignment, form, sources)
    # Both are looked at, so that everything that is wrong is said at once.
    if not (form.is_valid() & sources.is_valid()):
        return _draw(request, assignment, form, sources, status=400)
    try:
        token, finding = form.cleaned_data["token"], form.finding(sources.drafts())
        findings.record(assignment.pk, actor=request.user, token=token, finding=finding)
    except DomainError as error:
        place(error, form, sources.given())
        return _draw(request, assignment, form, sources, status=HTTP_STATUS[error.blame])
    messages.success(request, "Finding recorded.")
    return _on_to_the_next(request, done=assignment)


@require_POST
def give_back(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Return the claim to the queue, with the reason."""
    assignment = _mine(request, assignment_id)
    try:
        assignments.release(assignment.pk, actor=request.user, note=request.POST.get("note", ""))
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("admin:desk_workspace", assignment.pk)
    messages.success(request, "Given back to the queue.")
    return redirect("admin:index")


def _mine(request: HttpRequest, assignment_id: int) -> Assignment:
    found = (
        Assignment.objects.filter(reviewer_id=request.user.pk, pk=assignment_id)
        .select_related("claim__article")
        .first()
    )
    if found is None:
        raise Http404("There is no such assignment of yours.")
    return found


def _forms(request: HttpRequest, assignment: Assignment) -> tuple[FindingForm, Any]:
    """The finding and its sources as typed; at first what this reviewer found before, when it was sent back."""
    given, first, rows = request.POST or None, dict[str, Any](token=assignment.token), list[dict[str, Any]]()
    if earlier := queries.earlier_finding(assignment):
        words = {"rating": earlier.rating.slug, "summary": earlier.summary, "reasoning": earlier.reasoning}
        first, rows = first | words, rows_of(earlier.sources.all())
    return FindingForm(given, initial=first), SourceFormSet(given, initial=None if given else rows, prefix="sources")


def _on_to_the_next(request: HttpRequest, done: Assignment | None = None) -> HttpResponse:
    following = queries.held_by(request.user).first()
    if following is None:
        try:
            following = assignments.take_next(actor=request.user)
        except DomainError as nothing:
            messages.info(request, nothing.message)
            return redirect(f"{reverse('admin:index')}{_finished(done)}")
    return redirect(f"{reverse('admin:desk_workspace', args=[following.pk])}{_finished(done)}")


def _finished(done: Assignment | None) -> str:
    """Tells the page that the draft it kept on the device is no longer needed."""
    return f"?recorded={done.pk}" if done else ""


def _draw(
    request: HttpRequest, assignment: Assignment, form: FindingForm, sources: Any, status: int = 200
) -> HttpResponse:
    claim = assignment.claim
    same_text = list(Claim.objects.filter(revision=claim.revision_id).order_by("start"))
    return page(
        request,
        "desk/workspace.html",
        f"Claim {claim.pk}",
        status=status,
        assignment=assignment,
        claim=claim,
        article=claim.article,
        paragraphs=claim_queries.paragraphs(claim.revision.body, same_text),
        others=[other for other in same_text if other != claim],
        known=queries.known_about(claim),
        history=claim_queries.history_of(claim),
        left=queries.waiting_for(request.user).count(),
        form=form,
        sources=sources,
        in_trouble=bool(form.errors or any(row.errors for row in sources.forms)),
    )

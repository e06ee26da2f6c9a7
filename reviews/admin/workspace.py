"""Where a reviewer works: take the next claim, see it in its article, record the finding, be shown the next one."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import policy
from claims import queries as claim_queries
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from claims.models import Claim
from reviews import queries
from reviews.actions import assignments, drafts, findings
from reviews.admin.forms import FindingForm, SourceFormSet, place, rows_of
from reviews.admin.letting_go import mine, ways_open_to
from reviews.errors import DraftTooLong
from reviews.models import Assignment, Draft, Rules

SAYS_SOMETHING = ("url", "title", "publisher", "author", "quote", "note", "withheld_reason")  # the menus always do


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The one button: what I hold already comes first, then the next from the queue."""
    if not policy.is_reviewer(request.user):
        raise PermissionDenied
    return _on_to_the_next(request)


def workspace(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One claim in its article on one side, the finding on the other."""
    assignment = mine(request, assignment_id)
    if not assignment.is_open:
        return _too_late(request, assignment)
    draft = queries.draft_of(request.user, assignment.claim_id)
    form, sources = _forms(request, assignment, draft)
    if request.method != "POST":
        return _draw(request, assignment, draft, form, sources)
    # Both are looked at, so that everything that is wrong is said at once.
    if not (form.is_valid() & sources.is_valid()):
        return _draw(request, assignment, _keep(request, assignment), form, sources, status=400)
    try:
        token, finding = form.cleaned_data["token"], form.finding(sources.drafts())
        findings.record(assignment.pk, actor=request.user, token=token, finding=finding)
    except DomainError as error:
        place(error, form, sources.given())
        draft = queries.draft_of(request.user, assignment.claim_id)  # what was refused is kept, as a later version
        return _draw(request, assignment, draft, form, sources, status=HTTP_STATUS[error.blame])
    messages.success(request, "Finding recorded.")
    return _on_to_the_next(request, done=assignment)


def _too_late(request: HttpRequest, assignment: Assignment) -> HttpResponse:
    """The claim is in other hands. What a forgotten page still sends is kept, and is there when it comes back."""
    kept = ""
    if request.method == "POST":
        _keep(request, assignment)
        kept = " Your text was not recorded; it is kept as your draft."
    how, who = assignment.get_closed_as_display().lower(), assignments.who_has_it_instead(assignment)
    messages.info(request, f"That claim is no longer in your hands ({how}). {who}{kept}")
    again = Assignment.objects.held_by(request.user).filter(claim=assignment.claim_id).first()
    return redirect("admin:desk_workspace", again.pk) if again else redirect("admin:desk_claim", assignment.claim_id)


def _keep(request: HttpRequest, assignment: Assignment) -> Draft | None:
    """Keep the form as it was sent, whatever is wrong with it. No finding is too long to be kept."""
    words: dict[str, Any] = {name: request.POST.get(name, "") for name in drafts.FIELDS}
    rows = [
        {name: row[name].value() or "" for name in row.fields} for row in SourceFormSet(request.POST, prefix="sources")
    ]
    words["sources"] = [row for row in rows if any(row[name] for name in SAYS_SOMETHING)]
    with suppress(DraftTooLong):
        return drafts.keep(assignment.pk, actor=request.user, words=words)
    return None


def _forms(request: HttpRequest, assignment: Assignment, draft: Draft | None) -> tuple[FindingForm, Any]:
    """The finding and its sources: as sent, else as typed so far, else as this reviewer found before."""
    given = request.POST or None
    words = {} if given else _so_far(assignment, draft)
    rows = words.pop("sources", [])
    first = words | {"token": assignment.token}
    return FindingForm(given, initial=first), SourceFormSet(given, initial=None if given else rows, prefix="sources")


def _so_far(assignment: Assignment, draft: Draft | None) -> dict[str, Any]:
    if draft:
        return drafts.as_form(draft)
    if earlier := queries.earlier_finding(assignment):
        words = {"rating": earlier.rating.slug, "summary": earlier.summary, "reasoning": earlier.reasoning}
        return words | {"sources": rows_of(earlier.sources.all())}
    return {}


def _on_to_the_next(request: HttpRequest, done: Assignment | None = None) -> HttpResponse:
    following = queries.held_by(request.user).first()
    if following is None and not policy.is_reviewer(request.user):
        return redirect(f"{reverse('admin:index')}{_finished(done)}")  # an editor who settled a dispute
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
    request: HttpRequest,
    assignment: Assignment,
    draft: Draft | None,
    form: FindingForm,
    sources: Any,
    status: int = 200,
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
        history=claim_queries.history_of(claim, request.user),
        left=queries.waiting_for(request.user).count(),
        draft=draft,
        # Who adjudicates reads what was found, never by whom.
        findings=queries.findings_to_settle(assignment) if assignment.adjudicates else [],
        warn_seconds=Rules.current().warning_minutes * 60,
        ways=ways_open_to(request.user, claim),
        colleagues=[person for person in queries.load_per_reviewer() if person.pk != request.user.pk],
        form=form,
        sources=sources,
        in_trouble=bool(form.errors or any(row.errors for row in sources.forms)),
    )

"""Where a reviewer works: take the next claim, see it in its article, record the finding, be shown the next one."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import clock, policy
from claims import queries as claim_queries
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from claims.models import Claim
from reviews import cited, desk, queries
from reviews.actions import assignments, drafts, findings
from reviews.admin import letting_go, using
from reviews.admin.forms import FindingForm, SourceFormSet, place, rows_of, words_of
from reviews.admin.known import known_about
from reviews.admin.letting_go import mine, ways_open_to
from reviews.errors import DraftTooLong
from reviews.models import Assignment, Draft, Rules


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The one button: what I hold already comes first, then the next from the queue."""
    if not policy.is_reviewer(request.user):
        raise PermissionDenied
    return redirect(_next_after(request))


def workspace(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One claim in its article on one side, the finding on the other."""
    assignment = mine(request, assignment_id)
    form, sources = _forms(request, assignment, request.POST or None)
    if not assignment.is_open:
        return _too_late(request, assignment, form, sources)
    if request.method != "POST":
        return _draw(request, assignment, form, sources)
    if using.is_asked(request):
        return _with_more(request, assignment, form, sources)
    # Both are looked at, so that everything that is wrong is said at once.
    if not (form.is_valid() & sources.is_valid()):
        return _refused(request, assignment, form, sources, status=400)
    try:
        token, finding = form.cleaned_data["token"], form.finding(sources.drafts())
        findings.record(assignment.pk, actor=request.user, token=token, finding=finding, draft_seen=_seen(request))
    except DomainError as error:
        place(error, form, sources.given())
        return _refused(request, assignment, form, sources, status=HTTP_STATUS[error.blame])
    return _answer(request, _next_after(request, done=assignment))


def _with_more(request: HttpRequest, assignment: Assignment, form: FindingForm, sources: Any) -> HttpResponse:
    """Without scripts: what is typed is kept as the draft, behind it what was asked for, and all of it is shown."""
    words, said = using.with_what_is_asked(request, assignment.claim, words_of(form, sources))
    try:
        drafts.keep_refused(assignment.pk, actor=request.user, words=words, seen=_seen(request))
    except DraftTooLong as refusal:
        messages.error(request, refusal.message)
        return _draw(request, assignment, form, sources, status=HTTP_STATUS[refusal.blame])
    if said:
        messages.info(request, said)
    known = f"{reverse('admin:desk_workspace', args=[assignment.pk])}?known=1"
    return redirect(known if said else f"{known}#known-{assignment.claim_id}")


def _refused(
    request: HttpRequest, assignment: Assignment, form: FindingForm, sources: Any, status: int
) -> HttpResponse:
    """The form with what is wrong in it; or, where another window saved a later text, with both to choose from."""
    kept = _keep(request, assignment, form, sources)
    if kept and drafts.holds_more(kept, words_of(form, sources)):
        messages.warning(
            request, "Not recorded: another window saved a different text of it. Here are both, that one first."
        )
        form, sources = _forms(request, assignment)
    return _draw(request, assignment, form, sources, status=status)


def _seen(request: HttpRequest) -> int | None:
    """The version of the draft that the page showed."""
    number = request.POST.get("draft_version", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 9 else None


@require_POST
def let_go(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Let go of the claim, editors of anybody's; refused, the page says why, and nothing typed is lost."""
    assignment = letting_go.theirs(request, assignment_id)
    is_mine = assignment.reviewer_id == request.user.pk
    try:
        done = letting_go.let_go(assignment, request.POST, request.user)
    except DomainError as error:
        messages.error(request, error.message)
        if not (assignment.is_open and is_mine):
            return redirect("admin:desk_claim", assignment.claim_id)
        status = HTTP_STATUS[error.blame]
        return _draw(request, assignment, *_forms(request, assignment), status=status, typed=request.POST)
    messages.success(request, done)
    return redirect("admin:index") if is_mine else redirect("admin:desk_claim", assignment.claim_id)


def _too_late(request: HttpRequest, assignment: Assignment, form: FindingForm, sources: Any) -> HttpResponse:
    """The claim is in other hands. What a forgotten page still sends is kept, and is there when it comes back."""
    how, who = assignment.get_closed_as_display().lower(), assignments.who_has_it_instead(assignment)
    said = f"That claim is no longer in your hands ({how}). {who}"
    if request.method == "POST":
        _keep(request, assignment, form, sources)
        said += " Your text was not recorded; it is kept as your draft."
    elif queries.draft_of(request.user, assignment.claim_id):
        said += " Your draft is kept: take the claim again to go on with it."
    messages.info(request, said)
    again = Assignment.objects.held_by(request.user).filter(claim=assignment.claim_id).first()
    page, of = ("admin:desk_workspace", again.pk) if again else ("admin:desk_claim", assignment.claim_id)
    return _answer(request, reverse(page, args=[of]))


def _keep(request: HttpRequest, assignment: Assignment, form: FindingForm, sources: Any) -> Draft | None:
    """Keep the form as it was sent, whatever is wrong with it. No finding is too long to be kept."""
    with suppress(DraftTooLong):
        words = words_of(form, sources)
        return drafts.keep_refused(assignment.pk, actor=request.user, words=words, seen=_seen(request))
    return None


def _answer(request: HttpRequest, address: str) -> HttpResponse:
    """Where to go on: the page's own script asks for JSON, since it has to tidy up before it goes there."""
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"next": address})
    return redirect(address)


def _forms(request: HttpRequest, assignment: Assignment, given: Any = None) -> tuple[FindingForm, Any]:
    """The finding and its sources: as sent, else as typed so far, else as this reviewer found before."""
    words = {} if given else _so_far(assignment, queries.draft_of(request.user, assignment.claim_id))
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


def _next_after(request: HttpRequest, done: Assignment | None = None) -> str:
    """The address of what comes next: what I hold, else the next from the queue, else the desk, which says why."""
    finished = f"?recorded={done.pk}" if done else ""
    following = queries.held_by(request.user).first()
    if following is None and policy.is_reviewer(request.user):  # else an editor who settled a dispute
        try:
            following = assignments.take_next(actor=request.user)
        except DomainError as nothing:
            messages.info(request, nothing.message)
    if following is None:
        return f"{reverse('admin:index')}{finished}"
    return f"{reverse('admin:desk_workspace', args=[following.pk])}{finished}"


def _draw(
    request: HttpRequest,
    assignment: Assignment,
    form: FindingForm,
    sources: Any,
    *,
    status: int = 200,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    claim = assignment.claim
    same_text = list(Claim.objects.filter(revision=claim.revision_id).order_by("start"))
    held = list(queries.held_by(request.user))
    return page(
        request,
        "desk/workspace.html",
        f"Claim {claim.pk}: {claim}",
        status=status,
        assignment=assignment,
        claim=claim,
        article=claim.article,
        paragraphs=claim_queries.paragraphs(claim.revision.body, same_text),
        others=[other for other in same_text if other != claim],
        # Else it is asked for after the page, by a script.
        known=known_about(claim, request.user) if "known" in request.GET else None,
        cited=cited.pages_cited_about(claim.article, request.user),
        history=claim_queries.history_of(claim, request.user),
        left=desk.how_many_wait_for(request.user) + len(held) - 1,
        most=desk.MOST,
        **_neighbours(held, assignment),
        undo=desk.just_recorded(request.user, request.GET.get("recorded", "")),
        # Looked up again: what is refused is kept as a draft, too.
        draft=queries.draft_of(request.user, claim.pk),
        # Who adjudicates reads what was found, never by whom.
        findings=queries.findings_to_settle(assignment) if assignment.adjudicates else [],
        seconds_left=max(0, int((assignment.leased_until - clock.now()).total_seconds())),
        warn_seconds=Rules.current().warning_minutes * 60,
        ways=ways_open_to(request.user, claim),
        colleagues=[person for person in queries.load_per_reviewer() if person.pk != request.user.pk],
        typed=typed or {},
        form=form,
        sources=sources,
        in_trouble=bool(form.errors or any(row.errors for row in sources.forms)),
    )


def _neighbours(held: list[Assignment], assignment: Assignment) -> dict[str, Any]:
    """What else I hold, before and after this one."""
    at = next((number for number, one in enumerate(held) if one.pk == assignment.pk), 0)
    return {
        "place": at + 1,
        "held": len(held),
        "before": held[at - 1] if at > 0 else None,
        "after": held[at + 1] if at + 1 < len(held) else None,
    }

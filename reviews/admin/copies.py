"""Archived copies in the admin: reading one that is kept here, asking again for one that could not be had."""

import mimetypes

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from claims.errors import DomainError
from reviews.actions import archive
from reviews.archiving.local import place_of
from reviews.models import ArchivedCopy


def read_copy(request: HttpRequest, copy_id: int) -> FileResponse:
    """The bytes as they came, to be saved: a stranger's page must never run as one of ours."""
    copy = get_object_or_404(ArchivedCopy.objects.visible_to(request.user), pk=copy_id)
    try:
        file = place_of(copy.sha256).open("rb") if copy.is_kept_here else None
    except OSError:
        file = None
    if file is None:
        raise Http404("There is no such copy here.")
    suffix = mimetypes.guess_extension(copy.content_type) or ""
    name = f"copy-{copy.pk}-{copy.seen_on}{suffix}"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


@require_POST
def ask_again(request: HttpRequest, copy_id: int) -> HttpResponse:
    """Try once more, and go back to the claim that shows the source."""
    try:
        archive.ask_again(copy_id, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "It is tried again.")
    claim = request.POST.get("claim", "")
    if claim.isdecimal() and len(claim) < 19:
        return redirect("admin:desk_claim", int(claim))
    return redirect("admin:index")

"""Saving what the board was asked under a name, beginning with it, removing it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import policy
from claims.errors import DomainError
from reviews.actions import saved_views


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Back to where one was, with what came of it."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    query = request.POST.get("query", "")
    try:
        said = _change(request, query)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, said)
    return redirect(f"{reverse('admin:desk_board')}?{query or 'shape=board'}")


def _change(request: HttpRequest, query: str) -> str:
    given, me = request.POST, request.user
    if removed := given.get("remove"):
        saved_views.remove(_id(removed), actor=me)
        return "The view is removed."
    if "begin" in given:
        saved_views.begin_with(_id(given["begin"]) or None, actor=me)
        return "Your board begins with that from now on."
    view = saved_views.keep(
        given.get("name", ""), query, actor=me, shared="shared" in given, default="default" in given
    )
    return f"Kept as “{view}”."


def _id(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0

"""The pages of rating scales: every version with what its labels mean, the next version, which one is in use."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.errors import DomainError
from reviews import queries
from reviews.actions import scales
from reviews.admin.forms import place
from reviews.admin.scale_forms import LabelFormSet, NextVersionForm, ScaleForm, rows_of
from reviews.models import RatingScale


def all_scales(request: HttpRequest) -> HttpResponse:
    """Each scale as its newest version is, the one in use first; for both roles."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    by_slug: dict[str, list[RatingScale]] = {}
    for version in queries.scales():
        by_slug.setdefault(version.slug, []).append(version)
    in_use = {version.slug: version for versions in by_slug.values() for version in versions if version.current}
    rows = [(versions[0], in_use.get(slug), versions) for slug, versions in by_slug.items()]
    rows.sort(key=lambda row: row[1] is None)
    may_write = policy.is_editor(request.user)
    return page(request, "desk/scales.html", "Rating scales", rows=rows, may_write=may_write)


def show_scale(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions of one scale, newest first; for both roles."""
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    versions = _versions(slug)
    uses = queries.uses_of(slug, request.user)
    shown = [
        (version, [(rating, *uses.get(rating.pk, (0, 0))) for rating in version.ratings.all()]) for version in versions
    ]
    may_write = policy.is_editor(request.user)
    return page(request, "desk/scale.html", versions[0].name, slug=slug, versions=shown, may_write=may_write)


def add_scale(request: HttpRequest) -> HttpResponse:
    """Write a scale that is not there yet."""
    _editors_only(request)
    form = ScaleForm(request.POST or None)
    rows: Any = LabelFormSet(request.POST or None, initial=[], prefix="labels")

    def write(given: dict[str, Any]) -> RatingScale:
        return scales.create(given["slug"], given["name"], rows.drafts(), actor=request.user)

    return _write(request, form, rows, write, "A new rating scale")


def next_version(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest version, open for changes: what is sent becomes the one in use."""
    _editors_only(request)
    newest = _versions(slug)[0]
    initial = {"name": newest.name, "version": newest.version}
    first = [] if request.POST else rows_of(newest.ratings.all())
    form = NextVersionForm(request.POST or None, initial=initial)
    rows: Any = LabelFormSet(request.POST or None, initial=first, prefix="labels")

    def write(given: dict[str, Any]) -> RatingScale:
        name, seen = given["name"], given["version"]
        return scales.succeed(slug, rows.drafts(), actor=request.user, name=name, seen=seen)

    return _write(request, form, rows, write, f"The next version of “{newest.name}”", newest=newest)


@require_POST
def use_version(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """Let findings be rated on this version from now on."""
    try:
        scale = scales.use(slug, version, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"Findings are rated on “{scale}” from now on.")
    return redirect("admin:desk_scale", slug)


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied


def _versions(slug: str) -> list[RatingScale]:
    if not (found := list(queries.scales().filter(slug=slug))):
        raise Http404("There is no such rating scale.")
    return found


def _write(
    request: HttpRequest,
    form: forms.Form,
    rows: Any,
    write: Callable[[dict[str, Any]], RatingScale],
    title: str,
    newest: RatingScale | None = None,
) -> HttpResponse:
    """Draw the form; on POST hand it to the action. What was typed is shown again when it is refused."""
    status = 200
    if request.method == "POST":
        status = 400
        # Both are looked at, so that everything that is wrong is said at once.
        if form.is_valid() & rows.is_valid():
            try:
                written = write(form.cleaned_data)
            except DomainError as error:
                place(error, form, rows.given())
                status = HTTP_STATUS[error.blame]
            else:
                messages.success(request, f"Written: “{written}”.")
                return redirect("admin:desk_scale", written.slug)
    in_trouble = status != 200
    return page(
        request,
        "desk/scale_form.html",
        title,
        status=status,
        form=form,
        rows=rows,
        newest=newest,
        in_trouble=in_trouble,
    )

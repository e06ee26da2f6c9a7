"""The desk's own words for readers: the pages whose words are shipped, and what stands in their place."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from claims import policy
from claims.admin.pages import HTTP_STATUS, page
from claims.admin.seen_form import SeenForm
from claims.enums import About
from claims.errors import DomainError
from claims.models import DeskEvent
from reviews.actions import public_texts
from reviews.admin.forms import place
from reviews.enums import PublicPage
from reviews.models import PublicText

LATEST = 20  # changes


class TextForm(SeenForm):
    page = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        strip=False,
        max_length=public_texts.LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Plain text. An empty line begins a new paragraph, web addresses become links."
        " Empty: what is shipped.",
    )


def texts(request: HttpRequest) -> HttpResponse:
    """A form for each page; on POST what one of them says is kept."""
    if not policy.is_editor(request.user):
        raise PermissionDenied
    own = dict(PublicText.objects.values_list("page", "text"))
    sent, status = request.POST.get("page", "") if request.method == "POST" else None, 200
    rows = [(public, _form_of(public, own, request.POST if sent == public else None)) for public in PublicPage]
    for public, form in rows:
        if sent == public and (status := _keep(request, form)) == 200:
            return redirect("admin:desk_public_texts")
    events = DeskEvent.objects.visible_to(request.user).filter(about=About.TEXT).select_related("actor")[:LATEST]
    return page(
        request,
        "desk/public_texts.html",
        "Words for readers",
        status=400 if sent is not None and sent not in PublicPage.values else status,
        rows=rows,
        events=events,
        shown_to_readers=settings.PUBLIC_PAGES,
        in_trouble=status != 200,
    )


def _form_of(public: PublicPage, own: dict[str, str], data: Any) -> TextForm:
    initial = {"page": public.value, "text": own.get(public, "")}
    return TextForm(data, subject=(About.TEXT, public.value), initial=initial, auto_id=f"id_{public.value}_%s")


def _keep(request: HttpRequest, form: TextForm) -> int:
    """The HTTP status: 200 when it is kept."""
    if not form.is_valid():
        return 400
    try:
        new = public_texts.say(**form.given(), actor=request.user, seen=form.cleaned_data["seen"])
    except DomainError as refusal:
        place(refusal, form)
        form.look_again(refusal)
        return HTTP_STATUS[refusal.blame]
    messages.success(request, "Readers get these words from now on." if new else "Nothing was changed.")
    return 200

"""The bell in the header of every page, what it rings for, and how somebody wants to be told."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.pages import page
from claims.errors import NotFound
from reviews.enums import MailWanted
from reviews.models import Notification, Profile
from reviews.notifications import reading
from reviews.querysets import NotificationQuerySet

SHOWN = 50
MANY = 100  # the bell counts no further


def unread_of(person: Any) -> str:
    """The number on the bell; empty where there is nothing to ring for."""
    if not policy.has_a_role(person):
        return ""
    number = Notification.objects.visible_to(person).unread()[:MANY].count()
    return f"{MANY - 1}+" if number == MANY else str(number or "")


def notifications(request: HttpRequest) -> HttpResponse:
    """What one was told, newest first; `before` is the id that the page begins below."""
    mine = _mine(request)
    before = _id(request.GET.get("before", ""))
    only_unread = request.GET.get("only") == "unread"
    wanted = mine.unread() if only_unread else mine
    found = list((wanted if before is None else wanted.filter(pk__lt=before)).order_by("-pk")[: SHOWN + 1])
    newest = mine.order_by("-pk").values_list("pk", flat=True).first()
    return page(
        request,
        "desk/notifications.html",
        "Notifications",
        rows=found[:SHOWN],
        older=found[SHOWN - 1].pk if len(found) > SHOWN else None,
        later=before is not None,
        only_unread=only_unread,
        newest=newest,
    )


@require_POST
def open_one(request: HttpRequest, notification_id: int) -> HttpResponse:
    """Mark it as read and go where it leads; with `stay`, back to the list."""
    _mine(request)
    try:
        notification = reading.mark_read(notification_id, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from None
    return redirect("admin:desk_notifications") if "stay" in request.POST else redirect(notification)


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all as read that the page knew of."""
    _mine(request)
    number = reading.mark_all_read(by=request.user, until=_id(request.POST.get("until", "")))
    messages.success(request, f"Marked as read: {number}.")
    return redirect("admin:desk_notifications")


class HowIAmToldForm(forms.Form):
    mail = forms.ChoiceField(label="E-mail", choices=MailWanted.choices, widget=forms.RadioSelect)


def how_i_am_told(request: HttpRequest) -> HttpResponse:
    """One's own choice, and nobody else's: there is no id in the address."""
    _mine(request)
    profile = Profile.objects.filter(user=request.user.pk).first() or Profile()
    form = HowIAmToldForm(request.POST or None, initial={"mail": profile.mail})
    if request.method == "POST" and form.is_valid():
        me: Any = request.user
        Profile.objects.update_or_create(user=me, defaults=form.cleaned_data)
        messages.success(request, "From now on you are told like this.")
        return redirect("admin:desk_how_i_am_told")
    refused = 400 if request.method == "POST" else 200
    hour = f"{settings.DIGEST_HOUR:02}:00 ({settings.TIME_ZONE})"
    mailed = {"sends_mail": settings.SENDS_MAIL, "hour": hour}
    return page(request, "desk/how_i_am_told.html", "How I am told", status=refused, form=form, **mailed)


def _mine(request: HttpRequest) -> NotificationQuerySet:
    if not policy.has_a_role(request.user):
        raise PermissionDenied
    return Notification.objects.visible_to(request.user)


def _id(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None

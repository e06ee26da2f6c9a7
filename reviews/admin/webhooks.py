"""The pages of webhooks, for editors: who is told of changes, what was sent, what came back, and sending it again."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from claims import policy
from claims.admin.frame import number_in
from claims.admin.pages import HTTP_STATUS, page
from claims.admin.seen_form import SeenForm
from claims.enums import About
from claims.errors import DomainError
from claims.models import DeskEvent
from reviews.actions import deliveries, webhooks
from reviews.admin.forms import place
from reviews.admin.webhook_forms import EndpointChangeForm, EndpointForm, PeriodForm
from reviews.enums import DeliveryState
from reviews.models import WebhookDelivery, WebhookEndpoint

SHOWN = 50  # deliveries on a page
LATEST = 20  # of what was done to a webhook
JUST_MADE = "webhook_whose_secret_is_new"  # in the session, for one page


def urls(site: AdminSite) -> list[URLPattern]:
    view = site.admin_view
    return [
        path("desk/webhooks/", view(endpoints), name="desk_webhooks"),
        path("desk/webhooks/<int:endpoint_id>/", view(one_endpoint), name="desk_webhook"),
        path("desk/webhooks/<int:endpoint_id>/period/", view(send_period), name="desk_webhook_period"),
        path("desk/webhooks/<int:endpoint_id>/<slug:act>/", view(do), name="desk_webhook_do"),
        path("desk/webhooks/messages/<int:delivery_id>/", view(one_delivery), name="desk_webhook_delivery"),
        path("desk/webhooks/messages/<int:delivery_id>/again/", view(send_again), name="desk_webhook_again"),
    ]


def endpoints(request: HttpRequest) -> HttpResponse:
    """All of them, those that are on first; and a form for one more."""
    _editors_only(request)
    form, status = EndpointForm(request.POST or None), 200
    if request.method == "POST":
        made = _tried(form, lambda: webhooks.add(**form.given(), actor=request.user)[0])
        if isinstance(made, WebhookEndpoint):
            request.session[JUST_MADE] = made.pk
            return redirect("admin:desk_webhook", made.pk)
        status = made
    theirs = WebhookDelivery.objects.filter(endpoint=OuterRef("pk"))
    arrived = theirs.filter(state=DeliveryState.DELIVERED).order_by("-pk").values("made_at")[:1]
    waits = Exists(theirs.filter(state=DeliveryState.WAITING))
    known = WebhookEndpoint.objects.annotate(arrived=Subquery(arrived), waits=waits)
    rows = sorted(known, key=lambda endpoint: (endpoint.off_at is not None, endpoint.pk))
    return page(request, "desk/webhooks.html", "Webhooks", status=status, form=form, rows=rows)


def one_endpoint(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """Its settings, its log, and what can be done."""
    endpoint = _endpoint(request, endpoint_id)
    if request.method != "POST":
        return _draw(request, endpoint)
    form = EndpointChangeForm.of(endpoint, request.POST)
    changed = _tried(
        form,
        lambda: webhooks.change(endpoint_id, **form.given(), actor=request.user, seen=form.cleaned_data["seen"]),
    )
    if isinstance(changed, WebhookEndpoint):
        messages.success(request, "Kept. It holds from the next message on.")
        return redirect("admin:desk_webhook", endpoint_id)
    return _draw(request, endpoint, form=form, status=changed)


@require_POST
def do(request: HttpRequest, endpoint_id: int, act: str) -> HttpResponse:
    """One of the buttons."""
    endpoint = _endpoint(request, endpoint_id)
    if act not in BUTTONS:
        raise Http404("There is no such button.")
    action, said = BUTTONS[act]
    try:
        action(endpoint.pk, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, said)
        if act == "renew":
            request.session[JUST_MADE] = endpoint.pk
    return redirect("admin:desk_webhook", endpoint_id)


@require_POST
def send_period(request: HttpRequest, endpoint_id: int) -> HttpResponse:
    """The changes of some time, once more."""
    endpoint, form = _endpoint(request, endpoint_id), PeriodForm(request.POST)
    sent = _tried(
        form,
        lambda: (webhooks.send_period(endpoint_id, actor=request.user, **form.cleaned_data),),
    )
    if isinstance(sent, tuple):
        messages.success(request, f"On their way: {sent[0]} messages.")
        return redirect("admin:desk_webhook", endpoint_id)
    return _draw(request, endpoint, period=form, status=sent)


def one_delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """What was sent, and every attempt with what came back."""
    _editors_only(request)
    found = WebhookDelivery.objects.select_related("endpoint", "entry__verdict").prefetch_related("attempts")
    delivery = found.filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404("There is no such message.")
    return page(request, "desk/webhook_delivery.html", delivery.get_kind_display(), delivery=delivery)


@require_POST
def send_again(request: HttpRequest, delivery_id: int) -> HttpResponse:
    _editors_only(request)
    try:
        webhooks.send_again(delivery_id, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        if refusal.code == "not_found":
            return redirect("admin:desk_webhooks")
    else:
        messages.success(request, "On its way once more, under the same id.")
    return redirect("admin:desk_webhook_delivery", delivery_id)


BUTTONS: dict[str, tuple[Callable[..., Any], str]] = {
    "test": (webhooks.try_out, "A test is on its way: it stands on top of the messages below."),
    "renew": (webhooks.renew_secret, "There is a new secret. The one before signs beside it for another day."),
    "off": (webhooks.switch_off, "Switched off: nothing is sent there any more."),
    "on": (webhooks.switch_on, "Switched on: changes are sent from now on."),
}


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied


def _endpoint(request: HttpRequest, endpoint_id: int) -> WebhookEndpoint:
    _editors_only(request)
    endpoint: WebhookEndpoint | None = WebhookEndpoint.objects.filter(pk=endpoint_id).first()
    if endpoint is None:
        raise Http404("There is no such webhook.")
    return endpoint


def _tried(form: Any, action: Callable[[], Any]) -> Any:
    """What the action gives; or the HTTP status of its refusal, which the form shows."""
    if not form.is_valid():
        return 400
    try:
        return action()
    except DomainError as refusal:
        place(refusal, form)
        if isinstance(form, SeenForm):
            form.look_again(refusal)
        return HTTP_STATUS[refusal.blame]


def _draw(
    request: HttpRequest,
    endpoint: WebhookEndpoint,
    *,
    form: EndpointChangeForm | None = None,
    period: PeriodForm | None = None,
    status: int = 200,
) -> HttpResponse:
    chosen = request.GET.get("state", "")
    log = endpoint.deliveries.prefetch_related("attempts").order_by("-pk")
    if chosen in DeliveryState.values:
        log = log.filter(state=chosen)
    if before := number_in(request.GET.get("before", "")):
        log = log.filter(pk__lt=before)
    rows = list(log[: SHOWN + 1])
    events = DeskEvent.objects.visible_to(request.user).of(About.WEBHOOK, str(endpoint.pk))
    is_new = request.session.get(JUST_MADE) == endpoint.pk
    if is_new:
        del request.session[JUST_MADE]
    return page(
        request,
        "desk/webhook.html",
        str(endpoint),
        status=status,
        endpoint=endpoint,
        secrets=deliveries.signing_for(endpoint),
        secret=deliveries.secret_in_use(endpoint) if is_new else "",
        form=form or EndpointChangeForm.of(endpoint),
        in_trouble=form is not None,
        period=period or PeriodForm(),
        period_in_trouble=period is not None,
        rows=rows[:SHOWN],
        more=rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        states=DeliveryState.choices,
        chosen=chosen,
        events=events.select_related("actor")[:LATEST],
    )

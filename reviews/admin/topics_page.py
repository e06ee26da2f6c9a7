"""Topics: what articles can be about, how many reviews each wants, and whether only experts are handed its claims."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from claims import policy
from claims.actions import topic_settings
from claims.admin.pages import HTTP_STATUS, page
from claims.admin.seen_form import SeenForm
from claims.enums import About
from claims.errors import DomainError
from claims.models import Article, DeskEvent, Topic
from claims.models.topic import MOST_REVIEWS
from reviews.admin.forms import place
from reviews.models import Profile

LATEST = 20  # changes


class TopicForm(forms.Form):
    name = forms.CharField(max_length=100)
    slug = forms.CharField(
        label="Short name",
        required=False,
        max_length=60,
        help_text="For addresses and programs; made of the name when left empty. It never changes.",
    )
    reviews_wanted = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MOST_REVIEWS,
        help_text="Of each claim queued from now on. Empty: as many as the desk wants.",
    )
    experts_only = forms.BooleanField(label="Only for reviewers whose profile lists it", required=False)


class TopicChangeForm(SeenForm, TopicForm):
    slug = None  # type: ignore[assignment]


def topics(request: HttpRequest) -> HttpResponse:
    """All of them; on POST a new one."""
    _editors_only(request)
    form, status = TopicForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = topic_settings.add(**form.cleaned_data, actor=request.user)
            except DomainError as refusal:
                place(refusal, form)
                status = HTTP_STATUS[refusal.blame]
            else:
                messages.success(request, f"Articles can be about “{made}” from now on.")
                return redirect("admin:desk_topics")
    events = DeskEvent.objects.visible_to(request.user).filter(about=About.TOPIC).select_related("actor")[:LATEST]
    return page(
        request,
        "desk/topics.html",
        "Topics",
        status=status,
        form=form,
        topics=_in_a_table(),
        events=events,
        in_trouble=status != 200,
    )


def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic; on POST it is changed."""
    _editors_only(request)
    found = _in_a_table().filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such topic.")
    initial = {name: getattr(found, name) for name in ("name", "reviews_wanted", "experts_only")}
    form, status = TopicChangeForm(request.POST or None, subject=(About.TOPIC, slug), initial=initial), 200
    if request.method == "POST":
        status = _keep(request, slug, form)
        if status == 200:
            return redirect("admin:desk_topics")
    events = DeskEvent.objects.visible_to(request.user).of(About.TOPIC, slug).select_related("actor")[:LATEST]
    return page(
        request,
        "desk/topic.html",
        found.name,
        status=status,
        topic=found,
        form=form,
        events=events,
        in_trouble=status != 200,
    )


@require_POST
def remove_topic(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        topic_settings.remove(slug, actor=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return redirect("admin:desk_topics")
    messages.success(request, "The topic is removed.")
    return redirect("admin:desk_topics")


def _editors_only(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied


def _keep(request: HttpRequest, slug: str, form: TopicChangeForm) -> int:
    """The HTTP status: 200 when it is kept."""
    if not form.is_valid():
        return 400
    try:
        topic_settings.change(slug, **form.given(), actor=request.user, seen=form.cleaned_data["seen"])
    except DomainError as refusal:
        place(refusal, form)
        form.look_again(refusal)
        return HTTP_STATUS[refusal.blame]
    messages.success(request, "Kept.")
    return 200


def _in_a_table() -> Any:
    """Each with how many people know it, and whether any article is about it."""
    listed = Profile.topics.through.objects.filter(topic=OuterRef("pk"), profile__user__is_active=True)
    knowing: Any = listed.order_by().values("topic").annotate(number=Count("pk"))
    about = Article.topics.through.objects.filter(topic=OuterRef("pk"))
    return Topic.objects.annotate(experts=Coalesce(Subquery(knowing.values("number")), 0), used=Exists(about))

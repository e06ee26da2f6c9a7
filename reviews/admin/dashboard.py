"""The editors' desk: what waits, what is late, who holds what, what to decide, and how the work flows."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from claims import clock, keyset, policy
from claims.admin.sheets import as_csv
from claims.enums import ArticleStatus, Priority, Status
from claims.models import Article, Claim
from reviews import flow, pulse, queries
from reviews.admin import flow_plots, standing_plots
from reviews.admin.plots import Plot
from reviews.models import Assignment, Day, Rules
from reviews.pulse import Question

SHOWN = 5  # rows of a list of what is to be done


class Figure(NamedTuple):
    """A number that leads to the claims that it counts."""

    key: str
    label: str
    href: str
    number: str
    css: str = ""


def context_for(editor: Any) -> dict[str, Any]:
    """What the front page shows to this editor. As many queries, however much there is."""
    counted = pulse.numbers(pulse.questions(), actor=editor)
    days = flow.days()
    return {
        "as_of": _time(),
        "statuses": [_figure(question, counted) for question in pulse.STATUSES],
        "trouble": [_figure(question, counted) for question in pulse.TROUBLE],
        "ages": [age for age, _ in pulse.AGES],
        "waiting": [(row[0], [_figure(question, counted) for question in row[1]]) for row in pulse.waiting()],
        "load": list(queries.load_per_reviewer()),
        "plots": plots_of(days),
        "counted_at": days[-1].counted_at if days else None,
        "failed": Article.objects.filter(status=ArticleStatus.FAILED).order_by("-id")[:SHOWN],
        "articles": Article.objects.order_by("-id")[:SHOWN],
        **_to_do(editor),
    }


def _to_do(editor: Any) -> dict[str, Any]:
    """What may be done something about from here, the one that has waited longest first."""
    late = Assignment.objects.visible_to(editor).overdue().order_by("leased_until")
    overdue = Claim.objects.filter(status=Status.QUEUED, queued_at__lt=Rules.current().overdue_since())
    return {
        "overdue": overdue.order_by("queued_at", "id").select_related("article")[:SHOWN],
        "urgent": Priority.URGENT,
        "late": late.select_related("claim", "reviewer")[:SHOWN],
        "escalated": queries.standing_at(Status.ESCALATED)[:SHOWN],
        "disputed": queries.standing_at(Status.DISPUTED)[:SHOWN],
        "to_approve": queries.decisions_waiting(Status.REVIEWED).visible_to(editor)[:SHOWN],
        "to_publish": queries.decisions_waiting(Status.APPROVED).visible_to(editor)[:SHOWN],
    }


def figures(request: HttpRequest) -> HttpResponse:
    """The numbers of the page by their names, for who looks at it for long; 304 as long as none of them has changed."""
    _for_editors(request)
    numbers = dict(_numbers(request.user))
    tag = f'"{sha256(json.dumps(numbers).encode()).hexdigest()[:32]}"'
    fresh = JsonResponse({"numbers": numbers}, headers={"ETag": tag})
    answer: HttpResponse = get_conditional_response(request, etag=tag, response=fresh) or fresh
    answer["As-Of"] = _time()
    return answer


def _numbers(editor: Any) -> Iterator[tuple[str, str]]:
    for key, number in pulse.numbers(pulse.questions(), actor=editor).items():
        yield key, keyset.in_words(number)
    for person in queries.load_per_reviewer():
        yield f"held-{person.pk}", str(person.held)
        yield f"late-{person.pk}", str(person.late)


def figures_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The numbers of one plot as CSV; where they are not claims, the file's name says of what."""
    _for_editors(request)
    found = next((plot for plot in plots_of(flow.days()) if plot.slug == slug), None)
    if found is None:
        raise Http404("There is no such plot.")
    rows = [[cell.value for cell in row] for row in found.rows]
    name = f"desk-{slug}-{found.units}" if found.units else f"desk-{slug}"
    return as_csv(name, found.header, rows)  # type: ignore[return-value]


def plots_of(days: list[Day]) -> list[Plot]:
    """Every plot, in the order of the page; none before the first day was counted."""
    if not days:
        return []
    weeks = flow.weeks(days)
    return [
        *(flow_plots.throughput(days), flow_plots.backlog(days), flow_plots.time(weeks)),
        *(standing_plots.worth(days[-1]), standing_plots.ratings(days[-1]), flow_plots.agreement(weeks)),
    ]


def _for_editors(request: HttpRequest) -> None:
    if not policy.is_editor(request.user):
        raise PermissionDenied


def _figure(question: Question, counted: dict[str, int]) -> Figure:
    href = f"{reverse('admin:desk_board')}?{question.query}"
    return Figure(question.key, question.label, href, keyset.in_words(counted[question.key]), question.css)


def _time() -> str:
    return f"{timezone.localtime(clock.now()):%H:%M}"

"""One article with all its claims, coloured by where they stand, and the triage of them: by key, one or several."""

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import policy, queries, workflow
from claims.actions import articles, topics, wanted
from claims.actions.advance import needed
from claims.admin import triage
from claims.admin.forms import TopicsForm
from claims.admin.frame import HTTP_STATUS, number_in, page, way_back
from claims.enums import Act, ArticleStatus, Priority, Status
from claims.errors import DomainError
from claims.models import Article, Claim, Revision
from claims.models.topic import MOST_REVIEWS

ORDERS = {"text": "as in the text", "worth": "best first"}
PART = "X-Desk-Part"  # a script asks for the list of claims alone, so that nothing else on the page moves


class Row(NamedTuple):
    """A claim in the list: its rank by check-worthiness in this article, and what may be done to it."""

    claim: Claim
    status: Status  # as far as the person may know
    rank: int
    acts: list[Act]
    stands: bool  # in the text that is shown
    words_may_change: bool
    trouble: str = ""  # why what was tried last was refused
    typed: str = ""  # what was typed then

    @property
    def moves(self) -> list[Act]:
        """What is one button, without more to say."""
        return [act for act in self.acts if act in (Act.QUEUE, Act.RESTORE)]


class Refusal(NamedTuple):
    claim: int
    message: str
    status: int
    typed: str


class Segment(NamedTuple):
    """A part of the progress bar: all claims at one status. Places are per mille of its width."""

    status: Status
    number: int
    x: int
    width: int


def article_page(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the article; on POST do one act of triage and go on to the next claim."""
    article = _seen_by(request, article_id)
    if request.method != "POST":
        return _draw(request, article)
    try:
        claim, said = triage.do(article, request.POST, request.user)
    except DomainError as error:
        refusal = Refusal(
            claim=number_in(request.POST.get("claim", "")),
            message=error.message,
            status=HTTP_STATUS[error.blame],
            typed=request.POST.get("note", ""),
        )
        return _draw(request, article, refusal=refusal)
    said = f"{said}: {claim}"
    if PART in request.headers:
        return _draw(request, article, said=said)
    messages.success(request, said)
    return redirect(f"{request.get_full_path()}#row-{number_in(request.POST.get('then', '')) or claim.pk}")


def _draw(request: HttpRequest, article: Article, said: str = "", refusal: Refusal | None = None) -> HttpResponse:
    revision = _revision(article, request.GET.get("revision", ""))
    claims = list(Claim.objects.filter(article=article))
    standing = queries.standing_in(revision, claims)
    context = {
        "article": article,
        "revision": revision,
        "said": said,
        "refusal": refusal,
        "priorities": [(value, label, value + 1) for value, label in Priority.choices],
        **_list(request, claims, standing, refusal),
        **_progress(claims, request.user),
    }
    if policy.is_editor(request.user):
        context |= {"reasons": triage.reasons_of(request.user), "editing": True}
    status = refusal.status if refusal else 200
    if PART in request.headers:
        return render(request, "desk/_triage.html", context, status=status)
    return page(
        request,
        "desk/article.html",
        str(article),
        status=status,
        paragraphs=queries.paragraphs(revision.body, standing),
        revisions=article.revisions.select_related("brought_by").defer("body").order_by("-number"),
        working=article.status in (ArticleStatus.RECEIVED, ArticleStatus.SPLITTING),
        topics=_topics_of(article) if policy.is_editor(request.user) else None,
        most_reviews=MOST_REVIEWS if policy.is_editor(request.user) else 0,
        may_revise=policy.may(Act.REVISE, request.user),
        may_retry=article.status == ArticleStatus.FAILED and policy.may(Act.RETRY, request.user),
        **context,
    )


def _list(
    request: HttpRequest, claims: list[Claim], standing: list[queries.Standing], refusal: Refusal | None
) -> dict[str, Any]:
    """The rows that are asked for, in the order that is asked for, and what all of them have in common."""
    places = {claim.pk: start for claim, start, _ in standing}
    ranks = {claim.pk: number for number, claim in enumerate(sorted(claims, key=_worthiest), start=1)}
    status, order = request.GET.get("status", ""), request.GET.get("order", "text")
    claims = sorted(claims, key=lambda claim: (claim.pk not in places, places.get(claim.pk, claim.start)))
    new = [claim for claim in claims if claim.status == Status.NEW]
    if order == "worth":
        claims.sort(key=_worthiest)
    rows = [_row(request, claim, ranks[claim.pk], claim.pk in places, refusal) for claim in claims]
    return {
        "rows": [row for row in rows if status in ("", row.status) or row.trouble],
        "new": sorted(new, key=_worthiest),
        "chosen_status": status if status in Status.values else "",
        "order": order if order in ORDERS else "text",
        "orders": ORDERS.items(),
    }


def _row(request: HttpRequest, claim: Claim, rank: int, stands: bool, refusal: Refusal | None) -> Row:
    row = Row(
        claim=claim,
        status=policy.status_shown_to(request.user, claim),
        rank=rank,
        acts=triage.acts_on(claim, request.user),
        stands=stands,
        words_may_change=claim.status in workflow.ARROWS[Act.CLARIFY],
    )
    if refusal and refusal.claim == claim.pk:
        return row._replace(trouble=refusal.message, typed=refusal.typed)
    return row


def _worthiest(claim: Claim) -> tuple[float, int]:
    return -claim.check_worthiness, claim.start


def _progress(claims: list[Claim], actor: Any) -> dict[str, Any]:
    """The bar, and how much of the editors' budget for one article is spent."""
    counts = queries.progress_of(claims, actor)
    chosen = len(claims) - counts[Status.NEW] - counts[Status.DISMISSED]
    return {
        "total": len(claims),
        "decided": counts[Status.PUBLISHED] + counts[Status.WITHDRAWN] + counts[Status.DISMISSED],
        "segments": list(_segments(counts, len(claims))),
        "chosen": chosen,
        "budget": settings.CLAIMS_PER_ARTICLE,
        "room": max(0, settings.CLAIMS_PER_ARTICLE - chosen),
        "threshold": settings.QUEUE_THRESHOLD,
    }


def _segments(counts: dict[str, int], total: int) -> Any:
    before = 0
    for status, number in counts.items():
        if number:
            x = 1000 * before // total
            yield Segment(Status(status), number, x, 1000 * (before + number) // total - x)
            before += number


@require_POST
def several(request: HttpRequest, article_id: int) -> HttpResponse:
    """Queue the best of what is new, or dismiss what is left of it; each claim has its own answer."""
    article = _seen_by(request, article_id)
    rows, dismissing = triage.rows_in(request.POST), request.POST.get("act") == Act.DISMISS
    try:
        if dismissing:
            act = triage.dismiss_each(request.user, needed(request.POST.get("note", "")))
        else:
            act, rows = triage.queue_each(request.user), rows[: number_in(request.POST.get("number", ""))]
        policy.require(Act.DISMISS if dismissing else Act.QUEUE, request.user)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect(_triage_of(article))
    outcome = triage.each(article, rows, act)
    what = "Dismissed" if dismissing else "Queued"
    messages.success(request, f"{what}: {outcome.done} of {len(rows)}.")
    for claim, why in outcome.refused:
        messages.error(request, f"Not “{claim}”: {why}")
    return redirect(_triage_of(article))


def _triage_of(article: Article) -> str:
    return f"{reverse('admin:desk_article', args=[article.pk])}#triage"


@require_POST
def retry_article(request: HttpRequest, article_id: int) -> HttpResponse:
    article = _seen_by(request, article_id)
    try:
        articles.retry(article.pk, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(way_back(request, otherwise=reverse("admin:desk_article", args=[article.pk])))


@require_POST
def change_topics(request: HttpRequest, article_id: int) -> HttpResponse:
    article = _seen_by(request, article_id)
    try:
        topics.change(article.pk, request.POST.getlist("topics"), actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Topics changed.")
    return redirect("admin:desk_article", article.pk)


def _topics_of(article: Article) -> TopicsForm:
    return TopicsForm(initial={"topics": [topic.slug for topic in article.topics.all()]})


@require_POST
def want_reviews(request: HttpRequest, article_id: int) -> HttpResponse:
    article = _seen_by(request, article_id)
    given = request.POST.get("reviews", "")
    number = None if not given else int(given) if given.isdecimal() and len(given) < 3 else 0  # which is refused
    try:
        wanted.of_each_claim(article.pk, actor=request.user, reviews=number)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "Done: it holds for claims that are queued from now on.")
    return redirect("admin:desk_article", article.pk)


def _seen_by(request: HttpRequest, article_id: int) -> Article:
    found: Article = get_object_or_404(
        Article.objects.visible_to(request.user).prefetch_related("topics"), pk=article_id
    )
    return found


def _revision(article: Article, number: str) -> Revision:
    """The text that is asked for; without a number, the latest."""
    texts = article.revisions.select_related("brought_by").order_by("-number")
    found = (texts.filter(number=number_in(number)) if number else texts).first()
    if found is None:
        raise Http404("There is no such revision of this article.")
    return found

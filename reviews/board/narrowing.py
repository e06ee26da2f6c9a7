"""What is asked of the board, as SQL: each filter is one small function of its value and of who asks."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims import clock, policy
from claims.asked import midnight
from claims.enums import DECIDED, Priority, Status
from claims.models import Article, Claim, Event
from reviews.board.form import ENDING, ME, NOBODY
from reviews.models import Assignment, Rules, Verdict, VerdictVersion

Narrow = Callable[[Any, Any], Q]  # the value, who asks


def narrowed(asked: Mapping[str, Any], *, actor: Any) -> QuerySet[Claim]:
    """The claims that are asked for as far as the actor may know, whatever their status; `BoardForm.asked` is asked."""
    found: QuerySet[Claim] = Claim.objects.visible_to(actor)
    for name, value in asked.items():
        if name in FILTERS:
            found = found.filter(FILTERS[name](value, actor))
    return found


def statuses_of(asked: Mapping[str, Any]) -> list[Status]:
    """The statuses that are asked for, in the order of the way a claim goes."""
    chosen = set(asked.get("status") or Status.values)
    if asked.get("overdue"):
        chosen &= {Status.QUEUED}
    return [status for status in Status if status in chosen]


def _in_articles(of_article: Q) -> Q:
    return Q(Exists(Article.objects.filter(of_article, pk=OuterRef("article_id"))))


def _language(code: str, actor: Any) -> Q:
    return _in_articles(Q(language=code) | Q(language__startswith=f"{code}-"))


def _topic(slug: str, actor: Any) -> Q:
    return Q(Exists(Article.topics.through.objects.filter(article=OuterRef("article_id"), topic__slug=slug)))


def _claimant(name: str, actor: Any) -> Q:
    """By its words, which are searched quickly, and then by how they stand together."""
    return Q(words__matching=name, claimant__icontains=name.strip())


def _assigned(actor: Any) -> Any:
    """Assignments that the actor may know of: those that are visible anyway, and all of what is decided."""
    visible = Assignment.objects.visible_to(actor).filter(claim=OuterRef("pk"))
    decided = Assignment.objects.filter(claim=OuterRef("pk"), claim__status__in=DECIDED)
    return visible | decided if not policy.is_editor(actor) else visible


def _whose(who: str, actor: Any) -> int:
    return int(actor.pk if who == ME else who)


def _holder(who: str, actor: Any) -> Q:
    held = _assigned(actor).open()
    return ~Q(Exists(held)) if who == NOBODY else Q(Exists(held.filter(reviewer=_whose(who, actor))))


def _reviewer(who: str, actor: Any) -> Q:
    return Q(Exists(_assigned(actor).standing().filter(reviewer=_whose(who, actor))))


def _rating(slug: str, actor: Any) -> Q:
    """What readers see, else what is proposed."""
    versions = VerdictVersion.objects.filter(verdict__claim=OuterRef("pk"))
    later = VerdictVersion.objects.filter(verdict=OuterRef("verdict"), sequence__gt=OuterRef("sequence"))
    shown = versions.filter(~Exists(later), rating__slug=slug)
    proposed = Verdict.objects.visible_to(actor).filter(claim=OuterRef("pk"), review__rating__slug=slug)
    return Q(Exists(shown)) | Q(Exists(proposed)) & ~Q(status__in=DECIDED)


def _lease(how: str, actor: Any) -> Q:
    now, open_ones = clock.now(), _assigned(actor).open()
    if how == ENDING:
        return Q(Exists(open_ones.filter(leased_until__gte=now, leased_until__lt=now + Rules.current().warning)))
    return Q(Exists(open_ones.filter(leased_until__lt=now)))


def _disagreement(asked: bool, actor: Any) -> Q:
    disputes = Event.objects.visible_to(actor).filter(claim=OuterRef("pk"), after=Status.DISPUTED)
    return Q(Exists(disputes))


def _overdue(asked: bool, actor: Any) -> Q:
    return Q(status=Status.QUEUED, queued_at__lt=Rules.current().overdue_since())


FILTERS: dict[str, Narrow] = {
    "q": lambda words, actor: Q(words__matching=words),
    "priority": lambda names, actor: Q(priority__in=[Priority[name.upper()] for name in names]),
    "holder": _holder,
    "reviewer": _reviewer,
    "rating": _rating,
    "topic": _topic,
    "outlet": lambda name, actor: _in_articles(Q(outlet__iexact=name)),
    "language": _language,
    "claimant": _claimant,
    "kind": lambda kind, actor: Q(kind=kind),
    "article": lambda pk, actor: Q(article=pk),
    "older_than": lambda span, actor: Q(moved_at__lt=clock.now() - span),
    "newer_than": lambda span, actor: Q(moved_at__gte=clock.now() - span),
    "moved_from": lambda day, actor: Q(moved_at__gte=midnight(day)),
    "moved_to": lambda day, actor: Q(moved_at__lt=midnight(day, after=1)),
    "worth_from": lambda share, actor: Q(check_worthiness__gte=share),
    "worth_to": lambda share, actor: Q(check_worthiness__lte=share),
    "overdue": _overdue,
    "disagreement": _disagreement,
    "lease": _lease,
}

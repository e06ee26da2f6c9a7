"""What is asked of the board, as SQL: each filter is one small function of its value and of who asks."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims import clock, policy
from claims.asked import midnight
from claims.enums import DECIDED, Act, Status
from claims.matching.words import words_in
from claims.models import Article, Claim, Event, Topic
from reviews.board.form import ENDING, ME, NOBODY
from reviews.models import Assignment, PublishedCheck, Rating, Rules, Verdict, VerdictVersion

SHORT = 3  # letters
RARE = 3_000  # claims of one rating: they are found at once; of more the next ones are soon met
Narrow = Callable[[Any, Any], Q]  # the value, who asks


def narrowed(asked: Mapping[str, Any], *, actor: Any, walking: bool = False) -> QuerySet[Claim]:
    """The claims that `BoardForm.asked` asks for (`looked_up`) as far as the actor may know, but for status, priority
    and rating: these say which streams they come in (`reviews.board.streams`). `walking`: many are like this, so that
    it is quicker to look at the next ones in an order than to find all by their words.
    """
    found: QuerySet[Claim] = Claim.objects.visible_to(actor)
    for name, value in asked.items():
        if name in FILTERS:
            found = found.filter((WALKING if walking else FILTERS).get(name, FILTERS[name])(value, actor))
    return found.filter(_done(asked, actor)) if "done" in asked else found


def _done(asked: Mapping[str, Any], actor: Any) -> Q:
    """What was done to the claim, in the period where one is named: three filters that mean something together."""
    events = Event.objects.visible_to(actor).filter(act=asked["done"])
    if "done_from" in asked:
        events = events.filter(at__gte=midnight(asked["done_from"]))
    if "done_to" in asked:
        events = events.filter(at__lt=midnight(asked["done_to"], after=1))
    return Q(pk__in=events.values("claim"))


# Where alone there can be what is asked for: nobody holds a claim that nobody queued. Nowhere else is looked.
AT_WORK = {Status.QUEUED, Status.IN_REVIEW, Status.ESCALATED, Status.DISPUTED}
ONLY_AT: dict[str, set[Status]] = {
    "overdue": {Status.QUEUED},
    "due": {Status.QUEUED},
    "lease": AT_WORK,
    "reviewer": set(Status) - {Status.NEW, Status.DISMISSED},
    "rating": {Status.REVIEWED, Status.APPROVED, *DECIDED},
}


def statuses_of(asked: Mapping[str, Any], actor: Any) -> list[Status]:
    """The statuses that are asked for, in the order of the way a claim goes."""
    chosen = set(asked.get("status") or Status.values)
    for name in ONLY_AT.keys() & asked.keys():
        chosen &= ONLY_AT[name]
    if asked.get("holder", NOBODY) != NOBODY:
        chosen &= AT_WORK
    if asked.get("done") == Act.PUBLISH:
        chosen &= set(DECIDED)
    if "rating" in asked and not policy.is_editor(actor):
        chosen &= set(DECIDED)
    return [status for status in Status if status in chosen]


class Label(NamedTuple):
    """A label as it is asked for: its name, its ids on all scales and their versions, and whether readers see only a
    few claims with it."""

    slug: str
    ids: list[int]
    rare: bool


def _label(slug: str) -> Label:
    ids = list(Rating.objects.filter(slug=slug).values_list("pk", flat=True))
    return Label(slug, ids, PublishedCheck.objects.filter(rating=slug)[:RARE].count() < RARE)


def rated(label: Label, status: Status, actor: Any) -> Q:
    """What readers see; where they see nothing yet, what is proposed."""
    if status not in DECIDED:
        proposed = Verdict.objects.filter(claim=OuterRef("pk"), review__rating__in=label.ids)
        return ~policy.blind(actor) & Q(Exists(proposed))
    shown = PublishedCheck.objects.filter(rating=label.slug)
    if label.rare:
        return Q(pk__in=shown.values("verdict__claim"))
    return Q(Exists(shown.filter(verdict__claim=OuterRef("pk"))))


def shown_to_readers() -> QuerySet[VerdictVersion]:
    """The latest version of each verdict."""
    later = VerdictVersion.objects.filter(verdict=OuterRef("verdict"), sequence__gt=OuterRef("sequence"))
    return VerdictVersion.objects.filter(~Exists(later))


def _in_articles(of_article: Q) -> Q:
    return Q(Exists(Article.objects.filter(of_article, pk=OuterRef("article_id"))))


def _language(code: str, actor: Any) -> Q:
    return _in_articles(Q(language=code) | Q(language__startswith=f"{code}-"))


def looked_up(asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same with what slugs stand for, looked up once for all that narrow by it. Of a topic it is the id, which the
    planner has statistics on: of a slug it does not know how many articles it has."""
    found = dict(asked)
    if "topic" in asked:
        found["topic"] = Topic.objects.filter(slug=asked["topic"]).values_list("pk", flat=True).first()
    if "rating" in asked:
        found["rating"] = _label(asked["rating"])
    return found


def _topic(pk: int | None, actor: Any) -> Q:
    return Q(Exists(Article.topics.through.objects.filter(article=OuterRef("article_id"), topic=pk)))


def _claimant(name: str, actor: Any) -> Q:
    """By its words, which are searched quickly, and then by how they stand together."""
    return Q(words__matching=_without_its_article(name), claimant__icontains=name.strip())


def _without_its_article(name: str) -> str:
    """The, Der, La: to look up what half of all names begin with takes as long as the rest."""
    first, *others = words_in(name)
    return " ".join(others if others and len(first) <= SHORT else [first, *others])


def _assigned(actor: Any) -> Any:
    """Assignments of the claim that the actor may know of: a reviewer's own."""
    return Assignment.objects.visible_to(actor).filter(claim=OuterRef("pk"))


def _whose(who: str, actor: Any) -> int:
    return int(actor.pk if who == ME else who)


def _holder(who: str, actor: Any) -> Q:
    held = _assigned(actor).open()
    return ~Q(Exists(held)) if who == NOBODY else Q(Exists(held.filter(reviewer=_whose(who, actor))))


def _reviewer(who: str, actor: Any) -> Q:
    return Q(Exists(_assigned(actor).standing().filter(reviewer=_whose(who, actor))))


def _lease(how: str, actor: Any) -> Q:
    now, open_ones = clock.now(), _assigned(actor).open()
    if how == ENDING:
        return Q(Exists(open_ones.filter(leased_until__gte=now, leased_until__lt=now + Rules.current().warning)))
    return Q(Exists(open_ones.filter(leased_until__lt=now)))


def _disagreement(asked: bool, actor: Any) -> Q:
    """As the events say that the actor may know of: where they are blind, their own."""
    own = Event.objects.filter(claim=OuterRef("pk"), after=Status.DISPUTED, actor=actor.pk)
    return Q(was_disputed=True) & (~policy.blind(actor) | Q(Exists(own)))


def _overdue(asked: bool, actor: Any) -> Q:
    return Q(status=Status.QUEUED, queued_at__lt=Rules.current().overdue_since())


def _due(span: Any, actor: Any) -> Q:
    """Not overdue yet, and will be before the span is over if nobody takes it."""
    late = Rules.current().overdue_since()
    return Q(status=Status.QUEUED, queued_at__gte=late, queued_at__lt=late + span)


FILTERS: dict[str, Narrow] = {
    "q": lambda words, actor: Q(words__matching=words),
    "holder": _holder,
    "reviewer": _reviewer,
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
    "due": _due,
    "disagreement": _disagreement,
    "lease": _lease,
}
# By words, where most claims that are looked at have them.
WALKING: dict[str, Narrow] = {
    "q": lambda words, actor: Q(words__having=words),
    "claimant": lambda name, actor: Q(words__having=name, claimant__icontains=name.strip()),
}

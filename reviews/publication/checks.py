"""What the public pages read: the list by key, one check with all its versions, what was corrected. Reads only."""

import heapq
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, Max, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims import search
from reviews.models import PublishedCheck, Verdict, VerdictVersion

PAGE = 20
# What many have in common, and a topic, is met by looking through so many checks; then the page offers to go on.
LOOKED_THROUGH = 20_000
FEW = 2_000  # checks that have the words: these are found by an index
RELATED = 4
RECENT = 1_000  # checks among which those on the same topic are looked for


class Page(NamedTuple):
    rows: list[Any]
    older: int | None  # where the next page begins: below this id
    looked_through: bool  # there may be more than was looked through


def listed(filters: dict[str, Any], *, words: str = "", topic: str = "", below: int | None = None) -> Page:
    """Published checks, the latest first; without the withdrawn ones.

    One query; one more for words, and one more where the page is not full of what was looked through.
    """
    known = PublishedCheck.objects.filter(withdrawn=False, **filters).order_by("-pk")
    if below is not None:
        known = known.filter(pk__lt=below)
    few = search.few_having(known, words, most=FEW) if words else None
    if few is not None:
        found = known.filter(pk__in=few if topic else heapq.nlargest(PAGE + 1, few))
        return _page(_for_a_list(_on(topic, found)), PAGE)
    if not (words or topic):
        return _page(_for_a_list(known), PAGE)
    last = known.values_list("pk", flat=True)[LOOKED_THROUGH - 1 : LOOKED_THROUGH]
    found = known.filter(pk__gte=Coalesce(Subquery(last), 0))
    if words:
        found = found.filter(words__having=words)
    page = _page(_for_a_list(_on(topic, found)), PAGE)
    if page.older is not None:
        return page
    floor = last.first()
    return page._replace(older=floor, looked_through=floor is not None)


def _on(topic: str, found: QuerySet[PublishedCheck]) -> QuerySet[PublishedCheck]:
    return found.filter(verdict__claim__article__topics__slug=topic) if topic else found


def check(pk: int) -> Verdict | None:
    """A verdict as readers may see it, with its versions and what they rest on."""
    versions = VerdictVersion.objects.select_related("rating__scale").order_by("sequence")
    return (
        Verdict.objects.public()
        .select_related("claim__article", "claim__revision")
        .prefetch_related(
            Prefetch("versions", versions),
            "versions__rating__scale__ratings",
            "versions__sources",
            "approvals",
            "rests_on__assignment",
            "claim__article__topics",
        )
        .filter(pk=pk)
        .first()
    )


def related_to(verdict: Verdict) -> list[PublishedCheck]:
    """Other checks of the same article, then recent ones on the same topics."""
    others = PublishedCheck.objects.filter(withdrawn=False).exclude(verdict=verdict).order_by("-pk")
    same = list(_for_a_list(others.filter(verdict__claim__article=verdict.claim.article_id))[:RELATED])
    topics = [topic.pk for topic in verdict.claim.article.topics.all()]
    if len(same) == RELATED or not topics:
        return same
    newest = PublishedCheck.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    recent = others.filter(pk__gt=newest - RECENT).exclude(verdict__claim__article=verdict.claim.article_id)
    on_topic = recent.filter(verdict__claim__article__topics__in=topics).distinct()
    return [*same, *_for_a_list(on_topic)[: RELATED - len(same)]]


def corrected(*, below: int | None = None) -> Page:
    """Every change of a published check, the latest first: corrections, updates, clarifications and withdrawals."""
    changed = VerdictVersion.objects.filter(sequence__gt=1, verdict__published__isnull=False)
    if below is not None:
        changed = changed.filter(pk__lt=below)
    return _page(changed.select_related("verdict__claim__article", "rating").order_by("-pk"), PAGE)


def last_changed(number: int, *, withdrawn: bool = True) -> list[PublishedCheck]:
    """Checks with the newest versions, the newest first. Two queries."""
    known = PublishedCheck.objects.all() if withdrawn else PublishedCheck.objects.filter(withdrawn=False)
    dates = Prefetch("verdict__versions", VerdictVersion.objects.only("verdict", "published_at").order_by("sequence"))
    return _with_titles(list(_for_a_list(known).prefetch_related(dates).order_by("-shown_id")[:number]))


def sections(size: int) -> list[tuple[int, datetime]]:
    """The public list in sections of so many ids, without what is withdrawn, and when each was last changed."""
    known = PublishedCheck.objects.filter(withdrawn=False).order_by()
    numbered = known.annotate(section=(F("pk") - 1) / size).values("section")
    return list(
        numbered.annotate(changed=Max("shown__published_at")).order_by("section").values_list("section", "changed")
    )


def of_section(number: int, size: int) -> list[PublishedCheck]:
    """What stands in one section."""
    ids = {"pk__gt": number * size, "pk__lte": (number + 1) * size}
    known = PublishedCheck.objects.filter(withdrawn=False, **ids).select_related("verdict__claim", "shown")
    return list(known.order_by("pk"))


def languages() -> list[str]:
    """In which languages articles were checked. A step on the index for each, however many checks there are."""
    found: list[str] = []
    known = PublishedCheck.objects.order_by("language").values_list("language", flat=True)
    while (language := known.filter(language__gt=found[-1] if found else "").first()) is not None:
        found.append(language)
    return found


def years() -> range:
    """From the first year with a check to the last."""
    known = PublishedCheck.objects.order_by("year").values_list("year", flat=True)
    first, last = known.first(), known.last()
    return range(0) if first is None or last is None else range(first, last + 1)


def _for_a_list(found: QuerySet[PublishedCheck]) -> QuerySet[PublishedCheck]:
    return found.select_related("verdict__claim__article", "shown__rating")


def _with_titles(rows: list[PublishedCheck]) -> list[PublishedCheck]:
    """Versions know their verdict without another query."""
    for row in rows:
        row.shown.verdict = row.verdict
    return rows


def _page(found: QuerySet[Any], size: int) -> Page:
    rows = list(found[: size + 1])
    more = len(rows) > size
    return Page(rows[:size], rows[size - 1].pk if more else None, looked_through=False)

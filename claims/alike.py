"""Earlier claims that say the same, or nearly: found by their rare words, ranked by what they share. Reads only.

Nobody's finding has a part in it: whoever may see claims at all is shown the same ones.
"""

from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Value

from claims import policy, postings
from claims.enums import Status
from claims.matching.bm25 import Hit, Query
from claims.matching.differences import Difference
from claims.matching.likeness import compared, is_similar
from claims.models import Claim, ToldApart

# So many rows are read at most, however many claims there are: the rarest words that have no more between them.
MOST_ROWS = 3_000
MOST_WORDS = 16  # that are looked for
LOOKED_AT = 20  # of the ranked ones, letter by letter
NOTHING = Value(value=False)


class Alike(NamedTuple):
    """An earlier claim beside the one in question."""

    claim: Claim
    status: Status  # as far as the person may know
    likeness: float  # 0..1, by the words that they share
    same: bool
    differ_in: list[Difference]


def similar_to(claim: Claim, by: Any, limit: int) -> list[Alike]:
    """What reads like this claim, of this article and others: the same first, what is published before what is not.

    Without dismissed ones, and those that somebody told apart from it. Four queries, however many are found.
    """
    others = Claim.objects.visible_to(by).exclude(pk=claim.pk).exclude(status=Status.DISMISSED)
    here, language = statement(claim), language_of(claim)
    near = nearest_to(claim, others, first=Q(status=Status.PUBLISHED))
    apart = set(told_apart_from(claim))
    keys = [hit.key for hit in near if hit.key not in apart][:LOOKED_AT]
    there = Claim.objects.select_related("article").defer("words").in_bulk(keys)
    found = []
    for key, likeness, _ in near:
        if key in there:
            same, differ_in = compared(statement(there[key]), here, language)
            shown = policy.status_shown_to(by, there[key])
            found.append(Alike(there[key], shown, min(1.0, likeness), same, differ_in))
    return sorted(found, key=lambda one: (not one.same, one.status != Status.PUBLISHED, -one.likeness))[:limit]


def nearest_to(claim: Claim, among: QuerySet[Any], first: Q | Value = NOTHING) -> list[Hit[int]]:
    """What is similar enough to be looked at, of claims or of other rows with words, most alike first. Two queries."""
    near = most_alike(f"{claim.text} {claim.wording}", language_of(claim), among, first)
    return [hit for hit in near if is_similar(hit)]


def most_alike(text: str, language: str, among: QuerySet[Any], first: Q | Value = NOTHING) -> list[Hit[int]]:
    """Ids of rows that share words with the text, most alike first. Two queries.

    Of what is equally alike, what is `first` comes first, then the newest. The table is one of `postings.LISTS`.
    """
    query = Query(text, language)
    total, known = postings.frequencies(query.words, among.model._meta.db_table)
    words = query.rarest(known, MOST_ROWS, MOST_WORDS)
    if not words:
        return []
    found = among.filter(words__having_any=words).annotate(is_first=first)
    rows = found.values_list("pk", "words", "is_first")[:MOST_ROWS]
    ordered = sorted(rows, key=lambda row: (not row[2], -row[0]))
    return query.ranked(((pk, words) for pk, words, _ in ordered), known, total)


def language_of(claim: Claim) -> str:
    """The primary subtag of its text's language, which is what words and differences go by."""
    return claim.article.language.partition("-")[0]


def statement(claim: Claim) -> str:
    """What the claim says to somebody who does not know the context."""
    return claim.wording or claim.text


def told_apart_from(claim: Claim) -> QuerySet[Any, int]:
    """The ids of claims that somebody found not to be the same as this one."""
    pairs = ToldApart.objects.filter(Q(one=claim) | Q(other=claim))
    return pairs.values_list(F("one") + F("other") - claim.pk, flat=True)

"""The same rows as a page of verdicts shows, by as few and plain statements as there can be, and a bare view of them.

No serializer, no middleware, no links, no filters, no tags: what is left is what Django and the database cost.
"""

from typing import Any

PAGE = """
SELECT v.id, c.id, c.text, c.wording, c.start, c."end", c.prefix, c.suffix, c.claimant, c.status,
    a.id, a.title, a.url, a.outlet, a.language, a.published_on
FROM reviews_verdict v JOIN claims_claim c ON c.id = v.claim_id JOIN claims_article a ON a.id = c.article_id
WHERE c.status = 'published' AND v.id < %s ORDER BY v.id DESC LIMIT %s"""
ONE = PAGE.replace("v.id < %s", "v.id = %s")
VERSIONS = """
SELECT n.id, n.verdict_id, n.sequence, n.edition, n.wording, n.summary, n.reasoning, n.note, n.published_at,
    r.slug, r.label, r.on_line, r.value, s.id, s.slug, s.version
FROM reviews_verdictversion n
    JOIN reviews_rating r ON r.id = n.rating_id JOIN reviews_ratingscale s ON s.id = r.scale_id
WHERE n.verdict_id = ANY(%s) ORDER BY n.sequence"""
LABELS = "SELECT scale_id, value FROM reviews_rating WHERE scale_id = ANY(%s)"
SOURCES = """
SELECT version_id, position, url, title, publisher, author, published_on, accessed_on, quote, kind, stance, note,
    withheld_reason
FROM reviews_source WHERE version_id = ANY(%s) ORDER BY position"""
ALL = 2**62  # above every id


def read(cursor: Any, statement: str, *given: int) -> list[list[Any]]:
    """Everything that is told of these verdicts, in four statements."""
    found = []
    cursor.execute(statement, given)
    found.append(cursor.fetchall())
    cursor.execute(VERSIONS, [[row[0] for row in found[0]]])
    found.append(cursor.fetchall())
    for more, column in ((LABELS, 13), (SOURCES, 0)):
        cursor.execute(more, [list({row[column] for row in found[1]})])
        found.append(cursor.fetchall())
    return found


def page(request: Any) -> Any:
    return _answer(PAGE, ALL, 100)


def one(request: Any, pk: int) -> Any:
    return _answer(ONE, pk, 1)


def _answer(statement: str, *given: int) -> Any:
    from django.db import connection
    from django.http import JsonResponse

    with connection.cursor() as cursor:
        return JsonResponse({"results": read(cursor, statement, *given)})

"""What must hold when the queue is empty, asked of the database in SQL and of nothing that the desk itself computes."""

from django.db import connection

# Each finds what must not be.
QUESTIONS = {
    "claims with more or fewer standing findings than wanted": """
        SELECT c.id FROM claims_claim c LEFT JOIN reviews_assignment a ON a.claim_id = c.id AND a.closed_as = 'reviewed'
        GROUP BY c.id, c.reviews_wanted HAVING count(a.id) <> c.reviews_wanted""",
    "people twice on a claim": """
        SELECT claim_id, reviewer_id FROM reviews_review GROUP BY claim_id, reviewer_id HAVING count(*) > 1""",
    "findings under a conflict of interest": """
        SELECT r.id FROM reviews_review r JOIN claims_claim c ON c.id = r.claim_id
        JOIN claims_article a ON a.id = c.article_id JOIN reviews_conflict i ON i.person_id = r.reviewer_id
        WHERE i.kind = 'outlet' AND lower(i.value) = lower(a.outlet)""",
    "claims handed out under a conflict of interest": """
        SELECT h.id FROM reviews_assignment h JOIN claims_claim c ON c.id = h.claim_id
        JOIN claims_article a ON a.id = c.article_id JOIN reviews_conflict i ON i.person_id = h.reviewer_id
        WHERE i.kind = 'outlet' AND lower(i.value) = lower(a.outlet)""",
    "claims lost on the way": """
        SELECT id FROM claims_claim WHERE status NOT IN ('reviewed', 'disputed')""",
    "decisions that are not what the findings say": """
        SELECT c.id FROM claims_claim c JOIN reviews_review r ON r.claim_id = c.id GROUP BY c.id, c.status
        HAVING (count(DISTINCT r.rating_id) = 1) <> (c.status = 'reviewed')""",
    "claims without exactly one decision, or with another number of findings behind it": """
        SELECT c.id FROM claims_claim c LEFT JOIN reviews_verdict v ON v.claim_id = c.id
        LEFT JOIN reviews_verdict_rests_on o ON o.verdict_id = v.id GROUP BY c.id, c.status, c.reviews_wanted
        HAVING count(o.id) <> CASE c.status WHEN 'reviewed' THEN c.reviews_wanted ELSE 0 END""",
    "findings without their event, or events without a finding": """
        SELECT c.id FROM claims_claim c
        WHERE (SELECT count(*) FROM claims_event e WHERE e.claim_id = c.id AND e.act = 'review')
           <> (SELECT count(*) FROM reviews_review r WHERE r.claim_id = c.id)""",
    "versions that no event made": """
        SELECT c.id FROM claims_claim c JOIN claims_event e ON e.claim_id = c.id
        GROUP BY c.id, c.version HAVING count(e.id) <> c.version""",
}


def wrong() -> dict[str, int]:
    """How many there are of what must not be; empty when all is well."""
    found = {}
    with connection.cursor() as cursor:
        for what, question in QUESTIONS.items():
            cursor.execute(question)
            if rows := cursor.fetchall():
                found[what] = len(rows)
    return found

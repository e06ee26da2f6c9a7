"""OpenAPI links: where an answer leads, so that programs can go on from it without knowing the desk.

Each line says: who got this answer may ask that operation, with these of its values. A body that is named in part is
completed by whoever asks.
"""

from typing import Any, NamedTuple

BODY = "$response.body#/"


class Link(NamedTuple):
    """`takes`: parameter -> value, `sends`: field of the body -> value; values as paths into the answer's body."""

    answer: str  # operation and status
    leads_to: str
    takes: dict[str, str]
    sends: dict[str, str] = {}


# From the ways to get a claim, to what can be done to it.
CLAIMS = (("claims_retrieve 200", ""), ("articles_claims_create 201", ""), ("claims_list 200", "results/0/"))
ACTS_ON_CLAIMS = (
    *("queueing", "dismissal", "restoration", "priority", "reviews_wanted", "wording", "assignment", "adjudication"),
    *("approval", "return", "publication", "correction", "withdrawal"),
)
ASSIGNMENTS = ("assignments_create 201", "assignments_retrieve 200", "claims_assignment_create 201")
WITH_A_TOKEN = ("renewal", "review")
READING = ("findings", "draft", "draft_keep")
LETTING_GO = ("release", "postponement", "hand_over", "escalation", "recusal", "resumption")

LINKS = (
    *(
        Link(answer, f"claims_{act}_create", {"id": f"{at}id"}, {"version": f"{at}version"})
        for answer, at in CLAIMS
        for act in ACTS_ON_CLAIMS
    ),
    *(
        Link(answer, f"claims_{read}", {"id": f"{at}id"})
        for answer, at in CLAIMS
        for read in ("events_list", "similar", "proposal_retrieve")
    ),
    *(Link(answer, "claims_division_create", {"id": f"{at}id"}, {"version": f"{at}version"}) for answer, at in CLAIMS),
    *(
        Link(answer, f"assignments_{act}", {"id": "id"}, {"token": "token"})
        for answer in ASSIGNMENTS
        for act in WITH_A_TOKEN
    ),
    *(Link(answer, f"assignments_{act}", {"id": "id"}) for answer in ASSIGNMENTS for act in (*READING, *LETTING_GO)),
    *(Link(answer, "claims_retrieve", {"id": "claim/id"}) for answer in ASSIGNMENTS),
    *(
        Link("articles_create 201", f"articles_{act}", {"id": "article/id"})
        for act in ("retrieve", "revisions_create", "claims_create", "topics", "reviews_wanted", "retry")
    ),
    Link("articles_list 200", "articles_retrieve", {"id": "results/0/id"}),
    Link("articles_retrieve 200", "claims_list", {"article": "id"}),
    Link("claims_list 200", "claims_retrieve", {"id": "results/0/id"}),
    Link("assignments_list 200", "assignments_retrieve", {"id": "results/0/id"}),
    Link("assignments_review 201", "reviews_retrieve", {"id": "id"}),
    Link("assignments_review 201", "reviews_retraction", {"id": "id"}),
    Link("assignments_review 201", "claims_retrieve", {"id": "claim/id"}),
    Link("claims_publication_create 200", "verdicts_retrieve", {"id": "id"}),
    Link("claims_publication_create 200", "verdicts_claimreview", {"id": "id"}),
    Link("verdicts_list 200", "verdicts_retrieve", {"id": "results/0/id"}),
    Link("verdicts_retrieve 200", "verdicts_claimreview", {"id": "id"}),
    Link("verdicts_retrieve 200", "verdicts_versions_retrieve", {"id": "id", "version": "version"}),
    Link("verdicts_retrieve 200", "claims_correction_create", {"id": "claim/id"}),
    Link("conflicts_create 201", "conflicts_end", {"id": "id"}),
    Link("scales_create 201", "scales_versions_create", {"slug": "slug"}, {"version": "version"}),
    Link("scales_versions_create 201", "scales_use", {"slug": "slug", "version": "version"}),
    Link("wanted_pages_create 202", "wanted_pages_retrieve", {"id": "id"}),
    Link("wanted_pages_create 202", "wanted_pages_retry", {"id": "id"}),
    Link("changes_list 200", "changes_list", {"after": "cursor"}),
)


def add_links(result: dict[str, Any], **how: Any) -> dict[str, Any]:
    """A hook of drf-spectacular's. Raises KeyError for a link from or to what is not there."""
    operations = {call["operationId"]: call for path in result["paths"].values() for call in path.values()}
    for link in LINKS:
        operation, status = link.answer.split()
        answer = operations[operation]["responses"][status]
        answer.setdefault("links", {})[link.leads_to] = _written(link) | {
            "operationId": operations[link.leads_to]["operationId"]
        }
    return result


def _written(link: Link) -> dict[str, Any]:
    written: dict[str, Any] = {"parameters": {name: BODY + value for name, value in link.takes.items()}}
    if link.sends:
        written["requestBody"] = {name: BODY + value for name, value in link.sends.items()}
    return written

"""Who may be told at all, and who is concerned. Reads only."""

from django.db.models import F

from claims.models import Claim
from reviews.models import Approval, Assignment, Review, Verdict
from reviews.newsroom import EDITS, members


def editors() -> set[int]:
    """Everybody who can decide."""
    return set(members().filter(EDITS).values_list("pk", flat=True))


def editors_who_see_all_of(claim: Claim) -> set[int]:
    """Editors who neither hold nor reviewed the claim: until it is decided, the others are blind like any reviewer."""
    return editors() - reviewers_of(claim) - holders_of(claim)


def holders_of(claim: Claim) -> set[int]:
    return set(Assignment.objects.open().filter(claim=claim).values_list("reviewer", flat=True))


def reviewers_of(claim: Claim) -> set[int]:
    return set(Review.objects.filter(claim=claim).order_by().values_list("reviewer", flat=True))


def authors_behind(claim: Claim) -> set[int]:
    """Who wrote what the claim's verdict rests on."""
    return set(Verdict.objects.filter(claim=claim).values_list("rests_on__reviewer", flat=True)) - {None}


def approvers_of(claim: Claim) -> set[int]:
    """Whose approvals the proposal had that was published."""
    given = Approval.objects.filter(verdict__claim=claim, proposal=F("verdict__proposal"))
    return set(given.order_by().values_list("person", flat=True))

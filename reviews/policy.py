"""Who may do what at the desk: the rows that need to know of assignments and reviews. Reads; writes nothing."""

from typing import Any

from claims.enums import Act
from claims.policy import Ways, is_clock, is_editor, is_reviewer
from reviews.matching import interests


def holds_it(actor: Any, claim: Any) -> bool:
    """the one who holds it"""
    return any(holder == actor.pk for holder in _holders(claim))


def wrote_no_review_of_it(actor: Any, claim: Any) -> bool:
    """somebody who reviewed nothing of it"""
    return not any(author == actor.pk for author in _authors(claim))


def has_no_conflict(actor: Any, claim: Any) -> bool:
    """somebody without a conflict of interest in it"""
    return not interests.is_own(actor, claim.article) and not interests.against(claim, actor.conflicts.all())


# Read through the claim, so that lists can prefetch both and stay at a fixed number of queries.
def _holders(claim: Any) -> list[int]:
    return [a.reviewer_id for a in claim.assignments.all() if a.closed_at is None]


def _authors(claim: Any) -> list[int]:
    return [review.reviewer_id for review in claim.reviews.all()]


PERMITS: dict[Act, Ways] = {
    Act.TAKE: ((is_reviewer,),),
    Act.ASSIGN: ((is_editor,), (is_clock,)),
    Act.RELEASE: ((is_reviewer, holds_it), (is_editor,)),
    Act.EXPIRE: ((is_clock,),),
    Act.REVIEW: ((is_reviewer, holds_it),),
    Act.SEND_BACK: ((is_editor,),),
    # Whoever weighed the evidence is not the one who signs it off, nor the one who later changes it.
    Act.APPROVE: ((is_editor, wrote_no_review_of_it),),
    Act.PUBLISH: ((is_editor,),),
    Act.CORRECT: ((is_editor, wrote_no_review_of_it),),
    Act.WITHDRAW: ((is_editor,),),
}

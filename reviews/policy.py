"""Who may do what at the desk: the rows that need to know of assignments and reviews. Reads; writes nothing."""

from typing import Any

from claims.enums import Act, Status
from claims.errors import NotAllowed
from claims.policy import Ways, in_words, is_clock, is_editor, is_reading_along, is_reviewer
from reviews.enums import ExportKind
from reviews.matching import interests


def holds_it(actor: Any, claim: Any) -> bool:
    """the one who holds it"""
    return any(open_one.reviewer_id == actor.pk for open_one in _open(claim))


def reviews_it(actor: Any, claim: Any) -> bool:
    """the one who holds it for review"""
    return any(a.reviewer_id == actor.pk and not a.adjudicates for a in _open(claim))


def adjudicates_it(actor: Any, claim: Any) -> bool:
    """the one who adjudicates it"""
    return any(a.reviewer_id == actor.pk and a.adjudicates for a in _open(claim))


def wrote_no_review_of_it(actor: Any, claim: Any) -> bool:
    """somebody who reviewed nothing of it"""
    return not any(review.reviewer_id == actor.pk for review in claim.reviews.all())


def reviewed_it(actor: Any, claim: Any) -> bool:
    """somebody whose finding on it stands"""
    reviewed = (a for a in claim.assignments.all() if a.is_standing and not a.is_open)
    return any(a.reviewer_id == actor.pk and not a.adjudicates for a in reviewed)


def alone_with_it(actor: Any, claim: Any) -> bool:
    """alone with it: nobody else holds it, and nobody ever wrote a finding on its words"""
    return all(held.reviewer_id == actor.pk for held in _open(claim)) and not claim.reviews.all()


def nobody_signed_it(actor: Any, claim: Any) -> bool:
    """there before anybody has signed the proposal off"""
    verdict = getattr(claim, "verdict", None)  # there is none until something is proposed
    return verdict is None or all(signed.proposal != verdict.proposal for signed in verdict.approvals.all())


def has_no_conflict(actor: Any, claim: Any) -> bool:
    """somebody without a conflict of interest in it"""
    return not interests.is_own(actor, claim.article) and not interests.against(claim, actor.conflicts.all())


def may_know_whose(actor: Any, review: Any) -> bool:
    """Whether the actor may know who wrote this finding, which they may read.

    While reviewers disagree nobody may: any editor can be asked to settle it, and should not know whom they follow.
    """
    return bool(review.claim.status != Status.DISPUTED or review.reviewer_id == actor.pk)


# Read through the claim, so that lists can prefetch and stay at a fixed number of queries.
def _open(claim: Any) -> list[Any]:
    return [assignment for assignment in claim.assignments.all() if assignment.is_open]


PERMITS: dict[Act, Ways] = {
    # A finding is about words: whoever found something must be able to find them again.
    Act.ADJUST: ((is_reviewer, alone_with_it), (is_editor, alone_with_it)),
    Act.SPLIT: ((is_reviewer, alone_with_it), (is_editor, alone_with_it)),
    Act.MERGE: ((is_reviewer, alone_with_it), (is_editor, alone_with_it)),
    Act.CLARIFY: ((is_reviewer, alone_with_it), (is_editor, nobody_signed_it)),
    Act.TAKE: ((is_reviewer,),),
    Act.ASSIGN: ((is_editor,), (is_clock,)),
    Act.RELEASE: ((is_reviewer, holds_it), (is_editor,)),
    Act.POSTPONE: ((is_reviewer, reviews_it), (is_editor,)),
    Act.HAND_OVER: ((is_reviewer, reviews_it), (is_editor,)),
    Act.ESCALATE: ((is_reviewer, reviews_it),),
    Act.RECUSE: ((is_reviewer, holds_it), (is_editor, holds_it)),
    Act.EXPIRE: ((is_clock,),),
    Act.REVIEW: ((is_reviewer, reviews_it, has_no_conflict),),
    Act.RETRACT: ((is_reviewer, reviewed_it),),
    Act.APPOINT: ((is_editor,),),
    # Whoever weighed the evidence is not the one who settles the dispute, signs it off, or later changes it.
    Act.ADJUDICATE: ((is_editor, adjudicates_it, has_no_conflict), (is_reviewer, adjudicates_it, has_no_conflict)),
    Act.SEND_BACK: ((is_editor, wrote_no_review_of_it),),
    Act.APPROVE: ((is_editor, wrote_no_review_of_it, has_no_conflict),),
    Act.COUNT: ((is_clock,),),
    Act.PUBLISH: ((is_editor,),),
    Act.CORRECT: ((is_editor, wrote_no_review_of_it, has_no_conflict),),
    Act.WITHDRAW: ((is_editor,),),
    Act.WANT: ((is_editor,),),
}

# Who may take what away as a file. What is in it, the querysets say: nothing that its maker must not know.
EXPORTS: dict[ExportKind, Ways] = {
    ExportKind.CLAIMS: ((is_editor,), (is_reading_along,)),
    ExportKind.REVIEWS: ((is_editor,),),
    ExportKind.VERDICTS: ((is_editor,), (is_reading_along,)),
    ExportKind.SOURCES: ((is_editor,), (is_reading_along,)),
}


def may_export(actor: Any, kind: ExportKind) -> bool:
    """Whether the actor may have a file of these."""
    return any(all(holds(actor, None) for holds in way) for way in EXPORTS[kind])


def require_export(actor: Any, kind: ExportKind) -> None:
    """Raise NotAllowed unless the actor may."""
    if not may_export(actor, kind):
        raise NotAllowed(act=f"export {kind}", needs=in_words(EXPORTS[kind]))

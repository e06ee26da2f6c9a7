"""What holds for every act on a claim that is not where the act starts: it is refused, and nothing changes."""

from typing import Any

import pytest

from claims import workflow
from claims.enums import Act, Status
from claims.errors import IllegalAct, NotAllowed, NotFound
from claims.models import Claim
from reviews.errors import AssignmentClosed, NothingToTake
from tests.factories import claim_at
from tests.reviews.actions.acts import EXAMPLES, everything

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", Status)
def test_whatever_does_not_start_here_is_refused_by_the_action_itself(
    status: Status, editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    claim = claim_at(status, reviewer=reviewer, editor=editor)
    cast = {"editor": editor, "reviewer": reviewer}
    before = everything()
    for example in EXAMPLES:
        if example.act in workflow.acts_from(status) or not _has_what_it_is_about(example.act, claim):
            continue
        # Where words were judged, it is already a matter of who may change them: nobody.
        on_words = [NotAllowed] if example.act in (Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY) else []
        with pytest.raises((IllegalAct, NothingToTake, AssignmentClosed, NotFound, *on_words)):
            example.do(claim, cast[example.by])
        assert everything() == before, example.act


def _has_what_it_is_about(act: Act, claim: Claim) -> bool:
    """Acts on an assignment or a finding need one to be tried on."""
    if act is Act.ADJUDICATE:
        return claim.assignments.filter(role="adjudication").exists()
    if act is Act.RETRACT:
        return claim.reviews.exists()
    on_an_assignment = {Act.RELEASE, Act.REVIEW, Act.POSTPONE, Act.HAND_OVER, Act.ESCALATE, Act.RECUSE}
    return act not in on_an_assignment or claim.assignments.exists()

"""What holds for every act on a claim when two come at once: it waits for whoever has the claim, and is done once.

The table of acts is that of the unit tests, so that no act can be added without its rivals.
"""

from functools import partial
from typing import Any

import pytest
from django.db import transaction

from claims import workflow
from claims.actions.advance import lock_claim
from claims.enums import Act
from claims.errors import DomainError
from claims.models import Claim, Event
from tests.concurrency.second_connection import Rival
from tests.factories import PersonFactory, claim_at
from tests.reviews.actions.acts import EXAMPLES, Example

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]

# Found by detection alone, in the article's lock; the clock's own are in test_recording.py and test_deciding.py,
# marking is in test_words.py.
ELSEWHERE = {Act.FIND, Act.EXPIRE, Act.MARK, Act.COUNT}

every_act = pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.act.value)
# Who takes the next one steps over what is locked: test_handing_out.py.
every_act_that_waits = pytest.mark.parametrize(
    "example", [example for example in EXAMPLES if example.act is not Act.TAKE], ids=lambda example: example.act.value
)


@pytest.fixture
def cast(desk: None) -> dict[str, Any]:
    return {
        "editor": PersonFactory(editor=True, username="first-editor"),
        "reviewer": PersonFactory(reviewer=True, username="first-reviewer"),
        "second_reviewer": PersonFactory(reviewer=True, username="second-reviewer"),
    }


@pytest.fixture
def actor(example: Example, cast: dict[str, Any]) -> Any:
    return cast[example.by]


@pytest.fixture
def claim(example: Example, cast: dict[str, Any], actor: Any) -> Claim:
    claim = claim_at(example.before, reviewer=cast["reviewer"], editor=cast["editor"])
    example.prepare(claim, actor)
    return Claim.objects.get(pk=claim.pk)


def test_every_act_on_a_claim_has_its_rivals() -> None:
    assert {example.act for example in EXAMPLES} == set(workflow.CLAIM_ARROWS) - ELSEWHERE


@every_act
def test_the_same_act_twice_at_once_is_done_once(example: Example, claim: Claim, actor: Any) -> None:
    done = Event.objects.filter(claim=claim, act=example.act).count()
    with transaction.atomic():
        example.do(claim, actor)
        rival = Rival(partial(example.do, claim, actor)).until_it_waits_for_us()
    with pytest.raises(DomainError):
        rival.finish()
    assert Event.objects.filter(claim=claim, act=example.act).count() == done + 1
    assert Claim.objects.get(pk=claim.pk).version == claim.version + 1


@every_act_that_waits
def test_it_waits_for_whoever_has_the_claim(example: Example, claim: Claim, actor: Any) -> None:
    with transaction.atomic():
        lock_claim(claim.pk)
        rival = Rival(partial(example.do, claim, actor)).until_it_waits_for_us()
    rival.finish()
    assert Claim.objects.get(pk=claim.pk).status == example.after

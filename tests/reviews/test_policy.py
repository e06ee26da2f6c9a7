"""Who may do what to a claim: role x act x status, against sets written by hand. No HTTP."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import prefetch_related_objects

from claims import policy, workflow
from claims.actions.actors import clock_actor, console_actor
from claims.enums import Act, Status
from claims.errors import NotAllowed
from claims.models import Claim
from reviews.actions import adjudication, findings
from tests.factories import PersonFactory, claim_at, record

pytestmark = [pytest.mark.django_db, pytest.mark.either]

WORDS = "adjust split merge clarify"
EDITORS = (
    "mark queue assign release postpone hand_over send_back appoint approve publish correct withdraw dismiss restore"
    " prioritise want"
)
WHO_WROTE = EDITORS.replace(" approve", "").replace(" correct", "").replace(" send_back", "")
MAY: dict[str, str] = {
    "anonymous": "",
    "stranger": "",
    "inactive reviewer": "",
    "inactive editor": "",
    "reviewer": "mark take",
    "holder": "mark take release postpone hand_over escalate recuse review",
    "author": "mark take retract",
    "adjudicator": f"{EDITORS} recuse adjudicate",
    "editor": EDITORS,
    "editor who wrote the review": f"take retract {WHO_WROTE}",
    "superuser": EDITORS,
    "clock": "find queue assign expire count",
    "console": "",
}
# What each can do now. Who is not named at a status can do nothing there.
_SETS = "dismiss prioritise want"
OPEN: dict[Status, dict[str, str]] = {
    Status.NEW: {
        "reviewer": WORDS,
        "editor": f"queue {_SETS} {WORDS}",
        "superuser": f"queue {_SETS} {WORDS}",
        "clock": "queue",
    },
    Status.QUEUED: {
        "reviewer": f"take {WORDS}",
        "editor": f"assign release postpone hand_over {_SETS} {WORDS}",
        "superuser": f"assign release postpone hand_over {_SETS} {WORDS}",
        "clock": "assign expire",
    },
    Status.IN_REVIEW: {
        "holder": f"release postpone hand_over escalate recuse review {WORDS}",
        "editor": f"release postpone hand_over {_SETS} clarify",
        "superuser": f"release postpone hand_over {_SETS} clarify",
        "clock": "expire",
    },
    Status.ESCALATED: {
        "reviewer": WORDS,
        "editor": f"queue release {_SETS} {WORDS}",
        "superuser": f"queue release {_SETS} {WORDS}",
        "clock": "queue expire",
    },
    Status.DISPUTED: {
        "author": "retract",
        "adjudicator": f"release recuse appoint adjudicate {_SETS} clarify",
        "editor": f"release appoint {_SETS} clarify",
        "editor who wrote the review": f"retract release appoint {_SETS} clarify",
        "superuser": f"release appoint {_SETS} clarify",
        "clock": "expire",
    },
    Status.REVIEWED: {
        "author": "retract",
        "editor": f"send_back approve {_SETS} clarify",
        "editor who wrote the review": f"retract {_SETS} clarify",
        "superuser": f"send_back approve {_SETS} clarify",
        "clock": "count",
    },
    Status.APPROVED: {
        "editor": "send_back publish",
        "editor who wrote the review": "publish",
        "superuser": "send_back publish",
    },
    Status.PUBLISHED: {
        "editor": "correct withdraw",
        "editor who wrote the review": "withdraw",
        "superuser": "correct withdraw",
    },
    Status.WITHDRAWN: {},
    Status.DISMISSED: {
        "editor": "restore",
        "superuser": "restore",
    },
}
# Words may change as long as nobody else is at work on them and nothing was found; the wording, until it is signed.
UNTOUCHED = {Status.NEW, Status.QUEUED, Status.ESCALATED, Status.DISMISSED}
SIGNED = {Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN}
HELD = {Status.IN_REVIEW}
WRITTEN = {Status.DISPUTED, Status.REVIEWED, Status.APPROVED, Status.PUBLISHED, Status.WITHDRAWN}


def exists(role: str, status: Status) -> bool:
    """A holder needs a claim in review, an author a written review."""
    if role == "holder":
        return status in HELD
    if role == "adjudicator":
        return status == Status.DISPUTED
    return status in WRITTEN if role in {"author", "editor who wrote the review"} else True


PAIRS = [(role, status) for role, status in product(MAY, Status) if exists(role, status)]


def person(role: str) -> Any:
    made = {
        "anonymous": AnonymousUser,
        "stranger": PersonFactory,
        "inactive reviewer": lambda: PersonFactory(reviewer=True, is_active=False),
        "inactive editor": lambda: PersonFactory(editor=True, is_active=False),
        "editor": lambda: PersonFactory(editor=True),
        "adjudicator": lambda: PersonFactory(editor=True),
        "editor who wrote the review": lambda: PersonFactory(roles=[policy.REVIEWER, policy.EDITOR]),
        "superuser": lambda: PersonFactory(is_superuser=True),
        "clock": clock_actor,
        "console": console_actor,
    }
    return made.get(role, lambda: PersonFactory(reviewer=True))()


@pytest.fixture(scope="module")
def played(lasting: Any) -> Iterator[dict[Status, int]]:
    """A claim at each status, for all who have nothing to do with it."""
    with lasting():
        yield {status: claim_at(status).pk for status in Status}


def scene(role: str, status: Status, played: dict[Status, int]) -> tuple[Any, Claim]:
    """The actor, and a claim at this status that the actor has the right relation to."""
    actor = person(role)
    if role not in {"holder", "author", "editor who wrote the review", "adjudicator"}:
        return actor, Claim.objects.get(pk=played[status])
    claim = claim_at(status, reviewer=actor if role != "adjudicator" else None)
    if role == "adjudicator":
        adjudication.appoint(claim.pk, person_id=actor.pk, actor=actor)
    return actor, Claim.objects.get(pk=claim.pk)


def acts(words: str) -> set[Act]:
    return {Act(word) for word in words.split()}


def may_change_words(role: str, status: Status) -> str:
    words = ""
    if "mark" in MAY[role] and (status in UNTOUCHED or role == "holder"):
        words = WORDS
    elif "queue" in MAY[role] and "mark" in MAY[role] and status not in SIGNED:
        words = "clarify"
    return f"{MAY[role]} {words}"


@pytest.mark.parametrize(("role", "status"), PAIRS)
def test_every_role_may_do_what_the_table_says_and_is_offered_what_starts_here(
    role: str, status: Status, played: dict[Status, int]
) -> None:
    actor, claim = scene(role, status, played)
    assert {act for act in workflow.CLAIM_ARROWS if policy.may(act, actor, claim)} == acts(
        may_change_words(role, status)
    )
    assert set(policy.acts_open_to(actor, claim)) == acts(OPEN[status].get(role, ""))


def test_every_act_on_claims_is_open_to_somebody_somewhere() -> None:
    somewhere = {act for roles in OPEN.values() for words in roles.values() for act in acts(words)}
    assert somewhere == set(workflow.CLAIM_ARROWS) - {Act.FIND, Act.MARK}  # of a claim that does not exist yet


def test_an_inactive_reviewer_who_still_holds_a_claim_can_do_nothing_with_it() -> None:
    holder = PersonFactory(reviewer=True)
    claim = claim_at(Status.IN_REVIEW, reviewer=holder)
    holder.is_active = False
    assert policy.acts_open_to(holder, claim) == []


def test_a_claim_held_earlier_is_not_held_now() -> None:
    holder = PersonFactory(reviewer=True)
    claim = claim_at(Status.REVIEWED, reviewer=holder)
    assert not policy.may(Act.REVIEW, holder, claim)
    assert not policy.may(Act.RELEASE, holder, claim)


def test_who_wrote_an_earlier_review_that_was_sent_back_still_may_not_approve() -> None:
    author = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    claim = claim_at(Status.REVIEWED, reviewer=author)
    assignment = findings.send_back(claim.pk, actor=PersonFactory(editor=True), note="Add the year.")
    record(assignment)
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.reviews.count() == 2
    assert not policy.may(Act.APPROVE, author, claim)


def test_the_author_of_another_claims_review_may_approve_this_one() -> None:
    author = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    claim_at(Status.REVIEWED, reviewer=author)
    assert policy.may(Act.APPROVE, author, claim_at(Status.REVIEWED))


def test_a_refusal_says_who_may_and_is_no_illegal_state() -> None:
    claim = claim_at(Status.IN_REVIEW)
    with pytest.raises(NotAllowed) as refused:
        policy.require(Act.RELEASE, PersonFactory(reviewer=True), claim)
    needs = "a reviewer who is the one who holds it or an editor"
    assert str(refused.value) == f"You may not do this: “give back” needs {needs}."
    assert (refused.value.code, refused.value.blame) == ("not_allowed", "permission")


def test_lists_read_holders_and_authors_without_a_query_per_claim(django_assert_num_queries: Any) -> None:
    known = [claim_at(Status.REVIEWED).pk for _ in range(3)]
    actor = PersonFactory(roles=[policy.REVIEWER, policy.EDITOR])
    policy.roles_of(actor)
    looked_at = ("assignments", "reviews", "verdict__approvals")
    with django_assert_num_queries(6):
        prefetch_related_objects([actor], "conflicts")
        for claim in Claim.objects.filter(pk__in=known).select_related("article").prefetch_related(*looked_at):
            policy.acts_open_to(actor, claim)

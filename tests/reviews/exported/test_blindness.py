"""No export tells anybody what the desk would not."""

from typing import Any

import pytest

from claims.actions import machines
from claims.enums import Scope, Status
from claims.errors import NotAllowed
from claims.models import Claim
from reviews import policy
from reviews.actions import assignments, wanted
from reviews.enums import ExportKind
from tests.factories import PersonFactory, claim_at, queued_claims, record
from tests.reviews.exported.reading import ids, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(db: None) -> Any:
    """An editor who reviews as well."""
    return PersonFactory(username="both", roles=["Reviewer", "Editor"])


@pytest.fixture
def judged(both: Any, editor: Any) -> Claim:
    """Wants two reviews; somebody else's is in, and `both` holds it now."""
    [claim] = queued_claims(0.9)
    wanted.want(claim.pk, actor=editor, reviews=2)
    for person in (PersonFactory(reviewer=True), both):
        held = assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor)
        if person != both:
            record(held)
    return Claim.objects.get(pk=claim.pk)


@pytest.fixture
def machine(editor: Any) -> Any:
    return machines.make("reader", owner_id=editor.pk, scopes=[Scope.READ], actor=editor).user


def test_an_editor_who_judges_a_claim_gets_nothing_of_what_others_found(judged: Claim, both: Any, editor: Any) -> None:
    assert ids(ExportKind.REVIEWS, editor) == [judged.pk]
    assert ids(ExportKind.SOURCES, editor) == [judged.pk]
    assert ids(ExportKind.REVIEWS, both) == []
    assert ids(ExportKind.SOURCES, both) == []
    [row] = rows_of(ExportKind.CLAIMS, both)
    assert row["held_by"] == ["both"]


def test_their_own_finding_is_in_their_export(judged: Claim, both: Any) -> None:
    record(judged.assignments.get(reviewer=both))
    [row] = rows_of(ExportKind.REVIEWS, both)
    assert row["reviewer"] == "both"
    assert ids(ExportKind.SOURCES, both) == [judged.pk]


def test_nobody_is_told_whose_finding_is_whose_while_reviewers_disagree(editor: Any) -> None:
    claim_at(Status.DISPUTED)
    assert [row["reviewer"] for row in rows_of(ExportKind.REVIEWS, editor)] == [None, None]


def test_what_is_proposed_is_in_no_export_of_verdicts(editor: Any) -> None:
    for status in (Status.REVIEWED, Status.APPROVED):
        claim_at(status)
    assert ids(ExportKind.VERDICTS, editor) == []
    assert [row["rating"] for row in rows_of(ExportKind.CLAIMS, editor)] == [None, None]


def test_a_machine_is_told_what_a_reviewer_is_told(machine: Any) -> None:
    disputed, published, withdrawn = (
        claim_at(status) for status in (Status.DISPUTED, Status.PUBLISHED, Status.WITHDRAWN)
    )
    claims = {row["claim"]: row for row in rows_of(ExportKind.CLAIMS, machine)}
    assert claims[disputed.pk]["status"] == "in_review"
    assert [row["held_by"] for row in claims.values()] == [[], [], []]
    verdicts = {(row["claim"], row["version"]): row for row in rows_of(ExportKind.VERDICTS, machine)}
    assert verdicts[published.pk, 1]["summary"] == "It was 3.9 percent."
    hidden = verdicts[withdrawn.pk, 1]
    assert (hidden["rating"], hidden["summary"], hidden["reasoning"]) == (None, None, None)
    assert verdicts[withdrawn.pk, 2]["note"] == "The table was wrong."
    assert {row["version"] for row in rows_of(ExportKind.SOURCES, machine)} == {1}
    assert set(ids(ExportKind.SOURCES, machine)) == {published.pk}


@pytest.mark.parametrize("kind", ExportKind)
def test_exports_are_for_editors_and_for_machines_that_read(
    kind: ExportKind, editor: Any, reviewer: Any, stranger: Any, machine: Any, clock: Any
) -> None:
    allowed = {editor} | ({machine} if kind is not ExportKind.REVIEWS else set())
    assert {who for who in (editor, reviewer, stranger, machine, clock) if policy.may_export(who, kind)} == allowed
    with pytest.raises(NotAllowed, match=f"“export {kind}” needs an editor"):
        policy.require_export(reviewer, kind)

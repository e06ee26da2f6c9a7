"""Who sits where: places, leases, and what may be in whose hands."""

from collections.abc import Iterable

from django.utils import timezone

from claims import clock
from tests.reviews.machine import suited
from tests.reviews.machine.rows import EDITOR, REVIEWER, Row, Rows

OVER = ("reviewed", "approved", "published", "withdrawn", "dismissed", "new")  # nobody is at work on these


def no_claim_has_more_standing_reviews_than_wanted(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        standing = [row for row in now.standing(claim.id) if row.role == "review"]
        assert len(standing) <= (claim.reviews_wanted or 1), claim
        assert all(1 <= row.place <= (claim.reviews_wanted or 1) for row in standing), claim


def one_assignment_sits_on_a_place(before: Rows, now: Rows) -> None:
    seated = [(row.claim_id, row.role, row.place) for row in _standing(now)]
    assert no_doubles(seated)


def nobody_sits_twice_on_a_claim(before: Rows, now: Rows) -> None:
    assert no_doubles((row.claim_id, row.reviewer_id) for row in _standing(now))


def a_finding_is_by_whoever_held_the_claim(before: Rows, now: Rows) -> None:
    for review in now["Review"]:
        held = now.tables["Assignment"][review.assignment_id]
        assert (held.reviewer_id, held.claim_id) == (review.reviewer_id, review.claim_id)
        assert held.closed_as in ("reviewed", "retracted", "sent_back", "dismissed")
    assert no_doubles(review.assignment_id for review in now["Review"])


def nobody_holds_what_is_not_being_worked_on(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        holding = now.open(claim.id)
        assert not holding or claim.status not in OVER, claim
        assert claim.status == "disputed" or not any(row.role == "adjudication" for row in holding), claim


def an_adjudicator_wrote_and_writes_no_review(before: Rows, now: Rows) -> None:
    for claim in now["Claim"]:
        settles = [row.reviewer_id for row in now.standing(claim.id) if row.role == "adjudication"]
        wrote = {review.reviewer_id for review in now.where("Review", claim_id=claim.id) if not _settles(now, review)}
        assert not wrote & set(settles), claim


def whoever_was_to_settle_a_dispute_reviews_the_claim_no_more(before: Rows, now: Rows) -> None:
    for row in (row for pk, row in now.tables["Assignment"].items() if pk not in before.tables["Assignment"]):
        if row.role == "review":
            assert not now.where("Assignment", claim_id=row.claim_id, reviewer_id=row.reviewer_id, role="adjudication")


def a_lease_has_a_token_of_its_own_for_ever(before: Rows, now: Rows) -> None:
    assert no_doubles(row.token for row in now["Assignment"])
    assert all(now.tables["Assignment"][pk].token == row.token for pk, row in before.tables["Assignment"].items())


def what_is_closed_stays_closed_but_for_a_finding_that_falls(before: Rows, now: Rows) -> None:
    for pk, was in before.tables["Assignment"].items():
        falls = was.closed_as == "reviewed"
        assert was.closed_as == "" or falls or now.tables["Assignment"][pk] == was


def nobody_is_handed_more_than_they_carry(before: Rows, now: Rows) -> None:
    for row in _new(before, now, "taken", "balanced", "handed_over"):
        assert suited.held(now, row.reviewer_id) <= suited.capacity(now, row.reviewer_id)


def nobody_is_handed_what_they_must_not_judge(before: Rows, now: Rows) -> None:
    for row in _new(before, now, "taken", "balanced", "chosen", "handed_over", "appointed"):
        claim = now.tables["Claim"][row.claim_id]
        assert not suited.in_conflict(now, row.reviewer_id, claim, clock.today())
        assert REVIEWER in now.roles(row.reviewer_id) or (
            row.reason == "appointed" and EDITOR in now.roles(row.reviewer_id)
        )


def the_clock_hands_to_whom_it_suits(before: Rows, now: Rows) -> None:
    for row in _new(before, now, "balanced"):
        claim, person = now.tables["Claim"][row.claim_id], row.reviewer_id
        assert suited.reads(now, person, claim)
        assert suited.knows_enough(now, person, claim)
        assert not suited.is_away(now, person, timezone.localdate(clock.now()))
        assert (profile := now.profile(person)) is None or profile.available
        assert (claim.not_before or clock.now()) <= clock.now()


def the_queue_is_in_its_order(before: Rows, now: Rows) -> None:
    from claims.models import Claim

    expected = [claim.id for claim in suited.waiting(now, clock.now())]
    assert list(Claim.objects.waiting().values_list("pk", flat=True)) == expected


def no_doubles(values: Iterable[object]) -> bool:
    found = list(values)
    return len(found) == len(set(found))


def _standing(now: Rows) -> list[Row]:
    return [row for row in now["Assignment"] if row.closed_as in ("", "reviewed")]


def _new(before: Rows, now: Rows, *reasons: str) -> list[Row]:
    known = before.tables["Assignment"]
    return [row for pk, row in now.tables["Assignment"].items() if pk not in known and row.reason in reasons]


def _settles(now: Rows, review: Row) -> bool:
    return bool(now.tables["Assignment"][review.assignment_id].role == "adjudication")

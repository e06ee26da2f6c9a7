"""Rubber-stamping and drift: what is measured of each person, and when a sentence is said about it."""

from datetime import UTC, datetime, timedelta

import pytest

from claims.enums import Act
from reviews.figures import reviewers
from reviews.habits import ENOUGH, NEVER, Approver, Reviewer, steps_apart, two_digits
from reviews.slices import Decision, Finding, Unit
from reviews.sums import Sums, approvers

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
PLACES = {"true": 5, "mostly_true": 4, "half_true": 3, "mostly_false": 2, "false": 1}


def found(reviewer: int, label: str, at: datetime = NOON, seconds: float = 1800) -> Finding:
    taken = at - timedelta(seconds=seconds)
    return Finding(1, reviewer, label, PLACES.get(label), "truth", taken, at)


def watched(*units: list[Finding], tolerance: int = 0) -> list[Reviewer]:
    whole, months = Sums(), dict[str, Sums]()
    for findings in units:
        unit = Unit(max(finding.at for finding in findings), findings)
        for sums in (whole, months.setdefault(unit.month, Sums())):
            sums.add(unit)
    names = {reviewer: f"reviewer{reviewer}" for reviewer in whole.work}
    return sorted(reviewers(dict(sorted(months.items())), whole, names, tolerance), key=lambda who: who.username)


def decided(act: Act, seconds: float, editor: int = 1) -> Decision:
    return Decision(act, editor, NOON + timedelta(seconds=seconds), NOON)


def decisions(*made: Decision) -> list[Approver]:
    return list(approvers([], made).values())


@pytest.mark.parametrize(
    ("own", "others", "tolerance", "expected"),
    [
        ("true", ["true"], 0, True),
        ("true", ["mostly_true"], 0, False),
        ("true", ["mostly_true"], 1, True),
        ("half_true", ["true", "half_true", "false"], 0, True),
        ("half_true", ["half_true", "mostly_true"], 0, True),  # two share the middle: the lower one is proposed
        ("mostly_true", ["half_true", "mostly_true"], 0, False),
        ("unproven", ["unproven"], 0, True),
        ("unproven", ["satire"], 4, False),
        ("unproven", ["true"], 4, False),
        ("true", ["unproven"], 4, False),
        ("true", ["unproven", "true"], 0, True),
        ("true", ["unproven", "unproven", "true"], 0, False),
        ("unproven", ["unproven", "unproven", "true"], 0, True),
        ("satire", ["unproven", "unproven", "satire"], 0, False),
    ],
)
def test_agreeing_is_lying_near_what_the_others_would_have_proposed(
    own: str, others: list[str], tolerance: int, expected: bool
) -> None:
    steps = steps_apart(found(1, own), [found(2, label) for label in others])
    assert (NEVER < steps <= tolerance) is expected


def test_work_is_counted_for_each_reviewer() -> None:
    one, other = watched([found(1, "true", seconds=60), found(2, "half_true")], [found(1, "false", seconds=240)])
    whole = one.whole
    assert (whole.reviews, whole.compared, whole.agreed, whole.quick) == (2, 1, 0, 1)
    assert (whole.median_minutes, whole.quick_share, whole.agreement, whole.distance) == (2.5, 0.5, 0, 2)
    assert (other.whole.reviews, other.whole.distance) == (1, -2)


def test_who_is_never_compared_has_no_share_and_no_distance() -> None:
    [alone] = watched([found(1, "true")])
    assert (alone.whole.agreement, alone.whole.distance, alone.notes) == (None, None, [])


def test_nobody_looks_milder_than_the_other_of_three() -> None:
    units = [found(1, "true"), found(2, "half_true"), found(3, "half_true")]
    assert [who.whole.distance for who in watched(units)] == [2, -1, -1]


@pytest.mark.parametrize(("cases", "said"), [(ENOUGH - 1, 0), (ENOUGH, 1)])
def test_quick_findings_are_told_where_there_are_cases_enough(cases: int, said: int) -> None:
    [quick] = watched(*[[found(1, "true", seconds=30)] for _ in range(cases)])
    assert len(quick.notes) == said
    if said:
        assert quick.notes == ["10 of 10 findings were recorded within 2 minutes of taking the claim."]


def test_a_quarter_of_quick_findings_is_not_too_many() -> None:
    [quick] = watched(*[[found(1, "true", seconds=30 if number < 3 else 600)] for number in range(12)])
    assert quick.notes == []


def test_who_seldom_agrees_or_rates_far_off_is_told() -> None:
    mild, _ = watched(*[[found(1, "true"), found(2, "half_true")] for _ in range(ENOUGH)])
    assert mild.notes == [
        "Agrees with the others on 0 of 10 claims only.",
        "Rates 2.0 steps higher (milder) than the others on average.",
    ]


def test_drift_is_told_where_the_last_month_differs_from_all_before() -> None:
    later = NOON + timedelta(days=31)
    before = [[found(1, "true"), found(2, "true")] for _ in range(ENOUGH)]
    after = [[found(1, "mostly_true", later), found(2, "true", later)] for _ in range(ENOUGH)]
    drifting, _ = watched(*before, *after)
    assert list(drifting.months) == ["2026-03", "2026-04"]
    assert drifting.notes == [
        "Agreed with the others on 0% of claims in 2026-04, before that on 100%.",
        "In 2026-04 rated 1.0 steps lower (stricter) than before, measured by the others.",
    ]
    assert watched(*before, *after[1:])[0].notes == []  # nine cases are no month


def test_months_are_in_order_whatever_came_first() -> None:
    [who] = watched([found(1, "true", NOON + timedelta(days=40))], [found(1, "true")])
    assert list(who.months) == ["2026-03", "2026-04"]


def test_an_approver_is_measured_from_the_finding_to_the_approval() -> None:
    first, second = decisions(
        decided(Act.APPROVE, 30), decided(Act.APPROVE, 90), decided(Act.SEND_BACK, 5), decided(Act.APPROVE, 600, 2)
    )
    assert (first.approvals, first.sent_back, first.quick, first.median_minutes) == (2, 1, 1, 1)
    assert (second.quick_share, second.notes) == (0, [])


@pytest.mark.parametrize(("quick", "said"), [(2, False), (3, True)])
def test_quick_approvals_are_told_where_they_are_more_than_a_quarter(quick: int, said: bool) -> None:
    seconds = [59.0] * quick + [60.0] * (ENOUGH - quick)
    expected = [f"{quick} of 10 approvals came within 60 seconds of the finding."]
    [editor] = decisions(*(decided(Act.APPROVE, number) for number in seconds))
    assert editor.notes == (expected if said else [])
    [editor] = decisions(*(decided(Act.APPROVE, 1) for _ in range(ENOUGH - 1)))
    assert editor.notes == []


@pytest.mark.parametrize(("seconds", "kept"), [(0, 0), (59.6, 60), (99, 99), (137, 140), (1234, 1200), (9_999, 10_000)])
def test_times_are_kept_to_two_digits(seconds: float, kept: int) -> None:
    assert two_digits(seconds) == kept

"""Agreement over slices: what is counted, what is left out and why. Many rows cost no more queries than few."""

from datetime import timedelta
from typing import Any

import pytest

from claims.enums import Status
from claims.errors import NotAllowed, NotFound
from reviews import slices
from reviews.actions import findings
from reviews.agreement import FEWER_THAN_TWO, NOTHING_TO_COMPARE
from reviews.enums import AssignmentRole
from reviews.figures import EXCLUDED, NOT_TWO_REVIEWERS, OFF_THE_LINE, ONE_OF_THEM, WHY_NONE, Report, report
from reviews.slices import ANOTHER_SCALE, Slice
from tests import factories
from tests.factories import PersonFactory
from tests.reviews.several_reviews import NOON, reviewed, second_scale

DAY = timedelta(days=1)


@pytest.fixture
def third_reviewer(db: None) -> Any:
    return PersonFactory(reviewer=True, username="third-reviewer")


@pytest.fixture
def seen(editor: Any) -> Any:
    """What the editor sees of a slice."""

    def see(**asked: Any) -> Report:
        return report(Slice(**asked), actor=editor)

    return see


def test_an_empty_desk_has_figures_that_say_why_there_are_none(seen: Any) -> None:
    found = seen()
    assert (found.whole.claims, found.months, found.pairs, found.reviewers, found.approvers) == (0, [], [], [], [])
    assert {figure.value for figure in found.whole.figures.values()} == {None}
    assert found.whole.figures["alpha_ordinal"].why == NOTHING_TO_COMPARE
    assert all(figure.why in WHY_NONE for figure in found.whole.figures.values())


def test_two_reviewers_have_every_figure(seen: Any, reviewer: Any, second_reviewer: Any) -> None:
    for one, other in (("true", "true"), ("false", "false"), ("true", "mostly_true"), ("false", "false")):
        reviewed((reviewer, one), (second_reviewer, other))
    figures = seen().whole.figures
    assert figures["percent_agreement"].value == 0.75
    assert figures["cohens_kappa"].value == pytest.approx((0.75 - 6 / 16) / (1 - 6 / 16))
    assert figures["fleiss_kappa"].value is not None
    assert figures["alpha_nominal"].value is not None
    # A step apart weighs less than the whole line.
    assert figures["alpha_ordinal"].value > figures["alpha_nominal"].value
    assert {figure.used for figure in figures.values()} == {4}
    assert {str(figure.excluded) for figure in figures.values()} == {"{}"}


def test_claims_with_one_finding_are_left_out_and_counted(seen: Any, reviewer: Any, second_reviewer: Any) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"))
    reviewed((reviewer, "true"))
    figure = seen().whole.figures["percent_agreement"]
    assert (figure.used, figure.excluded) == (1, {FEWER_THAN_TWO: 1})
    assert seen().whole.figures["cohens_kappa"].excluded == {ONE_OF_THEM: 1}


def test_what_lies_off_the_line_counts_in_nominal_figures_alone(
    seen: Any, reviewer: Any, second_reviewer: Any, third_reviewer: Any
) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "mostly_true"), (third_reviewer, "unproven"))
    reviewed((reviewer, "false"), (second_reviewer, "satire"))
    figures = seen().whole.figures
    assert (figures["alpha_nominal"].used, figures["alpha_nominal"].excluded) == (2, {})
    assert figures["alpha_ordinal"].used == 1
    assert figures["alpha_ordinal"].excluded == {FEWER_THAN_TWO: 1, OFF_THE_LINE: 2}


def test_findings_on_another_scale_are_left_out_and_counted(seen: Any, reviewer: Any, second_reviewer: Any) -> None:
    second_scale()
    reviewed((reviewer, "yes"), (second_reviewer, "yes"), scale="short")
    reviewed((reviewer, "true"), (second_reviewer, "true"))
    assert seen().asked.scale == "truth"
    figure = seen().whole.figures["percent_agreement"]
    assert (figure.used, figure.excluded) == (1, {FEWER_THAN_TWO: 1, ANOTHER_SCALE: 2})
    assert seen(scale="short").whole.findings == 2


def test_who_thought_again_counts_once_and_as_they_think_now(seen: Any, reviewer: Any, editor: Any) -> None:
    claim = factories.claim_at(Status.REVIEWED, reviewer=reviewer)
    findings.send_back(claim.pk, actor=editor, note="One source more.")
    factories.record(claim.assignments.get(closed_at=None), rating="true")
    assert (seen().whole.claims, seen().whole.findings) == (1, 1)
    [unit] = slices.units(Slice(scale="truth"), actor=editor)
    assert [finding.label for finding in unit.findings] == ["true"]


def test_adjudications_are_no_reviews(seen: Any, reviewer: Any, second_reviewer: Any, third_reviewer: Any) -> None:
    claim = reviewed((reviewer, "true"), (second_reviewer, "false"))
    reviewed((third_reviewer, "true"), claim=claim, role=AssignmentRole.ADJUDICATION)
    assert seen().whole.findings == 2


def test_three_reviewers_have_pairs_but_no_kappa_of_two(
    seen: Any, reviewer: Any, second_reviewer: Any, third_reviewer: Any
) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"), (third_reviewer, "false"))
    reviewed((reviewer, "false"), (second_reviewer, "false"))
    found = seen()
    assert found.whole.figures["cohens_kappa"].why == NOT_TWO_REVIEWERS
    assert found.pairs[0].names == ("first-reviewer", "second-reviewer")
    assert [pair.figures["cohens_kappa"].used for pair in found.pairs] == [2, 1, 1]
    assert found.pairs[0].figures["cohens_kappa"].value == 1
    assert found.pairs[1].figures["cohens_kappa"].excluded == {ONE_OF_THEM: 1}


def test_a_pair_is_compared_without_the_others(
    seen: Any, reviewer: Any, second_reviewer: Any, third_reviewer: Any
) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"), (third_reviewer, "false"))
    reviewed((reviewer, "false"), (third_reviewer, "false"))
    reviewed((reviewer, "false"), (second_reviewer, "false"))
    figures = seen(pair=(reviewer.pk, second_reviewer.pk)).whole.figures
    assert (figures["cohens_kappa"].value, figures["cohens_kappa"].used) == (1, 2)
    assert figures["percent_agreement"].value == 1
    assert figures["percent_agreement"].excluded == {FEWER_THAN_TWO: 1}


def test_a_claim_belongs_to_the_period_of_its_last_finding(seen: Any, reviewer: Any, second_reviewer: Any) -> None:
    midnight = NOON.replace(day=31, hour=23, minute=59)
    reviewed((reviewer, "true"), (second_reviewer, "true"), at=midnight)  # the second one in April
    reviewed((reviewer, "true"), (second_reviewer, "true"))
    assert [(month.name, month.claims) for month in seen().months] == [("2026-03", 1), ("2026-04", 1)]
    april = midnight + timedelta(minutes=1)
    assert [(month.name, month.findings) for month in seen(since=april).months] == [("2026-04", 2)]
    assert [(month.name, month.findings) for month in seen(until=april).months] == [("2026-03", 2)]
    assert seen(since=NOON + 60 * DAY).whole.claims == 0


def test_an_outlet_is_part_of_its_name(seen: Any, reviewer: Any, second_reviewer: Any) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"), outlet="The Daily")
    reviewed((reviewer, "true"), (second_reviewer, "false"), outlet="The Weekly")
    assert seen(outlet="daily").whole.figures["percent_agreement"].value == 1
    assert seen(outlet="the").whole.claims == 2
    assert seen(outlet="%").whole.claims == 0


@pytest.mark.parametrize("part", ["whole", "months"])
def test_every_claim_is_used_or_left_out_for_a_reason_that_has_words(
    seen: Any, reviewer: Any, second_reviewer: Any, third_reviewer: Any, part: str
) -> None:
    second_scale()
    reviewed((reviewer, "true"), (second_reviewer, "true"), (third_reviewer, "satire"))
    reviewed((reviewer, "true"), (second_reviewer, "outdated"))
    reviewed((reviewer, "yes"), scale="short")
    found = seen()
    groups = [found.whole] if part == "whole" else found.months
    for group in groups:
        for name, figure in group.figures.items():
            assert set(figure.excluded) <= set(EXCLUDED)
            if name != "cohens_kappa":
                of_claims = {reason: n for reason, n in figure.excluded.items() if EXCLUDED[reason].startswith("claim")}
                assert figure.used + sum(of_claims.values()) == group.claims


def test_nobody_but_editors_sees_them(reviewer: Any, stranger: Any, clock: Any) -> None:
    with pytest.raises(NotAllowed):
        report(Slice(), actor=reviewer)
    for nobody in (stranger, clock):
        with pytest.raises(NotFound):
            report(Slice(), actor=nobody)


@pytest.mark.parametrize("narrowed", [False, True])
def test_many_claims_cost_as_many_queries_as_one(
    seen: Any, reviewer: Any, second_reviewer: Any, django_assert_num_queries: Any, narrowed: bool
) -> None:
    asked: dict[str, Any] = {}
    if narrowed:
        pair = (reviewer.pk, second_reviewer.pk)
        asked = {"since": NOON - DAY, "until": NOON + DAY, "outlet": "Daily", "pair": pair, "scale": "truth"}
    for claims in (1, 4):
        for _ in range(claims):
            reviewed((reviewer, "true"), (second_reviewer, "false"), outlet="The Daily")
        seen()  # reads the editor's groups
        # the rules, findings, decisions, names; with the scale in use, the tallies 2, what is out of step, until when
        # decisions are counted, and those
        with django_assert_num_queries(4 if narrowed else 8):
            seen(**asked)

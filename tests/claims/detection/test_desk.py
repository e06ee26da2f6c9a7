"""The newsroom's own head: near the shipped model at first, and moved by decisions."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.detection.desk import SHIPPED, Decision, Head, figures, fit

scores = st.floats(0, 1)


def decisions(number: int, seed: int = 1) -> list[Decision]:
    """A newsroom that checks laws and hardly ever what is hedged, whatever the shipped score says."""
    dice = random.Random(seed)
    made = []
    for _ in range(number):
        reasons = tuple(reason for reason in ("law", "hedged", "number") if dice.random() < 0.4)
        chance = 0.5 + 0.4 * ("law" in reasons) - 0.4 * ("hedged" in reasons)
        made.append(Decision(dice.uniform(0.5, 0.99), reasons, dice.random() < chance))
    return made


@given(scores)
def test_without_decisions_nothing_changes(score: float) -> None:
    assert SHIPPED.adjust(score, ["law"]) == score


def test_nothing_to_learn_from_is_the_shipped_model() -> None:
    assert fit([]) == SHIPPED


def test_what_a_newsroom_likes_moves_up_and_what_it_dismisses_moves_down() -> None:
    head = fit(decisions(400))
    assert head.adjust(0.7, ["law"]) > head.adjust(0.7, []) > head.adjust(0.7, ["hedged"])


def test_it_is_better_on_decisions_that_it_has_not_seen() -> None:
    unseen = decisions(400, seed=2)
    before, after = figures(unseen, SHIPPED), figures(unseen, fit(decisions(400)))
    assert after.log_loss < before.log_loss
    assert after.auc > before.auc


def test_few_decisions_move_it_little() -> None:
    one = fit([Decision(0.8, ("law",), worthy=False)])
    many = fit([Decision(0.8, ("law",), worthy=False)] * 100)
    assert 0.8 > one.adjust(0.8, ["law"]) > 0.55
    assert many.adjust(0.8, ["law"]) < 0.1


def test_the_same_decisions_give_the_same_head() -> None:
    assert fit(decisions(100)) == fit(decisions(100))


@given(
    st.lists(st.tuples(scores, st.sampled_from([(), ("law",), ("law", "number")]), st.booleans()), max_size=30), scores
)
def test_scores_stay_between_0_and_1_whatever_was_decided(
    made: list[tuple[float, tuple[str, ...], bool]], score: float
) -> None:
    head = fit([Decision(*one) for one in made])
    assert 0 <= head.adjust(score, ["law", "never seen"]) <= 1


@pytest.mark.parametrize(
    ("order", "auc"), [((0.9, 0.8, 0.2, 0.1), 1.0), ((0.1, 0.2, 0.8, 0.9), 0.0), ((0.5, 0.5, 0.5, 0.5), 0.5)]
)
def test_the_area_under_the_curve_counts_pairs(order: tuple[float, ...], auc: float) -> None:
    made = [Decision(score, (), worthy) for score, worthy in zip(order, (True, True, False, False), strict=True)]
    assert figures(made, SHIPPED).auc == auc


def test_the_log_loss_is_that_of_a_coin_for_scores_that_say_nothing() -> None:
    made = [Decision(0.5, (), worthy=True), Decision(0.5, (), worthy=False)]
    assert figures(made, Head()).log_loss == pytest.approx(0.6931, abs=1e-4)

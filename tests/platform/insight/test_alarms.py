"""A rise in one lender's failures raises the alarm; a history that does not change hardly ever does."""

import random
from fractions import Fraction

import pytest

from hejie_platform.insight.facts import alarms

MONTHS = [f"2026-{month:02d}" for month in range(1, 13)]
WINDOW = MONTHS[-3:]


def synthetic(seed: int, *, before: float, now: float, monthly: int = 12) -> dict[str, tuple[int, int]]:
    """One lender's agreements by month, each failing with a probability."""
    dice = random.Random(seed)
    return {
        month: (sum(dice.random() < (now if month in WINDOW else before) for _ in range(monthly)), monthly)
        for month in MONTHS
    }


def raised(history: dict[str, tuple[int, int]]) -> bool:
    return bool(alarms.rises({"A": history}, window=WINDOW, least=5))


@pytest.mark.feature("X09")
def test_a_planted_rise_raises_the_alarm_within_the_window() -> None:
    found = sum(raised(synthetic(seed, before=0.08, now=0.45)) for seed in range(200))
    assert found >= 190


@pytest.mark.feature("X09")
def test_a_stable_history_raises_it_no_more_often_than_stated() -> None:
    """One in a hundred at most; of a thousand histories, three standard deviations above ten would be twenty."""
    found = sum(raised(synthetic(seed, before=0.15, now=0.15)) for seed in range(1000))
    assert found <= 20


def test_the_chance_is_the_exact_one() -> None:
    """Fisher's tea: of four cups each, three of the four right or more by chance is 17/70."""
    assert alarms.chance_of((3, 4), (1, 4)) == Fraction(17, 70)
    assert alarms.chance_of((4, 4), (0, 4)) == Fraction(1, 70)


def test_without_a_history_there_is_nothing_to_rise_from() -> None:
    assert alarms.chance_of((9, 10), (0, 0)) == 1


def test_so_few_failures_that_they_are_not_shown_raise_no_alarm() -> None:
    history = {"2026-01": (0, 400), "2026-12": (4, 6)}
    assert alarms.chance_of((4, 6), (0, 400)) < alarms.CHANCE
    assert not raised(history)


def test_sides_that_feel_a_point_apart_are_told_and_unknown_ones_are_not() -> None:
    means = {
        ("offer", "borrower"): Fraction(2),
        ("offer", "lender"): Fraction(3),
        ("review", "borrower"): Fraction(4),
        ("review", "lender"): Fraction(7, 2),
        ("signing", "borrower"): Fraction(1),
        ("signing", "lender"): None,
    }
    assert [(one.about, one.gap) for one in alarms.apart(means)] == [("offer", Fraction(-1))]

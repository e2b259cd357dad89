"""When no plan fits: why, which smallest change would make one fit, and which roads remain.

Each lever is moved alone from the gentlest plan of the grid (longest term, lowest rate, most waived), so that each
answer is true by itself: "with 120.00 more a month", "with 72 instalments instead of 60", "with 8,000.00 at once".
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from hejie import money, rules, texts
from hejie.plans import evaluation
from hejie.plans.grid import Judge, Rejected
from hejie.plans.package import Package

ROADS = ("road_income_help", "road_debt_adviser", "road_short_pause", "road_mediator", "road_legal_aid")
"""What remains without a plan; the first two help most where the budget leaves nothing."""


def answers(
    judge: Judge, rejected: Sequence[Rejected], *, budget: evaluation.Means
) -> tuple[texts.Message, ...]:
    """Reasons, smallest changes and roads, for a case of which every option was rejected."""
    dear = [one for one in rejected if one.reason.code == "plan_over_budget"]
    if not dear:
        return (texts.message("plan_none_lawful"), *_roads())
    gentlest = min(dear, key=_burden)
    least, disposable = _burden(gentlest), budget.disposable_minor
    return (
        _why(disposable, least),
        texts.message("plan_needs_more_a_month", more_minor=least - disposable, burden_minor=least),
        *_other_changes(judge, gentlest.package, disposable),
        *_roads(),
    )


def _burden(one: Rejected) -> int:
    return int(str(one.reason.facts["burden_minor"]))


def _why(disposable: int, least: int) -> texts.Message:
    if disposable < 0:
        return texts.message("budget_is_short", short_minor=-disposable)
    if disposable == 0:
        return texts.message("budget_leaves_nothing")
    return texts.message("budget_below_least_plan", disposable_minor=disposable, least_minor=least)


def _roads() -> Iterator[texts.Message]:
    return (texts.message(road) for road in ROADS)


def _other_changes(judge: Judge, gentlest: Package, disposable: int) -> Iterator[texts.Message]:
    """A longer term, a lower rate, money at once, the plan running as it does; only what would really do. None of it
    helps without income to spare."""
    if disposable <= 0:
        return
    of = judge.of

    def fits(
        *, instalments: int | None = None, rate: Fraction | None = None, upfront: int | None = None
    ) -> bool:
        package = replace(
            gentlest,
            instalments=instalments or gentlest.instalments,
            annual_rate=gentlest.annual_rate if rate is None else rate,
            upfront_minor=gentlest.upfront_minor if upfront is None else upfront,
        )
        can = judge.impossible(package) is None
        return can and judge.option(package).burden_minor <= disposable

    longer = least_true(lambda n: fits(instalments=n), gentlest.instalments, rules.MOST_INSTALMENTS // 2)
    if longer:
        yield texts.message("plan_needs_longer_term", instalments=longer, policy_most=gentlest.instalments)
    points = math.ceil(gentlest.annual_rate * 100)  # a whole per cent below the rate, whatever its decimals
    lower = least_true(lambda cut: fits(rate=Fraction(points - cut, 100)), 0, points) if points else None
    if lower:
        rate = money.rate_text(Fraction(points - lower, 100))
        yield texts.message("plan_needs_lower_rate", least_rate=rate)
    owed = of.claim.total - sum(gentlest.waive.values())
    upfront = least_true(lambda minor: fits(upfront=minor), gentlest.upfront_minor, owed)
    if upfront:
        yield texts.message("plan_needs_upfront", upfront_minor=upfront)


def least_true(claim: Callable[[int], bool], low: int, high: int) -> int | None:
    """The least number in (low, high] for which a claim that stays true once true holds; None if it never does."""
    if high <= low or not claim(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if claim(middle) else (middle, high)
    return high

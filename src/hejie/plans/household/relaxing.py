"""When no joint plan fits: why, which smallest change would make one, and which roads remain.

Each change is moved alone from the gentlest plans (the least instalment of every creditor inside its limits), so that
each answer is true by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import ceil

import numpy as np

from hejie import money, rules, texts
from hejie.plans.household.case import Case
from hejie.plans.household.table import screened
from hejie.plans.joint import Creditor
from hejie.plans.levers import Levers
from hejie.plans.relax import ROADS, least_true


def gentlest(seats: Sequence[Creditor]) -> tuple[int, ...] | None:
    """The plan of least instalment of every creditor; None where one has none."""
    rows = []
    for one in seats:
        allowed = np.flatnonzero(one.may & (one.plans.upfront_minor == one.plans.upfront_minor.min()))
        if not len(allowed):
            return None
        rows.append(int(allowed[one.plans.instalment_minor[allowed].argmin()]))
    return tuple(rows)


def answers(
    case: Case, least: int | None, *, upfront_minor: int = 0, kept_minor: int = 0
) -> tuple[texts.Message, ...]:
    """Reasons, smallest changes and roads; `least` is the dearest month of the gentlest plans, None where law or limits
    leave none, `upfront_minor` what they take at once, and `kept_minor` what stays where least stays."""
    spare, laid_by = case.household.disposable_minor, case.household.buffer_minor
    if least is not None and upfront_minor > laid_by:
        said = {"upfront_minor": upfront_minor, "buffer_minor": laid_by}
        return (texts.message("plan_upfront_above_buffer", **said), *_roads())
    if least is not None and spare >= least and kept_minor < 0:
        return (texts.message("plan_ahead_of_income", short_minor=-kept_minor), *_roads())
    if least is None or spare >= least:
        return (texts.message("plan_none_lawful"), *_roads())
    return (
        _why(spare, least),
        texts.message("plan_needs_more_a_month", more_minor=least - spare, burden_minor=least),
        *_changes(case, spare),
        *_roads(),
    )


def _why(spare: int, least: int) -> texts.Message:
    if spare < 0:
        return texts.message("budget_is_short", short_minor=-spare)
    if spare == 0:
        return texts.message("budget_leaves_nothing")
    return texts.message("budget_below_least_plan", disposable_minor=spare, least_minor=least)


def _roads() -> Iterator[texts.Message]:
    return (texts.message(road) for road in ROADS)


def _changes(case: Case, spare: int) -> Iterator[texts.Message]:
    """A longer term, a lower rate, money at once: only what would really do."""
    if spare <= 0:
        return
    gentle = [_end(one.levers or Levers.of(one.policy)) for one in case.creditors]

    def fits(change: Callable[[Levers], Levers]) -> bool:
        tables = [screened(one, change(own), case) for one, own in zip(case.creditors, gentle, strict=True)]
        return sum(int(table.instalment_minor.min()) for table in tables) <= spare

    most = max(own.terms[0] for own in gentle)
    longer = least_true(
        lambda n: fits(lambda own: own.fixed("terms", max(n, own.terms[0]))),
        most,
        rules.MOST_INSTALMENTS // 2,
    )
    if longer:
        yield texts.message("plan_needs_longer_term", instalments=longer, policy_most=most)
    points = max(ceil(own.rates[0] * 100) for own in gentle)
    lower = least_true(
        lambda cut: fits(lambda own: own.fixed("rates", min(own.rates[0], Fraction(points - cut, 100)))),
        0,
        points,
    )
    if lower:
        yield texts.message(
            "plan_needs_lower_rate", least_rate=money.rate_text(Fraction(points - lower, 100))
        )
    owed = case.debts_minor
    upfront = least_true(
        lambda minor: fits(lambda own: own.fixed("upfronts", Fraction(minor, owed))), 0, owed
    )
    if upfront:
        yield texts.message("plan_needs_upfront", upfront_minor=upfront)


def _end(own: Levers) -> Levers:
    """The gentlest step of every lever."""
    return Levers(
        terms=own.terms[-1:],
        rates=own.rates[:1],
        penalties=own.penalties[-1:],
        charges=own.charges[-1:],
        principal=own.principal[-1:],
        shapes=own.shapes[:1],
    )

"""One lender's menu with what each option means for both sides: exact schedules in columns, chances, values, rates.

The menu says what law, policy and budget allow, and keeps every rejected option with its reason. Here each option that is
left gets its months, the simulated futures in which it is paid to the end, what it is worth to the lender beside waiting,
court and sale, and what it costs a year.

>>> from datetime import date
>>> from hejie import loans, plans, rules
>>> policy, _ = rules.parse_policy(rules.example_policy("example_bank"))
>>> of = grid.Case(claim=loans.Buckets(overdue_principal=3_000_000), policy=policy, pack=rules.load_pack("cn"),
...                start=date(2026, 1, 15), first_due=date(2026, 2, 15), under=(plans.LoanFacts("bank"),))
>>> household = survival.Household(income_minor=750_000, living_minor=600_000, buffer_minor=200_000)
>>> menu = plans.menu(of.claim, policy=policy, pack=of.pack, start=of.start, budget=household, under=of.under)
>>> found = assess(menu, of=of, household=household, lender=outcome.Economics(), paths=500, seed=1)
>>> len(found), found.outside.best, int(found.beats_outside.sum())
(61, 'court', 61)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import dates, texts
from hejie.plans import grid, outcome, survival

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

YEAR: Final = 12
HALVINGS: Final = 60
MOST_RATE: Final = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class Assessed:
    """The options of a menu, one row each. `amounts_minor` [options, months] is exact, from the first month after the
    start; `completes` of `paths` futures; `value_minor` is the lender's, `outside` its ways without a plan; `nominal` and
    `effective` are the yearly cost of what is repaid by the instalments."""

    options: tuple[grid.Option, ...]
    amounts_minor: Ints
    alive: Floats
    completes: Ints
    paths: int
    value_minor: Ints
    outside: outcome.Outside
    nominal: Floats
    effective: Floats

    def __len__(self) -> int:
        return len(self.options)

    @property
    def beats_outside(self) -> NDArray[np.bool_]:
        """Which options are worth more to the lender than its best way without a plan."""
        return np.asarray(self.value_minor >= self.outside.best_minor)

    @property
    def frontier(self) -> NDArray[np.intp]:
        """The options that no other beats in burden, total, the lender's value and completion, in their order."""
        burden = np.array([one.burden_minor for one in self.options], dtype=np.int64)
        total = np.array([one.total_minor for one in self.options], dtype=np.int64)
        measures = np.column_stack([burden, total, -self.value_minor, -self.completes])
        kept: list[int] = []
        for row in np.lexsort(measures.T[::-1]):
            if not kept or not (measures[kept] <= measures[row]).all(axis=1).any():
                kept.append(int(row))
        return np.sort(np.array(kept, dtype=np.intp))


def assess(
    menu: grid.Menu,
    *,
    of: grid.Case,
    household: survival.Household,
    lender: outcome.Economics,
    model: survival.IncomeModel | None = None,
    share: float = 1.0,
    paths: int = 2000,
    seed: int = 1,
) -> Assessed:
    """Every option of a menu that was made for the case `of`; `share` is the lender's part of all debts, on whose part of
    the household it looks. Raises Faulty for a share that is none."""
    if not 0 < share <= 1:
        raise texts.Faulty(
            (texts.fault("plan_share_outside", "share", given=str(share), least="0", most="1"),)
        )
    judge = grid.Judge(of)
    amounts, financed, upfront = _columns(judge, menu.options)
    months = max(amounts.shape[1], 1)
    futures = survival.simulate(
        household, model or survival.IncomeModel(), months=months, paths=paths, seed=seed
    )
    asked = np.ceil(amounts / share - 1e-6).astype(np.int64)
    at_once = np.ceil(upfront / share - 1e-6).astype(np.int64)
    held = survival.held_through(futures, amounts_minor=asked, upfront_minor=at_once)
    alive = held / futures.count
    worth = outcome.value(
        lender, claim_minor=of.claim.total, amounts_minor=amounts, alive=alive, upfront_minor=upfront
    )
    nominal = _yearly(financed, amounts)
    return Assessed(
        options=menu.options,
        amounts_minor=amounts,
        alive=alive,
        completes=held[:, -1] if len(held) else np.zeros(0, dtype=np.int64),
        paths=futures.count,
        value_minor=worth,
        outside=lender.outside(of.claim.total),
        nominal=nominal,
        effective=(1 + nominal / YEAR) ** YEAR - 1,
    )


def _columns(judge: grid.Judge, options: Sequence[grid.Option]) -> tuple[Ints, Ints, Ints]:
    """What every option asks for in each month after the start, what its instalments repay, what it asks for at once."""
    schedules = [judge.schedule(one.package) for one in options]
    places = [[max(dates.months_begun(judge.of.start, due) - 1, 0) for due in one.due] for one in schedules]
    months = max((place[-1] + 1 for place in places), default=1)
    amounts = np.zeros((len(options), months), dtype=np.int64)
    for row, (one, place) in enumerate(zip(schedules, places, strict=True)):
        np.add.at(amounts[row], place, one.amounts)
    repaid = [sum(one.principal) + sum(one.arrears) for one in schedules]
    upfront = [one.package.upfront_minor for one in options]
    return amounts, np.array(repaid, dtype=np.int64), np.array(upfront, dtype=np.int64)


def _yearly(repaid: Ints, amounts: Ints) -> Floats:
    """The nominal rate of every option, as `rules.nominal_rate` defines it: interest that a month does not pay bears
    none. 0 where no more is paid than was repaid."""
    low, high = np.zeros(len(repaid)), np.full(len(repaid), MOST_RATE)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = _overpaid(repaid, amounts, middle / YEAR) > 0
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    return np.where(amounts.sum(axis=1) > repaid, (low + high) / 2, 0.0)


def _overpaid(repaid: Ints, amounts: Ints, monthly: Floats) -> Floats:
    """What the payments give beyond what is repaid at these monthly rates."""
    principal, interest = repaid.astype(np.float64), np.zeros(len(repaid))
    for paid in amounts.T:
        interest += principal * monthly
        to_interest = np.minimum(paid, interest)
        interest -= to_interest
        principal -= paid - to_interest
    return -(principal + interest)


def why_not(menu: grid.Menu, **wanted: object) -> tuple[tuple[texts.Message, int], ...]:
    """Why nothing of the grid that has these terms ("instalments=48") is an option: the reasons and how often each
    stands, the most frequent first; nothing where an option has them.

    >>> why_not(grid.Menu((), ()), instalments=48)
    ()
    """

    def has(package: object) -> bool:
        return all(getattr(package, name) == value for name, value in wanted.items())

    if any(has(one.package) for one in menu.options):
        return ()
    counted: dict[str, tuple[texts.Message, int]] = {}
    for one in menu.rejected:
        if has(one.package):
            first, count = counted.get(one.reason.code, (one.reason, 0))
            counted[one.reason.code] = (first, count + 1)
    return tuple(sorted(counted.values(), key=lambda pair: (-pair[1], pair[0].code)))

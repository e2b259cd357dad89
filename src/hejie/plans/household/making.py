"""Joint choices made exactly: every schedule by `plans.evaluate`, all of them together tried in the same simulated futures.

maker = Maker(case, pack, seats, paths)
maker.exact(choice).total_minor          # to the fen, where the search went by closed forms
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from hejie import dates, rules
from hejie.plans import evaluation, joint, survival
from hejie.plans.household import table
from hejie.plans.household.case import Case
from hejie.plans.joint import JointPlan


@dataclass(frozen=True, slots=True)
class Exact:
    """The plans of all creditors, made exactly, as they meet the household: `months_minor` is what is due in each month
    from the first one on, all creditors together, what is paid at once apart. `burden_minor` is the dearest month,
    counted from the start or by the calendar, whichever is more (weeks fall differently); `kept_minor` is what stays of
    what a month leaves where it stays least, of a household with a season by what its months until then leave."""

    parts: tuple[evaluation.Evaluation, ...]
    months_minor: tuple[int, ...]
    upfront_minor: int
    total_minor: int
    burden_minor: int
    kept_minor: int
    survival: survival.Survival

    @property
    def expected_minor(self) -> int:
        """What is paid on average over the simulated futures, until the month in which a plan breaks; broken units are cut
        off."""
        held = sum(due * alive for due, alive in zip(self.months_minor, self.survival.curve, strict=False))
        return self.upfront_minor + held // max(self.survival.paths, 1)

    @property
    def is_blocked(self) -> bool:
        """Whether a check forbids one of the plans. A missing fact stops signing later, never proposing."""
        return any(finding.verdict == "block" for one in self.parts for finding in one.findings)

    @property
    def may_be_proposed(self) -> bool:
        """Nothing blocks it, and no month takes what living needs."""
        return self.kept_minor >= 0 and not self.is_blocked


def futures(case: Case, months: int) -> survival.Paths:
    """The household's simulated futures; the case's own seed."""
    return survival.simulate(
        case.household,
        case.model,
        months=months,
        paths=case.paths,
        seed=case.seed,
        told_minor=case.ahead.by_number(case.start),
    )


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the choices of one case; each creditor's plan once, in however many joint plans it stands."""

    case: Case
    pack: rules.LawPack
    seats: Sequence[joint.Creditor]
    paths: survival.Paths
    parts: dict[tuple[int, int], evaluation.Evaluation] = field(default_factory=dict)
    made: dict[tuple[int, ...], Exact] = field(default_factory=dict)

    def exact(self, choice: tuple[int, ...]) -> Exact:
        """A joint choice made exactly."""
        if choice not in self.made:
            parts = tuple(self._part(place, row) for place, row in enumerate(choice))
            self.made[choice] = together(self.case, parts, self.paths)
        return self.made[choice]

    def as_made(self, plan: JointPlan) -> JointPlan:
        """The plan with the figures of its exact making."""
        exact = self.exact(plan.choice)
        return replace(
            plan,
            burden_minor=exact.burden_minor,
            upfront_minor=exact.upfront_minor,
            total_minor=exact.total_minor,
            months=len(exact.months_minor),
            completes=exact.survival.completes,
        )

    def is_open(self, plan: JointPlan) -> bool:
        """Whether every creditor could agree to its part, by its own limits and rules, and so much is there to pay at once."""
        may = all(one.may[row] for one, row in zip(self.seats, plan.choice, strict=True))
        return may and plan.upfront_minor <= self.paths.buffer_minor

    def _part(self, place: int, row: int) -> evaluation.Evaluation:
        if (place, row) not in self.parts:
            owed, of = self.case.creditors[place], self.seats[place]
            self.parts[place, row] = evaluation.evaluate(
                table.package(owed, self.case, self.pack, of.plans.choice(row)),
                owed.claim,
                start=self.case.start,
                under=owed.under,
                pack=self.pack,
                policy=owed.policy,
            )
        return self.parts[place, row]


def together(case: Case, parts: tuple[evaluation.Evaluation, ...], paths: survival.Paths) -> Exact:
    """Several exact plans as they meet one household."""
    months = months_of(case, parts)
    upfront = sum(one.package.upfront_minor for one in parts)
    return Exact(
        parts=parts,
        months_minor=months,
        upfront_minor=upfront,
        total_minor=sum(one.total_minor for one in parts),
        burden_minor=max(max(months, default=0), _dearest_by_calendar(parts)),
        kept_minor=_kept(case, parts, months, upfront),
        survival=survival.survival(paths, amounts_minor=months, upfront_minor=upfront),
    )


def _dearest_by_calendar(parts: Sequence[evaluation.Evaluation]) -> int:
    """The dearest calendar month of all plans together."""
    sums: dict[tuple[int, int], int] = {}
    for one in parts:
        for due, amount in zip(one.schedule.due, one.schedule.amounts, strict=True):
            sums[due.year, due.month] = sums.get((due.year, due.month), 0) + amount
    return max(sums.values(), default=0)


def _kept(case: Case, parts: Sequence[evaluation.Evaluation], months: Sequence[int], upfront: int) -> int:
    """What stays in the month in which least stays; below zero where a plan takes what living needs."""
    usual, left = case.household.disposable_minor, case.left_minor(len(months))
    if left is None:
        return usual - max(max(months, default=0), _dearest_by_calendar(parts))
    room = joint.Room.of(usual, len(months), left, buffer_minor=case.household.buffer_minor)
    asked, at_once = np.array([months], dtype=np.int64), np.array([upfront], dtype=np.int64)
    return -int(max(room.over(asked)[0], room.ahead(asked, at_once)[0]))


def months_of(case: Case, parts: Sequence[evaluation.Evaluation]) -> tuple[int, ...]:
    """What falls due in each month after the start, all plans together: the first one reaches to the start's day a
    month later, whatever the calendar says."""
    sums: dict[int, int] = {}
    for one in parts:
        for due, amount in zip(one.schedule.due, one.schedule.amounts, strict=True):
            month = max(dates.months_begun(case.start, due) - 1, 0)
            sums[month] = sums.get(month, 0) + amount
    return tuple(sums.get(month, 0) for month in range(max(sums, default=-1) + 1))

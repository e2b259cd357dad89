"""Every plan inside a lender's published levers, judged by law and budget: what fits, and why the rest does not.

The grid is term x grace x rate x share of penalty waived x share of interest waived. Only term, grace and rate change
the part that bears interest, so its schedule is made once for each of those and what bears no interest is added to it:
a menu of eight hundred options costs ninety schedules. Figures are exact; nothing is sampled.

The law is asked once for each term, grace, rate and principal that bears interest. The full cost check is made when
an option is shown (`evaluate`).
"""

import functools
import operator
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product

from hejie import loans, rules, texts
from hejie.plans import claim as claims
from hejie.plans import evaluation
from hejie.plans.package import Package, package_hash

PENALTIES = ("penalty_interest", "compound_interest", "liquidated_damages", "recovery_costs")
CHARGES = ("normal_interest", "overdue_interest", "service_fees", "guarantee_fees")
"""The two groups of buckets that the grid waives together: what punishes lateness, and what was the price."""


@dataclass(frozen=True, slots=True)
class Option:
    """A plan that law, policy and budget allow. Amounts in minor units; `burden_minor` is the dearest month."""

    package: Package
    burden_minor: int
    total_minor: int
    interest_minor: int
    waived_minor: int
    extra_minor: int
    last_due: date

    @property
    def hash(self) -> str:
        """The package's hash."""
        return package_hash(self.package)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A plan of the grid that is not offered, and the first reason for it."""

    package: Package
    reason: texts.Message


@dataclass(frozen=True, slots=True)
class Menu:
    """All options, in the order of the grid, and all that were rejected. `answers` speak where there is no option:
    why, what smallest change would make one, and which roads remain."""

    options: tuple[Option, ...]
    rejected: tuple[Rejected, ...]
    answers: tuple[texts.Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What every option is tried on. `first_due` is the first date of the grid of due dates."""

    claim: loans.Buckets
    policy: rules.PolicyPack
    pack: rules.LawPack
    start: date
    first_due: date
    under: tuple[evaluation.LoanFacts, ...]
    upfront_minor: int = 0
    every: str = "month"

    def package(
        self,
        *,
        instalments: int,
        grace: int,
        rate: Fraction,
        waive: Mapping[str, int],
        upfront_minor: int | None = None,
    ) -> Package:
        """A package of the grid."""
        levers = self.policy.published.levers
        return Package(
            instalments=instalments,
            every=self.every,
            first_due=self.first_due,
            grace_instalments=grace,
            annual_rate=rate,
            waive=waive,
            upfront_minor=self.upfront_minor if upfront_minor is None else upfront_minor,
            method=levers.methods[0],
            overdue_uplift=levers.overdue_uplift,
        )


def options(
    judge: "Judge", *, budget: evaluation.Means | None
) -> tuple[tuple[Option, ...], tuple[Rejected, ...]]:
    """The grid, judged: what fits, and what does not with its reason, both in the order of the grid."""
    fits: list[Option] = []
    rejected: list[Rejected] = []
    for package in packages(judge.of):
        reason = above_claim(judge.of, package) or judge.objection(package)
        option = None if reason else judge.option(package)
        if option:
            reason = over_budget(option, budget)
        if option and not reason:
            fits.append(option)
        elif reason:
            rejected.append(Rejected(package, reason))
    return tuple(fits), tuple(rejected)


def above_claim(of: Case, package: Package) -> texts.Message | None:
    """Why more cannot be paid at once than is owed after the waivers."""
    owed = of.claim.total - sum(package.waive.values())
    if package.upfront_minor <= owed:
        return None
    return texts.message("plan_upfront_above_claim", upfront_minor=package.upfront_minor, most_minor=owed)


def over_budget(option: Option, budget: evaluation.Means | None) -> texts.Message | None:
    """Why the household cannot carry the option, if it cannot."""
    if budget is None or option.burden_minor <= budget.disposable_minor:
        return None
    short = option.burden_minor - budget.disposable_minor
    return texts.message("plan_over_budget", burden_minor=option.burden_minor, short_minor=short)


def packages(of: Case) -> Iterator[Package]:
    """Every package of the policy's grid, in a fixed order."""
    levers = of.policy.published.levers
    waivers = tuple(
        {**dict(penalty), **dict(charge)}
        for penalty, charge in product(
            _waivers(of.claim, levers, PENALTIES), _waivers(of.claim, levers, CHARGES)
        )
    )
    axes = product(
        levers.instalments.steps(), levers.grace_instalments.steps(), levers.annual_rate.steps(), waivers
    )
    for instalments, grace, rate, waive in axes:
        yield of.package(instalments=instalments, grace=grace, rate=rate, waive=waive)


def _waivers(
    claim: loans.Buckets, levers: rules.Levers, names: Iterable[str]
) -> tuple[Mapping[str, int], ...]:
    """The steps of one group: at step k every bucket of it is waived by its own k-th share. Equal steps appear once."""
    moved = {name: levers.waive[name].steps() for name in names if name in levers.waive and claim[name]}
    longest = max((len(steps) for steps in moved.values()), default=1)
    found: dict[tuple[tuple[str, int], ...], None] = {}
    for k in range(longest):
        amounts = {name: int(claim[name] * steps[min(k, len(steps) - 1)]) for name, steps in moved.items()}
        found[tuple((name, minor) for name, minor in amounts.items() if minor)] = None
    return tuple(dict(step) for step in found)


def _amounts(schedule: loans.Schedule) -> tuple[int, ...]:
    return schedule.amounts


class Judge:
    """Tries packages of one case; remembers schedules and law findings by what they depend on."""

    __slots__ = ("_base", "_law", "_new", "_order", "_rows", "of")

    def __init__(self, of: Case) -> None:
        self.of = of
        self._order = evaluation.payment_order(of.pack, of.start)
        self._base = functools.cache(self._make_base)
        self._new = functools.cache(self._make_new)
        self._rows = functools.cache(_amounts)
        self._law: dict[tuple[int, int, Fraction, int], texts.Message | None] = {}

    def _make_base(self, instalments: int, grace: int, rate: Fraction, financed: int) -> loans.Schedule:
        package = self.of.package(instalments=instalments, grace=grace, rate=rate, waive={})
        return claims.base_schedule(
            package, financed_minor=financed, start=self.of.start, currency=self.of.claim.currency
        )

    def _make_new(self, waive: Mapping[str, int], upfront_minor: int) -> claims.NewClaim:
        """The new claim depends on what is waived and paid at once, not on term, grace or rate."""
        package = self.of.package(
            instalments=1, grace=0, rate=Fraction(0), waive=waive, upfront_minor=upfront_minor
        )
        return claims.restate(package, self.of.claim, order=self._order)

    def _schedule(self, package: Package, new: claims.NewClaim) -> loans.Schedule:
        return self._base(
            package.instalments, package.grace_instalments, package.annual_rate, new.financed_minor
        )

    def option(self, package: Package) -> Option:
        """The figures of a package; exact."""
        new = self._new(package.waive, package.upfront_minor)
        base = self._schedule(package, new)
        total = base.total + new.carried_minor + new.first_minor + package.upfront_minor
        return Option(
            package=package,
            burden_minor=self._burden(package, base, new),
            total_minor=total,
            interest_minor=base.total_interest,
            waived_minor=new.waived_minor,
            extra_minor=total - self.of.claim.total,
            last_due=base.due[-1],
        )

    def schedule(self, package: Package) -> loans.Schedule:
        """The whole schedule of a package, with what bears no interest; exact."""
        new = self._new(package.waive, package.upfront_minor)
        return claims.with_arrears(self._schedule(package, new), new, package)

    def _burden(self, package: Package, base: loans.Schedule, new: claims.NewClaim) -> int:
        """For monthly plans the dearest row, without building the whole schedule again."""
        if package.every != "month":
            return evaluation.month_burden(claims.with_arrears(base, new, package))
        grace = package.grace_instalments
        rows = self._rows(base)
        parts = claims.arrears_parts(new, len(rows) - grace)
        dearest: int = max((*rows[:grace], *map(operator.add, rows[grace:], parts)))
        return dearest

    def objection(self, package: Package) -> texts.Message | None:
        """What law forbids in this term, grace, rate and principal; None if nothing does. A missing fact stops signing
        later, never proposing."""
        financed = self._new(package.waive, package.upfront_minor).financed_minor
        key = (package.instalments, package.grace_instalments, package.annual_rate, financed)
        if key not in self._law:
            self._law[key] = self._ask_law(package)
        return self._law[key]

    def _ask_law(self, package: Package) -> texts.Message | None:
        new = self._new(package.waive, package.upfront_minor)
        base = self._schedule(package, new)
        for loan in self.of.under:
            facts = evaluation.law_facts(package, self.of.claim, new, base, start=self.of.start, loan=loan)
            for finding in rules.check_plan(facts, pack=self.of.pack):
                if finding.verdict == "block":
                    return texts.message("plan_unlawful", check=finding.check, finding=finding.code)
        return None

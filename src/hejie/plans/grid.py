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
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from itertools import product

from hejie import loans, rules, texts
from hejie.plans import bounds, evaluation
from hejie.plans import claim as claims
from hejie.plans.levers import CHARGES as CHARGES
from hejie.plans.levers import PENALTIES as PENALTIES
from hejie.plans.levers import Levers, Shape, first_shape
from hejie.plans.package import ON_BREACH, Package, package_hash


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
        shape: Shape | None = None,
        on_breach: str = ON_BREACH[0],
    ) -> Package:
        """A package of the grid; without a shape it runs as the policy's first method does. Raises Faulty where a shape
        needs a pause that is not there."""
        levers = self.policy.published.levers
        runs = shape or first_shape(levers, self.every)
        even = Package(
            instalments=instalments,
            every=runs.every,
            first_due=self.first_due,
            grace_instalments=grace,
            grace=runs.grace,
            annual_rate=rate,
            waive=waive,
            upfront_minor=self.upfront_minor if upfront_minor is None else upfront_minor,
            method=runs.method,
            step_rate=runs.step_rate,
            step_every=runs.step_every,
            season=runs.season,
            token_minor=runs.token_minor,
            overdue_uplift=levers.overdue_uplift,
            on_breach=on_breach,
        )
        return replace(even, balloon_minor=self._balloon(even, runs)) if runs.balloon else even

    def _balloon(self, even: Package, shape: Shape) -> int:
        """Its share of what bears interest; broken units are paid before. None where more is paid at once than is owed."""
        if above_claim(self, even):
            return 0
        new = claims.restate(even, self.claim, order=evaluation.payment_order(self.pack, self.start))
        return int(new.financed_minor * shape.balloon)


def options(
    judge: "Judge", *, budget: evaluation.Means | None, levers: Levers | None = None
) -> tuple[tuple[Option, ...], tuple[Rejected, ...]]:
    """The grid, judged: what fits, and what does not with its reason, both in the order of the grid. `levers`: other
    steps than the policy's usual ones; what of them leaves the policy is rejected for that."""
    fits: list[Option] = []
    rejected: list[Rejected] = []
    for package in packages(judge.of) if levers is None else packages_of(judge.of, levers):
        reason = judge.reason(package) or (judge.outside(package) if levers else None)
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


def packages_of(of: Case, levers: Levers) -> Iterator[Package]:
    """Every package that these levers make, once each, in their order; what a shape needs and terms do not have is left
    out, for it says nothing that another package does not say."""
    seen: set[Package] = set()
    waived = {
        shares: _given(of, *shares) for shares in product(levers.penalties, levers.charges, levers.principal)
    }
    axes = product(levers.shapes, levers.terms, levers.graces, levers.rates, waived.items(), levers.upfronts)
    for shape, instalments, grace, rate, (_, waive), share in axes:
        if shape.needs_pause and not grace:
            continue
        owed = of.claim.total - sum(waive.values())
        package = of.package(
            instalments=instalments,
            grace=grace,
            rate=rate,
            waive=waive,
            upfront_minor=int(owed * share) or of.upfront_minor,
            shape=shape,
        )
        if package not in seen:
            seen.add(package)
            yield package


def _given(of: Case, penalties: Fraction, charges: Fraction, principal: Fraction) -> dict[str, int]:
    """What is waived of every bucket, each no further than the policy's own lever."""
    levers = of.policy.published.levers.waive
    groups = ((PENALTIES, penalties), (CHARGES, charges), (loans.PRINCIPAL, principal))
    return {
        name: int(of.claim[name] * min(share, levers[name].most))
        for names, share in groups
        for name in names
        if name in levers
    }


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


RUNS = operator.attrgetter(
    *(
        "instalments",
        "grace_instalments",
        "annual_rate",
        "every",
        "grace",
        "method",
        "step_rate",
        "step_every",
    ),
    *("season", "balloon_minor", "token_minor"),
)
"""What of a package its schedule depends on, beside the principal that bears interest."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to the law. A pack is known by its digest."""

    facts: rules.PlanFacts
    digest: str
    pack: rules.LawPack = field(compare=False)


@functools.lru_cache(maxsize=4096)
def _forbidden(asked: _Asked) -> texts.Message | None:
    """The first check that blocks. The menu of a lender, its part of a household and the joint table ask the same."""
    for finding in rules.check_plan(asked.facts, pack=asked.pack):
        if finding.verdict == "block":
            return texts.message("plan_unlawful", check=finding.check, finding=finding.code)
    return None


class Judge:
    """Tries packages of one case; remembers schedules and law findings by what they depend on."""

    __slots__ = ("_base", "_law", "_new", "_order", "_rows", "of")

    def __init__(self, of: Case) -> None:
        self.of = of
        self._order = evaluation.payment_order(of.pack, of.start)
        self._new = functools.cache(self._make_new)
        self._rows = functools.cache(_amounts)
        self._base: dict[tuple[object, ...], loans.Schedule] = {}
        self._law: dict[tuple[object, ...], texts.Message | None] = {}

    def _make_new(self, waive: Mapping[str, int], upfront_minor: int) -> claims.NewClaim:
        """The new claim depends on what is waived and paid at once, not on term, grace or rate."""
        package = self.of.package(
            instalments=1, grace=0, rate=Fraction(0), waive=waive, upfront_minor=upfront_minor
        )
        return claims.restate(package, self.of.claim, order=self._order)

    def _schedule(self, package: Package, new: claims.NewClaim) -> loans.Schedule:
        key = (*RUNS(package), new.financed_minor)
        if key not in self._base:
            self._base[key] = claims.base_schedule(
                package,
                financed_minor=new.financed_minor,
                start=self.of.start,
                currency=self.of.claim.currency,
            )
        return self._base[key]

    def reason(self, package: Package) -> texts.Message | None:
        """Why the package cannot be carried out, or what law forbids in it."""
        return above_claim(self.of, package) or self.impossible(package) or self.objection(package)

    def outside(self, package: Package) -> texts.Message | None:
        """The first published lever that the package leaves."""
        return next(iter(bounds.outside(package, self.of.claim, policy=self.of.policy)), None)

    def impossible(self, package: Package) -> texts.Message | None:
        """Why its parts do not go together: small sums in a pause are taken off what bears nothing, a balloon is a part of
        what bears interest, and there must be as much of each."""
        new, paid = (
            self._new(package.waive, package.upfront_minor),
            package.token_minor * package.grace_instalments,
        )
        if paid <= new.carried_minor and package.balloon_minor <= new.financed_minor:
            return None
        return texts.message("plan_shape_impossible")

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
        if package.every != "month" or package.token_minor:
            return evaluation.month_burden(claims.with_arrears(base, new, package))
        grace = package.grace_instalments
        rows = self._rows(base)
        parts = claims.arrears_parts(new, len(rows) - grace)
        dearest: int = max((*rows[:grace], *map(operator.add, rows[grace:], parts)))
        return dearest

    def objection(self, package: Package) -> texts.Message | None:
        """What law forbids in this term, grace, rate, shape and principal; None if nothing does. A missing fact stops
        signing later, never proposing."""
        financed = self._new(package.waive, package.upfront_minor).financed_minor
        key = (*RUNS(package), financed)
        if key not in self._law:
            self._law[key] = self._ask_law(package)
        return self._law[key]

    def _ask_law(self, package: Package) -> texts.Message | None:
        new = self._new(package.waive, package.upfront_minor)
        base = self._schedule(package, new)
        for loan in self.of.under:
            facts = evaluation.law_facts(package, self.of.claim, new, base, start=self.of.start, loan=loan)
            if found := _forbidden(_Asked(facts, self.of.pack.digest, self.of.pack)):
                return found
        return None

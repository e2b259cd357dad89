"""Three plans by name, each with the reason it bears that name.

    affordable  asks least of the household in its dearest month
    cheapest    costs least in total
    balanced    the largest product of what each side gains: the household its room and low cost, the lender its money
                and an early end

Ties are broken by the figures themselves, then by the package's hash: the same menu always names the same plans.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import dates, loans, rules, texts
from hejie.plans import evaluation, grid, relax
from hejie.plans.levers import Levers


@dataclass(frozen=True, slots=True)
class Named:
    """A plan that is proposed under a name, and why."""

    name: str
    option: grid.Option
    reasons: tuple[texts.Message, ...]


def menu(
    claim: loans.Buckets,
    *,
    policy: rules.PolicyPack,
    pack: rules.LawPack,
    start: date,
    budget: evaluation.Means | None = None,
    under: Sequence[evaluation.LoanFacts] = (),
    first_due: date | None = None,
    upfront_minor: int = 0,
    every: str | None = None,
    levers: Levers | None = None,
) -> grid.Menu:
    """Every plan inside the policy's levers, judged by law and budget; where nothing fits, what would.

    `levers`: what is moved instead of the usual levers, such as `Levers.free(policy)` with some of them fixed or bounded;
    of what leaves the policy each plan is rejected with the lever that it leaves. Without `under` the policy's own kind of lender stands for the loan; without `first_due` the first instalment falls
    due one month after the start. Raises Faulty if nothing is owed or the dates are impossible.
    """
    if claim.total == 0:
        raise texts.Faulty((texts.fault("loan_nothing_owed", "claim"),))
    of = grid.Case(
        claim=claim,
        policy=policy,
        pack=pack,
        start=start,
        first_due=first_due or dates.add_months(start, 1),
        under=tuple(under) or (evaluation.LoanFacts(policy.lender_type, policy.channel),),
        upfront_minor=upfront_minor,
        every=every or policy.published.levers.every[0],
    )
    judge = grid.Judge(of)
    fits, rejected = grid.options(judge, budget=budget, levers=levers)
    answers = () if fits or budget is None else relax.answers(judge, rejected, budget=budget)
    return grid.Menu(fits, rejected, answers)


def named(of: grid.Menu, *, budget: evaluation.Means | None = None) -> tuple[Named, ...]:
    """Up to three different plans; none where the menu has no option. One plan never appears under two names."""
    found: list[Named] = []
    for name, choose in CHOICES.items():
        left = [option for option in of.options if option not in [one.option for one in found]]
        if left:
            option = choose(left)
            found.append(Named(name, option, _reasons(name, option, of.options, budget)))
    return tuple(found)


def _affordable(options: Sequence[grid.Option]) -> grid.Option:
    return min(options, key=lambda one: (one.burden_minor, one.total_minor, one.last_due, one.hash))


def _cheapest(options: Sequence[grid.Option]) -> grid.Option:
    return min(options, key=lambda one: (one.total_minor, one.burden_minor, one.last_due, one.hash))


def _balanced(options: Sequence[grid.Option]) -> grid.Option:
    burdens = Span.of([one.burden_minor for one in options])
    totals = Span.of([one.total_minor for one in options])
    ends = Span.of([one.last_due.toordinal() for one in options])

    def gains(one: grid.Option) -> Fraction:
        household = burdens.below(one.burden_minor) + totals.below(one.total_minor)
        lender = 1 - totals.below(one.total_minor) + ends.below(one.last_due.toordinal())
        return household * lender

    best = max(gains(one) for one in options)
    return _cheapest([one for one in options if gains(one) == best])


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the largest of some figures."""

    least: int
    most: int

    @classmethod
    def of(cls, figures: Sequence[int]) -> "Span":
        """The span of these figures."""
        return cls(min(figures), max(figures))

    def below(self, figure: int) -> Fraction:
        """How far a figure lies below the largest, from 0 to 1; 1 where all are equal."""
        width = self.most - self.least
        return Fraction(self.most - figure, width) if width else Fraction(1)


CHOICES: dict[str, Callable[[Sequence[grid.Option]], grid.Option]] = {
    "affordable": _affordable,
    "cheapest": _cheapest,
    "balanced": _balanced,
}


def _reasons(
    name: str, option: grid.Option, options: Sequence[grid.Option], budget: evaluation.Means | None
) -> tuple[texts.Message, ...]:
    said = [_why(name, option, len(options))]
    if option.waived_minor:
        said.append(texts.message("plan_waives", waived_minor=option.waived_minor))
    if option.package.grace_instalments:
        first = option.package.first_payment_on.isoformat()
        said.append(texts.message("plan_starts_later", grace=option.package.grace, first_on=first))
    if budget is not None:
        kept = budget.disposable_minor - option.burden_minor
        said.append(texts.message("plan_fits_budget", burden_minor=option.burden_minor, kept_minor=kept))
    return tuple(said)


def _why(name: str, option: grid.Option, count: int) -> texts.Message:
    if name == "affordable":
        return texts.message("plan_named_affordable", burden_minor=option.burden_minor, count=count)
    if name == "cheapest":
        return texts.message(
            "plan_named_cheapest", total_minor=option.total_minor, extra_minor=option.extra_minor, count=count
        )
    return texts.message("plan_named_balanced", months=months(option), total_minor=option.total_minor)


def months(option: grid.Option) -> int:
    """Months from the first date of the grid to the last payment, both counted."""
    first: date = option.package.first_due
    return dates.months_between(first, option.last_due) + 1

"""A plan beside the household's months: which of them ask for more than the forecast leaves, and how likely all are kept.

A month with 2,100.00 due is beyond a month that leaves 1,400.00, though another leaves 3,000.00. The household alone reads
these figures; an agreement that it signs all the same names the months, never the sums.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from hejie import plans
from hejie.plans import household, survival
from hejie_platform.cases.models import Negotiation
from hejie_platform.intake.queries import ahead_of, budget_of
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim
from hejie_platform.negotiation.queries.plans import Chance
from hejie_platform.negotiation.queries.seats import engine_case
from hejie_platform.negotiation.queries.talks import debts_of, laid_by

YEAR = 12


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """A calendar month ("2026-02") in which something is due: `left_minor` is what the forecast leaves for this creditor,
    `most_minor` all that is not kept for living."""

    month: str
    due_minor: int
    left_minor: int
    most_minor: int

    @property
    def over_minor(self) -> int:
        """How much more is due than the forecast leaves; zero and less where it fits."""
        return self.due_minor - self.left_minor


@dataclass(frozen=True, slots=True)
class Purse:
    """A household's month beside one creditor: its means, the part of the month that falls to the creditor, the whole."""

    means: facts.Means
    usual: facts.Usual
    whole: facts.Usual


def purse_of(row: Negotiation) -> Purse:
    """The purse, from the budget as it stands."""
    made, debts = budget_of(row.case).made, debts_of(row.case, row.ref)
    whole = facts.usual_of(made, ahead_of(row.case, made), laid_by_minor=laid_by(row.case) or 0)
    return Purse(facts.means_of(made, debts, row.ref), whole.part(debts, row.ref), whole)


def months_ahead(purse: Purse, tried: plans.Evaluation) -> tuple[MonthAhead, ...]:
    """Every month in which the plan asks for something, beside what it leaves.

    A month that leaves more than the usual one may take more; in a weaker one the living stays protected as in the usual
    month, and what is beyond the forecast is for the household to say.
    """
    due = _due_by_month(tried)
    first, count = min(due), max(due) - min(due) + 1
    means, whole = purse.means, purse.whole
    day = _day_in(first - 1)  # the forecast begins with the month after this day
    left, all_left = purse.usual.left_by_month(day, count), whole.left_by_month(day, count)
    return tuple(
        MonthAhead(
            month=f"{_day_in(place):%Y-%m}",
            due_minor=due[place],
            left_minor=left[place - first],
            most_minor=means.most_minor + max(all_left[place - first] - whole.left_minor, 0),
        )
        for place in sorted(due)
    )


def beyond_forecast(purse: Purse, tried: plans.Evaluation) -> list[MonthAhead]:
    """The months that ask for more than the forecast leaves, in their order."""
    return [one for one in months_ahead(purse, tried) if one.over_minor > 0]


def _due_by_month(tried: plans.Evaluation) -> Counter[int]:
    """What is due in each calendar month, counted from year 0; the payment at once is not a month's."""
    schedule = tried.schedule
    found: Counter[int] = Counter()
    for due, amount in zip(schedule.due, schedule.amounts, strict=True):
        if amount:
            found[due.year * YEAR + due.month - 1] += amount
    return found or Counter({tried.last_due.year * YEAR + tried.last_due.month - 1: 0})


def _day_in(place: int) -> date:
    return date(place // YEAR, place % YEAR + 1, 1)


def chance_on(purse: Purse, claim: Claim, tried: plans.Evaluation) -> Chance:
    """In how many simulated futures of this household the plan is paid to its end: for the household's eyes alone."""
    start = facts.start_of(claim)
    case = engine_case([], purse.usual, start=start, first_due=tried.package.first_due)
    asked = household.months_of(case, [tried])
    paths = household.futures(case, max(len(asked), 1))
    lived = survival.survival(paths, amounts_minor=asked, upfront_minor=tried.package.upfront_minor)
    return Chance(lived.completes, lived.paths, lived.curve)

"""A household's budget -> the household and the futures that the plans' engine simulates.

Of 8,000.00 of income and 2,300.00 that it leaves, debts that are 40 % of all debts meet a household of 3,200.00 with 920.00
to spare: what befalls the month befalls each debt in proportion. The shape of the year and how far months stray come from the
household's own measured months, where there are any. Of money that is laid by only what the household can do without enters.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from hejie import budget, dates
from hejie.plans import household, survival


@dataclass(frozen=True, slots=True)
class Usual:
    """The usual month in minor units: income less what the business costs, and what is left for debts (zero and less are
    answers). `months_minor`: the income of each measured month, from the calendar month `first_month` on. `ahead`: what single
    months to come are told to bring, by a forecast of which `forecast_case` was taken. `laid_by_minor`: what the household has
    laid by and need not keep."""

    income_minor: int
    left_minor: int
    months_minor: tuple[int, ...] = ()
    first_month: int = 1
    ahead: tuple[tuple[str, int], ...] = ()
    forecast_case: str = ""
    held_back: int = 0
    laid_by_minor: int = 0

    @property
    def as_facts(self) -> dict[str, Any]:
        """Plain data for a determination."""
        own = asdict(self) | {"months_minor": list(self.months_minor)}
        forecast = {name: own.pop(name) for name in ("ahead", "forecast_case", "held_back")}
        if not self.laid_by_minor:
            own.pop("laid_by_minor")
        return own | (forecast | {"ahead": [list(one) for one in self.ahead]} if self.ahead else {})

    @classmethod
    def from_facts(cls, told: Mapping[str, Any]) -> "Usual":
        """Back from plain data."""
        ahead = tuple((str(first), int(minor)) for first, minor in told.get("ahead", ()))
        return cls(**{**told, "months_minor": tuple(told["months_minor"]), "ahead": ahead})

    def part(self, debts: household.Debts, *names: str) -> "Usual":
        """What falls to these creditors; with nothing left there is nothing to share."""
        return replace(
            self,
            income_minor=debts.part(self.income_minor, *names),
            left_minor=debts.part(self.left_minor, *names),
            ahead=tuple((first, debts.part(minor, *names)) for first, minor in self.ahead),
            laid_by_minor=debts.part(self.laid_by_minor, *names),
        )

    @property
    def told(self) -> household.Ahead:
        """The forecast as the engine has it; why its case was taken is kept elsewhere."""
        if not self.ahead:
            return household.Ahead()
        case = next(one for one in household.CASES if one == self.forecast_case)
        months = tuple((date.fromisoformat(first), minor) for first, minor in self.ahead)
        return household.Ahead(months, case, held_back=self.held_back)

    @property
    def household(self) -> survival.Household:
        """As the engine has it. It never touches what the household keeps of its savings: that part does not enter."""
        income = max(self.income_minor, 0)
        return survival.Household(
            income_minor=income,
            living_minor=max(income - self.left_minor, 0),
            buffer_minor=self.laid_by_minor,
        )

    def model(self, start: date) -> survival.IncomeModel:
        """How its months stray, for plans whose first month is the one after `start`."""
        found = survival.fitted(self.months_minor, first_month=self.first_month)
        return replace(found, first_month=dates.add_months(start, 1).month)

    def left_by_month(self, start: date, months: int) -> list[int]:
        """What each month after `start` would leave if only the seasons and the forecast moved it; broken units are cut
        off."""
        model, home, told = self.model(start), self.household, self.told.by_number(start)
        factors = model.season or (1.0,)
        usual = (
            int(home.income_minor * factors[(model.first_month - 1 + k) % len(factors)])
            for k in range(months)
        )
        return [told.get(k, minor) - home.living_minor for k, minor in enumerate(usual)]


def usual_of(made: budget.Budget, ahead: household.Ahead, *, laid_by_minor: int = 0) -> Usual:
    """The usual month of a budget, what is told of months to come, and what is laid by to be used."""
    return Usual(
        laid_by_minor=laid_by_minor,
        ahead=tuple((first.isoformat(), minor) for first, minor in ahead.months),
        forecast_case=ahead.case if ahead.months else "",
        held_back=ahead.held_back,
        income_minor=made.income_minor - made.business_cost_minor,
        left_minor=made.disposable_minor,
        months_minor=_measured(made),
        first_month=made.months[0].month if made.months else 1,
    )


def _measured(made: budget.Budget) -> tuple[int, ...]:
    """Income less business costs of every month that statements show."""
    signs = {"income": 1, "business": -1}
    kinds = budget.kinds()
    return tuple(
        sum(
            signs.get(kinds[line.code].group, 0) * line.months_minor[place]
            for line in made.lines
            if len(line.months_minor) == len(made.months)
        )
        for place in range(len(made.months))
    )

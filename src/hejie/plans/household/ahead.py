"""Months of which a household has told what they will bring: a business's forecast, taken at its low case.

Of each month the low figure counts, unless whoever reviews the budget picks another one and says why. Without evidence a
forecast may make a month leaner than the usual one, never richer. Months beyond it are usual months.

>>> told = budget.Forecast((budget.ForecastMonth(date(2026, 3, 1), 500_000, 700_000, 900_000),), ("A7",))
>>> low = Ahead.of(told, usual_minor=lambda month: 600_000)
>>> low.by_number(date(2026, 1, 15)), low.notes()[0].code
({1: 500000}, 'plan_forecast_low')
>>> Ahead.of(replace(told, evidence=()), usual_minor=lambda month: 600_000, case="high", reason="orders").months
((datetime.date(2026, 3, 1), 600000),)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, get_args

from hejie import budget, texts
from hejie.plans.reading import Reader

CASES: Final = get_args(budget.ForecastCase)
LOW: Final = "low"
MOST_MONTHS: Final = 60
NOTES: Final = {case: f"plan_forecast_{case}" for case in CASES}


@dataclass(frozen=True, slots=True)
class Ahead:
    """What single months bring the household, after the costs of a business: the first day of each, and its income. `case`
    says which of the three figures was taken and `reason` why, if not the low one; `held_back` is the number of months that
    were told richer than the usual one without evidence."""

    months: tuple[tuple[date, int], ...] = ()
    case: budget.ForecastCase = LOW
    reason: str = ""
    held_back: int = 0

    @classmethod
    def of(
        cls,
        forecast: budget.Forecast,
        *,
        usual_minor: Callable[[date], int],
        case: budget.ForecastCase = LOW,
        reason: str = "",
    ) -> "Ahead":
        """The months of a forecast; `usual_minor` is what a month usually brings. Raises Faulty for figures that cannot be,
        and for another case than the low one without a reason."""
        if faults := (*budget.forecast_faults(forecast), *choice_faults(case, reason)):
            raise texts.Faulty(faults)
        told = [(one.first.replace(day=1), one.of(case)) for one in forecast.months]
        most = [minor if forecast.evidence else min(minor, usual_minor(first)) for first, minor in told]
        pairs = zip(told, most, strict=True)
        return cls(
            months=tuple(sorted((first, minor) for (first, _), minor in pairs)),
            case=case,
            reason=reason,
            held_back=sum(minor < own for (_, own), minor in zip(told, most, strict=True)),
        )

    def by_number(self, start: date) -> dict[int, int]:
        """What each told month brings, by its number: 0 is the month after `start`. Earlier ones are left out."""
        begin = start.year * 12 + start.month + 1
        numbers = ((first.year * 12 + first.month - begin, minor) for first, minor in self.months)
        return {number: minor for number, minor in numbers if number >= 0}

    def notes(self) -> tuple[texts.Message, ...]:
        """What a reader of the plans must know: which case they rest on, for which months."""
        return tuple(self._notes())

    def _notes(self) -> Iterator[texts.Message]:
        if self.months:
            first_on = self.months[0][0].isoformat()
            yield texts.message(NOTES[self.case], count=len(self.months), first_on=first_on)
        if self.held_back:
            yield texts.message("plan_forecast_unsupported", count=self.held_back)


def choice_faults(case: str, reason: str) -> tuple[texts.Fault, ...]:
    """What is wrong with the choice of a case."""
    if case not in CASES:
        return (texts.fault("plan_choice_unknown", "case", given=case, known=CASES),)
    if case != LOW and not reason.strip():
        return (texts.fault("plan_forecast_needs_reason", "reason"),)
    return ()


def told(own: Reader, usual_minor: Callable[[date], int]) -> Ahead:
    """The forecast of a case file, its faults at the reader."""
    case = own.text("case") if "case" in own.data else LOW
    reason = own.text("reason") if "reason" in own.data else ""
    evidence = own.data.get("evidence", [])
    own.asked |= {"evidence", "months"}
    if not isinstance(evidence, list) or not all(isinstance(one, str) and one.strip() for one in evidence):
        own.fault("plan_field_wrong", "evidence", wanted="text")
        evidence = []
    forecast = budget.Forecast(tuple(_months(own)), tuple(evidence))
    own.faults += [*budget.forecast_faults(forecast), *choice_faults(case, reason)]
    if own.faults:
        return Ahead()
    return Ahead.of(
        forecast, usual_minor=usual_minor, case=next(one for one in CASES if one == case), reason=reason
    )


def _months(own: Reader) -> Iterator[budget.ForecastMonth]:
    listed = own.data.get("months")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_MONTHS:
        own.fault("plan_field_missing" if listed is None else "plan_field_wrong", "months", **_wanted(listed))
        return
    seen: set[date] = set()
    for number, one in enumerate(listed):
        inner = Reader(one)
        month = inner.day("month").replace(day=1)
        figures = [inner.whole(f"{case}_minor") for case in CASES]
        inner.finish()
        own.faults += [
            replace(each, field=f"months.{number}.{each.field}".rstrip(".")) for each in inner.faults
        ]
        if not inner.faults and month in seen:
            own.fault("plan_month_twice", f"months.{number}.month", month_on=month.isoformat())
        seen.add(month)
        if not inner.faults:
            yield budget.ForecastMonth(month, *figures)


def _wanted(listed: object) -> dict[str, str]:
    return {} if listed is None else {"wanted": "list"}

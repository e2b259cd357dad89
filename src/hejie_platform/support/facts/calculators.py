"""The small calculators of the lessons. Each asks the engine and answers with named lines; none knows a number of its own.

>>> from datetime import date
>>> from fractions import Fraction
>>> instalment(owed=1_200_000, rate=Fraction("0.12"), months=12, today=date(2026, 1, 5))["instalment_minor"]
106619

What is typed wrong raises texts.Faulty with every fault; a day that the law book does not speak for is a None.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from hejie import budget, dates, loans, money, rules, texts
from hejie_platform.core import clock, law

Lines = dict[str, Any]


def _terms(owed: int, rate: Fraction, months: int, start: date, **more: Any) -> loans.Terms:
    return loans.Terms(
        method="equal_instalment",
        principal_minor=owed,
        annual_rate=rate,
        instalments=months,
        start=start,
        first_due=dates.add_months(start, 1),
        **more,
    )


def instalment(*, owed: int, rate: Fraction, months: int, today: date) -> Lines:
    """What a month costs, and all months together."""
    made = loans.schedule(_terms(owed, rate, months, today))
    return {
        "instalment_minor": made.amounts[0],
        "total_minor": made.total,
        "interest_minor": made.total_interest,
        "last_on": made.due[-1],
    }


def longer(*, owed: int, rate: Fraction, months: int, more_months: int, today: date) -> Lines:
    """Two lengths beside each other: less a month, more in the end."""
    short = loans.schedule(_terms(owed, rate, months, today))
    long = loans.schedule(_terms(owed, rate, months + more_months, today))
    return {
        "instalment_minor": short.amounts[0],
        "longer_instalment_minor": long.amounts[0],
        "less_a_month_minor": short.amounts[0] - long.amounts[0],
        "extra_minor": long.total - short.total,
    }


def payoff(*, owed: int, rate: Fraction, months: int, start: date, day: date, today: date) -> Lines:
    """What closes the loan on a day, if every instalment due until then was paid."""
    terms = _terms(owed, rate, months, start)
    made = loans.schedule(terms)
    paid = [
        loans.Payment(due, minor) for due, minor in zip(made.due, made.amounts, strict=True) if due <= day
    ]
    found = loans.payoff(terms, paid, day)
    return {
        "payoff_minor": found.minor,
        "saved_minor": max(made.total - sum(p.minor for p in paid) - found.minor, 0),
    }


def penalty(*, owed: int, rate: Fraction, uplift: Fraction, days: int, today: date) -> Lines:
    """What lateness costs: the agreed rate for those days, and what is added for being late."""
    usual = _over(owed, rate, days, today)
    late = _over(owed, rate * (1 + uplift), days, today)
    most = law.here().as_of("overdue_uplift_max", today)
    return {
        "usual_minor": usual,
        "late_minor": late,
        "added_minor": late - usual,
        "most_uplift_rate": most.number if isinstance(most, rules.Row) else None,
    }


def _over(owed: int, yearly: Fraction, days: int, today: date) -> int:
    fraction = dates.year_fraction(today, today + timedelta(days=days), count="act/360")
    return money.round_to(owed * yearly * fraction, money.HALF_UP)


def left(*, income: int, living: int, saved: int, today: date) -> Lines:
    """What is left a month for all debts."""
    answers, faults = budget.check([budget.Answer("income_salary", income)])
    if answers is None:
        raise texts.Faulty(faults)
    keep = budget.Household(protected_minor=living, savings_minor=saved)
    made = budget.estimate(answers=answers, household=keep)
    return {"left_minor": made.disposable_minor, "outcome": made.outcome}


def contact(*, day: date, hour: int, today: date) -> Lines:
    """Whether an hour is one at which collectors should leave you alone."""
    at = datetime.combine(day, time(hour), tzinfo=clock.legal_zone())
    found = rules.check_contact(rules.Contact(at=at, channel="call"), pack=law.here())
    return {"findings": [(one.code, dict(one.facts), one.rule_ids) for one in found]}


def _after(name: str, day: date) -> Lines:
    """The day on which a period of the law book that begins on `day` ends, and the rule it stands in."""
    row = law.here().as_of(name, day)
    if not isinstance(row, rules.Row):
        return {"ends_on": None}
    length = int(row.number)
    end = dates.add_months(day, 12 * length) if row.unit == "years" else day + timedelta(days=length)
    return {"ends_on": end, "rule": row.rule_id}


def credit(*, day: date, today: date) -> Lines:
    """Until when an entry stays in the credit record after everything was paid."""
    return _after("credit_record_years", day)


def limitation(*, day: date, today: date) -> Lines:
    """When the time to claim in court ends, if nothing interrupts it."""
    return _after("limitation_years", day)


def confirmation(*, day: date, today: date) -> Lines:
    """Until when both sides may ask the court to confirm."""
    return _after("confirmation_days", day)


CALCULATORS: Final[Mapping[str, Callable[..., Lines]]] = MappingProxyType(
    {
        one.__name__: one
        for one in (
            *(instalment, longer, payoff, penalty),
            *(left, contact, credit, limitation, confirmation),
        )
    }
)

"""Adapters of single sums: due dates, day counts, accrual, penalty, sharing in proportion and one allocation."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from hejie import dates, loans, money, texts
from tests.conformance import adapt_terms as pages
from tests.conformance.figures import differences, exact, limit, minor, near, percent, units
from tests.conformance.outcome import Adapter, Case, NotApplicable, Outcome, judged

# dates and day counts

FIRST_DUE: Final = (
    (r"next month", "month_start"),
    (r"end of", "month_end"),
    (r"start date|same day|as per|start of the schedule", "start"),
)


def of_due_dates(case: Case) -> Outcome:
    inputs = case["inputs"]
    start, rule = date.fromisoformat(inputs["start"]), _first_rule(inputs["rule"])
    first = start if rule == "start" else dates.first_due(start, rule=rule)
    month_end = "last_day" if rule == "month_end" else "same_day"
    due = dates.due_dates(first, int(inputs["periods"]), month_end=month_end)
    written = [day.isoformat() for day in due]
    got = {
        "first": written[0],
        "second": written[min(1, len(written) - 1)],
        "last": written[-1],
        "dates": written,
    }
    return judged(differences(got, case["expected"], Decimal(0)))


def _first_rule(text: str) -> str:
    for pattern, rule in FIRST_DUE:
        if re.search(pattern, text, re.IGNORECASE):
            return rule
    raise NotApplicable(f"the rule “{text}”")


DAY_COUNTS: Final = (
    (r"act(ual)?/360", "act/360"),
    (r"act(ual)?/364", "act/364"),
    (r"act(ual)?/365(?![.\w])|act(ual)?/365 ?F", "act/365F"),
    (r"act(ual)?/act(ual)?(?! ?(AFB|ICMA|ISMA))", "act/act ISDA"),
    (r"30E/360(?! ISDA)", "30E/360"),
    (r"30U/360", "30U/360"),
    (r"\b30/360", "30/360 US"),
)
UNITS: Final = (
    (r"single|default", "month"),
    (r"week", "week"),
    (r"year|annual", "year"),
)
APR_RULES: Final = (
    (r"2008/48", "EU 2008/48"),
    (r"CONC.*(non-?|un) ?secured", "UK unsecured"),
    (r"CONC", "UK secured"),
)
UNIT_PERIODS: Final = (
    (r"semi-?month", ("semimonth", 1)),
    (r"quarter", ("month", 3)),
    (r"half|semi-?annual", ("month", 6)),
    (r"fortnight|bi-?week", ("week", 2)),
    (r"week", ("week", 1)),
    (r"dai?ly|\bday", ("day", 1)),
    (r"year|annual", ("year", 1)),
)


def of_day_count(case: Case) -> Outcome:
    inputs = case["inputs"]
    start, end = (date.fromisoformat(inputs[name]) for name in ("start", "end"))
    try:
        got = _counted(inputs["convention"], inputs.get("variant", ""), start, end)
    except texts.Faulty as faulty:
        raise NotApplicable(
            f"refused as invalid: {', '.join(fault.code for fault in faulty.faults)}"
        ) from faulty
    expected = {name: value for name, value in case["expected"].items() if name != "terms"}
    found = [
        f"{name}: {got[name]}, expected {value}"
        for name, value in expected.items()
        if not near(got[name], value, _day_limit(case, name))
    ]
    summed = sum(map(exact, case["expected"].get("terms", ())), Fraction(0))
    if "terms" in case["expected"] and summed != got["year_fraction"]:
        found.append(f"terms: {got['year_fraction']}, expected {case['expected']['terms']}")
    return judged(found)


def _day_limit(case: Case, name: str) -> Decimal:
    """Eight written decimals are a figure to half of the last of them."""
    return max(limit(case, "abs"), Decimal("0.000000005")) if name == "decimal_8" else limit(case, "abs")


def _counted(convention: str, variant: str, start: date, end: date) -> dict[str, Fraction]:
    if "App. J" in convention:
        unit = dates.Unit(*_matching(UNIT_PERIODS, variant, ("month", 1)))
        time = dates.unit_periods(start, end, unit=unit)
        per_year = Fraction(unit.per_year)
        years = (time.whole + time.odd) / per_year
        return {
            "whole_unit_periods": Fraction(time.whole),
            "fraction": time.odd,
            "unit_periods_per_year": per_year,
            "year_fraction": years,
            "decimal_8": years,
        }
    rule = _matching(APR_RULES, f"{convention} {variant}", None)
    if rule is not None:
        years = dates.apr_time(start, end, unit=_matching(UNITS, variant, "month"), rule=rule).years
    else:
        years = dates.year_fraction(start, end, count=_matching(DAY_COUNTS, convention, convention))
    return {"year_fraction": years, "decimal_8": years}


def _matching(table: Sequence[tuple[str, Any]], text: str, otherwise: Any) -> Any:
    return next((value for pattern, value in table if re.search(pattern, text, re.IGNORECASE)), otherwise)


# single sums

YEARS: Final = {360: "act/360", 364: "act/364", 365: "act/365F"}


def of_accrual(case: Case) -> Outcome:
    inputs = case["inputs"]
    year_days = int(inputs.get("year_days", 360))
    rate = _daily_basis(inputs, year_days)
    sums = [accrued(inputs["principal"], rate, days, year_days) for days in _days(case)]
    got = {"interest": units(sum(sums)), "accumulated_interest": units(sum(sums))}
    return judged(differences(got, case["expected"], limit(case)))


def _daily_basis(inputs: Mapping[str, Any], year_days: int) -> Fraction:
    """A rate of a day is one of `year_days` of them."""
    daily = inputs.get("daily_rate_percent")
    return percent(daily) * year_days if daily is not None else pages.annual_rate(inputs)


def _days(case: Case) -> list[int]:
    """The days of each span; this lender's ledger counts both its ends."""
    inputs, days = case["inputs"], case["inputs"].get("days")
    if isinstance(days, (int, float)):
        return [int(days)]
    both = "inclusive" in str(days or "") or "frappe" in str(case.get("source", ""))
    spans = inputs.get("periods") or [[inputs["start"], inputs["end"]]]
    return [(date.fromisoformat(end) - date.fromisoformat(start)).days + both for start, end in spans]


def of_penalty(case: Case) -> Outcome:
    inputs = case["inputs"]
    year_days = int(inputs.get("year_days", 360))
    if "annual_penalty_rate_percent" in inputs:
        rate = percent(inputs["annual_penalty_rate_percent"])
    else:
        daily = inputs.get("daily_penalty_rate_percent", inputs.get("daily_rate_percent"))
        rate = percent(daily) * year_days if daily is not None else pages.annual_rate(inputs)
        rate *= 1 + percent(inputs.get("uplift_percent", 0))
    got = {"penalty": units(accrued(inputs["overdue"], rate, int(inputs["days"]), year_days))}
    return judged(differences(got, case["expected"], limit(case)))


def accrued(amount: object, rate: Fraction, days: int, year_days: int) -> int:
    if year_days not in YEARS:
        raise NotApplicable(f"a year of {year_days} days")
    return loans.accrue(
        minor(amount), rate, start=pages.START, end=pages.START + timedelta(days), count=YEARS[year_days]
    )


def of_pro_rata(case: Case) -> Outcome:
    inputs = case["inputs"]
    debts = [minor(amount) for _, amount in inputs["debts"]]
    shares = [Fraction(debt * 100, sum(debts)) for debt in debts]
    payments = money.split(minor(inputs["monthly_available"]), debts)
    got = {"payments": [units(payment) for payment in payments]}
    percents = {"shares_percent": shares, "shares_percent_first_three": shares[:3]}
    amounts = {name: value for name, value in case["expected"].items() if name not in percents}
    whole = {name: value for name, value in case["expected"].items() if name in percents}
    return judged(
        differences(got, amounts, limit(case))
        + differences(percents, whole, limit(case, "percent_abs"))
        + ([] if sum(payments) == minor(inputs["monthly_available"]) else ["shares do not sum"])
    )


def of_allocation(case: Case) -> Outcome:
    """A payment some days after the first due date, against an instalment rounded up to whole currency."""
    inputs = case["inputs"]
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=minor(inputs["principal"]),
        annual_rate=pages.annual_rate(inputs),
        start=pages.START,
        first_due=dates.add_months(pages.START, 1),
        instalments=pages.months(inputs),
        instalment_rounding=pages.UP,
        penalty_rate=Fraction(0),
    )
    late = re.fullmatch(r"due(?:\+(\d+))?", str(inputs.get("day", "due")))
    if late is None:
        raise NotApplicable(f"a payment on “{inputs['day']}”")
    day = terms.first_due + timedelta(int(late[1] or 0))
    payment = loans.Payment(day, minor(inputs["repayment"]))
    parts = loans.account_at(terms, (payment,), day).received[0].parts
    got = {
        "interest_paid": units(parts.overdue_interest + parts.normal_interest),
        "principal_paid": units(parts.overdue_principal + parts.normal_principal),
    }
    return judged(differences(got, case["expected"], limit(case)))


ADAPTERS: Final[Mapping[str, Adapter]] = {
    "due_dates": of_due_dates,
    "day_count": of_day_count,
    "interest_accrual": of_accrual,
    "penalty": of_penalty,
    "pro_rata": of_pro_rata,
    "allocation": of_allocation,
}

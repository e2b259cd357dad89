"""Peers' loan products in the engine's own words: a loan and its product's defaults become `loans.Terms`.

A product name says which schedule generator a peer uses and which options are on; the options that change a schedule
are spelt out in the case, so that names are read only where they say more than the fields do. What a product does
with payments is for the adapters that pay.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from hejie import dates, loans, money
from tests.conformance.figures import exact, minor, percent
from tests.conformance.outcome import NotApplicable

UNITS: Final = {"DAYS": "days", "WEEKS": "weeks", "MONTHS": "months"}
YEAR_COUNTS: Final = {
    "DAYS_360": "act/360",
    "DAYS_364": "act/364",
    "DAYS_365": "act/365F",
    "ACTUAL": "act/act end",
}
THIRTY_COUNTS: Final = {"DAYS_360": loans.PERIODS, "DAYS_365": "30E/365"}
METHODS: Final = {
    ("DECLINING_BALANCE", "EQUAL_INSTALLMENTS"): "equal_instalment",
    ("DECLINING_BALANCE", "EQUAL_PRINCIPAL_PAYMENTS"): "equal_principal",
    ("DECLINING_BALANCE", "EQUAL_PRINCIPAL"): "equal_principal",
    ("FLAT", "EQUAL_INSTALLMENTS"): "flat_rate",
    ("FLAT", "EQUAL_PRINCIPAL_PAYMENTS"): "flat_rate",
}


def step(every: object, unit: str) -> str:
    """ "2 weeks" of 2 and WEEKS."""
    if unit == "YEARS":
        return f"{int(exact(every)) * 12} months"
    if unit not in UNITS:
        raise NotApplicable(f"instalments by {unit}")
    return f"{int(exact(every))} {UNITS[unit]}"


def year_count(in_year: str, in_month: str, unit: str) -> str:
    """The day count of a peer's days in the year and in the month; where a month has 30 days, months are periods."""
    year = in_year if in_year.startswith(("DAYS_", "ACTUAL")) else f"DAYS_{in_year}"
    thirty = in_month.removeprefix("DAYS_") == "30" and unit in ("MONTHS", "YEARS")
    counts = THIRTY_COUNTS if thirty else YEAR_COUNTS
    if year not in counts:
        raise NotApplicable(f"days in the year {in_year} with days in the month {in_month}")
    return counts[year]


def rounding_mode(text: str) -> Any:
    """The mode that a text such as "HALF_EVEN (server default rounding-mode 6)" names."""
    mode = text.split()[0].lower() if text else "half_even"
    if mode not in money.MODES:
        raise NotApplicable(f"rounding {text}")
    return mode


def terms_of(
    loan: Mapping[str, Any], defaults: Mapping[str, Any], *, drawn: date | None = None, amount: object = None
) -> loans.Terms:
    """The terms of a loan drawn on one day, by default the one submitted; raises NotApplicable for an unknown option."""
    digits = int(defaults.get("currency_digits", 2))
    rounding = money.Rounding(rounding_mode(str(defaults.get("rounding", ""))))
    start = drawn or date.fromisoformat(loan["submitted"])
    every = step(loan["every"], loan["every_unit"])
    method = _method(loan)
    return loans.Terms(
        method=method,
        principal_minor=minor(loan["principal"] if amount is None else amount, digits),
        annual_rate=percent(loan["annual_rate_percent"]),
        start=start,
        first_due=_first_due(loan, start, every),
        instalments=int(loan["instalments"]),
        every=every,
        count=_count(loan),
        stub="share",
        rounding=rounding,
        instalment_rounding=_multiple(defaults, digits, rounding, method),
        grace_principal=int(loan.get("grace_principal", 0)),
        grace_interest=int(loan.get("grace_interest", 0)),
        interest_free=int(loan.get("interest_free_periods", 0)),
        down_payment=Fraction(percent(defaults.get("down_payment_percent", 0))),
    )


def _method(loan: Mapping[str, Any]) -> str:
    found = METHODS.get((loan.get("interest_type", "DECLINING_BALANCE"), loan["amortization"]))
    if found is None:
        raise NotApplicable(f"{loan.get('interest_type')} interest with {loan['amortization']}")
    return found


def _first_due(loan: Mapping[str, Any], start: date, every: str) -> date:
    if loan.get("first_due"):
        return date.fromisoformat(loan["first_due"])
    return dates.due_dates(start, 2, every=every)[1]


def _count(loan: Mapping[str, Any]) -> str:
    """The cumulative generator takes an actual year for 365 days, in leap years too; by periods a month is a twelfth."""
    if loan.get("interest_calculation") != "DAILY":
        return loans.PERIODS
    count = year_count(loan["days_in_year"], loan["days_in_month"], loan["every_unit"])
    progressive = "PROGRESSIVE" in loan["product"]
    return "act/365F" if count == "act/act end" and not progressive else count


def _multiple(
    defaults: Mapping[str, Any], digits: int, rounding: money.Rounding, method: str
) -> money.Rounding | None:
    """Instalments in multiples of whole currency; principal parts of equal principal are not."""
    multiple = defaults.get("instalment_multiple")
    if not multiple or method == "equal_principal":
        return None
    return money.Rounding(rounding.mode, minor(multiple, digits))

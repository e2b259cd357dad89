"""Loans that are late or modified: days overdue, modified instalments, and plans of several creditors.

What these sources add to arithmetic (a household's ratio, a scheme's cap) is one multiplication of their own inputs;
instalments, supportable principal and days come from the engine. A case that asks for nothing else is not for it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hejie import dates, loans, money
from tests.conformance.figures import differences, exact, limit, minor, percent, units
from tests.conformance.outcome import Adapter, Case, NotApplicable, Outcome, judged

START = date(2026, 1, 1)


def monthly(principal: object, rate_percent: object, months: object) -> loans.Terms:
    return loans.Terms(
        method="equal_instalment",
        principal_minor=minor(principal),
        annual_rate=percent(rate_percent),
        start=START,
        first_due=date(2026, 2, 1),
        instalments=int(exact(months)),
    )


def delinquency(case: Case) -> Outcome:
    """Days past due and the class they fall into, of a loan that has paid `paid` on its first due date."""
    inputs = case["inputs"]
    first_due = date.fromisoformat(inputs["first_due"])
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=minor(inputs["principal"]),
        annual_rate=percent(inputs["annual_rate_percent"]),
        start=dates.step_of("month")(first_due, -1),  # type: ignore[misc]  # a name of EVERY
        first_due=first_due,
        instalments=int(inputs["months"]),
        month_end="last_day",
    )
    paid = minor(inputs.get("paid") or 0)
    events = (loans.Payment(first_due, paid),) if paid else ()
    days = loans.account_at(terms, events, date.fromisoformat(inputs["as_of"])).days_overdue
    named = next((name for name, least, most in inputs.get("buckets", ()) if least <= days <= most), None)
    got = {"days_past_due": days, "classification": named}
    return judged(differences(got, case["expected"], limit(case, "days_abs")))


def original(inputs: Mapping[str, Any]) -> Decimal:
    terms = monthly(inputs["upb"], inputs["rate_percent"], inputs["months"])
    return units(loans.schedule(terms).amounts[0])


def modified(inputs: Mapping[str, Any]) -> Decimal:
    months = inputs.get("modified_months", inputs.get("months"))
    terms = monthly(inputs["upb"], inputs["modified_rate_percent"], months)
    return units(loans.schedule(terms).amounts[0])


def target(inputs: Mapping[str, Any]) -> Decimal:
    share = exact(inputs["target_ratio"]) * exact(inputs["gross_monthly_income"])
    return units(money.round_to(share * 100))


def escrow(inputs: Mapping[str, Any]) -> Decimal:
    return Decimal(str(inputs.get("escrow", inputs.get("taxes_insurance", 0))))


def supportable(inputs: Mapping[str, Any]) -> Decimal:
    """The largest principal whose level instalment stays within the target, found by halving on the engine's schedules."""
    most = minor(target(inputs) - escrow(inputs))
    low, high = 1, minor(inputs["upb"]) * 4
    while high - low > 1:
        middle = (low + high) // 2
        terms = monthly(units(middle), inputs["modified_rate_percent"], inputs["months"])
        low, high = (middle, high) if loans.schedule(terms).amounts[0] <= most else (low, middle)
    return units(low)


FIGURES: Mapping[str, Callable[[Mapping[str, Any]], Decimal]] = {
    "original_payment": original,
    "modified_pi": modified,
    "modified_total": lambda inputs: modified(inputs) + escrow(inputs),
    "target": target,
    "target_total": target,
    "target_pi": lambda inputs: target(inputs) - escrow(inputs),
    "supportable_principal": supportable,
    "principal_deferment": lambda inputs: Decimal(str(inputs["upb"])) - supportable(inputs),
}


def modification(case: Case) -> Outcome:
    """Modified instalments and what principal they support."""
    unknown = [name for name in case["expected"] if name not in FIGURES]
    if unknown:
        raise NotApplicable(f"a scheme's own ratio or cap, no loan arithmetic: {', '.join(unknown)}")
    got = {name: FIGURES[name](case["inputs"]) for name in case["expected"]}
    return judged(differences(got, case["expected"], limit(case)))


def several_creditors(case: Case) -> Outcome:
    """What all creditors are owed, what that is a month, and what the trustee's share adds: both rounded up to the cent."""
    inputs, up = case["inputs"], money.Rounding("up")
    secured = sum(minor(owed) for name in ("priority", "secured") for _, owed in inputs[name])
    total = secured + minor(inputs["unsecured_total"])
    got = {
        "total": units(total),
        "monthly_payment": units(money.round_to(Fraction(total, inputs["months"]), up)),
        "owed_with_trustee": units(money.round_to(total / (1 - exact(inputs["trustee_share"])), up)),
    }
    return judged(differences(got, case["expected"], limit(case)))


ADAPTERS: Mapping[str, Adapter] = {
    "delinquency": delinquency,
    "modification_waterfall": modification,
    "multi_creditor_waterfall": several_creditors,
}

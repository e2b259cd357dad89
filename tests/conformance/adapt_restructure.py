"""Loans that are late or modified: days overdue, modified instalments, and plans of several creditors.

Instalments, supportable principal, ratios and caps of modification schemes, plans of several creditors and days come from
the engine; the schemes' own figures come from the case.
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hejie import dates, loans
from hejie.plans import waterfall
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


def income(inputs: Mapping[str, Any]) -> int:
    return minor(inputs["gross_monthly_income"])


def escrow(inputs: Mapping[str, Any]) -> int:
    return minor(inputs.get("escrow", inputs.get("taxes_insurance", 0)))


def target(inputs: Mapping[str, Any], beside: int = 0) -> Decimal:
    share = exact(inputs["target_ratio"])
    return units(waterfall.target(share, income_minor=income(inputs), beside_minor=beside))


def supportable(inputs: Mapping[str, Any]) -> Decimal:
    most = minor(target(inputs, escrow(inputs)))
    terms = monthly(inputs["upb"], inputs["modified_rate_percent"], inputs["months"])
    return units(waterfall.supported(terms, most))


def housing(inputs: Mapping[str, Any]) -> int:
    return sum(minor(inputs[name]) for name in ("first_lien", "tax", "insurance", "hoa"))


def in_percent(share: Fraction) -> Decimal:
    return Decimal(str(round(float(share * 100), 4)))


def put_off(inputs: Mapping[str, Any]) -> waterfall.PartialClaim:
    return waterfall.partial_claim(
        principal_minor=minor(inputs["upb"]),
        arrears_minor=minor(inputs["arrears"]),
        deferred_minor=minor(inputs["deferment_needed"]),
        cap=exact(inputs["cap_percent_of_upb"]) / 100,
    )


def back_end(inputs: Mapping[str, Any]) -> Fraction:
    return waterfall.ratio(minor(inputs["modified_total"]) + minor(inputs["other_debt"]), income(inputs))


FIGURES: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "original_payment": original,
    "modified_pi": modified,
    "modified_total": lambda inputs: modified(inputs) + units(escrow(inputs)),
    "target": target,
    "target_total": target,
    "target_pi": lambda inputs: target(inputs, escrow(inputs)),
    "supportable_principal": supportable,
    "principal_deferment": lambda inputs: Decimal(str(inputs["upb"])) - supportable(inputs),
    "total": lambda inputs: units(housing(inputs)),
    "front_ratio_percent": lambda inputs: in_percent(waterfall.ratio(housing(inputs), income(inputs))),
    "max_deferment": lambda inputs: units(put_off(inputs).most_minor),
    "partial_claim": lambda inputs: units(put_off(inputs).claim_minor),
    "back_end_percent": lambda inputs: in_percent(back_end(inputs)),
    "passes": lambda inputs: back_end(inputs) <= exact(inputs["back_end_cap_percent"]) / 100,
}


def modification(case: Case) -> Outcome:
    """Modified instalments, what principal they support, ratios of income, and what is put off."""
    unknown = [name for name in case["expected"] if name not in FIGURES]
    if unknown:
        raise NotApplicable(f"figures of another scheme: {', '.join(unknown)}")
    got = {name: FIGURES[name](case["inputs"]) for name in case["expected"]}
    by = "percent_abs" if "percent_abs" in case["tolerance"] else "money_abs"
    return judged(differences(got, case["expected"], limit(case, by)))


def several_creditors(case: Case) -> Outcome:
    """What all creditors are owed, what that is a month, and what the trustee's share adds: both rounded up to the cent."""
    inputs = case["inputs"]
    owed = [minor(one) for name in ("priority", "secured") for _, one in inputs[name]]
    found = waterfall.shared(
        [*owed, minor(inputs["unsecured_total"])],
        months=int(inputs["months"]),
        trustee=exact(inputs["trustee_share"]),
    )
    got = {
        "total": units(found.total_minor),
        "monthly_payment": units(found.monthly_minor),
        "owed_with_trustee": units(found.with_trustee_minor),
    }
    return judged(differences(got, case["expected"], limit(case)))


ADAPTERS: Mapping[str, Adapter] = {
    "delinquency": delinquency,
    "modification_waterfall": modification,
    "multi_creditor_waterfall": several_creditors,
}

"""What a peer's product does with payments, as fields of our terms: the order, money that comes early, interest on lateness.

What it does to a schedule, `products` says.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from hejie import loans
from tests.conformance import products
from tests.conformance.figures import units
from tests.conformance.outcome import NotApplicable

FEES, PENALTIES = "service_fees", "liquidated_damages"


# What the peer's words for the order of payment mean; penalties and fees are charges of ours.
INTEREST = ("penalty_interest", "compound_interest", "overdue_interest", "normal_interest")
PRINCIPAL = ("overdue_principal", "normal_principal")
WORDS = {
    "PENALTY": (PENALTIES,),
    "PENALTIES": (PENALTIES,),
    "FEE": (FEES,),
    "FEES": (FEES,),
    "INTEREST": INTEREST,
    "PRINCIPAL": PRINCIPAL,
}
ADVANCED = "ADVANCED_PAYMENT_ALLOCATION"
ADVANCED_ORDERS = "DUE_PENALTY_FEE_INTEREST_PRINCIPAL_IN_ADVANCE_PENALTY_FEE_PRINCIPAL_INTEREST"
USUAL_ORDER = "PENALTIES_FEES_INTEREST_PRINCIPAL"


def order_of(words: str) -> tuple[str, ...]:
    """Our order of buckets from the peer's words."""
    named = [bucket for word in words.removesuffix("_ORDER").split("_") for bucket in WORDS[word]]
    return (*named, *(bucket for bucket in loans.BUCKETS if bucket not in named))


def orders_of(words: str) -> dict[str, tuple[str, ...]]:
    """The order for what is due, and that for money paid ahead where the peer has two."""
    due, _, ahead = words.removeprefix("DUE_").removesuffix("_STRATEGY").partition("_IN_ADVANCE_")
    return {"allocation": order_of(due), "allocation_ahead": order_of(ahead) if ahead else ()}


def paying_terms(
    loan: Mapping[str, Any], defaults: Mapping[str, Any], day: date, drawn_minor: int
) -> loans.Terms:
    """The terms of a product together with what it does with payments."""
    plan = products.terms_of(loan, defaults, drawn=day, amount=units(drawn_minor))
    words = str(loan.get("allocation_order") or USUAL_ORDER)
    terms = replace(
        plan,
        **orders_of(ADVANCED_ORDERS if words == ADVANCED else words),
        across="bucket" if "VERTICAL" in str(loan["product"]) else "instalment",
        **conventions(loan, defaults),
    )
    return with_named_instalment(terms) if loan.get("interest_calculation") == "DAILY" else terms


def with_named_instalment(terms: loans.Terms) -> loans.Terms:
    """Where interest is counted by the day, the peer still names an instalment as of months of thirty days."""
    by_day = terms.method == "equal_instalment" and terms.count == "act/365F"
    if not (by_day and terms.annual_rate) or terms.instalments == 1:
        return terms
    level = loans.schedule(replace(terms, count="30E/365", down_payment=Fraction(0))).amounts[0]
    return replace(terms, instalment_minor=level)


def conventions(loan: Mapping[str, Any], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """How interest follows what is paid early or late."""
    if defaults["compounding"] not in (None, "NONE"):
        raise NotApplicable("late interest compounded at the peer's rest dates only")
    if str(defaults["recalculation"]) == "off":
        return {"surplus": "next", "interest_by": "schedule"}
    if "SAME_AS_REPAYMENT" in str(loan["product"]):
        raise NotApplicable("money counts from the peer's next rest date, not from its day")
    found = next((own for word, own in RECALCULATED.items() if word in str(defaults["recalculation"])), None)
    if found is None:
        raise NotApplicable(f"recalculation {defaults['recalculation']}")
    pieces = "instalment" if loan.get("allocation_order") == ADVANCED else "part"
    return {"surplus": found, "overdue_bears": "contract", "rounded": pieces}


RECALCULATED = {
    "REDUCE_EMI_AMOUNT": "smaller",
    "REDUCE_NUMBER_OF_INSTALLMENTS": "shorter",
    "adjust last unpaid": "shorter",
    "RESCHEDULE_NEXT_REPAYMENTS": "next",
}

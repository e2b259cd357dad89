"""What is asked of a contract: each value's kind, and which answer about a loan it fills.

typed("principal", "50000.00")     # 5000000, as a form of money holds it
loan_values({"principal": 5000000, "annual_rate": "0.18"})   # {"principal_minor": 5000000, "annual_rate": "0.18"}
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

from hejie import money

# In the order of the page: the kind of each value, and the answer about the loan that it fills ("": none).
FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "lender": ("text", "creditor_name"),
    "contract_no": ("text", "contract_number"),
    "principal": ("money", "principal_minor"),
    "annual_rate": ("rate", "annual_rate"),
    "monthly_rate": ("rate", ""),
    "daily_rate": ("rate", ""),
    "months": ("count", ""),
    "instalments": ("count", "instalments"),
    "method": ("method", "method"),
    "signed_on": ("day", "contract_on"),
    "start": ("day", ""),
    "end": ("day", "matures_on"),
    "upfront_fee": ("money", ""),
    "monthly_fee": ("money", ""),
    "penalty_uplift": ("rate", ""),
    "penalty_rate_daily": ("rate", ""),
    "lender_code": ("text", ""),
}
MOST_TEXT: Final = 120
MOST_COUNT: Final = 600
SKIPPED: Final = "skipped"
GUARANTEE: Final = "guarantee"  # the kind of an entry of a credit report that is somebody else's debt
_SHORT: Final = {"contract_number": 60}


def typed(field: str, value: str) -> Any:
    """A suggestion as a form holds it: minor units, decimal text of a rate, a count, an ISO day, a word. None: cannot be."""
    kind = FIELDS[field][0]
    if kind == "money":
        amount, faults = money.parse(value)
        return amount.minor if amount and not faults else None
    if kind == "rate":
        return money.rate_text(Fraction(value))
    return int(value) if kind == "count" else value


def answered(answers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The values that somebody said yes to, by field."""
    return {name: one["value"] for name, one in answers.items() if name in FIELDS and one["how"] != SKIPPED}


def loan_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What confirmed values fill of a loan; days as days. A term in months stands in for instalments that are not told."""
    made: dict[str, Any] = {}
    for field, (kind, name) in FIELDS.items():
        if name and field in values:
            made[name] = date.fromisoformat(values[field]) if kind == "day" else values[field]
    if "instalments" not in made and "months" in values:
        made["instalments"] = values["months"]
    if "contract_on" not in made and "start" in values:
        made["contract_on"] = date.fromisoformat(values["start"])
    return {name: value[: _SHORT[name]] if name in _SHORT else value for name, value in made.items()}

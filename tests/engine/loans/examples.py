"""The loan of the worked examples: 12,000.00 at 1 % a month over the year 2026, changed as an example needs."""

from datetime import date
from fractions import Fraction
from typing import Any

from hejie import loans

YEAR = {"start": date(2026, 1, 15), "first_due": date(2026, 2, 15), "instalments": 12}


def loan(**changes: Any) -> loans.Terms:
    usual = {
        "method": "equal_instalment",
        "principal_minor": 1200000,
        "annual_rate": Fraction(12, 100),
        **YEAR,
    }
    if changes.get("method") == "seasonal":
        usual["season"] = (1,) * 12
    return loans.Terms(**{**usual, **changes})

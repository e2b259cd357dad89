"""Nobody else gets more: what share of a claim an agreement pays back, and when another one pays back a greater share.

All payments of an agreement, its new interest among them, beside the claim that both sides agreed on:

    40,000.00 claimed, 36,000.00 paid: 9/10         10,000.00 claimed, 9,500.00 paid: 19/20, which is more

Only shares are compared. Who the other creditor is, and on which terms, is no part of the answer.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any


def share_paid(terms: Mapping[str, Any]) -> Fraction:
    """What is paid under the agreement of these terms (canonical JSON) beside what was owed."""
    owed = sum(minor for name, minor in terms["claim"].items() if name != "currency")
    return Fraction(sum(one["amount_minor"] for one in terms["obligations"]), owed)


def pays_more(other: Mapping[str, Any], own: Mapping[str, Any]) -> bool:
    """Whether the other agreement pays back a greater share than one's own."""
    return share_paid(other) > share_paid(own)

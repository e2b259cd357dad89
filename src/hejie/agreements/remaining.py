"""What is left of an agreement on a day, bucket by bucket: the figures on which a variation is talked about.

They follow from what both sides signed and from confirmed payments alone. Of an instalment that came in part, the
interest counts as paid first, then what bears none, then principal (Civil Code, art. 561: costs, interest, principal).
Interest of the running period counts by its days. What a late payment may cost is not in it: that is for the lender to
state, and the talks to settle.

A plan of 12 instalments of 870.00 of which two were paid leaves ten: their principal, and the interest since the second.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hejie import loans, money
from hejie.agreements.performance import Line

NEAREST = money.Rounding()
PARTS = ("carried", "first")


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of one instalment."""

    is_due: bool
    principal: int
    interest: int
    carried: int


def owed_under(
    terms: Mapping[str, Any], lines: Sequence[Line], *, start: date, day: date, currency: str = "CNY"
) -> loans.Buckets:
    """What is owed at the end of `day` under the agreement of these terms (canonical JSON), whose instalments stand as
    `lines` say, the payment at once first where there is one. `start`: the day from which its plan runs. Raises LookupError
    for terms without a schedule."""
    facts = {one["code"]: one["facts"] for one in terms["clauses"]}
    left = list(_left(facts["clause_schedule"], lines, start, day))
    found = {
        "normal_principal": sum(one.principal for one in left if not one.is_due),
        "overdue_principal": sum(one.principal for one in left if one.is_due),
        "normal_interest": sum(one.interest for one in left if not one.is_due),
        "overdue_interest": sum(one.interest for one in left if one.is_due),
    }
    for name, minor in _as_they_were(facts["clause_treatment"], sum(one.carried for one in left)):
        found[name] = found.get(name, 0) + minor
    return loans.Buckets.of(found, currency=currency)


def _left(facts: Mapping[str, Any], lines: Sequence[Line], start: date, day: date) -> Iterator[_Left]:
    own = lines[len(lines) - len(facts["due"]) :]
    since = start
    for place, line in enumerate(own):
        due = date.fromisoformat(facts["due"][place])
        principal = min(facts["principal"][place], line.outstanding_minor)
        carried = min(facts["carried"][place], line.outstanding_minor - principal)
        interest = line.outstanding_minor - principal - carried
        is_due = due <= day
        yield _Left(is_due, principal, interest if is_due else _earned(interest, since, due, day), carried)
        since = due


def _earned(interest: int, since: date, due: date, day: date) -> int:
    """The part of a coming instalment's interest that belongs to the days so far."""
    days = max((day - since).days, 0)
    return money.round_to(Fraction(interest * days, max((due - since).days, 1)), NEAREST)


def _as_they_were(treated: Mapping[str, Any], minor: int) -> Iterator[tuple[str, int]]:
    """What bears no interest, split over the items that it once was."""
    weights = [sum(treated[part][place] for part in PARTS) for place in range(len(treated["buckets"]))]
    if minor and any(weights):
        yield from zip(treated["buckets"], money.split(minor, weights), strict=True)

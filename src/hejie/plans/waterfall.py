"""The arithmetic of modification waterfalls: ratios of income, what a target instalment supports, what is put off.

These schemes (the US Home Affordable Modification Program and its kin of 2009) ask how much of income a loan takes, lower
it to a target, and put off what the target does not support. Targets and caps are a scheme's own figures and come as
arguments. All amounts in minor units, shares exact; nothing here is law where it is not adopted.

>>> front = ratio(137_500 + 60_000, 400_000)  # instalment and housing costs of 1,975.00 on 4,000.00
>>> float(front)
0.49375
>>> target(Fraction(31, 100), income_minor=350_000, beside_minor=30_000)
78500
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hejie import loans, money, texts


def ratio(due_minor: int, income_minor: int) -> Fraction:
    """What is due a month as a share of income. Raises Faulty where there is no income to share."""
    if income_minor <= 0:
        raise texts.Faulty(
            (texts.fault("plan_number_outside", "income_minor", given=income_minor, least=1, most=2**63 - 1),)
        )
    return Fraction(due_minor, income_minor)


def target(share: Fraction, *, income_minor: int, beside_minor: int = 0) -> int:
    """The instalment that takes, with what is due beside it, this share of income; halves up, never below zero."""
    return max(money.round_to(share * income_minor) - beside_minor, 0)


def supported(terms: loans.Terms, instalment_minor: int) -> int:
    """The largest principal that these terms repay by at most this instalment, found by halving on exact schedules; 0
    where not even one unit is."""
    low, high = 0, max(instalment_minor, 1) * terms.instalments + 1
    while high - low > 1:
        middle = (low + high) // 2
        first = loans.schedule(replace(terms, principal_minor=middle)).amounts[0]
        low, high = (middle, high) if first <= instalment_minor else (low, middle)
    return low


@dataclass(frozen=True, slots=True)
class PartialClaim:
    """What may be put off beside the arrears, and the claim: arrears with the part that no instalment carries."""

    most_minor: int
    deferred_minor: int
    claim_minor: int

    @property
    def is_within(self) -> bool:
        """Whether the part that is put off keeps to the cap."""
        return self.deferred_minor <= self.most_minor


def partial_claim(
    *, principal_minor: int, arrears_minor: int, deferred_minor: int, cap: Fraction
) -> PartialClaim:
    """A cap on all that is put off, as a share of principal, less the arrears that come first."""
    most = int(principal_minor * cap) - arrears_minor
    return PartialClaim(most, deferred_minor, arrears_minor + deferred_minor)


@dataclass(frozen=True, slots=True)
class Shared:
    """What several creditors are owed together, what that is a month, and with the part of whoever distributes it."""

    total_minor: int
    monthly_minor: int
    with_trustee_minor: int


def shared(owed_minor: Sequence[int], *, months: int, trustee: Fraction) -> Shared:
    """Equal payments over `months` to several creditors, rounded up to the unit; `trustee` is a share of all that is paid."""
    up, total = money.Rounding("up"), sum(owed_minor)
    return Shared(
        total, money.round_to(Fraction(total, months), up), money.round_to(total / (1 - trustee), up)
    )

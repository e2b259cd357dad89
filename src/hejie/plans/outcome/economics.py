"""What a claim is worth to its lender without a plan: waiting, going to court, selling.

    court   recovery x claim, discounted over the months until money comes, less the legal cost
    sale    the share of the claim that a buyer pays today
    wait    court, so many months later

>>> Economics(funding=0.05, recovery=0.4, delay_months=16, legal_minor=200_000).outside(5_000_000)
Outside(court_minor=1674034, sale_minor=400000, wait_minor=1633690)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

import numpy as np
from numpy.typing import NDArray

from hejie import texts

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outside:
    """What each way without a plan is worth today, in minor units; below zero where it costs more than it brings."""

    court_minor: int
    sale_minor: int
    wait_minor: int

    @property
    def best_minor(self) -> int:
        """What a plan must beat."""
        return max(self.court_minor, self.sale_minor, self.wait_minor, 0)

    @property
    def best(self) -> str:
        """The way that is worth most."""
        ways = {"court": self.court_minor, "sale": self.sale_minor, "wait": self.wait_minor}
        return max(ways, key=lambda name: ways[name])


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics:
    """A lender's own figures, for its own eyes: yearly funding rate, share recovered by court, months until it comes,
    legal cost, cost of a month of service, price of a sale as a share, months it would wait. Raises Faulty."""

    funding: float = 0.045
    recovery: float = 0.3
    delay_months: float = 16
    legal_minor: int = 0
    service_minor: int = 0
    sale: float = 0.08
    wait_months: float = 6

    def __post_init__(self) -> None:
        found = tuple(_faults(self))
        if found:
            raise texts.Faulty(found)

    @property
    def monthly(self) -> float:
        """What a unit that comes a month later is worth now."""
        return float((1 + self.funding) ** (-1 / 12))

    def present(self, months: int) -> Floats:
        """The present value of a unit at the end of months 1, 2, ..."""
        return np.asarray(self.monthly ** np.arange(1, months + 1))

    def outside(self, claim_minor: int) -> Outside:
        """The ways without a plan; broken units are cut off."""
        court = self.recovery * claim_minor * self.monthly**self.delay_months - self.legal_minor
        wait = court * self.monthly**self.wait_months
        return Outside(floor(court), floor(self.sale * claim_minor), floor(wait))


def _faults(told: Economics) -> Iterator[texts.Fault]:
    bounds = {"funding": (0.0, 1.0), "recovery": (0.0, 1.0), "sale": (0.0, 1.0)}
    bounds |= {"delay_months": (0.0, 600.0), "wait_months": (0.0, 600.0)}
    for name, (least, most) in bounds.items():
        if not least <= (given := getattr(told, name)) <= most:
            yield texts.fault("plan_share_outside", name, given=str(given), least=str(least), most=str(most))
    for name in ("legal_minor", "service_minor"):
        if getattr(told, name) < 0:
            yield texts.fault("plan_amount_negative", name, given_minor=getattr(told, name))

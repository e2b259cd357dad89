"""A joint plan: one plan of every creditor, what they ask together, and what is to be expected of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hejie.plans.survival import wilson

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class JointPlan:
    """`choice` numbers the plan of each creditor, in the order of the creditors; amounts in minor units.

    `burden_minor` is the dearest month of all together, `upfront_minor` what is paid at once, `total_minor` what is paid
    in all; `values_minor` are the creditors' present values if the household lives through the simulated futures;
    `completes` of `paths` futures carry the plan to its end.
    """

    choice: tuple[int, ...]
    burden_minor: int
    upfront_minor: int
    total_minor: int
    months: int
    values_minor: tuple[int, ...]
    claims_minor: tuple[int, ...]
    completes: int
    paths: int

    @property
    def completion(self) -> float:
        """The share of simulated futures in which every plan is completed."""
        return self.completes / self.paths if self.paths else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of it."""
        return wilson(self.completes, self.paths)

    @property
    def value_minor(self) -> int:
        """What all creditors together may expect, discounted."""
        return sum(self.values_minor)

    @property
    def unfairness(self) -> float:
        """How far the creditor who fares worst or best, per unit of its claim, lies from all together."""
        claims = sum(self.claims_minor)
        if not claims:
            return 0.0
        usual = self.value_minor / claims
        pairs = zip(self.values_minor, self.claims_minor, strict=True)
        return max(abs(value / claim - usual) for value, claim in pairs if claim)

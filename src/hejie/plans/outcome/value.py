"""A lender's present value of a plan that may break: what is paid while it lives, the court's share after.

    value = upfront + sum over months of  amount x alive x v^t
          + sum over months of  (chance to break in that month) x v^t x (recovery x what is left x v^delay - legal cost)
          - cost of service while it lives

What is left after a break is the claim less what was paid: a waiver that the plan had granted falls away with it,
unless it was granted to be kept (`kept_minor`).

>>> lender = Economics(funding=0.0, recovery=0.5, delay_months=0)
>>> amounts = np.array([[100, 100]])
>>> value(lender, claim_minor=300, amounts_minor=amounts, alive=np.array([[1.0, 1.0]]))
array([200])
>>> value(lender, claim_minor=300, amounts_minor=amounts, alive=np.array([[1.0, 0.5]]))
array([200])
"""

import numpy as np
from numpy.typing import NDArray

from hejie.plans.outcome.economics import Economics

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def value(
    lender: Economics,
    *,
    claim_minor: int,
    amounts_minor: Ints,
    alive: Floats,
    upfront_minor: Ints | int = 0,
    kept_minor: Ints | int = 0,
) -> Ints:
    """The value of every plan [plans, months], in minor units, cut off; `alive` is the chance to hold to each month.
    `kept_minor` of a waiver is not owed even after a break."""
    upfront = np.broadcast_to(np.asarray(upfront_minor), amounts_minor.shape[:1])
    present = lender.present(amounts_minor.shape[1])
    before = np.concatenate([np.ones((len(alive), 1)), alive[:, :-1]], axis=1)
    paid = np.cumsum(amounts_minor, axis=1) - amounts_minor + upfront[:, None]
    kept = np.broadcast_to(np.asarray(kept_minor), amounts_minor.shape[:1])
    left = np.maximum(claim_minor - kept[:, None] - paid, 0)
    court = left * (lender.recovery * lender.monthly**lender.delay_months) - lender.legal_minor
    months = amounts_minor * alive + (before - alive) * court - lender.service_minor * before * (left > 0)
    worth: Ints = np.floor(upfront + months @ present + 1e-6).astype(np.int64)
    return worth

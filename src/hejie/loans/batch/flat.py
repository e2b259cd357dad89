"""等本等息 in columns: interest on what was lent, however much of it is repaid.

Each period's interest is rounded for itself, and the last one is what the others left of the rounded whole; the
instalment is an equal share of principal and interest, and the last one takes the difference.
"""

import numpy as np

from hejie.loans.batch import level
from hejie.loans.batch.block import Minor
from hejie.loans.batch.division import Floats
from hejie.loans.batch.work import Work


def repay(work: Work) -> tuple[Minor, Minor]:
    """Principal and interest of every period."""
    principal, interest = work.memory()
    whole = _charge(work, interest)
    part = level.shares(work.principal + whole, work.periods - work.free, work.instalment_rounding)
    balance = work.principal.copy()
    for k in range(work.rows):
        repaid = np.minimum(np.maximum(part - interest[k], 0), balance)
        repaid[k < work.free] = 0
        np.copyto(repaid, balance, where=k >= work.periods - 1)
        principal[k] = repaid
        balance -= repaid
    return principal, interest


def _charge(work: Work, interest: Minor) -> Floats:
    """Writes the interest of every period, and gives that of all periods after the grace together."""
    charge, others, parts = (np.zeros_like(work.principal) for _ in range(3))
    for k in range(work.rows):
        work.interest.into(charge, work.principal, work.factor(k))
        interest[k] = np.where(k < work.periods, charge, 0)
        counted = (work.free <= k) & (k < work.periods)
        parts += counted * work.calendar.parts[k]
        others += np.where(counted & (k < work.periods - 1), charge, 0)
    work.interest.into(charge, work.principal, work.interest.scaled(work.rate * parts))
    last = np.maximum(charge - others, 0)
    interest[work.periods.astype(np.int64) - 1, np.arange(len(last))] = last
    return others + last

"""A block of loans in work: whole numbers held as floats, and the memory that their schedules are written to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hejie.loans.batch.block import Minor
from hejie.loans.batch.calendars import Calendar
from hejie.loans.batch.division import Division, Floats
from hejie.loans.terms import Terms
from hejie.money import Rounding

_SMALL = 2**31


@dataclass(frozen=True, slots=True)
class Work:
    """Columns of principal, rate and number of instalments; the calendar; how interest is rounded."""

    terms: Terms
    principal: Floats
    rate: Floats
    periods: Floats
    calendar: Calendar
    interest: Division

    @property
    def rows(self) -> int:
        return len(self.calendar.parts)

    @property
    def instalment_rounding(self) -> Rounding:
        return self.terms.instalment_rounding or self.terms.rounding

    @property
    def free(self) -> Floats:
        """How many first periods ask for no principal; the last always does."""
        return np.minimum(float(self.terms.grace_principal), self.periods - 1)

    @property
    def is_even(self) -> bool:
        """Whether all periods of all loans are the same part of a year."""
        parts = self.calendar.parts
        return parts.ndim == 1 and bool((parts == parts[0]).all())

    def factor(self, k: int) -> Floats:
        """The interest factor of period k for every loan, as the division takes it."""
        return self.interest.scaled(self.rate * self.calendar.parts[k])

    def fits(self) -> NDArray[np.bool_]:
        """For which loans no product passes 2^53: none of a period, and where interest is flat, none of all together."""
        parts = self.calendar.parts
        most = parts.sum(axis=0) if self.terms.method == "flat_rate" else parts.max(axis=0)
        return self.interest.is_exact(self.principal * self.rate * most)

    def memory(self) -> tuple[Minor, Minor]:
        """Room for principal and interest, [periods, loans] each: one piece, which the next block gets again."""
        kind = np.int32 if self._is_small() else np.int64
        principal, interest = np.empty((2, self.rows, len(self.principal)), kind)
        return principal, interest

    def _is_small(self) -> bool:
        """Whether principal and all the interest of any period, postponed ones together, fit into 32 bits."""
        years = float(self.calendar.parts.sum(axis=0).max())
        each = self.interest.doubled * self.interest.unit / self.interest.divisor
        return bool((self.principal * (2 + self.rate * (each * years))).max() < _SMALL)

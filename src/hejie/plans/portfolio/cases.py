"""Many cases of one lender as columns, and what is answered to each.

A row that cannot be answered is answered so, with its reason; no row is lost and none stops the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts

Ints = NDArray[np.int64]

MOST: Final = 10**12
"""An amount above it (ten thousand million yuan) is taken for a slip."""
OUTCOMES: Final = ("plan", "no_plan", "not_answered")
REASONS: Final = ("", "plan_over_budget", "plan_below_floor", "plan_amount_outside", "loan_nothing_owed")
"""Why there is no plan, or no answer; "" where there is a plan."""


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """What is owed (principal; charges; what punishes lateness) and the household's usual month, in minor units."""

    principal_minor: Ints
    charges_minor: Ints
    penalties_minor: Ints
    income_minor: Ints
    living_minor: Ints
    buffer_minor: Ints

    def __len__(self) -> int:
        return len(self.principal_minor)

    @property
    def claim_minor(self) -> Ints:
        """All that is owed."""
        return self.principal_minor + self.charges_minor + self.penalties_minor

    def part(self, rows: slice) -> "Cases":
        """Some of the cases."""
        return Cases(*(getattr(self, name)[rows] for name in COLUMNS))

    @property
    def reason(self) -> NDArray[np.int8]:
        """The place in REASONS of why a case cannot be answered; 0 where it can."""
        wrong = np.zeros(len(self), dtype=bool)
        for name in COLUMNS:
            column = getattr(self, name)
            wrong |= (column < 0) | (column > MOST)
        found = np.where(self.claim_minor == 0, REASONS.index("loan_nothing_owed"), 0)
        return np.where(wrong, REASONS.index("plan_amount_outside"), found).astype(np.int8)


COLUMNS: Final = tuple(one.name for one in fields(Cases))


def of_columns(told: Mapping[str, object]) -> Cases:
    """Cases from named columns; a column may be missing only if nothing is ever in it. Raises Faulty with every fault:
    a missing column, one of another type, columns of unequal length. A gap in a column is an amount outside."""
    found = [texts.fault("plan_column_missing", name, column=name) for name in COLUMNS if name not in told]
    arrays = {name: np.asarray(told[name]) for name in COLUMNS if name in told}
    found += [
        texts.fault("plan_column_wrong", name, column=name, wanted="whole minor units")
        for name, column in arrays.items()
        if column.ndim != 1 or column.dtype.kind not in "iu"
    ]
    if found:
        raise texts.Faulty(tuple(found))
    sizes = {name: len(column) for name, column in arrays.items()}
    uneven = [
        texts.fault("loan_columns_uneven", name, given=size, wanted=sizes[COLUMNS[0]])
        for name, size in sizes.items()
        if size != sizes[COLUMNS[0]]
    ]
    if uneven:
        raise texts.Faulty(tuple(uneven))
    return Cases(*(arrays[name].astype(np.int64) for name in COLUMNS))


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """One row for each case. `option` is a row of the menu, -1 without a plan; the figures of a plan are exact:
    dearest month, total, waived, completed futures; `value_minor` is the lender's, beside its best way without a plan.
    `least_minor`: the dearest month of the lightest plan of the menu, whether or not it fits."""

    outcome: NDArray[np.int8]
    reason: NDArray[np.int8]
    option: NDArray[np.int32]
    burden_minor: Ints
    total_minor: Ints
    waived_minor: Ints
    completes: NDArray[np.int32]
    value_minor: Ints
    outside_minor: Ints
    least_minor: Ints
    fitting: NDArray[np.int32]

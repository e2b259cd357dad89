"""Many loans as columns: what differs from loan to loan; all other conventions come from one set of terms.

Amounts are whole minor units, rates whole parts of `rate_whole` a year (1,800 of 10,000 is 18 %), dates are days. A
column that is left out takes its value from the terms.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts
from hejie.dates import EARLIEST, LATEST
from hejie.dates.due import MOST_PERIODS
from hejie.loans.terms import Terms
from hejie.money import MAX_MINOR, MAX_RATE, rate_text

Ints = NDArray[np.int64]
Days = NDArray[np.datetime64]

MOST_FAULTS: Final = 20
"""So many rows of a column are named; a wrong column is wrong in more of them than anybody reads."""


@dataclass(frozen=True, slots=True)
class Columns:
    """One row per loan. `start` and `first_due` are given both or neither: without them all loans share the days of
    the terms. Raises Faulty with every fault of every column (see `faults`)."""

    principal_minor: Ints
    rate: Ints
    rate_whole: int = 10_000
    instalments: Ints | None = None
    start: Days | None = None
    first_due: Days | None = None

    def __post_init__(self) -> None:
        found = tuple(faults(self))
        if found:
            raise texts.Faulty(found)

    def __len__(self) -> int:
        return len(self.principal_minor)

    def part(self, rows: slice) -> "Columns":
        """The columns of some rows; they were judged already."""
        cut = object.__new__(Columns)
        for name in self.__slots__:
            given = getattr(self, name)
            object.__setattr__(cut, name, given[rows] if isinstance(given, np.ndarray) else given)
        return cut

    def periods(self, terms: Terms) -> Ints:
        """The number of instalments of each loan."""
        if self.instalments is not None:
            return self.instalments
        return np.full(len(self), terms.instalments, dtype=np.int64)

    def bounds(self, terms: Terms) -> tuple[int, int]:
        """The fewest and the most instalments of any loan."""
        if self.instalments is None or len(self) == 0:
            return terms.instalments, terms.instalments
        return int(self.instalments.min()), int(self.instalments.max())


def faults(columns: Columns) -> Iterator[texts.Fault]:
    """Everything that is wrong: kinds, lengths, and rows out of range, each with its column and row."""
    kinds = list(_kind_faults(columns))
    yield from kinds
    if not kinds:
        yield from _row_faults(columns)
        yield from _day_faults(columns)


def _kind_faults(columns: Columns) -> Iterator[texts.Fault]:
    wanted = np.shape(columns.principal_minor)[:1]
    for name, kinds in (
        ("principal_minor", "iu"),
        ("rate", "iu"),
        ("instalments", "iu"),
        ("start", "M"),
        ("first_due", "M"),
    ):
        given: Any = getattr(columns, name)
        if given is None:
            continue
        if not isinstance(given, np.ndarray) or given.ndim != 1 or given.dtype.kind not in kinds:
            yield texts.fault(
                "loan_not_a_number" if kinds == "iu" else "date_not_understood", name, given=_kind(given)
            )
        elif given.shape != wanted:
            yield texts.fault("loan_columns_uneven", name, given=len(given), wanted=wanted[0])
    if (columns.start is None) != (columns.first_due is None):
        yield texts.fault("loan_field_missing", "start" if columns.start is None else "first_due")
    if columns.rate_whole < 1:
        yield texts.fault(
            "loan_number_out_of_range", "rate_whole", given=columns.rate_whole, least=1, most=10**12
        )


def _kind(given: Any) -> str:
    return str(given.dtype) if isinstance(given, np.ndarray) else type(given).__name__


def _row_faults(columns: Columns) -> Iterator[texts.Fault]:
    amounts = columns.principal_minor
    for row in _where((amounts < 1) | (amounts > MAX_MINOR)):
        yield texts.fault(
            "loan_principal_out_of_range",
            f"principal_minor.{row}",
            given_minor=int(amounts[row]),
            least_minor=1,
            most_minor=MAX_MINOR,
            currency="CNY",
        )
    most = int(MAX_RATE) * columns.rate_whole
    for row in _where((columns.rate < 0) | (columns.rate > most)):
        given = f"{columns.rate[row]}/{columns.rate_whole}"
        yield texts.fault(
            "loan_rate_out_of_range", f"rate.{row}", given_rate=given, most_rate=rate_text(MAX_RATE)
        )
    if columns.instalments is not None:
        numbers = columns.instalments
        for row in _where((numbers < 1) | (numbers > MOST_PERIODS)):
            yield texts.fault(
                "loan_number_out_of_range",
                f"instalments.{row}",
                given=int(numbers[row]),
                least=1,
                most=MOST_PERIODS,
            )


def _day_faults(columns: Columns) -> Iterator[texts.Fault]:
    if columns.start is None or columns.first_due is None:
        return
    for name, days in (("start", columns.start), ("first_due", columns.first_due)):
        outside = np.isnat(days) | (days < np.datetime64(EARLIEST)) | (days > np.datetime64(LATEST))
        for row in _where(outside):
            yield texts.fault("date_not_understood", f"{name}.{row}", given=str(days[row]))
    for row in _where(columns.first_due <= columns.start):
        yield texts.fault(
            "loan_first_due_not_after_start",
            f"first_due.{row}",
            start_on=str(columns.start[row]),
            first_due_on=str(columns.first_due[row]),
        )


def _where(wrong: NDArray[np.bool_]) -> list[int]:
    return [int(row) for row in np.flatnonzero(wrong)[:MOST_FAULTS]]

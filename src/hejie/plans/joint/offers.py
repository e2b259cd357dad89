"""One lender's options as columns, and which of them a joint search need not look at again.

What an option asks for is told per phase: months 1-3, 4-6 and the rest, the dearest month of each. An option that asks
no less in any phase, costs the household no less and leaves its lender no more than another can never be part of a
better plan, and is left out: the Pareto filter.

>>> of = Offers("bank", 1_000_000, np.array([[100, 100, 100], [90, 90, 90], [95, 95, 95]]),
...             np.array([1200, 1300, 1300]), np.array([900, 950, 940]))
>>> pareto(of).tolist()
[0, 1]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie import texts

Ints = NDArray[np.int64]
Places = NDArray[np.intp]

PHASES: Final = (3, 6)
"""The months after which a phase ends; the last one has no end."""


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """The options of one lender, one row each, in minor units.

    `burden_minor` [options, phases] is the dearest month of each phase, `total_minor` what is paid in all,
    `value_minor` the lender's present value weighted by survival; `claim_minor` is what the lender is owed.
    """

    lender: str
    claim_minor: int
    burden_minor: Ints
    total_minor: Ints
    value_minor: Ints

    def __len__(self) -> int:
        return len(self.total_minor)

    @property
    def peak_minor(self) -> Ints:
        """The dearest month of every option."""
        return np.asarray(self.burden_minor.max(axis=1))

    def part(self, rows: Places) -> "Offers":
        """Some of the options."""
        return Offers(
            self.lender,
            self.claim_minor,
            self.burden_minor[rows],
            self.total_minor[rows],
            self.value_minor[rows],
        )


def phases(amounts_minor: Ints, classes: Places | None = None) -> Ints:
    """The dearest month of each phase of every plan, from amounts [plans, months]. `classes`: the phase of each month,
    from 0 on; months of one phase need not follow each other."""
    own = usual_classes(amounts_minor.shape[1]) if classes is None else classes[: amounts_minor.shape[1]]
    return np.stack(
        [amounts_minor[:, own == phase].max(axis=1, initial=0) for phase in range(len(PHASES) + 1)], axis=1
    )


def usual_classes(months: int) -> Places:
    """The phase of each month where no plan says otherwise."""
    return np.searchsorted(PHASES, np.arange(months), side="right")


def check(lenders: tuple[Offers, ...]) -> None:
    """Raises Faulty if there is no lender, or one without options or with columns of unequal length."""
    found = tuple(_faults(lenders))
    if found:
        raise texts.Faulty(found)


def _faults(lenders: tuple[Offers, ...]) -> Iterator[texts.Fault]:
    if not lenders:
        yield texts.fault("plan_nobody_owed", "lenders")
    for place, one in enumerate(lenders):
        if not len(one):
            yield texts.fault("plan_no_option_of_lender", f"lenders.{place}", lender=one.lender)
        for name in ("burden_minor", "value_minor"):
            if len(getattr(one, name)) != len(one):
                yield texts.fault(
                    "loan_columns_uneven",
                    f"lenders.{place}.{name}",
                    given=len(getattr(one, name)),
                    wanted=len(one),
                )


def pareto(of: Offers) -> Places:
    """The options that no other beats, in their order; of equal ones the first."""
    measures = np.column_stack([of.burden_minor, of.total_minor, -of.value_minor])
    order = np.lexsort(measures.T[::-1])
    kept: list[int] = []
    best = np.empty((0, measures.shape[1]), dtype=np.int64)
    for row in order:
        if not (best <= measures[row]).all(axis=1).any():
            kept.append(int(row))
            best = np.vstack([best, measures[row]])
    return np.sort(np.array(kept, dtype=np.intp))

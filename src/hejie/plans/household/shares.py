"""Everybody's part of what a month leaves, in proportion to the debts: one splitting for all, whoever asks for a part.

1,000.00 left over debts of 4,000.00 to each of three is 333.34, 333.33 and 333.33, and no creditor is told another's cent:
each part is read from the same splitting, so that all of them sum to the whole whatever the order in which they are asked.

>>> owed = Debts.of({"bank": 400000, "loans": 400000, "card": 400000})
>>> owed.part(100000, "bank"), owed.part(100000, "card"), owed.part(100000, "loans")
(33334, 33333, 33333)
>>> owed.part(100000, "card", "loans")
66666
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hejie import money


@dataclass(frozen=True, slots=True)
class Debts:
    """What is owed to each creditor, minor units, by the name of the creditor; ordered by name, so that nothing hangs on the
    order in which debts were told. Where nobody is owed anything everybody counts alike."""

    owed: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, owed_minor: Mapping[str, int]) -> "Debts":
        """The debts of a household."""
        return cls(tuple(sorted(owed_minor.items())))

    def split(self, minor: int) -> dict[str, int]:
        """Everybody's part of so much; the parts sum to it. Raises Faulty for a debt below zero."""
        names, weights = zip(*self.owed, strict=True) if self.owed else ((), ())
        even = (1,) * len(weights)
        return dict(zip(names, money.split(minor, weights if any(weights) else even), strict=True))

    def part(self, minor: int, *names: str) -> int:
        """What falls to these creditors of so much. Of nothing, or of less, there is no part: everybody meets the whole of
        what is missing. Raises LookupError for a name that is nobody's."""
        if minor <= 0:
            return minor
        parts = self.split(minor)
        return sum(parts[name] for name in names)

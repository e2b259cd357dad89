"""What is compared and what comes out: the lender's figures beside ours, the causes of the difference, and the rest."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hejie import texts
from hejie.loans.buckets import BUCKETS, Buckets
from hejie.loans.events import Payment

Amounts = Mapping[str, int]
"""Minor units by bucket; below zero where less is claimed. Buckets without any are left out."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says is owed in each bucket at the end of `day`."""

    day: date
    buckets: Buckets


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The lender's side: what is owed on a day and, where it tells them, its own account day by day (`days`) and the
    payments as it booked them (`booked`; None: not told)."""

    owed: Told
    days: tuple[Told, ...] = ()
    booked: tuple[Payment, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason, and what it adds to each bucket: exactly, because both accounts were computed."""

    message: texts.Message
    amounts: Amounts

    @property
    def total(self) -> int:
        return sum(self.amounts.values())


@dataclass(frozen=True, slots=True)
class Line:
    """One bucket: claimed = computed + the causes + unexplained."""

    bucket: str
    claimed: int
    computed: int
    explained: int

    @property
    def difference(self) -> int:
        return self.claimed - self.computed

    @property
    def unexplained(self) -> int:
        return self.difference - self.explained


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the lender's account: what is claimed beyond ours, and what of that the causes do not give."""

    day: date
    claimed: int
    computed: int
    differences: Amounts
    unexplained: Amounts


@dataclass(frozen=True, slots=True)
class Statement:
    """Both sides of what is owed on `day` (对账). The causes are in the order in which they were applied."""

    day: date
    claimed: Buckets
    computed: Buckets
    causes: tuple[Cause, ...]
    days: tuple[Day, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every bucket in which either side has something."""
        return tuple(
            Line(name, self.claimed[name], self.computed[name], explained)
            for name in BUCKETS
            if (explained := sum(cause.amounts.get(name, 0) for cause in self.causes))
            or self.claimed[name]
            or self.computed[name]
        )

    @property
    def is_equal(self) -> bool:
        return self.claimed == self.computed

    @property
    def is_explained(self) -> bool:
        """Every bucket's difference has its causes."""
        return all(line.unexplained == 0 for line in self.lines)

    @property
    def first_different(self) -> date | None:
        """The first day of the lender's account that is not ours."""
        return next((day.day for day in self.days if day.differences), None)

    @property
    def messages(self) -> tuple[texts.Message, ...]:
        """The answer, each cause, and what stays open, for people."""
        if self.is_equal:
            return (texts.message("owed_equal", total_minor=self.claimed.total),)
        said = {"claimed_minor": self.claimed.total, "computed_minor": self.computed.total}
        open_lines = [line for line in self.lines if line.unexplained]
        return (
            texts.message("owed_differs", **said),
            *(cause.message for cause in self.causes),
            *(_open(line) for line in open_lines),
        )


def _open(line: Line) -> texts.Message:
    code = "owed_more_unexplained" if line.unexplained > 0 else "owed_less_unexplained"
    return texts.message(code, bucket=line.bucket, amount_minor=abs(line.unexplained))


def between(more: Buckets, less: Buckets) -> dict[str, int]:
    """What `more` has beyond `less`, bucket by bucket, where they differ."""
    return {name: gap for name in BUCKETS if (gap := more[name] - less[name])}

"""Where the dated values of one name do not meet: days without a value (a gap), days with two (an overlap)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from hejie.rules.packs.values import Row

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seam:
    """A stretch of days, both ends included, and the two rules that meet there.

    `until` is None where an overlap has no end.
    """

    name: str
    kind: Literal["gap", "overlap"]
    from_: date
    until: date | None
    rules: tuple[str, ...]


def seams_of(names: Iterable[Sequence[Row]]) -> tuple[Seam, ...]:
    """The seams of each name's rows, which are in the order of their first days."""
    return tuple(seam for rows in names for seam in _seams(rows))


def _seams(rows: Sequence[Row]) -> Iterator[Seam]:
    longest = rows[0]
    for row in rows[1:]:
        pair = (longest.rule_id, row.rule_id)
        if longest.until is None or longest.until >= row.from_:
            yield Seam(row.name, "overlap", row.from_, _sooner(longest.until, row.until), pair)
        elif longest.until < row.from_ - ONE_DAY:
            yield Seam(row.name, "gap", longest.until + ONE_DAY, row.from_ - ONE_DAY, pair)
        longest = max(longest, row, key=lambda one: one.until or date.max)


def _sooner(one: date | None, other: date | None) -> date | None:
    ends = [day for day in (one, other) if day is not None]
    return min(ends, default=None)

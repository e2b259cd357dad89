"""A dated value as steps over time: the answer of `as_of` for many days at once.

Days without a row are `known` False, exactly where the pack answers Unknown.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np

from hejie.rules.caps.columns import EPOCH, Mask, Whole
from hejie.rules.packs.pack import LawPack

FAR = date.max


@dataclass(frozen=True, slots=True)
class Steps:
    """The first and last days of each row, sorted, with its value times `unit`."""

    starts: Whole
    ends: Whole
    values: Whole
    recalled: bool

    def at(self, days: Whole) -> tuple[Mask, Whole]:
        """Which days have a row, and its value (zero elsewhere)."""
        if not len(self.starts):
            return np.zeros(len(days), dtype=np.bool_), np.zeros(len(days), dtype=np.int64)
        place = np.searchsorted(self.starts, days, side="right") - 1
        known = (place >= 0) & (days <= self.ends[np.maximum(place, 0)])
        return known, np.where(known, self.values[np.maximum(place, 0)], 0)


def steps_of(name: str, *, pack: LawPack, unit: int) -> Steps:
    """The rows or the series of `name`. ValueError if a value times `unit` is not whole."""
    spans = _series(name, pack) if name in pack.series else _rows(name, pack)
    return Steps(
        starts=np.array([_day(start) for start, _, _ in spans], dtype=np.int64),
        ends=np.array([_day(end) for _, end, _ in spans], dtype=np.int64),
        values=np.array([_times(value, unit) for _, _, value in spans], dtype=np.int64),
        recalled=any(row.recalled for row in pack.rows.get(name, ())),
    )


def _rows(name: str, pack: LawPack) -> list[tuple[date, date, Fraction]]:
    return [(row.from_, row.until or FAR, Fraction(row.value)) for row in pack.rows.get(name, ())]  # type: ignore[arg-type]  # numbers and duties: asked only of these


def _series(name: str, pack: LawPack) -> list[tuple[date, date, Fraction]]:
    found = []
    for point in pack.series[name].points:
        row = pack.as_of(name, point.published)
        last = min(row.until or FAR, pack.series[name].served_until(point))  # type: ignore[union-attr]  # the point itself
        found.append((point.published, last, point.values[name]))
    return found


def _day(day: date) -> int:
    return (day - EPOCH).days


def _times(value: Fraction, unit: int) -> int:
    whole = value * unit
    if whole.denominator != 1:
        raise ValueError(f"{value} has more decimals than {unit} can hold")
    return int(whole)

"""On which day a period of the law ends. The law's length, the day it began, and the calendar; nothing else.

    >>> from datetime import date
    >>> from hejie import rules
    >>> cn = rules.load_pack("cn")
    >>> rules.clock_end("confirmation", date(2026, 3, 1), pack=cn).day
    datetime.date(2026, 3, 31)

The day on which a period begins is not counted. Where the country's law says so, an end on a day of rest moves to the
next working day: thirty days from 1 September 2026 end on 1 October, and so on the 8th. Beyond the published calendar
the day is provisional, and says so. A missing row is Unknown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from hejie import dates
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Row, Unknown

MONTHS_A_YEAR: Final = 12
ROLL: Final = "period_end_moves_over_rest"

# How far each unit of a dated value reaches from a day; working days ask the calendar instead.
AFTER: Final[Mapping[str, Callable[[date, int], date]]] = MappingProxyType(
    {
        "days": lambda day, amount: day + timedelta(days=amount),
        "weeks": lambda day, amount: day + timedelta(weeks=amount),
        "months": dates.add_months,
        "years": lambda day, amount: dates.add_months(day, amount * MONTHS_A_YEAR),
    }
)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period, whether the calendar for it is still to be published, and the row it rests on."""

    day: date
    is_provisional: bool
    row: Row


def clock_end(
    name: str, start: date, *, pack: LawPack, holidays: dates.Holidays | None = None
) -> LastDay | Unknown:
    """The last day of a clock of `pack.clocks` that began on `start`; Unknown for a clock that this country has not.

    `holidays`: another calendar than the pack's own.
    """
    clock = pack.clocks.get(name)
    if clock is None:
        return Unknown(name, start, "no_such_name")
    return period_end(clock.value, start, pack=pack, holidays=holidays, rolls=clock.rolls)


def period_end(
    name: str, start: date, *, pack: LawPack, holidays: dates.Holidays | None = None, rolls: bool = True
) -> LastDay | Unknown:
    """The last day of the period that the dated value `name` gives from `start`. ValueError if it is no period."""
    row = pack.as_of(name, start)
    if isinstance(row, Unknown):
        return row
    calendar = pack.holidays if holidays is None else holidays
    last = _last(row, start, calendar, is_rolled=rolls and _rolls(pack, start))
    return LastDay(last, dates.is_provisional(last, calendar), row)


def _rolls(pack: LawPack, day: date) -> bool:
    row = pack.as_of(ROLL, day)
    return isinstance(row, Row) and row.value is True


def _last(row: Row, start: date, calendar: dates.Holidays, *, is_rolled: bool) -> date:
    if row.unit == "working_days":
        return dates.add_working_days(start, int(row.number), calendar)
    if row.unit not in AFTER:
        raise ValueError(f"{row.name} is in {row.unit}, which is no period")
    last = AFTER[row.unit](start, int(row.number))
    return dates.next_working(last, timedelta(days=1), calendar) if is_rolled else last

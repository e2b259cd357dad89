"""When a clock runs out. The day it starts is not counted; it ends with the last day, or with the next working day.

Ten working days from Friday 2 January 2026, with weekends only, end when Friday 16 January ends:

    >>> from datetime import datetime
    >>> from zoneinfo import ZoneInfo
    >>> start = datetime(2026, 1, 2, 15, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    >>> due_at(CLOCKS["lender_reply"], start=start).isoformat()
    '2026-01-17T00:00:00+08:00'
"""

from datetime import date, datetime, time, timedelta

from hejie import dates
from hejie.steps.machines import CLOCKS
from hejie.steps.table import ClockRule

__all__ = ["CLOCKS", "amount_of", "due_at", "resumed_due_at"]


def amount_of(rule: ClockRule, *, given: int | None = None, is_vulnerable: bool = False) -> int | None:
    """How many units the clock has, or None if its source has not said (a missing dated row is unknown, never guessed).

    `given` is what the source says: the law's dated value, the lender's policy, the offer, the agreement. It wins over
    the table's own amount.
    """
    amount = rule.amount if given is None else given
    if amount is None:
        return None
    return amount * 2 if is_vulnerable and rule.doubled_when_vulnerable else amount


def due_at(
    rule: ClockRule,
    *,
    start: datetime,
    given: int | None = None,
    is_vulnerable: bool = False,
    holidays: dates.Holidays = dates.WEEKENDS_ONLY,
) -> datetime | None:
    """The moment after the last day, in the zone of `start` (the jurisdiction's); None if the amount is unknown.

    A last day that is no working day moves to the next one (Civil Code, article 203). Beyond the published calendar
    the answer is provisional. Raises ValueError for a `start` without a zone or a negative amount.
    """
    amount = amount_of(rule, given=given, is_vulnerable=is_vulnerable)
    if start.tzinfo is None:
        raise ValueError("a clock starts at a time with its zone")
    if amount is None:
        return None
    if amount < 0:
        raise ValueError(f"{rule.name}: a clock cannot have {amount} {rule.unit}")
    last = _last_day(rule, start.date(), amount, holidays)
    return datetime.combine(last + timedelta(days=1), time(0), tzinfo=start.tzinfo)


def resumed_due_at(*, due: datetime, stopped: datetime, resumed: datetime) -> datetime:
    """The new end of a clock that stood still from `stopped` to `resumed`: what was left is left.

    A clock that had already run out when it was stopped keeps its end. Raises ValueError if it resumes before it stopped.
    """
    if resumed < stopped:
        raise ValueError("a clock resumes after it stopped")
    return due if due <= stopped else due + (resumed - stopped)


def _last_day(rule: ClockRule, start: date, amount: int, holidays: dates.Holidays) -> date:
    if rule.unit == "working_days":
        return dates.add_working_days(start, amount, holidays)
    last = start + timedelta(days=amount)
    return last if dates.is_working(last, holidays) else dates.add_working_days(last, 1, holidays)

"""The time, read once at the door and passed in.

Only doors (views, jobs, commands) call `now()`; everything inside takes `now` as an argument. In demo and
test modes the clock can be moved forward, for everyone at once, by a row that all processes read.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from hejie_platform.core import law
from hejie_platform.core.models import ClockShift
from hejie_platform.core.modes import Mode


class ClockFixed(Exception):
    """Production time cannot be moved."""


def now() -> datetime:
    """The present moment in UTC, moved by the demo's shift where there is one."""
    return timezone.now() + _shift()


def legal_zone() -> ZoneInfo:
    """Where the law around us counts its days (core.law)."""
    return law.zone()


def legal_day(moment: datetime) -> date:
    """The calendar day of a moment where the law of the case counts it."""
    return moment.astimezone(legal_zone()).date()


def end_of(day: date) -> datetime:
    """The first moment after a day, where the law of the case counts it."""
    return datetime.combine(day + timedelta(days=1), time(0), tzinfo=legal_zone())


def move(by: timedelta) -> datetime:
    """Move the demo's clock forward by `by` and return the new present. Raises ClockFixed, ValueError."""
    if settings.HEJIE_MODE is Mode.PRODUCTION:
        raise ClockFixed
    if by < timedelta(0):
        raise ValueError("the clock only moves forward: what has been recorded stays in the past")
    row, _ = ClockShift.objects.get_or_create(pk=1)
    row.seconds += int(by.total_seconds())
    row.save(update_fields=["seconds"])
    return now()


def _shift() -> timedelta:
    if settings.HEJIE_MODE is Mode.PRODUCTION:
        return timedelta(0)
    seconds = ClockShift.objects.filter(pk=1).values_list("seconds", flat=True).first()
    return timedelta(seconds=seconds or 0)

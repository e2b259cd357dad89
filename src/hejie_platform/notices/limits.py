"""How often and when people may be disturbed, as data: quiet hours, the daily cap, and what follows from them.

Too many messages overwhelm, and a message at night frightens. Between 22:00 and 08:00 where the person lives
nothing is pushed (the zone of the law around us: a case's own, else the installation's); a fourth message of a day waits for the digest of the next morning. In the house
everything is there at once.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hejie_platform.core import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`quiet_from` and `quiet_until` are local times; `pushed_a_day` counts notices, not channels."""

    quiet_from: time
    quiet_until: time
    pushed_a_day: int


LIMITS = Limits(quiet_from=time(22), quiet_until=time(8), pushed_a_day=3)


def local_day(moment: datetime, zone: ZoneInfo | None = None) -> date:
    """The recipient's calendar day, which the cap counts."""
    return moment.astimezone(zone or clock.legal_zone()).date()


def is_quiet(moment: datetime, *, limits: Limits = LIMITS, zone: ZoneInfo | None = None) -> bool:
    """Whether nothing may be pushed at this moment: 22:00 is quiet, 08:00 is not."""
    at = moment.astimezone(zone or clock.legal_zone()).time()
    return at >= limits.quiet_from or at < limits.quiet_until


def next_allowed(moment: datetime, *, limits: Limits = LIMITS, zone: ZoneInfo | None = None) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    if not is_quiet(moment, limits=limits, zone=zone):
        return moment
    here = moment.astimezone(zone or clock.legal_zone())
    is_evening = here.time() >= limits.quiet_from
    return morning(here.date() + timedelta(days=is_evening), limits=limits, zone=zone)


def morning(day: date, *, limits: Limits = LIMITS, zone: ZoneInfo | None = None) -> datetime:
    """The first moment of a day at which something may be pushed."""
    return datetime.combine(day, limits.quiet_until, tzinfo=zone or clock.legal_zone())

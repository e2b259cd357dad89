"""How often and when people may be disturbed, as data: quiet hours, the daily cap, and what follows from them.

Too many messages overwhelm, and a message at night frightens. Between 22:00 and 08:00 where the person lives
nothing is pushed (the zone of the law around us: a case's own, else the installation's); a fourth message of a day waits for the digest of the next morning. In the house
everything is there at once.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hejie import rules
from hejie_platform.core import clock, law


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`quiet_from` and `quiet_until` are local times; `pushed_a_day` counts notices, not channels."""

    quiet_from: time
    quiet_until: time
    pushed_a_day: int


NOON, A_QUARTER = time(12), timedelta(minutes=15)
LIMITS = Limits(quiet_from=time(22), quiet_until=time(8), pushed_a_day=3)


def local_day(moment: datetime, zone: ZoneInfo | None = None) -> date:
    """The recipient's calendar day, which the cap counts."""
    return moment.astimezone(zone or clock.legal_zone()).date()


def is_quiet(moment: datetime, *, limits: Limits = LIMITS, zone: ZoneInfo | None = None) -> bool:
    """Whether nothing may be pushed at this moment: 22:00 is quiet, 08:00 is not."""
    local = moment.astimezone(zone or clock.legal_zone())
    own = local.time() >= limits.quiet_from or local.time() < limits.quiet_until
    return own or _law_forbids(local)


def _law_forbids(local: datetime) -> bool:
    """Whether the law around us lets nobody be written to at this hour: checked before a message is sent, as any contact."""
    planned = rules.Contact(at=local, channel="message")
    return any(
        one.verdict == "block" for one in rules.check_contact(planned, pack=law.here(), is_planned=True)
    )


def next_allowed(moment: datetime, *, limits: Limits = LIMITS, zone: ZoneInfo | None = None) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    if not is_quiet(moment, limits=limits, zone=zone):
        return moment
    here = moment.astimezone(zone or clock.legal_zone())
    found = morning(here.date() + timedelta(days=here.time() >= NOON), limits=limits, zone=zone)
    while _law_forbids(found):
        found += A_QUARTER
    return found


def morning(day: date, *, limits: Limits = LIMITS, zone: ZoneInfo | None = None) -> datetime:
    """The first moment of a day at which something may be pushed."""
    return datetime.combine(day, limits.quiet_until, tzinfo=zone or clock.legal_zone())

"""The scheduler: scans that find what has become due and set it going.

Each scan has a rhythm; time is cut into slots by it, and a scan runs once in a slot, whichever process comes
first (a unique row says so). A house that was closed for a week runs each scan once, not for every slot it
missed. Scans are idempotent: what they start carries an id made from what was due, so that running one twice
changes nothing. `ScanRun` keeps when a scan was due and when it ran.

    fire clocks       every minute      limits that ran out: the table's step is taken, or it is escalated
    fire limits       every minute      complaints and reports that were not answered in time go to the supervisor
    remind            daily at 09:00    payments that are due in three days, or today
    follow up         daily at 09:00    calls that are due after an agreement took effect, or late
    remind_afterwards daily at 09:00    payments of a plan of one's own; who wished to be asked today
    anchor            daily at 00:30    sign where every chain of the ledger stands
    sweep             daily at 03:30    files that no row names, sessions that ended, counts that count no longer
    end_exports       every hour        copies of somebody's data whose days are over
    erase_due         every hour        wishes to be forgotten that were not called off
    retain            daily at 04:00    what the retention table says has been kept long enough
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.management import call_command
from django.db import close_old_connections

from hejie_platform.afterwards import reminders as afterwards
from hejie_platform.agreements import actions as agreements
from hejie_platform.agreements.actions.run_out import run_out
from hejie_platform.cases.actions import fire
from hejie_platform.core import clock, law, shared_cache, storage
from hejie_platform.core.each import each, where
from hejie_platform.ledger import actions as ledger
from hejie_platform.notices import reminders
from hejie_platform.privacy import actions as privacy
from hejie_platform.support import actions as support

log = logging.getLogger(__name__)

TICK_SECONDS = 2.0
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RUNNING_UPLOAD = timedelta(hours=6)
RUNS_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Scan:
    """What runs how often; `at` is the local time at which the slots of a daily scan begin."""

    name: str
    every: timedelta
    run: Callable[[datetime], int]
    at: time = time(0)

    def slot(self, now: datetime) -> datetime:
        """The beginning of the slot that `now` lies in."""
        here = now.astimezone(clock.legal_zone())
        first = datetime.combine(here.date(), self.at, tzinfo=here.tzinfo)
        if here < first:
            first -= DAY
        return first + (here - first) // self.every * self.every


def fire_clocks(now: datetime) -> int:
    """Let every clock that ran out do what its table says. One that fails is logged and tried again."""
    return each(fire.due(now=now), lambda item: run_out(item, now=now), what="clock")


def anchor(now: datetime) -> int:
    """Sign where the ledger's chains stand."""
    return len(ledger.anchor(now=now).heads)


def sweep(now: datetime) -> int:
    """Remove what nobody can reach or needs any more."""
    call_command("clearsessions", verbosity=0)
    shared_cache.forget_expired()
    ledger.forget_scans(before=now - RUNS_KEPT)
    return storage.sweep(written_before=now - RUNNING_UPLOAD)


SCANS = (
    Scan("fire_clocks", MINUTE, fire_clocks),
    Scan("fire_limits", MINUTE, support.run_out),
    Scan("broken_rests", MINUTE, support.raise_broken),
    Scan("remind", DAY, reminders.remind, at=time(9)),
    Scan("follow_ups", DAY, agreements.tell_due, at=time(9)),
    Scan("remind_afterwards", DAY, afterwards.remind, at=time(9)),
    Scan("anchor", DAY, anchor, at=time(0, 30)),
    Scan("sweep", DAY, sweep, at=time(3, 30)),
    Scan("end_exports", HOUR, privacy.end_exports),
    Scan("erase_due", HOUR, privacy.erase_due),
    Scan("retain", DAY, privacy.sweep, at=time(4)),
)


class Scheduler:
    """Looks every two seconds whether a scan has a new slot."""

    def __init__(self, *, scans: tuple[Scan, ...] = SCANS, now: Callable[[], datetime] = clock.now) -> None:
        self._scans, self._now = scans, now
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Finish the scan that is running and end."""
        self._stopping.set()

    def run_until_stopped(self) -> None:
        while not self._stopping.is_set():
            close_old_connections()
            self.run_due()
            self._stopping.wait(TICK_SECONDS)

    def run_due(self) -> list[str]:
        """Run each scan whose slot has not run; returns the names of those that ran."""
        return [scan.name for scan in self._scans if not self._stopping.is_set() and self._run_one(scan)]

    def _run_one(self, scan: Scan) -> bool:
        law.leave()
        try:
            now = self._now()
            run = ledger.begin_scan(scan.name, due_at=scan.slot(now), now=now)
            if run is None:
                return False
            ledger.end_scan(run, found=scan.run(now), now=self._now())
        except Exception as error:
            log.error("scan %s failed; its slot is tried again in ten minutes: %s", scan.name, where(error))
            return False
        return True

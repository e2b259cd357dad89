"""Scans run once in a slot, whoever comes first, and missed slots collapse into one run."""

from datetime import UTC, datetime, time, timedelta

import pytest

from hejie_platform.cases.models import Case, Clock, Negotiation
from hejie_platform.jobs.scheduler import DAY, HOUR, MINUTE, SCANS, Scan, Scheduler
from hejie_platform.ledger.models import Anchor, Entry, ScanRun
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def at(hour: int, minute: int = 0, *, day: int = 23) -> datetime:
    """A moment of November 2026, by Shanghai's clock."""
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour - 8, minutes=minute)


@pytest.mark.parametrize(
    ("scan", "now", "slot"),
    [
        (Scan("a", MINUTE, len), at(10, 7), at(10, 7)),
        (Scan("a", HOUR, len), at(10, 59), at(10)),
        (Scan("a", DAY, len, at=time(0, 30)), at(10), at(0, 30)),
        (Scan("a", DAY, len, at=time(0, 30)), at(0, 29), at(0, 30, day=22)),
    ],
)
def test_a_slot_begins_where_its_rhythm_says(scan: Scan, now: datetime, slot: datetime) -> None:
    assert scan.slot(now) == slot


def test_a_scan_runs_once_in_a_slot_whichever_scheduler_comes_first() -> None:
    ran: list[datetime] = []
    scan = Scan("count", HOUR, lambda now: len(ran.append(now) or ran))
    first, second = (Scheduler(scans=(scan,), now=lambda: at(10, 5)) for _ in range(2))

    assert (first.run_due(), second.run_due(), first.run_due()) == (["count"], [], [])
    assert ran == [at(10, 5)]
    run = ScanRun.objects.get()
    assert (run.due_at, run.ran_at, run.found) == (at(10), at(10, 5), 1)


def test_slots_that_were_missed_collapse_into_one_run() -> None:
    ran: list[datetime] = []
    scan = Scan("count", HOUR, lambda now: len(ran.append(now) or ran))
    Scheduler(scans=(scan,), now=lambda: at(10)).run_due()
    Scheduler(scans=(scan,), now=lambda: at(10) + timedelta(days=7)).run_due()
    assert len(ran) == 2


def test_a_scan_whose_process_died_is_taken_again_after_a_while() -> None:
    ScanRun.objects.create(name="count", due_at=at(10), started_at=at(10))
    scan = Scan("count", HOUR, lambda now: 0)
    assert Scheduler(scans=(scan,), now=lambda: at(10, 9)).run_due() == []
    assert Scheduler(scans=(scan,), now=lambda: at(10, 11)).run_due() == ["count"]


def test_a_scan_that_fails_keeps_nobody_from_running(caplog: pytest.LogCaptureFixture) -> None:
    def fail(now: datetime) -> int:
        raise ValueError

    scans = (Scan("fails", HOUR, fail), Scan("works", HOUR, lambda now: 0))
    assert Scheduler(scans=scans, now=lambda: at(10)).run_due() == ["works"]
    assert ScanRun.objects.get(name="fails").ran_at is None


def test_the_house_scans_fire_clocks_and_sign_the_ledger(cast: Cast, now: datetime) -> None:
    case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now)
    talks = Negotiation.objects.create(case=case, creditor=cast.bank, state="waiting", created_at=now)
    Clock.objects.create(
        machine="negotiation",
        subject=talks.id,
        case=case,
        negotiation=talks,
        rule="lender_reply",
        owner="lender",
        started_at=now,
        due_at=now,
    )

    ran = Scheduler(scans=SCANS, now=lambda: now).run_due()
    assert ran == [scan.name for scan in SCANS]
    assert {"fire_clocks", "fire_limits", "remind", "anchor", "sweep"} <= set(ran)
    assert Entry.objects.get().verb == "negotiation.overdue"
    assert Anchor.objects.get().entries == 1

"""Whether a person's data may be erased: what stops it and until when, and what would stay with which reason.

now_ = standing(person, now=now)
now_.stops      (Stop("agreement_runs", "7K2M...", None),)        # nothing may be erased yet
now_.stays      (Stays("ledger", 41, None), Stays("agreement", 1, date(2032, 1, 5)))
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from hejie import dates
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.facts import law_of
from hejie_platform.cases.models import Case, Hold, Mediation, Party, Proceeding
from hejie_platform.core import clock
from hejie_platform.intake.models import Consent
from hejie_platform.ledger.models import AccessEntry, Entry
from hejie_platform.people.models import User
from hejie_platform.people.queries import memberships_on
from hejie_platform.privacy.facts.retention import CLASSES
from hejie_platform.support.models import Complaint

RUNNING_CASES = ("invited", "submitted", "returned", "open")
RUNNING_AGREEMENTS = ("signing", "effective", "in_cure")
OPEN_COMPLAINTS = ("received", "accepted", "escalated")
KEPT_PROMISES = frozenset({"completed", "paid_early", "varied"})


@dataclass(frozen=True, slots=True)
class Stop:
    """Why nothing may be erased now: a code, what it is about, and the day from which it stops no longer (if known)."""

    code: str
    ref: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Stays:
    """What stays after an erasure: the class of retention, how many rows, and until which day (None: for good)."""

    name: str
    count: int
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stops an erasure, and what would stay."""

    stops: tuple[Stop, ...]
    stays: tuple[Stays, ...]

    @property
    def is_free(self) -> bool:
        return not self.stops

    @property
    def from_day(self) -> date | None:
        """The first day on which it can be asked for; None when that depends on something without a date."""
        days = [stop.until for stop in self.stops]
        return max((day for day in days if day), default=None) if all(days) else None


def standing(person: User, *, now: datetime) -> Standing:
    """What stands against erasing this person's data today."""
    day = clock.legal_day(now)
    cases = Case.objects.filter(parties__user=person).distinct()
    stops = (*_running(person, day), *_legal(person, cases, day))
    return Standing(stops, tuple(_stays(person)))


def _running(person: User, day: date) -> Iterator[Stop]:
    if memberships_on(person, day).exists():
        yield Stop("works_here")
    seats = Party.objects.filter(user=person, left_at__isnull=True, case__state__in=RUNNING_CASES)
    for seat in seats.select_related("case").order_by("id"):
        yield Stop("case_runs", seat.case.ref)
    for row in Mediation.objects.filter(mediator=person).exclude(state="ended").order_by("id"):
        yield Stop("mediates", row.ref)
    complaints = Q(complainant=person) | Q(about_person=person)
    for told in Complaint.objects.filter(complaints, state__in=OPEN_COMPLAINTS).order_by("id"):
        yield Stop("complaint_open", told.ref)


def _legal(person: User, cases: QuerySet[Case], day: date) -> Iterator[Stop]:
    for row in agreements_of(person):
        if row.state in RUNNING_AGREEMENTS:
            yield Stop("agreement_runs", row.ref)
        elif (until := limitation_until(row, day)) and until > day:
            yield Stop("limitation", row.ref, until)
    mine = Q(negotiation__case__in=cases)
    for court in Proceeding.objects.filter(mine, ended__isnull=True).order_by("id"):
        yield Stop("court", court.ref)
    for hold in Hold.objects.filter(case__in=cases, lifted_at__isnull=True).order_by("id"):
        yield Stop("hold", hold.case.ref)


def agreements_of(person: User) -> Sequence[Agreement]:
    """The agreements of every case on whose borrower's side this person is or was."""
    rows = Agreement.objects.filter(negotiation__case__parties__user=person).distinct()
    return list(rows.select_related("negotiation").order_by("created_at", "id"))


def limitation_until(row: Agreement, day: date) -> date | None:
    """When the claims from an agreement that failed after it took effect are time-barred; None for every other."""
    if row.state != "ended" or row.reason in KEPT_PROMISES or row.effective_at is None:
        return None
    found = law_of(row).as_of("limitation_years", day)
    years = int(getattr(found, "value", 0) or 0)
    return dates.add_months(ended_on(row), 12 * years)


def ended_on(row: Agreement) -> date:
    """The day of the last act on an agreement: for one that ended, its end."""
    last = Entry.objects.filter(subject=row.id).order_by("-at").values_list("at", flat=True).first()
    return clock.legal_day(last or row.created_at)


def _stays(person: User) -> Iterator[Stays]:
    own = Entry.objects.filter(Q(actor=person) | Q(on_behalf_of=person)).count()
    yield Stays("ledger", own + AccessEntry.objects.filter(owner=person).count())
    if kept := agreements_of(person):
        months = CLASSES["agreement"].months or 0
        until = max(dates.add_months(ended_on(row), months) for row in kept)
        yield Stays("agreement", len(kept), until)
        yield Stays("identity", 1, until)
    if count := Consent.objects.filter(giver=person).count():
        yield Stays("requests", count)

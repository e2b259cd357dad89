"""Reads of invitations: a lender's list by state, one invitation, a file's progress, the desk's papers of authority."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from hejie_platform.cases.access import Held
from hejie_platform.cases.models import Authority, Case, Negotiation, Party
from hejie_platform.core import clock
from hejie_platform.intake.facts import opening as facts
from hejie_platform.intake.facts import opening_file
from hejie_platform.intake.facts.inviting import OPEN, guaranteed, is_for, state_of
from hejie_platform.intake.facts.opening import CHANNELS, Channel, Contact, contact_of, grouped, parse_code
from hejie_platform.intake.models import ClaimedLoan, Guarantee, Invitation, Mandate, OpeningFile
from hejie_platform.lenders.access import HeldLender
from hejie_platform.people.models import Organisation, User

__all__ = [
    "CHANNELS",
    "OPEN",
    "Acting",
    "Channel",
    "acting",
    "acting_as",
    "by_code",
    "code_of",
    "contact",
    "contact_of",
    "counts_of",
    "files_of",
    "first_told",
    "grouped",
    "guaranteed",
    "guarantees_of",
    "invitation_of",
    "invitations_into",
    "is_for",
    "list_of",
    "mandates_of",
    "mandates_waiting",
    "opening_file",
    "parse_code",
    "state_of",
    "waiting_mandates_of",
]


def _by_state(now: datetime) -> dict[str, Q]:
    """The states of a lender's invitations as conditions; every invitation is in exactly one."""
    joined, declined = Q(joined_at__isnull=False), Q(joined_at__isnull=True, declined_at__isnull=False)
    free = Q(joined_at__isnull=True, declined_at__isnull=True)
    taken_back = Q(ended_at__isnull=False) | Q(case__state="closed", case__reason="withdrawn")
    over = Q(until__lte=now) | Q(case__state="closed")
    live = free & ~taken_back & ~over
    return {
        "made": live & Q(opened_at__isnull=True, sent_at__isnull=True),
        "sent": live & Q(opened_at__isnull=True, sent_at__isnull=False),
        "opened": live & Q(opened_at__isnull=False),
        "joined": joined,
        "declined": declined,
        "expired": free & ~taken_back & over,
        "retracted": free & taken_back,
    }


def list_of(desk: HeldLender, *, show: str = "all", now: datetime) -> QuerySet[Invitation]:
    """A lender's openings, newest first; `show` is a state or "all"."""
    rows = _openings(desk).select_related("case", "joined_by").order_by("-made_at", "-id")
    found = _by_state(now).get(show)
    return rows if found is None else rows.filter(found)


def _openings(desk: HeldLender) -> QuerySet[Invitation]:
    return Invitation.objects.filter(lender=desk.lender, role="borrower")


def counts_of(desk: HeldLender, *, now: datetime) -> dict[str, int]:
    """How many invitations stand in each state."""
    rows = _openings(desk)
    return {name: rows.filter(found).count() for name, found in _by_state(now).items()} | {
        "all": rows.count()
    }


def files_of(desk: HeldLender, *, limit: int = 10) -> Sequence[OpeningFile]:
    """The files of a lender, newest first, without their rows."""
    rows = OpeningFile.objects.filter(lender=desk.lender).defer("rows", "faults")
    return list(rows.order_by("-made_at", "-id")[:limit])


def invitation_of(case_id: UUID) -> Invitation:
    """The invitation that opened a case."""
    return Invitation.objects.filter(case_id=case_id, role="borrower").latest("made_at")


def invitations_into(case: Case, role: str, *, now: datetime) -> list[tuple[Invitation, str]]:
    """The invitations of a role into a case, newest first, each with its state."""
    rows = Invitation.objects.filter(case=case, role=role).select_related("case", "lender")
    return [(row, state_of(row, now=now)) for row in rows.order_by("-made_at", "-id")]


def code_of(row: Invitation) -> str:
    """The code, for those who pass it on."""
    return facts.code_of(row.id)


def contact(row: Invitation) -> Contact | None:
    """Where the invited person is reached."""
    return contact_of(row.contact)


def by_code(code: str) -> Invitation | None:
    """The invitation of a code, in whatever state; None for a code that never was."""
    parsed = parse_code(code)
    if parsed is None:
        return None
    rows = Invitation.objects.select_related("case__borrower", "lender", "made_by")
    return rows.filter(code_hash=facts.hash_of(parsed)).first()


# --- acting for somebody ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Acting:
    """Somebody acts for the borrower of a case, within a scope and until a day."""

    case: Case
    principal: User
    scope: str
    until_day: date | None


def acting(person: User, case: Case, *, now: datetime) -> Acting | None:
    """The authority by which this person acts in the case today; None where none is in force."""
    day = clock.legal_day(now)
    rows = Authority.objects.filter(
        Q(case=case) | Q(case__isnull=True, principal=case.borrower),
        Q(until_day__isnull=True) | Q(until_day__gte=day),
        agent=person,
        accepted_by__isnull=False,
        revoked_at__isnull=True,
        from_day__lte=day,
    )
    found = rows.select_related("principal").order_by(F("until_day").desc(nulls_first=True)).first()
    return Acting(case, found.principal, found.scope, found.until_day) if found else None


def acting_as(held: Held, *, now: datetime | None = None) -> Acting | None:
    """The authority of a holder who is the representative; nothing for everybody else."""
    row = getattr(held, "case", None) or held.negotiation.case  # type: ignore[attr-defined]  # either kind of hand
    if "representative" not in held.roles:
        return None
    return acting(held.user, row, now=now or clock.now())


def first_told(case: Case) -> dict[UUID, Invitation]:
    """The loans that the lender told first, with its words."""
    rows = Invitation.objects.filter(case=case, claimed__isnull=False).select_related("lender")
    return {row.claimed_id: row for row in rows if row.claimed_id}


def mandates_of(case: Case) -> Sequence[Mandate]:
    """Everybody who was named to represent, newest first."""
    rows = Mandate.objects.filter(case=case).select_related("invitation__case", "agent", "authority")
    return list(rows.order_by("-named_at", "-id"))


def waiting_mandates_of(person: User) -> Sequence[Mandate]:
    """Those who named this person and whose paper the desk still reads, or has sent back."""
    rows = Mandate.objects.filter(agent=person).exclude(decision="accepted")
    return list(rows.select_related("case").order_by("-named_at", "-id"))


def mandates_waiting(person: User) -> QuerySet[Mandate]:
    """Papers of authority that wait for the desk, the longest waiting first; none of one's own cases."""
    rows = Mandate.objects.filter(decision="").exclude(agent=person).exclude(case__parties__user=person)
    return rows.select_related("case", "invitation", "agent").order_by("named_at", "id")


# --- standing in for a loan ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Guaranteed:
    """The talks about loans that somebody stands for."""

    negotiation: Negotiation | None
    creditor: Organisation | None
    loans: Sequence[ClaimedLoan]


def guarantees_of(person: User) -> list[Guaranteed]:
    """What somebody stands for as a guarantor, by the talks that the loans are in."""
    seats = Party.objects.filter(user=person, role="guarantor", left_at__isnull=True)
    rows = Guarantee.objects.filter(party__in=seats, loan__removed_at__isnull=True)
    by_talks: dict[object, list[ClaimedLoan]] = {}
    for row in rows.select_related("loan__negotiation__creditor", "loan__creditor").order_by("id"):
        by_talks.setdefault(row.loan.negotiation_id or row.loan.pk, []).append(row.loan)
    return [Guaranteed(loans[0].negotiation, loans[0].creditor, loans) for loans in by_talks.values()]

"""What the door of steps has to find: the choices of a form, and the thing that a page of another room is about."""

from datetime import datetime
from typing import Any

from hejie_platform.agreements.access import HeldRow
from hejie_platform.agreements.facts import step_facts
from hejie_platform.agreements.models import Obligation, Payment
from hejie_platform.cases.models import Negotiation
from hejie_platform.cases.queries import DeskPerson, desk_people
from hejie_platform.intake.models import ClaimedLoan, Consent
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import name_of, user_by_ref


def choices_for(held: HeldRow, step: str, *, now: datetime) -> list[tuple[str, str]]:
    """References and names to choose from: people of the desk, or lenders here that a loan may go to."""
    if step == "assign":
        return [(one.user.ref, f"{one.user.name} ({one.load})") for one in _free(held, now)]
    rows = Organisation.objects.filter(kind="lender", channel="platform").order_by("created_at", "id")
    rows = rows.exclude(pk=held.row.creditor_id)
    if step == "change_creditor":  # a holder with talks of its own in the case has to end them first
        live = Negotiation.objects.filter(case=held.row.case).exclude(state="ended")
        rows = rows.exclude(pk__in=live.values("creditor_id"))
    return [(row.ref, name_of(row)) for row in rows]


def _free(held: HeldRow, now: datetime) -> list[DeskPerson]:
    """Who may get the case, the least loaded first; the figure beside the name is how many cases they have."""
    return [one for one in desk_people(held.row, now=now) if not one.has_tie and not one.is_full]


def person(ref: str) -> User | None:
    """The account of a reference chosen in a form."""
    return user_by_ref(ref) if ref else None


def organisation(ref: str) -> Organisation | None:
    """The organisation of a reference chosen in a form."""
    return Organisation.objects.filter(ref=ref).first() if ref else None


def told_on(row: Obligation) -> Payment | None:
    """The oldest payment told on this duty that waits for an answer."""
    waiting = Payment.objects.filter(obligation=row, confirmed_at__isnull=True, contested_at__isnull=True)
    return waiting.order_by("claimed_at", "id").first()


def waiting_act_ref(negotiation: Any) -> str:
    """The reference of the act that waits for a checker; "" where none does."""
    act = step_facts.waiting_act(negotiation)
    return act.ref if act else ""


def first_lender_ref(case: Any) -> str:
    """A lender here that one of the case's loans is with."""
    loans = ClaimedLoan.objects.filter(case=case, removed_at__isnull=True, creditor__channel="platform")
    return loans.order_by("id").values_list("creditor__ref", flat=True).first() or ""


def first_consent_ref(case: Any) -> str:
    """A consent sheet of the case that is in force."""
    sheets = Consent.objects.filter(case=case, withdrawn_at__isnull=True)
    return sheets.order_by("given_at").values_list("ref", flat=True).first() or ""

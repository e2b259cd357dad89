"""Who may hold what remains after talks. Nobody fetches these rows otherwise.

    held = access.case_for(person, ref, now=now)          # the borrower, or a representative
    held = access.talks_for(person, ref, now=now)         # the same, of one negotiation
    held = access.desk_for(person, ref, now=now)          # the creditor's staff
    access.payment_of(held, ref)   access.sheet_of(held, ref)   access.pack_of(held, ref)

A pack belongs to the side that made it: the other side does not even learn that there is one. All raise NotHeld for
"does not exist" and "is not yours" alike.
"""

from datetime import datetime
from typing import TypeVar

from hejie_platform.afterwards.models import CourtPack, FactSheet, OwnLine, OwnPayment
from hejie_platform.cases.access import Held, HeldCase, HeldNegotiation, NotHeld
from hejie_platform.core import ids
from hejie_platform.intake.access import application_for
from hejie_platform.negotiation import access as talks
from hejie_platform.people.models import User

R = TypeVar("R")

__all__ = [
    "Held",
    "HeldCase",
    "HeldNegotiation",
    "NotHeld",
    "case_for",
    "desk_for",
    "line_of",
    "pack_of",
    "payment_of",
    "sheet_of",
    "talks_for",
]


def case_for(person: User, ref: str, *, now: datetime) -> HeldCase:
    """The case in the hands of its borrower or representative. Raises NotHeld."""
    return application_for(person, ref, now=now)


def talks_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """The talks in the hands of the borrower or a representative: a guarantor and a mediator have no business here."""
    held = talks.room_for(person, ref, now=now)
    if not talks.sees_household(held):
        raise NotHeld
    return held


def desk_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """The talks in the hands of the creditor's staff. Raises NotHeld."""
    return talks.desk_for(person, ref, now=now)


def payment_of(held: HeldCase, ref: str) -> OwnPayment:
    """A payment of one of this case's own plans. Raises NotHeld."""
    row = OwnPayment.objects.filter(line__plan__case=held.case, ref=ids.parse(ref) or "")
    return _one(row.select_related("line__plan__case", "line__loan__creditor", "receipt__key").first())


def line_of(held: HeldCase, number: int) -> OwnLine:
    """One creditor's share of the plan that runs. Raises NotHeld."""
    row = OwnLine.objects.filter(plan__case=held.case, plan__ended_at__isnull=True, number=number)
    return _one(row.select_related("plan__case__borrower", "loan__creditor").first())


def sheet_of(held: HeldNegotiation, ref: str) -> FactSheet:
    """A fact sheet of these talks. Raises NotHeld."""
    row = FactSheet.objects.filter(negotiation=held.negotiation, ref=ids.parse(ref) or "")
    return _one(row.select_related("claim", "negotiation__case", "negotiation__creditor").first())


def pack_of(held: HeldNegotiation, ref: str) -> CourtPack:
    """A pack that the holder's own side made of these talks. Raises NotHeld."""
    row = CourtPack.objects.filter(negotiation=held.negotiation, side=held.side, ref=ids.parse(ref) or "")
    return _one(row.select_related("bundle__key", "document__key").first())


def _one(row: R | None) -> R:
    if row is None:
        raise NotHeld
    return row

"""Who may hold the talks: the parties' own room, the lender's desk, and what lies in them.

    held = access.room_for(person, ref, now=now)     # borrower's side, guarantor, mediator
    held = access.desk_for(person, ref, now=now)     # the creditor's officers and checkers
    offer = access.offer_of(held, 3)

All raise NotHeld for "does not exist" and "is not yours" alike.
"""

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from hejie_platform.cases import access as cases
from hejie_platform.cases.access import LENDER_STAFF, HeldNegotiation, NotHeld
from hejie_platform.cases.models import PendingAct
from hejie_platform.core import ids
from hejie_platform.negotiation.models import Offer
from hejie_platform.people.models import User

R = TypeVar("R")

ROOM_ROLES = frozenset({"borrower", "representative", "guarantor", "mediator"})

__all__ = ["HeldNegotiation", "NotHeld", "act_of", "desk_for", "offer_of", "room_for", "sees_household"]


def room_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """The talks in the hands of the borrower's side, a guarantor or the mediator. Raises NotHeld."""
    return _only(cases.negotiation_for(person, ref, now=now), ROOM_ROLES)


def desk_for(person: User, ref: str, *, now: datetime) -> HeldNegotiation:
    """The talks in the hands of the creditor's staff. Raises NotHeld.

    Somebody who is on the borrower's side of the same case does not work on it.
    """
    held = cases.negotiation_for(person, ref, now=now)
    if held.is_borrower_side:
        raise NotHeld
    return _only(held, LENDER_STAFF)


def sees_household(held: HeldNegotiation) -> bool:
    """Whether the holder may see the household's own figures: a guarantor and a mediator may not."""
    return held.is_household


def offer_of(held: HeldNegotiation, number: int) -> Offer:
    """An offer of these talks by its number. Raises NotHeld."""
    row = Offer.objects.filter(negotiation=held.negotiation, number=number)
    return _one(row.select_related("claim", "put_by", "determination", "negotiation__case").first())


def act_of(held: HeldNegotiation, ref: str) -> PendingAct:
    """A maker's act of these talks, for the lender's staff alone. Raises NotHeld."""
    if not held.is_lender_side:
        raise NotHeld
    row = PendingAct.objects.filter(negotiation=held.negotiation, ref=ids.parse(ref) or "")
    return _one(row.select_related("maker", "decided_by").first())


def _only(held: HeldNegotiation, roles: frozenset[str]) -> HeldNegotiation:
    mine = tuple(role for role in held.roles if role in roles)
    if not mine:
        raise NotHeld
    return replace(held, roles=mine)


def _one(row: R | None) -> R:
    if row is None:
        raise NotHeld
    return row

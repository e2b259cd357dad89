"""Whose place in the document is whose: a role signs in the place of its side, each guarantor in their own."""

from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.access import Held, guarantors_of

SLOT_OF = {
    "borrower": "borrower",
    "representative": "borrower",
    "guarantor": "guarantor",
    "officer": "lender",
}
SLOT_OF |= {"checker": "lender", "mediator": "mediator", "body_admin": "body"}


def place_of(held: Held, role: str, agreement: Agreement) -> terms.Slot | None:
    """The place of this role; of several guarantors, each has their own."""
    places = [slot for slot in terms.slots_of(terms.terms_of(agreement)) if slot.side == SLOT_OF.get(role)]
    if role != "guarantor":
        return places[0] if places else None
    order = guarantors_of(agreement.negotiation)
    mine = [
        place for place, user in enumerate(order.values_list("user_id", flat=True)) if user == held.user.pk
    ]
    return places[mine[0]] if mine and mine[0] < len(places) else None

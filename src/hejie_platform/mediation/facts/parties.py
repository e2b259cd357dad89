"""Who is a party to a mediation: the borrower's side once, each guarantor, each lender for its own talks.

A key names a party in few letters: "borrower", "guarantor:<user id>", "lender:<negotiation id>". What is kept for one
lender is never counted, named or shown to another.
"""

from dataclasses import dataclass
from datetime import datetime

from hejie_platform.agreements.facts.mediated import consenting, missing_consents, party_of
from hejie_platform.cases.access import Held, guarantors_in
from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.people.models import User


@dataclass(frozen=True, slots=True)
class Side:
    """For whom somebody speaks: a lender for its talks, a guarantor for themselves."""

    name: str  # borrower | guarantor | lender
    talks: Negotiation | None
    user: User

    @property
    def key(self) -> str:
        if self.name == "lender" and self.talks is not None:
            return f"lender:{self.talks.pk}"
        return f"guarantor:{self.user.pk}" if self.name == "guarantor" else self.name


def side_of(held: Held, row: Mediation, *, now: datetime) -> Side | None:
    """The party that the holder speaks for; None for a neutral or the platform's desk."""
    if not (held.is_borrower_side or held.is_lender_side):
        return None
    name, talks = party_of(held, row, now)
    return Side(name, talks, held.user)


def keys_of(row: Mediation) -> tuple[str, ...]:
    """Every party of the mediation."""
    guarantors = guarantors_in(row.negotiations.all())
    talks = row.negotiations.order_by("created_at").values_list("id", flat=True)
    return (
        "borrower",
        *(f"guarantor:{user}" for user in guarantors.values_list("user_id", flat=True)),
        *(f"lender:{found}" for found in talks),
    )


def present(row: Mediation) -> tuple[str, ...]:
    """The parties whose yes is in force."""
    return tuple(Side(one.side, one.negotiation, one.given_by).key for one in consenting(row))


def rankers_of(row: Mediation) -> tuple[str, ...]:
    """The parties that choose the mediator: the borrower and each lender. A guarantor may object, and ranks nobody."""
    return tuple(key for key in keys_of(row) if not key.startswith("guarantor:"))


def has_consented(side: Side, row: Mediation) -> bool:
    """Whether this party has said yes and not left."""
    return any(
        one.side == side.name
        and (side.name != "lender" or one.negotiation_id == (side.talks.pk if side.talks else None))
        and (side.name != "guarantor" or one.given_by_id == side.user.pk)
        for one in consenting(row)
    )


__all__ = [
    "Side",
    "has_consented",
    "keys_of",
    "missing_consents",
    "party_of",
    "present",
    "rankers_of",
    "side_of",
]

"""Who sits at the table of a mediation, and which rooms they may enter.

    held = table.table_for(person, ref, now=now)     # parties and the mediator; nobody of the platform, nobody of the body's desk
    held.mine                                        # ("borrower",), ("lender-7K2M9QX0TA",): the parties one speaks for
    held.may_enter("borrower")                       # the borrower's sealed caucus: that party and the mediator

A party is named by a key: "borrower" (with representatives), "guarantor-<account>", "lender-<talks>": a lender sits there once
for each of its talks. Raises NotHeld for "does not exist" and "is not yours" alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hejie_platform.agreements import access as rows
from hejie_platform.cases.access import LENDER_STAFF, Held, NotHeld, guarantors_in, mediates
from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.cases.models import Party as CaseParty
from hejie_platform.core import clock
from hejie_platform.people import queries as people
from hejie_platform.people.models import User

ROLES: Final = frozenset({"borrower", "representative", "guarantor", "officer", "checker", "mediator"})
MEDIATOR: Final = "mediator"
BORROWER: Final = "borrower"


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its key, its kind (borrower, guarantor, lender), and the person or talks that it is."""

    key: str
    kind: str
    user: User | None = None
    negotiation: Negotiation | None = None

    @property
    def is_present(self) -> bool:
        """Whether the party acts here itself: its talks go on, and its house has a desk on the platform."""
        talks = self.negotiation
        return talks is None or (talks.state != "ended" and talks.creditor.channel != "outside")


@dataclass(frozen=True, slots=True)
class HeldTable(Held):
    """The table of a mediation in the hands of somebody who sits at it."""

    mediation: Mediation
    parties: tuple[Party, ...]
    mine: tuple[str, ...]

    @property
    def is_mediator(self) -> bool:
        return MEDIATOR in self.roles

    def may_enter(self, party: str) -> bool:
        """Whether the caucus of this party is open to the holder."""
        known = {one.key for one in self.parties}
        return party in known and (self.is_mediator or party in self.mine)

    def party(self, key: str) -> Party:
        """A party by its key. Raises NotHeld."""
        found = next((one for one in self.parties if one.key == key), None)
        if found is None:
            raise NotHeld
        return found

    @property
    def seat(self) -> str:
        """The key under which the holder sits."""
        return MEDIATOR if self.is_mediator else self.mine[0]

    @property
    def present(self) -> tuple[Party, ...]:
        """The parties that act here themselves."""
        return tuple(one for one in self.parties if one.is_present)


def table_for(person: User, ref: str, *, now: datetime) -> HeldTable:
    """The table of this mediation, for its parties and its mediator. Raises NotHeld."""
    held = rows.row_for(person, "mediation", ref, now=now)
    row: Mediation = held.row
    roles = tuple(
        role for role in held.roles if role in ROLES and (role != MEDIATOR or mediates(row, person))
    )
    found = parties_of(row)
    mine = tuple(one.key for one in found if _speaks_for(person, roles, one, now))
    if not roles or not (mine or MEDIATOR in roles):
        raise NotHeld
    return HeldTable(person, roles, held.principal, row, found, mine)


def parties_of(row: Mediation) -> tuple[Party, ...]:
    """The parties of a mediation: the borrower, the guarantors, then each lender in the order of its talks."""
    guarantors = guarantors_in(Negotiation.objects.filter(mediations=row))
    talks = row.negotiations.select_related("creditor", "case", "assigned_to").order_by("created_at", "id")
    return (
        Party(BORROWER, "borrower", user=row.case.borrower),
        *(
            Party(f"guarantor-{one.user.ref}", "guarantor", user=one.user)
            for one in guarantors.select_related("user")
        ),
        *(Party(f"lender-{one.ref}", "lender", negotiation=one) for one in talks),
    )


def _speaks_for(person: User, roles: tuple[str, ...], party: Party, now: datetime) -> bool:
    if party.kind == "borrower":
        return bool({"borrower", "representative"} & set(roles))
    if party.kind == "guarantor":
        return "guarantor" in roles and party.user == person
    if not LENDER_STAFF & set(roles) or party.negotiation is None:
        return False
    mine = people.memberships_on(person, clock.legal_day(now))
    return mine.filter(organisation_id=party.negotiation.creditor_id, role__in=LENDER_STAFF).exists()


def people_of(row: Mediation, key: str, *, now: datetime) -> Sequence[tuple[User, str]]:
    """Whom to tell for a party, each with the side as which they read: all of a desk while nobody has the talks in hand."""
    if key == MEDIATOR:
        return [(row.mediator, "mediation")] if row.mediator else []
    party = next((one for one in parties_of(row) if one.key == key), None)
    if party is None:
        return []
    if party.kind == "borrower":
        own = CaseParty.objects.filter(
            case=row.case, left_at__isnull=True, role__in=("borrower", "representative")
        )
        return [(one.user, "borrower") for one in own.select_related("user").order_by("id")]
    if party.user is not None:
        return [(party.user, "borrower")]
    return [(user, "lender") for user in _desk(party.negotiation, now)] if party.negotiation else []


def _desk(talks: Negotiation, now: datetime) -> list[User]:
    if talks.assigned_to is not None:
        return [talks.assigned_to]
    return [one.user for one in people.members_on(talks.creditor, clock.legal_day(now), ("officer",))]

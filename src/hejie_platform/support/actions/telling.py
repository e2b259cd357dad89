"""Who is told of what happens around a case: notices owed to named people."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hejie_platform.core import clock
from hejie_platform.ledger.actions import Owed
from hejie_platform.people.models import Organisation, User
from hejie_platform.people.queries import members_on
from hejie_platform.support.models import Complaint

SIDES = {"lender": "lender", "body": "mediation", "platform": "platform", "advice": "platform"}
SPEAKERS = ("officer", "checker", "body_admin", "adviser")


def tell(
    people: Iterable[User], code: str, *, side: str, machine: str, ref: str, **facts: Any
) -> tuple[Owed, ...]:
    """One notice for each of these people, once each."""
    about = {"machine": machine, "ref": ref}
    return tuple(
        Owed(
            kind="notice.send",
            key=f"{code} {person.pk}",
            payload={
                "to": str(person.pk),
                "code": code,
                "facts": {"ref": ref, **facts},
                "about": about,
                "side": side,
            },
        )
        for person in {one.pk: one for one in people}.values()
    )


def supervisors(*, now: datetime, but: Iterable[User | None] = ()) -> list[User]:
    """The platform's supervisors, without those named."""
    left_out = {one.pk for one in but if one}
    houses = Organisation.objects.filter(kind="platform").order_by("created_at")
    rows = [row for house in houses for row in members_on(house, clock.legal_day(now), ("supervisor",))]
    return [row.user for row in rows if row.user.pk not in left_out]


def speakers_of(
    organisation: Organisation | None, *, now: datetime, roles: tuple[str, ...] = SPEAKERS
) -> list[User]:
    """Who answers for an organisation."""
    if organisation is None:
        return []
    return [row.user for row in members_on(organisation, clock.legal_day(now), roles)]


def tell_complainant(row: Complaint, code: str, **facts: Any) -> tuple[Owed, ...]:
    """Tell who complained, if they have an account; a caller without one is called back by the operator."""
    people = [one for one in (row.complainant, row.recorder if not row.complainant_id else None) if one]
    side = "borrower" if row.complainant_id else "platform"
    return tell(people, code, side=side, machine="complaint", ref=row.ref, **facts)


def tell_desk(row: Complaint, code: str, *, now: datetime, **facts: Any) -> tuple[Owed, ...]:
    """Tell the handler; the supervisors while there is none."""
    people = [row.handler] if row.handler else supervisors(now=now, but=(row.about_person, row.complainant))
    return tell(people, code, side="platform", machine="complaint", ref=row.ref, **facts)

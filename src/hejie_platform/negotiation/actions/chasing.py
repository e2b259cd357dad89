"""One press that asks the other side when its answer comes (一键催办): the owner of the next step and whoever is above them.

It is written down for both sides and moves no clock: what was due on a day stays due on that day. Each side may press once
in two days, so that nobody is pestered.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from hejie_platform.cases.access import HOUSEHOLD, LENDER_STAFF, HeldNegotiation
from hejie_platform.cases.models import Negotiation, Party
from hejie_platform.core import clock
from hejie_platform.ledger.actions import ActionRefused, Done, Owed, chain_for, record, whole
from hejie_platform.ledger.queries import timeline
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.actions.room import lock
from hejie_platform.people.models import User
from hejie_platform.people.queries import members_on

EVERY: Final = timedelta(days=2)
VERB: Final = "negotiation.chase"
MAY_PRESS: Final = HOUSEHOLD | LENDER_STAFF


@whole
def chase(held: HeldNegotiation, *, now: datetime, action_id: UUID, seen_version: int | None = None) -> Done:
    """Ask who owes the next step when it comes. Raises ActionRefused on one's own turn, and within two days of the last.

    A newer state of the talks is no reason to refuse this, so `seen_version` is not asked for.
    """
    row, by = lock(held), held.acting("negotiation", "message")
    turn = queries.turn(queries.talks(row))
    if by.role not in MAY_PRESS or turn.owner not in ("borrower", "lender") or turn.is_of(held.side):
        raise ActionRefused("chase_own_turn")
    last = timeline([row.id], ["shared"]).filter(verb=VERB, facts__side=held.side, at__gt=now - EVERY).first()
    if last is not None:
        raise ActionRefused("chase_lately", again_on=clock.legal_day(last.at + EVERY).isoformat())
    told = _desk(row, now) if turn.owner == "lender" else _household(row)
    return record(
        chain=chain_for(row.id, "shared"),
        by=by,
        verb=VERB,
        subject=row.id,
        facts={"side": held.side, "turn": turn.code},
        owed=tuple(_owed(row, person, code, side) for person, code, side in told),
        now=now,
        action_id=action_id,
    )


def _desk(row: Negotiation, now: datetime) -> Iterator[tuple[User, str, str]]:
    """The officer who has the talks in hand, or every officer; and the checkers, who are above them."""
    staff = list(members_on(row.creditor, clock.legal_day(now), ("officer", "checker")))
    in_hand = row.assigned_to_id
    for seat in staff:
        if seat.role == "checker":
            yield seat.user, "talks_chased_above", "lender"
        elif in_hand in (None, seat.user_id):
            yield seat.user, "talks_chased_desk", "lender"


def _household(row: Negotiation) -> Iterator[tuple[User, str, str]]:
    """The borrower's own side; nobody is above it."""
    parties = Party.objects.filter(case=row.case_id, left_at__isnull=True, role__in=HOUSEHOLD)
    for party in parties.select_related("user").order_by("id"):
        yield party.user, "talks_chased", "borrower"


def _owed(row: Negotiation, person: User, code: str, side: str) -> Owed:
    place = {"machine": "negotiation", "negotiation": row.ref, "case": row.case.ref, "side": side}
    facts = {"ref": row.ref, "lender_zh": row.creditor.name_zh, "lender_en": row.creditor.name_en}
    payload = {"to": str(person.pk), "code": code, "facts": facts, "about": place, "side": side}
    return Owed(kind="notice.send", key=f"{code} {person.pk}", payload=payload)

"""What the table owes to the outbox besides the steps: news for both sides, and words for the people of one party."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hejie_platform.cases.models import Mediation, Negotiation
from hejie_platform.ledger.actions import Actor, Owed
from hejie_platform.mediation import table


def news(row: Mediation, what: str, *, by: Actor | None = None, talks: Negotiation | None = None) -> Owed:
    """Tell all parties and the mediator, but not the one who acted; with `talks` only the sides of those."""
    payload = {
        "machine": "mediation",
        "step": what,
        "subject": str(row.id),
        "ref": row.ref,
        "case": str(row.case_id),
        "negotiation": str(talks.id) if talks else None,
        "reason": "",
        "role": by.role if by else "system",
        "actor": str(by.user.pk) if by and by.user else None,
    }
    return Owed(kind="tell_parties", key=f"{what} {talks.ref if talks else ''}".strip(), payload=payload)


def tell_party(
    row: Mediation, party: str, code: str, *, facts: Mapping[str, Any], now: datetime, but: object = None
) -> tuple[Owed, ...]:
    """Tell the people of one party, or the mediator, something of their own."""
    return tuple(
        Owed(
            kind="notice.send",
            key=f"{code} {party} {user.ref}",
            payload={
                "to": str(user.pk),
                "code": code,
                "facts": {"ref": row.ref, **facts},
                "about": {"machine": "mediation", "ref": row.ref},
                "side": side,
            },
        )
        for user, side in table.people_of(row, party, now=now)
        if user != but
    )

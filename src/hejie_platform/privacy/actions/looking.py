"""A lender's desk opens what a borrower shares with it: written down once a day for each reader, for the borrower to read."""

from datetime import datetime

from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.core import clock
from hejie_platform.ledger.actions import note_access
from hejie_platform.ledger.models import AccessEntry

KIND = "shared_statement"


def note_shared_look(held: HeldNegotiation, *, now: datetime) -> None:
    """Note that somebody of the creditor saw the shared statement; a second look on the same legal day adds nothing."""
    if not held.is_lender_side:
        return
    looks = AccessEntry.objects.filter(kind=KIND, subject=held.negotiation.id, reader=held.user)
    last = looks.order_by("-at").values_list("at", flat=True).first()
    if last is not None and clock.legal_day(last) == clock.legal_day(now):
        return
    note_access(
        reader=held.actor,
        kind=KIND,
        subject=held.negotiation.id,
        owner=held.negotiation.case.borrower,
        purpose="shared",
        now=now,
    )

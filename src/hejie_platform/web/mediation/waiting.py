"""What waits for somebody in a mediation: at its own page until it is open, at the table from then on.

A proposal that waits at the table is told on the page of the mediation and on the page of the case too, so that
nobody has to look behind three links to learn that it is their turn.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hejie_platform.mediation import access
from hejie_platform.mediation.access import HeldMediation, NotHeld
from hejie_platform.mediation.queries import standing as reads
from hejie_platform.mediation.queries import table as said
from hejie_platform.mediation.table import table_for
from hejie_platform.web import parts
from hejie_platform.web.mediation import shows, words
from hejie_platform.web.table import shows as at_table


def turn(held: HeldMediation, found: reads.Standing, *, now: datetime) -> parts.Turn:
    """Whose turn it is; once the mediation is open, what waits for this person at the table."""
    return _at_the_table(held, found, now) or shows.turn(found)


def _at_the_table(held: HeldMediation, found: reads.Standing, now: datetime) -> parts.Turn | None:
    if held.mediation.state != "open":
        return None
    try:
        seat = table_for(held.user, held.mediation.ref, now=now)
    except NotHeld:
        return None
    card = at_table.turn(seat, said.said_to_all(held.mediation), now=now)
    if not card.is_yours:
        return None
    return replace(card, until=found.until, consequence=words.IF_NOTHING["talk"])


def of_case(person: Any, case: Any, *, now: datetime) -> list[tuple[Any, parts.Turn]]:
    """The mediations of a case that have not ended, each with whose turn it is there, for somebody of its side."""
    return [(row, _linked(person, row, now)) for row in reads.live_in(case)]


def _linked(person: Any, row: Any, now: datetime) -> parts.Turn:
    held = access.mediation_for(person, row.ref, now=now)
    card = turn(held, reads.standing(held, row, now=now), now=now)
    if card.href:
        return card
    return replace(card, href=reverse("mediation:home", args=[row.ref]), label=_("Open the mediation"))

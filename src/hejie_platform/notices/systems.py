"""Telling a lender's own system: that collection must rest, that clocks stand still, that terms are in force.

An installation names a function for each lender that has connected one, in HEJIE_LENDER_SYSTEMS as
`reference=module:function`, with commas between. It gets one `Told` per negotiation; `message_id` is stable,
so that a system may drop the second copy. It raises to be tried again. A lender that has connected nothing
works at its desk, where it sees all of this; nothing is sent for it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module

from django.conf import settings

from hejie_platform.cases.models import Negotiation, Standstill
from hejie_platform.core import clock
from hejie_platform.ledger.models import Effect
from hejie_platform.notices.recipients import Matter


@dataclass(frozen=True, slots=True)
class Told:
    """What a lender's system learns: codes and references, no words of a person.

    `pause` is the pause in collection that runs in these talks or is to come, where there is one: its first and last day,
    and whether interest rests too.
    """

    message_id: str
    what: str  # tell_lender_system, stop_clocks or resume_clocks
    machine: str
    step: str
    ref: str
    negotiation: str
    at: datetime
    pause: tuple[date, date, bool] | None = None


def tell_system(effect: Effect, *, now: datetime) -> None:
    """Tell the system of each creditor that the effect concerns and that has connected one."""
    matter = Matter.of(effect.payload, now=now)
    for talks in matter.talks:
        if adapter := adapter_of(talks.creditor.ref):
            adapter(
                Told(
                    message_id=f"{effect.pk} {talks.ref}",
                    what=effect.kind,
                    machine=effect.payload["machine"],
                    step=effect.payload["step"],
                    ref=effect.payload["ref"],
                    negotiation=talks.ref,
                    at=effect.entry.at,
                    pause=_pause(talks, clock.legal_day(now)),
                )
            )


def _pause(talks: Negotiation, day: date) -> tuple[date, date, bool] | None:
    """The pause of these talks that ends last, if it has not ended before this day."""
    found = Standstill.objects.filter(negotiation=talks, until_day__gte=day).order_by("-until_day").first()
    return (found.from_day, found.until_day, found.rests_interest) if found else None


def adapter_of(reference: str) -> Callable[[Told], None] | None:
    """The function that an installation named for this lender."""
    named = settings.HEJIE_LENDER_SYSTEMS.get(reference)
    if not named:
        return None
    module, _, name = named.partition(":")
    found: Callable[[Told], None] = getattr(import_module(module), name)
    return found

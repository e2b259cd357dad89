"""The set moments of talks at which mediation may be offered, once each, to a party that has not asked for it.

A party that said no at one moment is left in peace until the talks have reached another: an offer was refused, nothing
moved for a while, an agreement was not signed or was broken. Whoever said no may of course ask at any time.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from hejie_platform.agreements.models import Agreement
from hejie_platform.cases.models import Clock, Negotiation
from hejie_platform.mediation.models import Wish
from hejie_platform.negotiation.models import Offer

OTHERS: Final[Mapping[str, tuple[str, ...]]] = {
    "borrower": ("lender",),
    "lender": ("borrower",),
    "neutral": ("borrower", "lender"),
}


def _begun(talks: Negotiation) -> bool:
    return True


def _offer_refused(talks: Negotiation) -> bool:
    return Offer.objects.filter(negotiation=talks, state="closed", reason="rejected").exists()


def _quiet(talks: Negotiation) -> bool:
    return Clock.objects.filter(negotiation=talks, rule="talks_quiet", fired_at__isnull=False).exists()


def _unsigned(talks: Negotiation) -> bool:
    return Agreement.objects.filter(negotiation=talks, state="ended", reason="lapsed").exists()


def _broken(talks: Negotiation) -> bool:
    return Agreement.objects.filter(negotiation=talks, state="in_cure").exists()


# In the order in which talks come to them.
MOMENTS: Final[Mapping[str, Callable[[Negotiation], bool]]] = MappingProxyType(
    {
        "begun": _begun,
        "offer_refused": _offer_refused,
        "quiet": _quiet,
        "unsigned": _unsigned,
        "broken": _broken,
    }
)


def reached(talks: Negotiation) -> tuple[str, ...]:
    """The moments that these talks have come to."""
    return tuple(name for name, has_come in MOMENTS.items() if has_come(talks))


def fresh(talks: Negotiation, side: str) -> tuple[str, ...]:
    """The moments later than every one at which this side has said no."""
    refused = set(Wish.objects.filter(negotiation=talks, side=side).values_list("moment", flat=True))
    names = list(MOMENTS)
    last = max((names.index(name) for name in refused), default=-1)
    return tuple(name for name in reached(talks) if names.index(name) > last)


def now_at(talks: Negotiation, side: str) -> str:
    """The moment that a no of this side counts for: the last one that is fresh, else the last one."""
    return (fresh(talks, side) or reached(talks))[-1]


def is_pressed(talks: Negotiation, *, by: str) -> bool:
    """Whether asking now would press a side that has said no, and no other moment has come since."""
    return any(not fresh(talks, side) for side in OTHERS.get(by, ()))

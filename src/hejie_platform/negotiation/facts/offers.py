"""Offer rows -> the engine's offers, packages and log."""

from collections.abc import Iterable
from typing import Any, Protocol

from hejie import negotiation, plans, texts
from hejie_platform.negotiation.models import Offer


class Packed(Protocol):
    """A row that keeps a package as JSON."""

    @property
    def package(self) -> Any: ...


def package_of(offer: Packed) -> plans.Package:
    """The package of an offer, or of anything else that keeps one. Raises texts.Faulty when what is stored no longer reads."""
    package, faults = plans.package_from_json(offer.package)
    if package is None:
        raise texts.Faulty(faults)
    return package


def views_of(offers: Iterable[Offer]) -> tuple[negotiation.OfferView, ...]:
    """The offers as the engine judges them, in the order of their numbers."""
    return tuple(
        negotiation.OfferView(
            version=offer.number,
            side=offer.side,
            package_hash=offer.package_hash,
            state=offer.state,
            expires_at=offer.expires_at,
            reason=offer.reason,
        )
        for offer in sorted(offers, key=lambda offer: offer.number)
    )


def log_of(offers: Iterable[Offer]) -> negotiation.Log:
    """The offers as entries that all may see, for the comparison of both sides' positions."""
    return tuple(
        negotiation.Entry(
            kind="offer", by=offer.side, audience="shared", at=offer.put_at, package=package_of(offer)
        )
        for offer in sorted(offers, key=lambda offer: offer.number)
    )

"""What a page of the talks tries: its offers, each on the claim that it was made on, whose grounds are looked up once."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hejie import plans, texts
from hejie_platform.core import clock
from hejie_platform.intake.queries import wish_of
from hejie_platform.negotiation import access, queries
from hejie_platform.negotiation.access import HeldNegotiation
from hejie_platform.web.room import comparing


def ground(held: HeldNegotiation, claim: Any, now: datetime) -> queries.Grounds:
    """What packages are tried on today."""
    return queries.grounds(held.negotiation, claim, day=clock.legal_day(now))


@dataclass(frozen=True, slots=True)
class Tries:
    """The offers of one page, tried; what those of one claim are tried on is looked up once."""

    held: HeldNegotiation
    now: datetime
    grounds: dict[Any, queries.Grounds] = field(default_factory=dict)

    def of(self, offer: Any) -> queries.Trial:
        """An offer tried on the claim that it was made on."""
        return self.terms({"package": offer.package}, offer.claim)

    def terms(self, terms: Any, claim: Any) -> queries.Trial:
        """The package of an offer, or of an act that waits, tried on a claim."""
        package, faults = plans.package_from_json(terms["package"])
        if package is None:
            raise texts.Faulty(faults)
        if claim.pk not in self.grounds:
            self.grounds[claim.pk] = ground(self.held, claim, self.now)
        return queries.trial(package, self.grounds[claim.pk])


def wishes(found: queries.Talks, tries: Tries) -> Any:
    """The borrower's wish beside the lender's newest offer, for the two of them."""
    held, is_own = tries.held, access.sees_household(tries.held)
    if not (is_own or held.is_lender_side):
        return None
    wish = wish_of(held.negotiation, day=clock.legal_day(tries.now), is_own=is_own)
    offer = next((one for one in reversed(found.offers) if one.side == "lender"), None)
    return comparing.wishes(wish, tries.of(offer).tried if offer else None)

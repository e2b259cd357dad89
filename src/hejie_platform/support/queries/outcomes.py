"""How talks with one lender have ended here, as a share that names nobody; nothing below LEAST of them.

23 talks decided, 15 of them agreed: "about 6 of 10". Seven talks: not enough data.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q

from hejie_platform.cases.models import Negotiation
from hejie_platform.people.models import Organisation

LEAST: Final = 20  # talks decided; fewer would speak of single people and promise too much
DECIDED: Final = ("refused", "gap", "time")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many talks were decided, and of ten how many with an agreement; None where there are too few."""

    decided: int | None
    of_ten: int | None


def outcomes_with(lender: Organisation) -> Outcomes:
    """The talks with this lender that came to an agreement or ended without one, whatever happened later."""
    agreed = Q(state="agreed") | Q(state="ended", reason="paid")
    without = Q(state="ended", reason__in=DECIDED)
    found = Negotiation.objects.filter(creditor=lender).aggregate(
        agreed=Count("id", filter=agreed), without=Count("id", filter=without)
    )
    decided = found["agreed"] + found["without"]
    if decided < LEAST:
        return Outcomes(None, None)
    return Outcomes(decided, found["agreed"] * 10 // decided)

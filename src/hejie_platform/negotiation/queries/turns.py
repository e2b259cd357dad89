"""Whose turn it is in the talks, what they have to do, and by when: computed from rows, never stored.

    turn(talks).code            "answer_offer"
    desk_turn(talks).code       "accept_approved": for the lender's own eyes, once its checker has agreed

The code names the next step of the side whose turn it is; pages word it for each reader.
"""

from dataclasses import dataclass
from datetime import datetime

from hejie_platform.cases.models import PendingAct
from hejie_platform.negotiation.queries.talks import Talks

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Turn:
    """`owner`: borrower, lender, both or none. `due_at`: the end of the clock that this turn has, if any."""

    code: str
    owner: str
    due_at: datetime | None

    def is_of(self, side: str) -> bool:
        """Whether this side owes the next step."""
        return self.owner in (side, BOTH)


def turn(now_talks: Talks) -> Turn:
    """The next step of the talks."""
    code, owner = _next(now_talks)
    return Turn(code, owner, _due(now_talks, code))


def desk_turn(now_talks: Talks) -> Turn:
    """The same for the lender's own eyes: what a checker has just approved is to be done now, or is on its way. One query."""
    found = turn(now_talks)
    newest = PendingAct.objects.filter(negotiation=now_talks.negotiation).order_by("-made_at", "-id").first()
    if found.code not in ("first_answer", "put_offer", "answer_offer") or newest is None:
        return found
    if newest.decision != "approved":
        return found
    offer = now_talks.open_offer
    if newest.act == "offer.accept" and offer and newest.terms.get("subject") == str(offer.id):
        return Turn("accept_approved", "lender", found.due_at)
    if newest.terms.get("seen_offer") == now_talks.latest_number:
        return Turn("offer_on_its_way", "none", None)
    return found


def _next(now_talks: Talks) -> tuple[str, str]:
    state = now_talks.negotiation.state
    fixed = {
        "waiting": ("first_answer", "lender"),
        "asked": ("answer_request", "borrower"),
        "agreed": ("sign", BOTH),
        "ended": ("ended", "none"),
    }
    return fixed.get(state) or _in_talks(now_talks)


def _in_talks(now_talks: Talks) -> tuple[str, str]:
    offer, claim = now_talks.open_offer, now_talks.claim
    if claim is None:
        return "state_facts", "lender"
    if claim.disputed:
        return "answer_dispute", "lender"
    if not now_talks.facts_agreed:
        return "check_facts", "borrower"
    if offer is None:
        return "put_offer", BOTH
    return "answer_offer", "lender" if offer.side == "borrower" else "borrower"


CLOCK_OF = {
    "first_answer": ("lender_reply", "lender_last_reply"),
    "answer_request": ("borrower_reply", "borrower_last_reply"),
    "sign": ("signatures",),
}


def _due(now_talks: Talks, code: str) -> datetime | None:
    if code == "answer_offer" and now_talks.open_offer is not None:
        return now_talks.open_offer.expires_at
    rules = CLOCK_OF.get(code, ("talks_limit",))
    return next((clock.due_at for clock in now_talks.clocks if clock.rule in rules), None)

"""Negotiation: offers as values, what each side may see, and where the two stand.

Four questions, each answered in one place and by values alone:

- May this side put, accept, reject or withdraw this version now? (`may_put`, `may_accept`, ...)
- What does this side see? (`view`)
- Where do the two stand, and does the next offer take something back? (`positions`, `withdrawn_concessions`)
- Which neutral do they get? (`choose`)
"""

from hejie.negotiation.choosing import Candidate, Chosen, choose, why_out
from hejie.negotiation.log import VIEWERS, Entry, Log, Seen, sees, view
from hejie.negotiation.offers import (
    SIDES,
    OfferView,
    accept,
    closing_step,
    expire,
    live,
    may_accept,
    may_put,
    may_reject,
    may_withdraw,
    put,
    reject,
    void,
    withdraw,
)
from hejie.negotiation.positions import (
    ISSUES,
    Issue,
    Move,
    Row,
    Stand,
    latest_package,
    moves,
    positions,
    withdrawn_concessions,
)

__all__ = [
    "ISSUES",
    "SIDES",
    "VIEWERS",
    "Candidate",
    "Chosen",
    "Entry",
    "Issue",
    "Log",
    "Move",
    "OfferView",
    "Row",
    "Seen",
    "Stand",
    "accept",
    "choose",
    "closing_step",
    "expire",
    "latest_package",
    "live",
    "may_accept",
    "may_put",
    "may_reject",
    "may_withdraw",
    "moves",
    "positions",
    "put",
    "reject",
    "sees",
    "view",
    "void",
    "why_out",
    "withdraw",
    "withdrawn_concessions",
]

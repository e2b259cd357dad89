"""An agreement brought by real actions from an accepted offer to its first confirmed payment.

    talks = negotiation.waiting(cast, now=NOW)
    drawn_up(talks, now=NOW)          # the offer accepted, the agreement in signing, its document written
    signed_by_all(talks, now=NOW)     # in force, sealed

Every story takes the talks to its state through all the states before it.
"""

import uuid
from datetime import datetime

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.models import Agreement
from hejie_platform.people.models import User
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4


def agreement_of(story: Story) -> Agreement:
    """The newest agreement of the talks."""
    return Agreement.objects.filter(negotiation__ref=story.ref).latest("created_at")


def held_by(person: User, story: Story, now: datetime) -> access.HeldAgreement:
    """The agreement afresh in somebody's hands."""
    return access.agreement_for(person, agreement_of(story).ref, now=now)


def accepted(story: Story, *, now: datetime, side: str = "lender", **more: object) -> Story:
    """The offer of this side accepted by the other; the document is not written yet."""
    negotiation.facts_agreed(story, now=now)
    offer = negotiation.offer_put(story, side=side, now=now)
    taker = "borrower" if side == "lender" else "lender"
    given = {
        "number": offer.number,
        "package_hash": offer.package_hash,
        "legal_notice_seen": True,
        "beyond_budget_confirmed": True,
        "now": now,
        "action_id": new_id(),
    }
    actions.accept_offer(story.held(taker, now), **(given | more))
    return story

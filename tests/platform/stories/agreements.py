"""An agreement brought by real actions from an accepted offer to its first confirmed payment.

    talks = negotiation.waiting(cast, now=NOW)
    drawn_up(talks, now=NOW)          # the offer accepted, the agreement in signing, its document written
    signed_by_all(talks, now=NOW)     # in force, sealed

Every story takes the talks to its state through all the states before it.
"""

import uuid
from datetime import datetime

from hejie_platform.agreements import access, actions, queries
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


def drawn_up(story: Story, *, now: datetime, **more: object) -> Story:
    """The offer accepted, and the document written by the worker."""
    accepted(story, now=now, **more)
    negotiation.worked(now)
    return story


def brought(story: Story, **changes: object) -> actions.Brought:
    """Everything that a careful signer brings."""
    agreement = agreement_of(story)
    given: dict[str, object] = {
        "seen_hash": queries.seen_hash(agreement),
        "risks": queries.serious_risks(agreement),
        "legal_notice_seen": True,
        "is_confirmed": True,
    }
    return actions.Brought(**(given | changes))


def signed(story: Story, person: User, *, now: datetime, **changes: object) -> Agreement:
    """One signature more."""
    held = held_by(person, story, now)
    actions.sign(held, brought=brought(story, **changes), now=now, action_id=new_id())
    return agreement_of(story)


def signed_by_all(story: Story, *, now: datetime, **more: object) -> Story:
    """In force: both sides signed, the worker sealed the document."""
    drawn_up(story, now=now, **more)
    signed(story, story.borrower, now=now)
    signed(story, story.checker, now=now)
    negotiation.worked(now)
    return story

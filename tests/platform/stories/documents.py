"""Agreements around which papers arise: mediated ones, ones that are varied, ones that wait for others, ones that are paid.

mediated(talks, cast, now=NOW)          # an open mediation with a mediator and a body
mediated_in_force(talks, cast, now=NOW) # signed by both sides, the mediator and the body; sealed
varied(talks, now=NOW)                  # a change asked for, offered, accepted; the successor in signing
cleared(talks, now=NOW)                 # paid off, and the letter issued
"""

import uuid
from datetime import datetime
from typing import Any

from hejie_platform.agreements import access, actions
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.agreements.models import Agreement, ClearanceLetter
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Mediation
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation, pictures
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4


def mediated(story: Story, cast: Cast, *, now: datetime) -> Mediation:
    """A mediation of these talks that has begun."""
    talks = story.row()
    row = Mediation.objects.create(
        case=talks.case, body=cast.body, mediator=cast.mediator, state="open", created_at=now
    )
    row.negotiations.add(talks)
    row.appointments.create(mediator=cast.mediator, asked_at=now, accepted_at=now, disclosed_at=now)
    return row


def mediated_in_force(story: Story, cast: Cast, *, now: datetime) -> Agreement:
    """In force after all four have signed, the document sealed by the worker."""
    mediated(story, cast, now=now)
    stories.drawn_up(story, now=now)
    for person in (cast.mediator, story.borrower, cast.body_admin, story.checker):
        stories.signed(story, person, now=now)
    negotiation.worked(now)
    return stories.agreement_of(story)


def change_asked(story: Story, *, now: datetime, by: str = "borrower", seen: bool = True) -> Agreement:
    """A change of the running agreement is asked for, about its next two instalments."""
    person = story.borrower if by == "borrower" else story.officer
    held = stories.held_by(person, story, now)
    rows = held.agreement.obligations.filter(state="open", amount_minor__isnull=False)
    numbers = list(rows.order_by("due_on", "number").values_list("number", flat=True)[:2])
    actions.ask_variation(
        held,
        cause="income_fell",
        covers=numbers,
        words="收入减少，希望延长期限。",
        legal_notice_seen=seen,
        seen_version=held.agreement.version,
        now=now,
        action_id=new_id(),
    )
    return held.agreement


def change_accepted(story: Story, *, now: datetime, **changes: Any) -> Agreement:
    """The borrower puts a longer plan on what is left, the lender accepts it: the successor is in signing."""
    offered = negotiation.package(story, now=now, **({"instalments": 48, "waive": {}} | changes))
    offer = negotiation.offer_put(story, side="borrower", now=now, offered=offered)
    actions.accept_offer(
        story.held("lender", now),
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        now=now,
        action_id=new_id(),
    )
    negotiation.worked(now)
    return stories.agreement_of(story)


def varied(story: Story, *, now: datetime) -> Agreement:
    """The successor in signing, beside the agreement that still holds."""
    change_asked(story, now=now)
    return change_accepted(story, now=now)


def paid_off(story: Story, *, now: datetime) -> Agreement:
    """Paid early: the lender owes the letter."""
    held = stories.held_by(story.officer, story, now)
    take_plain_step(
        held,
        held.agreement,
        "pay_early",
        seen_version=held.agreement.version,
        now=now,
        action_id=new_id(),
    )
    return stories.agreement_of(story)


def letter_duty(story: Story, *, now: datetime) -> access.HeldObligation:
    """The duty to issue the letter, in the officer's hands."""
    row = stories.agreement_of(story).obligations.get(code="duty_issue_clearance_letter")
    return access.obligation_for(story.officer, row.ref, now=now)


def cleared(story: Story, *, now: datetime, **more: Any) -> ClearanceLetter:
    """The letter issued by the lender and sealed by the worker."""
    held = letter_duty(story, now=now)
    given: dict[str, Any] = {
        "is_confirmed": True,
        "legal_notice_seen": True,
        "seen_version": held.obligation.version,
        "now": now,
        "action_id": new_id(),
    }
    actions.issue_letter(held, **(given | more))
    negotiation.worked(now)
    return ClearanceLetter.objects.latest("issued_at", "id")


def tied(cast: Cast, *, now: datetime, until: Any, needed: int = 2) -> tuple[Story, Story]:
    """The talks of one case with two lenders, whose agreements take effect together."""
    first = negotiation.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    second = negotiation.beside(cast, first, cast.microloan, now=now)
    held = cases.case_for(first.borrower, first.row().case.ref, now=now)
    actions.tie_agreements(
        held, talks=[first.ref, second.ref], needed=needed, until=until, now=now, action_id=new_id()
    )
    return first, second


def agreed(story: Story, *, now: datetime, **changes: Any) -> Agreement:
    """The borrower's offer accepted by the lender's checker, and the document written."""
    negotiation.facts_agreed(story, now=now)
    offered = negotiation.package(story, now=now, **({"instalments": 24, "waive": {}} | changes))
    offer = negotiation.offer_put(story, side="borrower", now=now, offered=offered)
    actions.accept_offer(
        story.checkers(now),
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        now=now,
        action_id=new_id(),
    )
    negotiation.worked(now)
    return stories.agreement_of(story)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """An agreement that a court may confirm, one of which a change is asked, a letter that is owed and one that was issued."""
    court = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    agreement = mediated_in_force(court, cast, now=now)
    held = stories.held_by(court.borrower, court, now)
    actions.record_enforceability(
        held,
        kind="court_confirmation",
        number="（2026）民特 1 号",
        on_day=now.date(),
        paper=pictures.png(),
        seen_version=held.agreement.version,
        now=now,
        action_id=new_id(),
    )
    changing = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    stories.signed_by_all(changing, now=now)
    varied(changing, now=now)
    owing, issued = (negotiation.waiting(cast, now=now, creditors=[cast.bank]) for _ in range(2))
    for story in (owing, issued):
        stories.signed_by_all(story, now=now)
        paid_off(story, now=now)
    return {
        "mediated_agreement": agreement,
        "recorded_paper": agreement.enforceabilities.get(),
        "ended_mediation": Mediation.objects.filter(negotiations=court.row()).latest("created_at", "id"),
        "changing": stories.agreement_of(changing).predecessor,
        "letter_duty": letter_duty(owing, now=now).obligation,
        "letter": cleared(issued, now=now).obligation,
    }


SAMPLES: dict[str, Any] = {
    "mediated_agreement": lambda world: {"ref": world.objects["mediated_agreement"].ref},
    "recorded_paper": lambda world: {
        "ref": world.objects["mediated_agreement"].ref,
        "paper": world.objects["recorded_paper"].ref,
    },
    "ended_mediation": lambda world: {"ref": world.objects["ended_mediation"].ref},
    "changing": lambda world: {"ref": world.objects["changing"].ref},
    "letter_duty": lambda world: {
        "ref": world.objects["letter_duty"].agreement.ref,
        "duty": world.objects["letter_duty"].ref,
    },
    "letter": lambda world: {
        "ref": world.objects["letter"].agreement.ref,
        "duty": world.objects["letter"].ref,
    },
}

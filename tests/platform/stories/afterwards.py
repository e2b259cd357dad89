"""What remains when talks ended: refused, with a plan of one's own; ended by a gap, with a sheet of facts and a pack.

story = refused(cast, now=NOW)               # refused for good
planned(story, now=NOW)                      # the borrower keeps a plan of their own
story = apart(cast, now=NOW)                 # figures agreed, an offer, then nothing: too far apart
"""

import uuid
from datetime import datetime
from typing import Any

from hejie import dates
from hejie_platform.afterwards import access, actions
from hejie_platform.afterwards.models import CourtPack, FactSheet, OwnPayment, OwnPlan
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem
from hejie_platform.negotiation import actions as talks
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, pictures
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4


def refused(
    cast: Cast, *, now: datetime, code: str = "loan_not_ours", words: str = "该笔贷款已转让。"
) -> Story:
    """The bank refused for good, by a reason of its policy."""
    story = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    held = story.officers(now)
    talks.refuse(
        held,
        code=code,
        words=words,
        seen_version=held.negotiation.version,
        now=now,
        action_id=new_id(),
    )
    return story


def apart(cast: Cast, *, now: datetime, offer_words: str = "") -> Story:
    """The figures were agreed for the talks, the bank made an offer, and the borrower gave the talks up."""
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    negotiation.offer_put(story, now=now, words=offer_words)
    give_up(story, now=now)
    return story


def give_up(story: Story, *, now: datetime, note: str = "") -> None:
    """The two sides are too far apart."""
    held = story.borrowers(now)
    take_plain_step(
        held,
        held.negotiation,
        "give_up",
        note=note,
        seen_version=held.negotiation.version,
        now=now,
        action_id=new_id(),
    )


def case_of(story: Story, now: datetime) -> access.HeldCase:
    """The case in the borrower's hands."""
    return access.case_for(story.borrower, story.row().case.ref, now=now)


def planned(
    story: Story, *, now: datetime, monthly_minor: int = 50_000, months: int = 6, reminds: bool = True
) -> OwnPlan:
    """A plan of one's own: one loan, from next month on."""
    loan = ClaimedLoan.objects.filter(case=story.row().case, removed_at__isnull=True).earliest("id")
    held = case_of(story, now)
    actions.make_plan(
        held,
        first_on=dates.add_months(clock.legal_day(now), 1),
        months=months,
        shares=[actions.Share(loan.ref, monthly_minor)],
        reminds=reminds,
        now=now,
        action_id=new_id(),
    )
    return OwnPlan.objects.get(case=held.case, ended_at__isnull=True)


def paid(story: Story, *, now: datetime, receipt: bytes | None = None) -> OwnPayment:
    """The first payment of the plan, told with a receipt."""
    held = case_of(story, now)
    row = OwnPayment.objects.filter(line__plan__case=held.case, line__plan__ended_at__isnull=True).earliest(
        "due_on"
    )
    actions.tell_payment(
        held,
        row,
        amount_minor=row.amount_minor,
        paid_on=clock.legal_day(now),
        receipt=receipt or pictures.png(),
        now=now,
        action_id=new_id(),
    )
    row.refresh_from_db()
    return row


def put(
    story: Story, side: str, *, now: datetime, chosen: tuple[str, ...] = ("loans", "overdue_principal")
) -> Any:
    """A sheet of undisputed facts, put and so signed by this side."""
    actions.put_facts(
        held_of(story, side, now),
        claim_hash=story.claim().hash,
        chosen=chosen,
        legal_notice_seen=True,
        now=now,
        action_id=new_id(),
    )
    return FactSheet.objects.filter(negotiation__ref=story.ref).latest("put_at", "id")


def signed(story: Story, sheet: FactSheet, side: str, *, now: datetime) -> None:
    """The other side signs it too."""
    actions.sign_facts(
        held_of(story, side, now),
        sheet,
        seen_hash=sheet.hash,
        legal_notice_seen=True,
        now=now,
        action_id=new_id(),
    )


def held_of(story: Story, side: str, now: datetime) -> access.HeldNegotiation:
    if side == "borrower":
        return access.talks_for(story.borrower, story.ref, now=now)
    return access.desk_for(story.officer, story.ref, now=now)


def packed(
    story: Story,
    side: str = "borrower",
    *,
    now: datetime,
    papers: tuple[str, ...] | None = None,
    language: str = "en",
) -> CourtPack:
    """A pack of this side with every paper, or with these, drawn and bundled."""
    every = EvidenceItem.objects.filter(case=story.row().case, removed_at__isnull=True).order_by("id")
    mine = tuple(every.values_list("ref", flat=True)) if side == "borrower" else ()
    actions.make_pack(
        held_of(story, side, now),
        papers=mine if papers is None else papers,
        language=language,
        now=now,
        action_id=new_id(),
    )
    negotiation.worked(now)
    return CourtPack.objects.filter(negotiation__ref=story.ref, side=side).latest("made_at", "id")


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """One of everything that the pages after talks need."""
    story, other = refused(cast, now=now), apart(cast, now=now)
    planned(story, now=now)
    payment = paid(story, now=now)
    return {
        "ended_case": story.row().case,
        "own_payment": payment,
        "ended_talks": other,
        "ended_sheet": put(other, "lender", now=now),
        "own_pack": packed(other, now=now),
        "desk_pack": packed(other, "lender", now=now),
    }


SAMPLES = {
    "ended_case": lambda world: {"ref": world.objects["ended_case"].ref},
    "ended_talks": lambda world: {"ref": world.objects["ended_talks"].ref},
    "ended_sheet": lambda world: {
        "ref": world.objects["ended_talks"].ref,
        "sheet": world.objects["ended_sheet"].ref,
    },
    "own_payment": lambda world: {
        "ref": world.objects["ended_case"].ref,
        "payment": world.objects["own_payment"].ref,
    },
    "own_letter": lambda world: {"ref": world.objects["ended_case"].ref, "number": 1},
    "own_pack": lambda world: {
        "ref": world.objects["ended_talks"].ref,
        "pack": world.objects["own_pack"].ref,
        "kind": "pdf",
    },
    "desk_pack": lambda world: {
        "ref": world.objects["ended_talks"].ref,
        "pack": world.objects["desk_pack"].ref,
        "kind": "zip",
    },
}

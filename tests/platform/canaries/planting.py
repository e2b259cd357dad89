"""One borrower's world, told by real actions, in which everything that somebody wrote for few carries a word of its own.

    planted = told(cast, now=NOW)
    word("NOTE")            # what the mediator wrote in the note that nobody else reads

Three cases of the same borrower: one at the table of a mediation with two lenders, one whose talks with the bank ended, one
whose agreement with the microloan company is kept and quarrelled about. What an amount must carry, because there is room for
no word, is an amount that occurs nowhere else (`AMOUNTS`).
"""

import uuid
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from hejie import rules
from hejie_platform.afterwards.models import CourtPack
from hejie_platform.agreements import actions as agreed
from hejie_platform.agreements.models import Payment
from hejie_platform.intake import actions as intake_actions
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.models import CreditRequest
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders import actions as policies
from hejie_platform.mediation.actions import objecting
from hejie_platform.mediation.models import Note
from hejie_platform.negotiation import actions as talks_actions
from hejie_platform.people.models import Organisation, User
from hejie_platform.support import actions as support_actions
from tests.platform.api import calls
from tests.platform.cast import Cast
from tests.platform.stories import (
    advice,
    afterwards,
    agreements,
    circumstances,
    identity,
    insight,
    intake,
    keeping,
    mediation,
    negotiation,
    opening,
    pictures,
    privacy,
    sessions,
    support,
)
from tests.platform.stories.negotiation import Story

new_id = uuid.uuid4
SIXTY_DAYS = timedelta(days=60)
# Amounts in minor units; each is written in one way wherever it is shown.
AMOUNTS = {"BANKSUM": 1_234_57, "MICROSUM": 2_345_68, "FLOOR": 87_654_321, "SHEET": 5_612_347}


def word(name: str) -> str:
    """The word that stands in one place alone; no name is part of another's word."""
    return f"KX{name}XK"


def shown_as(name: str) -> tuple[str, ...]:
    """Every way in which a canary may be written."""
    if name not in AMOUNTS:
        return (word(name),)
    yuan = f"{AMOUNTS[name] / 100:.2f}"
    return (f"{AMOUNTS[name] / 100:,.2f}", yuan, str(AMOUNTS[name]))


@dataclass(frozen=True, slots=True)
class Planted:
    """The people of the world beside the cast, and what is looked at by its reference."""

    cast: Cast
    now: datetime
    others: dict[str, User | None]
    case: HeldCase
    bank: Story
    micro: Story
    table: sessions.Table
    ended: Story
    kept: Story
    credit: CreditRequest
    payment: Payment
    private_file: int
    note: Note
    packs: tuple[CourtPack, ...]
    keys: dict[str, str]

    @property
    def seats(self) -> dict[str, User | None]:
        """Everybody who may ask for a page, and nobody."""
        cast = {one.name: getattr(self.cast, one.name) for one in fields(self.cast)}
        return (
            {name: who for name, who in cast.items() if isinstance(who, User)}
            | self.others
            | {"nobody": None}
        )

    @property
    def objects(self) -> dict[str, Any]:
        """The rows of this world under the names by which the samples of pages call them."""
        agreement = agreements.agreement_of(self.kept)
        instalment = agreement.obligations.filter(amount_minor__isnull=False).earliest("due_on", "number")
        talks = (
            "negotiation",
            "offer",
            "own_offer",
            "disputed",
            "asked",
            "waiting_talks",
            "unmediated_talks",
        )
        mediations = ("mediation", "mediation_asking", "mediation_appointing", "mediation_asked", "caucus")
        kept = ("agreement", "signing", "kept_agreement", "broken", "paid_agreement", "mediated_agreement")
        told: dict[str, Any] = dict.fromkeys(talks, self.bank)
        told |= dict.fromkeys(mediations, self.table) | dict.fromkeys(kept, agreement)
        told |= {"case": self.case, "draft": self.case, "submitted": self.case, "changing": agreement}
        told |= {"table": self.table, "ended_mediation": self.table, "duty": instalment, "deed": instalment}
        told |= {
            "contact_case": self.case.case,
            "contact_talks": self.bank.row(),
            "budget_review": instalment,
        }
        told |= {"desk_credit": self.credit, "assisted": self.case.case, "told_payment": self.payment}
        told |= {"surplus_payment": self.payment, "contested_payment": self.payment}
        told |= {"ended_case": self.ended.row().case, "ended_talks": self.ended, "table_note": self.note}
        told |= {"table_file": self.private_file, "caucus_file": self.private_file}
        return told


def told(cast: Cast, *, now: datetime) -> Planted:
    """Everything planted, and every effect of it worked off."""
    for lender in (cast.bank, cast.microloan):
        _policy(cast, lender, now=now)
    case = _case(cast, now=now)
    bank, micro = _talks(cast, case, now=now)
    table, private_file = _table(cast, bank, micro, now=now)
    ended, packs = _ended(cast, now=now)
    kept, payment = _kept(cast, now=now)
    credit = _around(cast, case, bank, now=now)
    _of_ones_own(cast, now=now)
    negotiation.worked(now)
    others: dict[str, User | None] = {
        "other_checker": negotiation.staff_of(cast, cast.microloan, now=now)[1],
        "other_mediator": mediation.second_mediator(cast, now=now),
    }
    return Planted(
        cast=cast,
        now=now,
        others=others,
        case=case,
        bank=bank,
        micro=micro,
        table=table,
        ended=ended,
        kept=kept,
        credit=credit,
        payment=payment,
        private_file=private_file,
        note=Note.objects.get(book__mediation__ref=table.ref),
        packs=packs,
        keys=_keys(cast, now=now),
    )


def _keys(cast: Cast, *, now: datetime) -> dict[str, str]:
    """A key of each lender's own system, allowed everything."""
    keys = {}
    for lender in (cast.bank, cast.microloan):
        officer, checker = negotiation.staff_of(cast, lender, now=now)
        row, keys[str(officer.name).replace("-", "_")] = calls.made(officer, now=now)
        calls.approved(row, checker, now=now)
    return keys


def _policy(cast: Cast, lender: Organisation, *, now: datetime) -> None:
    """The published policy; the bank's private part names a claim up to which an officer may decide."""
    writer, approver = negotiation.staff_of(cast, lender, now=now)
    mapping = rules.example_policy(negotiation.EXAMPLE_OF[lender.lender_type])
    mapping["private"] = rules.example_policy("example_bank")["private"]
    if lender == cast.bank:
        mapping["private"]["authority"][1]["most_claim_minor"] = AMOUNTS["FLOOR"]
    desk = lenders.lender_for(writer, lender.ref, now=now)
    policies.write_policy(desk, mapping=mapping, now=now, action_id=new_id())
    desk = lenders.lender_for(approver, lender.ref, now=now)
    policies.publish_policy(desk, number=1, now=now, action_id=new_id())


def _case(cast: Cast, *, now: datetime) -> HeldCase:
    """The case of both lenders: story, loans, papers, a representative, a guarantor of the bank's loan."""
    held = intake.draft_case(cast, now=now)
    intake.tell_story(held, now=now)
    intake._again(intake_actions.save_story, held, intake_actions.Given({"words": word("STORY")}), now=now)
    for lender, name in ((cast.bank, "LOANBANK"), (cast.microloan, "LOANMICRO")):
        intake.add_loan(held, lender, now=now, contract_number=word(name))
        intake.consent(held, lender, now=now)
    intake.hand_in_papers(held, now=now, statement=intake.six_months(now))
    put = {"kind": "medical_bill", "filename": f"{word('PAPER')}.png", "now": now, "action_id": new_id()}
    intake_actions.hand_in(held, pictures.png(shade=90), **put)
    intake._again(intake_actions.save_budget, held, intake_actions.Given({"income_salary": 680_000}), now=now)
    intake._again(
        intake_actions.save_wish,
        held,
        intake_actions.Given({"monthly_minor": 150_000, "instalments": 36}),
        now=now,
    )
    opening.represented(cast, now=now, held=intake.hold(held.user, held.case.pk, now))
    held = intake.hold(held.user, held.case.pk, now)
    intake_actions.submit(
        held, legal_notice_seen=True, seen_version=held.case.version, now=now, action_id=new_id()
    )
    desk = intake.at_desk(cast, held, now=now)
    confirmed: dict[str, Any] = {"parties_confirmed": True, "content_confirmed": True}
    intake_actions.admit(
        desk,
        **confirmed,
        cause=intake.CAUSE,
        track="ability",
        words=word("ADMIT"),
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    opening.stand_for(cast.guarantor, held.case, now=now, lender=cast.bank)
    return intake.hold(held.user, held.case.pk, now)


def _talks(cast: Cast, case: HeldCase, *, now: datetime) -> tuple[Story, Story]:
    """Words and an offer of each side in the talks with each lender."""
    bank, micro = (
        Story(
            intake.negotiation_with(case, lender).ref,
            cast.borrower,
            *negotiation.staff_of(cast, lender, now=now),
        )
        for lender in (cast.bank, cast.microloan)
    )
    for story, name in ((bank, "BANK"), (micro, "MICRO")):
        negotiation.disputed(story, now=now)
        negotiation.facts_agreed(story, now=now)
        negotiation.said(story, "borrower", word(f"TO{name}"), now=now)
        negotiation.said(story, "lender", word(f"FROM{name}"), now=now)
        package = negotiation.package(story, now=now, upfront_minor=AMOUNTS[f"{name}SUM"])
        negotiation.offer_put(story, now=now, offered=package, words=word(f"OFFER{name}"))
    _beyond_authority(micro, now=now)
    return bank, micro


def _beyond_authority(story: Story, *, now: datetime) -> None:
    """A second offer, which waits for the checker of the lender that made it."""
    talks_actions.put_offer(
        story.officers(now),
        package=negotiation.package(story, now=now, waive={"penalty_interest": 60_000}),
        days_open=7,
        words=word("PENDING"),
        legal_notice_seen=True,
        seen_offer=story.talks().latest_number,
        now=now,
        action_id=new_id(),
    )


def _table(cast: Cast, bank: Story, micro: Story, *, now: datetime) -> tuple[sessions.Table, int]:
    """A mediation of both talks, from the asking to an objection, with all that is said at and beside its table."""
    mediation.listed(cast, now=now)
    asked = mediation.asking(cast, now=now, talks=bank, others=(micro,))
    mediation.consented(asked, bank.officer, now=now)
    for who in (micro.officer, cast.guarantor):
        mediation.consented(asked, who, now=now)
    mediation.asked(asked, now=now, note=word("HEADNOTE"))
    mediation.told_ties(asked, now=now, kinds=("worked_there",), words=word("TIES"))
    mediation.by_mediator(asked, mediation.neutral.start, now=now)
    at = sessions.Table(asked.ref, bank, cast.mediator)
    sessions.said(at, cast.officer, word("JOINT"), now=now)
    file = sessions.in_private(at, cast.borrower, word("CAUCUSOWN"), now=now, file=pictures.png())
    sessions.in_private(at, cast.mediator, word("CAUCUSANSWER"), now=now, party="borrower")
    sessions.in_private(at, cast.officer, word("CAUCUSBANK"), now=now)
    sessions.in_private(at, cast.other_officer, word("CAUCUSMICRO"), now=now)
    sessions.noted(at, word("NOTE"), now=now)
    sessions.minuted(at, now=now, text=word("MINUTES"))
    sessions.proposed(at, now=now, others=(micro,))
    sessions.answered(at, cast.borrower, "no", now=now)
    held = at.held(cast.borrower, now)
    objecting.object_to_mediator(
        mediation.access.mediation_for(cast.borrower, at.ref, now=now),
        held.mediation,
        reason="unfair",
        words=word("OBJECTION"),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    return at, file


def _ended(cast: Cast, *, now: datetime) -> tuple[Story, tuple[CourtPack, ...]]:
    """Talks with the bank that ended: an own plan, the undisputed facts, a pack of each side."""
    story = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    owed = negotiation.OWED | {"overdue_principal": AMOUNTS["SHEET"]}
    negotiation.facts_agreed(story, now=now, owed=owed)
    negotiation.offer_put(story, now=now, words=word("OFFERENDED"))
    afterwards.give_up(story, now=now, note=word("GAVEUP"))
    afterwards.planned(story, now=now)
    afterwards.paid(story, now=now)
    afterwards.put(story, "lender", now=now)
    packs = tuple(afterwards.packed(story, side, now=now) for side in ("borrower", "lender"))
    return story, packs


def _kept(cast: Cast, *, now: datetime) -> tuple[Story, Payment]:
    """An agreement with the microloan company that is quarrelled about: a payment, a change, a breach."""
    since = now - SIXTY_DAYS
    story = negotiation.waiting(cast, now=since, lender=cast.microloan, creditors=[cast.microloan])
    agreements.drawn_up(story, now=since)
    agreements.signed(story, story.borrower, now=since)
    agreements.signed(story, story.checker, now=since)
    negotiation.worked(since)
    payment = agreements.claimed(story, now=since, proof=pictures.png(), note=word("PAYNOTE"))
    held = keeping.access.obligation_for(story.officer, payment.obligation.ref, now=now)
    given = {"note": word("CONTEST"), "paper": pictures.png(), "seen_version": held.obligation.version}
    agreed.take_plain_step(held, held.obligation, "contest", **given, now=since, action_id=new_id())
    own = agreements.held_by(story.officer, story, now)
    agreed.say_breach(
        own, note=word("BREACH"), seen_version=own.agreement.version, now=now, action_id=new_id()
    )
    return story, payment


def _around(cast: Cast, case: HeldCase, bank: Story, *, now: datetime) -> CreditRequest:
    """Care, a change, credit, contacts, complaints and an adviser, all about the first case."""
    circumstances.plain(cast.borrower, "case", case.case.ref, "flag_vulnerable", now=now, note=word("FRAIL"))
    negotiation.worked(now)
    wish: dict[str, Any] = {"kind": "higher_limit", "amount_minor": 2_000_000, "words": word("CREDIT")}
    circumstances.credit.ask_credit(case, **wish, now=now, action_id=new_id())
    entry = support.noted(case, now=now, hour=23, talks=bank.ref, conduct=("threat",), words=word("CONTACT"))
    support_actions.report_collection(
        case, entries=(entry,), words=word("REPORT"), now=now, action_id=new_id()
    )
    support.filed(cast.borrower, now=now, words=word("COMPLAINT"))
    heard = support.filed(cast.borrower, now=now, key=f"lender:{bank.ref}", words=word("OFBANK"))
    support.asked(support.accepted(heard, cast.complaint_handler, now=now), cast.complaint_handler, now=now)
    support.stepped(support_actions.comment, cast.officer, heard, now=now, words=word("COMMENT"))
    question = advice.asked(cast.borrower, cast, now=now, held=case, words=word("QUESTION"))
    advice.taken(question, cast.adviser, now=now)
    return CreditRequest.objects.get(case=case.case)


def _of_ones_own(cast: Cast, *, now: datetime) -> None:
    """What the borrower keeps or asks for alone, what a lender asks for, and help by phone for somebody else."""
    draft = intake.draft_case(cast, now=now)
    intake.tell_story(draft, now=now)
    intake._again(intake_actions.save_story, draft, intake_actions.Given({"words": word("DRAFT")}), now=now)
    prepared: dict[str, Any] = {
        "cause": "income_fell",
        "goal": word("GOAL"),
        "stop": word("STOP"),
        "notes": "",
    }
    support_actions.prepare(cast.borrower, **prepared, now=now, action_id=new_id())
    privacy.correction(cast.borrower, now=now, wished=word("WISHED"), words=word("WHY"))
    identity.waiting_proof(cast.borrower, now=now)
    opening.invited(cast, now=now, words=word("INVITED"))
    insight.objected(cast.officer, insight.prepared(cast, now=now, days=30), now=now)

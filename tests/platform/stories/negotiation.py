"""Talks brought by real actions from the first answer to an offer on the table.

    talks = waiting(cast, now=NOW)               # the bank owes an answer; its policy is published
    talking(talks, now=NOW)                      # the bank is ready to talk
    facts_stated(talks, now=NOW); facts_agreed(talks, now=NOW)      # the figures; the plans are made
    offer_put(talks, side="lender", now=NOW)     # a package that law and policy allow

Every story takes the talks to its state through all the states before it.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from hejie import dates, plans, rules
from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases.access import HeldNegotiation
from hejie_platform.cases.models import Negotiation, PendingAct
from hejie_platform.core import clock
from hejie_platform.insight import actions as insight
from hejie_platform.insight.models import PolicyTrial
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.jobs.worker import Worker
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders import actions as policies
from hejie_platform.lenders.models import PolicyDraft, PolicyVersion
from hejie_platform.negotiation import access, actions, facts, queries
from hejie_platform.negotiation.models import Claim, Offer, PaymentDispute
from hejie_platform.people.models import Organisation, User
from tests.platform.cast import Cast, person
from tests.platform.stories import intake

new_id = uuid.uuid4
EXAMPLE_OF = {"bank": "example_bank", "microloan": "example_microloan"}
ACCOUNT = """借据号,还款流水号,还款日期,总金额,应还逾期本金,应还逾期利息,实还逾期本金,实还逾期利息
K1,F1,2026-03-01,344.89,3333.33,11.56,333.33,11.56
"""
OWED = {
    "overdue_principal": 5_600_000,
    "overdue_interest": 120_000,
    "penalty_interest": 60_000,
}


@dataclass(frozen=True, slots=True)
class Story:
    """The talks, and the people who act in them."""

    ref: str
    borrower: User
    officer: User
    checker: User

    def row(self) -> Negotiation:
        return Negotiation.objects.select_related("case", "creditor").get(ref=self.ref)

    def borrowers(self, now: datetime) -> HeldNegotiation:
        """The talks in the borrower's hands."""
        return access.room_for(self.borrower, self.ref, now=now)

    def officers(self, now: datetime) -> HeldNegotiation:
        return access.desk_for(self.officer, self.ref, now=now)

    def checkers(self, now: datetime) -> HeldNegotiation:
        return access.desk_for(self.checker, self.ref, now=now)

    def held(self, side: str, now: datetime) -> HeldNegotiation:
        return self.borrowers(now) if side == "borrower" else self.officers(now)

    def claim(self) -> Claim:
        return Claim.objects.filter(negotiation__ref=self.ref).latest("number")

    def talks(self) -> queries.Talks:
        return queries.talks(self.row())


def publish_policy(lender: Organisation, *, writer: User, approver: User, now: datetime) -> PolicyVersion:
    """The lender's policy, written by one and published by another."""
    mapping = rules.example_policy(EXAMPLE_OF[lender.lender_type])
    desk = lenders.lender_for(writer, lender.ref, now=now)
    policies.write_policy(desk, mapping=mapping, now=now, action_id=new_id())
    number = PolicyVersion.objects.filter(lender=lender).latest("number").number
    desk = lenders.lender_for(approver, lender.ref, now=now)
    policies.publish_policy(desk, number=number, now=now, action_id=new_id())
    return PolicyVersion.objects.get(lender=lender, number=number)


def draft_begun(desk: lenders.HeldLender, *, now: datetime) -> PolicyDraft:
    """A draft of the lender's next policy, begun from the bank's example."""
    policies.begin_draft(
        desk,
        mapping=rules.example_policy("example_bank"),
        based_on="example_bank",
        now=now,
        action_id=new_id(),
    )
    return PolicyDraft.objects.get(lender=desk.lender, handed_in=None, dropped_at=None)


def trial_asked(desk: lenders.HeldLender, **changes: object) -> PolicyTrial:
    """The bank's example, tried on past cases: the worker has not begun."""
    given = {"mapping": rules.example_policy("example_bank"), "action_id": new_id(), **changes}
    done = insight.try_policy(desk, **given)
    return PolicyTrial.objects.get(pk=done.subject)


def waiting(cast: Cast, *, now: datetime, lender: Organisation | None = None, **story: object) -> Story:
    """An admitted case whose lender owes the first answer."""
    creditor = lender or cast.bank
    officer, checker = staff_of(cast, creditor, now=now)
    if not PolicyVersion.objects.filter(lender=creditor).exists():
        publish_policy(creditor, writer=officer, approver=checker, now=now)
    held = intake.open_case(cast, now=now, **story)
    row = intake.negotiation_with(held, creditor)
    return Story(row.ref, held.user, officer, checker)


def beside(cast: Cast, story: Story, lender: Organisation, *, now: datetime) -> Story:
    """The talks of the same case with another lender."""
    officer, checker = staff_of(cast, lender, now=now)
    if not PolicyVersion.objects.filter(lender=lender).exists():
        publish_policy(lender, writer=officer, approver=checker, now=now)
    row = Negotiation.objects.get(case=story.row().case, creditor=lender)
    return Story(row.ref, story.borrower, officer, checker)


def staff_of(cast: Cast, lender: Organisation, *, now: datetime) -> tuple[User, User]:
    """An officer and a checker of the lender."""
    if lender == cast.bank:
        return cast.officer, cast.checker
    found = User.objects.filter(email="other-checker@example.org").first()
    return cast.other_officer, found or person("other-checker", lender, "checker", now=now)


def talking(story: Story, *, now: datetime) -> Story:
    """The lender is ready to talk."""
    held = story.officers(now)
    take_plain_step(
        held, held.negotiation, "talk", seen_version=held.negotiation.version, now=now, action_id=new_id()
    )
    return story


def contracts(story: Story) -> tuple[facts.Contract, ...]:
    """The loans of the talks as their contracts say, all of them known."""
    rows = ClaimedLoan.objects.filter(negotiation__ref=story.ref, removed_at__isnull=True).order_by("id")
    return tuple(contract(row) for row in rows)


def contract(row: ClaimedLoan) -> facts.Contract:
    started = row.contract_on or date(2026, 1, 10)
    return facts.Contract(
        ref=row.ref,
        product=row.purpose or "consumption",
        contract_on=started,
        annual_rate=Fraction(row.annual_rate or "0.144"),
        matures_on=row.matures_on,
        received_minor=row.principal_minor,
        method=row.method,
        instalments=row.instalments,
        first_due=dates.add_months(started, 1),
        unpaid_since=row.overdue_since,
    )


def facts_stated(
    story: Story, *, now: datetime, owed: Mapping[str, int] = OWED, as_of: date | None = None
) -> Story:
    """What the lender says is owed."""
    if story.row().state == "waiting":
        talking(story, now=now)
    held = story.officers(now)
    actions.state_facts(
        held,
        as_of=as_of or clock.legal_day(now),
        buckets=owed,
        contracts=contracts(story),
        seen_version=held.negotiation.version,
        now=now,
        action_id=new_id(),
    )
    return story


def facts_agreed(story: Story, *, now: datetime, owed: Mapping[str, int] = OWED) -> Story:
    """The figures stand for these talks, and the plans are made."""
    facts_stated(story, now=now, owed=owed)
    actions.agree_facts(
        story.borrowers(now),
        claim_hash=story.claim().hash,
        legal_notice_seen=True,
        now=now,
        action_id=new_id(),
    )
    claim = story.claim()
    actions.make_plans(claim, now=now, action_id=actions.making_id(claim))
    return story


def package(story: Story, *, now: datetime, **changes: object) -> plans.Package:
    """A modest package: 36 monthly instalments at 12 %, a month from now, half of the penalty interest waived."""
    terms: dict[str, object] = {
        "instalments": 36,
        "first_due": dates.add_months(clock.legal_day(now), 1),
        "annual_rate": Fraction("0.12"),
        "waive": {"penalty_interest": 30_000},
        "overdue_uplift": Fraction(0),
    }
    return plans.Package(**(terms | changes))


def offer_put(
    story: Story,
    *,
    side: str = "lender",
    now: datetime,
    offered: plans.Package | None = None,
    **more: object,
) -> Offer:
    """An offer of this side on the table."""
    held = story.held(side, now)
    actions.put_offer(
        held,
        package=offered or package(story, now=now),
        **{
            "days_open": 7,
            "legal_notice_seen": True,
            "beyond_budget_confirmed": True,
            "seen_offer": story.talks().latest_number,
            "now": now,
            "action_id": new_id(),
            **more,
        },
    )
    return Offer.objects.filter(negotiation__ref=story.ref).latest("number")


def worked(now: datetime) -> None:
    """Everything that is owed and due has been done."""
    Worker(name="story", now=lambda: now + timedelta(seconds=1)).run_all_due()


def asked(story: Story, *, now: datetime, items: tuple[str, ...] = ("ask_paper_income_statement",)) -> Story:
    """The lender asks for something before it answers."""
    held = story.officers(now)
    actions.ask(
        held,
        items=items,
        words="请补充最近三个月的工资单。",
        seen_version=held.negotiation.version,
        now=now,
        action_id=new_id(),
    )
    return story


def disputed(story: Story, *, now: datetime) -> Story:
    """The borrower says that the penalty interest is half of what is stated."""
    facts_stated(story, now=now)
    actions.dispute_fact(
        story.borrowers(now),
        claim_hash=story.claim().hash,
        figures={"penalty_interest": 30_000},
        words="罚息算多了。",
        now=now,
        action_id=new_id(),
    )
    return story


def prepared(story: Story, *, now: datetime) -> PendingAct:
    """An offer beyond the officer's authority, which waits for a checker."""
    actions.put_offer(
        story.officers(now),
        package=package(story, now=now, waive={"penalty_interest": 60_000}),
        days_open=7,
        words="给您减免全部罚息",
        legal_notice_seen=True,
        seen_offer=story.talks().latest_number,
        now=now,
        action_id=new_id(),
    )
    return PendingAct.objects.get(negotiation__ref=story.ref, decided_at__isnull=True)


def said(story: Story, side: str, text: str, *, now: datetime) -> None:
    """One message of this side."""
    actions.message(story.held(side, now), text=text, now=now, action_id=new_id())


def lacking(story: Story, *, now: datetime) -> PaymentDispute:
    """The borrower says that the lender's file lacks a repayment."""
    loan, day = story.row().loans.first().ref, clock.legal_day(now)
    said_of_it = {"loan": loan, "how": "lacking", "day": day, "minor": 100}
    return story.row().payment_disputes.create(**said_of_it, said_by=story.borrower, said_at=now)


def samples(cast: Cast, *, now: datetime) -> dict[str, Any]:
    """One of everything that the pages of the talks need."""

    def fresh() -> Story:
        return waiting(cast, now=now, creditors=[cast.bank])

    talks, offer, own = (facts_agreed(fresh(), now=now) for _ in range(3))
    offer_put(offer, now=now)
    offer_put(own, side="borrower", now=now, offered=package(own, now=now, instalments=60))
    desk = lenders.lender_for(cast.officer, cast.bank.ref, now=now)
    policies.write_policy(desk, mapping=rules.example_policy("example_bank"), now=now, action_id=new_id())
    several = fresh()
    for told, file in (
        (talks, ACCOUNT),
        (several, ACCOUNT + "K2,F2,2026-03-02,500.00,500.00,0.00,500.00,0.00\n"),
    ):
        actions.hand_in_account(told.officers(now), file.encode(), now=now, action_id=new_id())
    said(talks, "lender", "您好，请先看看我们列出的金额。", now=now)
    return {
        "policy_draft": draft_begun(desk, now=now),
        "policy_trial": trial_asked(desk, now=now),
        "negotiation": talks,
        "account_several": several,
        "payment_dispute": lacking(talks, now=now),
        "act": prepared(talks, now=now),
        "offer": offer,
        "own_offer": own,
        "asked": asked(fresh(), now=now),
        "disputed": disputed(fresh(), now=now),
        "waiting_talks": fresh(),
    }

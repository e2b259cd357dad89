"""Nobody else gets more: the clause that a lender's policy asks for, and what touches it."""

import json
import uuid
from datetime import datetime
from fractions import Fraction

import pytest

from hejie import agreements as engine
from hejie import rules
from hejie_platform.agreements.actions.equal import CLAUSE, DUTY
from hejie_platform.agreements.facts import terms
from hejie_platform.agreements.models import Agreement, Obligation
from hejie_platform.cases.models import Clock
from hejie_platform.ledger.models import Entry
from hejie_platform.lenders import access as lenders
from hejie_platform.lenders import actions as policies
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.stories import agreements as signing
from tests.platform.stories import negotiation as story

pytestmark = pytest.mark.django_db
DAYS = 15


def CHAPTER(cast: Cast, now: datetime) -> tuple[story.Story, story.Story]:
    """The bank's agreement in force, with the clause; the talks with the microloan company beside it."""
    bank = story.waiting(cast, now=now, creditors=[cast.bank, cast.microloan])
    mapping = rules.example_policy("example_bank")
    mapping["published"]["agreement"]["equal_treatment_days"] = DAYS
    desk = lenders.lender_for(bank.officer, cast.bank.ref, now=now)
    policies.write_policy(desk, mapping=mapping, now=now, action_id=uuid.uuid4())
    number = PolicyVersion.objects.filter(lender=cast.bank).latest("number").number
    checker = lenders.lender_for(bank.checker, cast.bank.ref, now=now)
    policies.publish_policy(checker, number=number, now=now, action_id=uuid.uuid4())
    signing.drawn_up(bank, now=now)
    signing.signed(bank, bank.borrower, now=now)
    signing.signed(bank, bank.checker, now=now)
    micro = story.beside(cast, bank, cast.microloan, now=now)
    story.facts_agreed(micro, now=now)
    return bank, micro


def signed_with(micro: story.Story, now: datetime, **package: object) -> Agreement:
    """The other agreement in force, its effects done."""
    offer = story.offer_put(micro, side="borrower", now=now, offered=story.package(micro, now=now, **package))
    given = {"number": offer.number, "package_hash": offer.package_hash, "now": now}
    signing.actions.accept_offer(
        micro.checkers(now),
        legal_notice_seen=True,
        action_id=uuid.uuid4(),
        **given,
    )
    story.worked(now)
    signing.signed(micro, micro.borrower, now=now)
    signing.signed(micro, micro.checker, now=now)
    story.worked(now)
    return signing.agreement_of(micro)


def said(agreement: Agreement) -> dict[str, object]:
    return terms.terms_of(agreement)


@pytest.mark.feature("X10")
def test_a_greater_share_for_another_lender_tells_both_sides_once_and_begins_a_duty_to_talk(
    told: tuple[story.Story, story.Story], cast: Cast, now: datetime
) -> None:
    bank, micro = told
    own = signing.agreement_of(bank)
    before = Entry.objects.filter(chain__subject=own.negotiation_id).count()
    other = signed_with(micro, now, instalments=48, annual_rate=Fraction("0.12"), waive={})
    assert engine.pays_more(said(other), said(own))
    clause = terms.clause(said(own), CLAUSE)
    assert clause
    assert clause["days"] == DAYS
    assert abs(Fraction(clause["share_rate"]) - engine.share_paid(said(own))) < Fraction(1, 10_000)
    assert terms.clause(said(other), CLAUSE) is None, "its policy asks for none"
    duty = Obligation.objects.get(agreement=own, code=DUTY)
    assert (duty.side, duty.state, duty.amount_minor) == ("borrower", "open", None)
    assert (duty.due_on - now.date()).days == DAYS
    assert Clock.objects.filter(subject=duty.id, rule="duty_due", stopped_at=None).exists()
    notices = Notice.objects.filter(code__startswith="agreement.equal_treatment")
    assert set(notices.values_list("person", flat=True)) == {bank.borrower.pk, bank.officer.pk}
    assert own.state == "effective"
    assert Entry.objects.filter(chain__subject=own.negotiation_id).count() == before + 1

    entry = Entry.objects.filter(subject=duty.id).get()
    written = json.dumps([entry.facts, duty.facts, [one.facts for one in notices]], default=str)
    for secret in (cast.microloan.name_zh, cast.microloan.ref, micro.ref, other.ref, other.terms_hash):
        assert secret not in written, "with whom and on which terms is told to nobody"
    story.worked(now)
    assert Obligation.objects.filter(agreement=own, code=DUTY).count() == 1


def test_a_smaller_share_for_another_lender_touches_nothing(
    told: tuple[story.Story, story.Story], now: datetime
) -> None:
    bank, micro = told
    other = signed_with(
        micro, now, instalments=36, annual_rate=Fraction(0), waive={"penalty_interest": 60_000}
    )
    assert not engine.pays_more(said(other), said(signing.agreement_of(bank)))
    assert not Obligation.objects.filter(code=DUTY).exists()
    assert not Notice.objects.filter(code__startswith="agreement.equal_treatment").exists()

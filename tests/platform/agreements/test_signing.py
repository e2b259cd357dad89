"""Signing: by each for themselves, over one message, in any order; in force with the last one, and not before."""

import uuid
from datetime import datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.agreements import access, actions, queries, signing
from hejie_platform.agreements.facts.paper import message_of
from hejie_platform.agreements.models import Agreement, Obligation, Signature
from hejie_platform.agreements.signing import verification
from hejie_platform.cases.models import Clock, Interruption, Mediation, PendingAct, Standstill
from hejie_platform.core import storage
from hejie_platform.core.refusals import LawRefused
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.negotiation import access as rooms
from hejie_platform.negotiation import actions as talks_actions
from tests.platform.cast import Cast, unproven
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.stories.opening import stand_for

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return stories.drawn_up(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def story(told: Story) -> Story:
    return told


@pytest.mark.feature("G02")
def test_the_agreement_is_effective_only_with_every_signature_over_one_message(
    cast: Cast, story: Story, now: datetime
) -> None:
    first = stories.signed(story, cast.checker, now=now)
    assert first.state == "signing"
    assert not Obligation.objects.exists()

    before = Entry.objects.count()
    last = stories.signed(story, story.borrower, now=now + timedelta(hours=1))

    assert last.state == "effective"
    assert last.effective_at == now + timedelta(hours=1)
    assert Entry.objects.count() == before + 1
    assert {(one.terms_hash, one.pdf_hash) for one in Signature.objects.all()} == {
        (last.terms_hash, last.base_pdf.sha256)
    }
    assert all(
        signing.service().is_genuine(
            signing.Detached(bytes(one.signature), bytes(one.certificate)), message_of(last)
        )
        for one in Signature.objects.all()
    )


def test_a_signature_that_is_sent_twice_is_given_once(story: Story, now: datetime) -> None:
    held = access.agreement_for(story.borrower, stories.agreement_of(story).ref, now=now)
    key = uuid.uuid4()
    first = actions.sign(held, brought=stories.brought(story), now=now, action_id=key)
    again = actions.sign(held, brought=stories.brought(story), now=now, action_id=key)
    assert (again.repeated, again.entry) == (True, first.entry)
    assert Signature.objects.count() == 1


def test_duties_of_both_sides_begin_with_the_last_signature(story: Story, cast: Cast, now: datetime) -> None:
    stories.signed(story, story.borrower, now=now)
    stories.signed(story, cast.checker, now=now)

    rows = Obligation.objects.all()
    assert {row.side for row in rows} == {"borrower", "lender"}
    assert rows.filter(kind="instalment").count() == 36
    assert not rows.filter(code="duty_issue_clearance_letter").exists()  # begins with the last payment
    assert Clock.objects.filter(rule="duty_due", stopped_at=None).count() == rows.count()
    assert Standstill.objects.get().basis == "signed"


def test_the_worker_seals_the_document_and_destroys_the_keys(story: Story, now: datetime) -> None:
    stories.signed(story, story.borrower, now=now)
    stories.signed(story, story.checker, now=now)
    assert Signature.objects.filter(sealed_key__isnull=False).count() == 2
    negotiation.worked(now)

    agreement = stories.agreement_of(story)
    verdict = verification.verify(storage.get(agreement.signed_pdf), root=signing.service().root())
    assert verdict.is_good, verdict.faults
    assert [one.side for one in verdict.signatures] == ["borrower", "lender"]
    assert verdict.terms_hash == agreement.terms_hash
    assert not Signature.objects.filter(sealed_key__isnull=False).exists()


def test_sealing_twice_keeps_one_file(story: Story, now: datetime) -> None:
    stories.signed(story, story.borrower, now=now)
    stories.signed(story, story.checker, now=now)
    effect = Effect.objects.get(kind="seal_document")
    actions.seal_document(effect, now=now)
    first = stories.agreement_of(story).signed_pdf_id
    actions.seal_document(effect, now=now)
    assert stories.agreement_of(story).signed_pdf_id == first


def test_an_unproven_person_cannot_sign(story: Story, now: datetime) -> None:
    unproven(story.borrower)
    with pytest.raises(steps.StepRefused, match="step_needs_identity"):
        stories.signed(story, story.borrower, now=now)
    assert not Signature.objects.exists()


@pytest.mark.feature("G03")
def test_each_serious_risk_is_acknowledged_by_itself(story: Story, now: datetime) -> None:
    risks = queries.serious_risks(stories.agreement_of(story))
    assert len(risks) >= 3
    for left_out in risks:
        others = [risk for risk in risks if risk != left_out]
        with pytest.raises(steps.StepRefused, match="step_needs_risks_read"):
            stories.signed(story, story.borrower, now=now, risks=others)
    stories.signed(story, story.borrower, now=now, risks=risks)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"legal_notice_seen": False}, "step_legal_notice_unseen"),
        ({"is_confirmed": False}, "sign_confirm_again"),
        ({"seen_hash": "0" * 64}, "sign_other_document"),
    ],
)
def test_a_signature_is_refused_for_what_is_missing(
    story: Story, now: datetime, changes: dict[str, object], code: str
) -> None:
    with pytest.raises((steps.StepRefused, ActionRefused), match=code):
        stories.signed(story, story.borrower, now=now, **changes)
    assert not Signature.objects.exists()


def test_nothing_is_signed_while_the_document_is_not_written(cast: Cast, now: datetime) -> None:
    story = stories.accepted(negotiation.waiting(cast, now=now), now=now)
    with pytest.raises(ActionRefused, match="sign_document_not_ready"):
        stories.signed(story, story.borrower, now=now)


def test_pressing_twice_leaves_one_signature(story: Story, now: datetime) -> None:
    held, action_id = stories.held_by(story.borrower, story, now), uuid.uuid4()
    brought = stories.brought(story)
    first = actions.sign(held, brought=brought, now=now, action_id=action_id)
    with pytest.raises(ActionRefused, match="sign_place_taken"):
        actions.sign(held, brought=brought, now=now, action_id=uuid.uuid4())
    assert not first.repeated
    assert Signature.objects.count() == 1


def test_one_side_cannot_sign_for_the_other(cast: Cast, story: Story, now: datetime) -> None:
    stories.signed(story, cast.checker, now=now)
    with pytest.raises(ActionRefused, match="sign_place_taken"):
        stories.signed(story, cast.officer, now=now)
    assert stories.agreement_of(story).state == "signing"


def test_strangers_and_other_lenders_hold_no_agreement(cast: Cast, story: Story, now: datetime) -> None:
    ref = stories.agreement_of(story).ref
    for person in (cast.stranger, cast.other_borrower, cast.other_officer, cast.mediator, cast.auditor):
        with pytest.raises(access.NotHeld):
            access.agreement_for(person, ref, now=now)
    assert access.agreement_for(cast.officer, ref, now=now).side == "lender"


def test_an_officer_beyond_their_authority_signs_after_a_checker_said_yes(cast: Cast, now: datetime) -> None:
    """Half of the penalty interest is the officer's own to waive; all of it is not."""
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    generous = negotiation.package(story, now=now, waive={"penalty_interest": 60_000})
    offer = negotiation.offer_put(story, side="borrower", now=now, offered=generous)
    given = {"number": offer.number, "package_hash": offer.package_hash, "legal_notice_seen": True}
    actions.accept_offer(story.checkers(now), **given, now=now, action_id=uuid.uuid4())
    negotiation.worked(now)

    stories.signed(story, cast.officer, now=now)
    assert not Signature.objects.exists()
    act = PendingAct.objects.get(act="agreement.sign")

    held = rooms.desk_for(cast.checker, story.ref, now=now)
    talks_actions.approve_act(
        held,
        ref=act.ref,
        terms_hash=act.terms_hash,
        seen_version=held.negotiation.version,
        now=now,
        action_id=uuid.uuid4(),
    )
    stories.signed(story, cast.officer, now=now)
    assert Signature.objects.get().signer == cast.officer


def test_the_borrowers_signature_is_an_act_that_starts_limitation_anew(story: Story, now: datetime) -> None:
    stories.signed(story, story.borrower, now=now)
    assert Interruption.objects.filter(kind="agreement.sign").exists()


def test_a_guarantor_and_the_mediator_sign_in_places_of_their_own(cast: Cast, now: datetime) -> None:
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    case = story.row().case
    stand_for(cast.guarantor, case, now=now)
    row = Mediation.objects.create(
        case=case, body=cast.body, mediator=cast.mediator, state="open", created_at=now
    )
    row.negotiations.add(story.row())
    offer = negotiation.offer_put(story, now=now)
    given = {"number": offer.number, "package_hash": offer.package_hash, "legal_notice_seen": True}
    held = story.borrowers(now)
    actions.accept_offer(held, **given, beyond_budget_confirmed=True, now=now, action_id=uuid.uuid4())
    negotiation.worked(now)

    for person in (cast.mediator, cast.body_admin, cast.guarantor, cast.checker):
        assert stories.signed(story, person, now=now).state == "signing"
    assert stories.signed(story, story.borrower, now=now).state == "effective"
    negotiation.worked(now)

    agreement, sides = stories.agreement_of(story), ["borrower", "guarantor", "lender", "mediator", "body"]
    verdict = verification.verify(storage.get(agreement.signed_pdf), root=signing.service().root())
    assert verdict.is_good, verdict.faults
    assert [one.side for one in verdict.signatures] == sides
    row.refresh_from_db()
    assert (row.state, row.reason) == ("ended", "settled")
    assert Clock.objects.filter(subject=agreement.id, rule="court_confirmation").exists()


def test_keys_of_an_agreement_that_lapsed_are_destroyed(story: Story, now: datetime) -> None:
    agreement = stories.signed(story, story.borrower, now=now)
    Agreement.objects.filter(pk=agreement.pk).update(state="ended", reason="lapsed")
    negotiation.worked(agreement.sign_by + timedelta(days=2))
    assert Signature.objects.get().sealed_key is None


def _law_of(row: Agreement) -> list[list[str]]:
    """What the entry of the last signature says about the law."""
    return list(Entry.objects.filter(subject=row.id, verb="agreement.sign").latest("seq").facts["law"])


def test_each_signature_is_checked_by_the_law_and_the_last_says_since_when_it_binds(
    cast: Cast, story: Story, now: datetime
) -> None:
    for person in (cast.checker, story.borrower):
        stories.signed(story, person, now=now)
        assert _law_of(stories.agreement_of(story)) == [["pass", "SIGNATURE_EFFECT", "signatures_effective"]]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("pdf_hash", "signature_of_other_document"),
        ("signature", "signature_gap"),
        ("certificate", "signature_gap"),
        ("identity", "signature_gap"),
    ],
)
def test_nobody_signs_beside_a_signature_that_the_law_does_not_take(
    cast: Cast, story: Story, now: datetime, broken: str, code: str
) -> None:
    stories.signed(story, story.borrower, now=now)
    other = {"pdf_hash": "0" * 64, "signature": b"x", "certificate": b"", "identity": None}
    Signature.objects.update(**{broken: other[broken]})
    before = Entry.objects.count()
    with pytest.raises(LawRefused) as refused:
        stories.signed(story, cast.checker, now=now)
    assert code in {one.code for one in refused.value.findings}
    assert {one.cure for one in refused.value.findings} == {"cure_sign_again"}
    assert refused.value.facts["rule"] == "CN-ESG-01"
    assert refused.value.facts["force"] == "statute"
    assert Entry.objects.count() == before
    assert Signature.objects.count() == 1
    assert stories.agreement_of(story).state == "signing"

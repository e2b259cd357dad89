"""A creditor that has no desk here signs on paper: recorded with its proof, in force with the last signature, kept afterwards."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie import steps, texts
from hejie_platform.agreements import access, actions, queries, signing
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.agreements.models import Agreement, Obligation, PaperSignature, Payment, Signature
from hejie_platform.agreements.signing import child, verification
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Negotiation
from hejie_platform.core import clock, storage
from hejie_platform.jobs import scheduler
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from tests.platform.cast import Cast
from tests.platform.stories import agreements, pictures
from tests.platform.stories import circumstances as stories
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db
new_id = stories.new_id
A_DAY = timedelta(days=1)


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    return stories.agreed_outside(cast, stories.with_figures(cast, now=now), now=now)


def agreement_of(row: Negotiation) -> Agreement:
    return Agreement.objects.filter(negotiation=row).latest("created_at")


def judged(data: bytes) -> verification.Verdict:
    return verification.verify(data, root=signing.service().root())


def borrower_signs(row: Negotiation, *, now: datetime) -> Agreement:
    story = Story(row.ref, row.case.borrower, row.case.borrower, row.case.borrower)
    return agreements.signed(story, story.borrower, now=now)


def signed_at_the_creditors(cast: Cast, row: Negotiation, *, now: datetime, **changes: Any) -> Agreement:
    stories.paper_signed(cast, row, now=now, **changes)
    return agreement_of(row)


def test_the_agreement_is_in_force_with_the_paper_and_the_other_signature_and_says_which_is_which(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    assert borrower_signs(told, now=now).state == "signing"
    later = now + 3 * A_DAY
    row = signed_at_the_creditors(cast, told, now=later, signed_on=clock.legal_day(now) + A_DAY)

    assert (row.state, row.effective_at) == ("effective", later)
    kept = PaperSignature.objects.get(signature__agreement=row)
    entry = Entry.objects.get(verb="agreement.sign", role="operator")
    assert entry.facts["scan"] == kept.scan.sha256
    assert entry.facts["authority"] == kept.authority.sha256
    assert kept.signed_on == clock.legal_day(now) + A_DAY
    assert {one.side: one.provider for one in Signature.objects.all()} == {
        "lender": signing.PAPER,
        "borrower": signing.service().name,
    }
    assert Obligation.objects.filter(agreement=row, side="lender").exists()

    stories.worked(later)
    sealed = storage.get(agreement_of(told).signed_pdf)
    verdict = judged(sealed)
    assert verdict.is_good, verdict.faults
    assert [one.side for one in verdict.signatures] == ["borrower"]
    assert [(one.side, one.signed_by, one.scan) for one in verdict.papers] == [
        ("lender", stories.SIGNER, kept.scan.sha256)
    ]


def test_the_scan_that_the_file_names_cannot_be_changed_unseen(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    borrower_signs(told, now=now)
    signed_at_the_creditors(cast, told, now=now)
    stories.worked(now)
    sealed = storage.get(agreement_of(told).signed_pdf)
    assert judged(sealed).is_good
    assert child._verdict(json.loads(json.dumps(child._plain(judged(sealed))))) == judged(sealed)
    changed = sealed.replace(b"/EmbeddedFiles", b"/EmbeddedFilez")
    assert changed != sealed
    assert not judged(changed).is_good


def test_it_may_sign_first_and_its_place_is_taken_once(cast: Cast, told: Negotiation, now: datetime) -> None:
    assert signed_at_the_creditors(cast, told, now=now).state == "signing"
    with pytest.raises(ActionRefused, match="sign_place_taken"):
        signed_at_the_creditors(cast, told, now=now)
    assert borrower_signs(told, now=now).state == "effective"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mark": "00000000"}, "paper_other_document"),
        ({"signed_by": "  "}, "paper_needs_signer"),
        ({"scan": None}, "paper_needs_scan"),
        ({"authority": None}, "paper_needs_scan"),
        ({"days": -1}, "paper_day_wrong"),
        ({"days": 1}, "paper_day_wrong"),
    ],
)
def test_no_signature_is_recorded_without_what_shows_it(
    cast: Cast, told: Negotiation, now: datetime, changes: dict[str, Any], code: str
) -> None:
    given = dict(changes)
    if "days" in given:
        given["signed_on"] = clock.legal_day(now) + given.pop("days") * A_DAY
    with pytest.raises(ActionRefused, match=code):
        signed_at_the_creditors(cast, told, now=now, **given)
    assert not Signature.objects.exists()


def test_a_scan_that_nobody_can_look_at_is_no_proof(cast: Cast, told: Negotiation, now: datetime) -> None:
    with pytest.raises(texts.Faulty):
        signed_at_the_creditors(cast, told, now=now, scan=b"MZ\x90\x00 not a paper")
    assert not Signature.objects.exists()


def test_a_paper_that_comes_after_the_time_to_sign_finds_nothing_to_sign(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    borrower_signs(told, now=now)
    late = agreement_of(told).sign_by + A_DAY
    scheduler.fire_clocks(late)
    assert (agreement_of(told).state, agreement_of(told).reason) == ("ended", "lapsed")
    with pytest.raises(steps.StepRefused, match="step_not_now"):
        signed_at_the_creditors(cast, told, now=late)
    told.refresh_from_db()
    assert told.state == "talking"


def test_it_refuses_to_sign_by_letter_and_the_talks_go_on(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    held = access.outside_agreement_for(cast.operator, told.ref, now=now)
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        actions.take_plain_step(
            held, held.agreement, "refuse_to_sign", seen_version=None, now=now, action_id=new_id()
        )
    actions.take_plain_step(
        held,
        held.agreement,
        "refuse_to_sign",
        note="不再签署",
        paper=pictures.png(),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    told.refresh_from_db()
    assert (agreement_of(told).state, told.state) == ("ended", "talking")


def test_a_wrong_scan_is_corrected_with_a_reason_and_stays_to_be_seen(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    with pytest.raises(ActionRefused, match="paper_not_signed"):
        stories.scan_corrected(cast, told, now=now)
    row = signed_at_the_creditors(cast, told, now=now)
    first = PaperSignature.objects.get()
    with pytest.raises(ActionRefused, match="paper_needs_why"):
        stories.scan_corrected(cast, told, now=now, why=" ")
    stories.scan_corrected(cast, told, now=now)
    second = PaperSignature.objects.get(number=2)
    entry = Entry.objects.get(verb="agreement.correct_scan")
    assert (entry.facts["before"], entry.facts["scan"]) == (first.scan.sha256, second.scan.sha256)
    assert first.scan.sha256 != second.scan.sha256
    assert agreement_of(told).state == row.state == "signing"
    borrower_signs(told, now=now)
    stories.worked(now)
    sealed = storage.get(agreement_of(told).signed_pdf)
    assert [one.scan for one in judged(sealed).papers] == [second.scan.sha256]


def test_nobody_signs_on_paper_for_a_lender_that_has_a_desk_here_nor_on_another_side(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    here = Negotiation.objects.get(case=told.case, creditor=cast.bank)
    for person, ref in (
        (cast.operator, here.ref),
        (cast.borrower, told.ref),
        (cast.stranger, told.ref),
        (cast.officer, told.ref),
        (cast.reviewer, told.ref),
    ):
        with pytest.raises(access.NotHeld):
            access.outside_agreement_for(person, ref, now=now)
    assert access.outside_agreement_for(cast.operator, told.ref, now=now).agreement == agreement_of(told)


def test_its_letter_accepts_the_borrowers_offer_and_the_agreement_is_drawn_up(
    cast: Cast, now: datetime
) -> None:
    row = stories.countered(cast, stories.with_figures(cast, now=now), now=now)
    offer = row.offers.get()
    given: dict[str, Any] = {
        "number": offer.number,
        "package_hash": offer.package_hash,
        "words": "同意第一号方案",
        "seen_version": None,
        "now": now,
    }
    held = cases.outside_for(cast.operator, row.ref, now=now)
    with pytest.raises(ActionRefused, match="letter_needs_proof"):
        answers.record_acceptance(held, paper=None, action_id=new_id(), **given)
    assert not Agreement.objects.filter(negotiation=row).exists()
    answers.record_acceptance(held, paper=pictures.png(), action_id=new_id(), **given)
    assert agreement_of(row).state == "signing"


def test_a_payment_counts_for_a_creditor_outside_only_with_what_shows_that_it_came(
    cast: Cast, told: Negotiation, now: datetime
) -> None:
    borrower_signs(told, now=now)
    signed_at_the_creditors(cast, told, now=now)
    story = Story(told.ref, told.case.borrower, cast.operator, cast.operator)
    payment = agreements.claimed(story, now=now)
    held = access.outside_duty_for(cast.operator, told.ref, payment.obligation.ref, now=now)
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        actions.confirm_payment(held, payment, seen_version=None, now=now, action_id=new_id())
    payment.refresh_from_db()
    assert payment.confirmed_at is None
    held = access.outside_duty_for(cast.operator, told.ref, payment.obligation.ref, now=now)
    actions.confirm_payment(
        held,
        payment,
        note="来信确认收到",
        paper=pictures.png(),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    assert Payment.objects.get().confirmed_by == cast.operator
    assert Obligation.objects.get(pk=payment.obligation_id).state == "done"
    shown = queries.proofs(told)[-1]
    assert (shown.entry.verb, shown.words) == ("obligation.confirm", "来信确认收到")
    assert shown.paper is not None

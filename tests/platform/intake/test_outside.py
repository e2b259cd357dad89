"""A creditor outside: nothing goes to it without consent, what it answers is recorded with proof, what is said binds nobody."""

import re
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from hejie import steps, texts
from hejie_platform.agreements import queries as found
from hejie_platform.agreements.actions import outside as answers
from hejie_platform.agreements.document import plain_letter
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Negotiation, OutsideLetter, SpokenPromise
from hejie_platform.core import clock, formats
from hejie_platform.intake import actions
from hejie_platform.intake.actions import outside as letters
from hejie_platform.intake.models import ClaimedLoan, Consent
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import Request
from hejie_platform.people.models import Organisation
from hejie_platform.web.outside import words
from tests.platform.cast import Cast
from tests.platform.stories import circumstances as stories
from tests.platform.stories import intake, pictures
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
new_id = stories.new_id


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    return stories.with_outside_creditor(cast, now=now)


@pytest.fixture
def row(told: Negotiation) -> Negotiation:
    return told


def test_registering_gives_every_loan_of_that_name_its_creditor_and_a_lender_here_stays_here(
    cast: Cast, now: datetime
) -> None:
    held = stories.with_outside_loan(cast, now=now)
    creditor = stories.registered(cast, held, now=now)
    loan = ClaimedLoan.objects.get(case=held.case, creditor_name=stories.TOLD_NAME)
    assert (creditor.channel, loan.creditor) == ("outside", creditor)
    assert letters.registered_outside(cast.bank.name_zh, now=now) == cast.bank
    desk = cases.desk_case_for(cast.operator, held.case.ref, now=now)
    with pytest.raises(ActionRefused, match="creditor_known_already"):
        letters.register_creditor(desk, loan, name_zh="x", seen_version=None, now=now, action_id=new_id())


def test_talks_outside_begin_only_when_the_borrower_consents_and_asks(cast: Cast, now: datetime) -> None:
    held = stories.with_outside_loan(cast, now=now)
    creditor = stories.registered(cast, held, now=now)
    begin = {"now": now, "action_id": new_id()}
    with pytest.raises(ActionRefused, match="letter_needs_consent"):
        answers.begin_talks(held, creditor, legal_notice_seen=True, **begin)
    intake.consent(held, creditor, now=now)
    with pytest.raises(steps.StepRefused, match="step_legal_notice_unseen"):
        answers.begin_talks(held, creditor, legal_notice_seen=False, now=now, action_id=new_id())
    answers.begin_talks(held, creditor, legal_notice_seen=True, now=now, action_id=new_id())
    talks = Negotiation.objects.get(case=held.case, creditor=creditor)
    assert talks.state == "waiting"
    assert talks.loans.count() == 1


def test_a_letter_says_what_the_sheet_allows_in_both_languages_and_its_pdf_is_the_same_each_time(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    letter = stories.letter_written(cast, row, now=now)
    parts = [words.letter(letter.said, letter.kind, language) for language, _ in words.LANGUAGES]
    assert "收入" in "".join(parts[0]["text"])
    assert parts[0]["to"] == stories.OUTSIDE_NAME
    assert "voluntary" not in parts[1]["text"][0]
    assert "cannot repay as agreed" in parts[1]["text"][0]
    assert intake.LOAN["contract_number"] in "".join(parts[1]["text"])
    on = clock.legal_day(now)
    drawn = plain_letter.draw(parts, letter.said, on=on)
    assert drawn.startswith(b"%PDF")
    assert drawn == plain_letter.draw(parts, letter.said, on=on)


def test_a_letter_carries_the_borrowers_offer_whole_and_none_while_no_offer_stands(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    stories.figures_recorded(cast, row, now=now)
    with pytest.raises(ActionRefused, match="letter_no_offer"):
        stories.letter_written(cast, row, now=now, kind="counter")
    stories.offer_recorded(cast, row, now=now)
    with pytest.raises(ActionRefused, match="letter_no_offer"):
        stories.letter_written(cast, row, now=now, kind="counter")  # its own is on the table
    stories.countered(cast, row, now=now)
    letter = stories.letter_written(cast, row, now=now, kind="counter")
    offer = row.offers.latest("number")
    said = letter.said["offer"]
    assert (said["number"], said["instalments"]) == (offer.number, offer.package["instalments"])
    zh, en = (words.letter(letter.said, "counter", language) for language, _ in words.LANGUAGES)
    assert formats.amount_text(said["total_minor"]) in "".join(en["text"])
    assert f"number {offer.number}" in en["text"][0]
    assert "方案" in zh["text"][0]
    assert plain_letter.draw([zh, en], letter.said, on=clock.legal_day(now)).startswith(b"%PDF")


def test_a_letter_goes_with_the_printed_agreement_once_it_waits_for_the_signature(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    stories.figures_recorded(cast, row, now=now)
    with pytest.raises(ActionRefused, match="letter_no_agreement"):
        stories.letter_written(cast, row, now=now, kind="agreement")
    stories.agreed_outside(cast, row, now=now)
    letter = stories.letter_written(cast, row, now=now, kind="agreement")
    agreement = row.agreements.get()
    _zh, en = (words.letter(letter.said, "agreement", language) for language, _ in words.LANGUAGES)
    text = "".join(en["text"])
    assert agreement.ref in text
    assert agreement.terms_hash[:8] in text
    assert "signs nothing" in text


def test_a_letter_is_not_written_when_the_consent_has_ended(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    held = intake.hold(cast.borrower, row.case.pk, now)
    sheet = Consent.objects.get(case=row.case, recipient=row.creditor, withdrawn_at__isnull=True)
    actions.end_consent(held, sheet, seen_version=held.case.version, now=now, action_id=new_id())
    with pytest.raises(ActionRefused, match="letter_needs_consent"):
        stories.letter_written(cast, row, now=now)


def test_a_letter_is_sent_once_with_proof_and_never_before_it_was_written(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    letter = stories.letter_written(cast, row, now=now)
    desk, day = cases.outside_for(cast.operator, row.ref, now=now), clock.legal_day(now)
    given = {"way": "post", "seen_version": 0, "now": now}
    with pytest.raises(ActionRefused, match="letter_needs_proof"):
        letters.mark_sent(desk, letter, sent_on=day, paper=None, action_id=new_id(), **given)
    early = day - timedelta(days=1)
    with pytest.raises(ActionRefused, match="letter_day_wrong"):
        letters.mark_sent(desk, letter, sent_on=early, paper=pictures.png(), action_id=new_id(), **given)
    letters.mark_sent(desk, letter, sent_on=day, paper=pictures.png(), action_id=new_id(), **given)
    with pytest.raises(ActionRefused, match="stale"):
        letters.mark_sent(desk, letter, sent_on=day, paper=pictures.png(), action_id=new_id(), **given)
    letter.refresh_from_db()
    assert (letter.sent_on, letter.sent_way) == (day, "post")
    assert letter.sent_proof


def test_what_its_staff_said_is_noted_and_moves_nothing(cast: Cast, row: Negotiation, now: datetime) -> None:
    before = (row.state, row.version)
    stories.promised(cast, row, now=now, words="可以减免一半")
    row.refresh_from_db()
    assert (row.state, row.version) == before
    assert SpokenPromise.objects.get(negotiation=row).words == "可以减免一半"
    noted = Entry.objects.get(verb="negotiation.promise_noted")
    assert noted.facts["binds"] is False
    assert "可以减免" not in str(noted.facts)
    assert noted.chain.audience == "borrower"


def test_an_answer_is_recorded_for_the_creditor_only_with_its_proof(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    desk = cases.outside_for(cast.operator, row.ref, now=now)
    given = {"items": ["ask_income"], "words": "请说明收入", "seen_version": None, "now": now}
    with pytest.raises(steps.StepRefused, match="step_needs_proof"):
        answers.record_ask(desk, paper=None, action_id=new_id(), **given)
    done = answers.record_ask(desk, paper=pictures.png(), action_id=new_id(), **given)
    row.refresh_from_db()
    assert (row.state, done.entry.role, done.entry.facts["recorded_for"]) == ("asked", "operator", "lender")
    assert Request.objects.get(negotiation=row).items[0]["code"] == "ask_income"
    assert found.proofs(row)[-1].paper is not None


def test_a_refusal_with_a_cure_waits_for_it_and_one_without_ends_the_talks(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    by_cure = {one.curable: one.code for one in answers.refusals()}
    given = {"words": "见来函", "paper": pictures.png(), "seen_version": None, "now": now}
    desk = cases.outside_for(cast.operator, row.ref, now=now)
    answers.record_refusal(desk, code=by_cure[True], action_id=new_id(), **given)
    row.refresh_from_db()
    assert row.state == "asked"
    row.state = "waiting"
    row.save()
    desk = cases.outside_for(cast.operator, row.ref, now=now)
    answers.record_refusal(desk, code=by_cure[False], action_id=new_id(), **given)
    row.refresh_from_db()
    assert (row.state, row.reason) == ("ended", "refused")


def test_figures_are_recorded_from_its_letter_and_a_missing_letter_is_asked_for(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    from tests.platform.stories.negotiation import OWED, contract

    desk = cases.outside_for(cast.operator, row.ref, now=now)
    told = [contract(one) for one in row.loans.all()]
    given = {"as_of": clock.legal_day(now), "buckets": OWED, "contracts": told, "words": "", "now": now}
    with pytest.raises(ActionRefused, match="letter_needs_proof"):
        answers.record_facts(desk, paper=None, seen_version=None, action_id=new_id(), **given)
    answers.record_facts(desk, paper=pictures.png(), seen_version=None, action_id=new_id(), **given)
    assert row.claims.get().stated_by == cast.operator
    late = given | {"as_of": clock.legal_day(now) + timedelta(days=1)}
    with pytest.raises(texts.Faulty):
        answers.record_facts(desk, paper=pictures.png(), seen_version=None, action_id=new_id(), **late)


def test_nobody_records_for_a_lender_that_has_a_desk_here(
    cast: Cast, row: Negotiation, now: datetime
) -> None:
    here = Negotiation.objects.get(case=row.case, creditor=cast.bank)
    for person in (cast.operator, cast.officer, cast.borrower, cast.stranger):
        with pytest.raises(cases.NotHeld):
            cases.outside_for(person, here.ref, now=now)
    for person in (cast.officer, cast.borrower, cast.stranger):
        with pytest.raises(cases.NotHeld):
            cases.outside_for(person, row.ref, now=now)
    assert cases.outside_for(cast.operator, row.ref, now=now).roles == ("operator",)
    assert OutsideLetter.objects.count() == 0
    assert Organisation.objects.filter(channel="outside").count() == 1


def test_the_desk_offers_each_reader_only_the_steps_that_are_theirs_to_record(
    cast: Cast, row: Negotiation
) -> None:
    offered = {}
    for who in (cast.operator, cast.supervisor):
        client = logged_in(who)
        page = client.get(reverse("outside:talks", args=[row.ref])).content.decode()
        offered[who] = re.findall(rf'href="(/do/negotiation/{row.ref}/\w+/)"', page)
        assert all(client.get(where).status_code == 200 for where in offered[who])
    assert len(offered[cast.operator]) == 4
    assert len(offered[cast.supervisor]) < 4

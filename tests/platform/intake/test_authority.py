"""Acting for somebody: under both names, by an accepted paper, within its scope and days. Standing for a loan."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from cryptography import x509

from hejie.steps import StepRefused
from hejie_platform.agreements.models import Signature
from hejie_platform.cases import access as cases
from hejie_platform.cases.access import NotHeld
from hejie_platform.cases.models import Authority, Party
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.access import HeldCase
from hejie_platform.intake.actions import Wrong
from hejie_platform.intake.models import Invitation, Mandate
from hejie_platform.intake.queries import opening
from hejie_platform.ledger.models import AccessEntry, Entry
from hejie_platform.notices import recipients
from tests.platform.cast import Cast
from tests.platform.stories import agreements, intake, negotiation, pictures
from tests.platform.stories import opening as stories

pytestmark = pytest.mark.django_db
new_id = uuid.uuid4


def tell(held: HeldCase, *, now: datetime) -> Entry:
    """An ordinary act: an answer of the story."""
    held.case.refresh_from_db()
    done = actions.save_story(
        held,
        intake.Given({"household_adults": 3}),
        seen_version=held.case.version,
        now=now,
        action_id=new_id(),
    )
    return done.entry


def submit(held: HeldCase, *, now: datetime) -> Entry:
    held.case.refresh_from_db()
    done = actions.submit(
        held, legal_notice_seen=True, seen_version=held.case.version, now=now, action_id=new_id()
    )
    return done.entry


@pytest.mark.feature("A13")
def test_a_representative_acts_under_both_names_until_the_day_of_the_paper(cast: Cast, now: datetime) -> None:
    held = stories.represented(cast, now=now, until=date(2026, 11, 30))
    entry = tell(held, now=now)
    assert (entry.actor, entry.role, entry.on_behalf_of) == (
        cast.representative,
        "representative",
        cast.borrower,
    )
    authority = Authority.objects.get()
    assert (authority.agent, authority.principal, authority.accepted_by) == (
        cast.representative,
        cast.borrower,
        cast.reviewer,
    )
    assert authority.paper is not None
    assert tell(held, now=now + timedelta(days=7)).actor == cast.representative  # its last day
    with pytest.raises(StepRefused) as refused:
        tell(held, now=now + timedelta(days=8))
    assert refused.value.code == "step_needs_authority"


def test_nobody_acts_by_a_paper_that_nobody_has_read(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    mandate = stories.named(held, cast, now=now)
    row = mandate.invitation
    assert row is not None
    actions.join_as_representative(
        stories.confirmed(cast.representative),
        Invitation.objects.select_related("case__borrower").get(pk=row.pk),
        now=now,
        action_id=new_id(),
    )
    with pytest.raises(NotHeld):
        access.application_for(cast.representative, held.case.ref, now=now)
    stories.accept(cast, mandate, now=now)
    assert access.application_for(cast.representative, held.case.ref, now=now).roles == ("representative",)


def test_a_paper_is_accepted_only_once_its_person_has_joined(cast: Cast, now: datetime) -> None:
    mandate = stories.named(intake.filled_case(cast, now=now), cast, now=now)
    with pytest.raises(Wrong) as refused:
        stories.accept(cast, mandate, now=now)
    assert refused.value.code == "mandate_nobody_yet"
    assert not Authority.objects.exists()


def test_a_paper_that_does_not_hold_goes_back_with_its_cure(cast: Cast, now: datetime) -> None:
    mandate = stories.named(intake.filled_case(cast, now=now), cast, now=now)
    desk, row = access.mandate_for(cast.reviewer, mandate.ref, now=now)
    with pytest.raises(Wrong):
        actions.return_mandate(desk, row, words=" ", now=now, action_id=new_id())
    actions.return_mandate(desk, row, words="Please sign it.", now=now, action_id=new_id())
    mandate.refresh_from_db()
    assert (mandate.decision, mandate.words) == ("returned", "Please sign it.")
    with pytest.raises(Wrong) as refused:
        stories.accept(cast, mandate, now=now)
    assert refused.value.code == "mandate_decided"


@pytest.mark.parametrize("who", ["borrower", "representative", "officer", "stranger", "mediator"])
def test_only_the_desk_reads_a_paper_of_authority(cast: Cast, now: datetime, who: str) -> None:
    mandate = stories.named(intake.filled_case(cast, now=now), cast, now=now)
    with pytest.raises(NotHeld):
        access.mandate_for(getattr(cast, who), mandate.ref, now=now)
    desk, row = access.mandate_for(cast.reviewer, mandate.ref, now=now)
    assert actions.show_mandate_paper(desk, row, now=now) == pictures.png()
    assert AccessEntry.objects.filter(reader=cast.reviewer, kind="authority_paper").count() == 1


def test_a_paper_for_the_talks_alone_covers_no_act_that_binds(cast: Cast, now: datetime) -> None:
    held = stories.represented(cast, now=now, scope="talks")
    assert tell(held, now=now).actor == cast.representative
    with pytest.raises(StepRefused) as refused:
        submit(held, now=now)
    assert refused.value.code == "step_needs_authority"
    mine = intake.hold(cast.borrower, held.case.pk, now)
    assert submit(mine, now=now).actor == cast.borrower


def test_a_general_paper_covers_handing_in(cast: Cast, now: datetime) -> None:
    entry = submit(stories.represented(cast, now=now), now=now)
    assert (entry.actor, entry.on_behalf_of) == (cast.representative, cast.borrower)


@pytest.mark.parametrize("who", ["borrower", "representative"])
def test_either_ends_it_and_the_door_is_shut(cast: Cast, now: datetime, who: str) -> None:
    held = stories.represented(cast, now=now)
    ending = access.application_for(getattr(cast, who), held.case.ref, now=now)
    actions.end_authority(ending, seen_version=ending.case.version, now=now, action_id=new_id())
    with pytest.raises(NotHeld):
        access.application_for(cast.representative, held.case.ref, now=now)
    assert Party.objects.get(user=cast.representative).left_at == now


def test_who_was_ended_is_named_again_with_a_new_paper(cast: Cast, now: datetime) -> None:
    held = stories.represented(cast, now=now)
    mine = intake.hold(cast.borrower, held.case.pk, now)
    actions.end_authority(mine, seen_version=mine.case.version, now=now, action_id=new_id())
    again = stories.represented(cast, now=now, held=intake.hold(cast.borrower, held.case.pk, now))
    assert tell(again, now=now).actor == cast.representative


def test_nobody_names_themselves_or_a_day_that_is_over(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    given = {"name": "x", "kind": "other", "scope": "general", "paper": pictures.png()}
    for wrong in (
        {"contact": cast.borrower.email, "until_day": stories.UNTIL},
        {"contact": "a@example.org", "until_day": date(2026, 11, 22)},
        {"contact": "nonsense", "until_day": stories.UNTIL},
        {"contact": "a@example.org", "until_day": stories.UNTIL, "paper": b"MZ no picture"},
    ):
        with pytest.raises(Wrong):
            actions.name_representative(held, **(given | wrong), now=now, action_id=new_id())
    assert not Mandate.objects.exists()


def test_the_desk_records_a_paper_handed_to_it(cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    desk = cases.case_for(cast.reviewer, held.case.ref, now=now)
    given = {"scope": "general", "until_day": stories.UNTIL, "paper": pictures.png(), "now": now}
    with pytest.raises(Wrong) as refused:
        actions.record_authority(
            desk, desk.case, agent="nobody@example.org", **given, seen_version=None, action_id=new_id()
        )
    assert refused.value.code == "mandate_no_account"
    actions.record_authority(
        desk,
        desk.case,
        agent=str(cast.representative.email),
        **given,
        seen_version=desk.case.version,
        action_id=new_id(),
    )
    assert access.application_for(cast.representative, held.case.ref, now=now).principal == cast.borrower


# --- guarantors ------------------------------------------------------------------------------------


def test_a_guarantor_sits_where_their_loan_is_talked_about_and_nowhere_else(
    cast: Cast, now: datetime
) -> None:
    held = intake.open_case(cast, now=now)
    row = stories.asked_guarantor(cast, held, cast.bank, now=now)
    fresh = opening.by_code(opening.code_of(row))
    assert fresh is not None
    actions.join_as_guarantor(cast.guarantor, fresh, now=now, action_id=new_id())
    bank, other = (intake.negotiation_with(held, lender) for lender in (cast.bank, cast.microloan))
    assert cases.negotiation_for(cast.guarantor, bank.ref, now=now).roles == ("guarantor",)
    with pytest.raises(NotHeld):
        cases.negotiation_for(cast.guarantor, other.ref, now=now)
    with pytest.raises(NotHeld):
        access.application_for(cast.guarantor, held.case.ref, now=now)
    assert list(cases.talks_of(cast.guarantor)) == [bank]
    assert list(queries.my_cases(cast.guarantor, now=now)) == []
    assert [one.negotiation for one in opening.guarantees_of(cast.guarantor)] == [bank]


def test_a_guarantor_hears_of_the_talks_about_their_loan_alone(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    stories.stand_for(cast.guarantor, held.case, now=now, lender=cast.bank)

    def told(lender: object, machine: str) -> set[str]:
        talks = intake.negotiation_with(held, lender)
        payload = {"case": held.case.pk, "negotiation": talks.pk, "machine": machine, "role": "officer"}
        found = recipients.borrower_side(recipients.Matter.of(payload, now=now))
        return {one.role for one in found}

    assert told(cast.bank, "offer") == {"borrower", "guarantor"}
    assert told(cast.microloan, "offer") == {"borrower"}
    assert told(cast.bank, "case") == {"borrower"}


def test_who_withholds_consent_has_no_place(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    row = stories.asked_guarantor(cast, held, cast.bank, now=now)
    actions.decline_invitation(cast.guarantor, row, now=now, action_id=new_id())
    assert not Party.objects.filter(user=cast.guarantor).exists()
    assert opening.guarantees_of(cast.guarantor) == []


def test_a_guarantor_is_asked_about_some_loan_and_is_not_the_borrower(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    loans = list(held.case.loans.all())
    for wrong in ({"loans": []}, {"contact": cast.borrower.email}, {"contact": "x"}):
        given = {"loans": loans, "contact": "a@example.org", "name": "x"} | wrong
        with pytest.raises(Wrong):
            actions.invite_guarantor(held, held.case, **given, now=now, action_id=new_id())


def test_a_signature_of_a_representative_carries_both_names(cast: Cast, now: datetime) -> None:
    story = negotiation.waiting(cast, now=now)
    agreements.drawn_up(story, now=now)
    desk = cases.case_for(cast.reviewer, story.row().case.ref, now=now)
    actions.record_authority(
        desk,
        desk.case,
        agent=str(cast.representative.email),
        scope="general",
        until_day=stories.UNTIL,
        paper=pictures.png(),
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    agreements.signed(story, cast.representative, now=now)
    made = Signature.objects.get()
    assert (made.signer, made.on_behalf_of, made.side) == (cast.representative, cast.borrower, "borrower")
    subject = x509.load_der_x509_certificate(bytes(made.certificate)).subject.rfc4514_string()
    for name in ("legal borrower", "legal representative"):
        assert name in subject


def test_a_paper_that_ran_out_opens_the_case_no_more(cast: Cast, now: datetime) -> None:
    held = stories.represented(cast, now=now, until=date(2026, 11, 30))
    ref = held.case.ref
    assert access.application_for(cast.representative, ref, now=now + timedelta(days=7)).roles
    later = now + timedelta(days=8)
    with pytest.raises(NotHeld):
        access.application_for(cast.representative, ref, now=later)
    assert list(queries.my_cases(cast.representative, now=now)) == [held.case]
    assert list(queries.my_cases(cast.representative, now=later)) == []
    assert access.application_for(cast.borrower, ref, now=later).roles == ("borrower",)

"""Plain steps of every machine through one action: facts read from rows, consequences taken with them."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.agreements import access, actions, queries
from hejie_platform.agreements.facts.consequences import FINDERS
from hejie_platform.agreements.models import Agreement, StepNote
from hejie_platform.cases.actions import fire
from hejie_platform.cases.models import Case, Clock, Hold, Mediation, MediationConsent, Negotiation
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.ledger.actions import ActionRefused, Done
from hejie_platform.ledger.models import Entry
from hejie_platform.mediation.actions import asking
from hejie_platform.negotiation.models import Offer
from hejie_platform.people.models import Organisation, User
from tests.platform.cast import Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation, pictures
from tests.platform.stories.negotiation import Story

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def talks(told: Story) -> Story:
    return told


@pytest.fixture
def mediation(cast: Cast, talks: Story, now: datetime) -> Mediation:
    row = Mediation.objects.create(
        case=talks.row().case, body=cast.body, mediator=cast.mediator, state="asking", created_at=now
    )
    row.negotiations.add(talks.row())
    return row


def take(person: User, machine: str, ref: str, step: str, *, now: datetime, **more: object) -> Done:
    held = access.row_for(person, machine, ref, now=now)
    given = {"seen_version": held.row.version, "now": now, "action_id": uuid.uuid4()}
    return actions.take_plain_step(held, held.row, step, **(given | more))


def test_giving_up_voids_the_open_offer_and_ends_the_mediation_with_one_entry(
    talks: Story, mediation: Mediation, now: datetime
) -> None:
    offer = negotiation.offer_put(talks, now=now)
    Mediation.objects.update(state="open")
    before = Entry.objects.count()
    done = take(talks.borrower, "negotiation", talks.ref, "give_up", now=now)

    offer.refresh_from_db()
    mediation.refresh_from_db()
    assert (talks.row().state, talks.row().reason) == ("ended", "gap")
    assert (offer.state, offer.reason) == ("closed", "void")
    assert (mediation.state, mediation.reason) == ("ended", "gap")
    assert Entry.objects.count() == before + 1
    assert [told["step"] for told in done.entry.facts["also"]] == ["void", "end_gap"]


def test_withdrawing_a_case_ends_its_talks_and_what_hangs_on_them(talks: Story, now: datetime) -> None:
    offer = negotiation.offer_put(talks, now=now)
    case = talks.row().case
    take(talks.borrower, "case", case.ref, "withdraw", now=now)

    offer.refresh_from_db()
    assert set(Negotiation.objects.filter(case=case).values_list("state", flat=True)) == {"ended"}
    assert offer.state == "closed"


def test_a_case_with_a_standing_agreement_cannot_be_withdrawn(talks: Story, now: datetime) -> None:
    offer = negotiation.offer_put(talks, now=now)
    given = {"number": offer.number, "package_hash": offer.package_hash, "legal_notice_seen": True}
    held = talks.borrowers(now)
    actions.accept_offer(held, **given, beyond_budget_confirmed=True, now=now, action_id=uuid.uuid4())

    with pytest.raises(steps.StepRefused, match="step_agreement_stands"):
        take(talks.borrower, "case", talks.row().case.ref, "withdraw", now=now)


def test_the_wrong_side_is_refused_and_the_right_one_is_not(talks: Story, now: datetime) -> None:
    offer = negotiation.offer_put(talks, side="lender", now=now)
    with pytest.raises(steps.StepRefused, match="step_own"):
        take(talks.officer, "offer", offer.ref, "reject", now=now)
    take(talks.borrower, "offer", offer.ref, "reject", now=now)

    offer.refresh_from_db()
    assert (offer.state, offer.reason) == ("closed", "rejected")


def test_a_stale_page_changes_nothing(talks: Story, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="stale"):
        take(talks.borrower, "negotiation", talks.ref, "give_up", now=now, seen_version=77)
    assert talks.row().state == "talking"


def test_words_are_sealed_beside_the_entry_and_never_in_it(talks: Story, now: datetime) -> None:
    done = take(talks.borrower, "negotiation", talks.ref, "give_up", now=now, note="这样谈不下去了")

    assert StepNote.objects.get(entry=done.entry).words == "这样谈不下去了"
    assert "谈" not in str(done.entry.facts)


def test_strangers_hold_no_row_of_any_machine(cast: Cast, talks: Story, mediation: Mediation, now: datetime):
    offer = negotiation.offer_put(talks, now=now)
    refs = {
        "case": talks.row().case.ref,
        "negotiation": talks.ref,
        "mediation": mediation.ref,
        "offer": offer.ref,
    }
    for machine, ref in refs.items():
        for stranger in (cast.stranger, cast.other_borrower):
            with pytest.raises(access.NotHeld):
                access.row_for(stranger, machine, ref, now=now)
        assert access.row_for(talks.borrower, machine, ref, now=now).row.ref == ref
    with pytest.raises(access.NotHeld):
        access.row_for(cast.borrower, "house", talks.ref, now=now)


def test_a_lender_may_flag_vulnerability_and_still_reads_no_case(
    cast: Cast, talks: Story, now: datetime
) -> None:
    case = talks.row().case
    take(cast.officer, "case", case.ref, "flag_vulnerable", now=now)
    assert Case.objects.get(pk=case.pk).is_vulnerable
    with pytest.raises(steps.StepRefused, match="step_not_yours"):
        take(cast.officer, "case", case.ref, "withdraw", now=now)


def test_a_hold_is_placed_and_lifted_with_its_row(cast: Cast, talks: Story, now: datetime) -> None:
    ref = talks.row().case.ref
    take(cast.supervisor, "case", ref, "place_hold", now=now, reason="death")
    assert Hold.objects.get().kind == "death"
    assert not Clock.objects.filter(stopped_at=None, fired_at=None, paused_at=None).exists()

    take(cast.supervisor, "case", ref, "lift_hold", now=now + timedelta(days=2))
    assert Hold.objects.get().lifted_at is not None


def test_mediation_begins_when_each_party_has_said_yes_for_itself(
    cast: Cast, talks: Story, mediation: Mediation, now: datetime
) -> None:
    by_its_own_action(asking.consent, talks.borrower, mediation, now=now)
    mediation.refresh_from_db()
    assert mediation.state == "asking"

    by_its_own_action(asking.consent, cast.officer, mediation, now=now)
    mediation.refresh_from_db()
    assert mediation.state == "appointing"
    assert MediationConsent.objects.count() == 2


def test_the_last_lender_that_steps_out_ends_the_mediation(
    cast: Cast, talks: Story, mediation: Mediation, now: datetime
) -> None:
    by_its_own_action(asking.consent, cast.officer, mediation, now=now)
    by_its_own_action(asking.decline, cast.officer, mediation, now=now)
    mediation.refresh_from_db()
    assert (mediation.state, mediation.reason) == ("ended", "refused")


def by_its_own_action(action: Callable[..., Done], who: User, mediation: Mediation, *, now: datetime) -> None:
    held = access.row_for(who, "mediation", mediation.ref, now=now)
    action(held, held.row, seen_version=held.row.version, now=now, action_id=uuid.uuid4())


def test_of_a_mediation_nobody_takes_plainly_what_its_own_room_judges(
    cast: Cast, talks: Story, mediation: Mediation, now: datetime
) -> None:
    """The roster, told ties, objections and everybody's answer are read by the actions of that room alone."""
    before = Entry.objects.count()
    for state, step in (("appointing", "accept_appointment"), ("appointing", "start"), ("open", "extend")):
        Mediation.objects.update(state=state)
        with pytest.raises(LookupError, match=f"mediation.{step} is taken by its own action"):
            take(cast.mediator, "mediation", mediation.ref, step, note="都同意", now=now)
    assert Entry.objects.count() == before

    take(cast.mediator, "mediation", mediation.ref, "end_gap", note="差距太大", now=now)
    mediation.refresh_from_db()
    assert (mediation.state, mediation.reason) == ("ended", "gap"), "an end is plain"


@pytest.fixture
def signing(cast: Cast, now: datetime) -> Story:
    return stories.accepted(negotiation.waiting(cast, now=now), now=now)


@pytest.mark.feature("G04")
def test_an_agreement_that_is_not_signed_in_time_lapses_with_its_acceptance(
    signing: Story, now: datetime
) -> None:
    agreement = stories.agreement_of(signing)
    due = Clock.objects.get(subject=agreement.id, rule="signatures").due_at
    (found,) = [one for one in fire.due(now=due) if one.rule.name == "signatures"]
    fire.fire(
        found,
        also=queries.consequences(found.row, found.rule.on_due, now=due),
        now=due,
        action_id=found.action_id,
    )

    agreement.refresh_from_db()
    assert (agreement.state, agreement.reason) == ("ended", "lapsed")
    assert signing.row().state == "talking"
    assert Offer.objects.get(pk=agreement.offer_id).state == "closed"


def test_refusing_to_sign_is_the_same_end_and_its_entry_is_for_no_other_eyes(
    cast: Cast, signing: Story, now: datetime
) -> None:
    """Both sides read that it was not signed in time; who refused stands in that person's own chain alone."""
    ref = stories.agreement_of(signing).ref
    done = take(cast.officer, "agreement", ref, "refuse_to_sign", now=now)

    agreement = Agreement.objects.get(ref=ref)
    assert (agreement.state, agreement.reason) == ("ended", "lapsed")
    assert signing.row().state == "talking"
    assert done.entry.chain.audience == f"private:{cast.officer.pk}"


def test_a_vulnerable_persons_agreement_never_lapses_by_itself(signing: Story, now: datetime) -> None:
    agreement = stories.agreement_of(signing)
    Case.objects.update(is_vulnerable=True)
    due = Clock.objects.get(subject=agreement.id, rule="signatures").due_at
    (found,) = [one for one in fire.due(now=due) if one.rule.name == "signatures"]
    done = fire.fire(
        found,
        also=queries.consequences(found.row, found.rule.on_due, now=due),
        now=due,
        action_id=found.action_id,
    )

    agreement.refresh_from_db()
    assert agreement.state == "signing"
    assert done.entry.facts["refused"] == "step_needs_person"


def test_every_consequence_of_the_tables_is_found_or_made_by_its_own_action() -> None:
    """A `then` that nobody finds would silently not happen."""
    made = {"negotiation.start", "negotiation.agree", "negotiation.grant_standstill"}
    made |= {"negotiation.state_facts"}  # the figures that a request for change is asked on
    made |= {
        "offer.put",
        "agreement.draw_up",
        "agreement.take_effect",
        "obligation.confirm",
        "obligation.reverse",
    }
    told = {name for step in steps.STEPS for name in step.then}
    machines = {name for name in told if f"{name.partition('.')[0]}.*" in FINDERS}
    assert told - set(FINDERS) - machines == made


def handed_over(talks: Story, to: Organisation, now: datetime) -> Negotiation:
    """The bank's loans sold to another lender; where they are talked about now."""
    held = talks.officers(now)
    actions.transfer(
        held,
        to=to,
        note="已转让",
        paper=pictures.png(),
        seen_version=held.negotiation.version,
        now=now,
        action_id=uuid.uuid4(),
    )
    assert (talks.row().state, talks.row().reason) == ("ended", "transferred")
    return Negotiation.objects.get(case=talks.row().case, creditor=to, state="waiting")


def test_loans_that_are_sold_to_a_lender_already_in_talks_join_them(
    cast: Cast, talks: Story, now: datetime
) -> None:
    live = Negotiation.objects.get(case=talks.row().case, creditor=cast.microloan)
    assert handed_over(talks, cast.microloan, now) == live
    assert set(ClaimedLoan.objects.values_list("negotiation", "creditor")) == {(live.pk, cast.microloan.pk)}


def test_loans_that_are_sold_to_a_lender_without_talks_begin_them(
    cast: Cast, talks: Story, now: datetime
) -> None:
    Negotiation.objects.filter(creditor=cast.microloan).update(state="ended")
    begun = handed_over(talks, cast.microloan, now)
    assert begun.predecessor == talks.row()
    assert ClaimedLoan.objects.filter(negotiation=begun).exists()

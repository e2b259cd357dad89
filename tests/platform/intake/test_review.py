"""A named person decides on an application; the lenders learn of it through their own talks alone."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.cases import access as cases
from hejie_platform.cases.models import Clock
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.actions import Wrong
from hejie_platform.intake.models import Change, Classification, Consent, EvidenceItem, Review
from hejie_platform.ledger.models import Effect
from tests.platform.cast import Cast
from tests.platform.stories import intake

pytestmark = pytest.mark.django_db


def admit(desk: access.HeldCase, now: datetime, **more: object) -> None:
    confirmed = {"parties_confirmed": True, "content_confirmed": True, "cause": "illness", "track": "ability"}
    actions.admit(desk, **(confirmed | more), seen_version=desk.case.version, now=now, action_id=uuid.uuid4())


@pytest.fixture
def desk(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.at_desk(cast, intake.submitted_case(cast, now=now), now=now)


@pytest.mark.feature("A04")
@pytest.mark.parametrize("unconfirmed", ["parties_confirmed", "content_confirmed"])
def test_a_case_is_admitted_only_with_parties_and_content_confirmed_by_a_named_reviewer(
    desk: access.HeldCase, cast: Cast, now: datetime, unconfirmed: str
) -> None:
    with pytest.raises(steps.StepRefused) as refused:
        admit(desk, now, **{unconfirmed: False})
    assert refused.value.code == "step_needs_parties_confirmed"
    assert not Review.objects.exists()

    admit(desk, now)
    review = Review.objects.get()
    assert (review.reviewer, review.decision) == (cast.reviewer, "admitted")
    assert review.parties_confirmed
    assert review.content_confirmed


@pytest.mark.feature("A10")
def test_admitting_tells_each_lender_once_and_starts_its_clock(
    desk: access.HeldCase, cast: Cast, now: datetime
) -> None:
    click = uuid.uuid4()
    for _ in range(2):
        actions.admit(
            desk,
            parties_confirmed=True,
            content_confirmed=True,
            cause="illness",
            track="ability",
            seen_version=desk.case.version,
            now=now,
            action_id=click,
        )
    talks = list(desk.case.negotiations.order_by("id"))
    told = Effect.objects.filter(kind="tell_lender", entry__verb="case.admit")
    assert {one.creditor for one in talks} == {cast.bank, cast.microloan}
    assert {effect.payload["negotiation"] for effect in told} == {str(one.id) for one in talks}
    assert told.count() == 2
    assert Clock.objects.filter(rule="lender_reply").count() == 2


def test_each_lender_holds_its_own_talks_with_its_own_loans(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    bank = intake.negotiation_with(held, cast.bank)
    assert [loan.creditor for loan in bank.loans.order_by("id")] == [cast.bank]
    assert cases.negotiation_for(cast.officer, bank.ref, now=now).side == "lender"
    with pytest.raises(cases.NotHeld):
        cases.negotiation_for(cast.other_officer, bank.ref, now=now)
    with pytest.raises(cases.NotHeld):
        cases.case_for(cast.officer, held.case.ref, now=now)


def test_a_case_without_a_lender_here_is_not_admitted(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now, creditors=())
    given = intake.Given({**intake.LOAN, "creditor_name": "别处贷款"})
    intake._again(actions.add_loan, held, given, now=now)
    intake._again(actions.submit, held, legal_notice_seen=True, now=now)
    with pytest.raises(Wrong, match="admit_needs_lender_here"):
        admit(intake.at_desk(cast, held, now=now), now)


def test_only_the_desk_decides(desk: access.HeldCase, cast: Cast, now: datetime) -> None:
    operator = access.desk_case_for(cast.operator, desk.case.ref, now=now)
    with pytest.raises(steps.StepRefused) as refused:
        admit(operator, now)
    assert refused.value.code == "step_not_yours"


@pytest.mark.feature("A11")
def test_an_admitted_case_has_a_class_that_selects_the_papers_and_changes_with_a_reason(
    desk: access.HeldCase, now: datetime
) -> None:
    admit(desk, now, cause="illness", track="ability")
    assert asked(desk, now) == {"missing_paper_medical_record"}

    with pytest.raises(Wrong, match="classify_needs_reason"):
        classify(desk, now, reason=" ")
    classify(desk, now, reason="The contract itself is in dispute.")
    newest = Classification.objects.filter(case=desk.case).latest("id")
    assert (newest.cause, newest.track, newest.list_version) == ("wrong_amount", "contract", "2026-11")
    assert asked(desk, now) == {"missing_paper_contract"}


def asked(desk: access.HeldCase, now: datetime) -> set[str]:
    return {one.code for one in queries.missing(desk.case, day=now.date()) if "paper" in one.code}


def classify(desk: access.HeldCase, now: datetime, *, reason: str) -> None:
    desk.case.refresh_from_db()
    actions.classify(
        desk,
        cause="wrong_amount",
        track="contract",
        reason=reason,
        seen_version=desk.case.version,
        now=now,
        action_id=uuid.uuid4(),
    )


def test_sending_back_needs_a_line_and_keeps_its_cure(cast: Cast, now: datetime) -> None:
    held = intake.returned_case(cast, now=now)
    review = queries.application(held.case, now=now).review
    assert held.case.state == "returned"
    assert [one["code"] for one in review.missing] == ["missing_paper_medical_bill"]
    assert held.case.clocks.get(stopped_at__isnull=True).rule == "missing_papers"


def test_sending_back_without_a_line_is_refused(desk: access.HeldCase, now: datetime) -> None:
    with pytest.raises(Wrong, match="return_needs_items"):
        actions.send_back(desk, missing=[], seen_version=desk.case.version, now=now, action_id=uuid.uuid4())


def test_declining_needs_a_reason_of_the_list_and_names_the_ways_that_remain(
    desk: access.HeldCase, cast: Cast, now: datetime
) -> None:
    with pytest.raises(steps.StepRefused) as refused:
        actions.decline(desk, reason="no", seen_version=desk.case.version, now=now, action_id=uuid.uuid4())
    assert refused.value.code == "step_needs_refusal_code"

    done = actions.decline(
        desk, reason="decline_not_a_loan", seen_version=desk.case.version, now=now, action_id=uuid.uuid4()
    )
    desk.case.refresh_from_db()
    assert (desk.case.state, desk.case.reason) == ("closed", "not_accepted")
    assert done.entry.facts["routes"] == ["route_legal_help", "route_complaint"]


def test_the_queue_shows_what_is_due_first_and_no_draft(cast: Cast, now: datetime) -> None:
    intake.draft_case(cast, now=now, who=cast.stranger)
    late = intake.submitted_case(cast, now=now + timedelta(days=2))
    soon = intake.submitted_case(cast, now=now, who=cast.other_borrower)
    rows = queries.queue(cast.reviewer, now=now + timedelta(days=2))
    assert [row.case.pk for row in rows] == [soon.case.pk, late.case.pk]
    assert [row.loans for row in rows] == [2, 2]


def test_the_queue_of_somebody_without_the_role_is_empty(cast: Cast, now: datetime) -> None:
    intake.submitted_case(cast, now=now)
    assert list(queries.queue(cast.officer, now=now)) == []


def test_a_lender_sees_only_what_its_sheet_says(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    bank = intake.negotiation_with(held, cast.bank)
    whole = queries.shared_with(bank, day=now.date())
    assert [loan.creditor for loan in whole.loans] == [cast.bank]
    assert whole.other_debts_minor == intake.LOAN["balance_minor"]
    assert whole.story_words
    assert whole.papers is not None

    intake.consent(held, cast.bank, now=now, items=("name_and_contact", "hardship", "own_loans"))
    less = queries.shared_with(bank, day=now.date())
    assert less.story is not None
    assert (less.story_words, less.papers, less.budget, less.other_debts_minor) == (None, None, None, None)


@pytest.mark.feature("O03")
def test_nothing_is_shared_without_a_sheet_in_force(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    bank = intake.negotiation_with(held, cast.bank)
    item = EvidenceItem.objects.filter(case=held.case, kind="income_statement").get()
    officer = cases.negotiation_for(cast.officer, bank.ref, now=now)
    assert access.shared_paper_of(officer, item.ref, now=now) == item

    long_after = now + timedelta(days=400)
    assert queries.shared_with(bank, day=long_after.date()).loans == []
    with pytest.raises(access.NotHeld):
        access.shared_paper_of(officer, item.ref, now=long_after)

    Consent.objects.filter(case=held.case, recipient=cast.bank).update(withdrawn_at=now)
    with pytest.raises(access.NotHeld):
        access.shared_paper_of(officer, item.ref, now=now)


def test_a_change_reaches_the_lenders_that_the_borrower_chooses(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    intake._again(
        actions.tell_change,
        held,
        kind="income_down",
        since_on=date(2026, 11, 1),
        words="工时又少了。",
        shown_to=[cast.bank],
        now=now,
    )
    bank, microloan = (
        queries.shared_with(intake.negotiation_with(held, one), day=now.date())
        for one in (cast.bank, cast.microloan)
    )
    assert [one.kind for one in bank.changes] == ["income_down"]
    assert microloan.changes == []
    assert Change.objects.get().words == "工时又少了。"

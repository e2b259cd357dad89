"""An application is begun, filled in, handed in and left; a second one begins where the first ended."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from hejie import steps
from hejie_platform.cases.models import Interruption
from hejie_platform.intake import access, actions, queries
from hejie_platform.intake.actions import Wrong
from hejie_platform.intake.facts.fields import Given
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan, Consent, EvidenceItem, Story
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Effect, Entry
from tests.platform.cast import Cast
from tests.platform.stories import intake

pytestmark = pytest.mark.django_db


def save_story(held: access.HeldCase, now: datetime, **values: object) -> None:
    held.case.refresh_from_db()
    actions.save_story(held, Given(values), seen_version=held.case.version, now=now, action_id=uuid.uuid4())


def test_an_application_begins_empty_and_belongs_to_its_borrower(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    assert (held.case.state, held.case.borrower, held.roles) == ("draft", cast.borrower, ("borrower",))
    assert held.case.parties.get().user == cast.borrower


def test_beginning_twice_with_one_click_begins_once(cast: Cast, now: datetime) -> None:
    click = uuid.uuid4()
    first = actions.open_application(cast.borrower, now=now, action_id=click)
    again = actions.open_application(cast.borrower, now=now, action_id=click)
    assert (first.subject, again.repeated) == (again.subject, True)


def test_the_story_keeps_cause_start_and_recovery_and_refuses_a_recovery_before_the_start(
    cast: Cast, now: datetime
) -> None:
    held = intake.draft_case(cast, now=now)
    save_story(held, now, cause="illness", since_on=date(2026, 8, 1), recovery_on=date(2027, 3, 1))
    with pytest.raises(Wrong) as refused:
        save_story(held, now, recovery_on=date(2026, 7, 1))

    story = Story.objects.get(case=held.case)
    assert refused.value.code == "recovery_before_start"
    assert (story.cause, story.since_on, story.recovery_on) == ("illness", date(2026, 8, 1), date(2027, 3, 1))


def test_a_saved_answer_leaves_one_entry_that_names_the_field_and_not_the_answer(
    cast: Cast, now: datetime
) -> None:
    held = intake.draft_case(cast, now=now)
    save_story(held, now, words="private words")
    entry = Entry.objects.get(verb="case.save")
    assert entry.facts["fields"] == ["words"]
    assert "private words" not in str(entry.facts)


def test_a_stale_page_saves_nothing(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    save_story(held, now, cause="illness")
    with pytest.raises(ActionRefused, match="stale"):
        actions.save_story(
            held, Given({"cause": "disaster"}), seen_version=0, now=now, action_id=uuid.uuid4()
        )
    assert Story.objects.get(case=held.case).cause == "illness"


def test_a_handed_in_application_is_not_edited(cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    with pytest.raises(steps.StepRefused) as refused:
        save_story(held, now, cause="disaster")
    assert refused.value.code == "step_not_now"


def test_handing_in_needs_the_four_things_and_then_goes_through(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    with pytest.raises(steps.StepRefused) as refused:
        hand_in(held, now)
    assert refused.value.code == "step_needs_papers"

    intake.tell_story(held, now=now)
    intake.add_loan(held, cast.bank, now=now)
    intake.consent(held, cast.bank, now=now)
    hand_in(held, now)
    held.case.refresh_from_db()
    assert (held.case.state, held.case.submitted_at) == ("submitted", now)
    assert "missing_budget" in Entry.objects.get(verb="case.submit").facts["missing"]


def hand_in(held: access.HeldCase, now: datetime, *, seen: bool = True) -> None:
    held.case.refresh_from_db()
    actions.submit(
        held, legal_notice_seen=seen, seen_version=held.case.version, now=now, action_id=uuid.uuid4()
    )


def test_handing_in_needs_the_notice_on_limitation_and_starts_the_period_anew(
    cast: Cast, now: datetime
) -> None:
    held = intake.filled_case(cast, now=now)
    with pytest.raises(steps.StepRefused) as refused:
        hand_in(held, now, seen=False)
    assert refused.value.code == "step_legal_notice_unseen"
    assert not Interruption.objects.exists()

    hand_in(held, now)
    assert Interruption.objects.get().kind == "case.submit"


def test_handing_in_owes_the_receipt_and_a_place_in_the_queue_and_starts_the_desk_clock(
    cast: Cast, now: datetime
) -> None:
    held = intake.submitted_case(cast, now=now)
    owed = set(Effect.objects.filter(entry__verb="case.submit").values_list("kind", flat=True))
    assert owed == {"send_receipt", "tell_reviewers"}
    assert held.case.clocks.get().rule == "review"


@pytest.mark.feature("A09")
def test_a_second_application_keeps_every_answer_and_asks_consent_anew(cast: Cast, now: datetime) -> None:
    before = intake.filled_case(cast, now=now)
    withdraw(before, now)
    later = now + timedelta(days=30)
    done = actions.open_application(cast.borrower, predecessor=before, now=later, action_id=uuid.uuid4())
    after = intake.hold(cast.borrower, done.subject, later)

    old, new = (queries.application(held.case, now=later) for held in (before, after))
    assert after.case.predecessor == before.case
    assert (new.story.cause, new.story.words) == (old.story.cause, old.story.words)
    assert new.wish.monthly_minor == old.wish.monthly_minor
    assert [(one.code, one.amount_minor) for one in new.budget] == [
        (one.code, one.amount_minor) for one in old.budget
    ]
    assert [one.balance_minor for one in new.loans] == [one.balance_minor for one in old.loans]
    assert [one.file_id for one in new.papers] == [one.file_id for one in old.papers]
    assert {one.ref for one in new.loans}.isdisjoint(one.ref for one in old.loans)
    assert {one.code for one in new.missing} == {"missing_consent"}


def withdraw(held: access.HeldCase, now: datetime) -> None:
    held.case.refresh_from_db()
    actions.withdraw(held, seen_version=held.case.version, now=now, action_id=uuid.uuid4())


def test_nobody_begins_with_the_answers_of_another(cast: Cast, now: datetime) -> None:
    mine = intake.filled_case(cast, now=now)
    with pytest.raises(access.NotHeld):
        actions.open_application(cast.other_borrower, predecessor=mine, now=now, action_id=uuid.uuid4())


def test_withdrawing_ends_the_talks_and_every_lender_is_told(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    withdraw(held, now)

    held.case.refresh_from_db()
    assert (held.case.state, held.case.reason) == ("closed", "withdrawn")
    assert {one.state for one in held.case.negotiations.order_by("id")} == {"ended"}
    assert Effect.objects.filter(entry__verb="case.withdraw", kind="tell_lender").count() == 2


def test_withdrawing_waits_while_an_agreement_stands(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    held.case.negotiations.filter(creditor=cast.bank).update(state="agreed")
    with pytest.raises(steps.StepRefused) as refused:
        withdraw(held, now)
    assert refused.value.code == "step_agreement_stands"


def test_loans_are_added_changed_and_taken_out(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    loan = intake.add_loan(held, cast.bank, now=now)
    change = Given(cleared=frozenset({"guarantor_name"}), unknown=frozenset({"annual_rate"}))
    intake._again(lambda *a, **k: actions.save_loan(a[0], loan, *a[1:], **k), held, change, now=now)
    loan.refresh_from_db()
    assert (loan.annual_rate, loan.unknown) == ("", ["annual_rate"])

    intake._again(lambda *a, **k: actions.remove_loan(a[0], loan, **k), held, now=now)
    with pytest.raises(access.NotHeld):
        access.loan_of(held, loan.ref)
    assert ClaimedLoan.objects.filter(pk=loan.pk).exists()


def test_a_loan_of_another_case_is_not_held(cast: Cast, now: datetime) -> None:
    mine = intake.draft_case(cast, now=now)
    theirs = intake.draft_case(cast, now=now, who=cast.other_borrower)
    loan = intake.add_loan(theirs, cast.bank, now=now)
    with pytest.raises(access.NotHeld):
        access.loan_of(mine, loan.ref)


def test_the_budget_keeps_what_is_typed_and_what_is_not_known(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    given = Given({"income_salary": 500_000}, unknown=frozenset({"essential_food"}))
    intake._again(actions.save_budget, held, given, now=now)
    intake._again(actions.save_budget, held, Given({"income_salary": 600_000}), now=now)

    kept = dict(
        BudgetAnswer.objects.filter(case=held.case).order_by("id").values_list("code", "amount_minor")
    )
    assert kept == {"income_salary": 600_000, "essential_food": None}
    intake._again(actions.save_budget, held, Given(cleared=frozenset({"essential_food"})), now=now)
    assert not BudgetAnswer.objects.filter(code="essential_food").exists()


def test_a_negative_budget_line_is_refused(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    with pytest.raises(Wrong) as refused:
        intake._again(actions.save_budget, held, Given({"income_salary": -1}), now=now)
    assert refused.value.code == "budget_amount_negative"


def test_a_budget_below_zero_is_an_outcome_and_no_error(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    assert queries.budget_of(held.case).made.outcome == "zero"
    intake._again(
        actions.save_budget, held, Given({"income_salary": 100_000, "essential_housing": 250_000}), now=now
    )
    made = queries.budget_of(held.case).made
    assert (made.outcome, made.disposable_minor) == ("negative", -150_000)


def test_consent_is_one_sheet_for_each_lender_and_ends_when_the_borrower_says_so(
    cast: Cast, now: datetime
) -> None:
    held = intake.draft_case(cast, now=now)
    intake.add_loan(held, cast.bank, now=now)
    intake.consent(held, cast.bank, now=now)
    intake.consent(held, cast.bank, now=now, items=("name_and_contact", "hardship", "own_loans"))
    sheet = Consent.objects.get(case=held.case, withdrawn_at__isnull=True)
    assert sheet.items == ["name_and_contact", "hardship", "own_loans"]

    intake._again(lambda *a, **k: actions.end_consent(a[0], sheet, **k), held, now=now)
    assert not Consent.objects.filter(case=held.case, withdrawn_at__isnull=True).exists()


def test_consent_is_refused_for_a_lender_of_no_loan_and_without_what_is_needed(
    cast: Cast, now: datetime
) -> None:
    held = intake.draft_case(cast, now=now)
    intake.add_loan(held, cast.bank, now=now)
    with pytest.raises(Wrong, match="consent_not_for_this_lender"):
        intake.consent(held, cast.microloan, now=now)
    with pytest.raises(Wrong, match="consent_item_needed"):
        intake.consent(held, cast.bank, now=now, items=("hardship",))


def test_a_guarantor_holds_no_application(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now)
    held.case.parties.create(user=cast.guarantor, role="guarantor", joined_at=now)
    with pytest.raises(access.NotHeld):
        access.application_for(cast.guarantor, held.case.ref, now=now)


def test_the_desk_holds_what_was_handed_in_and_no_draft(cast: Cast, now: datetime) -> None:
    draft = intake.draft_case(cast, now=now)
    sent = intake.submitted_case(cast, now=now, who=cast.other_borrower)
    with pytest.raises(access.NotHeld):
        access.desk_case_for(cast.reviewer, draft.case.ref, now=now)
    assert access.desk_case_for(cast.reviewer, sent.case.ref, now=now).roles == ("reviewer",)


def test_the_desk_reads_no_draft_that_was_left_and_what_was_handed_in_it_keeps(
    cast: Cast, now: datetime
) -> None:
    left = intake.filled_case(cast, now=now)
    sent = intake.submitted_case(cast, now=now, who=cast.other_borrower)
    for held in (left, sent):
        withdraw(held, now)
    with pytest.raises(access.NotHeld):
        access.desk_case_for(cast.reviewer, left.case.ref, now=now)
    assert access.desk_case_for(cast.reviewer, sent.case.ref, now=now).case.state == "closed"
    assert [row.case for row in queries.queue(cast.reviewer, filter_by="closed", now=now)] == [sent.case]


def test_nobody_reviews_their_own_case(cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now, who=cast.reviewer)
    with pytest.raises(access.NotHeld):
        access.desk_case_for(cast.reviewer, held.case.ref, now=now)


def test_the_papers_of_a_removed_case_are_not_copied_when_taken_back(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    paper = EvidenceItem.objects.filter(case=held.case, kind="income_statement").get()
    intake._again(lambda *a, **k: actions.remove_paper(a[0], paper, **k), held, now=now)
    held.case.refresh_from_db()
    missing = {one.code for one in queries.missing(held.case, day=date(2026, 11, 23))}
    assert missing == {"missing_paper_income_statement"}

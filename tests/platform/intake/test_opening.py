"""A lender opens cases: one by one and by file; what is opened twice is opened once; the code is for one person, once."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie.steps import StepRefused
from hejie_platform.agreements.access import row_for
from hejie_platform.cases.access import NotHeld, case_for
from hejie_platform.cases.models import Case, Clock
from hejie_platform.core.models import OutboxMessage
from hejie_platform.intake import access, actions
from hejie_platform.intake import queries as applications
from hejie_platform.intake.actions import Wrong
from hejie_platform.intake.facts import opening as facts
from hejie_platform.intake.models import ClaimedLoan, Invitation, OpeningFile
from hejie_platform.intake.queries import opening as queries
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.people.models import Membership, User
from tests.platform.cast import Cast, prove_identity, unproven
from tests.platform.stories import intake
from tests.platform.stories import opening as stories

pytestmark = [pytest.mark.django_db, pytest.mark.long]
new_id = uuid.uuid4


def work(now: datetime) -> None:
    Worker(name="test", now=lambda: now).run_all_due()


def confirm(cast: Cast, row: OpeningFile, *, now: datetime, sends: bool = False) -> None:
    actions.confirm_file(
        stories.desk(cast, now=now),
        OpeningFile.objects.get(pk=row.pk),
        sends=sends,
        now=now,
        action_id=new_id(),
    )
    work(now)


# --- one by one ------------------------------------------------------------------------------------


def test_a_case_that_a_lender_opens_has_nobody_in_it_and_a_clock(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    assert (row.case.state, row.case.borrower, row.case.opened_by) == ("invited", None, cast.bank)
    assert not row.case.parties.exists()
    assert not row.case.loans.exists()
    clock = Clock.objects.get(subject=row.case.id, rule="invitation")
    assert row.until == clock.due_at


def test_the_same_contract_is_opened_once_however_it_is_written(cast: Cast, now: datetime) -> None:
    stories.invited(cast, now=now, contract="HT-2026-1")
    with pytest.raises(Wrong) as refused:
        stories.invited(cast, now=now, contract="ht-2026 -1")
    assert refused.value.code == "opening_known"
    stories.invited(cast, now=now, contract="HT-2026-2")  # another contract is another case
    assert Case.objects.filter(state="invited").count() == 2


def test_two_lenders_may_have_contracts_of_the_same_number(cast: Cast, now: datetime) -> None:
    stories.invited(cast, now=now)
    other = stories.desk(cast, now=now, who=cast.other_officer, at=cast.microloan)
    actions.invite(other, stories.opening(), now=now, action_id=new_id())
    assert Case.objects.filter(state="invited").count() == 2


def test_a_double_click_opens_one_case(cast: Cast, now: datetime) -> None:
    key, desk = new_id(), stories.desk(cast, now=now)
    for _ in range(2):
        actions.invite(desk, stories.opening(), now=now, action_id=key)
    assert Case.objects.filter(state="invited").count() == 1


@pytest.mark.parametrize("who", ["other_officer", "borrower", "reviewer", "stranger"])
def test_nobody_but_the_inviting_desk_holds_an_invitation(cast: Cast, now: datetime, who: str) -> None:
    row = stories.invited(cast, now=now)
    assert access.invitation_for(cast.officer, row.ref, now=now).invitation == row
    with pytest.raises(NotHeld):
        access.invitation_for(getattr(cast, who), row.ref, now=now)


def test_the_database_holds_no_code(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    code = queries.code_of(row)
    (raw,) = Invitation.objects.filter(pk=row.pk).values_list("code_hash", flat=True)
    assert code not in raw
    assert facts.grouped(code) not in str(Entry.objects.values_list("facts"))
    assert queries.by_code(code) == row


# --- the message -----------------------------------------------------------------------------------


def test_what_is_sent_names_no_debt_no_lender_and_no_person(cast: Cast, now: datetime) -> None:
    stories.invited(cast, now=now, contact="139 0013 9000", sends=True, name="张三")
    work(now)
    (sent,) = OutboxMessage.objects.all()
    row = Invitation.objects.get()
    assert (sent.channel, sent.to) == ("sms", "+8613900139000")
    assert facts.grouped(queries.code_of(row)) in sent.text
    assert "12月" in sent.text
    code = queries.code_of(row)  # by chance, its letters and digits may hold the sum
    said = (sent.text + sent.subject).replace(facts.grouped(code), "").replace(code, "")
    for word in (
        cast.bank.name_zh,
        cast.bank.name_en,
        "张三",
        "56",
        "欠",
        "逾期",
        "债",
        "借款",
        stories.CONTRACT,
    ):
        assert word not in said
    assert row.sent_at == now


def test_nobody_is_written_to_at_night(cast: Cast, now: datetime) -> None:
    night = now + timedelta(hours=13)  # eleven at night in Shanghai
    stories.invited(cast, now=night, sends=True)
    work(night)
    assert not OutboxMessage.objects.exists()
    work(night + timedelta(hours=9))
    assert OutboxMessage.objects.count() == 1


def test_a_message_is_sent_again_three_times_a_day_and_no_more(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    for _ in range(3):
        actions.send_again(access.invitation_for(cast.officer, row.ref, now=now), now=now, action_id=new_id())
    with pytest.raises(Wrong) as refused:
        actions.send_again(access.invitation_for(cast.officer, row.ref, now=now), now=now, action_id=new_id())
    assert refused.value.code == "invitation_sent_often"
    tomorrow = now + timedelta(days=1, minutes=1)
    actions.send_again(
        access.invitation_for(cast.officer, row.ref, now=tomorrow), now=tomorrow, action_id=new_id()
    )


def test_a_retracted_invitation_is_sent_to_nobody(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, sends=True)
    held = access.invitation_for(cast.officer, row.ref, now=now)
    actions.retract(held, seen_version=row.case.version, now=now, action_id=new_id())
    work(now)
    assert not OutboxMessage.objects.exists()
    row.refresh_from_db()
    assert queries.state_of(row, now=now) == "retracted"
    assert row.case.state == "closed"


def test_what_ran_out_is_invited_anew_with_another_code(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    later = now + timedelta(days=31)
    held = access.invitation_for(cast.officer, row.ref, now=now)
    with pytest.raises(Wrong):
        actions.renew(held, now=now, action_id=new_id())  # it still stands
    Case.objects.filter(pk=row.case_id).update(state="closed", reason="time")
    done = actions.renew(
        access.invitation_for(cast.officer, row.ref, now=later), now=later, action_id=new_id()
    )
    fresh = queries.invitation_of(done.subject)
    assert queries.code_of(fresh) != queries.code_of(row)
    assert fresh.loan == row.loan
    assert queries.state_of(fresh, now=later) == "made"


# --- by file ---------------------------------------------------------------------------------------


@pytest.mark.whole_house  # a thousand rows; a few are opened on each database below
@pytest.mark.feature("A02")
def test_a_thousand_rows_are_opened_once_and_again_none(cast: Cast, now: datetime) -> None:
    data = stories.csv_file(1000, extra="nobody,,,HT-X,1,1,,\n13900000001,,,,1,1,,")
    row = stories.file_read(cast, data, now=now)
    assert (row.valid, row.bad) == (1000, 2)
    assert [(one["line"], one["field"], one["code"]) for one in row.faults] == [
        (1002, "contact", "opening_contact_wrong"),
        (1003, "contract_number", "opening_contract_missing"),
    ]
    assert not Case.objects.exists()  # nothing before it is confirmed
    confirm(cast, row, now=now)
    row.refresh_from_db()
    assert (row.taken, row.opened, row.known, row.done_at) == (1000, 1000, 0, now)
    assert Case.objects.filter(state="invited", opened_by=cast.bank).count() == 1000
    assert Entry.objects.filter(verb="case.invite").count() == 1000  # each case keeps a record of its own
    same = stories.file_read(cast, data, now=now)
    confirm(cast, same, now=now)
    same.refresh_from_db()
    assert (same.opened, same.known) == (0, 1000)
    assert Case.objects.count() == 1000


def test_a_file_that_is_half_done_goes_on_where_it_stopped(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hejie_platform.intake.actions import importing

    row = stories.file_read(cast, stories.csv_file(7), now=now)
    real, calls = importing.invite, []

    def dies(*given: Any, **more: Any) -> Any:
        calls.append(1)
        done = real(*given, **more)
        if len(calls) == 4:
            raise MemoryError  # the case is open, and the tick behind it is lost
        return done

    monkeypatch.setattr(importing, "invite", dies)
    confirm(cast, row, now=now)
    row.refresh_from_db()
    assert (row.taken, Case.objects.count(), row.done_at) == (3, 4, None)
    work(now + timedelta(hours=1))
    row.refresh_from_db()
    assert (row.taken, row.opened, row.known) == (7, 7, 0)
    assert Case.objects.count() == 7


def test_a_large_file_lets_others_have_their_turn(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hejie_platform.intake.actions import importing

    monkeypatch.setattr(importing, "AT_ONCE", 2)
    row = stories.file_read(cast, stories.csv_file(5), now=now)
    confirm(cast, row, now=now)
    assert Effect.objects.filter(kind="opening.open").count() == 3
    row.refresh_from_db()
    assert (row.opened, row.done_at) == (5, now)


def test_a_file_is_confirmed_once(cast: Cast, now: datetime) -> None:
    row = stories.file_read(cast, stories.csv_file(2), now=now)
    confirm(cast, row, now=now)
    with pytest.raises(Wrong) as refused:
        confirm(cast, row, now=now)
    assert refused.value.code == "opening_file_confirmed"


def test_who_left_the_lender_opens_no_more_cases(cast: Cast, now: datetime) -> None:
    row = stories.file_read(cast, stories.csv_file(2), now=now)
    actions.confirm_file(stories.desk(cast, now=now), row, sends=False, now=now, action_id=new_id())
    cast.officer.memberships.update(until_day=now.date() - timedelta(days=1))
    work(now)
    row.refresh_from_db()
    assert (Case.objects.count(), row.opened, row.done_at) == (0, 0, now)


def test_a_file_with_no_good_row_cannot_be_confirmed(cast: Cast, now: datetime) -> None:
    row = stories.file_read(cast, f"{stories.HEADER}\nx,,,A,1,1,,\n".encode(), now=now)
    with pytest.raises(Wrong):
        confirm(cast, row, now=now)


# --- joining ---------------------------------------------------------------------------------------


def test_the_borrower_joins_and_finds_the_lenders_words_as_a_first_answer(cast: Cast, now: datetime) -> None:
    held = stories.joined(cast, cast.stranger, now=now)
    assert (held.case.state, held.case.borrower, held.roles) == ("draft", cast.stranger, ("borrower",))
    loan = ClaimedLoan.objects.get(case=held.case)
    assert (loan.creditor, loan.balance_minor, loan.contract_number) == (
        cast.bank,
        5_600_000,
        stories.CONTRACT,
    )
    assert queries.first_told(held.case)[loan.pk].lender == cast.bank
    given = intake.Given({"balance_minor": 5_000_000})
    actions.save_loan(held, loan, given, seen_version=held.case.version, now=now, action_id=new_id())
    loan.refresh_from_db()
    row = Invitation.objects.get()
    assert loan.balance_minor == 5_000_000
    assert row.loan["balance_minor"] == 5_600_000


def test_the_lender_holds_nothing_of_the_case_after_the_borrower_joined(cast: Cast, now: datetime) -> None:
    held = stories.joined(cast, cast.stranger, now=now)
    assert case_for(cast.stranger, held.case.ref, now=now).case == held.case
    with pytest.raises(NotHeld):
        case_for(cast.officer, held.case.ref, now=now)


def test_a_code_works_once(cast: Cast, now: datetime) -> None:
    stories.joined(cast, cast.stranger, now=now)
    row = queries.by_code(queries.code_of(Invitation.objects.get()))
    assert row is not None
    with pytest.raises(Wrong) as refused:
        actions.join(cast.stranger, row, now=now, action_id=new_id())
    assert refused.value.code == "invitation_over"


def test_somebody_else_with_the_code_cannot_use_it(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, contact="nobody@example.org")
    with pytest.raises(Wrong) as refused:
        actions.join(stories.confirmed(cast.stranger), row, now=now, action_id=new_id())
    assert refused.value.code == "invitation_for_another"
    assert not row.case.parties.exists()


def test_an_address_that_was_not_confirmed_opens_nothing(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, contact="stranger@example.org")
    with pytest.raises(Wrong) as refused:
        actions.join(cast.stranger, row, now=now, action_id=new_id())
    assert refused.value.code == "invitation_for_another"
    actions.join(stories.confirmed(cast.stranger), row, now=now, action_id=new_id())


def test_who_has_another_number_now_is_known_by_the_proven_name(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, contact="13900139000", name="legal stranger")
    actions.join(cast.stranger, row, now=now, action_id=new_id())
    other = stories.invited(cast, now=now, contact="13900139000", name="legal stranger", contract="B")
    with pytest.raises(Wrong):
        actions.join(unproven(cast.stranger), other, now=now, action_id=new_id())


def test_identity_comes_before_joining(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    unproven(stories.confirmed(cast.stranger))
    with pytest.raises(Wrong) as refused:
        actions.join(cast.stranger, row, now=now, action_id=new_id())
    assert refused.value.code == "invitation_identity_first"
    prove_identity(cast.stranger, now=now)
    actions.join(cast.stranger, row, now=now, action_id=new_id())


def test_a_loan_that_is_in_a_case_of_theirs_already_is_not_taken_twice(cast: Cast, now: datetime) -> None:
    held = intake.draft_case(cast, now=now, who=stories.confirmed(cast.stranger))
    intake.add_loan(held, cast.bank, now=now, contract_number=stories.CONTRACT)
    row = stories.invited(cast, now=now)
    with pytest.raises(Wrong) as refused:
        actions.join(cast.stranger, row, now=now, action_id=new_id())
    assert refused.value.code == "invitation_loan_here"


def test_saying_no_ends_it_and_is_all_that_the_lender_hears(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    actions.decline_invitation(stories.confirmed(cast.stranger), row, now=now, action_id=new_id())
    row.refresh_from_db()
    assert queries.state_of(row, now=now) == "declined"
    with pytest.raises(Wrong):
        actions.join(cast.stranger, row, now=now, action_id=new_id())


def test_after_the_review_the_talks_with_the_lender_that_opened_begin(cast: Cast, now: datetime) -> None:
    held = stories.joined(cast, cast.stranger, now=now)
    intake.tell_story(held, now=now)
    intake.hand_in_papers(held, now=now)
    loan = ClaimedLoan.objects.get(case=held.case)
    told = {name: value for name, value in intake.LOAN.items() if name != "contract_number"}
    intake._again(actions.save_loan, held, loan, intake.Given(told), now=now)
    intake._again(
        actions.save_budget,
        held,
        intake.Given({"income_salary": 680_000, "essential_housing": 220_000}),
        now=now,
    )
    wish = {"monthly_minor": 150_000, "instalments": 36, "wants_penalty_waived": True}
    intake._again(actions.save_wish, held, intake.Given(wish), now=now)
    intake.consent(held, cast.bank, now=now)
    held.case.refresh_from_db()
    actions.submit(held, legal_notice_seen=True, seen_version=held.case.version, now=now, action_id=new_id())
    desk = intake.at_desk(cast, held, now=now)
    actions.admit(
        desk,
        parties_confirmed=True,
        content_confirmed=True,
        cause=intake.CAUSE,
        track="ability",
        seen_version=desk.case.version,
        now=now,
        action_id=new_id(),
    )
    talks = intake.negotiation_with(held, cast.bank)
    assert talks.state == "waiting"
    assert loan.pk in talks.loans.values_list("pk", flat=True)


def test_the_officer_may_not_join_the_case_that_the_officer_opened(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, contact=str(stories.confirmed(cast.officer).email))
    with pytest.raises((Wrong, StepRefused)):
        actions.join(cast.officer, row, now=now, action_id=new_id())


def test_who_has_joined_does_not_decline_any_more_from_a_page_that_was_open_before(
    cast: Cast, now: datetime
) -> None:
    row = stories.invited(cast, now=now, contact=str(stories.confirmed(cast.borrower).email))
    before = Invitation.objects.select_related("case", "lender", "made_by").get(pk=row.pk)
    actions.join(cast.borrower, row, now=now, action_id=new_id())
    with pytest.raises(Wrong, match="invitation_over"):
        actions.decline_invitation(cast.borrower, before, now=now, action_id=new_id())
    assert Invitation.objects.get(pk=row.pk).declined_at is None


# --- once more -------------------------------------------------------------------------------------


def invited_again(person: User, case: Case, *, now: datetime) -> Case:
    """A lender's staff invite the borrower of an earlier case to a new one."""
    held = row_for(person, "case", case.ref, now=now)
    done = actions.invite_again(held, case, note="请再商量", now=now, action_id=new_id())
    return Case.objects.get(pk=done.subject)


def test_who_works_for_two_lenders_invites_again_for_the_one_of_the_case(cast: Cast, now: datetime) -> None:
    before = intake.open_case(cast, now=now, creditors=(cast.microloan,)).case
    Membership.objects.create(
        user=cast.other_officer, organisation=cast.bank, role="officer", from_day=now.date()
    )
    case = invited_again(cast.other_officer, before, now=now)
    assert case.opened_by == cast.microloan
    assert Invitation.objects.get(case=case).lender == cast.microloan


def test_an_invitation_that_waits_has_no_answers_to_begin_an_application_with(
    cast: Cast, now: datetime
) -> None:
    before = intake.declined_case(cast, now=now, creditors=(cast.bank,)).case
    Case.objects.filter(pk=before.pk).update(opened_by=cast.bank)
    invited_again(cast.officer, Case.objects.get(pk=before.pk), now=now + timedelta(days=1))
    assert applications.answers_of(cast.borrower) == before


def test_the_desk_reads_no_case_that_nobody_has_joined(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    held = access.invitation_for(cast.officer, row.ref, now=now)
    actions.retract(held, seen_version=row.case.version, now=now, action_id=new_id())
    row.case.refresh_from_db()
    assert row.case.state == "closed"
    with pytest.raises(NotHeld):
        access.desk_case_for(cast.reviewer, row.case.ref, now=now)
    sent = intake.submitted_case(cast, now=now).case
    assert access.desk_case_for(cast.reviewer, sent.ref, now=now).roles == ("reviewer",)

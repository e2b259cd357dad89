"""Reminders come three days before a payment and on its day, once each, and never for what is paid or claimed."""

from datetime import date, datetime, timedelta

import pytest

from hejie_platform.agreements.actions import set_reminder_days
from hejie_platform.agreements.facts import keeping, terms
from hejie_platform.agreements.models import Agreement, Obligation
from hejie_platform.cases.models import Party
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Entry
from hejie_platform.notices import queries, reminders
from tests.platform.cast import Cast
from tests.platform.stories import agreements, negotiation, opening

pytestmark = pytest.mark.django_db
DUE = date(2026, 12, 20)


def CHAPTER(cast: Cast, now: datetime) -> Obligation:
    """The first instalment of an agreement in force."""
    story = agreements.accepted(negotiation.waiting(cast, now=now), now=now)
    agreement = agreements.agreement_of(story)
    Agreement.objects.update(state="effective")
    return Obligation.objects.create(
        agreement=agreement,
        number=1,
        side="borrower",
        kind="instalment",
        code="duty_pay_instalment",
        due_on=DUE,
        amount_minor=150_000,
        state="open",
        created_at=now,
    )


@pytest.fixture
def duty(told: Obligation) -> Obligation:
    return told


def nine_o_clock(now: datetime, day: date) -> datetime:
    return now.replace(year=day.year, month=day.month, day=day.day, hour=1, minute=0)


def reminded(cast: Cast, now: datetime, days_before: int) -> int:
    """How many reminders the borrower has after the morning that lies so many days before the due day."""
    morning = nine_o_clock(now, DUE - timedelta(days=days_before))
    reminders.remind(morning)
    Worker(name="w", now=lambda: morning).run_all_due()
    return sum(one.notice.code == reminders.CODE for one in queries.notices_of(cast.borrower))


@pytest.mark.feature("H02")
def test_reminders_come_on_the_agreed_days_and_once_each(duty: Obligation, cast: Cast, now: datetime) -> None:
    counted = [reminded(cast, now, days) for days in (4, 3, 3, 2, 1, 0, 0, -1)]
    assert counted == [0, 1, 1, 1, 1, 2, 2, 2]
    assert Entry.objects.filter(verb="obligation.remind").count() == 2


def test_a_reminder_that_was_missed_comes_the_next_morning(
    duty: Obligation, cast: Cast, now: datetime
) -> None:
    assert reminded(cast, now, 1) == 1


@pytest.mark.parametrize("state", ["claimed", "done", "released"])
def test_what_is_paid_claimed_or_released_is_never_reminded(
    state: str, duty: Obligation, cast: Cast, now: datetime
) -> None:
    Obligation.objects.update(state=state)
    assert [reminded(cast, now, days) for days in (3, 0)] == [0, 0]


def test_an_agreement_that_is_not_in_force_reminds_of_nothing(
    duty: Obligation, cast: Cast, now: datetime
) -> None:
    Agreement.objects.update(state="ended", reason="completed")
    assert reminded(cast, now, 0) == 0


def test_the_lender_is_not_reminded_of_the_borrowers_payment(
    duty: Obligation, cast: Cast, now: datetime
) -> None:
    reminded(cast, now, 3)
    assert reminders.CODE not in [one.notice.code for one in queries.notices_of(cast.officer)]


def test_who_chose_other_days_is_reminded_on_those_and_on_no_other(
    duty: Obligation, cast: Cast, now: datetime
) -> None:
    set_reminder_days(cast.borrower, days=[7, 0, 99])
    assert [reminded(cast, now, days) for days in (8, 7, 3, 1, 0)] == [0, 1, 1, 1, 2]


def test_who_wants_no_reminders_gets_none(duty: Obligation, cast: Cast, now: datetime) -> None:
    set_reminder_days(cast.borrower, days=[])
    assert [reminded(cast, now, days) for days in (3, 0)] == [0, 0]


def test_before_the_days_of_grace_end_there_is_one_last_word(
    duty: Obligation, cast: Cast, now: datetime
) -> None:
    def said(days_after: int) -> int:
        reminded(cast, now, -days_after)
        return sum(one.notice.code == reminders.GRACE for one in queries.notices_of(cast.borrower))

    grace = terms.rule_of(terms.terms_of(duty.agreement)).grace_days
    assert [said(days) for days in (0, grace - 2, grace - 1, grace, grace + 1)] == [0, 0, 1, 1, 1]


def test_what_was_paid_late_is_not_reminded_of_its_grace(duty: Obligation, cast: Cast, now: datetime) -> None:
    Obligation.objects.update(state="done")
    grace = terms.rule_of(terms.terms_of(duty.agreement)).grace_days
    reminded(cast, now, -grace)
    assert not any(one.notice.code == reminders.GRACE for one in queries.notices_of(cast.borrower))


def test_a_guarantor_is_reminded_of_the_loans_they_stand_for_and_of_no_other(
    duty: Obligation, cast: Cast, now: datetime
) -> None:
    """Who stands for a loan of one lender learns nothing of the agreement with another."""
    talks = duty.agreement.negotiation
    opening.stand_for(cast.guarantor, talks.case, lender=talks.creditor, now=now)
    elsewhere = Party.objects.create(
        case=talks.case, user=cast.stranger, role="guarantor", joined_at=now
    )  # their loan is of other talks
    assert reminded(cast, now, 3) == 1
    assert reminders.CODE in [one.notice.code for one in queries.notices_of(cast.guarantor)]
    assert queries.notices_of(elsewhere.user) == []
    told = [
        one.payload["to"] for one in keeping.news(duty.agreement, "payment.prove", side="borrower", now=now)
    ]
    assert told == [str(cast.borrower.pk), str(cast.guarantor.pk)]

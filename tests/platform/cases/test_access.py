"""Nobody sits on two sides of one table, and who has left holds nothing any more."""

from datetime import date, datetime

import pytest

from hejie_platform.cases import access
from hejie_platform.cases.models import Case, Mediation, Negotiation, Party
from hejie_platform.people.models import Membership, Organisation, User
from tests.platform.cast import Cast
from tests.platform.stories.opening import stand_for

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Negotiation:
    case = Case.objects.create(borrower=cast.borrower, state="open", created_at=now, submitted_at=now)
    Party.objects.create(case=case, user=cast.borrower, role="borrower", joined_at=now)
    row = Negotiation.objects.create(case=case, creditor=cast.bank, state="talking", created_at=now)
    mediation = Mediation.objects.create(
        case=case, body=cast.body, mediator=cast.mediator, state="open", created_at=now
    )
    mediation.negotiations.add(row)
    return row


@pytest.fixture
def talks(told: Negotiation) -> Negotiation:
    return told


def works_at(user: User, at: Organisation, role: str) -> None:
    Membership.objects.create(user=user, organisation=at, role=role, from_day=date(2026, 1, 1))


def roles(person: User, talks: Negotiation, now: datetime) -> tuple[str, ...]:
    return access.negotiation_for(person, talks.ref, now=now).roles


def test_a_borrower_who_works_for_the_lender_is_only_the_borrower(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    works_at(cast.borrower, cast.bank, "officer")
    works_at(cast.borrower, cast.bank, "checker")
    held = access.negotiation_for(cast.borrower, talks.ref, now=now)
    assert held.roles == ("borrower",)
    assert held.acting("obligation", "confirm").role == "borrower", "nobody confirms their own payment"
    assert roles(cast.officer, talks, now) == ("officer",)


def test_a_reviewer_does_not_work_on_their_own_case(talks: Negotiation, cast: Cast, now: datetime) -> None:
    works_at(cast.borrower, cast.platform, "reviewer")
    assert access.case_for(cast.borrower, talks.case.ref, now=now).roles == ("borrower",)
    assert access.case_for(cast.reviewer, talks.case.ref, now=now).roles == ("reviewer",)


def test_who_left_the_borrowers_side_does_not_come_back_through_another_door(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    works_at(cast.guarantor, cast.bank, "officer")
    talks.loans.create(case=talks.case, creditor=cast.bank)
    party = stand_for(cast.guarantor, talks.case, now=now)
    assert roles(cast.guarantor, talks, now) == ("guarantor",)
    Party.objects.filter(pk=party.pk).update(left_at=now)
    with pytest.raises(access.NotHeld):
        roles(cast.guarantor, talks, now)


def test_a_lenders_officer_reads_no_case_as_the_platforms_reviewer(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    works_at(cast.officer, cast.platform, "reviewer")
    works_at(cast.other_officer, cast.platform, "operator")
    for person in (cast.officer, cast.other_officer):
        with pytest.raises(access.NotHeld):
            access.case_for(person, talks.case.ref, now=now)
        assert not access.cases_for_staff(person, now=now).exists()
    assert roles(cast.officer, talks, now) == ("officer",)
    assert access.cases_for_staff(cast.reviewer, now=now).exists()


def test_a_mediator_who_works_for_the_creditor_is_no_neutral(
    talks: Negotiation, cast: Cast, now: datetime
) -> None:
    assert roles(cast.mediator, talks, now) == ("mediator",)
    works_at(cast.mediator, cast.bank, "officer")
    assert roles(cast.mediator, talks, now) == ("officer",)


def test_a_membership_that_ended_opens_nothing(talks: Negotiation, cast: Cast, now: datetime) -> None:
    Membership.objects.filter(user=cast.officer).update(until_day=date(2026, 11, 22))
    with pytest.raises(access.NotHeld):
        roles(cast.officer, talks, now)

"""An invitation taken up by a helper for the person who was invited: the same case, confirmed as in any help."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hejie_platform.cases.models import Assistance, Case, Party
from hejie_platform.intake import access, actions
from hejie_platform.intake.actions import assisting
from hejie_platform.intake.actions.taking_up import take_up
from hejie_platform.intake.facts.inviting import state_of
from hejie_platform.intake.models import Invitation
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast, prove_identity
from tests.platform.stories import circumstances as stories
from tests.platform.stories import intake
from tests.platform.stories import opening as opened

pytestmark = pytest.mark.django_db
PHONE = "+8613900000007"
SPOKEN = assisting.Agreed("spoken", "本人口头同意，上午十点")
new_id = stories.new_id


def CHAPTER(cast: Cast, now: datetime) -> Invitation:
    return opened.invited(cast, now=now, contact=PHONE)


def taken_up(cast: Cast, row: Invitation, *, now: datetime, **other: Any) -> stories.Helped:
    """The operator takes it up for the person who phones."""
    told = {"phone": PHONE, "name": "林秀", "language": "zh-hans", "channel": "phone", "agreed": SPOKEN}
    done = take_up(cast.operator, row, **(told | other), now=now, action_id=new_id())
    case = Case.objects.select_related("borrower").get(pk=done.subject)
    return stories.Helped(case.ref, case.borrower, cast.operator)


def test_a_helper_takes_an_invitation_up_and_the_lenders_words_stand_there_to_be_read_back(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    helped = taken_up(cast, told, now=now)
    case = helped.held(now).case
    told.refresh_from_db()
    assert (case.pk, case.state, helped.person.phone) == (told.case_id, "draft", PHONE)
    assert (state_of(told, now=now), told.joined_by) == ("joined", helped.person)
    assert case.loans.get().contract_number == opened.CONTRACT
    assert set(Party.objects.filter(case=case, left_at=None).values_list("user", "role")) >= {
        (helped.person.pk, "borrower"),
        (cast.operator.pk, "representative"),
    }
    entry = Entry.objects.get(verb="case.join")
    assert (entry.actor, entry.on_behalf_of, entry.facts["assisted"]) == (
        cast.operator,
        helped.person,
        "phone",
    )
    stories.worked(now)
    assert Notice.objects.filter(person=cast.officer).exists()


def test_what_was_taken_up_is_handed_in_only_after_the_person_confirmed_it(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    helped = taken_up(cast, told, now=now)
    prove_identity(helped.person, now=now)
    stories.written_down(cast, helped, now=now)
    given = {"legal_notice_seen": True, "seen_version": None, "now": now}
    with pytest.raises(ActionRefused, match="assisted_not_confirmed"):
        actions.submit(helped.held(now), **given, action_id=new_id())
    stories.confirmed(helped, now=now)
    actions.submit(helped.held(now), **given, action_id=new_id())
    assert Case.objects.get(ref=helped.ref).state == "submitted"


def test_an_invitation_is_taken_up_for_the_invited_number_alone(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    with pytest.raises(ActionRefused, match="assisted_not_invited"):
        taken_up(cast, told, now=now, phone="+8613900000008")
    assert (Case.objects.get(pk=told.case_id).state, told.case.borrower) == ("invited", None)
    assert not Assistance.objects.filter(case=told.case).exists()
    assert taken_up(cast, told, now=now).ref == told.case.ref


def test_somebody_invited_by_mail_is_helped_under_the_number_of_the_account_that_proves_it(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    by_mail = opened.invited(cast, now=now, contact=str(cast.stranger.email), contract="HT-2")
    cast.stranger.phone = "+8613900000009"
    cast.stranger.save(update_fields=["phone"])
    with pytest.raises(ActionRefused, match="assisted_not_invited"):
        taken_up(cast, by_mail, now=now, phone="+8613900000009")
    opened.confirmed(cast.stranger)
    assert taken_up(cast, by_mail, now=now, phone="+8613900000009").person == cast.stranger


def test_an_invitation_that_is_over_or_used_is_not_taken_up(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    late = told.until + timedelta(seconds=1)
    with pytest.raises(ActionRefused, match="invitation_over"):
        taken_up(cast, told, now=late)
    taken_up(cast, told, now=now)
    told.refresh_from_db()
    with pytest.raises(ActionRefused, match="invitation_over"):
        taken_up(cast, told, now=now)


def test_a_loan_that_is_in_a_case_of_theirs_already_is_not_opened_twice(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    helped = stories.assisted(cast, now=now)
    actions.add_loan(
        helped.held(now),
        actions.Given({**intake.LOAN, "creditor": cast.bank, "contract_number": opened.CONTRACT}),
        seen_version=None,
        now=now,
        action_id=new_id(),
    )
    Invitation.objects.filter(pk=told.pk).update(contact=stories.PHONE)
    told.refresh_from_db()
    with pytest.raises(ActionRefused, match="assisted_loan_here"):
        taken_up(cast, told, now=now, phone=stories.PHONE)


def test_the_person_goes_on_alone_from_what_was_taken_up_and_the_helper_is_out(
    cast: Cast, told: Invitation, now: datetime
) -> None:
    helped = taken_up(cast, told, now=now)
    own = access.application_for(helped.person, helped.ref, now=now)
    assisting.go_on_alone(own, helped.help(), seen_version=None, now=now, action_id=new_id())
    with pytest.raises(access.NotHeld):
        access.application_for(cast.operator, helped.ref, now=now)
    assert own.case.loans.get().contract_number == opened.CONTRACT


def test_nothing_is_taken_up_without_consent(cast: Cast, told: Invitation, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="assisted_needs_consent"):
        taken_up(cast, told, now=now, agreed=assisting.Agreed("spoken", " "))

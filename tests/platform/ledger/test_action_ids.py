"""An action id counts for the person who brought it and for the act it was brought for, and for nobody and nothing else."""

import uuid
from datetime import datetime

import pytest

from hejie_platform.agreements.actions import take_plain_step
from hejie_platform.cases import access
from hejie_platform.cases.models import Case, Hold, Party
from hejie_platform.ledger import queries
from hejie_platform.ledger.actions import Done
from hejie_platform.ledger.models import Entry
from hejie_platform.people.models import User
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Case:
    row = Case.objects.create(borrower=cast.borrower, state="open", created_at=now, submitted_at=now)
    Party.objects.create(case=row, user=cast.borrower, role="borrower", joined_at=now)
    return row


@pytest.fixture
def case(told: Case) -> Case:
    return told


def held(case: Case, person: User, now: datetime) -> access.HeldCase:
    return access.case_for(person, case.ref, now=now)


def flag(hands: access.HeldCase, *, seen_version: int, now: datetime, action_id: uuid.UUID) -> Done:
    return take_plain_step(
        hands, hands.case, "flag_vulnerable", seen_version=seen_version, now=now, action_id=action_id
    )


def test_the_same_person_repeating_the_same_act_gets_the_first_result(
    case: Case, cast: Cast, now: datetime
) -> None:
    key = uuid.uuid4()
    hands = held(case, cast.supervisor, now)
    first = flag(hands, seen_version=0, now=now, action_id=key)
    again = flag(hands, seen_version=0, now=now, action_id=key)
    assert (again.entry, again.repeated) == (first.entry, True)


def test_somebody_elses_action_id_does_not_hand_out_their_result(
    case: Case, cast: Cast, now: datetime
) -> None:
    key = uuid.uuid4()
    first = flag(held(case, cast.supervisor, now), seen_version=0, now=now, action_id=key)
    mine = held(case, cast.reviewer, now)
    own = flag(mine, seen_version=mine.case.version, now=now, action_id=key)
    assert (own.repeated, own.entry.actor) == (False, cast.reviewer)
    assert own.entry != first.entry
    assert flag(mine, seen_version=0, now=now, action_id=key).entry == own.entry
    assert Entry.objects.filter(subject=case.id).count() == 2


def test_an_action_id_of_one_act_does_not_stand_for_another(case: Case, cast: Cast, now: datetime) -> None:
    key = uuid.uuid4()
    hands = held(case, cast.supervisor, now)
    flag(hands, seen_version=0, now=now, action_id=key)
    other = take_plain_step(
        hands, hands.case, "place_hold", reason="death", seen_version=None, now=now, action_id=key
    )
    assert (other.repeated, other.entry.verb) == (False, "case.place_hold")
    assert Hold.objects.filter(case=case).count() == 1
    assert list(queries.broken_places()) == []

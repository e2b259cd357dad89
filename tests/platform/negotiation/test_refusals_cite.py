"""A refusal cites a reason of the lender's policy in force on that very day, or it is none."""

import uuid
from datetime import date, datetime, timedelta

import pytest

from hejie import rules
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.lenders import access
from hejie_platform.lenders import actions as lenders
from hejie_platform.negotiation import actions
from hejie_platform.negotiation.models import Request
from tests.platform.cast import DAY, Cast
from tests.platform.stories import negotiation as story

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=10)


def refuse(talks: story.Story, code: str, now: datetime) -> None:
    held = talks.officers(now)
    actions.refuse_curable(
        held,
        code=code,
        words="请补充",
        seen_version=held.negotiation.version,
        now=now,
        action_id=uuid.uuid4(),
    )


def publish_without(cast: Cast, code: str, *, from_day: date, now: datetime) -> None:
    """A second version of the bank's policy, without that reason, from a later day."""
    mapping = rules.example_policy("example_bank")
    mapping["policy"] |= {"version": "2", "from": from_day.isoformat()}
    refusals = mapping["published"]["refusals"]
    mapping["published"]["refusals"] = [one for one in refusals if one["code"] != code]
    desk = access.lender_for(cast.officer, cast.bank.ref, now=now)
    lenders.write_policy(desk, mapping=mapping, now=now, action_id=uuid.uuid4())
    desk = access.lender_for(cast.checker, cast.bank.ref, now=now)
    lenders.publish_policy(desk, number=2, now=now, action_id=uuid.uuid4())


@pytest.mark.parametrize("code", ["we_do_not_like_it", "", "refusals.income_unclear", "INCOME_UNCLEAR"])
def test_a_reason_that_no_policy_publishes_is_refused_and_one_that_it_does_is_taken(
    cast: Cast, now: datetime, code: str
) -> None:
    talks = story.waiting(cast, now=now, creditors=[cast.bank])
    with pytest.raises(ActionRefused, match="refusal_not_in_policy"):
        refuse(talks, code, now)
    assert not Request.objects.exists()
    refuse(talks, "income_unclear", now)
    assert Request.objects.get().policy_version == 1


def test_a_reason_of_an_older_version_holds_to_its_last_day_and_not_beyond(cast: Cast, now: datetime) -> None:
    before, after = (story.waiting(cast, now=now, creditors=[cast.bank]) for _ in range(2))
    publish_without(cast, "income_unclear", from_day=LATER, now=now)
    refuse(before, "income_unclear", now + timedelta(days=9))
    with pytest.raises(ActionRefused, match="refusal_not_in_policy"):
        refuse(after, "income_unclear", now + timedelta(days=10))
    refuse(after, "evidence_missing", now + timedelta(days=10))
    assert [*Request.objects.order_by("id").values_list("policy_version", flat=True)] == [1, 2]

"""A lender's policy: written by one, published by another, in force on its days, its private part its own."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from hejie import rules, texts
from hejie_platform.ledger.actions import ActionRefused
from hejie_platform.ledger.models import Entry
from hejie_platform.lenders import access, actions, queries
from hejie_platform.lenders.models import PolicyVersion
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import Membership
from hejie_platform.web.notices import targets
from tests.platform.cast import Cast
from tests.platform.stories import abroad
from tests.platform.stories import negotiation as story

pytestmark = pytest.mark.django_db


def policy(**header: object) -> dict[str, Any]:
    mapping = rules.example_policy("example_bank")
    mapping["policy"] |= header
    return mapping


def write(cast: Cast, now: datetime, mapping: dict[str, Any] | None = None) -> None:
    desk = access.lender_for(cast.officer, cast.bank.ref, now=now)
    actions.write_policy(desk, mapping=mapping or policy(), now=now, action_id=uuid.uuid4())


def publish(cast: Cast, person: Any, now: datetime, number: int = 1) -> None:
    desk = access.lender_for(person, cast.bank.ref, now=now)
    actions.publish_policy(desk, number=number, now=now, action_id=uuid.uuid4())


@pytest.mark.feature("N05")
def test_what_is_written_is_in_force_only_after_a_second_person_published_it(
    cast: Cast, now: datetime
) -> None:
    write(cast, now)
    assert queries.policy_on(cast.bank, now.date()) is None
    with pytest.raises(ActionRefused, match="policy_needs_checker"):
        publish(cast, cast.officer, now)

    publish(cast, cast.checker, now)
    assert queries.policy_version_on(cast.bank, now.date()).approved_by == cast.checker


def test_nobody_publishes_their_own_writing(cast: Cast, now: datetime) -> None:
    Membership.objects.create(
        user=cast.officer, organisation=cast.bank, role="checker", from_day=date(2026, 1, 1)
    )
    write(cast, now)
    with pytest.raises(ActionRefused, match="policy_own_writing"):
        publish(cast, cast.officer, now)
    assert queries.policy_on(cast.bank, now.date()) is None


def test_every_fault_of_a_policy_comes_back_at_once_and_nothing_is_kept(cast: Cast, now: datetime) -> None:
    mapping = policy()
    del mapping["published"]["response_working_days"]
    mapping["published"]["levers"]["annual_rate"]["step"] = "0"
    mapping["published"]["refusals"][0]["cure"] = ""
    with pytest.raises(texts.Faulty) as faulty:
        write(cast, now, mapping)
    assert len(faulty.value.faults) >= 3
    assert not PolicyVersion.objects.exists()


def test_a_policy_beyond_a_blocking_rule_is_not_kept(cast: Cast, now: datetime) -> None:
    mapping = policy()
    mapping["published"]["levers"]["annual_rate"]["most"] = "0.5"
    with pytest.raises(texts.Faulty, match="policy_breaks_rule"):
        write(cast, now, mapping)


def test_a_policy_of_another_kind_of_lender_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="policy_other_lender_type"):
        write(cast, now, rules.example_policy("example_microloan"))


@pytest.mark.feature("N03")
def test_a_decision_cites_the_version_in_force_on_its_day(cast: Cast, now: datetime) -> None:
    later = now + timedelta(days=10)
    write(cast, now)
    publish(cast, cast.checker, now)
    write(cast, now, policy(version="2", **{"from": later.date().isoformat()}))
    publish(cast, cast.checker, now, number=2)

    assert queries.policy_version_on(cast.bank, now.date()).number == 1
    assert queries.policy_version_on(cast.bank, later.date()).number == 2
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    first = story.offer_put(talks, now=now)
    second = story.offer_put(talks, now=later, offered=story.package(talks, now=later, instalments=48))
    assert [offer.determination.policy_version.split()[-1] for offer in (first, second)] == ["1", "2"]


@pytest.mark.feature("N03")
def test_how_much_each_level_may_grant_alone_comes_from_the_private_part(cast: Cast, now: datetime) -> None:
    write(cast, now)
    publish(cast, cast.checker, now)
    pack = queries.policy_on(cast.bank, now.date())
    claimed = {"overdue_principal": 5_000_000, "penalty_interest": 60_000}
    assert pack.may_grant("officer", claimed=claimed, waive={"penalty_interest": 30_000})
    assert not pack.may_grant("officer", claimed=claimed, waive={"penalty_interest": 30_001})
    assert pack.may_grant("checker", claimed=claimed, waive={"penalty_interest": 60_000})
    assert not pack.may_grant("officer", claimed={"overdue_principal": 10_000_001}, waive={})


def test_the_private_part_is_sealed_in_the_database_and_absent_from_the_record(
    cast: Cast, now: datetime
) -> None:
    write(cast, now)
    row = PolicyVersion.objects.extra(select={"sealed": "private"}).get()
    assert b"least_recovery_share" not in bytes(row.sealed)
    assert row.private["least_recovery_share"] == "0.8"
    assert "0.8" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_only_the_lenders_own_staff_hold_its_desk(cast: Cast, now: datetime) -> None:
    for person in (cast.other_officer, cast.borrower, cast.reviewer, cast.stranger):
        with pytest.raises(access.NotHeld):
            access.lender_for(person, cast.bank.ref, now=now)
    assert access.lender_for(cast.checker, cast.bank.ref, now=now).roles == ("checker",)


def _told(person: Any) -> list[tuple[str, int]]:
    """What somebody was told of policies, and about which version."""
    rows = Notice.objects.filter(person=person, code__startswith="policy_").order_by("created_at", "id")
    return [(row.code, row.facts["number"]) for row in rows]


def test_the_second_person_hears_that_a_policy_waits_and_the_first_what_became_of_it(
    cast: Cast, now: datetime
) -> None:
    write(cast, now)
    story.worked(now)
    assert (_told(cast.checker), _told(cast.officer)) == ([("policy_waits", 1)], [])
    desk = access.lender_for(cast.checker, cast.bank.ref, now=now)
    actions.return_policy(desk, number=1, words="利率有误", now=now, action_id=uuid.uuid4())
    write(cast, now)
    publish(cast, cast.checker, now, number=2)
    story.worked(now)
    assert _told(cast.officer) == [("policy_returned", 1), ("policy_published", 2)]
    assert _told(cast.checker) == [("policy_waits", 1), ("policy_waits", 2)]
    for stranger in (cast.other_officer, cast.borrower, cast.operator):
        assert _told(stranger) == []
    newest = Notice.objects.filter(person=cast.officer).latest("created_at", "id")
    assert targets.of(newest) == reverse("lender:policy")


def test_a_checker_who_wrote_it_is_not_asked_to_publish_it(cast: Cast, now: datetime) -> None:
    Membership.objects.create(
        user=cast.officer, organisation=cast.bank, role="checker", from_day=date(2026, 1, 1)
    )
    write(cast, now)
    story.worked(now)
    assert _told(cast.officer) == []
    assert _told(cast.checker) == [("policy_waits", 1)]


def test_a_policy_of_another_country_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(ActionRefused, match="policy_other_country"):
        write(cast, now, abroad.policy_of("uk"))

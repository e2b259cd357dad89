"""Whose turn it is once a checker has agreed: the lender's desk knows, the borrower learns nothing of it."""

from datetime import datetime

import pytest
from django.urls import reverse

from hejie_platform.agreements import actions as agreements
from hejie_platform.cases.models import PendingAct
from hejie_platform.core import clock
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.models import Offer
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
new_id = story.new_id


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.facts_agreed(story.waiting(cast, now=now), now=now)


@pytest.fixture(autouse=True)
def the_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def approve(talks: story.Story, act: PendingAct, now: datetime) -> None:
    version = talks.row().version
    given = {"ref": act.ref, "terms_hash": act.terms_hash, "seen_version": version}
    actions.approve_act(talks.checkers(now), **given, now=now, action_id=new_id())


def turns(talks: story.Story) -> tuple[str, str]:
    """For the lender's eyes, and for everybody's."""
    found = talks.talks()
    return queries.desk_turn(found).code, queries.turn(found).code


def accepted_beyond_authority(talks: story.Story, now: datetime) -> PendingAct:
    """The officer accepts more than an officer may grant: it waits."""
    wish = story.package(talks, now=now, instalments=60, waive={"penalty_interest": 60_000})
    offer = story.offer_put(talks, side="borrower", now=now, offered=wish)
    agreements.accept_offer(
        talks.officers(now),
        number=offer.number,
        package_hash=offer.package_hash,
        legal_notice_seen=True,
        now=now,
        action_id=new_id(),
    )
    return PendingAct.objects.get(negotiation__ref=talks.ref, act="offer.accept")


def test_an_approved_offer_is_on_its_way_until_the_worker_has_put_it(
    told: story.Story, now: datetime
) -> None:
    act = story.prepared(told, now=now)
    assert turns(told) == ("put_offer", "put_offer")
    approve(told, act, now)
    assert turns(told) == ("offer_on_its_way", "put_offer")
    story.worked(now)
    assert turns(told) == ("answer_offer", "answer_offer")


def test_an_approved_acceptance_is_the_makers_to_declare_now(
    cast: Cast, told: story.Story, now: datetime
) -> None:
    act = accepted_beyond_authority(told, now)
    assert turns(told) == ("answer_offer", "answer_offer")
    approve(told, act, now)
    assert turns(told) == ("accept_approved", "answer_offer")
    client = logged_in(cast.officer)
    client.cookies["language"] = "en"
    page = client.get(reverse("lender:talks", args=[told.ref])).content.decode()
    assert "Your checker has approved it" in page
    assert reverse("lender:accept", args=[told.ref, 1]) in page
    seen = logged_in(cast.borrower).get(reverse("room:home", args=[told.ref])).content.decode()
    assert reverse("lender:accept", args=[told.ref, 1]) not in seen


def test_what_was_approved_for_an_offer_that_is_gone_is_no_turn(told: story.Story, now: datetime) -> None:
    approve(told, accepted_beyond_authority(told, now), now)
    story.offer_put(told, side="borrower", now=now, offered=story.package(told, now=now, instalments=48))
    assert Offer.objects.filter(negotiation__ref=told.ref, state="open").get().number == 2
    assert turns(told) == ("answer_offer", "answer_offer")

"""Where talks can go: the law's table over the loans of the talks, shown where a mediation is asked for."""

from datetime import date, datetime

import pytest
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.support import queries
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def test_a_household_goes_to_no_commercial_body_and_a_business_may(cast: Cast, now: datetime) -> None:
    row = story.waiting(cast, now=now, creditors=[cast.bank]).row()
    ways = {one.code: one for one in queries.ways_for(row, day=DAY)}
    assert not ways["commercial_mediation"].is_open
    assert ways["peoples_mediation"].is_open
    ClaimedLoan.objects.filter(negotiation=row).update(purpose="business")
    ways = {one.code: one for one in queries.ways_for(row, day=DAY)}
    assert "route_closed_to_kind" not in [one.code for one in ways["commercial_mediation"].findings]


def test_the_last_day_for_the_court_is_told_of_an_agreement_and_of_nothing_else(
    cast: Cast, now: datetime
) -> None:
    row = story.waiting(cast, now=now, creditors=[cast.bank]).row()
    agreed = {one.code: one.confirm_until for one in queries.ways_for(row, day=DAY, effective_on=DAY)}
    assert agreed["peoples_mediation"] is not None
    assert agreed["peoples_mediation"] > DAY
    assert agreed["bilateral"] is None
    assert not any(one.confirm_until for one in queries.ways_for(row, day=DAY))


def test_the_page_on_which_a_mediator_is_asked_for_names_ways_fees_needs_and_rules(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    talks = story.talking(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    client = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    page = client.get(reverse("mediation:ask", args=[talks.ref])).content.decode()
    assert "Where this can go" in page
    assert "It is free for both sides." in page
    assert "Proof of identity of both sides" in page
    assert "/library/CN-MED-01/" in page

"""The house's clocks on real talks: what runs out ends, with everything that hangs on it."""

from datetime import datetime, timedelta

import pytest

from hejie_platform.cases.models import Clock
from hejie_platform.jobs import scheduler
from hejie_platform.negotiation.models import Offer
from tests.platform.cast import Cast
from tests.platform.stories import negotiation

pytestmark = pytest.mark.django_db


def test_an_offer_that_nobody_answers_runs_out_at_its_hour(cast: Cast, now: datetime) -> None:
    talks = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    offer = negotiation.offer_put(talks, now=now)
    due_at = Clock.objects.get(rule="offer_expiry").due_at

    scheduler.fire_clocks(due_at - timedelta(seconds=1))
    offer.refresh_from_db()
    assert offer.state == "open"
    scheduler.fire_clocks(due_at)
    offer.refresh_from_db()
    assert (offer.state, offer.reason) == ("closed", "time")


@pytest.mark.feature("E06")
def test_talks_that_end_by_time_take_their_open_offer_with_them(cast: Cast, now: datetime) -> None:
    talks = negotiation.facts_agreed(negotiation.waiting(cast, now=now), now=now)
    negotiation.offer_put(talks, now=now)
    reminded = Clock.objects.get(rule="talks_limit")
    Clock.objects.create(
        machine="negotiation",
        subject=reminded.subject,
        case=reminded.case,
        negotiation=reminded.negotiation,
        rule="borrower_reply",
        owner="borrower",
        started_at=now,
        due_at=now,
        fired_at=now,
    )
    Clock.objects.filter(rule="offer_expiry").update(due_at=reminded.due_at + timedelta(days=1))

    scheduler.fire_clocks(reminded.due_at)

    assert (talks.row().state, talks.row().reason) == ("ended", "time")
    assert Offer.objects.get().state == "closed"

"""The house's clocks on real talks: what runs out ends, with everything that hangs on it."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from hejie_platform.cases.models import Clock
from hejie_platform.jobs import scheduler
from hejie_platform.jobs.worker import Worker
from hejie_platform.negotiation.models import Offer
from hejie_platform.notices import queries
from hejie_platform.people.models import User
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


@pytest.mark.feature("Q02")
def test_what_is_overdue_escalates_once_for_each_level_names_its_clock_and_stops_when_done(
    cast: Cast, now: datetime
) -> None:
    talks = negotiation.waiting(cast, now=now, creditors=(cast.bank,))
    first = Clock.objects.get(rule="lender_reply").due_at
    pass_time(first)
    pass_time(first + timedelta(hours=1))
    named = "Time for the lender to answer"
    assert [named in text for text in told(talks.checker, "escalate_lender")] == [True]
    assert [named in text for text in told(cast.supervisor, "escalate_supervisor")] == [True]

    second = Clock.objects.get(rule="lender_last_reply").due_at
    pass_time(second)
    assert len(told(talks.checker, "escalate_lender")) == 1
    assert len(told(cast.supervisor, "task_silent_lender")) == 1

    negotiation.talking(talks, now=second)
    assert not Clock.objects.filter(rule__startswith="lender", stopped_at=None, fired_at=None).exists()


def pass_time(moment: datetime) -> None:
    scheduler.fire_clocks(moment)
    Worker(name="w", now=lambda: moment).run_all_due()


def told(person: User, code: str) -> list[str]:
    with translation.override("en"):
        return [one.text for one in queries.notices_of(person) if one.notice.code == code]

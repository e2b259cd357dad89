"""A business that expects lean months: plans take the low figures, unless the desk picks others and says why."""

import html
from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie.budget import ForecastMonth
from hejie_platform.core import clock
from hejie_platform.insight.queries import replay
from hejie_platform.intake import queries as intake_queries
from hejie_platform.intake.models import ForecastChoice, SalesForecast
from hejie_platform.ledger.models import Determination, Entry
from hejie_platform.negotiation import actions
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.applying import stamp
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
FIRSTS = [date(2026, 12, 1), *(date(2027, month, 1) for month in range(1, 6))]
FORECAST = [ForecastMonth(first, 300_000, 680_000, 900_000) for first in FIRSTS]
LIVING = 220_000
WHY = "订单已签，见附件。"


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    """A shop with a forecast of six lean months; figures agreed with its bank."""
    budget = {"income_business": 680_000, "essential_housing": LIVING}
    talks = story.waiting(cast, now=now, creditors=[cast.bank], budget=budget, forecast=FORECAST)
    story.facts_agreed(talks, now=now)
    return talks


def shown(client: Client, where: str) -> str:
    client.cookies["language"] = "en"
    answer = client.get(where)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def asked_by(talks: story.Story, now: datetime) -> list[list[int]]:
    """What each proposed plan asks in the months of the forecast."""
    result = actions.bring_together(talks.row().case, now=now).determination.result
    return [one["months_minor"][: len(FIRSTS)] for one in result["named"]]


def pick(cast: Cast, talks: story.Story, **given: str) -> int:
    case = talks.row().case
    where = reverse("review:forecast", args=[case.ref])
    return logged_in(cast.reviewer).post(where, {**stamp(case), **given}).status_code


@pytest.mark.feature("B04")
def test_plans_take_the_low_figures_until_the_desk_picks_others_with_a_reason(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    case = told.row().case
    stored = SalesForecast.objects.get(case=case).months
    assert stored == [[one.first.isoformat(), 300_000, 680_000, 900_000] for one in FORECAST]
    lean = asked_by(told, now)
    assert lean
    assert replay.again(Determination.objects.get(kind="joint_plans")).is_equal
    assert all(sum(months) <= len(months) * (300_000 - LIVING) for months in lean)
    compared = reverse("plans:compare", args=[case.ref])
    assert "take the lowest figures of the forecast" in shown(logged_in(cast.borrower), compared)

    assert pick(cast, told, taken="expected", words=" ") == 200
    assert not ForecastChoice.objects.exists()
    assert asked_by(told, now) == lean
    assert pick(cast, told, taken="expected", words=WHY) == 302
    assert any(sum(months) > len(months) * (300_000 - LIVING) for months in asked_by(told, now))
    page = shown(logged_in(cast.borrower), compared)
    assert "take the likeliest figures of the forecast" in page
    assert WHY in shown(logged_in(cast.borrower), reverse("apply:measured", args=[case.ref]))
    entry = Entry.objects.get(verb="case.judge_forecast")
    assert (entry.role, entry.facts["taken"]) == ("reviewer", "expected")
    assert WHY not in str(entry.facts)
    assert pick(cast, told, taken="low", words="") == 302
    assert asked_by(told, now) == lean


def test_months_richer_than_usual_count_as_usual_while_no_paper_shows_them(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    assert pick(cast, told, taken="high", words=WHY) == 302
    case = told.row().case
    ahead = intake_queries.ahead_of(case, intake_queries.budget_of(case).made)
    assert {minor for _, minor in ahead.months} == {680_000}
    page = shown(logged_in(cast.borrower), reverse("apply:measured", args=[case.ref]))
    assert page.count(f"{(680_000 - LIVING) / 100:,.2f}") == len(FIRSTS), "what is left, as plans take it"
    page = shown(logged_in(cast.borrower), reverse("plans:what_if", args=[case.ref]))
    assert "Without evidence a month counts for no more than a usual one" in page


def test_only_the_desk_picks_and_only_where_a_forecast_was_told(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    case = told.row().case
    where = reverse("review:forecast", args=[case.ref])
    for person in (cast.borrower, cast.officer, cast.mediator, cast.stranger):
        assert logged_in(person).get(where).status_code == 404
        assert logged_in(person).post(where, {"taken": "high", "words": WHY}).status_code == 404
    assert "Take these figures" in shown(logged_in(cast.reviewer), where)
    stale = {**stamp(case), "seen_version": "0", "taken": "high", "words": WHY}
    answer = logged_in(cast.reviewer).post(where, stale)
    assert answer.status_code == 200
    assert WHY in answer.content.decode()
    SalesForecast.objects.all().delete()
    assert "No forecast" in shown(logged_in(cast.reviewer), where)
    assert pick(cast, told, taken="high", words=WHY) == 200
    assert not ForecastChoice.objects.exists()

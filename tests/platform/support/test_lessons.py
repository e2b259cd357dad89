"""Lessons in each language, calculators that the engine answers, a sheet that is its owner's alone."""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie import loans, texts
from hejie_platform.core import clock
from hejie_platform.support import queries
from hejie_platform.support.facts import calculators
from hejie_platform.support.facts.lessons import LESSONS, lesson
from hejie_platform.web.lessons.forms import FORMS
from tests.platform.cast import Cast
from tests.platform.stories import advice
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_has_its_words_and_its_way_to_help(client: Client, name: str) -> None:
    assert {LESSONS[name]} <= set(calculators.CALCULATORS) & set(FORMS)
    for language in ("zh-hans", "zh-hant", "en"):
        found = lesson(name, language)
        assert {"heading", "text"} <= {kind for kind, _lines in found.blocks}
        client.cookies["language"] = language
        page = client.get(reverse("lessons:one", args=[name])).content.decode()
        assert found.title in page
        assert reverse("home:help") in page.partition("<main")[2].partition("</main>")[0]


def test_an_instalment_is_that_of_the_engine(client: Client) -> None:
    found = calculators.instalment(owed=1_200_000, rate=Fraction("0.12"), months=12, today=DAY)
    terms = loans.Terms(
        method="equal_instalment",
        principal_minor=1_200_000,
        annual_rate=Fraction("0.12"),
        instalments=12,
        start=DAY,
        first_due=date(2026, 12, 23),
    )
    assert found["total_minor"] == loans.schedule(terms).total
    client.cookies["language"] = "en"
    asked = {"owed": "12000", "rate": "12%", "months": "12", "count": "1"}
    assert "1,066.19" in client.get(reverse("lessons:one", args=["plan"]), asked).content.decode()


def test_a_longer_time_is_less_a_month_and_more_in_the_end() -> None:
    found = calculators.longer(owed=1_200_000, rate=Fraction("0.12"), months=12, more_months=12, today=DAY)
    assert found["less_a_month_minor"] > 0
    assert found["extra_minor"] > 0


def test_lateness_of_thirty_days_in_numbers() -> None:
    given = {"owed": 1_000_000, "rate": Fraction("0.18"), "uplift": Fraction("0.5"), "today": DAY}
    found = calculators.penalty(**given, days=30)
    assert (found["usual_minor"], found["late_minor"]) == (15_000, 22_500)  # 10,000 x 18 % x 30 / 360
    assert calculators.penalty(**given, days=31)["late_minor"] > 22_500


def test_a_day_of_the_law_book_comes_with_its_rule() -> None:
    found = calculators.confirmation(day=date(2026, 11, 1), today=DAY)
    assert found["ends_on"] == date(2026, 12, 1)
    assert found["rule"].startswith("CN-")


def test_an_hour_at_night_is_found_and_one_by_day_is_not() -> None:
    assert calculators.contact(day=DAY, hour=23, today=DAY)["findings"]
    assert not calculators.contact(day=DAY, hour=10, today=DAY)["findings"]


@pytest.mark.parametrize(
    ("income", "outcome"), [(800_000, "can_pay"), (500_000, "zero"), (300_000, "negative")]
)
def test_what_is_left_may_be_nothing(income: int, outcome: str) -> None:
    assert calculators.left(income=income, living=500_000, saved=0, today=DAY)["outcome"] == outcome


def test_a_payoff_after_all_was_paid_is_nothing_and_before_it_is_something() -> None:
    given = {
        "owed": 1_200_000,
        "rate": Fraction("0.12"),
        "months": 12,
        "start": date(2026, 1, 5),
        "today": DAY,
    }
    assert calculators.payoff(**given, day=date(2027, 1, 5))["payoff_minor"] == 0
    assert calculators.payoff(**given, day=date(2026, 7, 5))["payoff_minor"] > 0


def test_what_cannot_be_computed_is_said_and_not_lost(client: Client) -> None:
    client.cookies["language"] = "en"
    for asked in (
        {"owed": "x", "rate": "12%", "months": "12"},
        {"owed": "100", "rate": "abc", "months": "0"},
    ):
        answer = client.get(reverse("lessons:one", args=["plan"]), asked | {"count": "1"})
        assert answer.status_code == 200
        assert f'value="{asked["rate"]}"' in answer.content.decode()
    with pytest.raises(texts.Faulty):
        calculators.instalment(owed=100, rate=Fraction(-1), months=1, today=DAY)


def test_a_lesson_is_noted_once_and_only_for_its_reader(cast: Cast) -> None:
    client = logged_in(cast.borrower)
    for _again in range(2):
        client.post(reverse("lessons:read", args=["plan"]), {"action_id": advice.new_id()})
    assert queries.lessons_read(cast.borrower) == {"plan"}
    assert queries.lessons_read(cast.other_borrower) == frozenset()


@pytest.mark.feature("J02")
def test_the_sheet_has_goals_limit_and_papers_and_is_its_owners_alone(cast: Cast) -> None:
    client: Any = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    sheet = {"cause": "illness", "goal": "Two years", "stop": "Above 900", "notes": "Ask about fees"}
    answer = client.post(reverse("lessons:prepare"), sheet | {"action_id": advice.new_id()}, follow=True)
    page = answer.content.decode()
    for said in ("Two years", "Above 900", "Ask about fees", "Medical record"):
        assert said in page
    for person in (cast.other_borrower, cast.officer, cast.mediator, cast.adviser):
        other = logged_in(person).get(reverse("lessons:prepare"))
        assert "Above 900" not in other.content.decode()

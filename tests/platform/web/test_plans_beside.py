"""The plans beside one another: one table with what matters, and what each does to the credit report."""

import html
import re
from datetime import date, datetime
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from hejie import plans, rules
from hejie_platform.core import clock
from hejie_platform.negotiation import queries
from hejie_platform.notices.queries import say
from hejie_platform.support.queries import outcomes
from hejie_platform.web.plans import shows
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.stories.opening import stand_for
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
ALWAYS = {"Dearest month", "Instalments", "Real cost a year", "Total to pay", "Credit report"}
BUFFER = "You would keep a month"


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)


def page(client: Client, talks: story.Story, name: str = "room:plans", *more: str) -> str:
    client.cookies["language"] = "en"
    return html.unescape(client.get(reverse(name, args=[talks.ref, *more])).content.decode())


def heads(table: str, scope: str) -> list[str]:
    return [re.sub("<[^>]+>", "", one).strip() for one in re.findall(f'<th scope="{scope}".*?</th>', table)]


@pytest.mark.feature("D09")
def test_two_to_four_plans_stand_in_one_table_with_cost_buffer_and_credit_effect(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    stand_for(cast.guarantor, told.row().case, now=now)
    for person, more in ((cast.borrower, {BUFFER}), (cast.guarantor, set())):
        table = page(logged_in(person), told).partition("<table")[2].partition("</table>")[0]
        assert 2 <= len(heads(table, "col")) - 1 <= 4
        assert set(heads(table, "row")) >= ALWAYS | more
        assert (BUFFER in heads(table, "row")) == bool(more), "the purse is the household's"
        assert "<caption" in table
        cells = re.findall(r"<td[^>]*>(.*?)</td>", table)
        assert len(cells) == len(heads(table, "row")) * (len(heads(table, "col")) - 1)
        assert all(cell.strip() not in ("", "–") for cell in cells)


@pytest.mark.parametrize(
    ("start", "first_due", "every", "named"),
    [
        (
            date(2026, 11, 16),
            date(2026, 12, 20),
            "month",
            ["2026-11", "2026-12"],
        ),  # 17 Nov to 16 Dec; to 16 Jan
        (date(2026, 11, 20), date(2026, 12, 20), "month", ["2026-12", "2027-01"]),
        (date(2026, 11, 22), date(2026, 12, 20), "month", ["2026-12", "2027-01"]),
        (date(2026, 11, 16), date(2026, 11, 20), "week", ["2026-12", "2027-01"]),
    ],
)
def test_a_month_of_the_picture_is_named_after_the_one_in_which_its_payment_falls(
    start: date, first_due: date, every: str, named: list[str]
) -> None:
    one = plans.Package(instalments=2, every=every, first_due=first_due, annual_rate=Fraction(0))
    drawn = shows.months_chart("", start=start, packages=[one], months_minor=(1, 1), left_minor=(2, 2))
    assert [row[0] for row in drawn.table.rows] == named


def test_the_desk_is_not_pointed_to_sentences_that_stand_on_the_borrowers_page_alone(
    told: story.Story, cast: Cast
) -> None:
    assert "see below" in page(logged_in(cast.borrower), told)
    desk = page(logged_in(cast.officer), told, "lender:talks")
    assert "Dearest month" in desk
    assert "see below" not in desk


@pytest.mark.feature("E08")
def test_during_the_talks_the_range_is_that_of_the_plans_and_past_outcomes_are_told_with_their_number(
    told: story.Story, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    borrower = logged_in(cast.borrower)
    shown = page(borrower, told)
    assert "Dearest month" in shown
    assert "Not enough data: too few talks with this lender have ended here to say." in shown
    monkeypatch.setattr(outcomes, "LEAST", 0)
    cast.bank.negotiations.update(state="agreed")
    count = cast.bank.negotiations.count()
    assert f"about 10 ended with an agreement ({count} talks)" in page(borrower, told)


@pytest.mark.feature("J03")
def test_every_plan_option_says_what_it_does_to_the_credit_report_with_its_source(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    said = {kind: say(f"credit_effect_{kind}", {"years": 5}) for kind in rules.CREDIT_KINDS}
    assert len(set(said.values())) == 3, "each kind has words of its own"
    borrower = logged_in(cast.borrower)
    view = queries.plans_for(told.row(), told.claim(), for_household=True, day=clock.legal_day(now))
    assert view
    for where in ([], *([one] for one in view.proposed)):
        kinds = {one.tried.credit_kind for one in where or view.proposed}
        name = ["room:choose", where[0].name] if where else ["room:plans"]
        effects = page(borrower, told, *name).partition("What it does to the credit report")[2]
        effects = effects.partition("</dl>")[0]
        shown = {kind for kind, text in said.items() if text in effects}
        assert shown == kinds | {"default"}
        assert effects.count(reverse("library:rule", args=["CN-CRD-01"])) == len(shown)


@pytest.mark.feature("J03")
def test_a_plan_that_gives_up_principal_is_a_settlement_for_the_credit_report(
    told: story.Story, now: datetime
) -> None:
    usual = story.package(told, now=now)
    less = story.package(told, now=now, waive={"overdue_principal": 100_000})
    ground = queries.grounds(told.row(), told.claim(), day=clock.legal_day(now))
    assert queries.trial(usual, ground).tried.credit_kind == "reschedule"
    assert queries.trial(less, ground).tried.credit_kind == "settlement"

"""The plan that the borrower wished for stands beside the lender's position, and moves no plan of ours."""

import html
import re
from datetime import date, datetime

import pytest
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.intake.models import Consent, Wish
from hejie_platform.negotiation.models import PlanSet
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.stories.opening import stand_for
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
STATED = {
    "monthly_minor": 150_000,
    "instalments": 60,
    "first_due_on": date(2026, 12, 28),
    "wants_penalty_waived": True,
    "wants_lower_rate": False,
    "wants_higher_limit": True,
}


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.facts_stated(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)


def stated(talks: story.Story, **wish: object) -> None:
    Wish.objects.filter(case=talks.row().case).update(**wish)


def beside(person: User, name: str, talks: story.Story) -> dict[str, tuple[str, str]]:
    """Term -> wish and position, as the page shows them; empty where it shows none."""
    client = logged_in(person)
    client.cookies["language"] = "en"
    page = html.unescape(client.get(reverse(name, args=[talks.ref])).content.decode())
    table = page.partition("The wish and the lender's position")[2].partition("</table>")[0]
    rows = re.findall(r'<th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', table)
    return {term: (wish.replace("\u00a0", " "), place.replace("\u00a0", " ")) for term, wish, place in rows}


@pytest.mark.feature("A07")
def test_the_wish_stands_term_by_term_beside_the_lenders_position_on_both_sides(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    stated(told, **STATED)
    both = ((cast.borrower, "room:offers"), (cast.officer, "lender:talks"))
    for person, name in both:
        shown = beside(person, name, told)
        assert shown["Number of instalments"] == ("60", "–"), "no position before the first offer"
    story.facts_agreed(told, now=now)
    story.offer_put(told, now=now)
    for person, name in both:
        shown = beside(person, name, told)
        assert shown["To pay a month"][0] == "1,500 yuan"
        assert shown["Number of instalments"] == ("60", "36")
        assert shown["First payment"][0] == "28 Dec 2026"
        assert shown["Penalty and fees waived"][0] == "Wished"
        assert shown["Lower rate"] == ("Not wished", "12%")
        assert shown["Higher limit"] == ("Wished", "not part of hardship talks")


@pytest.mark.feature("A07")
def test_what_was_not_wished_has_no_line_and_whoever_may_not_read_it_sees_none(
    told: story.Story, cast: Cast, now: datetime
) -> None:
    stated(told, **dict.fromkeys(STATED))
    assert beside(cast.borrower, "room:offers", told) == {}
    stated(told, instalments=60)
    assert set(beside(cast.officer, "lender:talks", told)) == {"Number of instalments"}
    stand_for(cast.guarantor, told.row().case, now=now)
    assert beside(cast.guarantor, "room:offers", told) == {}
    Consent.objects.filter(case=told.row().case).update(withdrawn_at=now)
    assert beside(cast.officer, "lender:talks", told) == {}


@pytest.mark.feature("A07")
@pytest.mark.parametrize("wish", [STATED, dict.fromkeys(STATED)])
def test_no_wish_moves_a_standard_plan(told: story.Story, wish: dict[str, object], now: datetime) -> None:
    stated(told, **wish)
    story.facts_agreed(told, now=now)
    made = PlanSet.objects.get(negotiation=told.row()).determination
    assert made.facts["first_due"] == "2026-12-23", "a month from now, whatever was wished"
    assert [one["name"] for one in made.result["named"]] == ["balanced", "affordable", "cheapest"]
    assert "wish" not in str(made.facts)

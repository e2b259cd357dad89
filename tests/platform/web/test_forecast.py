"""What a business expects to sell: told with its papers, shown beside the measured budget, never mixed into it."""

from datetime import datetime

import pytest
from django.test import Client

from hejie_platform.core import clock
from hejie_platform.intake import queries
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.web.applying import at, stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
THREE = {"low_1": "18000", "expected_1": "25000", "high_1": "30000"}


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    held = intake.draft_case(cast, now=now)
    intake.hand_in_papers(held, now=now)
    return intake.hold(held.user, held.case.pk, now)


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


@pytest.fixture
def client(cast: Cast) -> Client:
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


def tell(client: Client, held: intake.HeldCase, **given: object) -> int:
    return client.post(at("forecast", held.case.ref), {**stamp(held.case), **given}).status_code


def test_a_forecast_is_labelled_carries_its_papers_and_leaves_what_can_be_paid_alone(
    client: Client, held: intake.HeldCase
) -> None:
    before = queries.budget_of(held.case).made
    paper = held.case.evidence.get(kind="income_statement")
    assert tell(client, held, papers=[paper.ref], words="春节前的订单", **THREE) == 302
    assert queries.budget_of(held.case).made == before
    page = text_of(client.get(at("measured", held.case.ref))).replace("\u00a0", " ")
    assert "Forecast: expected, not measured" in page
    assert "2026-12" in page
    assert "25,000" in page
    assert "春节前的订单" in page
    assert paper.ref in page
    assert "without evidence yet" not in page


def test_a_forecast_without_a_paper_says_so_and_an_empty_one_takes_it_back(
    client: Client, held: intake.HeldCase
) -> None:
    tell(client, held, **THREE)
    assert "without evidence yet" in text_of(client.get(at("measured", held.case.ref)))
    tell(client, held)
    assert queries.forecast_of(held.case) is None


def test_figures_out_of_order_or_left_half_are_asked_again_and_nothing_typed_is_lost(
    client: Client, held: intake.HeldCase
) -> None:
    page = at("forecast", held.case.ref)
    for given, says in (
        ({**THREE, "low_1": "26000"}, "must not be above the likeliest"),
        ({"low_2": "1"}, "all three figures of the month"),
        ({**THREE, "high_1": "-1"}, "1"),
    ):
        answer = client.post(page, {**stamp(held.case), **given})
        assert answer.status_code == 200
        assert says in text_of(answer)
        assert all(f'value="{value}"' in answer.content.decode() for value in given.values())
    assert queries.forecast_of(held.case) is None


def test_papers_of_somebody_else_are_no_evidence(
    client: Client, cast: Cast, held: intake.HeldCase, now: datetime
) -> None:
    other = intake.draft_case(cast, now=now, who=cast.other_borrower)
    intake.hand_in_papers(other, now=now)
    stolen = other.case.evidence.earliest("id").ref
    assert tell(client, held, papers=[stolen], **THREE) == 200
    assert logged_in(cast.stranger).get(at("forecast", held.case.ref)).status_code == 404

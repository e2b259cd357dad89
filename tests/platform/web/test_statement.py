"""The statement of account on the page of the figures: both sides' amounts, the difference, its causes, honestly."""

from datetime import datetime

import pytest
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.negotiation import queries
from hejie_platform.negotiation.models import Claim
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.web.samples import logged_in
from tests.platform.web.test_room import in_english

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def told(cast: Cast, now: datetime) -> story.Story:
    """Talks with one loan, of which the lender has stated what is owed."""
    return story.facts_stated(story.waiting(cast, now=now), now=now)


def restated(**buckets: int) -> Claim:
    """The lender's newest figures, computed from its contract and then changed."""
    claim = Claim.objects.get()
    found = queries.statement_of(claim)
    assert found is not None
    claim.buckets = {name: minor + buckets.get(name, 0) for name, minor in found.computed.items()}
    claim.save()
    return claim


def page_of(person: object, name: str, talks: story.Story) -> str:
    return str(in_english(logged_in(person)).get(reverse(name, args=[talks.ref])).content.decode())  # type: ignore[arg-type]  # of the cast


def test_equal_figures_are_said_to_be_equal_to_the_cent(told: story.Story, cast: Cast) -> None:
    restated()
    for html in (page_of(told.borrower, "room:facts", told), page_of(cast.officer, "lender:talks", told)):
        assert "Equal to the cent." in html
        assert "Why they differ" not in html


def test_a_fee_that_no_contract_knows_is_said_to_both_sides_with_its_amount(
    told: story.Story, cast: Cast
) -> None:
    restated(service_fees=30_000)
    for html in (page_of(told.borrower, "room:facts", told), page_of(cast.officer, "lender:talks", told)):
        assert "Equal to the cent." not in html
        assert "stand in no contract that we know" in html
        assert "300" in html


def test_what_nobody_can_explain_is_said_to_be_open(told: story.Story) -> None:
    restated(overdue_principal=1)
    html = page_of(told.borrower, "room:facts", told)
    assert "What stays open" in html
    assert "are unexplained" in html


def test_a_contract_that_says_too_little_is_not_guessed(told: story.Story) -> None:
    claim = Claim.objects.get()
    claim.contract["loans"][0]["instalments"] = None
    claim.save()
    html = page_of(told.borrower, "room:facts", told)
    assert "the contract does not say enough" in html
    assert "By the contract" not in html


def test_the_same_claim_is_computed_once(told: story.Story) -> None:
    claim = restated(service_fees=1)
    assert queries.statement_of(claim) is queries.statement_of(claim)

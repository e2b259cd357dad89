"""A lender's own file is read line by line, set beside the account replayed from the contract, and seen by both sides."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie import loans
from hejie_platform.core import clock
from hejie_platform.intake.facts import opened
from hejie_platform.negotiation import facts
from hejie_platform.negotiation.models import Claim, LenderAccount
from tests.engine.papers.test_lender_file import PLAN, detail, row
from tests.platform.cast import Cast
from tests.platform.stories import negotiation
from tests.platform.web.applying import stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
CONTRACT = facts.Contract(
    ref="ABCDEFGHJK",
    contract_on=date(2026, 1, 15),
    annual_rate=Fraction(12, 100),
    matures_on=date(2026, 4, 15),
    received_minor=100_000,
    method="equal_principal",
    instalments=3,
    first_due=date(2026, 2, 15),
)
ORDER = (
    "normal_principal",
    "overdue_principal",
    "normal_interest",
    "overdue_interest",
    "penalty_interest",
    "compound_interest",
)


def CHAPTER(cast: Cast, now: datetime):
    story = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    return negotiation.facts_stated(story, now=now).row()


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def talks(told):
    """The talks, whose newest claim states the contract of one loan of 1,000 yuan."""
    Claim.objects.filter(negotiation=told).update(contract=facts.contracts_to_json([CONTRACT]))
    return told


def browser(person: object) -> Client:
    made = logged_in(person)
    made.cookies["language"] = "en"
    return made


def hand_in(client: Client, talks, data: bytes):
    file = SimpleUploadedFile("account.csv", data)
    return client.post(reverse("lender:account", args=[talks.ref]), {**stamp(), "file": file}, follow=True)


def owed_on(day: date) -> list[str]:
    account = loans.account_at(facts.terms_of(CONTRACT), (), day).buckets
    return [f"{getattr(account, name) / 100:.2f}" for name in ORDER]


def test_the_file_is_mapped_bucket_by_bucket_and_equal_to_the_replay(cast: Cast, talks) -> None:
    before = owed_on(date(2026, 3, 1))
    paid = ["0.00", before[1], "0.00", "0.00", "0.00", "0.00"]
    data = detail(row("F1", "2026-03-01", before[1], ",".join(before), ",".join(paid)))
    page = text_of(hand_in(browser(cast.officer), talks, data))
    assert "Equal to the cent." in page
    assert "0 rows of the plan, 1 repayments, 0 lines that cannot be read" in page
    theirs = text_of(browser(cast.borrower).get(reverse("room:account", args=[talks.ref])))
    assert "Equal to the cent." in theirs
    assert "F1" in theirs


def test_a_bucket_that_differs_is_told_with_both_figures(cast: Cast, talks) -> None:
    before = owed_on(date(2026, 3, 1))
    before[4] = "99.99"
    data = detail(row("F1", "2026-03-01", "0.00", ",".join(before), ",".join(["0.00"] * 6)))
    page = text_of(hand_in(browser(cast.officer), talks, data))
    assert "1 figure differs" in page
    assert "99.99" in page


def test_bad_rows_are_told_by_line_and_field_and_the_rest_is_read(cast: Cast, talks) -> None:
    data = PLAN.replace("333.34", "=1+1").encode()
    page = text_of(hand_in(browser(cast.officer), talks, data))
    assert "2 rows of the plan, 0 repayments, 1 lines that cannot be read" in page
    assert "Line 5, “本金”: “=1+1” cannot be read." in page


def test_a_file_that_is_none_is_refused_with_its_reason_and_nothing_is_kept(cast: Cast, talks) -> None:
    page = text_of(hand_in(browser(cast.officer), talks, b"a,b,c\n1,2,3\n"))
    assert "neither a repayment plan nor a list of repayments" in page
    assert not LenderAccount.objects.exists()


@pytest.mark.parametrize("double", ["hangs", "falls"])
def test_a_file_whose_reading_never_ends_is_answered_and_nothing_is_kept(
    cast: Cast, talks, monkeypatch: pytest.MonkeyPatch, double: str
) -> None:
    monkeypatch.setattr(opened, "CHILD", f"tests.platform.intake.{double}")
    monkeypatch.setitem(opened.answer.__kwdefaults__, "seconds", 0.5)
    page = text_of(hand_in(browser(cast.officer), talks, PLAN.encode()))
    assert "took too much time or memory, so we stopped" in page
    assert not LenderAccount.objects.exists()


def test_only_the_lender_of_these_talks_hands_it_in_and_only_both_sides_read_it(cast: Cast, talks) -> None:
    desk, room = (reverse(f"{place}:account", args=[talks.ref]) for place in ("lender", "room"))
    hand_in(browser(cast.officer), talks, PLAN.encode())
    assert browser(cast.borrower).get(room).status_code == 200
    assert browser(cast.borrower).post(room, stamp()).status_code == 405
    for person in (cast.other_officer, cast.other_borrower, cast.stranger):
        assert browser(person).get(desk).status_code == 404
        assert browser(person).get(room).status_code == 404
    assert LenderAccount.objects.count() == 1

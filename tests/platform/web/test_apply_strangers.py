"""An application is there for its own side alone, and its pages ask no more of the database when there is more."""

import uuid
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures
from tests.platform.web.applying import at, queries_of, stamp
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def client(cast: Cast) -> Client:
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


def borrower_pages(held: intake.HeldCase) -> list[str]:
    ref, loan = held.case.ref, held.case.loans.earliest("id").ref
    paper, sheet = held.case.evidence.earliest("id").ref, held.case.consents.earliest("id").ref
    plain = (
        "tasks",
        "cause",
        "since",
        "recovery",
        "words",
        "household",
        "loans",
        "loan_new",
        "papers",
        "paper_new",
    )
    more = (
        "income",
        "living",
        "debts",
        "result",
        "breathing",
        "amount",
        "relief",
        "consents",
        "check",
        "submit",
        "receipt",
    )
    return [
        *(at(name, ref) for name in (*plain, *more)),
        *(
            at(f"loan_{name}", ref, loan)
            for name in ("creditor", "amounts", "terms", "dates", "people", "remove")
        ),
        *(at(name, ref, paper) for name in ("paper", "file", "paper_remove")),
        at("consent_end", ref, sheet),
        reverse("case:home", args=[ref]),
        reverse("case:history", args=[ref]),
        reverse("case:change", args=[ref]),
        reverse("case:withdraw", args=[ref]),
    ]


@pytest.mark.parametrize("who", ["other_borrower", "officer", "mediator", "reviewer", "stranger"])
def test_an_application_is_not_there_for_anybody_else(cast: Cast, now: datetime, who: str) -> None:
    held = intake.filled_case(cast, now=now)
    client = logged_in(getattr(cast, who))
    for page in borrower_pages(held):
        assert client.get(page).status_code == 404, page
        assert client.post(page, stamp(held.case)).status_code in (404, 405), page


def test_without_logging_in_one_is_asked_to(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    for page in borrower_pages(held):
        assert Client().get(page).headers["Location"].startswith("/account/login/"), page


def test_a_stolen_link_with_parts_of_two_cases_opens_nothing(
    client: Client, cast: Cast, now: datetime
) -> None:
    mine, theirs = (
        intake.filled_case(cast, now=now),
        intake.filled_case(cast, now=now, who=cast.other_borrower),
    )
    loan, paper = theirs.case.loans.earliest("id").ref, theirs.case.evidence.earliest("id").ref
    assert client.get(at("loan_amounts", mine.case.ref, loan)).status_code == 404
    assert client.get(at("file", mine.case.ref, paper)).status_code == 404


@pytest.mark.parametrize("name", ["tasks", "loans", "papers", "check", "consents"])
def test_more_loans_and_papers_mean_no_more_queries(cast: Cast, now: datetime, name: str) -> None:
    held = intake.filled_case(cast, now=now)
    client = logged_in(cast.borrower)
    page = at(name, held.case.ref)
    client.get(page)
    before = queries_of(client, page)
    for number in range(4):
        intake.add_loan(held, cast.bank, now=now, app_name=f"Loan {number}")
        intake.actions.hand_in(
            held, pictures.png(number + 5), kind="contract", filename="c.png", now=now, action_id=uuid.uuid4()
        )
    assert queries_of(client, page) == before

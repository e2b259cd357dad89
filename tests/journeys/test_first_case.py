"""From registration to the first confirmed instalment, through pages alone, on a house started as a person starts it.

A borrower on a phone, in Chinese; a reviewer, an officer and a checker at a desk, in English. Nothing is put into the
database by hand: codes are read from the demo's outbox, statements are files in the wallets' formats, and the signed
agreement is downloaded and verified outside the house.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from hejie.statements import specimens
from tests.journeys import house
from tests.journeys.walker import Walker
from tests.platform.stories import pictures

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = "13800138000"
# A number of nobody, of which the demo's provider knows nothing: a person decides on the papers.
IDENTITY = "110105194912310927"
BANK = "Riverside Bank"
ASKED_FOR = r"/(papers|loans|budget|wish|consents)/"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """A house of its own."""
    with house.running(tmp_path) as address:
        yield address


def today() -> date:
    return datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).date()


def code_in_outbox(page: "Page", url: str) -> str:
    """The newest code that would have gone out, read on another tab of the same browser."""
    tab = page.context.new_page()
    tab.goto(f"{url}/demo/outbox/")
    found = re.search(r"(?<!\d)\d{6}(?!\d)", tab.locator("main").inner_text())
    tab.close()
    assert found, "no code went out"
    return found.group()


def register(borrower: Walker) -> None:
    borrower.open("/")
    borrower.follow(r"/account/register/$")
    borrower.answer(phone=PHONE)
    borrower.answer(code=code_in_outbox(borrower.page, borrower.url))


def offer_identity(borrower: Walker) -> None:
    borrower.open("/account/identity/")
    borrower.answer(
        legal_name="周一鸣",
        number=IDENTITY,
        card_until=(today() + timedelta(days=3000)).isoformat(),
        front=("front.png", pictures.png(320, 200)),
        back=("back.png", pictures.png(320, 200, shade=120)),
        has_consented=True,
    )


def decide_identity(staff: Walker) -> None:
    staff.enter_demo("Reviewer")
    staff.open("/account/identity/waiting/")
    staff.wait_for(r"/account/identity/[0-9A-Z]{10}/$")
    staff.follow(r"/account/identity/[0-9A-Z]{10}/$")
    staff.answer(verdict="prove")


def begin(borrower: Walker) -> str:
    """The application begun; its reference."""
    borrower.open("/apply/")
    borrower.press()
    return borrower.path.split("/")[2]


def tell(borrower: Walker, ref: str) -> None:
    borrower.open(f"/apply/{ref}/cause/")
    borrower.answer(cause="income_fell")
    borrower.answer(since_on=(today() - timedelta(days=120)).isoformat())
    borrower.answer(recovery_on=(today() + timedelta(days=120)).isoformat())
    borrower.answer(words="工厂减少夜班，收入少了三成，但工作还在。")
    borrower.answer(household_adults=2, household_children=1)


def add_loan(borrower: Walker, ref: str) -> None:
    borrower.open(f"/apply/{ref}/loans/new/")
    bank = borrower.page.locator("main select[name=creditor] option", has_text="江畔银行")
    borrower.answer(app_name="江畔随借", creditor=bank.get_attribute("value"), contract_number="HT-2025-0001")
    borrower.answer(balance_minor="57,800", principal_minor="60,000", instalment_minor="2,878")
    borrower.answer(annual_rate="14.4%", method="equal_instalment", instalments=24, purpose="consumption")
    began = today() - timedelta(days=300)
    borrower.answer(
        contract_on=began.isoformat(),
        matures_on=(began + timedelta(days=730)).isoformat(),
        overdue_since=(today() - timedelta(days=70)).isoformat(),
    )
    borrower.press()


def hand_in(borrower: Walker, ref: str, kind: str, name: str, data: bytes) -> None:
    borrower.open(f"/apply/{ref}/papers/new/")
    borrower.answer(kind=kind, file=(name, data))


def hand_in_papers(borrower: Walker, ref: str) -> None:
    """Six months of both wallets in their own formats, one of them locked, and proof of the income."""
    alipay = specimens.alipay(specimens.EMPLOYEE, until=today())
    wechat = specimens.wechat_xlsx(specimens.EMPLOYEE, until=today(), seed=2)
    hand_in(borrower, ref, "wallet_statement", "alipay.csv", alipay)
    hand_in(borrower, ref, "wallet_statement", "wechat.xlsx", wechat)
    hand_in(borrower, ref, "income_statement", "pay.png", pictures.png(400, 300))


def state_budget(borrower: Walker, ref: str) -> None:
    """What the statements show stands in the fields; the borrower changes two of them."""
    borrower.open(f"/apply/{ref}/income/".replace("/income", "/budget/income"))
    borrower.answer(income_salary="6,800")
    borrower.answer(essential_housing="2,200")
    if borrower.path.endswith("/debts/"):
        borrower.press()


def wish_and_consent(borrower: Walker, ref: str) -> None:
    borrower.open(f"/apply/{ref}/wish/amount/")
    borrower.answer(monthly_minor="1,500", instalments=36)
    borrower.press()
    borrower.open(f"/apply/{ref}/consents/")
    borrower.follow(rf"/apply/{ref}/consents/[0-9A-Z]{{10}}/$")
    borrower.answer(until_day=(today() + timedelta(days=365)).isoformat(), agree=True)


def submit(borrower: Walker, ref: str) -> None:
    borrower.open(f"/apply/{ref}/check/")
    borrower.follow(r"/submit/$")
    borrower.answer(true=True, notice=True)


def apply(borrower: Walker) -> str:
    ref = begin(borrower)
    tell(borrower, ref)
    add_loan(borrower, ref)
    hand_in_papers(borrower, ref)
    state_budget(borrower, ref)
    wish_and_consent(borrower, ref)
    submit(borrower, ref)
    return ref


def admit(staff: Walker, ref: str) -> None:
    staff.enter_demo("Reviewer")
    staff.open(f"/review/{ref}/")
    staff.follow(r"/admit/$")
    staff.answer(parties_confirmed=True, content_confirmed=True)
    staff.press()


def test_a_case_goes_from_registration_to_a_confirmed_instalment(
    phone: "Page", desk: "Page", url: str, tmp_path: Path
) -> None:
    borrower, staff = Walker(phone, url), Walker(desk, url)
    register(borrower)
    offer_identity(borrower)
    decide_identity(staff)
    ref = apply(borrower)
    admit(staff, ref)

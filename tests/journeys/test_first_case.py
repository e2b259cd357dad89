"""From registration to the first confirmed instalment, through pages alone, on a house started as a person starts it.

A borrower on a phone, in Chinese; a reviewer, an officer and a checker at a desk, in English. Nothing is put into the
database by hand: codes are read from the demo's outbox, statements are files in the wallets' formats, and the signed
agreement is downloaded and verified outside the house. The staff use the keyboard alone throughout, the borrower from the
talks on; the application by keyboard is in `test_other_ways`.
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
from tests.journeys.keyboard import ByKeyboard
from tests.journeys.walker import Walker
from tests.platform.stories import pictures

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = "13800138000"
# A number of nobody, of which the demo's provider knows nothing: a person decides on the papers.
IDENTITY = "110105194912310927"
# Another of nobody, which it knows.
KNOWN_IDENTITY = "110105194912310038"
BANK = re.compile("江畔银行|Riverside Bank")
OFFICER = "Lender's officer, Riverside Bank"
CHECKER = "Lender's checker, Riverside Bank"


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


def register(borrower: Walker, phone: str = PHONE) -> None:
    borrower.open("/")
    borrower.follow(r"/account/register/$")
    borrower.answer(phone=phone)
    borrower.answer(code=code_in_outbox(borrower.page, borrower.url))


def offer_identity(borrower: Walker, number: str = IDENTITY) -> None:
    borrower.open("/account/identity/")
    borrower.answer(
        legal_name="周一鸣",
        number=number,
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
    bank = borrower.page.locator("main select[name=creditor] option", has_text=BANK)
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
    borrower.open(f"/apply/{ref}/budget/income/")
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
    assert borrower.path.endswith("/receipt/")
    assert ref in borrower.text


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


# --- the talks --------------------------------------------------------------------------------------


def talks_of(borrower: Walker, ref: str) -> str:
    """The reference of the talks that began, found on the page of the case."""
    borrower.open(f"/case/{ref}/")
    borrower.wait_for(r"/room/[0-9A-Z]{10}/$")
    borrower.follow(r"/room/[0-9A-Z]{10}/$")
    return borrower.path.split("/")[2]


def state_figures(staff: Walker, talks: str) -> None:
    """The officer begins to talk, and says line by line what is owed; the contract stands there already."""
    staff.enter_demo(OFFICER)
    staff.open("/lender/")
    staff.follow(rf"/lender/{talks}/$")
    staff.press()
    staff.follow(r"/figures/$")
    staff.answer(overdue_principal="56,000", overdue_interest="1,200", penalty_interest="600")


def agree_figures(borrower: Walker, talks: str) -> None:
    borrower.open(f"/room/{talks}/figures/")
    borrower.answer(notice_seen=True)


def look_at_plans(borrower: Walker, talks: str) -> str:
    """The plans side by side; the name of the one that is looked at closely."""
    borrower.open(f"/room/{talks}/plans/")
    borrower.wait_for(r"/plans/[a-z]+/$")
    borrower.follow(r"/plans/[a-z]+/$")
    return borrower.path.split("/")[-2]


def put_offer(staff: Walker, talks: str, plan: str) -> None:
    """The bank offers that plan, within what its officer may grant alone; it is read once more before it is sent."""
    staff.open(f"/lender/{talks}/offers/new/?from={plan}")
    staff.fill(waive_overdue_interest="0", waive_penalty_interest="300")
    staff.press()
    staff.answer(notice_seen=True)


def accept_offer(borrower: Walker, talks: str) -> None:
    borrower.open(f"/room/{talks}/offers/")
    borrower.follow(r"/offers/\d+/$")
    borrower.follow(r"/accept/$")
    borrower.tick_all()
    borrower.answer()


# --- the agreement ----------------------------------------------------------------------------------


def sign(person: Walker, agreement: str) -> None:
    """Read the summary, say once more who one is, tick every risk and the notice, sign."""
    person.open(f"/agreements/{agreement}/summary/")
    person.open(f"/agreements/{agreement}/sign/")
    person.follow(r"/sign/confirm/$")
    person.press()
    person.answer(code=code_in_outbox(person.page, person.url))
    person.tick_all()
    person.answer()


def signed_document(borrower: Walker, agreement: str, to: Path) -> Path:
    """The file that all have signed, once the worker has sealed it."""
    borrower.open(f"/agreements/{agreement}/")
    borrower.wait_to_read("下载已签署的协议")
    return borrower.download(r"/document/$", to)


def verdict(document: Path, data: Path) -> "subprocess.CompletedProcess[str]":
    """What the command says of a file, with the root of this house."""
    command = [sys.executable, "-m", "hejie_platform", "verify-agreement", str(document)]
    told = {name: value for name, value in os.environ.items() if not name.startswith(("HEJIE", "DJANGO"))}
    told |= {"HEJIE_MODE": "demo", "HEJIE_DATA": str(data)}
    return subprocess.run(command, env=told, capture_output=True, text=True, check=False, timeout=120)


def changed_in_one_byte(document: Path) -> Path:
    """A copy with one byte of its first half turned around."""
    data = bytearray(document.read_bytes())
    data[len(data) // 3] ^= 1
    copy = document.with_name("changed.pdf")
    copy.write_bytes(data)
    return copy


def tell_payment(borrower: Walker, agreement: str) -> None:
    """What is due stands in the form; the borrower says that it was paid today."""
    borrower.open(f"/agreements/{agreement}/payments/")
    borrower.follow(r"/duties/[0-9A-Z]{10}/$")
    borrower.answer(channel="bank", notice_seen=True)


def confirm_payment(staff: Walker) -> None:
    staff.enter_demo(OFFICER)
    staff.open("/agreements/desk/")
    staff.follow(r"/duties/[0-9A-Z]{10}/answer/$")
    staff.answer(answer="confirm")


@pytest.mark.feature("A01", "P02")
def test_a_case_goes_from_registration_to_a_confirmed_instalment(
    phone: "Page", desk: "Page", url: str, tmp_path: Path
) -> None:
    borrower, staff = Walker(phone, url), ByKeyboard(desk, url)
    register(borrower)
    offer_identity(borrower)
    decide_identity(staff)
    ref = apply(borrower)
    admit(staff, ref)

    borrower = ByKeyboard(phone, url)
    talks = talks_of(borrower, ref)
    state_figures(staff, talks)
    agree_figures(borrower, talks)
    put_offer(staff, talks, look_at_plans(borrower, talks))
    accept_offer(borrower, talks)

    borrower.open(f"/agreements/talks/{talks}/")
    agreement = borrower.path.split("/")[2]
    borrower.wait_for(r"/document/$")
    sign(borrower, agreement)
    staff.enter_demo(CHECKER)
    sign(staff, agreement)

    document = signed_document(borrower, agreement, tmp_path / "agreement.pdf")
    judged = verdict(document, tmp_path)
    assert judged.returncode == 0, judged.stdout + judged.stderr
    forged = verdict(changed_in_one_byte(document), tmp_path)
    assert forged.returncode == 1, forged.stdout + forged.stderr

    tell_payment(borrower, agreement)
    confirm_payment(staff)
    borrower.open(f"/agreements/{agreement}/payments/")
    borrower.wait_to_read("已确认")

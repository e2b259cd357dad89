"""Registering, proving who one is, applying, being admitted: the parts with which every journey of a case begins."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hejie.statements import specimens
from tests.journeys.walker import Walker
from tests.platform.stories import pictures

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = "13800138000"
# A number of nobody, of which the demo's provider knows nothing: a person decides on the papers.
IDENTITY = "110105194912310927"
# Another of nobody, which it knows.
KNOWN_IDENTITY = "110105194912310038"


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


@dataclass(frozen=True, slots=True)
class Loan:
    """What a borrower tells of one loan; `creditor` is how the lender is called in the list, or by what name it is not."""

    app: str
    creditor: str
    contract: str
    balance: str = "57,800"
    principal: str = "60,000"
    instalment: str = "2,878"
    is_listed: bool = True


RIVERSIDE = Loan("江畔随借", "江畔银行|Riverside Bank", "HT-2025-0001")


def add_loan(borrower: Walker, ref: str, loan: Loan = RIVERSIDE) -> None:
    borrower.open(f"/apply/{ref}/loans/new/")
    borrower.answer(app_name=loan.app, contract_number=loan.contract, **_creditor(borrower, loan))
    borrower.answer(
        balance_minor=loan.balance, principal_minor=loan.principal, instalment_minor=loan.instalment
    )
    borrower.answer(annual_rate="14.4%", method="equal_instalment", instalments=24, purpose="consumption")
    began = today() - timedelta(days=300)
    borrower.answer(
        contract_on=began.isoformat(),
        matures_on=(began + timedelta(days=730)).isoformat(),
        overdue_since=(today() - timedelta(days=70)).isoformat(),
    )
    borrower.press()


def _creditor(borrower: Walker, loan: Loan) -> dict[str, str | None]:
    if not loan.is_listed:
        return {"creditor": "other", "creditor_name": loan.creditor}
    listed = borrower.page.locator("main select[name=creditor] option", has_text=re.compile(loan.creditor))
    return {"creditor": listed.get_attribute("value")}


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


def state_budget(borrower: Walker, ref: str, salary: str = "6,800") -> None:
    """What the statements show stands in the fields; the borrower changes two of them."""
    borrower.open(f"/apply/{ref}/budget/income/")
    borrower.answer(income_salary=salary)
    borrower.answer(essential_housing="2,200")
    if borrower.path.endswith("/debts/"):
        borrower.press()


def wish_and_consent(borrower: Walker, ref: str) -> None:
    borrower.open(f"/apply/{ref}/wish/amount/")
    borrower.answer(monthly_minor="1,500", instalments=36)
    borrower.press()
    consent_to_all(borrower, ref)


def consent_to_all(borrower: Walker, ref: str) -> None:
    """The sheet of each lender that the page names, one by one."""
    borrower.open(f"/apply/{ref}/consents/")
    pattern = rf"/apply/{ref}/consents/[0-9A-Z]{{10}}/$"
    for sheet in borrower.links(pattern):
        borrower.open(sheet)
        agree_to_sheet(borrower)


def agree_to_sheet(borrower: Walker) -> None:
    """Nothing is ticked beforehand; this borrower shows all that may be shown."""
    boxes = borrower.page.locator('main [name="items"]').all()
    assert boxes, f"nothing can be chosen on {borrower.path}"
    assert not any(box.is_checked() for box in boxes), f"chosen for the borrower on {borrower.path}"
    items = [box.get_attribute("value") for box in boxes]
    borrower.answer(items=items, until_day=(today() + timedelta(days=365)).isoformat(), agree=True)


def submit(borrower: Walker, ref: str) -> None:
    borrower.open(f"/apply/{ref}/check/")
    borrower.follow(r"/submit/$")
    borrower.answer(true=True, notice=True)
    assert borrower.path.endswith("/receipt/")
    assert ref in borrower.text


def apply(borrower: Walker, *loans: Loan, salary: str = "6,800") -> str:
    """An application from its beginning to its receipt, about these loans or one at the bank; its reference."""
    ref = begin(borrower)
    tell(borrower, ref)
    for loan in loans or (RIVERSIDE,):
        add_loan(borrower, ref, loan)
    hand_in_papers(borrower, ref)
    state_budget(borrower, ref, salary)
    wish_and_consent(borrower, ref)
    submit(borrower, ref)
    return ref


def admit(staff: Walker, ref: str) -> None:
    staff.enter_demo("Reviewer")
    staff.open(f"/review/{ref}/")
    staff.follow(r"/admit/$")
    staff.answer(parties_confirmed=True, content_confirmed=True)
    staff.press()

"""A bank opens twenty cases by one file; some of those invited come, each in their own way.

One joins by code and hands in, one lets a representative act, one joins and corrects what the bank said, one has no
telephone that shows pages and is helped by an operator; by pages alone. The bank passes the codes on by letter, so that
nothing here depends on the hour of the day; whoever is new takes up the same phone.
"""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.applying import admit, code_in_outbox, consent_to_all, submit, today
from tests.journeys.lending import OFFICER
from tests.journeys.walker import Walker
from tests.platform.stories import pictures

if TYPE_CHECKING:
    from playwright.sync_api import Page

CASES = 20
HEADER = "手机或邮箱,姓名,产品,合同编号,借款本金,未还金额,逾期起始日,邀请原因"
BAD_LINE = "not a phone,,江畔随借,HT-BAD,60000,56000,,"
# Numbers of nobody, which the demo's provider knows.
ALONE, REPRESENTED, CORRECTING, AGENT, HELPED = (
    "110105194912310046",
    "110105194912310054",
    "110105194912310062",
    "110105194912310070",
    "110105194912310089",
)
AGENT_NAME = "陈立"
AGENT_PHONE = "13700137000"


def phone_of(place: int) -> str:
    return f"139{place:08}"


def contract_of(place: int) -> str:
    return f"HT-L-{place:03}"


# --- the bank ---------------------------------------------------------------------------------------


def csv_file() -> bytes:
    """Twenty loans, and one line that cannot be taken."""
    since = (today() - timedelta(days=70)).isoformat()
    lines = [
        f"{phone_of(place)},,江畔随借,{contract_of(place)},60000.00,56000.00,{since},请与我们商量。"
        for place in range(CASES)
    ]
    return "\n".join([HEADER, *lines, BAD_LINE]).encode("utf-8-sig")


def open_by_file(staff: Walker) -> str:
    """Hand it in, read what was understood, confirm, and wait until it is done; what the page says then."""
    staff.enter_demo(OFFICER)
    staff.open("/opening/")
    staff.follow(r"/opening/file/$")
    staff.answer(file=("cases.csv", csv_file()))
    assert f"{CASES} rows can be opened, 1 lines cannot be taken" in staff.text
    staff.answer(sends="no")
    return staff.wait_to_read(r"\d+ cases opened; \d+ loans had been invited before")


def code_for(staff: Walker, place: int) -> str:
    """The code of one invitation, as the bank prints it into its letter."""
    staff.open("/opening/")
    row = staff.page.locator("main tbody tr", has_text=contract_of(place))
    staff.open(str(row.locator("a").first.get_attribute("href")))
    return shown_code(staff)


def contracts_shown(staff: Walker) -> list[str]:
    """Those of the file that stand in the list."""
    return re.findall(r"HT-L-\d{3}", staff.text)


def shown_code(person: Walker) -> str:
    return str(person.page.locator("main strong.code").first.inner_text())


# --- those invited ----------------------------------------------------------------------------------


def show_identity(person: Walker, name: str, number: str) -> None:
    person.answer(
        legal_name=name,
        number=number,
        card_until=(today() + timedelta(days=3000)).isoformat(),
        front=("front.png", pictures.png(320, 200)),
        back=("back.png", pictures.png(320, 200, shade=120)),
        has_consented=True,
    )


def come_by_code(person: Walker, code: str, phone: str, name: str, number: str) -> None:
    """Somebody new to the phone: type the code, register, show who one is, come back, join of one's own will."""
    person.page.context.clear_cookies()
    person.open("/join/")
    person.answer(code=code.lower().replace("-", " "))
    assert "江畔" not in person.text
    person.follow(r"/account/register/\?next=")
    person.answer(phone=phone)
    person.answer(code=code_in_outbox(person.page, person.url))
    assert person.path.endswith("/enter/")
    entered = person.path
    person.follow(r"/account/identity/$")
    show_identity(person, name, number)
    person.wait_to_read("已核实")
    person.open(entered)
    person.answer(is_willing=True)


def fill_and_hand_in(person: Walker, ref: str) -> None:
    """What must be there: the loan stands already, in the bank's words."""
    person.open(f"/apply/{ref}/cause/")
    person.answer(cause="income_fell")
    consent_to_all(person, ref)
    submit(person, ref)


def joined_case(person: Walker, place: int) -> str:
    """The case that opened, with the bank's words of its loan in it as a first answer."""
    ref = person.path.split("/")[2]
    person.open(f"/apply/{ref}/check/")
    assert contract_of(place) in person.text
    assert "56,000" in person.text
    return ref


def correct_the_bank(person: Walker, ref: str) -> None:
    """The bank's first answer is not the last word."""
    person.follow(rf"/apply/{ref}/loans/[0-9A-Z]{{10}}/amounts/\?back=check$")
    person.answer(balance_minor="41,000")
    assert "41,000" in person.text


# --- somebody acts for one of them ------------------------------------------------------------------


def name_agent(borrower: Walker, ref: str) -> str:
    """Name who acts, with the paper; the code that the borrower passes on."""
    borrower.open(f"/case/{ref}/")
    borrower.open(f"/opening/case/{ref}/representative/")
    borrower.answer(
        contact=AGENT_PHONE,
        name=AGENT_NAME,
        kind="relative",
        scope="general",
        until_day=(today() + timedelta(days=365)).isoformat(),
        paper=("paper.png", pictures.png(400, 500)),
    )
    return shown_code(borrower)


def accept_paper(staff: Walker, ref: str) -> None:
    staff.enter_demo("Reviewer")
    staff.open("/opening/papers/")
    row = staff.page.locator("main tbody tr", has_text=ref)
    staff.open(str(row.locator("a").first.get_attribute("href")))
    assert AGENT_NAME in staff.text
    staff.answer(verdict="accept")


# --- somebody is helped -----------------------------------------------------------------------------


def help_on_the_phone(staff: Walker, code: str, phone: str, number: str, contract: str) -> str:
    """An operator reads the sheet, takes the invitation up, writes down what the person tells, has it confirmed."""
    staff.enter_demo("Operator")
    staff.open("/assisted/")
    staff.follow(r"/assisted/begin/$")
    staff.answer(
        name="林秀",
        phone=phone,
        invitation=code,
        language="zh-hans",
        channel="phone",
        consent_how="spoken",
        consent_words="She said yes on the phone, today at ten; I wrote it down.",
    )
    ref = staff.path.split("/")[2]
    staff.follow(r"/identity/$")
    show_identity(staff, "林秀", number)
    staff.open(f"/apply/{ref}/cause/")
    staff.answer(cause="illness")
    consent_to_all(staff, ref)
    read_back(staff, ref, phone, contract)
    staff.follow(rf"/apply/{ref}/submit/$")
    staff.answer(true=True, notice=True)
    return ref


def read_back(staff: Walker, ref: str, phone: str, contract: str) -> None:
    """Every answer is read aloud; the person says the code that came to their own phone."""
    staff.open(f"/assisted/{ref}/")
    staff.follow(rf"/assisted/{ref}/read/$")
    assert contract in staff.text
    staff.press()
    staff.answer(code=code_sent_to(staff.page, staff.url, phone))


def code_sent_to(page: "Page", url: str, phone: str) -> str:
    """The code that the worker sent to this phone, once it is there."""
    tab = Walker(page.context.new_page(), url, judged=False)
    tab.open("/demo/outbox/")
    found = tab.wait_to_read(rf"\+86{phone}[^+]*?(?<!\d)(\d{{6}})(?!\d)")
    tab.page.close()
    return found


# --- the journey ------------------------------------------------------------------------------------


@pytest.mark.feature("A02", "A12", "A13", "P04")
def test_a_bank_opens_twenty_cases_and_people_come_by_code_by_a_representative_and_with_help(
    phone: "Page", other_phone: "Page", desk: "Page", url: str
) -> None:
    staff, borrower, agent = Walker(desk, url), Walker(phone, url), Walker(other_phone, url)
    assert open_by_file(staff).startswith(f"{CASES} cases opened; 0 ")
    assert open_by_file(staff).startswith(f"0 cases opened; {CASES} ")
    codes = [code_for(staff, place) for place in range(4)]

    come_by_code(borrower, codes[0], phone_of(0), "周一鸣", ALONE)
    alone = joined_case(borrower, 0)
    fill_and_hand_in(borrower, alone)

    come_by_code(borrower, codes[1], phone_of(1), "何安", CORRECTING)
    correct_the_bank(borrower, joined_case(borrower, 1))

    come_by_code(borrower, codes[2], phone_of(2), "许宁", REPRESENTED)
    represented = joined_case(borrower, 2)
    come_by_code(agent, name_agent(borrower, represented), AGENT_PHONE, AGENT_NAME, AGENT)
    assert agent.page.request.get(f"{url}/apply/{represented}/").status == 404
    accept_paper(staff, represented)
    fill_and_hand_in(agent, represented)
    borrower.open(f"/case/{represented}/")
    borrower.wait_to_read(f"{AGENT_NAME}.*许宁")

    helped = help_on_the_phone(staff, codes[3], phone_of(3), HELPED, contract_of(3))
    admit(staff, helped)
    staff.enter_demo(OFFICER)
    staff.open("/opening/?show=joined")
    assert sorted(contracts_shown(staff)) == [contract_of(place) for place in range(4)]

"""Papers in, plan out, on a phone: three files dragged at once, read by the worker, and two rows put right.

Somebody in talks, whose plans lie side by side, drops what their phone has: a wallet's workbook, another's CSV, and a bank's
list of a shape that nobody knows. Each says what it is; the bank's list asks once for its columns. Two rows that the machine
could not know are corrected, and the plans that the worker makes anew are others.
"""

import base64
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hejie.statements import specimens
from tests.engine.statements.printed import alipay_text, line
from tests.journeys.applying import today
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Page

FRIEND = "李小明"
COUSIN = "王大力"


def months_back() -> list[date]:
    """A day in each of the last six months."""
    first = today().replace(day=1)
    days = []
    for _ in range(6):
        first = (first - timedelta(days=1)).replace(day=1)
        days.append(first + timedelta(days=9))
    return days


def alipay() -> bytes:
    """Money sent to two persons each month, which looks like spending of the household."""
    rows = []
    for day in months_back():
        at, ident = f"{day} 10:00:00", f"T{day:%Y%m}"
        rows.append(sent(at, FRIEND, "1500.00", ident))
        rows.append(sent(at, COUSIN, "600.00", f"{ident}0"))
    return alipay_text(*rows)


def sent(at: str, who: str, amount: str, number: str) -> str:
    return line(at=at, type="转账红包", who=who, goods="转账", amount=amount, number=number)


def river_bank() -> bytes:
    """The list of a small bank, in columns of its own."""
    rows = "".join(f"{day},领工钱,进,{2000 + k}.00\n" for k, day in enumerate(months_back()))
    return f"河边信用社\n日子,干什么,进出,钱数\n{rows}".encode()


DROP = """([files, zone]) => {
  const all = new DataTransfer();
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
    all.items.add(new File([bytes], name));
  }
  for (const kind of ["dragover", "drop"]) {
    zone.dispatchEvent(new DragEvent(kind, {dataTransfer: all, bubbles: true, cancelable: true}));
  }
}"""


def drag(borrower: Walker, files: dict[str, bytes]) -> None:
    """Let these files fall onto the form, as a mouse or a finger does, and hand them in."""
    zone = borrower.page.locator("[data-drop]").element_handle()
    told = [[name, base64.b64encode(data).decode()] for name, data in files.items()]
    borrower.page.evaluate(DROP, [told, zone])
    names = borrower.page.locator("[data-drop-names]").inner_text()
    assert all(name in names for name in files), names
    borrower.press()


def wait_until_read(borrower: Walker) -> None:
    """The list of files tells of itself: progress first, then an answer for each; the page is not opened anew."""
    listed = borrower.page.locator("#files")
    assert listed.locator(".file").count() == 3
    assert listed.locator("progress").count() == 1, listed.inner_text()
    listed.locator("progress").wait_for(state="detached")


def correct(borrower: Walker, ref: str, who: str) -> None:
    """Find the row by its other side among those of its kind, and say what it and all like it are."""
    borrower.open(f"/apply/{ref}/rows/")
    borrower.follow(r"\?category=personal_transfer_out$")
    borrower.follow_words("", rf"/apply/{ref}/rows/{row_with(borrower, who)}/$")
    borrower.answer(category="own_transfer", reason="存到我自己的另一个账户", alike=True)


def row_with(borrower: Walker, who: str) -> str:
    """The key of the first row of the page with this other side."""
    found = borrower.page.locator("main .row-line").filter(has_text=who).first
    link = found.locator("a").get_attribute("href") or ""
    return link.rstrip("/").rpartition("/")[2]


def plans(borrower: Walker, talks: str) -> str:
    borrower.open(f"/room/{talks}/plans/")
    borrower.wait_for(r"/plans/[a-z]+/$")
    return borrower.text


def payable(borrower: Walker, ref: str) -> str:
    """What the page of the whole budget says can be paid."""
    borrower.open(f"/apply/{ref}/budget/whole/")
    return str(borrower.page.locator("main .lead").first.inner_text())


def test_three_files_dragged_on_a_phone_become_a_budget_and_two_corrections_change_the_plan(
    phone: "Page", url: str
) -> None:
    borrower = Walker(phone, url)
    borrower.enter_demo("三个方案|three plans")
    borrower.open("/case/")
    borrower.follow(r"/case/[0-9A-Z]{10}/$")
    ref = borrower.path.split("/")[2]
    borrower.follow(r"/room/[0-9A-Z]{10}/$")
    talks = borrower.path.split("/")[2]
    plans(borrower, talks)

    borrower.open(f"/apply/{ref}/papers/")
    wallet = specimens.wechat_xlsx(specimens.EMPLOYEE, until=today(), seed=2)
    drag(borrower, {"微信.xlsx": wallet, "支付宝.csv": alipay(), "河边.csv": river_bank()})
    wait_until_read(borrower)
    assert "微信支付账单" in borrower.text

    borrower.follow(r"/columns/$")
    borrower.answer(
        column_0="occurred_at",
        column_1="narration",
        column_2="direction",
        column_3="amount",
        sign="by_direction",
    )

    before = payable(borrower, ref)
    correct(borrower, ref, FRIEND)
    after_one = payable(borrower, ref)
    assert after_one != before
    shown = plans(borrower, talks)
    correct(borrower, ref, COUSIN)
    assert payable(borrower, ref) not in (before, after_one)
    borrower.open(f"/room/{talks}/plans/")
    for _ in range(100):
        if borrower.text != shown:
            break
        borrower.page.wait_for_timeout(300)
        borrower.page.reload()
    assert borrower.text != shown
    assert re.search(r"\d", borrower.text)

"""No agreement, and everything that remains: a plan of one's own, a pack for court, a complaint answered, a new application.

A borrower on a phone, in Chinese; a reviewer, an officer and a complaint handler at a desk, in English; by pages alone. What
the bank offered and said in the talks is looked for in the pack, and must not be there.
"""

import re
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.applying import (
    KNOWN_IDENTITY,
    admit,
    agree_to_sheet,
    apply,
    offer_identity,
    register,
    submit,
    today,
)
from tests.journeys.lending import OFFICER, agree_figures, look_at_plans, state_figures, talks_of
from tests.journeys.walker import Walker
from tests.platform.afterwards.reading import text_of
from tests.platform.stories import pictures

if TYPE_CHECKING:
    from playwright.sync_api import Page

PHONE = "13800138003"
HANDLER = "Complaint handler"
OFFERED = "本行愿意减免一半罚息，仅供这次协商。"
DECLINED = "这个数我每月付不起。"
ENDED = "Too far apart for us."
CALLS = "一天里打了十几个电话，也打到了单位。"
VIEW = "The calls were made by our agency; we have stopped them."
ANSWER = (
    "The call list shows fourteen calls on one day. They have stopped, and the number at work is deleted."
)
TOLD = "工厂减少夜班，收入少了三成，但工作还在。"


# --- talks that end ---------------------------------------------------------------------------------


def put_offer(staff: Walker, talks: str, plan: str) -> None:
    """The bank concedes something, and says so."""
    staff.open(f"/lender/{talks}/offers/new/?from={plan}")
    staff.fill(waive_overdue_interest="0", waive_penalty_interest="300", words=OFFERED)
    staff.press()
    staff.answer(notice_seen=True)


def decline_offer(borrower: Walker, talks: str) -> None:
    borrower.open(f"/room/{talks}/offers/")
    borrower.follow(r"/offers/\d+/$")
    assert OFFERED in borrower.text
    borrower.follow(r"/decline/$")
    borrower.answer(words=DECLINED)


def end_talks(staff: Walker, talks: str) -> None:
    staff.open(f"/lender/{talks}/")
    staff.follow(rf"/lender/{talks}/end/$")
    staff.answer(note=ENDED)
    staff.follow(r"/afterwards/desk/[0-9A-Z]{10}/$")


def read_the_ending(borrower: Walker, ref: str, talks: str) -> None:
    """From the case to how it ended, and the ways that remain."""
    borrower.open(f"/case/{ref}/")
    borrower.follow(rf"/afterwards/{ref}/$")
    borrower.follow(rf"/afterwards/talks/{talks}/$")
    assert ENDED not in borrower.text
    borrower.follow(rf"/afterwards/{ref}/ways/$")


# --- a plan of one's own ----------------------------------------------------------------------------


def make_plan(borrower: Walker, ref: str) -> None:
    """What can be paid, shared anew by the page, and kept."""
    borrower.open(f"/afterwards/{ref}/plan/new/")
    borrower.answer(first_on=(today() + timedelta(days=20)).isoformat(), months=6, reminds=True)
    assert borrower.path.endswith(f"/afterwards/{ref}/plan/")


def tell_own_payment(borrower: Walker, ref: str) -> None:
    borrower.follow(rf"/afterwards/{ref}/plan/[0-9A-Z]{{10}}/$")
    borrower.answer(
        amount="400", paid_on=today().isoformat(), receipt=("receipt.png", pictures.png(300, 200))
    )
    borrower.wait_to_read(r"400(\.00)?")


def letter_to_the_lender(borrower: Walker, ref: str, to: Path) -> str:
    borrower.open(f"/afterwards/{ref}/plan/")
    return text_of(borrower.download(r"/plan/letter/1/$", to).read_bytes())


# --- a pack for court -------------------------------------------------------------------------------


def make_pack(borrower: Walker, ref: str, talks: str) -> None:
    borrower.open(f"/afterwards/talks/{talks}/")
    borrower.follow(rf"/afterwards/talks/{talks}/pack/$")
    borrower.tick_all()
    borrower.press()
    borrower.wait_for(r"/pack/[0-9A-Z]{10}/zip/$")


def said_in_pack(borrower: Walker, folder: Path) -> str:
    """Everything that the pack says: its document, its index and the papers that are text."""
    document = borrower.download(r"/pack/[0-9A-Z]{10}/pdf/$", folder / "pack.pdf").read_bytes()
    bundle = borrower.download(r"/pack/[0-9A-Z]{10}/zip/$", folder / "pack.zip").read_bytes()
    with zipfile.ZipFile(BytesIO(bundle)) as opened:
        loose = [opened.read(name).decode("utf-8", "replace") for name in opened.namelist() if is_text(name)]
    return "\n".join([text_of(document), *loose])


def is_text(name: str) -> bool:
    return name.endswith(".csv")


# --- a complaint ------------------------------------------------------------------------------------


def complain(borrower: Walker) -> str:
    """About the bank's calls; the number of the complaint."""
    borrower.open("/complaints/")
    borrower.follow(r"/complaints/new/$")
    about = borrower.page.locator('main [name="about"][value^="lender:"]').first.get_attribute("value")
    borrower.answer(
        about=about,
        topic="contacts",
        happened_on=(today() - timedelta(days=3)).isoformat(),
        words=CALLS,
        wish="stop",
        file=("calls.png", pictures.png(300, 500)),
    )
    return borrower.path.split("/")[2]


def take_in_hand(staff: Walker, complaint: str) -> None:
    """Somebody who has no part in it takes it, and asks the bank how it sees it."""
    staff.enter_demo(HANDLER)
    staff.open("/complaints/desk/")
    staff.follow(rf"/complaints/{complaint}/$")
    staff.follow(r"/accept/$")
    staff.answer(is_complex="no")
    staff.follow(r"/ask/$")
    staff.press()


def tell_the_banks_view(staff: Walker, complaint: str) -> None:
    staff.enter_demo(OFFICER)
    staff.open("/complaints/")
    staff.follow(rf"/complaints/{complaint}/$")
    staff.follow(r"/comment/$")
    staff.answer(words=VIEW)


def answer_complaint(staff: Walker, complaint: str) -> None:
    staff.enter_demo(HANDLER)
    staff.open(f"/complaints/{complaint}/")
    staff.follow(r"/answer/$")
    staff.answer(outcome="upheld", words=ANSWER, routes=["second_look", "regulator"])


# --- once more --------------------------------------------------------------------------------------


def apply_again(borrower: Walker, ref: str) -> str:
    """A new application that begins with every answer; only consent is asked anew."""
    borrower.open(f"/afterwards/{ref}/back/")
    borrower.press()
    again = borrower.path.split("/")[2]
    assert again != ref
    borrower.open(f"/apply/{again}/check/")
    for kept in (TOLD, "江畔随借", "HT-2025-0001", "6,800", "1,500"):
        assert kept in borrower.text, f"{kept} was not kept:\n{borrower.text}"
    borrower.open(f"/apply/{again}/budget/living/")
    assert borrower.page.locator('main [name="essential_housing"]').input_value() == "2200.00"
    borrower.open(f"/apply/{again}/wish/amount/")
    borrower.answer(monthly_minor="1,200")
    borrower.open(f"/apply/{again}/consents/")
    borrower.follow(rf"/apply/{again}/consents/[0-9A-Z]{{10}}/$")
    agree_to_sheet(borrower)
    submit(borrower, again)
    return again


@pytest.mark.feature("I06", "O04", "K01", "A09")
def test_talks_that_fail_leave_a_plan_a_pack_an_answered_complaint_and_a_way_back(
    phone: "Page", desk: "Page", url: str, tmp_path: Path
) -> None:
    borrower, staff = Walker(phone, url), Walker(desk, url)
    register(borrower, PHONE)
    offer_identity(borrower, KNOWN_IDENTITY)
    ref = apply(borrower)
    admit(staff, ref)
    talks = talks_of(borrower, ref)
    state_figures(staff, talks)
    agree_figures(borrower, talks)
    put_offer(staff, talks, look_at_plans(borrower, talks))
    decline_offer(borrower, talks)
    end_talks(staff, talks)
    read_the_ending(borrower, ref, talks)

    make_plan(borrower, ref)
    tell_own_payment(borrower, ref)
    assert "江畔随借" in letter_to_the_lender(borrower, ref, tmp_path / "letter.pdf")

    make_pack(borrower, ref, talks)
    said = said_in_pack(borrower, tmp_path)
    assert "HT-2025-0001" in said
    for sealed in (OFFERED, DECLINED, ENDED, "减免", "too far apart"):
        assert sealed not in said, f"{sealed} stands in the pack"

    complaint = complain(borrower)
    take_in_hand(staff, complaint)
    tell_the_banks_view(staff, complaint)
    answer_complaint(staff, complaint)
    borrower.open(f"/complaints/{complaint}/")
    borrower.wait_to_read(re.escape(ANSWER))

    again = apply_again(borrower, ref)
    admit(staff, again)
    assert talks_of(borrower, again) != talks

"""From registration to the first confirmed instalment, through pages alone, on a house started as a person starts it.

A borrower on a phone, in Chinese; a reviewer, an officer and a checker at a desk, in English. Nothing is put into the
database by hand: codes are read from the demo's outbox, statements are files in the wallets' formats, and the signed
agreement is downloaded and verified outside the house. The staff use the keyboard alone throughout, the borrower from the
talks on; the application by keyboard is in `test_other_ways`.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.applying import admit, apply, decide_identity, offer_identity, register
from tests.journeys.keyboard import ByKeyboard
from tests.journeys.lending import (
    accept_offer,
    agree_figures,
    look_at_plans,
    put_offer,
    state_figures,
    talks_of,
)
from tests.journeys.signing import CHECKER, confirm_payment, sign, signed_document, tell_payment
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Page


# --- the agreement ----------------------------------------------------------------------------------


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


# --- what was typed ---------------------------------------------------------------------------------


def words_outlast_a_lost_connection_and_another_language(borrower: Walker, talks: str) -> None:
    """Typed, sent without a network, read in the other language and back: still there, still not sent."""
    borrower.open(f"/room/{talks}/messages/")
    borrower.fill(text="下个月起我又能上夜班。")
    borrower.page.context.set_offline(True)
    borrower.page.locator("main form button").first.click()
    borrower.page.locator("[data-typed]").wait_for()
    borrower.page.context.set_offline(False)
    for _ in ("en", "zh-hans"):
        borrower.judge()
        with borrower.page.expect_navigation(wait_until="load"):
            borrower.page.locator("header form.language button").click()
        assert borrower.page.locator("[name=text]").input_value() == "下个月起我又能上夜班。"


@pytest.mark.feature("A01")
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
    words_outlast_a_lost_connection_and_another_language(borrower, talks)
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

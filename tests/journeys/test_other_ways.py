"""The same pages by other means: by the keyboard alone, and with scripts switched off."""

from typing import TYPE_CHECKING

from tests.journeys.applying import KNOWN_IDENTITY, apply, begin, offer_identity, register
from tests.journeys.keyboard import ByKeyboard
from tests.journeys.walker import Walker

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_somebody_applies_by_the_keyboard_alone(desk: "Page", url: str) -> None:
    borrower = ByKeyboard(desk, url)
    register(borrower, phone="13800138001")
    offer_identity(borrower, KNOWN_IDENTITY)
    borrower.wait_to_read("Proven")
    ref = apply(borrower)
    assert ref in borrower.text


def test_an_application_is_begun_without_scripts(browser: "Browser", url: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, locale="zh-CN", viewport={"width": 360, "height": 740}
    )
    borrower = Walker(context.new_page(), url, judged=False)
    register(borrower, phone="13800138002")
    ref = begin(borrower)
    borrower.open(f"/apply/{ref}/cause/")
    borrower.answer(cause="illness")
    borrower.open(f"/apply/{ref}/words/")
    borrower.answer(words="做了手术，三个月不能上班。")
    borrower.open(f"/apply/{ref}/check/")
    assert "做了手术" in borrower.text
    context.close()

"""A real browser in front of the pages: the system's Chromium, a phone and a desk, and a judge of each page.

`browser` is one Chromium for the session; without one, every journey skips and says so, and where
CI_REQUIRE_BROWSER=1 the same skip is a failure. `phone` and `desk` are fresh pages (own cookies); whatever
they load is judged: accessibility by axe, nothing wider than the screen, no error in the console, and no
request that leaves this machine.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys import chromium
from tests.journeys.judge import Judge
from tests.platform import conftest as platform

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


# A page of the registry is opened at the moment of the platform's stories, in a database that is emptied as theirs is.
now = platform.now
_emptied = platform._append_only_tables_are_emptied_between_tests
_quick_passwords = platform._passwords_are_hashed_quickly


@pytest.fixture(autouse=True, scope="session")
def _a_loop_runs_in_this_thread() -> Iterator[None]:
    """Playwright's; Django would mistake our queries for careless ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    from playwright.sync_api import sync_playwright

    program = chromium.program()
    if program is None:
        pytest.skip(f"no browser: {chromium.HOW_TO_GET_ONE}")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=chromium.flags())
        yield launched
        launched.close()


@pytest.fixture
def phone(browser: "Browser") -> Iterator["Page"]:
    """360 x 740, touch, Simplified Chinese."""
    yield from _watched(browser, viewport={"width": 360, "height": 740}, has_touch=True, locale="zh-CN")


@pytest.fixture
def other_phone(browser: "Browser") -> Iterator["Page"]:
    """The same, of somebody else."""
    yield from _watched(browser, viewport={"width": 360, "height": 740}, has_touch=True, locale="zh-CN")


@pytest.fixture
def desk(browser: "Browser") -> Iterator["Page"]:
    """1440 x 900, English."""
    yield from _watched(browser, viewport={"width": 1440, "height": 900}, locale="en-GB")


def _watched(browser: "Browser", **options: object) -> Iterator["Page"]:
    context = browser.new_context(timezone_id="Asia/Shanghai", **options)
    page = context.new_page()
    judge = Judge.watching(page)
    yield page
    found = judge.faults()
    context.close()
    assert not found, "\n".join(found)

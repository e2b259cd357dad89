"""Every page of the registry in a real browser: a phone in Chinese and a desk in English, judged by axe and by width.

One world holds a sample of everything (tests/platform/web/samples.py); each page is opened by somebody it is
meant for, in light and in dark, and once more with scripts switched off.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "color_scheme": "light"},
    "desk": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
}
LANGUAGES = {"phone": "zh-hans", "desk": "en"}


@pytest.fixture
def house(live_server: Any, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A served house in which something of everything exists."""
    from tests.platform.cast import make_cast
    from tests.platform.web import samples

    # Playwright runs a loop in this thread; Django would mistake our queries for careless ones.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    return samples.build(make_cast(now), now), live_server.url


def _enter(context: "BrowserContext", url: str, person: Any, language: str) -> None:
    """Be this person in this language: the cookies that logging in would have set."""
    from tests.platform.web import samples

    context.clear_cookies()
    cookies = {"language": language}
    if person is not None:
        cookies["sessionid"] = samples.logged_in(person).cookies["sessionid"].value
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.feature("P02")
def test_every_page_passes_axe_and_fits_the_screen(browser: "Browser", house: Any, screen: str) -> None:
    from tests.journeys.judge import Judge
    from tests.platform.web import samples

    world, url = house
    context = browser.new_context(timezone_id="Asia/Shanghai", **SCREENS[screen])
    tab = context.new_page()
    judge = Judge.watching(tab)
    opened = 0
    for page, person in samples.readable_pages(world):
        _enter(context, url, person, LANGUAGES[screen])
        answer = tab.goto(url + samples.address(page, world))
        judge.judge()
        opened += answer is not None and answer.ok
    faults = judge.faults()
    context.close()
    assert faults == []
    assert opened > 30, "the sweep opened next to nothing"


@pytest.mark.django_db(transaction=True)
def test_every_page_can_be_read_with_scripts_switched_off(browser: "Browser", house: Any) -> None:
    """The main part is there and holds a heading; nothing waits for a script to appear."""
    from tests.platform.web import samples

    world, url = house
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", **SCREENS["phone"])
    tab = context.new_page()
    empty = []
    for page, person in samples.readable_pages(world):
        _enter(context, url, person, "zh-hans")
        tab.goto(url + samples.address(page, world))
        if not tab.locator("main h1").first.is_visible():
            empty.append(page.name)
    context.close()
    assert empty == []

"""Every page of the registry in a real browser: a phone in Chinese and a desk in English, judged by axe and by width.

One world holds a sample of everything (tests/platform/web/samples.py); each page is opened by somebody it is
meant for, in light and in dark, and once more with scripts switched off.
"""

from concurrent.futures import ThreadPoolExecutor
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
    """A served house in which something of everything exists, at the moment of its story."""
    from hejie_platform.core import clock

    monkeypatch.setattr(clock, "now", lambda: now)
    # The browser's loop runs in this thread, and sealing a document starts one of its own.
    with ThreadPoolExecutor(1) as builder:
        return builder.submit(_built, now).result(), live_server.url


def _built(now: datetime) -> Any:
    from django.db import connection

    from tests.platform.cast import make_cast
    from tests.platform.web import samples

    try:
        return samples.build(make_cast(now), now)
    finally:
        connection.close()


def _enter(context: "BrowserContext", url: str, page: Any, world: Any, language: str) -> None:
    """Be somebody who may open the page, in this language: the cookies that the way to it would have set."""
    from tests.platform.web import entering

    context.clear_cookies()
    jar = entering.browser_for(page, world).cookies
    cookies = {name: morsel.value for name, morsel in jar.items()} | {"language": language}
    context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_passes_axe_and_fits_the_screen(browser: "Browser", house: Any, screen: str) -> None:
    from tests.journeys.judge import Judge
    from tests.platform.web import samples

    world, url = house
    context = browser.new_context(timezone_id="Asia/Shanghai", **SCREENS[screen])
    tab = context.new_page()
    judge = Judge.watching(tab)
    opened, expected = 0, 0
    for page, _ in samples.readable_pages(world):
        if page.name not in samples.ONLY_LEAD_ON:
            _enter(context, url, page, world, LANGUAGES[screen])
            answer = tab.goto(url + samples.address(page, world))
            judge.judge()
            expected += 1
            opened += answer is not None and answer.ok
    faults = judge.faults()
    context.close()
    assert faults == []
    assert opened == expected > 100, f"{expected - opened} pages were not shown"


@pytest.mark.django_db(transaction=True)
def test_every_page_can_be_read_with_scripts_switched_off(browser: "Browser", house: Any) -> None:
    """The main part is there and holds a heading; nothing waits for a script to appear."""
    from tests.platform.web import samples

    world, url = house
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", **SCREENS["phone"])
    tab = context.new_page()
    empty = []
    for page, _ in samples.readable_pages(world):
        if page.name in samples.ONLY_LEAD_ON:
            continue
        _enter(context, url, page, world, "zh-hans")
        tab.goto(url + samples.address(page, world))
        if not tab.locator("main h1").first.is_visible():
            empty.append(page.name)
    context.close()
    assert empty == []

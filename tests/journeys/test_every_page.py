"""Every page of the registry in a real browser: a phone in Chinese and a desk in English, judged by axe and by width.

A world holds a sample of everything (tests/platform/web/samples.py); each page is opened by somebody it is meant for, in
light and in dark, and on the phone once more with scripts switched off. The two screens run beside each other.
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


def _opened(browser: "Browser", **options: Any) -> "BrowserContext":
    """A browser whose live streams say nothing: the served house answers one request after another, and would wait for them."""
    context = browser.new_context(timezone_id="Asia/Shanghai", **options)
    silence = {"content_type": "text/event-stream", "body": "retry: 600000\n\n"}
    context.route("**/live/**", lambda route: route.fulfill(**silence))
    return context


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.feature("D09")
def test_every_page_passes_axe_fits_the_screen_and_needs_no_script(
    browser: "Browser", house: Any, screen: str
) -> None:
    """Without scripts the main part is there and holds a heading; nothing waits for a script to appear."""
    from tests.journeys.judge import Judge
    from tests.platform.web import samples

    world, url = house
    context = _opened(browser, **SCREENS[screen])
    plain = _opened(browser, **SCREENS[screen], java_script_enabled=False) if screen == "phone" else None
    tab, bare = context.new_page(), plain.new_page() if plain else None
    judge = Judge.watching(tab)
    not_shown, empty, count = [], [], 0
    for page, _ in samples.readable_pages(world):
        if page.name in samples.ONLY_LEAD_ON:
            continue
        count += 1
        address = url + samples.address(page, world)
        _enter(context, url, page, world, LANGUAGES[screen])
        answer = tab.goto(address)
        judge.judge()
        if answer is None or not answer.ok:
            not_shown.append(page.name)
        if plain and bare:
            plain.add_cookies(context.cookies())
            bare.goto(address)
            if not bare.locator("main h1").first.is_visible():
                empty.append(page.name)
    faults = judge.faults()
    context.close()
    assert faults == []
    assert (not_shown, empty) == ([], [])
    assert count > 200

"""A real browser in front of the pages: the system's Chromium, a phone and a desk, and a judge of each page.

`browser` is one Chromium for the session; without one, every journey skips and says so, and where
CI_REQUIRE_BROWSER=1 the same skip is a failure. `phone` and `desk` are fresh pages (own cookies); whatever
they load is judged: accessibility by axe, nothing wider than the screen, no error in the console, and no
request that leaves this machine.

`url` is a house of the journey's own. Journeys run on both cores, each process with its own browser and houses; what a
run has only once, the demo world and the memory of the pages already judged, lies in a folder that they share.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys import chromium, house
from tests.journeys.judge import Judge, Memory
from tests.journeys.walker import PATIENCE
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


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this run that all its processes see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Nobody else is in here meanwhile."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def made_house(shared: Path) -> Path:
    """A house with its whole demo world, made by whichever process comes first; only to be copied."""
    made, being_made = shared / "world", shared / "world-being-made"
    with _alone(shared / "world.lock"):
        if not made.exists():
            shutil.rmtree(being_made, ignore_errors=True)
            house.make_world(being_made)
            being_made.rename(made)
    return made


@pytest.fixture
def url(made_house: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a house of one's own, its data in `tmp_path`."""
    shutil.copytree(made_house, tmp_path, dirs_exist_ok=True)
    with house.running(tmp_path) as address:
        yield address


@pytest.fixture(scope="session")
def memory(shared: Path) -> Memory:
    """What this run has judged already."""
    return Memory(shared / "judged")


@pytest.fixture
def phone(browser: "Browser", memory: Memory) -> Iterator["Page"]:
    """360 x 740, touch, Simplified Chinese."""
    yield from _watched(
        browser, memory, viewport={"width": 360, "height": 740}, has_touch=True, locale="zh-CN"
    )


@pytest.fixture
def other_phone(browser: "Browser", memory: Memory) -> Iterator["Page"]:
    """The same, of somebody else."""
    yield from _watched(
        browser, memory, viewport={"width": 360, "height": 740}, has_touch=True, locale="zh-CN"
    )


@pytest.fixture
def desk(browser: "Browser", memory: Memory) -> Iterator["Page"]:
    """1440 x 900, English."""
    yield from _watched(browser, memory, viewport={"width": 1440, "height": 900}, locale="en-GB")


def _watched(browser: "Browser", memory: Memory, **options: object) -> Iterator["Page"]:
    context = browser.new_context(timezone_id="Asia/Shanghai", **options)
    context.set_default_timeout(1000 * PATIENCE)
    page = context.new_page()
    judge = Judge.watching(page, memory)
    yield page
    found = judge.faults()
    context.close()
    assert not found, "\n".join(found)

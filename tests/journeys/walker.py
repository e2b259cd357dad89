"""One person with one browser: opens pages, answers what a form asks, presses its button; every page is judged.

    borrower = Walker(phone, url)
    borrower.open("/apply/")
    borrower.press()                                   # the one primary button of the page
    borrower.answer(cause="income_fell")               # by the names of the fields, then the primary button

What a page says differs by language; the names of its fields do not. Nothing is reached but by address, link and
button, and everything found on a page is found in its main part.
"""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PATIENCE = 120.0  # seconds; what is waited for comes much sooner where the machine has nothing else to do


class Walker:
    """Somebody at a browser page."""

    def __init__(self, page: Any, url: str, *, judged: bool = True) -> None:
        self.page, self.url = page, url
        self.judge: Callable[[], None] = page.judge if judged else lambda: None

    @property
    def path(self) -> str:
        return str(self.page.url).removeprefix(self.url)

    @property
    def text(self) -> str:
        """What the main part of the page says."""
        return str(self.page.locator("main").inner_text())

    def open(self, path: str) -> None:
        """Go to an address, as a bookmark or a link of a message does."""
        self._leave()
        answer = self.page.goto(self.url + path)
        assert answer.ok, f"{path} answers {answer.status}"

    def follow(self, pattern: str) -> None:
        """Take the first link of the page whose address ends as the pattern says."""
        self._leave()
        link = self._link(pattern)
        assert link is not None, f"no link to {pattern} on {self.path}:\n{self.text}"
        self._go(self._act_on(link))

    def follow_words(self, words: str, pattern: str) -> None:
        """Take the link of the main part that says this, and whose address ends as the pattern says."""
        self._leave()
        saying = self.page.locator("main a[href]").filter(has_text=re.compile(words)).all()
        link = next((one for one in saying if re.search(pattern, one.get_attribute("href") or "")), None)
        assert link is not None, f"no link {words} to {pattern} on {self.path}:\n{self.text}"
        self._go(self._act_on(link))

    def has_link(self, pattern: str) -> bool:
        return self._link(pattern) is not None

    def links(self, pattern: str) -> list[str]:
        """The addresses of all links of the main part whose address ends as the pattern says."""
        found = (str(link.get_attribute("href")) for link in self.page.locator("main a[href]").all())
        return list(dict.fromkeys(one for one in found if re.search(pattern, one)))

    def _link(self, pattern: str) -> Any:
        for link in self.page.locator("main a[href], header a[href], nav a[href]").all():
            if re.search(pattern, link.get_attribute("href") or ""):
                return link
        return None

    def fill(self, **answers: Any) -> None:
        """Answer fields by their names; a tick is True, a file is a (name, bytes) pair, several ticks are a list."""
        for name, value in answers.items():
            fields = self._fields(name)
            for field in fields:
                _give(field, value)
            if fields[0].get_attribute("type") == "radio":
                assert any(one.is_checked() for one in fields), f"{name} has no choice {value} on {self.path}"

    def tick_all(self) -> None:
        """Tick every box of the form."""
        for box in self.page.locator("main form input[type=checkbox]").all():
            box.check()

    def _fields(self, name: str) -> list[Any]:
        found = self.page.locator(f'main [name="{name}"]:not([type="hidden"])')
        assert found.count(), f"{self.path} asks nothing called {name}:\n{self.text}"
        is_group = found.first.get_attribute("type") in ("radio", "checkbox")
        return list(found.all()) if is_group else [found.first]

    def press(self, name: str = "", value: str = "") -> None:
        """Press the primary button, or the one with this name and value."""
        self._leave()
        wanted = f'[name="{name}"][value="{value}"]' if name else ".button:not(.plain):not(.second)"
        button = self.page.locator(f"main form button{wanted}")
        assert button.count(), f"no button {wanted} on {self.path}:\n{self.text}"
        self._go(self._act_on(button.first))

    def answer(self, **answers: Any) -> None:
        """Fill in and send; the page that comes must not ask again."""
        self.fill(**answers)
        self.press()
        assert not self.page.locator("main .error-summary").count(), f"{self.path} refuses:\n{self.text}"

    def wait_for(self, pattern: str) -> None:
        """Open the page anew until it has such a link, which somebody behind the scenes brings about."""
        deadline = time.monotonic() + PATIENCE
        while not self.has_link(pattern):
            assert time.monotonic() < deadline, f"no link to {pattern} ever came on {self.path}:\n{self.text}"
            time.sleep(0.3)
            self.page.reload()

    def wait_to_read(self, words: str) -> str:
        """Open the page anew until it says something like this; the match."""
        deadline = time.monotonic() + PATIENCE
        while not (found := re.search(words, self.text)):
            assert time.monotonic() < deadline, f"{self.path} never says {words}:\n{self.text}"
            time.sleep(0.3)
            self.page.reload()
        return found[1] if found.groups() else found[0]

    def enter_demo(self, label: str) -> None:
        """Become somebody of the demo world by one click, once its people are there."""
        self.open("/demo/")
        door = self.page.locator("main form button").get_by_text(re.compile(label))
        deadline = time.monotonic() + PATIENCE
        while not door.count():
            assert time.monotonic() < deadline, f"nobody like {label} is in the demo:\n{self.text}"
            time.sleep(0.5)
            self.page.reload()
        self._leave()
        self._go(self._act_on(door.first))

    def download(self, pattern: str, to: Path) -> Path:
        """Keep what a link of the page gives."""
        link = self._link(pattern)
        assert link is not None, f"no file {pattern} on {self.path}:\n{self.text}"
        answer = self.page.request.get(self.url + str(link.get_attribute("href")).removeprefix(self.url))
        assert answer.ok, f"{pattern} answers {answer.status}"
        to.write_bytes(answer.body())
        return to

    def _act_on(self, locator: Any) -> Callable[[], Any]:
        """How this person takes a link or a button."""
        return locator.click  # type: ignore[no-any-return]  # playwright's own

    def _leave(self) -> None:
        if not self.page.url.startswith("about:"):
            self.judge()

    def _go(self, act: Callable[[], Any]) -> None:
        with self.page.expect_navigation(wait_until="load") as arrived:
            act()
        answer = arrived.value
        assert answer is None or answer.ok, f"{self.path} answers {answer.status}:\n{self.text}"


def _give(field: Any, value: Any) -> None:
    tag, kind = field.evaluate("field => [field.tagName, field.type]")
    if kind == "file":
        name, data = value
        field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    elif kind == "radio":
        if field.get_attribute("value") == value:
            field.check()
    elif kind == "checkbox":
        is_ticked = field.get_attribute("value") in value if isinstance(value, list) else value
        field.set_checked(is_ticked)
    elif tag == "SELECT":
        field.select_option(value)
    else:
        field.fill(str(value))

"""Somebody without a mouse: everything is reached by Tab, chosen by arrows and Space, sent by Enter.

The focus must be seen wherever it comes. Only the choice of a file in the system's own dialog is taken as made.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.journeys.walker import Walker

MOST_TABS = 200
DAY_AS_TYPED = "%m%d%Y"  # in the order in which the program's own language asks for it (chromium.QUIET)


class ByKeyboard(Walker):
    """A walker that never touches the pointer."""

    def fill(self, **answers: Any) -> None:
        for name, value in answers.items():
            self._answer(self._fields(name), value)

    def tick_all(self) -> None:
        for box in self.page.locator("main form input[type=checkbox]").all():
            self._tick(box, True)

    def _act_on(self, locator: Any) -> Callable[[], Any]:
        self._reach(locator)
        return lambda: self.page.keyboard.press("Enter")

    def _answer(self, fields: list[Any], value: Any) -> None:
        tag, kind = fields[0].evaluate("field => [field.tagName, field.type]")
        if kind == "radio":
            self._reach(*fields)
            self._arrow_until(lambda: any(one.is_checked() for one in fields if one.input_value() == value))
        elif kind == "checkbox":
            for box in fields:
                self._tick(box, box.input_value() in value if isinstance(value, list) else value)
        elif kind == "file":
            self._reach(fields[0])
            name, data = value
            fields[0].set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
        elif tag == "SELECT":
            self._reach(fields[0])
            self._arrow_until(lambda: fields[0].input_value() == value)
        else:
            self._reach(fields[0])
            self._type(kind, str(value))

    def _type(self, kind: str, value: str) -> None:
        if kind == "date":
            self.page.keyboard.type(date.fromisoformat(value).strftime(DAY_AS_TYPED))
        else:
            self.page.keyboard.press("Control+A")
            self.page.keyboard.insert_text(value)

    def _tick(self, box: Any, is_wanted: bool) -> None:
        if box.is_checked() != is_wanted:
            self._reach(box)
            self.page.keyboard.press("Space")

    def _arrow_until(self, is_there: Callable[[], bool]) -> None:
        for _ in range(60):
            if is_there():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows never come to it on {self.path}")

    def _reach(self, *wanted: Any) -> None:
        """Tab on until one of these has the focus, and see it there."""
        for _ in range(MOST_TABS):
            if any(one.evaluate("one => one === document.activeElement") for one in wanted):
                ring = self.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
                assert ring != "none", f"the focus cannot be seen on {self.path}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {wanted[0]} on {self.path}")

"""What every page must pass, on top of what a journey wants of it.

A journey calls `page.judge()` before it leaves a page, since much of a page comes to be after it has loaded;
the last page is judged when the journey ends. A page that was visited and left unjudged is a fault of the
journey, so that none slips through. The same address with other content, after a form was refused, say,
is judged anew. What costs most, axe, looks once in a run at pages that differ in figures, days and references alone
(`Memory`); a fault fails the journey that came first.
"""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import axe_playwright_python

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Frame, Page, Request

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
LOCAL = {"127.0.0.1", "localhost", ""}

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  return document.documentElement.scrollWidth > width + 1
    ? [`${document.documentElement.scrollWidth} px wide on a screen of ${width} px`] : [];
}"""


# What differs between two showings of one page, from the most to the least particular.
PARTICULAR = (
    (re.compile(r'(?<=value=")[0-9A-Za-z-]{32,}(?=")'), ""),  # stamps of forms
    (re.compile(r"\b[0-9A-Z]{10}\b"), "R"),
    (re.compile(r"\d+"), "0"),
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Which pages were looked at, as empty files named by a hash, so that several processes share it."""

    folder: Path

    def is_new(self, page: "Page") -> bool:
        """Whether nobody has looked at such a page on such a screen; from now on somebody has."""
        shape = f"{page.viewport_size} {urlsplit(page.url).path} {page.content()}"
        for pattern, instead in PARTICULAR:
            shape = pattern.sub(instead, shape)
        self.folder.mkdir(exist_ok=True)
        try:
            (self.folder / hashlib.sha256(shape.encode()).hexdigest()).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True


@dataclass
class Judge:
    """Collects faults of everything that one page object loads."""

    page: "Page"
    memory: Memory | None = None
    found: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    visited: dict[str, None] = field(default_factory=dict)
    judged: set[str] = field(default_factory=set)

    @classmethod
    def watching(cls, page: "Page", memory: Memory | None = None) -> "Judge":
        judge = cls(page, memory)
        page.on("console", judge._console)
        page.on("pageerror", lambda error: judge._say(f"script failed: {error}"))
        page.on("request", judge._request)
        page.on("framenavigated", judge._visit)
        page.judge = judge.judge  # so that a journey can ask: page.judge()
        return judge

    def judge(self) -> None:
        """Judge the page as it stands; the same content is judged once."""
        content = hash((self.page.url, self.page.content()))
        self.judged.add(urlsplit(self.page.url).path)
        if self.page.url.startswith("about:") or content in self.seen:
            return
        self.seen.add(content)
        for fault in self.page.evaluate(TOO_WIDE):
            self._say(fault)
        if self.memory is None or self.memory.is_new(self.page):
            for violation in violations(self.page):
                self._say(violation)

    def faults(self) -> list[str]:
        self.judge()
        left = (path for path in self.visited if path not in self.judged)
        return [*self.found, *(f"{path}: visited, but not judged: call page.judge() there" for path in left)]

    def _say(self, fault: str) -> None:
        path = urlsplit(self.page.url).path
        if (line := f"{path}: {fault}") not in self.found:
            self.found.append(line)

    def _visit(self, frame: "Frame") -> None:
        if frame == self.page.main_frame and frame.url.startswith("http"):
            self.visited.setdefault(urlsplit(frame.url).path)

    def _console(self, message: "ConsoleMessage") -> None:
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self._say(f"console: {message.text}")

    def _request(self, request: "Request") -> None:
        if request.url.startswith("http") and urlsplit(request.url).hostname not in LOCAL:
            self._say(f"asked another machine: {request.url}")


def violations(page: "Page") -> list[str]:
    """What axe finds, one line for each node."""
    page.evaluate(f"() => {{ {AXE} }}")
    told: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"axe {one['id']} ({one['impact']}): {node['html'][:120]}: {node['failureSummary']}"
        for one in told["violations"]
        for node in one["nodes"]
    ]

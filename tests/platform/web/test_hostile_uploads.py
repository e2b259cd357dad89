"""Every page that takes a file, given files that nobody should send: an answer each time, never a failure, and nothing leaked.

The pages are found in the registry by their file inputs; a new one is tried without being listed.
"""

import re
import uuid
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hejie_platform.core import clock
from hejie_platform.web import pages
from tests.platform.stories import pictures
from tests.platform.web.entering import browser_for
from tests.platform.web.samples import World, address, build

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.whole_house]
CHAPTER = build
INPUT = re.compile(r'<input[^>]*type="file"[^>]*>')
ANSWERS = (200, 302, 303, 400, 404, 409, 413, 422)
HOSTILE: dict[str, tuple[str, bytes]] = {
    "nothing": ("empty.pdf", b""),
    "a program called pdf": ("bill.pdf", b"MZ\x90\x00" + bytes(400)),
    "brackets": ("../../../etc/passwd", b"[" * 200_000),
    "a picture with a name of controls": ("a\x00b\r\nSet-Cookie: x=1\x1b[31m\u202egpj.exe", pictures.png()),
}


class Filling(HTMLParser):
    """The form that takes the file, filled in so that its action is reached: what is there already, else something plain."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str], list[str]]] = []
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((had.get("action", ""), {}, []))
        if not self.forms or "name" not in had:
            if tag == "option" and self.forms and had.get("value"):
                self.forms[-1][1].setdefault(self.select, had["value"])
            return
        kind = had.get("type", tag)
        if tag == "select":
            self.select = had["name"]
        elif kind == "file":
            self.forms[-1][2].append(had["name"])
        elif tag in ("input", "textarea"):
            self.forms[-1][1].setdefault(had["name"], had.get("value") or PLAIN.get(kind, "1"))


PLAIN = {
    "text": "2026-11-20",
    "date": "2026-11-20",
    "textarea": "一句话",
    "checkbox": "on",
    "email": "a@example.org",
}


def filled(html: str) -> tuple[str, dict[str, str], list[str]]:
    """Where the form with a file input is sent to, its fields, and the names of its files."""
    filling = Filling()
    filling.feed(html)
    return next(form for form in filling.forms if form[2])


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def forms(told: World) -> Iterator[tuple[pages.Page, Client, str]]:
    """Each page that takes files: who opens it, and where."""
    for page in pages.every():
        if page.method == "GET" and page.audience != "demo":
            client, where = browser_for(page, told), address(page, told)
            shown = client.get(where)
            html = shown.content.decode(errors="replace") if not shown.streaming else ""
            if INPUT.search(html):
                yield page, client, where


def test_every_page_that_takes_a_file_answers_whatever_it_is_given(told: World) -> None:
    found, wrong = [], []
    for page, client, where in forms(told):
        found.append(page.name)
        client.raise_request_exception = False
        to, given, names = filled(client.get(where).content.decode(errors="replace"))
        for what, (name, data) in HOSTILE.items():
            given["action_id"] = str(uuid.uuid4())
            answer = client.post(to or where, given | {one: SimpleUploadedFile(name, data) for one in names})
            if answer.status_code not in ANSWERS:
                wrong.append((page.name, what, answer.status_code))
            if b"Traceback" in answer.content:
                wrong.append((page.name, what, "leaks"))
    assert not wrong, wrong
    assert len(found) > 20

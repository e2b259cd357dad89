"""Every address of the platform is listed, opens for those it is meant for, and for nobody else.

The registry (`web.pages`) says of each page who may open it and which object it needs; here each is opened as each
of the cast, in both languages. All failures are collected, so that one run names every page that is wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from hejie_platform.core import clock
from hejie_platform.web import middleware, pages
from tests.platform.web.entering import browser_for
from tests.platform.web.reading import Read, read
from tests.platform.web.samples import ONLY_LEAD_ON, World, address, build, known, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.long]
WALK = pytest.mark.whole_house  # through every page, as everybody: with the house's own suite

# What is no page: Django's admin has its own guard, and the API its keys; each has its own tests.
NOT_OURS = ("admin:", "api:")
LOGIN = "/account/login/"
REFUSED = (403, 404)
LANGUAGES = ("zh-hans", "en")
# Reading a page: it is shown, or it leads on. Writing without anything typed: asked again, or refused with a sentence.
OPENS = {"GET": (200, 302, 303), "POST": (200, 302, 303, 400, 409, 422)}
CHINESE = re.compile(r"[\u3400-\u9fff]")
# Four English words in a row, one of them a word of grammar: a sentence, and no name of an app or a file.
ENGLISH_RUN = re.compile(r"(?:\b[A-Za-z][a-z']*[,.;:]?\s+){3,}[A-Za-z]+")
GRAMMAR = re.compile(
    r"\b(?:the|an?|and|or|of|to|for|in|on|with|your?|we|us|it|is|are|not|this|that|by)\b", re.I
)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


def _listed() -> list[pages.Page]:
    """Every page of the registry but the demo's own, which are not routed in tests and have tests of their own."""
    return [page for page in pages.every() if page.audience != "demo"]


CHAPTER = build


@pytest.fixture
def world(told: World) -> World:
    return told


def _open(client: Client, page: pages.Page, where: str) -> Any:
    """The answer; a page that breaks answers 500 and is named like every other failure."""
    client.raise_request_exception = False
    try:
        return client.get(where) if page.method == "GET" else client.post(where, {})
    except pytest.fail.Exception as undefined:  # a variable that the template does not know
        return _Broken(str(undefined))


@dataclass(frozen=True, slots=True)
class _Broken:
    why: str
    status_code: int = 500

    @property
    def headers(self) -> dict[str, str]:
        return {"Content-Type": self.why, "Location": ""}


@dataclass(frozen=True, slots=True)
class Shown:
    """One page in one language, as it was answered."""

    page: pages.Page
    language: str
    policy: str
    html: str
    read: Read

    def __str__(self) -> str:
        return f"{self.page.name} in {self.language}"


@dataclass(slots=True)
class Shelf:
    """What was read once is there for the next test; nothing in it changes."""

    shown: list[Shown] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    is_filled: bool = False


@pytest.fixture(scope="module")
def kept() -> Shelf:
    return Shelf()


@pytest.fixture
def shelf(kept: Shelf, request: pytest.FixtureRequest) -> Shelf:
    """Every page that can be read, opened in each language by somebody it is meant for."""
    if not kept.is_filled:
        _read_all(request.getfixturevalue("world"), kept)
        kept.is_filled = True
    return kept


@pytest.fixture
def shown(shelf: Shelf) -> list[Shown]:
    """Every page that can be read and is HTML, in each language."""
    return shelf.shown


def _read_all(world: World, shelf: Shelf) -> None:
    for page in _listed():
        if page.method == "GET":
            client = browser_for(page, world)
            for language in LANGUAGES:
                client.cookies["language"] = language
                _keep(page, language, _open(client, page, address(page, world)), shelf)


def _keep(page: pages.Page, language: str, answer: Any, shelf: Shelf) -> None:
    if answer.status_code not in OPENS[page.method]:
        shelf.refused.append(f"{page.name} in {language} answers {answer.status_code} to {page.audience}")
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        html = answer.content.decode()
        policy = answer.headers["Content-Security-Policy"]
        shelf.shown.append(Shown(page, language, policy, html, read(html)))


def test_every_address_is_listed_once_and_has_its_sample() -> None:
    routed = [name for name in _names(get_resolver().url_patterns) if not name.startswith(NOT_OURS)]
    listed = [page.name for page in pages.every()]
    assert sorted(set(routed) - set(listed)) == [], "routed, but not in any room's PAGES"
    assert sorted({page.name for page in _listed()} - set(routed)) == [], "in a room's PAGES, but not routed"
    assert sorted({name for name in listed if listed.count(name) > 1}) == [], "listed twice"
    assert sorted({page.sample for page in _listed()} - set(known())) == [], "no sample of that name"


def test_an_address_that_no_room_lists_would_be_found() -> None:
    from django.urls import include, path

    hidden = [path("x/", include(([path("y/", lambda request: None, name="forgotten")], "cellar")))]
    assert set(_names(hidden)) - {page.name for page in pages.every()} == {"cellar:forgotten"}


@WALK
def test_every_page_opens_for_those_it_is_meant_for(world: World, shelf: Shelf) -> None:
    wrong = list(shelf.refused)
    for page in _listed():
        if page.method == "POST":
            answer = _open(browser_for(page, world), page, address(page, world))
            if answer.status_code not in OPENS[page.method]:
                wrong.append(f"{page.name} answers {answer.status_code} to {page.audience}")
    assert not wrong, "\n".join(wrong)


@WALK
def test_most_pages_are_really_shown(world: World, shown: list[Shown]) -> None:
    """A page that only leads on is not looked at here; these are the few that do."""
    seen = {one.page.name for one in shown}
    unseen = {page.name for page in _listed() if page.method == "GET"} - seen
    assert not unseen - ONLY_LEAD_ON, sorted(unseen - ONLY_LEAD_ON)


@WALK
def test_nobody_else_opens_a_page_of_somebody(world: World) -> None:
    """A stranger, another borrower and another lender get 404; whoever is not logged in is asked to log in."""
    wrong = []
    others = {name: logged_in(getattr(world.cast, name)) for name in STRANGERS}
    nobody = Client()
    for page in _listed():
        if page.audience == "public":
            continue
        where = address(page, world)
        answer = _open(nobody, page, where)
        if not (answer.status_code == 302 and answer.headers["Location"].startswith(LOGIN)):
            wrong.append(f"{page.name} answers {answer.status_code} to nobody")
        is_ones_own = not page.sample or page.sample in SEEN_BY_EACH
        if page.audience == "anyone" and is_ones_own:
            continue
        for name, client in others.items():
            if name == "other_officer" and page.audience in ("officer", "checker") and is_ones_own:
                continue  # a desk of one's own
            if (answer := _open(client, page, where)).status_code not in REFUSED:
                wrong.append(f"{page.name} answers {answer.status_code} to {name}")
    assert not wrong, "\n".join(wrong)


# One address for everybody of that audience, under which each sees their own: a period of figures, a lesson read.
SEEN_BY_EACH = frozenset({"card", "own_lesson"})
STRANGERS = ("stranger", "other_borrower", "other_officer")


@WALK
def test_a_page_that_is_not_yours_and_one_that_does_not_exist_look_alike(world: World) -> None:
    """Same status, same words: an address that was guessed tells nothing."""
    wrong = []
    client = logged_in(world.cast.stranger)
    for page in _listed():
        arguments = known()[page.sample](world)
        if page.method != "GET" or page.audience in ("public", "anyone") or "ref" not in arguments:
            continue
        where = address(page, world)
        theirs = _open(client, page, where)
        nowhere = _open(client, page, where.replace(arguments["ref"], "0000000000"))
        if _said(theirs) != _said(nowhere):
            wrong.append(page.name)
    assert not wrong, "\n".join(wrong)


def _said(answer: Any) -> tuple[int, str]:
    """What the answer tells, without the tokens that differ each time and the address that was asked for."""
    found = read(answer.content.decode())
    return answer.status_code, " ".join(text for words in found.words.values() for text in words)


@WALK
def test_no_page_is_left_half_translated(shown: list[Shown]) -> None:
    """In English no Chinese, in Chinese no English sentence; what is marked as another language is another matter."""
    wrong = []
    for one in shown:
        said = one.read.said_in(one.language)
        if one.language == "en" and (found := CHINESE.search(said)):
            wrong.append(f"{one} says {said[max(0, found.start() - 40) : found.start() + 20]!r}")
        if one.language == "zh-hans" and (found := english_in(said)):
            wrong.append(f"{one} says {found[:60]!r}")
    assert not wrong, "\n".join(wrong)


def english_in(said: str) -> str:
    """The first English sentence of a text, or nothing."""
    return next((run.group() for run in ENGLISH_RUN.finditer(said) if GRAMMAR.search(run.group())), "")


def test_a_half_translated_page_would_be_found() -> None:
    page = '<html lang="zh-hans"><body><p>你好 <span lang="en">This is meant to be here.</span></p>{}</body></html>'
    assert not english_in(read(page.format("<p>Example Loan pay.png wage.csv")).said_in("zh-hans"))
    assert english_in(read(page.format("<p>Please fill this in now</p>")).said_in("zh-hans"))
    assert CHINESE.search(read('<html lang="en"><p title="你好">Hello</p></html>').said_in("en"))


@WALK
def test_every_page_works_without_javascript(shown: list[Shown]) -> None:
    """Links lead somewhere, forms have a button and their token, nothing hangs on a click handler."""
    wrong = [f"{one}: {fault}" for one in shown for fault in _script_bound(one.read)]
    assert not wrong, "\n".join(wrong)


def _script_bound(found: Read) -> Iterator[str]:
    yield from (f"a link to {link!r}" for link in found.links if link in ("", "#") or "javascript:" in link)
    yield from (f"a handler {name}" for name in found.handlers)
    for form in found.forms:
        if not form.has_button and form.typed != 1:  # a single field is sent by the key that ends it
            yield f"a form without a button: {sorted(form.names)}"
        if form.method == "post" and "csrfmiddlewaretoken" not in form.names:
            yield f"a form without its token: {sorted(form.names)}"


@pytest.mark.parametrize(
    "part",
    [
        '<a href="#">x</a>',
        '<button onclick="x()">x</button>',
        '<form method="post"><button>x</button></form>',
        '<form><input name="a"><input name="b"></form>',
    ],
)
def test_a_page_that_needs_a_script_would_be_found(part: str) -> None:
    assert list(_script_bound(read(part)))


@WALK
def test_every_page_carries_the_strict_policy_and_no_third_party(shown: list[Shown]) -> None:
    wrong = [f"{one}: {one.policy}" for one in shown if one.policy != middleware.POLICY]
    for one in shown:
        wrong += [
            f"{one} reaches for {source}" for source in one.read.sources if re.match(r"(https?:)?//", source)
        ]
        if re.search(r"<style|\sstyle=", one.html) or re.search(r"<script(?![^>]*\ssrc=)", one.html):
            wrong.append(f"{one} has an inline style or script, which its own policy forbids")
    assert not wrong, "\n".join(wrong)


@WALK
@pytest.mark.feature("J04")
def test_help_is_one_act_away_from_every_page(shown: list[Shown]) -> None:
    """A plain link, which needs neither a script nor an account."""
    wrong = [str(one) for one in shown if 'href="/help/"' not in one.html]
    assert not wrong, "\n".join(wrong)


@WALK
def test_every_page_says_where_one_is(shown: list[Shown]) -> None:
    """One heading of the first rank, with words in it."""
    wrong = [str(one) for one in shown if one.html.count("<h1") != 1 or not one.read.headings]
    assert not wrong, "\n".join(wrong)

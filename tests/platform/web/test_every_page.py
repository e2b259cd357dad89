"""Every address of the platform is listed, opens for those it is meant for, and for nobody else.

The registry (`web.pages`) says of each page who may open it and which object it needs; `walk` opens each as each
of the cast. All failures are collected, so that one run names every page that is wrong.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from hejie_platform.web import pages
from tests.platform.web.samples import World, address, build, logged_in, readable_pages, reader_of

pytestmark = pytest.mark.django_db

# What is not ours: Django's admin has its own guard and its own tests.
NOT_OURS = ("admin:",)
LOGIN = "/account/login/"
REFUSED = (403, 404)
# Words that stay Latin on a Chinese page: units, file kinds, names of things.
LATIN_ALLOWED = re.compile(
    r"PDF|JPEG|JPG|PNG|CSV|XLSX|ZIP|MB|KB|SHA-256|PAdES|TOTP|QR|APP|App|IRR|LPR|ID|HJ-\d+|CN-[A-Z]+-\d+|English|e-?mail"
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH_RUN = re.compile(r"(?:[A-Za-z][a-z]{2,}[\s,.;:]+){3,}[A-Za-z]+")


def _names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}"


@pytest.fixture
def world(cast, now) -> World:  # type: ignore[no-untyped-def]  # fixtures of the conftest
    return build(cast, now)


def test_every_address_is_listed_once() -> None:
    routed = [name for name in _names(get_resolver().url_patterns) if not name.startswith(NOT_OURS)]
    listed = [page.name for page in pages.every()]
    assert sorted(set(routed) - set(listed)) == [], "routed, but not in any room's PAGES"
    assert sorted(set(listed) - set(routed)) == [], "in a room's PAGES, but not routed"
    assert sorted({name for name in listed if listed.count(name) > 1}) == [], "listed twice"


def _open(client: Client, page: pages.Page, world: World):  # type: ignore[no-untyped-def]  # Django's test response
    where = address(page, world)
    return client.get(where) if page.method == "GET" else client.post(where, {})


def _reader(page: pages.Page, world: World) -> Client:
    """The browser of somebody who may open the page."""
    person = reader_of(page, world)
    return logged_in(person) if person else Client()


def _shown(world: World) -> Iterator[tuple[pages.Page, str, str]]:
    """Every page that can be read, in each language: the page, the language, its HTML."""
    for page, _ in readable_pages(world):
        client = _reader(page, world)
        for language in ("zh-hans", "en"):
            client.cookies["language"] = language
            response = _open(client, page, world)
            if response.status_code == 200 and "html" in response.headers["Content-Type"]:
                yield page, language, response.content.decode()


def test_every_page_opens_for_those_it_is_meant_for(world: World) -> None:
    wrong = []
    for page in pages.every():
        if page.audience == "demo":
            continue  # not routed in test mode; the demo has its own tests
        status = _open(_reader(page, world), page, world).status_code
        if status not in (200, 302, 303, 400, 409, 422):
            wrong.append(f"{page.name} answers {status} to {page.audience}")
    assert wrong == []


def test_nobody_else_opens_a_page_of_somebody(world: World) -> None:
    """A stranger, another borrower and another lender get 404; whoever is not logged in is asked to log in."""
    wrong = []
    others = {"stranger": world.cast.stranger, "other_borrower": world.cast.other_borrower}
    for page in pages.every():
        if page.audience in ("public", "anyone", "demo"):
            continue
        anonymous = _open(Client(), page, world)
        if not (anonymous.status_code == 302 and anonymous.headers["Location"].startswith(LOGIN)):
            wrong.append(f"{page.name} answers {anonymous.status_code} to nobody")
        if not page.sample and page.audience == "borrower":
            continue  # one's own empty list
        for name, person in {**others, "other_officer": world.cast.other_officer}.items():
            if name == "other_officer" and not page.sample:
                continue  # a desk of one's own
            status = _open(logged_in(person), page, world).status_code
            if status not in REFUSED:
                wrong.append(f"{page.name} answers {status} to {name}")
    assert wrong == []


def _visible(html: str) -> str:
    """The text that a reader sees, without what is marked as being in another language."""
    html = re.sub(r"<(script|style|svg|head)\b.*?</\1>", " ", html, flags=re.S)
    html = re.sub(
        r'<(\w+)[^>]*\b(?:lang|translate)="(?:zh-hans|zh-Hans|zh|en|no)"[^>]*>(?!\s*<head).*?</\1>',
        " ",
        html.partition("<body")[2],
        flags=re.S,
    )
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_no_page_is_left_half_translated(world: World) -> None:
    wrong = []
    for page, language, html in _shown(world):
        text = _visible(html)
        if language == "en" and (found := CHINESE.findall(text)):
            wrong.append(f"{page.name} in English shows {''.join(found)[:30]!r}")
        if language == "zh-hans" and (run := ENGLISH_RUN.search(LATIN_ALLOWED.sub("", text))):
            wrong.append(f"{page.name} in Chinese shows {run.group()[:60]!r}")
    assert wrong == []


def test_every_page_works_without_javascript(world: World) -> None:
    """Links lead somewhere, forms have an address and a button, nothing hangs on a click handler."""
    wrong = []
    for page, language, html in _shown(world):
        if language == "en":
            continue
        wrong += [f"{page.name}: {trouble}" for trouble in _script_bound(html)]
    assert wrong == []


def _script_bound(html: str) -> Iterator[str]:
    if re.search(r'href="(#"|javascript:|")', html):
        yield "a link that leads nowhere"
    if re.search(r"\son\w+=", html):
        yield "an inline handler"
    for form in re.findall(r"<form\b.*?</form>", html, flags=re.S):
        if not re.search(r"<button|<input[^>]+type=.submit", form):
            yield "a form without a button"
        if re.search(r'method="post"', form, flags=re.I) and "csrfmiddlewaretoken" not in form:
            yield "a form without its token"


def test_every_page_carries_the_strict_policy_and_no_third_party(world: World) -> None:
    wrong = []
    for page, _, html in _shown(world):
        if re.search(r'(?:src|href)="(?:https?:)?//', html):
            wrong.append(f"{page.name} reaches outside")
    assert wrong == []

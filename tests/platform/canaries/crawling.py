"""What each person can reach: every page by its links, every address that anybody found, files opened down to their text.

    walk = crawl(seats, starts, guessed)
    walk.seen["NOTE"]["mediator"]           # the first place at which this seat read that canary

A first round follows links, so that a seat sees all that the house shows it. In a second one every seat asks for every address
at which anybody read a canary, and some for addresses that nothing led them to: what is not yours must not open because
somebody gave you its address. In a third, these write to what they may not read: an answer to that tells nothing either.
"""

import contextlib
import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from asgiref.sync import async_to_sync
from django.test import AsyncClient, Client
from django.urls import Resolver404, resolve

from hejie_platform.people.models import User
from tests.platform.afterwards import reading
from tests.platform.canaries import planting
from tests.platform.web.samples import logged_in

LINK = re.compile(r'\b(?:href|src|action|formaction|hx-get|data-live)="([^"]+)"')
# What changes the visitor's browser, and streams, which are read by themselves.
NO_PAGE = re.compile(r"^/(static|account|language|theme|live)/")
# Open to everybody, and the same for everybody: read by nobody in particular. One's own notices are read in their list.
SAME_FOR_ALL = re.compile(r"^/(library|lessons|check|roster|verify/notice)/.|^/notices/\w{10}/")
WORD = re.compile(r"KX([A-Z]+)XK")
AMOUNTS = {text: name for name in planting.AMOUNTS for text in planting.shown_as(name)}
MOST_ALIKE = 4  # rows of one kind whose pages a seat opens: one more shows the same columns of another row
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
REFUSED = (403, 404)
NOBODY = "nobody"
STILL_HERE = ": still here"
BROKEN = 500


@dataclass(slots=True)
class Walk:
    """What was found: for each canary and seat the first place; where each seat was refused; what broke."""

    seen: dict[str, dict[str, str]] = field(default_factory=dict)
    opened: dict[str, set[str]] = field(default_factory=dict)
    refused: dict[str, set[str]] = field(default_factory=dict)
    hot: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def note(self, seat: str, place: str, text: str) -> None:
        """Remember every canary of a text that this seat has read here."""
        for name in canaries_in(text):
            self.seen.setdefault(name, {}).setdefault(seat, place)
            self.hot.add(place)


def canaries_in(text: str) -> set[str]:
    """The names of the canaries that stand in a text."""
    words = set(WORD.findall(text)) if "KX" in text else set()
    return words | {name for amount, name in AMOUNTS.items() if amount in text and _alone(amount, text)}


def _alone(amount: str, text: str) -> bool:
    """Whether the amount stands there itself, and not as part of a longer number."""
    return re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(amount)}(?!\d|[.,]\d)", text) is not None


def crawl(
    seats: Mapping[str, User | None],
    starts: Mapping[str, Iterable[str]],
    guessed: Mapping[str, Iterable[str]],
) -> Walk:
    """All rounds. starts: where each seat begins; guessed: addresses that a seat asks for though nothing led it there."""
    walk, clients = Walk(), {name: client_of(who) for name, who in seats.items()}
    for name, client in clients.items():
        _follow(walk, name, client, sorted(starts[name]))
    for name, found in guessed.items():
        _ask_for(walk, name, clients[name], set(found))
    hot = set(walk.hot)
    for name, client in clients.items():
        _ask_for(walk, name, client, hot)
    for name in guessed:
        for where in sorted(hot & walk.refused[name]):
            _read(walk, name, where, clients[name].post(where, {}))
    return walk


def client_of(person: User | None) -> Client:
    """A browser of this person, or of nobody; a page that breaks answers and is named."""
    client = logged_in(person) if person else Client()
    client.raise_request_exception = False
    return client


def _follow(walk: Walk, name: str, client: Client, starts: list[str]) -> None:
    waiting, known, alike = list(starts), set(starts), Counter[str]()
    walk.opened[name], walk.refused[name] = set(), set()
    while waiting:
        where = waiting.pop()
        for link in _visit(walk, name, client, where):
            if link in known or (name != NOBODY and SAME_FOR_ALL.search(link)):
                continue
            known.add(link)
            kind = _kind(link)
            alike[kind] += 1
            if alike[kind] <= MOST_ALIKE:
                waiting.append(link)


def _ask_for(walk: Walk, name: str, client: Client, addresses: set[str]) -> None:
    """Try what nothing led this seat to."""
    for where in sorted(addresses - walk.opened[name] - walk.refused[name]):
        _visit(walk, name, client, where)


def _kind(where: str) -> str:
    """The page that an address is of: "" for one that leads nowhere."""
    try:
        return resolve(where).view_name
    except Resolver404:
        return ""


def listen(seats: Mapping[str, User | None], streams: Iterable[str], walk: Walk) -> None:
    """Every stream as every seat, up to the moment at which nothing is new."""
    for name, person in seats.items():
        for where in streams:
            walk.note(name, where, async_to_sync(_heard)(person, where))


async def _heard(person: User | None, where: str) -> str:
    client = AsyncClient()
    if person:
        await client.aforce_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.raise_request_exception = False
    answer = await client.get(where)
    if not answer.streaming:
        return str(answer.content.decode("utf-8", "replace"))
    sent, parts = "", aiter(answer.streaming_content)
    while STILL_HERE not in sent:
        sent += (await anext(parts)).decode()
    await parts.aclose()
    return sent


def _visit(walk: Walk, name: str, client: Client, where: str) -> list[str]:
    """Read one address; the addresses of this house that it names."""
    answer = client.get(where)
    if answer.status_code >= BROKEN:
        walk.broken.append(f"{where} breaks for {name}")
    (walk.refused if answer.status_code in REFUSED else walk.opened)[name].add(where)
    text = _read(walk, name, where, answer)
    if answer.status_code in (301, 302, 303):
        return list(_ours(where, [answer.headers["Location"]]))
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return list(_ours(where, LINK.findall(text))) if is_page and answer.status_code < 400 else []


def _ours(where: str, links: Iterable[str]) -> Iterator[str]:
    for link in links:
        found = urlsplit(urljoin(where, unescape(link)))
        if not found.netloc and found.path.startswith("/") and not NO_PAGE.search(found.path):
            yield found.path


def _read(walk: Walk, name: str, where: str, answer: Any) -> str:
    """The answer's text and what stands in its headers, noted for this seat."""
    data = b"" if getattr(answer, "is_async", False) else answer.getvalue()
    text = text_of(data)
    walk.note(name, where, text + str(answer.headers))
    return text


def text_of(data: bytes) -> str:
    """Everything readable in a file: pages of a PDF and what is attached to it, members of an archive, one in another."""
    if data[:4] == b"PK\x03\x04":
        return _archive(data)
    return _pdf(data) if data.startswith(b"%PDF") else data.decode("utf-8", "replace")


@lru_cache(maxsize=64)
def _archive(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return "\n".join(f"{name}\n{text_of(file.read(name))}" for name in file.namelist())


@lru_cache(maxsize=64)
def _pdf(data: bytes) -> str:
    """What a reader reads, and every stream as it is inside: attachments, names, metadata. Words may be broken over lines."""
    shown = re.sub(r"\s+", "", reading.text_of(data))
    return "\n".join([shown, data.decode("latin-1"), *_streams(data)])


def _streams(data: bytes) -> Iterator[str]:
    for packed in STREAM.findall(data):
        with contextlib.suppress(zlib.error):
            yield text_of(zlib.decompressobj().decompress(packed))

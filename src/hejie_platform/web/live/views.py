"""One stream for each room: what was missed first, then each new saying as it comes, with its place as the event's id.

A browser that lost the line comes back with the id of the last event it got, and is sent exactly what came after it. Rights are
read anew each time; who lost them gets a last word and the stream ends. It ends too when the server closes: the page opens it
again by itself, and without it a new look at the page shows everything.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from typing import Final
from uuid import UUID

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from hejie_platform.core import clock
from hejie_platform.people.access import NotHeld
from hejie_platform.web.live import hub
from hejie_platform.web.live.reading import Address, Reader, Reading, read

HEARTBEAT: Final = 15.0  # seconds without news after which rights are looked at and the line is kept open
UNTIL_ROOM: Final = 1.0  # while nothing was said yet, there is no room to wait for
RETRY_MS: Final = 2000


@require_GET
@login_required
async def talks(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The room of the talks with one creditor."""
    return await _stream(request, Address("talks", ref))


@require_GET
@login_required
async def table(request: HttpRequest, ref: str) -> HttpResponseBase:
    """The joint room of a mediation."""
    return await _stream(request, Address("table", ref))


@require_GET
@login_required
async def caucus(request: HttpRequest, ref: str, party: str) -> HttpResponseBase:
    """The sealed caucus of one party."""
    return await _stream(request, Address("caucus", ref, party))


async def _stream(request: HttpRequest, where: Address) -> HttpResponseBase:
    user = await request.auser()
    reader = Reader(str(getattr(user, "ref", "")), get_language() or "", request.session)
    after = _after(request)
    await _read(where, reader, after)  # a stranger learns nothing but that there is no such address
    if hub.here().is_full(reader.ref):
        return HttpResponse(status=429, headers={"Retry-After": "60"})
    return StreamingHttpResponse(
        events(where, reader, after=after),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _after(request: HttpRequest) -> int:
    """The last saying that the reader has: as the browser says when it comes back, else as the page says."""
    given = request.headers.get("Last-Event-ID", "") or request.GET.get("after", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


async def _read(where: Address, reader: Reader, after: int) -> Reading:
    def reading() -> Reading:
        found: Reading = hub.outside_requests(lambda: read(where, reader, after=after, now=clock.now()))
        return found

    return await sync_to_async(reading)()


async def events(where: Address, reader: Reader, *, after: int) -> AsyncIterator[str]:
    """The events of one room for one reader, for as long as both are there."""
    yield f"retry: {RETRY_MS}\n\n"
    news, room = asyncio.Event(), None
    with ExitStack() as held:
        held.enter_context(hub.here().opened(reader.ref))
        while True:
            news.clear()
            try:
                found = await _read(where, reader, after)
            except NotHeld:
                yield "event: closed\ndata: -\n\n"
                return
            for seq, html in found.events:
                yield event(seq, html)
                after = seq
            if room is None and found.room is not None:
                room = _watch(held, found.room, news)
                continue  # what came between the reading and the watching
            if not await _came(news, HEARTBEAT if room else UNTIL_ROOM):
                yield ": still here\n\n"


def _watch(held: ExitStack, room: UUID, news: asyncio.Event) -> UUID:
    held.enter_context(hub.here().watching(room, news))
    return room


async def _came(news: asyncio.Event, seconds: float) -> bool:
    try:
        await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return False
    return True


def event(seq: int, html: str) -> str:
    """One saying as an event; a line break inside it begins another line of data."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"id: {seq}\nevent: saying\n{lines}\n"

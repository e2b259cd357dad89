"""Streams of rooms: exact catch-up, two readers at once, strangers, rights that end, and no more lines than one needs."""

import asyncio
import contextlib
import re
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import datetime
from typing import Any

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.db import connection
from django.test import AsyncClient, Client
from django.urls import reverse

from hejie_platform.core import clock, live
from hejie_platform.mediation.actions import speaking
from hejie_platform.people.models import User
from hejie_platform.web.live import hub, views
from tests.platform.cast import Cast, make_cast
from tests.platform.stories import negotiation, sessions
from tests.platform.stories.sessions import Table

pytestmark = pytest.mark.django_db
ID = re.compile(r"^id: (\d+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(views, "UNTIL_ROOM", 0.01)
    if (
        connection.vendor == "postgresql"
    ):  # a test's transaction never ends, so PostgreSQL announces nothing from it
        monkeypatch.setattr(views, "HEARTBEAT", 0.1)


@pytest.fixture
def at(cast: Cast, now: datetime) -> Table:
    return sessions.opened(cast, now=now)


def of_table(at: Table) -> str:
    return reverse("live:table", args=[at.ref])


def of_caucus(at: Table, party: str) -> str:
    return reverse("live:caucus", args=[at.ref, party])


async def enter(person: User) -> AsyncClient:
    client = AsyncClient()
    await client.aforce_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextlib.asynccontextmanager
async def listening(
    person: User, where: str, **headers: str
) -> AsyncIterator[Callable[[int], Coroutine[Any, Any, str]]]:
    """Somebody with the room open; the value waits for so many more events and returns all that was sent."""
    answer = await (await enter(person)).get(where, headers=headers)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/event-stream")
    parts = aiter(answer.streaming_content)
    sent = ""

    async def until(count: int) -> str:
        nonlocal sent
        while sent.count("event: ") < count:
            sent += (await asyncio.wait_for(anext(parts), 20)).decode()
        return sent

    try:
        yield until
    finally:
        await _hang_up(parts)


async def _hang_up(parts: AsyncIterator[bytes]) -> None:
    """As the server does when the browser is gone: the reading is cancelled where it waits."""
    while True:
        waiting = asyncio.ensure_future(anext(parts, None))
        await asyncio.sleep(0.05)
        if not waiting.done():
            waiting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await waiting
            return
        if waiting.result() is None:
            return


def places(sent: str) -> list[int]:
    return [int(one) for one in ID.findall(sent)]


said = sync_to_async(sessions.said)
in_private = sync_to_async(sessions.in_private)


@sync_to_async
def step_out(at: Table) -> None:
    """The lender takes its talks out."""
    at.row().negotiations.clear()


@pytest.mark.feature("E01")
def test_a_reader_who_comes_back_gets_exactly_what_they_missed_in_order(
    at: Table, cast: Cast, now: datetime
) -> None:
    for number in range(1, 6):
        sessions.said(at, cast.officer, f"第{number}句", now=now)

    async def story() -> None:
        async with listening(at.story.borrower, of_table(at), **{"Last-Event-ID": "2"}) as until:
            assert places(await until(3)) == [3, 4, 5]
        async with listening(at.story.borrower, of_table(at) + "?after=4") as until:
            sent = await until(1)
            assert (places(sent), "第5句" in sent) == ([5], True)

    async_to_sync(story)()


def test_two_readers_hear_what_is_said_while_they_listen_each_once(
    at: Table, cast: Cast, now: datetime
) -> None:
    async def story() -> None:
        where = of_table(at)
        async with (
            listening(at.story.borrower, where) as borrower,
            listening(cast.mediator, where) as mediator,
        ):
            await said(at, cast.officer, "大家好", now=now)
            assert places(await borrower(1)) == places(await mediator(1)) == [1]
            await said(at, cast.officer, "再说一句", now=now)
            assert places(await borrower(2)) == places(await mediator(2)) == [1, 2]

    async_to_sync(story)()


def test_a_stranger_is_told_that_there_is_no_such_address_and_nobody_is_asked_to_log_in(
    at: Table, cast: Cast, now: datetime
) -> None:
    lenders = f"lender-{at.story.ref}"

    async def story() -> None:
        for person in (cast.stranger, cast.other_officer, cast.reviewer):
            for where in (
                of_table(at),
                of_caucus(at, "borrower"),
                reverse("live:talks", args=["0000000000"]),
            ):
                assert (await (await enter(person)).get(where)).status_code == 404
        for person, party in ((cast.officer, "borrower"), (at.story.borrower, lenders)):
            assert (await (await enter(person)).get(of_caucus(at, party))).status_code == 404
        assert (await AsyncClient().get(of_table(at))).status_code == 302

    async_to_sync(story)()


@pytest.mark.feature("X08")
def test_a_caucus_is_heard_by_its_two_sides_and_by_nobody_in_the_joint_room(
    at: Table, cast: Cast, now: datetime
) -> None:
    async def story() -> None:
        own = of_caucus(at, "borrower")
        async with (
            listening(cast.mediator, own) as mediator,
            listening(cast.officer, of_table(at)) as officer,
        ):
            await in_private(at, at.story.borrower, "机密", now=now)
            assert "机密" in await mediator(1)
            await said(at, cast.mediator, "公开", now=now)
            sent = await officer(1)
            assert ("公开" in sent, "机密" in sent, places(sent)) == (True, False, [1])

    async_to_sync(story)()


def test_a_stream_ends_for_whoever_lost_their_right_or_logged_out(
    at: Table, cast: Cast, now: datetime
) -> None:
    async def story() -> None:
        async with listening(cast.officer, of_table(at)) as officer:
            await said(at, cast.mediator, "一", now=now)
            await officer(1)
            await step_out(at)
            await said(at, cast.mediator, "二", now=now)
            sent = await officer(2)
            assert ("event: closed" in sent, places(sent)) == (True, [1])

    async_to_sync(story)()


def test_a_stream_ends_after_logging_out(at: Table, cast: Cast, now: datetime) -> None:
    async def story() -> None:
        client = await enter(cast.officer)
        answer = await client.get(of_table(at))
        parts = aiter(answer.streaming_content)
        await anext(parts)
        await client.alogout()
        assert b"event: closed" in await anext(parts)

    async_to_sync(story)()


def test_one_person_has_so_many_streams_and_no_more_and_a_closed_one_makes_room(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.said(at, cast.officer, "大家好", now=now)

    async def story() -> None:
        async with contextlib.AsyncExitStack() as open_ones:
            for _number in range(hub.MOST_STREAMS):
                until = await open_ones.enter_async_context(listening(at.story.borrower, of_table(at)))
                await until(1)
            refused = await (await enter(at.story.borrower)).get(of_table(at))
            assert refused.status_code == 429
            other = await (await enter(cast.officer)).get(of_table(at))
            assert other.status_code == 200
        async with asyncio.timeout(10):
            while hub.here().is_full(at.story.borrower.ref):  # the loop closes what nobody reads any more
                await asyncio.sleep(0.02)
        async with listening(at.story.borrower, of_table(at)):
            pass

    async_to_sync(story)()


def test_what_is_inserted_equals_what_a_fresh_page_shows(at: Table, cast: Cast, now: datetime) -> None:
    sessions.said(at, cast.officer, "<b>你好</b>\n\n第二段", now=now)
    page = Client()
    page.force_login(at.story.borrower, backend="django.contrib.auth.backends.ModelBackend")
    page.cookies["language"] = "zh-hans"
    html = page.get(reverse("table:joint", args=[at.ref])).content.decode()

    async def story() -> str:
        async with listening(at.story.borrower, of_table(at)) as until:
            return await until(1)

    sent = async_to_sync(story)()
    data = "\n".join(line.removeprefix("data: ") for line in sent.splitlines() if line.startswith("data: "))
    assert data in html
    assert "<b>你好" not in data


def test_talks_with_one_creditor_are_heard_from_both_sides(at: Table, now: datetime) -> None:
    where = reverse("live:talks", args=[at.story.ref])

    async def story() -> None:
        async with (
            listening(at.story.officer, where) as officer,
            listening(at.story.borrower, where) as borrower,
        ):
            await sync_to_async(negotiation.said)(at.story, "borrower", "我想谈谈", now=now)
            assert "我想谈谈" in await officer(1)
            assert places(await borrower(1)) == [1]

    async_to_sync(story)()


def test_what_is_announced_between_processes_is_room_and_place_alone(
    at: Table, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[object, int]] = []
    monkeypatch.setattr(speaking.live, "announce", lambda room, seq: told.append((room, seq)))
    sessions.said(at, cast.officer, "大家好", now=now)
    sessions.in_private(at, cast.officer, "机密", now=now)
    assert [seq for _room, seq in told] == [1, 1]
    room = uuid.uuid4()
    assert live.parse(f"{room} 7") == (str(room), 7)
    assert live.parse("something else") == ("", 0)


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_is_heard_without_waiting_for_a_heartbeat(
    now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "HEARTBEAT", 60.0)
    cast = make_cast(now)
    at = sessions.opened(cast, now=now)
    sessions.said(at, cast.officer, "一", now=now)

    async def story() -> None:
        async with listening(at.story.borrower, of_table(at)) as borrower:
            await borrower(1)
            heard = asyncio.create_task(borrower(2))
            await asyncio.sleep(1.0)  # the line to the database is open by now
            await said(at, cast.mediator, "二", now=now)
            assert places(await heard) == [1, 2]

    async_to_sync(story)()

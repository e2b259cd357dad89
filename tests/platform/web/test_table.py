"""The table through its pages: a calmer wording is offered, a caucus has no address for others, what is seen is confirmed."""

import html
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.mediation.models import Minutes
from hejie_platform.mediation.queries import table as queries
from tests.platform.cast import Cast
from tests.platform.stories import sessions
from tests.platform.stories.sessions import Table
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(\w+)"[^>]*value="([^"]*)"')
HURTFUL = "你们这些骗子，请尽快答复。"
CALM = "我对你们失去了信任，请尽快答复。"


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> Table:
    return sessions.opened(cast, now=now)


@pytest.fixture
def at(told: Table) -> Table:
    return told


def page(at: Table, name: str, *more: Any) -> str:
    return reverse(f"table:{name}", args=[at.ref, *more])


def typed(client: Client, where: str, **given: Any) -> dict[str, Any]:
    """The form of a page, with what stands hidden in it, filled in."""
    shown = client.get(where).content.decode()
    return {name: html.unescape(value) for name, value in HIDDEN.findall(shown)} | given


def texts(at: Table) -> list[str]:
    return [one.text for one in queries.said_to_all(at.row())]


@pytest.mark.feature("E05")
def test_a_hurtful_draft_is_not_sent_before_its_writer_chose_between_both_wordings(at: Table) -> None:
    client, where = logged_in(at.story.borrower), page(at, "joint")
    offered = client.post(where, typed(client, where, text=HURTFUL)).content.decode()
    assert CALM in offered
    assert HURTFUL in offered
    assert texts(at) == []

    client.post(where, typed(client, where, text=HURTFUL, as_it_is=HURTFUL))
    assert texts(at) == [HURTFUL]
    client.post(where, typed(client, where, text=CALM))
    assert texts(at) == [HURTFUL, CALM]


def test_an_ordinary_message_is_sent_at_once_and_once(at: Table) -> None:
    client, where = logged_in(at.story.borrower), page(at, "joint")
    form = typed(client, where, text="我每月能还两千。")
    for _press in range(2):
        client.post(where, form)
    assert texts(at) == ["我每月能还两千。"]


@pytest.mark.feature("F04")
def test_the_caucus_of_another_and_one_that_does_not_exist_look_alike(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.in_private(at, at.story.borrower, "机密", now=now)
    client = logged_in(cast.officer)
    answers = [
        client.get(page(at, "caucus", party)) for party in ("borrower", "guarantor-0000000000", "nobody")
    ]
    assert [one.status_code for one in answers] == [404, 404, 404]
    assert client.get(page(at, "caucus", f"lender-{at.story.ref}")).status_code == 200
    assert client.get(page(at, "release", "borrower", 1)).status_code == 404
    assert logged_in(cast.mediator).get(page(at, "release", "borrower", 1)).status_code == 404


@pytest.mark.feature("X08")
def test_a_release_shows_exactly_the_words_in_the_field(at: Table, now: datetime) -> None:
    number = sessions.in_private(at, at.story.borrower, "失业三个月，底线两千", now=now)
    client, where = logged_in(at.story.borrower), page(at, "release", "borrower", number)
    assert "失业三个月，底线两千" in client.get(where).content.decode()
    client.post(where, typed(client, where, text="失业三个月"))
    assert texts(at) == ["失业三个月"]


def test_minutes_are_confirmed_by_the_page_that_showed_them(at: Table, cast: Cast, now: datetime) -> None:
    row = sessions.minuted(at, now=now)
    client, where = logged_in(at.story.borrower), page(at, "one_minutes", row.ref)
    form = typed(client, where)
    newer = sessions.minuted(at, now=now, text="改过的纪要")
    client.post(where, form)
    assert not Minutes.objects.get(pk=row.pk).confirmations.exists()
    where = page(at, "one_minutes", newer.ref)
    client.post(where, typed(client, where))
    assert newer.confirmations.get().party == "borrower"


def test_a_time_zone_chosen_once_is_kept(at: Table, now: datetime) -> None:
    sessions.booked(at, now=now)
    client, where = logged_in(at.story.borrower), page(at, "meetings")
    client.cookies["language"] = "en"
    assert "10:00" in client.get(where).content.decode()
    client.post(where, typed(client, where, zone="Europe/London"))
    assert "02:00" in client.get(where).content.decode()


def test_every_live_page_says_where_it_hears_and_what_it_shows_already(
    at: Table, cast: Cast, now: datetime
) -> None:
    sessions.said(at, cast.officer, "大家好", now=now)
    shown = logged_in(at.story.borrower).get(page(at, "joint")).content.decode()
    assert f'data-live="{reverse("live:table", args=[at.ref])}" data-last="1"' in shown
    assert 'data-seq="1"' in shown
    assert 'role="status" data-live-news' in shown

"""Words planted where only few may read are found by those few, and by nobody else: in a crawl as everybody of every page, file,
stream and answer of the API, in copies of everything, in notices and messages, in the log and in the bare database.

Who may read which word is a committed table (`readers`). The crawl as every seat runs on SQLite; what a page may show is decided
by the same rows and the same code on both databases, so that on PostgreSQL only the seats nearest to each secret walk.
"""

import io
import logging
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import connection, models
from django.urls import reverse

from hejie_platform.core import clock, storage
from hejie_platform.core.fields import EncryptedTextField
from hejie_platform.core.models import OutboxMessage
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.mediation.models import Caucus, NoteBook
from hejie_platform.mediation.queries import table
from hejie_platform.notices.models import Notice
from hejie_platform.people.models import User
from hejie_platform.privacy import actions as privacy_actions
from hejie_platform.web import pages
from hejie_platform.web.live import hub, views
from tests.platform.api import calls
from tests.platform.canaries import crawling, planting
from tests.platform.canaries.crawling import WORD, Walk
from tests.platform.canaries.planting import Planted
from tests.platform.canaries.readers import KEPT, READERS
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, pictures, privacy
from tests.platform.web.samples import World, known, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.long, pytest.mark.whole_house]

# Those who stand nearest to what is not theirs, at the same table and at the same loan: they also try pages unled.
NEAR = ("guarantor", "officer", "other_officer")
COPIES = ("borrower", "representative", "guarantor", "officer", "other_officer", "mediator")


def CHAPTER(cast: Cast, now: datetime) -> Planted:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: now)
        return planting.told(cast, now=now)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)
    for name in ("UNTIL_ROOM", "HEARTBEAT"):
        monkeypatch.setattr(views, name, 0.01)
    monkeypatch.setattr(hub, "LOOK_EVERY", 0.01)


def addresses(world: World, *, with_objects: bool) -> Iterator[tuple[str, str]]:
    """Audience and address of every page to be read that this world has, with or without an object in it."""
    for page in pages.every():
        if page.method != "GET" or page.audience == "demo" or bool(page.sample) != with_objects:
            continue
        try:
            where = reverse(page.name, kwargs=known()[page.sample](world))
        except (KeyError, AttributeError):
            continue  # an object of another story: what lies there carries no canary
        if not crawling.NO_PAGE.search(where):
            yield page.audience, where


@pytest.fixture
def seats(told: Planted) -> dict[str, User | None]:
    return told.seats


@pytest.fixture
def world(told: Planted) -> World:
    return World(told.cast, told.now, told.objects)


@pytest.fixture
def walk(seats: dict[str, User | None], world: World) -> Walk:
    own = list(addresses(world, with_objects=False))
    public = {where for audience, where in own if audience == "public"}
    starts = {name: {where for _, where in own} - (public if who else set()) for name, who in seats.items()}
    guessed = {where for _, where in addresses(world, with_objects=True)}
    return crawling.crawl(seats, starts, dict.fromkeys(NEAR, guessed))


def leaks(walk: Walk, also: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> list[str]:
    """Everybody who reads what is not theirs, and where; `also`: what these may read here beside the table."""
    found = {(name, seat): place for name, seen in walk.seen.items() for seat, place in seen.items()}
    return [
        f"{name} is read by {seat} in {place}"
        for (name, seat), place in sorted(found.items())
        if seat not in (*READERS.get(name, ()), *also.get(name, ()))
    ]


def wrong(walk: Walk, seats: Any) -> list[str]:
    """The leaks, and everybody who does not find what is theirs."""
    meant = {(name, seat) for name, readers in READERS.items() for seat in readers if seat in seats}
    lost = [
        f"{name} is not found by {seat}"
        for name, seat in sorted(meant)
        if seat not in walk.seen.get(name, ())
    ]
    return leaks(walk) + lost


@pytest.mark.feature("F04", "X08", "O01")
def test_every_canary_is_found_by_its_readers_and_by_nobody_else(
    walk: Walk, seats: dict[str, User | None], told: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    assert walk.broken == []
    crawling.listen(seats, list(_streams(told)), walk)
    assert wrong(walk, seats) == []
    assert crawling.canaries_in(caplog.text) == set(), "the log of the crawl names what nobody may read"


def _streams(told: Planted) -> Iterator[str]:
    yield from (reverse("live:talks", args=[one.ref]) for one in (told.bank, told.micro))
    yield reverse("live:table", args=[told.table.ref])
    for party in ("borrower", f"lender-{told.bank.ref}", f"lender-{told.micro.ref}"):
        yield reverse("live:caucus", args=[told.table.ref, party])


def test_a_planted_leak_is_caught(told: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The door of the borrower's caucus left open to whoever sits at the table: the same judge names the place."""
    seats = {"officer": told.cast.officer}
    where = reverse("table:caucus", args=[told.table.ref, "borrower"])
    starts, found = {"officer": set()}, "CAUCUSOWN is read by officer in " + where
    assert found not in wrong(crawling.crawl(seats, starts, {"officer": {where}}), seats)
    monkeypatch.setattr(table.HeldTable, "may_enter", lambda self, party: True)
    assert found in wrong(crawling.crawl(seats, starts, {"officer": {where}}), seats)


def test_a_reader_who_lost_their_way_is_missed(told: Planted) -> None:
    seats = {"mediator": told.cast.mediator}
    assert "NOTE is not found by mediator" in wrong(crawling.crawl(seats, {"mediator": set()}, {}), seats)


def test_no_answer_of_the_api_names_what_is_not_the_lenders(
    told: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    """Every path that can be read, with the key of each lender and every reference of this world."""
    walk, refs = Walk(), [one.ref for one in (told.bank, told.micro, told.ended, told.kept, told.table)]
    refs.append(told.objects["agreement"].ref)
    for path in [
        path for path, does in calls.get("", "openapi.json").json()["paths"].items() if "get" in does
    ]:
        for ref in refs if "{ref}" in path else [""]:
            where = path.replace("/api/v1/", "").replace("{ref}", ref)
            for seat, key in told.keys.items():
                walk.note(seat, f"{where} with a key", calls.get(key, where).content.decode())
    assert leaks(walk) == []
    assert {"BANKSUM", "MICROSUM"} <= set(walk.seen), "each lender finds its own offer"
    assert crawling.canaries_in(caplog.text) == set()


@pytest.mark.feature("O01")
def test_a_copy_of_everything_holds_what_its_person_may_read(told: Planted, now: datetime) -> None:
    walk = Walk()
    for seat in COPIES:
        person = getattr(told.cast, seat)
        privacy.ordered(person, now=now)
        walk.note(seat, "a copy", crawling.text_of(privacy_actions.fetch_export(person, now=now) or b""))
    assert leaks(walk, KEPT) == []
    own = {name for name, seen in walk.seen.items() if "borrower" in seen}
    assert {"STORY", "CAUCUSOWN", "TOBANK", "TOMICRO", "JOINT", "COMPLAINT"} <= own


def test_no_pack_for_a_court_holds_what_was_said_in_talks(told: Planted) -> None:
    files = [storage.get(one) for pack in told.packs for one in (pack.document, pack.bundle)]
    found = [crawling.canaries_in(crawling.text_of(data)) for data in files]
    assert all(one <= {"SHEET"} for one in found), found


def test_a_notice_and_a_message_name_no_canary(told: Planted) -> None:
    """What leaves the house or waits in a list of notices says that something is there, never what."""
    seats = {person.pk: seat for seat, person in told.seats.items() if person}
    walk = Walk()
    for row in Notice.objects.select_related("person"):
        walk.note(seats.get(row.person_id, "somebody"), f"a notice {row.code}", str(row.facts))
    sent = " ".join(f"{row.subject} {row.text}" for row in OutboxMessage.objects.order_by("id"))
    assert Notice.objects.count() > 50
    assert leaks(walk) == []
    assert crawling.canaries_in(sent) == set()


@pytest.mark.feature("F04", "O01")
def test_no_column_file_effect_or_entry_holds_a_canary_in_the_clear(
    told: Planted, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        negotiation.worked(now)
    files = [path for path in Path(settings.HEJIE_EVIDENCE_FOLDER).rglob("*") if path.is_file()]
    said = str([*Entry.objects.values_list("facts"), *Effect.objects.values_list("payload")])
    texts = [*_raw_columns(), *(path.read_bytes().decode("latin-1") for path in files), said, caplog.text]
    assert files
    assert set(WORD.findall("\n".join(texts))) == set()


def _raw_columns() -> Iterator[str]:
    """Every column of every table as the database keeps it."""
    for model in apps.get_models():
        columns = [field.column for field in model._meta.local_concrete_fields]
        quoted = ", ".join(connection.ops.quote_name(one) for one in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                yield " ".join(_plain(one) for one in row)


def _plain(cell: Any) -> str:
    return bytes(cell).decode("latin-1") if isinstance(cell, (bytes, memoryview)) else str(cell)


@pytest.mark.feature("O01", "F10")
def test_the_admin_shows_no_room_and_no_note(told: Planted) -> None:
    root = User.objects.create_superuser(email="root@example.org", password="correct horse battery")
    client = logged_in(root)
    client.raise_request_exception = False
    rows = list(admin.site._registry)
    lists = [reverse(f"admin:{one._meta.app_label}_{one._meta.model_name}_changelist") for one in rows]
    shown = "".join(client.get(where).content.decode("utf-8", "replace") for where in lists)
    assert lists
    assert set(WORD.findall(shown)) == set()
    assert not {Caucus, NoteBook} & set(rows)


def test_every_text_of_a_person_at_the_table_is_sealed() -> None:
    """A column of words in plain text would be found: names of fields are few and known."""
    found = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("mediation").get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.TextField) and not isinstance(field, EncryptedTextField)
    ]
    assert found == []


def test_every_canary_was_planted_and_stands_in_the_table(told: Planted) -> None:
    """A word that is planted without a line, or has a line and is planted nowhere, would prove nothing."""
    source = Path(planting.__file__).read_text(encoding="utf-8")
    planted = set(re.findall(r"word\([\"']([A-Z]+)[\"']\)", source)) | set(planting.AMOUNTS)
    planted |= {f"{way}{name}" for way in ("TO", "FROM", "OFFER") for name in ("BANK", "MICRO")}
    planted |= {"LOANBANK", "LOANMICRO"}
    assert planted == set(READERS) | set(KEPT)


def test_a_word_in_a_file_within_a_file_is_found() -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("told.csv", f"a,{planting.word('NOTE')}\n")
    with zipfile.ZipFile(outer, "w") as file:
        file.writestr("inner.zip", inner.getvalue())
        file.writestr("shown.pdf", pictures.pdf(b"/Title(" + planting.word("JOINT").encode() + b")"))
    assert crawling.canaries_in(crawling.text_of(outer.getvalue())) == {"NOTE", "JOINT"}
    assert crawling.canaries_in("1,234.57 and 91,234.57") == {"BANKSUM"}
    assert crawling.canaries_in("91,234.57 or 1,234.570") == set()

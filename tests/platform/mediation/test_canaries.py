"""Words planted where only few may read are looked for everywhere else: pages of every room as everybody, streams, files,
notices, messages that leave the house, effects, the ledger, the admin and the log."""

import logging
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.core.fields import EncryptedTextField
from hejie_platform.core.models import OutboxMessage
from hejie_platform.ledger.models import Effect, Entry
from hejie_platform.mediation.models import Caucus, NoteBook
from hejie_platform.people.models import User
from hejie_platform.web import pages
from tests.platform.cast import Cast
from tests.platform.stories import negotiation, sessions
from tests.platform.web.samples import World, known, logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BORROWER, LENDER, NOTE = "CANARYOFTHEBORROWER", "CANARYOFTHELENDER", "CANARYOFTHENOTES"
READERS = {
    BORROWER: ("borrower", "mediator"),
    LENDER: ("officer", "checker", "mediator"),
    NOTE: ("mediator",),
}
PEOPLE = (
    "borrower",
    "officer",
    "checker",
    "other_officer",
    "mediator",
    "body_admin",
    "reviewer",
    "supervisor",
    "operator",
    "auditor",
    "stranger",
)
ALSO_ENDS = re.compile(r"(logout|language|theme|/new/)")


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> World:
    """A table at which everything has happened, with a canary in each caucus, in the notes, and a sealed no."""
    found = sessions.samples(cast, now=now)
    at = found["table"]
    sessions.in_private(at, at.story.borrower, f"底线 {BORROWER}", now=now)
    sessions.in_private(at, at.mediator, f"明白 {BORROWER}", now=now, party="borrower")
    sessions.in_private(at, cast.officer, f"底价 {LENDER}", now=now)
    sessions.noted(at, f"只给自己 {NOTE}", now=now)
    sessions.answered(at, at.story.borrower, "no", now=now)
    negotiation.worked(now)
    return World(cast, now, found | {"negotiation": at.story, "caucus": at})


@pytest.fixture
def world(told: World) -> World:
    return told


def _addresses(world: World) -> Iterator[str]:
    """Every page whose sample this small world has, and every page of the table and its streams."""
    for page in pages.every():
        if page.audience in ("public", "demo") or page.method == "POST":
            continue
        try:
            yield reverse(page.name, kwargs=known()[page.sample](world))
        except (KeyError, AttributeError):
            continue


def _everywhere(client: Client, world: World) -> Iterator[tuple[str, str]]:
    client.raise_request_exception = False
    lender = f"lender-{world.objects['table'].story.ref}"
    own = [where for where in _addresses(world) if not ALSO_ENDS.search(where)]
    others = [where.replace("/private/borrower/", f"/private/{lender}/") for where in own]
    for where in dict.fromkeys((*own, *others)):
        for method in ("get", "post") if where.startswith("/table/") else ("get",):
            answer: Any = getattr(client, method)(where)
            if not answer.streaming:
                yield f"{method} {where}", answer.content.decode("utf-8", "replace")


@pytest.mark.feature("F04", "X08", "O01")
def test_no_page_shows_a_canary_to_anybody_who_may_not_read_it(world: World) -> None:
    leaks, seen = [], set()
    for name in PEOPLE:
        client = logged_in(getattr(world.cast, name))
        for where, text in _everywhere(client, world):
            for canary, readers in READERS.items():
                if canary in text:
                    seen.add((canary, name))
                    if name not in readers:
                        leaks.append(f"{canary} in {where} as {name}")
    assert not leaks, "\n".join(leaks)
    assert {(BORROWER, "borrower"), (BORROWER, "mediator"), (LENDER, "officer"), (NOTE, "mediator")} <= seen


@pytest.mark.feature("F04", "O01", "O02")
def test_no_column_file_notice_message_effect_or_entry_holds_a_canary_in_the_clear(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        negotiation.worked(world.now)
    raw = "\n".join(_raw_columns())
    files = b"".join(
        path.read_bytes() for path in Path(settings.HEJIE_EVIDENCE_FOLDER).rglob("*") if path.is_file()
    )
    said = [
        *Entry.objects.values_list("facts", flat=True),
        *Effect.objects.values_list("payload", flat=True),
        *OutboxMessage.objects.values_list("text", flat=True),
    ]
    for canary in READERS:
        assert canary not in raw
        assert canary.encode() not in files
        assert canary not in str(said)
        assert canary not in caplog.text


def _raw_columns() -> Iterator[str]:
    """Every column of every table as the database keeps it."""
    for model in apps.get_models():
        columns = [field.column for field in model._meta.local_concrete_fields]
        quoted = ", ".join(connection.ops.quote_name(one) for one in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {quoted} FROM {connection.ops.quote_name(model._meta.db_table)}")
            for row in cursor.fetchall():
                yield " ".join(
                    bytes(one).decode("utf-8", "replace")
                    if isinstance(one, (bytes, memoryview))
                    else str(one)
                    for one in row
                )


@pytest.mark.feature("O01", "F10")
def test_the_admin_shows_no_room_and_no_note(world: World) -> None:
    root = User.objects.create_superuser(email="root@example.org", password="correct horse battery")
    client = logged_in(root)
    client.raise_request_exception = False
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") for model in _in_admin()
    ]
    shown = "".join(client.get(where).content.decode("utf-8", "replace") for where in lists)
    assert lists
    assert not any(canary in shown for canary in READERS)
    assert not {Caucus, NoteBook} & set(_in_admin())


def _in_admin() -> list[type[models.Model]]:
    from django.contrib import admin

    return list(admin.site._registry)


def test_every_text_of_a_person_at_the_table_is_sealed(world: World) -> None:
    """A column of words in plain text would be found: names of fields are few and known."""
    plain = (models.TextField,)
    found = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("mediation").get_models()
        for field in model._meta.local_fields
        if isinstance(field, plain) and not isinstance(field, EncryptedTextField)
    ]
    assert found == []

"""Bombs, files that never end and files that bring their reader down, on each page where a file is opened at once.

Whatever happens in the child, the page answers with a sentence, what was handed in before stays as it is, and a password is
found nowhere afterwards.
"""

import logging
import zlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from hejie.statements import specimens
from hejie_platform.core import clock, storage
from hejie_platform.intake import access
from hejie_platform.intake.actions import reading
from hejie_platform.intake.facts import opened
from hejie_platform.intake.models import EvidenceItem
from tests.engine.statements import pdfs
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures
from tests.platform.web.applying import at, stamp, text_of, upload
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
PASSWORD = "canary-7713-word"
STOPPED = "took too much time or memory, so we stopped"
DOUBLES = ["tests.platform.intake.hangs", "tests.platform.intake.falls"]


def CHAPTER(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: access.HeldCase) -> access.HeldCase:
    return told


@pytest.fixture
def client(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: now)
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


@pytest.fixture(params=DOUBLES, ids=["hangs", "falls"])
def bites(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the child that reads is one that does not come to its end, and half a second is all it gets."""

    def begin() -> None:
        for module in (reading, opened):
            monkeypatch.setattr(module, "CHILD", request.param)
        monkeypatch.setitem(reading.read_in_child.__kwdefaults__, "seconds", 0.5)
        monkeypatch.setitem(opened.answer.__kwdefaults__, "seconds", 0.5)

    return begin


def locked(data: bytes) -> bytes:
    return specimens.locked(data, name="bill.csv", password=PASSWORD)


def put(held: access.HeldCase, data: bytes, now: datetime, **changed: Any) -> EvidenceItem:
    """A file that was handed in before."""
    item = intake.hand_in_unknown(held, now=now)
    item.file = storage.put(data, media_type="application/zip", now=now)
    for name, value in changed.items():
        setattr(item, name, value)
    item.save()
    return item


def is_kept(item: EvidenceItem) -> bool:
    """Whether a paper is as it was, with its bytes."""
    before = (item.state, item.reading, item.notes)
    item.refresh_from_db()
    return (item.state, item.reading, item.notes) == before and bool(storage.get(item.file))


def everything() -> str:
    """Each value of each row of each table, opened."""
    return str([list(model.objects.values()) for model in apps.get_models()])


def test_a_password_page_answers_whatever_its_file_does_and_keeps_the_file_and_no_password(
    client: Client,
    held: access.HeldCase,
    now: datetime,
    bites: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    item = put(held, locked(intake.six_months(now)), now, state="needs_password", reading=None)
    bites()
    page = client.post(at("paper", held.case.ref, item.ref), {**stamp(), "password": PASSWORD})
    assert STOPPED in text_of(page)
    assert is_kept(item)
    assert PASSWORD not in page.content.decode()
    assert PASSWORD not in everything()
    assert PASSWORD not in caplog.text


def test_a_locked_bomb_is_told_from_a_wrong_password_and_stays(
    client: Client, held: access.HeldCase, now: datetime
) -> None:
    item = put(held, locked(bytes(200 * 2**20)), now, state="needs_password", reading=None)
    address = at("paper", held.case.ref, item.ref)
    assert "Unpacked, the file is larger" in text_of(client.post(address, {**stamp(), "password": PASSWORD}))
    assert is_kept(item)


def test_a_page_about_columns_answers_whatever_its_file_does_and_asks_on(
    client: Client, held: access.HeldCase, now: datetime, bites: Callable[[], None]
) -> None:
    item = intake.hand_in_unknown(held, now=now)
    bites()
    chosen = ["occurred_at", "narration", "direction", "amount"]
    given = {"shape": item.reading["unmapped"]["shape"], "sign": "by_direction"}
    given |= {f"column_{place}": field for place, field in enumerate(chosen)}
    page = client.post(at("columns", held.case.ref, item.ref), {**stamp(), **given})
    assert STOPPED in text_of(page)
    assert 'value="direction" selected' in page.content.decode()
    assert is_kept(item)


def test_the_page_of_one_file_answers_whatever_it_does_and_keeps_what_a_person_can_look_at(
    client: Client, held: access.HeldCase, now: datetime, bites: Callable[[], None]
) -> None:
    bites()
    assert STOPPED in text_of(upload(client, held, intake.six_months(now)))
    assert STOPPED in text_of(upload(client, held, pictures.pdf(), password=PASSWORD))
    assert not EvidenceItem.objects.exists()
    taken = upload(client, held, pictures.pdf())
    assert EvidenceItem.objects.get().state == "not_read"
    assert STOPPED in text_of(client.get(taken["Location"]))
    assert PASSWORD not in everything()


def test_a_pdf_that_unfolds_to_gigabytes_is_kept_for_a_person_and_says_so(
    client: Client, held: access.HeldCase
) -> None:
    bomb = pdfs.packed(zlib.compress(b"BT (x) Tj ET\n" * 12_000_000, 9))
    taken = upload(client, held, bomb)
    said = text_of(client.get(taken["Location"]))
    assert "A person will look at this." in said


def test_a_contract_whose_reading_never_ends_says_so_and_the_paper_stays(
    client: Client, held: access.HeldCase, now: datetime, bites: Callable[[], None]
) -> None:
    upload(client, held, pictures.pdf(), kind="contract")
    item = EvidenceItem.objects.get()
    bites()
    page = client.post(reverse("reading:begin", args=[held.case.ref, item.ref]), stamp())
    assert "too long" in text_of(page)
    assert is_kept(item)
    drawn = client.get(reverse("reading:page", args=[held.case.ref, item.ref, 1]))
    assert drawn.status_code == 404

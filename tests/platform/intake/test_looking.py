"""Pictures of a paper are looked at in a child that is watched: page by page, bounded, and gone when nobody wants it."""

import base64
import struct
import subprocess
import time
import uuid
from dataclasses import replace
from datetime import datetime

import pytest

from hejie_platform.core import nursery
from hejie_platform.intake import access, actions
from hejie_platform.intake.actions import Wrong, looking
from hejie_platform.intake.facts import eyes, opened
from hejie_platform.intake.models import EvidenceItem, PageLook, PaperReading
from hejie_platform.jobs import handlers
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Effect
from tests.engine.papers.test_contract import TEXT
from tests.engine.statements import pdfs
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures

pytestmark = pytest.mark.django_db
DOUBLES = "tests.platform.intake.reader_double"


def CHAPTER(cast: Cast, now: datetime) -> access.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: access.HeldCase) -> access.HeldCase:
    return told


@pytest.fixture
def reads_with(monkeypatch: pytest.MonkeyPatch):
    """Lets a double read pictures in the real child."""

    def use(name: str) -> None:
        monkeypatch.setattr(eyes, "is_here", lambda: True)
        monkeypatch.setattr(looking, "READER", f"{DOUBLES}:{name}")

    return use


def paper(held: access.HeldCase, data: bytes, now: datetime, kind: str = "contract") -> EvidenceItem:
    actions.hand_in(held, data, kind=kind, filename="a.pdf", now=now, action_id=uuid.uuid4())
    return EvidenceItem.objects.filter(case=held.case).latest("id")


def begin(held: access.HeldCase, item: EvidenceItem, now: datetime) -> PaperReading:
    actions.read_paper(held, item, now=now, action_id=uuid.uuid4())
    return PaperReading.objects.get(paper=item)


def work(now: datetime) -> int:
    """What the worker of slow kinds does."""
    return Worker(name="reader", now=lambda: now, only=handlers.SLOW).run_all_due()


def children() -> int:
    """How many children the nursery of this process has."""
    assert nursery._keeper.running is not None
    ours = str(nursery._keeper.running.process.pid)
    found = subprocess.run(["ps", "--ppid", ours, "-o", "pid="], capture_output=True, text=True, check=False)
    return len(found.stdout.split())


def none_is_left() -> bool:
    """Whether every child is gone, within the moment that the nursery needs to bury one."""
    until = time.monotonic() + 5
    while children() and time.monotonic() < until:
        time.sleep(0.02)
    return children() == 0


def test_a_text_layer_is_read_at_once_and_no_worker_is_asked(held: access.HeldCase, now: datetime) -> None:
    lines = [(10.0, 30.0 * number, line) for number, line in enumerate(TEXT.splitlines())]
    reading = begin(held, paper(held, pdfs.placed(lines), now), now)
    assert (reading.state, reading.way, reading.pages) == ("read", "text", 1)
    found = {one["field"]: one["value"] for one in reading.found["suggestions"]}
    assert found["principal"] == "50000.00"
    assert not Effect.objects.filter(kind="paper.look").exists()


def test_pictures_wait_for_their_own_worker_and_come_page_by_page(
    held: access.HeldCase, now: datetime, reads_with
) -> None:
    reads_with("quick")
    reading = begin(held, paper(held, pictures.scan(3), now), now)
    assert (reading.state, reading.way) == ("waiting", "pictures")
    others = Worker(
        name="worker", now=lambda: now, without=handlers.SLOW, find=lambda kind: lambda *_, **__: None
    )
    others.run_all_due()
    assert Effect.objects.get(kind="paper.look").state == "owed"
    work(now)
    reading.refresh_from_db()
    assert (reading.state, reading.pages, reading.done) == ("read", 3, 3)
    (rate,) = [one for one in reading.found["suggestions"] if one["field"] == "annual_rate"]
    assert (rate["value"], rate["score"]) == ("9/50", 81)
    page, left, top, right, bottom = rate["boxes"][0]
    assert page == 1
    assert (left, top, right, bottom) == (3600, 1800, 21600, 2880)  # of 100, 50, 600, 80 at 200 dots an inch


def test_a_page_that_lies_on_its_side_is_turned(held: access.HeldCase, now: datetime, reads_with) -> None:
    reads_with("sideways")
    reading = begin(held, paper(held, pictures.scan(), now), now)
    work(now)
    look = PageLook.objects.get(reading=reading)
    assert look.turn == 90
    assert look.seen["width"] > look.seen["height"]


def test_a_page_that_takes_too_long_is_left_out_and_the_next_is_tried(
    held: access.HeldCase, now: datetime, reads_with, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_with("hangs")
    limits = looking.LISTS.limits
    monkeypatch.setattr(looking, "LISTS", _with(limits, page_seconds=1.5))
    reading = begin(held, paper(held, pictures.scan(3), now), now)
    work(now)
    reading.refresh_from_db()
    whys = list(PageLook.objects.filter(reading=reading).order_by("number").values_list("why", flat=True))
    assert whys == ["", "too_slow", ""]
    assert (reading.state, reading.done) == ("read", 3)
    assert none_is_left()


@pytest.mark.parametrize("double", ["falls", "greedy"])
def test_a_page_that_brings_the_child_down_is_left_out(
    held: access.HeldCase, now: datetime, reads_with, double: str
) -> None:
    reads_with(double)
    reading = begin(held, paper(held, pictures.scan(2), now), now)
    work(now)
    reading.refresh_from_db()
    assert (reading.state, reading.done) == ("read", 2)
    assert PageLook.objects.get(reading=reading, number=2).why == "fallen"


def test_pages_beyond_the_limit_are_counted_and_not_looked_at(
    held: access.HeldCase, now: datetime, reads_with, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_with("quick")
    monkeypatch.setattr(looking, "LISTS", _with(looking.LISTS.limits, looked_pages=2))
    reading = begin(held, paper(held, pictures.scan(5), now), now)
    work(now)
    reading.refresh_from_db()
    assert (reading.pages, reading.done, reading.left_out) == (2, 2, 3)


def test_a_reading_that_is_ended_kills_its_child_at_once(
    held: access.HeldCase, now: datetime, reads_with
) -> None:
    reads_with("hangs")
    item = paper(held, pictures.scan(3), now)
    reading = begin(held, item, now)
    pages = opened.answers(
        pictures.scan(3),
        {"do": "look", "first": 1, "most": 3, "reader": looking.READER},
        seconds=30,
        is_wanted=lambda: PaperReading.objects.filter(pk=reading.pk, state="waiting").exists(),
    )
    assert [next(pages).get("page"), next(pages).get("page")] == [None, 1]
    assert children() == 1
    actions.stop_looking(held, item, now=now, action_id=uuid.uuid4())
    began = time.monotonic()
    with pytest.raises(opened.Ended, match="unwanted"):
        next(pages)
    assert time.monotonic() - began < 5
    assert none_is_left()

    work(now)  # the effect is still owed, and finds that nobody wants it
    reading.refresh_from_db()
    assert (reading.state, reading.done) == ("cancelled", 0)
    with pytest.raises(Wrong, match="reading_not_running"):
        actions.stop_looking(held, item, now=now, action_id=uuid.uuid4())


def test_a_reading_that_is_ended_in_its_last_moment_stays_ended(
    held: access.HeldCase, now: datetime, reads_with, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_with("quick")
    item = paper(held, pictures.scan(), now)
    reading = begin(held, item, now)

    def ended_meanwhile(seen: object) -> dict[str, object]:
        actions.stop_looking(held, item, now=now, action_id=uuid.uuid4())
        return {"faults": [], "suggestions": [], "clauses": []}

    monkeypatch.setitem(looking._READ, "contract", ended_meanwhile)
    work(now)
    reading.refresh_from_db()
    assert (reading.state, reading.found) == ("cancelled", {})


def test_a_run_that_has_used_its_time_goes_on_where_it_was(
    held: access.HeldCase, now: datetime, reads_with, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads_with("quick")
    monkeypatch.setattr(looking, "RUN_SECONDS", 0.0)
    reading = begin(held, paper(held, pictures.scan(2), now), now)
    worker = Worker(name="reader", now=lambda: now, only=handlers.SLOW)
    worker.run_due()
    reading.refresh_from_db()
    assert (reading.state, reading.done) == ("reading", 1)
    worker.run_all_due()
    reading.refresh_from_db()
    assert (reading.state, reading.done) == ("read", 2)


def test_a_paper_on_which_nothing_was_seen_is_said_to_be_so(
    held: access.HeldCase, now: datetime, reads_with
) -> None:
    reads_with("blind")
    reading = begin(held, paper(held, pictures.scan(), now), now)
    work(now)
    reading.refresh_from_db()
    assert (reading.state, reading.why) == ("failed", "reading_saw_nothing")


def test_without_a_reader_of_pictures_the_refusal_says_what_to_do_and_text_is_read_all_the_same(
    held: access.HeldCase, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(eyes, "is_here", lambda: False)
    with pytest.raises(Wrong, match="reading_pictures_not_here"):
        begin(held, paper(held, pictures.scan(), now), now)
    text = paper(held, pdfs.placed([(10.0, 30.0, "贷款年利率18%，借款金额：人民币50,000元")]), now)
    assert begin(held, text, now).state == "read"


def test_only_contracts_and_credit_reports_are_read_so(held: access.HeldCase, now: datetime) -> None:
    with pytest.raises(Wrong, match="reading_not_this_kind"):
        begin(held, paper(held, pictures.scan(), now, kind="medical_record"), now)


def test_whoever_looks_at_a_page_reaches_nobody(reads_with) -> None:
    reads_with("talks")
    order = {"do": "look", "first": 1, "most": 1, "reader": looking.READER}
    *_, page = opened.answers(pictures.scan(), order)
    assert page["seen"][0][4] == "refused"


def test_a_page_is_drawn_as_a_picture_within_its_limit() -> None:
    drawn = opened.answer(pictures.scan(2), {"do": "page", "page": 2})
    assert drawn["pages"] == 2
    assert drawn["size"] == pytest.approx([200, 300], abs=1)
    assert opened.answer(pictures.scan(2), {"do": "page", "page": 3})["png"] == ""


def _with(limits, **changed):
    """The lists with other limits."""
    return replace(looking.LISTS, limits=replace(limits, **changed))


@pytest.mark.parametrize("box", ["14400 14400", "1 1000000", "1000000 1"])
def test_a_page_of_any_size_is_drawn_within_so_many_pixels(box: str) -> None:
    vast = pictures.scan().replace(b"200 300", box.encode())
    drawn = opened.answer(vast, {"do": "page", "page": 1})
    wide, high = struct.unpack(">II", base64.b64decode(drawn["png"])[16:24])
    assert 0 < wide * high <= 1.1 * eyes.SHOWN_PIXELS

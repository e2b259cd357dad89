"""The page on which several files are handed in at once, its list that tells of each, and the page about columns."""

from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hejie_platform.core import clock
from hejie_platform.intake.models import EvidenceItem
from hejie_platform.jobs.worker import Worker
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures
from tests.platform.web.applying import at, stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


@pytest.fixture
def client(cast: Cast) -> Client:
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


def drop(client: Client, held: intake.HeldCase, *files: tuple[str, bytes]) -> str:
    """Hand in these files together; what the page then says."""
    given = {"file": [SimpleUploadedFile(name, data) for name, data in files], **stamp()}
    response = client.post(at("drop", held.case.ref), given)
    return (
        text_of(client.get(response.headers["Location"]))
        if response.status_code == 302
        else text_of(response)
    )


def work(now: datetime) -> None:
    Worker(name="w1", now=lambda: now).run_all_due()


def test_three_files_are_taken_at_once_and_each_is_answered_for_itself(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    said = drop(
        client,
        held,
        ("alipay.csv", intake.six_months(now)),
        ("photo.png", pictures.png()),
        ("river.csv", intake.UNKNOWN.encode()),
        ("virus.exe", b"MZ\x90\x00binary"),
    )
    assert "virus.exe: This is no statement that we know." in said
    assert "We are reading: 1 of 3 done." in said
    running = client.get(at("papers", held.case.ref)).content.decode()
    piece = client.get(at("progress", held.case.ref), HTTP_HX_REQUEST="true").content.decode()
    assert 'hx-trigger="every 1s"' in piece
    assert "See how far it is" in running  # without JavaScript

    work(now)
    piece = client.get(at("progress", held.case.ref), HTTP_HX_REQUEST="true").content.decode()
    page = client.get(at("papers", held.case.ref))
    assert piece.strip() in page.content.decode()
    assert "hx-trigger" not in piece
    said = text_of(page).replace("\u00a0", " ")
    assert "3 files looked through." in said
    assert "Alipay app statement: " in said
    assert "Say what its columns are" in said
    assert "A person looks at this one. Please say what it is." in said


def test_no_file_is_asked_for_kindly_and_nobody_elses_case_is_there(
    client: Client, cast: Cast, held: intake.HeldCase
) -> None:
    assert "There is a problem" in drop(client, held) or "Please" in drop(client, held)
    assert not EvidenceItem.objects.exists()
    given = {"file": SimpleUploadedFile("a.png", pictures.png()), **stamp()}
    assert logged_in(cast.stranger).post(at("drop", held.case.ref), given).status_code == 404


def test_files_chosen_after_going_back_are_taken_and_the_same_ones_only_once(
    client: Client, held: intake.HeldCase
) -> None:
    form = stamp()
    for number in (1, 1, 2):
        file = SimpleUploadedFile("bill.csv", b"a,b\n%d,2\n" % number)
        client.post(at("drop", held.case.ref), {"file": [file], **form})
    assert EvidenceItem.objects.filter(case=held.case).count() == 2


def test_who_opens_the_address_of_dropping_again_comes_to_the_papers(
    client: Client, held: intake.HeldCase
) -> None:
    assert client.get(at("drop", held.case.ref)).headers["Location"] == at("papers", held.case.ref)


def test_a_file_can_be_stopped_while_it_waits(client: Client, held: intake.HeldCase, now: datetime) -> None:
    drop(client, held, ("alipay.csv", intake.six_months(now)))
    item = EvidenceItem.objects.get()
    assert client.post(at("stop", held.case.ref, item.ref), stamp()).status_code == 302
    assert "Nothing of it was kept." in text_of(client.get(at("papers", held.case.ref)))


def test_the_page_of_columns_shows_the_first_rows_and_keeps_what_was_chosen(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    item = intake.hand_in_unknown(held, now=now)
    page = at("columns", held.case.ref, item.ref)
    shown = text_of(client.get(page))
    assert "领工钱" in shown
    assert "8000.00" in shown
    shape = item.reading["unmapped"]["shape"]
    chosen = {"column_0": "occurred_at", "column_1": "narration", "column_2": "", "column_3": "balance_after"}
    given = {**stamp(), "shape": shape, "sign": "signed", **chosen}
    again = client.post(page, given)
    assert "Please say which column is" in text_of(again)
    assert 'value="balance_after" selected' in again.content.decode()
    right = {**given, "column_2": "direction", "column_3": "amount", "sign": "by_direction"}
    assert client.post(page, right).headers["Location"] == at("paper", held.case.ref, item.ref)
    assert "We have read this statement" in text_of(client.get(at("paper", held.case.ref, item.ref)))
    assert client.get(page).headers["Location"] == at("paper", held.case.ref, item.ref)  # asked no more


def test_a_dropped_picture_is_named_on_its_page(client: Client, held: intake.HeldCase) -> None:
    drop(client, held, ("a.png", pictures.png()))
    item = EvidenceItem.objects.get()
    page = at("paper", held.case.ref, item.ref)
    assert client.post(page, {**stamp(), "kind": "contract"}).status_code == 302
    item.refresh_from_db()
    assert item.kind == "contract"
    assert client.get(page).status_code == 200


def test_a_form_that_is_sent_twice_takes_each_file_once_and_says_nothing_wrong(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    once = stamp()
    for _ in range(2):
        given = {
            "file": [
                SimpleUploadedFile("a.png", pictures.png()),
                SimpleUploadedFile("b.csv", intake.six_months(now)),
            ]
        }
        response = client.post(at("drop", held.case.ref), given | once)
    assert EvidenceItem.objects.filter(case=held.case).count() == 2
    assert "already" not in text_of(client.get(response.headers["Location"]))
    again = drop(client, held, ("a.png", pictures.png()))  # another form with the same picture
    assert "a.png: " in again
    assert EvidenceItem.objects.filter(case=held.case).count() == 2


def test_a_name_is_kept_as_what_can_be_printed_of_its_last_part(
    client: Client, held: intake.HeldCase
) -> None:
    names = {
        "../../../etc/passwd": "passwd",
        "a\x1b[31m\u202egpj.exe": "a[31mgpj.exe",
        "长" * 300 + ".png": None,
    }
    for number, name in enumerate(names):
        drop(client, held, (name, pictures.png(shade=number)))
    kept = [one.name for one in EvidenceItem.objects.order_by("filed_at", "id")]
    assert kept[:2] == ["passwd", "a[31mgpj.exe"]
    assert len(kept[2]) <= 200
    assert kept[2].startswith("长长长")


def test_a_file_in_a_case_of_somebody_else_is_neither_seen_nor_stopped(
    client: Client, cast: Cast, held: intake.HeldCase, now: datetime
) -> None:
    drop(client, held, ("alipay.csv", intake.six_months(now)))
    item, theirs = EvidenceItem.objects.get(), intake.draft_case(cast, now=now, who=cast.other_borrower)
    other = logged_in(cast.other_borrower)
    for name in ("stop", "paper", "columns", "file", "paper_remove"):
        for case in (held.case, theirs.case):
            assert other.post(at(name, case.ref, item.ref), stamp()).status_code in (404, 405), name
            assert other.get(at(name, case.ref, item.ref)).status_code in (404, 405), name
    item.refresh_from_db()
    assert (item.state, item.removed_at) == ("waiting", None)

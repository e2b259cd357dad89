"""The pages of one's own data: for their person alone, with the identity asked once more where it matters."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.ledger.actions import Actor, note_access
from hejie_platform.ledger.models import Effect
from hejie_platform.people.models import User
from hejie_platform.privacy import actions
from hejie_platform.privacy.models import Correction, Erasure, ExportOrder
from tests.platform.cast import Cast
from tests.platform.stories import intake, privacy
from tests.platform.web.test_agreement import confirmed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_storys_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def logged_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def posted(client: Client, address: str, **told: object) -> object:
    return client.post(address, {"action_id": privacy.new_id(), **told})


def test_a_copy_is_made_and_fetched_only_after_showing_once_more_who_it_is(cast: Cast, now: datetime) -> None:
    client = logged_in(cast.borrower)
    answer = posted(client, "/mydata/copy/")
    assert answer.status_code == 302
    assert "next=" in answer.headers["Location"]
    assert not ExportOrder.objects.exists()

    client = confirmed(cast.borrower)
    posted(client, "/mydata/copy/")
    actions.make_export(Effect.objects.get(kind="export.make"), now=now)
    page = client.get("/mydata/copy/").content.decode()
    assert 'name="fetch"' in page
    answer = client.post("/mydata/copy/", {"fetch": "1"})
    assert answer.headers["Content-Type"] == "application/zip"
    assert "manifest.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_somebody_else_has_nothing_to_fetch(cast: Cast, now: datetime) -> None:
    privacy.ordered(cast.borrower, now=now)
    answer = confirmed(cast.stranger).post("/mydata/copy/", {"fetch": "1"})
    assert answer.status_code == 302


def test_erasing_needs_a_tick_and_can_be_called_off_on_the_same_page(cast: Cast, now: datetime) -> None:
    client = confirmed(cast.stranger)
    posted(client, "/mydata/erase/")
    assert not Erasure.objects.exists()
    posted(client, "/mydata/erase/", sure="on")
    assert Erasure.objects.get().due_at == now + timedelta(days=7)
    posted(client, "/mydata/erase/")
    assert Erasure.objects.get().state == "called_off"


def test_the_page_says_what_stands_against_erasing(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    page = confirmed(cast.borrower).get("/mydata/erase/").content.decode()
    assert held.case.ref in page
    assert 'name="sure"' not in page


def test_a_correction_goes_to_the_desk_and_its_answer_back(
    cast: Cast, now: datetime, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    posted(
        logged_in(cast.borrower), "/mydata/corrections/", about="legal_name", wished="王小明", words="见证件"
    )
    row = Correction.objects.get()
    desk = logged_in(cast.operator)
    assert row.ref in desk.get("/mydata/desk/").content.decode()
    posted(desk, f"/mydata/desk/{row.ref}/", answer="yes", words="CANARY answer", seen_version=0)
    assert "CANARY answer" in logged_in(cast.borrower).get(f"/mydata/corrections/{row.ref}/").content.decode()


def test_a_decision_without_a_reason_stays_on_its_page(cast: Cast, now: datetime) -> None:
    row = privacy.correction(cast.borrower, now=now)
    answer = posted(
        logged_in(cast.operator), f"/mydata/desk/{row.ref}/", answer="no", words="nein", seen_version=0
    )
    assert answer.status_code == 200
    assert "nein" in answer.content.decode()
    assert logged_in(cast.reviewer).get(f"/mydata/desk/{row.ref}/").status_code == 404
    assert logged_in(cast.borrower).get(f"/mydata/desk/{row.ref}/").status_code == 404


def test_the_dry_run_is_for_the_desk_alone(cast: Cast) -> None:
    assert logged_in(cast.operator).get("/mydata/desk/kept/").status_code == 200
    assert logged_in(cast.officer).get("/mydata/desk/kept/").status_code == 404


@pytest.mark.feature("B03")
def test_the_index_of_papers_is_shown_to_its_person_alone(cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    page = logged_in(cast.borrower).get(f"/mydata/papers/{held.case.ref}/")
    paper = held.case.evidence.select_related("file").first()
    assert paper.file.sha256 in page.content.decode()
    for other in (cast.stranger, cast.officer, cast.reviewer):
        assert logged_in(other).get(f"/mydata/papers/{held.case.ref}/").status_code == 404


def test_the_account_tells_who_looked_at_what_in_the_same_words_as_the_data_page(
    cast: Cast, now: datetime
) -> None:
    """A look under an order is no look at a paper, and no role is told by its code."""
    note_access(
        reader=Actor(cast.regulator, "regulator"),
        kind="case_course",
        subject=cast.borrower.pk,
        owner=cast.borrower,
        purpose="order 7K2M9QX0TA",
        now=now,
    )
    client = logged_in(cast.borrower)
    for page in ("account:mine", "mydata:looks"):
        told = client.get(reverse(page), headers={"accept-language": "en"}).content.decode()
        assert "The course of your case, under an order" in told
        assert "The supervising authority" in told

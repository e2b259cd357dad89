"""Complaints through their pages: telling, handling, answering; what a hostile visitor sends."""

import re
import uuid
from datetime import datetime

import pytest

from hejie_platform.core import clock
from hejie_platform.support import queries
from hejie_platform.support.models import Complaint
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.stories import support as stories
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
TOLD = {"topic": "manners", "happened_on": "2026-11-20", "words": "They shouted.", "wish": "apologise"}


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def sent(**more: object) -> dict[str, object]:
    return {"action_id": str(uuid.uuid4()), **more}


def version(page: bytes) -> str:
    return str(re.search(r'name="seen_version" value="(\d+)"', page.decode())[1])  # type: ignore[index]  # every form has one


def act(client: object, row: Complaint, name: str, **more: object) -> object:
    where = f"/complaints/{row.ref}/{name}/"
    seen = version(client.get(where).content)  # type: ignore[attr-defined]  # a test client
    return client.post(where, sent(seen_version=seen, **more))  # type: ignore[attr-defined]  # a test client


def test_a_complaint_is_told_heard_and_answered_through_pages(cast: Cast, now: datetime) -> None:
    case = intake.open_case(cast, now=now)
    key = f"lender:{stories.talks_of(case, cast).ref}"
    borrower, desk, bank = (logged_in(one) for one in (cast.borrower, cast.complaint_handler, cast.officer))
    answer = borrower.post("/complaints/new/", sent(about=key, **TOLD))
    row = Complaint.objects.get()
    assert answer["Location"] == f"/complaints/{row.ref}/"
    assert row.ref in desk.get("/complaints/desk/").content.decode()
    act(desk, row, "accept", is_complex="no")
    act(desk, row, "ask")
    assert row.ref in bank.get("/complaints/").content.decode()
    act(bank, row, "comment", words="We are sorry.")
    act(desk, row, "answer", outcome="upheld", words="You were right.", routes=["regulator", "second_look"])
    page = borrower.get(f"/complaints/{row.ref}/").content.decode()
    assert "You were right." in page
    assert f"?about=handler:{row.ref}" in page


def test_an_operator_writes_a_call_down_only_after_reading_it_back(cast: Cast) -> None:
    client = logged_in(cast.operator)
    told = {"about": "other", **TOLD, "caller_name": "A caller", "caller_reach": "+86 138"}
    assert client.post("/complaints/call/", sent(**told)).status_code == 200
    assert not Complaint.objects.exists()
    answer = client.post("/complaints/call/", sent(**told, is_read_back="on", case_ref="0000000000"))
    assert "They shouted." in answer.content.decode(), "nothing typed is lost"
    assert client.post("/complaints/call/", sent(**told, is_read_back="on")).status_code == 302
    assert Complaint.objects.get().caller == {"name": "A caller", "reach": "+86 138"}


def test_a_page_that_was_overtaken_says_so_and_keeps_what_was_typed(cast: Cast, now: datetime) -> None:
    row = stories.filed(cast.borrower, now=now)
    client = logged_in(cast.borrower)
    where = f"/complaints/{row.ref}/add/"
    seen = version(client.get(where).content)
    stories.accepted(row, cast.complaint_handler, now=now)
    answer = client.post(where, sent(seen_version=seen, words="I remember more."))
    assert answer.status_code == 200
    assert "I remember more." in answer.content.decode()
    assert not row.statements.exists()


@pytest.mark.parametrize(
    "key", ["", "org:0000000000", "handler:0000000000", "handler:", "lender:\0", "x" * 999]
)
def test_a_subject_that_is_not_there_is_refused_kindly(cast: Cast, key: str) -> None:
    client = logged_in(cast.borrower)
    assert client.get("/complaints/new/", {"about": key}).status_code in (200, 404)
    assert client.post("/complaints/new/", sent(about=key, **TOLD)).status_code == 200
    assert not Complaint.objects.exists()


def test_the_complaint_of_somebody_else_cannot_be_used_to_name_its_handler(cast: Cast, now: datetime) -> None:
    row = stories.filed(cast.borrower, now=now)
    answer = logged_in(cast.stranger).get("/complaints/new/", {"about": f"handler:{row.ref}"})
    assert answer.status_code == 404


def test_the_list_of_late_complaints_shows_only_them(cast: Cast, now: datetime) -> None:
    fresh, late = (stories.filed(cast.borrower, now=now) for _ in range(2))
    Complaint.objects.filter(pk=late.pk).update(accept_due_at=now)
    page = logged_in(cast.complaint_handler).get("/complaints/desk/", {"show": "late"}).content.decode()
    assert late.ref in page
    assert fresh.ref not in page
    assert [one.pk for one, _ in queries.mine(cast.stranger)] == []

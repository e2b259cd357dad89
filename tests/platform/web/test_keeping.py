"""The pages of keeping: what each side sees and does on them, and what nobody else may."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie_platform.agreements.models import LifeEvent, PaymentSheet, ReminderChoice, Variation
from hejie_platform.core import clock
from tests.platform.cast import Cast
from tests.platform.stories import agreements, keeping, pictures
from tests.platform.stories.negotiation import Story, worked
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return keeping.running(cast, now=now - timedelta(days=20))


@pytest.fixture
def story(told: Story) -> Story:
    return told


def english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def page(story: Story, name: str, *more: object) -> str:
    return reverse(f"keeping:{name}", args=[agreements.agreement_of(story).ref, *more])


@pytest.mark.feature("X07")
def test_something_changed_pauses_by_the_clause_or_becomes_a_request(story: Story, cast: Cast) -> None:
    client, where = english(logged_in(cast.borrower)), page(story, "changed")
    shown = client.get(where).content.decode()
    assert "never a breach" in shown
    number = agreements.agreement_of(story).obligations.filter(kind="instalment").earliest("due_on").number

    def sent(cause: str, **more: object) -> int:
        version = agreements.agreement_of(story).version
        given = {
            "cause": cause,
            "covers": [str(number)],
            "words": "手术",
            "seen_version": version,
            "notice_seen": "on",
        }
        return client.post(where, given | {"action_id": str(uuid.uuid4())} | more).status_code

    assert sent("illness") == 200  # without its paper it is asked for again
    assert not LifeEvent.objects.exists()
    paper = SimpleUploadedFile("p.png", pictures.png(), "image/png")
    assert sent("illness", proof=paper) == 302
    assert LifeEvent.objects.get().paused == 1
    assert not Variation.objects.exists()
    number = (
        agreements.agreement_of(story)
        .obligations.filter(kind="instalment", state="open")
        .earliest("due_on")
        .number
    )
    assert sent("income_fell") == 302
    assert Variation.objects.get().cause == "income_fell"
    assert logged_in(cast.officer).get(where).status_code == 404


def test_a_missed_duty_shows_for_both_sides_and_leads_to_the_breach(story: Story, cast: Cast) -> None:
    duty = agreements.agreement_of(story).obligations.get(code="duty_stop_collection")
    for person in (cast.borrower, cast.officer):
        shown = english(logged_in(person)).get(page(story, "duty", duty.ref)).content.decode()
        assert "Missed" in shown
    assert (
        page(story, "breach") in english(logged_in(cast.borrower)).get(page(story, "home")).content.decode()
    )
    assert duty.ref in english(logged_in(cast.officer)).get(reverse("keeping:duties")).content.decode()

    client = english(logged_in(cast.borrower))
    version = agreements.agreement_of(story).version
    given = {"note": "每天都有电话", "seen_version": version, "action_id": str(uuid.uuid4())}
    assert client.post(page(story, "breach"), given).status_code == 302
    assert agreements.agreement_of(story).side_in_cure == "lender"
    assert "Put it right" in english(logged_in(cast.officer)).get(page(story, "cure")).content.decode()
    shown = client.get(page(story, "end")).content.decode()
    assert "Until then nothing can be ended" in shown


def test_a_file_is_looked_at_confirmed_and_booked_by_pages_alone(
    story: Story, cast: Cast, now: datetime
) -> None:
    client, agreement = english(logged_in(cast.officer)), agreements.agreement_of(story)
    text = keeping.sheet_of((agreement.ref, clock.legal_day(now), "12.34", "R1"), ("?", "?", "?", ""))
    file = SimpleUploadedFile("in.csv", text.encode("gb18030"), "text/csv")
    answer = client.post(reverse("keeping:sheets"), {"file": file, "action_id": str(uuid.uuid4())})
    sheet = PaymentSheet.objects.get()
    assert answer.headers["Location"] == reverse("keeping:sheet", args=[sheet.ref])
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Book 1 line" in shown
    assert "Cannot be read" in shown
    client.post(reverse("keeping:sheet_confirm", args=[sheet.ref]), {"action_id": str(uuid.uuid4())})
    worked(now)
    assert sheet.rows.get(line=2).outcome == "booked"
    shown = client.get(reverse("keeping:sheet", args=[sheet.ref])).content.decode()
    assert "12.34 yuan in the file = 12.34 yuan booked + 0 yuan" in shown.replace("\xa0", " ")

    bad = SimpleUploadedFile("in.csv", b"a,b\n1,2\n", "text/csv")
    answer = client.post(reverse("keeping:sheets"), {"file": bad, "action_id": str(uuid.uuid4())})
    assert answer.status_code == 422
    assert logged_in(cast.borrower).get(reverse("keeping:sheets")).status_code == 404


def test_the_days_of_reminders_are_ones_own(story: Story, cast: Cast) -> None:
    client = english(logged_in(cast.borrower))
    where = reverse("keeping:reminders")
    assert client.post(where, {"days": ["7", "0"], "action_id": str(uuid.uuid4())}).status_code == 302
    assert ReminderChoice.objects.get(user=cast.borrower).days == [7, 0]
    assert client.post(where, {"days": ["99"], "action_id": str(uuid.uuid4())}).status_code == 200
    assert ReminderChoice.objects.get(user=cast.borrower).days == [7, 0]


def test_the_calendar_names_days_and_no_debt(story: Story, cast: Cast) -> None:
    answer = logged_in(cast.borrower).get(page(story, "ics"))
    body = answer.content.decode()
    count = agreements.agreement_of(story).obligations.filter(kind="instalment").count()
    assert body.count("BEGIN:VEVENT") == body.count("END:VEVENT") == count
    assert all(len(line.encode()) <= 75 for line in body.split("\r\n"))
    assert "江畔" not in body
    assert "yuan" not in body


def test_what_the_lender_showed_is_read_by_the_borrower_and_by_no_stranger(
    story: Story, cast: Cast, now: datetime
) -> None:
    keeping.deed_done(story, "duty_stop_collection", now=now)
    duty = agreements.agreement_of(story).obligations.get(code="duty_stop_collection")
    shown = english(logged_in(cast.borrower)).get(page(story, "duty", duty.ref)).content.decode()
    href = shown.split("/papers/")[1].split("/")[0]
    paper = page(story, "paper", href)
    assert logged_in(cast.borrower).get(paper).headers["Content-Type"] == "image/png"
    for person in (cast.stranger, cast.other_officer, cast.other_borrower):
        assert logged_in(person).get(paper).status_code == 404


def test_what_settled_everything_at_once_is_told_as_paid(cast: Cast, now: datetime) -> None:
    story = keeping.running(cast, now=now - timedelta(days=30))
    deal = keeping.settled_early(story, 9_000_000, now=now)
    client = logged_in(story.borrower)
    client.cookies["language"] = "en"
    page = client.get(reverse("agreement:payments", args=[deal.ref])).content.decode()
    figures = page.partition('<dl class="summary">')[2].partition("</dl>")[0]
    assert "Paid and confirmed" in figures
    assert "90,000\u00a0yuan" in figures
    assert "beyond what is due" not in figures
    assert "Every instalment" not in page

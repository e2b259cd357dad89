"""An agreement through its pages: read, confirm oneself, sign, pay, answer; what is wrong is said kindly and kept."""

import uuid
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.agreements import queries
from hejie_platform.agreements.models import Payment, Signature
from hejie_platform.core import clock, storage
from hejie_platform.people.models import User
from tests.platform.cast import PASSWORD, Cast
from tests.platform.stories import agreements as stories
from tests.platform.stories import negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.stories.pictures import png
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_present(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Pages read the clock of the story."""
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> Story:
    return stories.drawn_up(negotiation.waiting(cast, now=now), now=now)


@pytest.fixture
def signing(told: Story) -> Story:
    return told


@pytest.fixture
def running(signing: Story, now: datetime) -> Story:
    stories.signed(signing, signing.borrower, now=now)
    stories.signed(signing, signing.checker, now=now)
    return signing


def confirmed(person: User) -> Client:
    """A browser whose reader has just confirmed themselves by their password."""
    client = logged_in(person)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def url(name: str, story: Story, *more: str) -> str:
    return reverse(f"agreement:{name}", args=[stories.agreement_of(story).ref, *more])


def ticks(story: Story, **changes: Any) -> dict[str, Any]:
    """What a careful signer sends."""
    agreement = stories.agreement_of(story)
    risks = {f"risk_{mark.replace('.', '_')}": "on" for mark in queries.serious_risks(agreement)}
    given = {"action_id": str(uuid.uuid4()), "seen_hash": queries.seen_hash(agreement), "notice_seen": "on"}
    return {**risks, **given, **changes}


def test_a_signature_is_asked_for_once_more_before_it_binds(signing: Story) -> None:
    """Without a fresh confirmation the page leads to it, and a form that is sent all the same signs nothing."""
    client = logged_in(signing.borrower)
    page = client.get(url("sign", signing)).content.decode()
    assert url("confirm", signing) in page
    assert "risk_" not in page

    client.post(url("sign", signing), ticks(signing))
    assert not Signature.objects.exists()
    assert client.get(url("confirm", signing)).status_code == 302


@pytest.mark.feature("G03")
def test_the_pages_lead_from_plain_words_over_each_risk_to_the_signature(signing: Story) -> None:
    client = confirmed(signing.borrower)
    summary = client.get(url("summary", signing)).content.decode()
    for _mark, text in queries_risks(signing):
        assert text in summary
    assert client.post(url("sign", signing), ticks(signing)).status_code == 302
    assert Signature.objects.get().signer == signing.borrower


def queries_risks(story: Story) -> list[tuple[str, str]]:
    """The serious risks as the page says them."""
    from hejie_platform.web.agreement import shows

    held = stories.held_by(story.borrower, story, clock.now())
    return shows.risks(queries.look(held, now=clock.now()), serious=True)


def test_a_risk_that_was_not_ticked_is_named_and_the_rest_stays_ticked(signing: Story) -> None:
    client = confirmed(signing.borrower)
    sent = ticks(signing)
    left_out = next(name for name in sent if name.startswith("risk_"))
    del sent[left_out]
    answer = client.post(url("sign", signing), sent)
    assert answer.status_code == 422
    assert f"id_{left_out}_error" in answer.content.decode()
    assert not Signature.objects.exists()


def test_pressing_twice_signs_once(signing: Story) -> None:
    client, sent = confirmed(signing.borrower), ticks(signing)
    first, again = (client.post(url("sign", signing), sent) for _ in range(2))
    assert first.status_code == 302
    assert again.status_code in (200, 302)
    assert Signature.objects.count() == 1


def test_while_it_is_being_signed_nobody_reads_who_has_signed(
    signing: Story, cast: Cast, now: datetime
) -> None:
    stories.signed(signing, cast.checker, now=now)
    page = logged_in(signing.borrower).get(url("home", signing)).content.decode()
    assert "checker" not in page
    assert stories.agreement_of(signing).signatures.count() == 1


def test_a_payment_is_told_by_the_borrower_and_confirmed_by_the_lender(
    running: Story, cast: Cast, now: datetime
) -> None:
    duty = stories.next_payment(running, running.borrower, now).obligation
    borrower, officer = logged_in(running.borrower), logged_in(cast.officer)
    sent = {
        "action_id": str(uuid.uuid4()),
        "seen_version": "0",
        "amount": "100.50",
        "paid_on": clock.legal_day(now).isoformat(),
        "channel": "bank",
        "notice_seen": "on",
        "proof": BytesIO(png()),
    }
    sent["proof"].name = "回单.png"
    assert borrower.post(url("duty", running, duty.ref), sent).status_code == 302
    payment = Payment.objects.get()
    assert (payment.amount_minor, payment.proof.media_type) == (10_050, "image/png")
    assert storage.get(payment.proof) == png()

    assert duty.ref in officer.get(reverse("agreement:desk")).content.decode()
    answer = {"action_id": str(uuid.uuid4()), "seen_version": "1", "answer": "confirm"}
    assert officer.post(url("answer", running, duty.ref), answer).status_code == 302
    payment.refresh_from_db()
    assert payment.confirmed_by == cast.officer


def test_a_yes_to_an_instalment_that_nobody_told_finishes_nothing(running: Story, cast: Cast) -> None:
    """The page says that there is nothing to answer; whoever sends its form all the same is refused."""
    duty = stories.agreement_of(running).obligations.filter(amount_minor__isnull=False).order_by("due_on")[0]
    answer = {"action_id": str(uuid.uuid4()), "seen_version": "", "answer": "confirm"}
    logged_in(cast.officer).post(url("answer", running, duty.ref), answer)
    duty.refresh_from_db()
    assert duty.state == "open"
    assert not Payment.objects.exists()


def test_another_amount_came_and_stands_in_the_place_of_what_was_told(
    running: Story, cast: Cast, now: datetime
) -> None:
    told = stories.claimed(running, now=now, amount_minor=50_000)
    answer = {"action_id": str(uuid.uuid4()), "seen_version": "1", "answer": "part", "received": "300"}
    logged_in(cast.officer).post(url("answer", running, told.obligation.ref), answer)

    told.refresh_from_db()
    assert told.contest_reason == "other_amount"
    assert Payment.objects.get(confirmed_at__isnull=False).amount_minor == 30_000
    told.obligation.refresh_from_db()
    assert told.obligation.state == "open"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": "-5"}, "id_amount_error"),
        ({"amount": "many"}, "id_amount_error"),
        ({"paid_on": "1900-01-01"}, ""),
        ({"paid_on": "2999-01-01"}, ""),
        ({"paid_on": "2026-02-31"}, "id_paid_on_error"),
        ({"amount": "99999999"}, ""),
        ({"notice_seen": ""}, ""),
        ({"seen_version": "7"}, ""),
    ],
)
def test_a_payment_that_cannot_be_right_is_said_to_be_so_and_nothing_typed_is_lost(
    running: Story, now: datetime, changes: dict[str, str], field: str
) -> None:
    duty = stories.next_payment(running, running.borrower, now).obligation
    sent = {"action_id": str(uuid.uuid4()), "seen_version": "0", "amount": "123.45", "notice_seen": "on"}
    sent |= {"paid_on": clock.legal_day(now).isoformat(), "channel": "app"}
    answer = logged_in(running.borrower).post(url("duty", running, duty.ref), sent | changes)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "error-summary" in page
    assert field in page
    assert (sent | changes)["amount"] in page
    assert not Payment.objects.exists()


def test_a_file_that_nobody_can_look_at_is_refused_and_no_payment_is_told(
    running: Story, now: datetime
) -> None:
    duty = stories.next_payment(running, running.borrower, now).obligation
    wrong = BytesIO(b"MZ not a picture")
    wrong.name = "receipt.png"
    sent = {"action_id": str(uuid.uuid4()), "seen_version": "0", "amount": "1", "notice_seen": "on"}
    sent |= {"paid_on": clock.legal_day(now).isoformat(), "channel": "app", "proof": wrong}
    answer = logged_in(running.borrower).post(url("duty", running, duty.ref), sent)
    assert "error-summary" in answer.content.decode()
    assert not Payment.objects.exists()


def test_a_duty_of_another_agreement_is_not_reached_through_ones_own(
    running: Story, cast: Cast, now: datetime
) -> None:
    other = stories.drawn_up(negotiation.waiting(cast, now=now), now=now)
    stories.signed(other, other.borrower, now=now)
    stories.signed(other, other.checker, now=now)
    duty = stories.next_payment(other, other.borrower, now).obligation
    assert logged_in(running.borrower).get(url("duty", running, duty.ref)).status_code == 404


def test_a_signed_file_is_judged_in_public_and_a_changed_one_refused(running: Story, now: datetime) -> None:
    negotiation.worked(now)
    data = storage.get(stories.agreement_of(running).signed_pdf)
    for content, mark in (
        (data, "notice done"),
        (data[:-9] + b"x" + data[-8:], "notice stop"),
        (b"hi", "notice stop"),
    ):
        file = BytesIO(content)
        file.name = "agreement.pdf"
        page = Client().post(reverse("agreement:verify"), {"action_id": str(uuid.uuid4()), "file": file})
        assert mark in page.content.decode()


def test_the_document_is_a_download_for_the_parties_alone(running: Story, cast: Cast) -> None:
    answer = logged_in(cast.officer).get(url("document", running))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert logged_in(cast.other_officer).get(url("document", running)).status_code == 404


def test_asking_for_a_change_names_instalments_that_are_ahead(running: Story, now: datetime) -> None:
    client = logged_in(running.borrower)
    number = stories.next_payment(running, running.borrower, now).obligation.number
    sent = {
        "action_id": str(uuid.uuid4()),
        "seen_version": "",
        "cause": "illness",
        "covers": [str(number)],
        "notice_seen": "on",
    }
    assert client.post(url("change", running), sent).status_code == 302
    assert stories.agreement_of(running).variations.get().covers == [number]


@pytest.mark.parametrize("days", [6, 40])
def test_the_card_says_what_is_overdue_while_there_is_time_to_cure(
    running: Story, cast: Cast, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    from hejie_platform.agreements import actions

    due = stories.next_payment(running, running.borrower, clock.now()).obligation.due_on
    later = datetime(due.year, due.month, due.day, 4, tzinfo=clock.legal_zone()) + timedelta(days=6)
    held = stories.held_by(cast.officer, running, later)
    actions.say_breach(held, seen_version=None, now=later, action_id=uuid.uuid4())
    monkeypatch.setattr(clock, "now", lambda: later + timedelta(days=days - 6))
    page = logged_in(running.borrower).get(url("home", running)).content.decode()
    assert "turn yours" in page


def test_case_and_talks_ask_to_sign_only_until_all_have_signed(signing: Story, now: datetime) -> None:
    """Afterwards the next payment is the borrower's turn, on the page of the case as on that of the talks."""
    client = logged_in(signing.borrower)
    client.cookies["language"] = "en"
    places = (reverse("case:home", args=[signing.row().case.ref]), reverse("room:home", args=[signing.ref]))
    for place in places:
        assert "Read the agreement, then sign it" in client.get(place).content.decode()

    stories.signed(signing, signing.borrower, now=now)
    stories.signed(signing, signing.checker, now=now)
    for place in places:
        page = client.get(place).content.decode()
        assert "sign it" not in page
        assert "I have paid" in page


def test_somebody_without_an_agreement_is_told_when_there_will_be_one(signing: Story, cast: Cast) -> None:
    assert logged_in(cast.stranger).get(reverse("agreement:mine")).status_code == 200


def test_the_platforms_desk_reads_an_agreement_and_has_no_page_to_sign(signing: Story, cast: Cast) -> None:
    desk = logged_in(cast.supervisor)
    assert desk.get(url("home", signing)).status_code == 200
    assert desk.get(url("sign", signing)).status_code == 404

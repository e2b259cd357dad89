"""The pages of the desk, of creditors outside and of help: who may open them, who may not, and what a person does there."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.cases.models import Assistance, Case, OutsideLetter, SpokenPromise, Task
from hejie_platform.core import clock
from hejie_platform.core.models import OutboxMessage
from hejie_platform.intake.models import CreditRequest
from hejie_platform.ledger.models import AccessEntry
from hejie_platform.web import pages
from hejie_platform.web.assisted import urls as assisted
from hejie_platform.web.operator import urls as operator
from hejie_platform.web.outside import urls as outside
from tests.platform.cast import Cast
from tests.platform.matrix.filling import filled, picture
from tests.platform.stories import circumstances as stories
from tests.platform.web.samples import World, logged_in

pytestmark = pytest.mark.django_db
PAGES = (*operator.PAGES, *outside.PAGES, *assisted.PAGES)
# who recorded it and whom it is about
BOTH = dict.fromkeys(("outside:proof", "outside:authority"), ("borrower", "operator"))


def CHAPTER(cast: Cast, now: datetime) -> dict[str, Any]:
    return stories.samples(cast, now=now)


@pytest.fixture(autouse=True)
def the_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def _where(page: pages.Page, world: World) -> str:
    return reverse(page.name, kwargs=stories.SAMPLES[page.sample](world) if page.sample else {})


def _look(client: Client, name: str, **kwargs: Any) -> str:
    answer = client.get(reverse(name, kwargs=kwargs))
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_each_page_opens_for_whom_it_is_meant_and_is_not_there_for_others(
    cast: Cast, told: Any, now: datetime
) -> None:
    world, wrong = World(cast, now, told), []
    people = ("operator", "borrower", "officer", "mediator", "stranger", "other_borrower")
    clients = {name: logged_in(getattr(cast, name)) for name in people}
    for page in PAGES:
        where = _where(page, world)
        for name, client in clients.items():
            answer = client.get(where) if page.method == "GET" else client.post(where, {})
            may = name in BOTH.get(page.name, (page.audience,))
            if (answer.status_code in (200, 302, 409)) is not may:
                wrong.append(f"{page.name} as {name}: {answer.status_code}")
    assert wrong == []


def test_the_board_leads_to_a_task_that_one_takes_notes_upon_and_closes(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, task = logged_in(cast.operator), told["desk_task"]
    assert reverse("operator:task", args=[task.ref]) in _look(client, "operator:board")
    page = _look(client, "operator:task", ref=task.ref)
    client.post(reverse("operator:take", args=[task.ref]), filled(page, day="2026-11-23"))
    task.refresh_from_db()
    assert task.taken_by == cast.operator
    for name in ("note", "done"):
        form = filled(_look(client, f"operator:{name}", ref=task.ref), day="2026-11-23")
        client.post(reverse(f"operator:{name}", args=[task.ref]), form)
    task.refresh_from_db()
    assert (task.done_by, task.outcome, task.notes.count()) == (cast.operator, "reached", 2)


def test_two_people_do_not_close_the_same_task_and_nothing_typed_is_lost(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, task = logged_in(cast.operator), told["desk_task"]
    form = filled(_look(client, "operator:done", ref=task.ref), day="2026-11-23") | {"words": "聊过了"}
    Task.objects.filter(pk=task.pk).update(version=task.version + 1)
    answer = client.post(reverse("operator:done", args=[task.ref]), form)
    assert "聊过了" in answer.content.decode()
    task.refresh_from_db()
    assert task.done_at is None


@pytest.mark.feature("A14")
def test_why_somebody_gets_care_is_read_by_the_desk_alone_and_the_look_is_written_down(
    cast: Cast, told: Any, now: datetime
) -> None:
    case, words = told["desk_task"].case, "正在住院"
    assert words in _look(logged_in(cast.operator), "operator:why", ref=case.ref)
    assert AccessEntry.objects.filter(kind="vulnerability", reader=cast.operator).exists()
    assert words not in _look(logged_in(cast.operator), "operator:case", ref=case.ref)
    officers = logged_in(cast.officer)
    talks = case.negotiations.get(creditor=cast.bank)
    assert words not in _look(officers, "lender:talks", ref=talks.ref)
    assert officers.get(reverse("operator:why", args=[case.ref])).status_code == 404


def test_a_letter_is_written_printed_and_marked_as_sent_on_pages(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, row = logged_in(cast.operator), told["outside_talks"]
    form = filled(_look(client, "outside:letter_new", ref=row.ref), day="2026-11-23")
    client.post(reverse("outside:letter_new", args=[row.ref]), form)
    letter = OutsideLetter.objects.filter(negotiation=row).latest("made_at")
    printed = _look(client, "outside:letter", ref=row.ref, letter=letter.ref)
    assert "还款协商邀请函" in printed
    assert "Invitation to talks about repayment" in printed
    pdf = client.get(reverse("outside:letter_file", args=[row.ref, letter.ref]))
    assert pdf.content.startswith(b"%PDF")
    form = filled(_look(client, "outside:sent", ref=row.ref, letter=letter.ref), day="2026-11-23")
    client.post(reverse("outside:sent", args=[row.ref, letter.ref]), form | {"paper": picture()})
    letter.refresh_from_db()
    assert letter.sent_way == "post"


def test_the_borrower_sees_what_was_said_as_binding_nobody_and_opens_each_proof(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, row = logged_in(cast.borrower), told["outside_talks"]
    client.cookies["language"] = "en"
    page = _look(client, "outside:happened", ref=row.ref)
    assert SpokenPromise.objects.get(negotiation=row).words in page
    assert "binds nobody" in page
    proof = reverse("outside:proof", args=[row.ref, 3])
    assert proof in page
    assert client.get(proof).headers["Content-Type"] == "image/png"
    assert logged_in(cast.other_borrower).get(proof).status_code == 404
    assert not AccessEntry.objects.filter(kind="step_paper").exists()  # one's own
    assert logged_in(cast.operator).get(proof).status_code == 200
    assert AccessEntry.objects.get(kind="step_paper").owner == cast.borrower


def test_the_borrower_asks_on_a_page_that_we_write_to_a_creditor_outside(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, (case, creditor) = logged_in(cast.borrower), told["outside_ready"]
    where = reverse("outside:begin", args=[case.ref, creditor.ref])
    assert where in _look(client, "case:home", ref=case.ref)
    page = client.get(where).content.decode()
    assert reverse("apply:consent", args=[case.ref, creditor.ref]) in page
    from tests.platform.stories import intake

    intake.consent(intake.hold(cast.borrower, case.pk, now), creditor, now=now)
    client.post(where, filled(client.get(where).content.decode(), day="2026-11-23"))
    assert case.negotiations.get(creditor=creditor).state == "waiting"


@pytest.mark.feature("P04")
def test_somebody_on_the_phone_is_helped_from_consent_to_handing_in(cast: Cast, now: datetime) -> None:
    client = logged_in(cast.operator)
    form = filled(_look(client, "assisted:begin"), day="2026-11-23")
    form |= {"name": "石先生", "phone": "13812345678", "channel": "phone", "consent_how": "spoken"}
    form.pop("consent_paper", None)
    client.post(reverse("assisted:begin"), form)
    helped = Assistance.objects.select_related("case", "person").get(person__phone="+8613812345678")
    ref = helped.case.ref
    story = stories.Helped(ref, helped.person, cast.operator)
    assert reverse("assisted:identity", args=[ref]) in _look(client, "assisted:help", ref=ref)
    stories.prove_identity(helped.person, now=now)
    stories.written_down(cast, story, now=now)
    submit = reverse("apply:submit", args=[ref])
    refused = client.post(submit, filled(client.get(submit).content.decode(), day="2026-11-23"))
    assert refused.status_code == 200
    assert Case.objects.get(ref=ref).state == "draft"
    read = _look(client, "assisted:read", ref=ref)
    assert "石先生" in read
    assert "operator" in read
    client.post(reverse("assisted:code", args=[ref]), filled(read, day="2026-11-23"))
    stories.worked(now)
    sent = OutboxMessage.objects.filter(to="+8613812345678").latest("id").text
    code = next(iter(re.findall(r"(?<!\d)\d{6}(?!\d)", sent)))
    page = _look(client, "assisted:confirm", ref=ref)
    wrong = filled(page, day="2026-11-23") | {"code": "000000" if code != "000000" else "111111"}
    client.post(reverse("assisted:confirm", args=[ref]), wrong)
    assert Assistance.objects.get(pk=helped.pk).tries_left == 4
    right = filled(_look(client, "assisted:confirm", ref=ref), day="2026-11-23") | {"code": code}
    client.post(reverse("assisted:confirm", args=[ref]), right)
    client.post(submit, filled(client.get(submit).content.decode(), day="2026-11-23"))
    assert Case.objects.get(ref=ref).state == "submitted"


def test_somebody_who_was_invited_is_helped_with_the_code_of_their_letter(cast: Cast, now: datetime) -> None:
    from hejie_platform.intake.queries import opening as invitations
    from tests.platform.stories import opening

    row = opening.invited(cast, now=now, contact="+8613912340000")
    client = logged_in(cast.operator)
    client.cookies["language"] = "en"
    told = {"name": "林秀", "phone": "13912340000", "channel": "phone", "consent_how": "spoken"}
    wrong = _begin(client, **told, invitation="AAAA-BBBB-CCCC")
    assert "There is no invitation with this code" in wrong.content.decode()
    another = _begin(
        client, **(told | {"phone": "13912340001"}), invitation=invitations.grouped(invitations.code_of(row))
    )
    assert "written to another number" in another.content.decode()
    assert Case.objects.get(pk=row.case_id).state == "invited"
    went = _begin(client, **told, invitation=invitations.grouped(invitations.code_of(row)).lower())
    assert went.headers["Location"] == reverse("assisted:help", args=[row.case.ref])
    page = _look(client, "assisted:help", ref=row.case.ref)
    assert "Invited by Riverside Bank" in page
    assert opening.CONTRACT in _look(client, "assisted:read", ref=row.case.ref)


def _begin(client: Client, **told: str) -> Any:
    form = filled(_look(client, "assisted:begin"), day="2026-11-23") | told
    form.pop("consent_paper", None)
    return client.post(reverse("assisted:begin"), form)


@pytest.mark.feature("D08")
def test_a_wish_for_a_higher_limit_is_answered_with_a_reason_and_no_answer_grants_it(
    cast: Cast, told: Any, now: datetime
) -> None:
    from django.db import IntegrityError, transaction

    wish = told["desk_credit"]
    client = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    page = _look(client, "case:credit", ref=wish.case.ref)
    assert "No limit is raised in hardship talks" in page
    assert reverse("home:help") in page
    desk = logged_in(cast.operator)
    where = reverse("operator:credit", args=[wish.case.ref, wish.ref])
    form = filled(desk.get(where).content.decode(), day="2026-11-23")
    desk.post(where, form | {"answer": "granted"})
    wish.refresh_from_db()
    assert wish.answered_at is None
    desk.post(where, form | {"answer": "credit_ask_adviser", "words": "请先咨询"})
    wish.refresh_from_db()
    assert (wish.answer, wish.answered_by) == ("credit_ask_adviser", cast.operator)
    with pytest.raises(IntegrityError), transaction.atomic():
        CreditRequest.objects.filter(pk=wish.pk).update(answer="granted")


def test_the_operator_records_a_signature_on_paper_and_the_borrower_opens_both_papers(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, row = logged_in(cast.operator), told["outside_signing"]
    client.cookies["language"] = "en"
    where = reverse("outside:signature", args=[row.ref])
    page = _look(client, "outside:signature", ref=row.ref)
    assert reverse("agreement:document", args=[row.agreements.get().ref]) in page
    form = filled(page, day="2026-11-23") | {"signed_by": stories.SIGNER, "mark": "0badbeef"}
    wrong = client.post(where, form | {"scan": picture(), "authority": picture()})
    assert "The mark at the foot of the paper is another one" in wrong.content.decode()
    assert not row.agreements.get().signatures.exists()
    form = filled(_look(client, "outside:signature", ref=row.ref), day="2026-11-23")
    form |= {"signed_by": stories.SIGNER, "mark": row.agreements.get().terms_hash[:8]}
    assert client.post(where, form | {"scan": picture(), "authority": picture()}).status_code == 302
    assert row.agreements.get().signatures.get().provider == "paper"
    assert stories.SIGNER in _look(client, "outside:talks", ref=row.ref)

    own = logged_in(cast.borrower)
    own.cookies["language"] = "en"
    happened = _look(own, "outside:happened", ref=row.ref)
    assert f"Signed on paper by {stories.SIGNER}" in happened
    for tail in ("", "authority/"):
        links = re.findall(rf"/outside/{row.ref}/proofs/\d+/{tail}(?=\")", happened)
        assert own.get(links[-1]).headers["Content-Type"] == "image/png"
        assert logged_in(cast.other_borrower).get(links[-1]).status_code == 404


def test_a_payment_is_confirmed_for_the_creditor_with_its_letter(
    cast: Cast, told: Any, now: datetime
) -> None:
    client, row, duty = logged_in(cast.operator), told["outside_kept"], told["outside_told"]
    where = reverse("outside:payment", args=[row.ref, duty.ref])
    assert where in _look(client, "outside:talks", ref=row.ref)
    form = filled(_look(client, "outside:payment", ref=row.ref, duty=duty.ref), day="2026-11-23")
    form.pop("paper")
    assert client.post(where, form | {"answer": "confirm", "words": "已收到"}).status_code == 200
    duty.refresh_from_db()
    assert duty.state == "claimed"
    assert (
        client.post(where, form | {"answer": "confirm", "words": "已收到", "paper": picture()}).status_code
        == 302
    )
    duty.refresh_from_db()
    assert duty.state == "done"

"""The pages after talks by HTTP: why, what next, one's own plan, the ways, the pack, coming back; for each side its own."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie_platform.afterwards.models import AskAgain, ContactWord, CourtPack, FactSheet, OwnPayment, OwnPlan
from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock, storage
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem
from hejie_platform.intake.models import Story as Told
from hejie_platform.negotiation import actions as talks
from tests.platform.afterwards.reading import text_of
from tests.platform.cast import Cast
from tests.platform.stories import afterwards, intake, negotiation, pictures
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def client(cast: Cast) -> Client:
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


@pytest.fixture
def desk(cast: Cast) -> Client:
    made = logged_in(cast.officer)
    made.cookies["language"] = "en"
    return made


def at(name: str, *args: object) -> str:
    return reverse(f"afterwards:{name}", args=args)


def text(client: Client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def press(**more: object) -> dict[str, object]:
    return {"action_id": uuid.uuid4(), **more}


def test_a_refusal_says_why_what_would_change_it_and_what_stays_closed(
    client: Client, cast: Cast, now: datetime
) -> None:
    story = afterwards.refused(cast, now=now)
    said = text(client, at("talks", story.ref))
    assert "The lender refused." in said
    assert "not, or no longer, with this lender" in said
    assert "Name who holds the loan now" in said
    assert "该笔贷款已转让" in said
    assert "without prejudice" in said
    assert "12348" in said


@pytest.mark.parametrize(
    ("code", "label"),
    [("evidence_missing", "Hand in the paper"), ("able_to_pay", "Tell what has changed")],
)
def test_a_curable_refusal_has_a_button_that_begins_the_cure(
    client: Client, cast: Cast, now: datetime, code: str, label: str
) -> None:
    story = negotiation.waiting(cast, now=now, creditors=[cast.bank])
    held = story.officers(now)
    talks.refuse_curable(
        held, code=code, words="", seen_version=held.negotiation.version, now=now, action_id=uuid.uuid4()
    )
    html = client.get(reverse("room:home", args=[story.ref])).content.decode()
    found = re.search(rf'href="([^"]+)">{label}<', html)
    assert found
    assert client.get(found[1]).status_code == 200


def test_ended_talks_lead_to_what_is_next_on_both_sides(
    client: Client, desk: Client, cast: Cast, now: datetime
) -> None:
    story = afterwards.apart(cast, now=now)
    assert at("talks", story.ref) in client.get(reverse("room:home", args=[story.ref])).content.decode()
    assert at("desk_home", story.ref) in desk.get(reverse("lender:talks", args=[story.ref])).content.decode()


def test_the_lenders_page_says_what_is_still_to_do(desk: Client, cast: Cast, now: datetime) -> None:
    silent = afterwards.refused(cast, now=now, words="")
    said = text(desk, at("desk_home", silent.ref))
    assert "Answer in writing" in said
    spoken = afterwards.refused(cast, now=now)
    assert "Answer in writing" not in text(desk, at("desk_home", spoken.ref))


def test_a_plan_is_made_told_and_stopped_through_pages(client: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    ref = story.row().case.ref
    loan = ClaimedLoan.objects.filter(case__ref=ref).earliest("id")
    said = text(client, at("own_new", ref) + "?monthly=640")
    assert "binds nobody" in said
    html = client.get(at("own_new", ref) + "?monthly=640").content.decode()
    assert 'value="640.00"' in html or 'value="640"' in html
    given = press(**{f"pay_{loan.ref}": "640", "first_on": "2026-12-05", "months": "3", "reminds": "on"})
    assert client.post(at("own_new", ref), given).status_code == 302
    plan = OwnPlan.objects.get(case__ref=ref)
    assert (plan.months, plan.reminds) == (3, True)
    row = OwnPayment.objects.filter(line__plan=plan).earliest("due_on")
    receipt = SimpleUploadedFile("r.png", pictures.png())
    told = press(amount="640", paid_on="2026-11-23", receipt=receipt)
    assert client.post(at("own_payment", ref, row.ref), told).status_code == 302
    assert "640 yuan paid so far" in text(client, at("own", ref)).replace("\xa0", " ")
    assert client.get(at("receipt", ref, row.ref)).headers["Content-Type"] == "image/png"
    row.refresh_from_db()
    storage.destroy_key(row.receipt.key, now=now)
    assert client.get(at("receipt", ref, row.ref)).status_code == 404
    assert client.post(at("own_stop", ref), press()).status_code == 302
    assert "No plan of your own runs" in text(client, at("own", ref))


def test_nothing_typed_is_lost_when_a_plan_is_refused(client: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    ref = story.row().case.ref
    loan = ClaimedLoan.objects.filter(case__ref=ref).earliest("id")
    given = press(**{f"pay_{loan.ref}": "731", "first_on": "2026-01-05", "months": "3"})
    html = client.post(at("own_new", ref), given).content.decode()
    assert "lies in the past" in html
    assert 'value="731"' in html
    assert not OwnPlan.objects.exists()


def test_a_share_below_the_interest_is_said_aloud(client: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    ref = story.row().case.ref
    ClaimedLoan.objects.filter(case__ref=ref).update(balance_minor=5_600_000, annual_rate="0.144")
    assert "would still grow" in text(client, at("own_new", ref) + "?monthly=100")
    assert "would still grow" not in text(client, at("own_new", ref) + "?monthly=900")


def test_the_letter_says_that_it_binds_nobody(client: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    afterwards.planned(story, now=now, monthly_minor=51_300)
    response = client.get(at("letter", story.row().case.ref, 1))
    assert response.headers["Content-Type"] == "application/pdf"
    said = re.sub(r"\s+", " ", text_of(response.content))
    assert "no offer and no promise" in said
    assert "513" in said


@pytest.mark.feature("I06")
def test_the_ways_name_what_they_need_cost_and_rest_on(client: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    said = text(client, at("ways", story.row().case.ref))
    assert "12348" in said
    assert "12378" in said
    assert "Civil Procedure Law" in said
    assert "Object within 15 days" in said
    assert "at most 60 days" in said
    assert "not been able to check this rule" in said  # personal insolvency is only recalled
    assert "Commercial mediation" not in said  # a consumer loan


def test_a_business_loan_opens_commercial_mediation_and_a_judgment_shuts_the_court(
    client: Client, cast: Cast, now: datetime
) -> None:
    story = afterwards.refused(cast, now=now, code="court_decided")
    case = story.row().case
    ClaimedLoan.objects.filter(case=case).update(purpose="business")
    html = client.get(at("ways", case.ref)).content.decode()
    assert 'id="enforcement_settlement"' in html
    assert 'id="court"' not in html
    other = afterwards.refused(cast, now=now).row().case
    ClaimedLoan.objects.filter(case=other).update(purpose="business")
    html = client.get(at("ways", other.ref)).content.decode()
    assert 'id="commercial_mediation"' in html
    assert 'id="enforcement_settlement"' not in html


def test_facts_are_put_at_the_desk_and_signed_in_the_room(
    client: Client, desk: Client, cast: Cast, now: datetime
) -> None:
    story = afterwards.apart(cast, now=now)
    given = press(chosen=["loans", "overdue_principal"], claim_hash=story.claim().hash)
    assert desk.post(at("desk_facts", story.ref), given).status_code == 302
    row = FactSheet.objects.get()
    where = at("sheet", story.ref, row.ref)
    assert "56,000" in text(client, where)
    refused = client.post(where, press(seen_hash=row.hash))
    assert "Please read the notice" in refused.content.decode()
    assert client.post(where, press(seen_hash=row.hash, notice_seen="on")).status_code == 302
    row.refresh_from_db()
    assert row.is_signed


def test_a_pack_is_made_and_fetched_and_the_other_side_has_no_such_address(
    client: Client, desk: Client, cast: Cast, now: datetime
) -> None:
    story = afterwards.apart(cast, now=now)
    paper = EvidenceItem.objects.filter(case=story.row().case).earliest("id")
    assert client.post(at("pack", story.ref), press(papers=[paper.ref])).status_code == 302
    assert "It is being made" in text(client, at("pack", story.ref))
    negotiation.worked(now)
    pack = CourtPack.objects.get()
    got = client.get(at("pack_file", story.ref, pack.ref, "zip"))
    assert got.content[:2] == b"PK"
    assert got.headers["Cache-Control"] == "private, no-store"
    assert client.get(at("pack_file", story.ref, pack.ref, "exe")).status_code == 404
    assert desk.get(at("desk_pack_file", story.ref, pack.ref, "zip")).status_code == 404
    assert pack.ref not in desk.get(at("desk_pack", story.ref)).content.decode()


def test_a_word_is_left_and_answered(client: Client, desk: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    assert client.post(at("contact", story.ref), press(text="我换了电话。")).status_code == 302
    assert "我换了电话。" in text(desk, at("desk_contact", story.ref))
    assert desk.post(at("desk_contact", story.ref), press(text="收到。")).status_code == 302
    assert ContactWord.objects.count() == 2


def test_one_button_comes_back_with_every_answer(client: Client, cast: Cast, now: datetime) -> None:
    story = afterwards.refused(cast, now=now)
    before = story.row().case
    html = client.get(at("back", before.ref)).content.decode()
    assert f'action="{reverse("apply:begin")}"' in html
    client.post(reverse("apply:begin"), press())
    after = Case.objects.get(predecessor=before)
    assert Told.objects.get(case=after).words == Told.objects.get(case=before).words
    assert after.loans.count() == before.loans.filter(removed_at__isnull=True).count()


def test_to_be_asked_later_is_chosen_and_called_off(client: Client, cast: Cast, now: datetime) -> None:
    ref = afterwards.refused(cast, now=now).row().case.ref
    day = (now + timedelta(days=90)).date().isoformat()
    assert client.post(at("back", ref), press(ask_on=day)).status_code == 302
    assert AskAgain.objects.get().ask_on.isoformat() == day
    assert client.post(at("back", ref), press(press="call_off")).status_code == 302
    assert AskAgain.objects.get().called_off_at is not None


def test_opening_again_can_be_asked_for_on_the_page(client: Client, cast: Cast, now: datetime) -> None:
    ref = intake.declined_case(cast, now=now).case.ref
    assert "Ask to open it again" in text(client, at("back", ref))
    assert client.post(at("back", ref), press(press="reopen")).status_code == 302
    assert "You asked for it." in text(client, at("back", ref))


def test_the_plan_leads_into_new_talks_as_an_offer(client: Client, cast: Cast, now: datetime) -> None:
    story = negotiation.facts_agreed(negotiation.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    afterwards.planned(story, now=now)
    offer = reverse("room:offer_new", args=[story.ref])
    case = story.row().case.ref
    assert offer in client.get(at("own", case)).content.decode()
    afterwards.give_up(story, now=now)
    assert offer not in client.get(at("own", case)).content.decode()
    assert Negotiation.objects.get(ref=story.ref).state == "ended"


@pytest.mark.parametrize(
    "who", ["stranger", "other_borrower", "guarantor", "mediator", "reviewer", "other_officer"]
)
def test_nobody_else_finds_these_pages(cast: Cast, now: datetime, who: str) -> None:
    story = afterwards.refused(cast, now=now)
    ref = story.row().case.ref
    other = logged_in(getattr(cast, who))
    for where in (at("home", ref), at("own", ref), at("talks", story.ref), at("desk_home", story.ref)):
        found = other.get(where)
        assert found.status_code == 404 or "/account/" in found.headers.get("Location", ""), where

"""Opening and joining through pages: the lender's list, files and letters; the code; the representative; the guarantor."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie_platform.cases.models import Authority, Case, Party
from hejie_platform.core import clock
from hejie_platform.core.models import OutboxMessage
from hejie_platform.intake import access
from hejie_platform.intake.models import ClaimedLoan, Invitation, Mandate, OpeningFile
from hejie_platform.intake.queries import opening as queries
from hejie_platform.jobs.worker import Worker
from hejie_platform.ledger.models import Entry
from tests.platform.cast import Cast, unproven
from tests.platform.stories import intake, pictures
from tests.platform.stories import opening as stories
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> Any:
    cache.clear()
    at = {"now": now}
    monkeypatch.setattr(clock, "now", lambda: at["now"])
    return at


def work(now: datetime) -> None:
    Worker(name="test", now=lambda: now).run_all_due()


def code_of(row: Invitation) -> str:
    return queries.grouped(queries.code_of(row))


def stamp(client: Client, where: str) -> dict[str, str]:
    """The hidden fields of the page's first form with an id."""
    html = client.get(where).content.decode()
    found = re.search(r'name="action_id" value="([^"]+)"', html)
    seen = re.search(r'name="seen_version" value="([^"]+)"', html)
    return {"action_id": found.group(1) if found else "", "seen_version": seen.group(1) if seen else ""}


OPENING = {
    "contact": "139 0013 9000",
    "name": "张三",
    "app_name": "网商贷",
    "contract_number": "HT-1",
    "principal_minor": "6万",
    "balance_minor": "56,000.00",
    "overdue_since": "2026-09-10",
    "words": "请与我们商量。",
    "sends": "no",
}


# --- the lender ------------------------------------------------------------------------------------


def test_an_officer_opens_a_case_and_passes_the_code_on(cast: Cast) -> None:
    client, where = logged_in(cast.officer), reverse("opening:new")
    answer = client.post(where, OPENING | stamp(client, where), follow=True)
    row = Invitation.objects.get()
    html = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("opening:invitation", args=[row.ref])
    assert code_of(row) in html
    assert "<svg" in html
    assert row.loan["balance_minor"] == 5_600_000
    letter = client.get(reverse("opening:letter", args=[row.ref])).content.decode()
    assert code_of(row) in letter
    assert cast.bank.name_zh in letter
    assert code_of(row) not in client.get(reverse("opening:list")).content.decode()


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    client, where = logged_in(cast.officer), reverse("opening:new")
    html = client.post(where, OPENING | {"contact": "12"} | stamp(client, where)).content.decode()
    assert "138 0013 8000" in html
    assert "HT-1" in html
    assert not Case.objects.exists()


def test_twenty_cases_by_file_with_bad_lines_named(cast: Cast, now: datetime) -> None:
    client, where = logged_in(cast.officer), reverse("opening:file_new")
    data = stories.csv_file(20, extra="nobody,,,HT-X,1,1,,")
    upload = SimpleUploadedFile("八月.csv", data, "text/csv")
    page = client.post(where, {"file": upload} | stamp(client, where), follow=True)
    html = page.content.decode()
    row = OpeningFile.objects.get()
    assert "22" in html
    assert "138 0013 8000" in html  # the cure
    where = reverse("opening:file", args=[row.ref])
    client.post(where, {"sends": "yes"} | stamp(client, where))
    work(now)
    assert Case.objects.filter(state="invited").count() == 20
    assert OutboxMessage.objects.count() == 20
    assert "20" in client.get(where).content.decode()


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 workbook", b"\x00\x01", b"a,b\n1,2\n", "姓名\n=1+1\n".encode(), b"x" * 3_000_000]
)
def test_a_hostile_file_is_refused_with_a_sentence(cast: Cast, data: bytes) -> None:
    client, where = logged_in(cast.officer), reverse("opening:file_new")
    upload = SimpleUploadedFile("x.csv", data, "text/csv")
    answer = client.post(where, {"file": upload} | stamp(client, where))
    assert answer.status_code == 200
    assert "error-summary" in answer.content.decode() or "error" in answer.content.decode()
    assert not OpeningFile.objects.exists()


def test_a_cell_with_markup_is_shown_as_text(cast: Cast, now: datetime) -> None:
    data = f"{stories.HEADER}\n13900139000,<b>x</b>,<script>a()</script>,<i>HT</i>,1,1,,\n".encode()
    row = stories.file_read(cast, data, now=now)
    html = logged_in(cast.officer).get(reverse("opening:file", args=[row.ref])).content.decode()
    assert "<i>HT</i>" not in html
    assert "&lt;i&gt;HT" in html


def test_the_template_is_a_file_that_can_be_handed_in(cast: Cast) -> None:
    answer = logged_in(cast.officer).get(reverse("opening:template"))
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_an_invitation_is_sent_again_and_taken_back(cast: Cast, now: datetime) -> None:
    row, client = stories.invited(cast, now=now), logged_in(cast.officer)
    where = reverse("opening:invitation", args=[row.ref])
    client.post(reverse("opening:again", args=[row.ref]), stamp(client, where))
    work(now)
    assert OutboxMessage.objects.count() == 1
    client.post(reverse("opening:retract", args=[row.ref]), stamp(client, where))
    row.refresh_from_db()
    assert queries.state_of(Invitation.objects.get(), now=now) == "retracted"
    assert Client().get(reverse("join:invitation", args=[code_of(row)])).status_code == 410
    typed = {"contact": "no address at all"} | stamp(client, where)
    refused = client.post(reverse("opening:renew", args=[row.ref]), typed)
    assert "no address at all" in refused.content.decode()
    assert Invitation.objects.count() == 1


# --- the code --------------------------------------------------------------------------------------


@pytest.mark.feature("A12")
def test_a_code_works_once_runs_out_and_shows_how_to_get_a_new_one(
    cast: Cast, now: datetime, moment: dict[str, datetime]
) -> None:
    row = stories.invited(cast, now=now, contact=str(stories.confirmed(cast.stranger).email))
    other = stories.invited(cast, now=now, contract="B")
    client, enter = logged_in(cast.stranger), reverse("join:enter", args=[code_of(row)])
    client.post(enter, {"is_willing": "on"} | stamp(client, enter))
    row.refresh_from_db()
    assert row.joined_by == cast.stranger
    used = Client().get(reverse("join:invitation", args=[code_of(row)]))
    moment["now"] = now + timedelta(days=31)
    late = Client().get(reverse("join:invitation", args=[code_of(other)]))
    for answer in (used, late):
        html = answer.content.decode()
        assert answer.status_code == 410
        assert reverse("join:start") in html
        assert reverse("apply:start") in html
        assert "如何得到新的邀请码" in html
    assert client.get(enter).status_code == 302  # for the one who joined it leads on


def test_reading_the_link_changes_nothing(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    entries = Entry.objects.count()
    for _ in range(3):
        assert Client().get(reverse("join:invitation", args=[code_of(row)])).status_code == 200
    row.refresh_from_db()
    assert (row.opened_at, row.joined_at, Entry.objects.count()) == (None, None, entries)
    Client().post(reverse("join:invitation", args=[code_of(row)]))
    row.refresh_from_db()
    assert row.opened_at == now


def test_who_only_has_the_code_learns_neither_lender_nor_loan(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, contact="13900139000", name="张三")
    secrets = (
        cast.bank.name_zh,
        cast.bank.name_en,
        stories.CONTRACT,
        "56,000",
        "张三",
        "13900139000",
        row.words,
    )
    pages = [
        Client().get(reverse("join:invitation", args=[code_of(row)])),
        logged_in(cast.stranger).get(reverse("join:enter", args=[code_of(row)])),
    ]
    assert [page.status_code for page in pages] == [200, 403]
    for page in pages:
        assert not [one for one in secrets if one in page.content.decode()]


def test_the_code_is_typed_in_any_case_and_wrong_ones_are_limited(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    client, start = Client(), reverse("join:start")
    typed = queries.code_of(row).lower().replace("0", "o")
    answer = client.post(start, {"code": typed} | stamp(client, start))
    assert answer.headers["Location"] == reverse("join:invitation", args=[code_of(row)])
    statuses = [
        client.get(reverse("join:invitation", args=[f"ZZZZ-ZZZZ-{place:04}"])).status_code
        for place in range(25)
    ]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert client.get(reverse("join:invitation", args=[code_of(row)])).status_code == 200


def test_from_the_message_through_identity_into_the_application(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    person = unproven(stories.confirmed(cast.stranger))
    client, enter = logged_in(person), reverse("join:enter", args=[code_of(row)])
    html = client.get(enter).content.decode()
    assert reverse("account:identity") in html
    assert "is_willing" not in html
    client.post(enter, {"is_willing": "on", "action_id": "3f0e9df0-0000-4000-8000-000000000001"})
    assert not Party.objects.exists()
    from tests.platform.cast import prove_identity

    prove_identity(person, now=now)
    shown = client.get(enter).content.decode()
    assert cast.bank.name_zh in shown
    assert "56,000" in shown
    answer = client.post(enter, {"is_willing": "on"} | stamp(client, enter), follow=True)
    case = Case.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("apply:tasks", args=[case.ref])
    loans = client.get(reverse("apply:loans", args=[case.ref])).content.decode()
    assert "贷款机构先填写" in loans
    assert ClaimedLoan.objects.get(case=case).creditor == cast.bank


def test_joining_without_the_tick_joins_nothing(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    client = logged_in(stories.confirmed(cast.stranger))
    enter = reverse("join:enter", args=[code_of(row)])
    assert client.post(enter, stamp(client, enter)).status_code == 200
    assert not Party.objects.exists()


def test_no_is_an_answer(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    client = logged_in(stories.confirmed(cast.stranger))
    enter = reverse("join:enter", args=[code_of(row)])
    assert client.post(enter, {"answer": "no"} | stamp(client, enter)).status_code == 200
    row.refresh_from_db()
    assert row.declined_at == now


def test_an_officer_cannot_join_what_they_opened(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now, contact=str(stories.confirmed(cast.officer).email))
    client, enter = logged_in(cast.officer), reverse("join:enter", args=[code_of(row)])
    client.post(enter, {"is_willing": "on"} | stamp(client, enter))
    assert not Party.objects.exists()


# --- acting for somebody ---------------------------------------------------------------------------


def test_named_joined_read_and_acting_by_pages_alone(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    borrower, where = logged_in(cast.borrower), reverse("opening:representative", args=[held.case.ref])
    paper = SimpleUploadedFile("paper.png", pictures.png(), "image/png")
    given = {
        "contact": str(stories.confirmed(cast.representative).email),
        "name": "legal representative",
        "kind": "relative",
        "scope": "general",
        "until_day": "2027-11-23",
        "paper": paper,
    }
    borrower.post(where, given | stamp(borrower, where))
    mandate = Mandate.objects.get()
    assert mandate.invitation is not None
    agent, enter = logged_in(cast.representative), reverse("join:enter", args=[code_of(mandate.invitation)])
    agent.post(enter, {"is_willing": "on"} | stamp(agent, enter))
    tasks = reverse("apply:tasks", args=[held.case.ref])
    assert agent.get(tasks).status_code == 404  # nobody has read the paper
    desk, paper_page = logged_in(cast.reviewer), reverse("opening:paper", args=[mandate.ref])
    assert mandate.case.ref in desk.get(reverse("opening:papers")).content.decode()
    assert desk.get(reverse("opening:paper_file", args=[mandate.ref])).status_code == 200
    desk.post(paper_page, {"verdict": "accept"} | stamp(desk, paper_page))
    assert Authority.objects.get().agent == cast.representative
    html = agent.get(tasks).content.decode()
    assert "您正在代" in html
    assert "您正在代" not in borrower.get(tasks).content.decode()
    borrower.post(reverse("opening:end", args=[held.case.ref]), stamp(borrower, where))
    assert agent.get(tasks).status_code == 404


def test_a_returned_paper_shows_its_cure_to_the_borrower(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    mandate = stories.named(held, cast, now=now)
    desk, where = logged_in(cast.reviewer), reverse("opening:paper", args=[mandate.ref])
    desk.post(where, {"verdict": "return", "words": ""} | stamp(desk, where))
    mandate.refresh_from_db()
    assert mandate.decision == ""
    desk.post(where, {"verdict": "return", "words": "请补签名"} | stamp(desk, where))
    shown = logged_in(cast.borrower).get(reverse("opening:representative", args=[held.case.ref]))
    assert "请补签名" in shown.content.decode()


@pytest.mark.parametrize("who", ["stranger", "officer", "borrower", "other_borrower"])
def test_a_paper_of_authority_is_the_desks_alone(cast: Cast, now: datetime, who: str) -> None:
    mandate = stories.named(intake.filled_case(cast, now=now), cast, now=now)
    client = logged_in(getattr(cast, who))
    for name in ("opening:paper", "opening:paper_file"):
        assert client.get(reverse(name, args=[mandate.ref])).status_code == 404


def test_a_guarantor_is_asked_by_the_lender_and_sees_those_talks_alone(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    talks, other = (intake.negotiation_with(held, one) for one in (cast.bank, cast.microloan))
    desk, where = logged_in(cast.officer), reverse("opening:guarantor_asked", args=[talks.ref])
    loan = talks.loans.get()
    given = {
        "contact": str(stories.confirmed(cast.guarantor).email),
        "name": "legal guarantor",
        "loans": [loan.ref],
    }
    desk.post(where, given | stamp(desk, where))
    row = Invitation.objects.get(role="guarantor")
    client, enter = logged_in(cast.guarantor), reverse("join:enter", args=[code_of(row)])
    assert loan.app_name in client.get(enter).content.decode()
    client.post(enter, {"is_willing": "on"} | stamp(client, enter))
    html = client.get(reverse("opening:standing")).content.decode()
    assert reverse("room:home", args=[talks.ref]) in html
    assert client.get(reverse("room:home", args=[talks.ref])).status_code == 200
    assert client.get(reverse("room:home", args=[other.ref])).status_code == 404
    assert client.get(reverse("apply:check", args=[held.case.ref])).status_code == 404
    assert held.case.ref not in client.get(reverse("case:list")).content.decode()


def test_a_guarantor_of_one_lender_is_not_shown_to_another(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    stories.asked_guarantor(cast, held, cast.bank, now=now)
    other = intake.negotiation_with(held, cast.microloan)
    page = logged_in(cast.other_officer).get(reverse("opening:guarantor_asked", args=[other.ref]))
    assert "legal guarantor" not in page.content.decode()


def test_the_desk_of_another_lender_holds_no_invitation(cast: Cast, now: datetime) -> None:
    row = stories.invited(cast, now=now)
    client = logged_in(cast.other_officer)
    for name in ("invitation", "letter"):
        assert client.get(reverse(f"opening:{name}", args=[row.ref])).status_code == 404
    with pytest.raises(access.NotHeld):
        access.invitation_for(cast.other_officer, row.ref, now=now)

"""What was read of a paper, beside its pages, at the desks that may look at it: each look is written down, and the walls hold."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.intake import queries
from hejie_platform.intake.models import Consent, EvidenceItem, PaperReading
from hejie_platform.ledger.models import AccessEntry
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures, reading
from tests.platform.web.applying import text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> EvidenceItem:
    return reading.shared(cast, now=now)


@pytest.fixture
def item(told: EvidenceItem, now: datetime, monkeypatch: pytest.MonkeyPatch) -> EvidenceItem:
    monkeypatch.setattr(clock, "now", lambda: now)
    return told


def browser(person: object) -> Client:
    made = logged_in(person)
    made.cookies["language"] = "en"
    return made


def desks(item: EvidenceItem) -> dict[str, tuple[str, str]]:
    """The address of the page and of its first picture, by who may look."""
    talks, case = item.loan.negotiation.ref, item.case.ref
    return {
        "reviewer": (
            reverse("review:reading", args=[case, item.ref]),
            reverse("review:page", args=[case, item.ref, 1]),
        ),
        "officer": (
            reverse("lender:paper", args=[talks, item.ref]),
            reverse("lender:paper_page", args=[talks, item.ref, 1]),
        ),
    }


@pytest.mark.parametrize("who", ["reviewer", "officer"])
def test_a_desk_sees_values_boxes_scores_and_answers_beside_the_page_and_each_look_is_written_down(
    cast: Cast, item: EvidenceItem, who: str
) -> None:
    page, picture = desks(item)[who]
    client = browser(getattr(cast, who))
    shown = client.get(page)
    said = text_of(shown).replace("\u00a0", " ")
    assert "50,000 yuan" in said
    assert "of 100." in said  # how sure
    assert "The borrower has not answered" in said
    assert "Confirmed" in said
    assert '<rect class="found"' in shown.content.decode()
    assert "Yes, that is right" not in said  # nothing can be answered here
    drawn = client.get(picture)
    assert (drawn.status_code, drawn["Content-Type"], drawn.content[:4]) == (200, "image/png", b"\x89PNG")
    looks = AccessEntry.objects.filter(kind="evidence_file", subject=item.id)
    assert [(look.reader, look.owner) for look in looks] == [(getattr(cast, who), cast.borrower)] * 2
    assert client.post(page).status_code == 405
    assert len(queries.looks_at(item)) == 2  # and the borrower reads of them


def test_everybody_elses_desk_finds_nothing_there(cast: Cast, item: EvidenceItem) -> None:
    for addresses in desks(item).values():
        for address in addresses:
            for person in (cast.other_officer, cast.stranger, cast.other_borrower, cast.mediator):
                assert browser(person).get(address).status_code == 404
            assert Client().get(address).status_code == 302
    assert browser(cast.officer).get(desks(item)["reviewer"][0]).status_code == 404
    assert not AccessEntry.objects.filter(subject=item.id).exists()


def test_a_lender_looks_at_no_paper_without_a_sheet_that_says_so(
    cast: Cast, item: EvidenceItem, now: datetime
) -> None:
    page, picture = desks(item)["officer"]
    client, sheets = browser(cast.officer), Consent.objects.filter(recipient=cast.bank)
    before = sheets.get().items
    sheets.update(items=[one for one in before if one != "papers"])
    assert [client.get(address).status_code for address in (page, picture)] == [404, 404]
    sheets.update(items=before, until_day=clock.legal_day(now) - timedelta(days=1))
    assert client.get(page).status_code == 404
    sheets.update(until_day=clock.legal_day(now), withdrawn_at=now)
    assert client.get(page).status_code == 404
    sheets.update(withdrawn_at=None)
    assert client.get(page).status_code == 200


def test_a_lender_is_shown_no_statement_no_credit_report_no_other_lenders_contract_and_nothing_unsorted(
    cast: Cast, item: EvidenceItem, now: datetime
) -> None:
    held, row = intake.hold(cast.borrower, item.case_id, now), item.loan.negotiation
    other = held.case.loans.get(creditor=cast.microloan)
    reading.handed_in(held, reading.report_pdf(), "credit_report", now=now)
    reading.handed_in(held, pictures.pdf(b"/First 1"), "contract", now=now, loan=other)
    reading.handed_in(held, pictures.pdf(b"/Other 1"), "contract", now=now)  # of which loan, nobody said
    reading.handed_in(held, pictures.pdf(b"/Fourth 1"), "other_paper", now=now)
    reading.handed_in(held, pictures.pdf(b"/Third 1"), "bank_statement", now=now)
    mine = reading.handed_in(held, pictures.jpeg(), "medical_record", now=now)
    shared = queries.shared_with(row, day=clock.legal_day(now))
    kinds = {one.kind for one in shared.papers}
    assert [one.pk for one in shared.papers if one.kind == "contract"] == [item.pk]
    assert "medical_record" in kinds
    assert not kinds & {"credit_report", "other_paper", "bank_statement", "wallet_statement"}
    talks = text_of(browser(cast.officer).get(reverse("lender:talks", args=[row.ref])))
    assert "Medical record" in talks
    client, listed = browser(cast.officer), {one.pk for one in shared.papers}
    for one in EvidenceItem.objects.filter(case=held.case):
        answer = client.get(reverse("lender:paper", args=[row.ref, one.ref]))
        assert answer.status_code == (200 if one.pk in listed else 404), one.kind
    before = AccessEntry.objects.filter(subject=mine.id).count()
    photo = client.get(reverse("lender:paper_page", args=[row.ref, mine.ref, 1]))
    assert (photo["Content-Type"], photo["Content-Security-Policy"]) == (
        "image/jpeg",
        "default-src 'none'; sandbox",
    )
    assert AccessEntry.objects.filter(subject=mine.id, reader=cast.officer).count() == before + 1


def test_a_contract_of_which_nobody_said_the_loan_is_shown_where_there_is_one_creditor_alone(
    cast: Cast, now: datetime
) -> None:
    held = intake.open_case(cast, now=now, who=cast.other_borrower, creditors=[cast.bank])
    row = intake.negotiation_with(held, cast.bank)
    contract = reading.handed_in(held, pictures.pdf(b"/Alone 1"), "contract", now=now)
    page, client = reverse("lender:paper", args=[row.ref, contract.ref]), browser(cast.officer)
    assert client.get(page).status_code == 200
    held.case.loans.create(creditor_name="某某小额贷款")  # no talks with them, and yet another creditor
    assert client.get(page).status_code == 404


def test_a_credit_report_is_shown_entry_by_entry_at_the_platforms_desk(
    cast: Cast, item: EvidenceItem, now: datetime
) -> None:
    held = intake.hold(cast.borrower, item.case_id, now)
    report = reading.read(held, reading.report_pdf(), "credit_report", now=now)
    entries = PaperReading.objects.get(paper=report).found["loans"]
    said = text_of(browser(cast.reviewer).get(reverse("review:reading", args=[held.case.ref, report.ref])))
    assert entries[0]["creditor_name"] in said
    assert entries[0]["sentence"][:12] in said


def test_the_sheet_says_that_statements_are_not_among_the_papers(cast: Cast, item: EvidenceItem) -> None:
    page = text_of(browser(cast.borrower).get(reverse("apply:consent", args=[item.case.ref, cast.bank.ref])))
    assert "Not statements of accounts, not one row of them" in page
    assert "The rows of your statements" in page

"""A lender is given the standard statement and no row: for a purpose, until a day, ended at will, every look written down."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.cases import access as cases
from hejie_platform.core import clock, formats
from hejie_platform.intake import access, queries
from hejie_platform.intake.models import EvidenceItem, HardshipFile
from hejie_platform.ledger.models import AccessEntry
from tests.platform.cast import Cast
from tests.platform.stories import hardship, intake
from tests.platform.web.applying import stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
WAYS = ("file", "file_pdf", "file_json", "file_zip")


def CHAPTER(cast: Cast, now: datetime) -> tuple[intake.HeldCase, HardshipFile]:
    held = intake.open_case(cast, now=now, statement=intake.six_months(now))
    return held, hardship.given(held, cast.bank, now=now)


@pytest.fixture
def held(told) -> intake.HeldCase:
    return told[0]


@pytest.fixture
def row(told) -> HardshipFile:
    return told[1]


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def browser(person: object) -> Client:
    made = logged_in(person)
    made.cookies["language"] = "en"
    return made


def at(name: str, *args: object) -> str:
    return reverse(f"hardship:{name}", args=args)


def said_in(pdf: bytes) -> str:
    book = pypdfium2.PdfDocument(pdf)
    return "".join(book[number].get_textpage().get_text_range() for number in range(len(book)))


def everything_that_the_officer_reads(cast: Cast, row: HardshipFile) -> str:
    """Page, document, data and package of the file, and the page of the talks."""
    client = browser(cast.officer)
    found = [client.get(at(name, row.ref)) for name in WAYS]
    assert {one.status_code for one in found} == {200}
    page, document, data, package = found
    inside = zipfile.ZipFile(io.BytesIO(package.content))
    assert inside.namelist() == ["statement.pdf", "statement.json"]
    assert inside.read("statement.json") == data.content
    talks = intake.negotiation_with(intake.hold(cast.borrower, row.case_id, row.given_at), cast.bank)
    shown = client.get(reverse("lender:talks", args=[talks.ref]))
    assert at("file", row.ref) in shown.content.decode()
    return "".join((text_of(page), said_in(document.content), data.content.decode(), text_of(shown)))


def test_a_lender_reads_the_groups_of_the_statement_and_reaches_no_row(
    cast: Cast, held: intake.HeldCase, row: HardshipFile, now: datetime
) -> None:
    item = EvidenceItem.objects.get(case=held.case, kind="wallet_statement")
    names = item.reading["rows"]
    text = everything_that_the_officer_reads(cast, row)
    statement = queries.standard_statement(held.case)
    assert f'"income_minor": {statement.income_minor}' in text
    assert "Earnings" in text
    counterparties = {line[8] for line in names if len(line[8]) > 2}
    orders = {line[14] for line in names if len(line[14]) > 6}
    assert len(counterparties) > 3
    assert [word for word in counterparties | orders if word in text] == []
    assert cast.microloan.name_zh not in text

    officer = cases.negotiation_for(cast.officer, intake.negotiation_with(held, cast.bank).ref, now=now)
    with pytest.raises(access.NotHeld):
        access.shared_paper_of(officer, item.ref, now=now)
    client = browser(cast.officer)
    for url in (
        reverse("apply:paper", args=[held.case.ref, item.ref]),
        reverse("apply:file", args=[held.case.ref, item.ref]),
        reverse("review:file", args=[held.case.ref, item.ref]),
        at("mine", held.case.ref),
        at("statement_json", held.case.ref),
    ):
        assert client.get(url).status_code == 404, url


def test_every_look_of_the_lender_is_written_down_and_the_borrower_sees_it(
    cast: Cast, held: intake.HeldCase, row: HardshipFile
) -> None:
    mine = browser(cast.borrower)
    assert "Not opened yet." in text_of(mine.get(at("mine", held.case.ref)))
    officer = browser(cast.officer)
    for name in WAYS:
        officer.get(at(name, row.ref))
    looks = AccessEntry.objects.filter(kind="hardship_file", subject=row.pk)
    assert [(look.reader, look.owner) for look in looks] == [(cast.officer, cast.borrower)] * len(WAYS)
    page = text_of(mine.get(at("mine", held.case.ref)))
    assert "Opened 4 times" in page
    assert "To judge which plan can be paid" in page
    mine.get(at("file", row.ref))
    assert looks.count() == len(WAYS)


@pytest.mark.feature("X10")
def test_an_expired_file_an_ended_one_and_another_lenders_are_not_there(
    cast: Cast, held: intake.HeldCase, row: HardshipFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for person in (cast.other_officer, cast.other_borrower, cast.mediator, cast.reviewer, cast.stranger):
        assert {browser(person).get(at(name, row.ref)).status_code for name in WAYS} == {404}, person
    officer = browser(cast.officer)
    assert officer.get(at("file", row.ref)).status_code == 200
    last = datetime.combine(row.until_day, now.timetz())
    monkeypatch.setattr(clock, "now", lambda: last)
    assert officer.get(at("file", row.ref)).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: last + timedelta(days=1))
    assert {officer.get(at(name, row.ref)).status_code for name in WAYS} == {404}
    monkeypatch.setattr(clock, "now", lambda: now)
    browser(cast.borrower).post(at("end", held.case.ref, row.ref), stamp(held.case))
    assert {officer.get(at(name, row.ref)).status_code for name in WAYS} == {404}
    assert browser(cast.borrower).get(at("file", row.ref)).status_code == 200


def test_what_was_given_stays_as_it_was_when_the_budget_changes(
    cast: Cast, held: intake.HeldCase, row: HardshipFile
) -> None:
    before = browser(cast.officer).get(at("file_json", row.ref)).content
    intake._again(intake.actions.tell_change, held, **_less(held))
    assert queries.standard_statement(held.case).income_minor == 100_000
    assert browser(cast.officer).get(at("file_json", row.ref)).content == before
    assert json.loads(before)["statement"]["income_minor"] != 100_000


def _less(held: intake.HeldCase) -> dict[str, object]:
    return {
        "kind": "income_down",
        "since_on": None,
        "words": "",
        "income_minor": 100_000,
        "shown_to": (),
        "now": held.case.submitted_at,
    }


def test_the_borrower_chooses_purpose_items_and_day_and_an_odd_day_is_refused_beside_its_field(
    cast: Cast, held: intake.HeldCase, now: datetime
) -> None:
    client = browser(cast.borrower)
    url = at("give", held.case.ref, cast.microloan.ref)
    assert "Earnings" in text_of(client.get(url))
    given = {"purpose": "judge_waiver", "items": ["papers"], "agree": "on"}
    late = client.post(url, {**stamp(held.case), **given, "until_day": "2040-01-01"})
    assert "has-error" in late.content.decode()
    assert HardshipFile.objects.filter(recipient=cast.microloan).count() == 0
    client.post(url, {**stamp(held.case), **given, "until_day": "2026-12-24"})
    made = HardshipFile.objects.get(recipient=cast.microloan)
    assert (made.items, made.purpose) == (["statement", "papers"], "judge_waiver")
    assert set(made.content) == {"version", "made_on", "statement", "papers", "guidelines"}
    above = made.content["guidelines"]["above"]
    assert above
    assert {one["guideline_minor"] for one in above} == {None}  # it would tell how many live there


def test_a_paper_is_dated_by_the_day_of_its_household(cast: Cast, held: intake.HeldCase) -> None:
    just_after_midnight = datetime(
        2026, 11, 23, 16, 30, tzinfo=UTC
    )  # half past midnight of the 24th in China
    EvidenceItem.objects.filter(case=held.case).update(filed_at=just_after_midnight)
    content = queries.hardship_content(held.case, cast.bank, ("papers",), day=date(2026, 11, 24))
    assert {one["filed_on"] for one in content["papers"]} == {"2026-11-24"}


def test_page_document_and_data_of_ones_own_statement_agree(cast: Cast, held: intake.HeldCase) -> None:
    client = browser(cast.borrower)
    data = json.loads(client.get(at("statement_json", held.case.ref)).content)
    made = queries.standard_statement(held.case)
    assert data["available_minor"] == made.available_minor
    assert (
        data["income_minor"] - data["spending_minor"] - data["kept_minor"] - data["savings_minor"]
        == data["available_minor"]
    )
    assert {group["code"] for group in data["groups"]} == {group.code for group in made.groups}
    assert "creditors" not in data
    document = said_in(client.get(at("statement_pdf", held.case.ref)).content)
    page = text_of(client.get(at("mine", held.case.ref)))
    for minor in (made.income_minor, made.available_minor):
        assert formats.amount_text(minor) in document
        assert formats.money_text(minor).replace("\N{NO-BREAK SPACE}", " ") in page

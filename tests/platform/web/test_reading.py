"""What was read of a paper stands beside its page, and nothing of it counts before its owner said yes."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.intake import actions
from hejie_platform.intake.models import ClaimedLoan, EvidenceItem, PaperReading
from hejie_platform.privacy.queries import contents
from tests.platform.cast import Cast
from tests.platform.intake.test_looking import reads_with as reads_with
from tests.platform.intake.test_looking import work
from tests.platform.stories import intake, pictures, reading
from tests.platform.web.applying import stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> tuple[intake.HeldCase, EvidenceItem, EvidenceItem]:
    held = intake.draft_case(cast, now=now)
    return (
        held,
        reading.read(held, reading.contract_pdf(), "contract", now=now),
        reading.read(held, reading.report_pdf(), "credit_report", now=now),
    )


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def client(cast: Cast) -> Client:
    made = logged_in(cast.borrower)
    made.cookies["language"] = "en"
    return made


@pytest.fixture
def contract(told) -> EvidenceItem:
    return told[1]


@pytest.fixture
def report(told) -> EvidenceItem:
    return told[2]


def at(name: str, item: EvidenceItem, *more: object) -> str:
    return reverse(f"reading:{name}", args=[item.case.ref, item.ref, *more])


def press(client: Client, url: str, item: EvidenceItem, **given: object) -> str:
    response = client.post(url, {**stamp(item.case), **given}, follow=True)
    assert response.status_code == 200
    return text_of(response)


def test_each_value_stands_beside_its_place_on_the_page_with_how_sure_we_are(
    client: Client, contract: EvidenceItem
) -> None:
    response = client.get(at("paper", contract))
    page = response.content.decode()
    assert "50,000 yuan" in text_of(response)
    assert "How sure we are: 97 of 100." in text_of(response)
    assert "借款金额:人民币50,000元" in page
    assert page.count('class="found"') > 20
    assert reverse("reading:page", args=[contract.case.ref, contract.ref, 1]) in page
    picture = client.get(at("page", contract, 1))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert client.get(at("page", contract, 2)).status_code == 404


def test_nothing_is_taken_silently_and_one_press_takes_one_value(
    client: Client, contract: EvidenceItem
) -> None:
    row = PaperReading.objects.get(paper=contract)
    assert (row.answers, ClaimedLoan.objects.filter(case=contract.case).count()) == ({}, 0)
    page = press(client, at("value", contract, "principal"), contract, do="take")
    assert "Confirmed" in page
    press(client, at("value", contract, "monthly_fee"), contract, do="leave")
    press(client, at("value", contract, "annual_rate"), contract, value="17.5%")
    row.refresh_from_db()
    assert row.answers == {
        "principal": {"how": "taken", "value": 5_000_000},
        "monthly_fee": {"how": "skipped", "value": None},
        "annual_rate": {"how": "corrected", "value": "0.175"},
    }
    assert ClaimedLoan.objects.filter(case=contract.case).count() == 0


@pytest.mark.parametrize(
    ("field", "value"),
    [("principal", "a lot"), ("start", "2026-13-40"), ("months", "0"), ("method", "magic")],
)
def test_a_value_that_cannot_be_is_said_so_beside_its_field(
    client: Client, contract: EvidenceItem, field: str, value: str
) -> None:
    response = client.post(at("value", contract, field), {**stamp(), "value": value})
    assert response.status_code == 200
    assert "has-error" in response.content.decode()
    assert PaperReading.objects.get(paper=contract).answers == {}


def test_more_instalments_than_a_loan_can_have_are_not_taken_as_they_were_read(
    client: Client, contract: EvidenceItem
) -> None:
    row = PaperReading.objects.get(paper=contract)
    (months,) = (one for one in row.found["suggestions"] if one["field"] == "months")
    months["value"] = "99999"
    row.save(update_fields=["found"])
    press(client, at("value", contract, "months"), contract, do="take")
    assert PaperReading.objects.get(paper=contract).answers == {}


def test_confirmed_values_fill_a_loan_when_its_owner_says_so(
    client: Client, told, contract: EvidenceItem, now: datetime
) -> None:
    reading.confirmed(told[0], contract, now=now)
    press(client, at("loan", contract), contract, loan="new")
    loan = ClaimedLoan.objects.get(case=contract.case)
    assert (loan.principal_minor, loan.annual_rate, loan.instalments) == (5_000_000, "0.18", 12)
    assert loan.creditor_name == "某某小额贷款有限公司"
    contract.refresh_from_db()
    assert contract.loan == loan


def test_without_a_yes_no_loan_is_filled(client: Client, contract: EvidenceItem) -> None:
    page = press(client, at("loan", contract), contract, loan="new")
    assert "Nothing is confirmed yet" in page
    assert not ClaimedLoan.objects.filter(case=contract.case).exists()


def test_the_x_ray_shows_the_true_cost_beside_the_stated_one_and_the_caps_of_who_lent(
    client: Client, told, contract: EvidenceItem, now: datetime
) -> None:
    assert "To compute the cost we need" in text_of(client.get(at("xray", contract)))
    reading.confirmed(told[0], contract, now=now)
    response = client.get(at("xray", contract) + "?lender_type=private")
    page = text_of(response)
    assert "The contract says 18% a year. With all fees it costs" in page
    assert "48,500 yuan" in page  # what came after the fee
    assert "The law does not allow this" in page
    assert reverse("library:rule", args=["x"]).removesuffix("x/") in response.content.decode()
    assert "Clauses that deserve a question" in page
    unknown = text_of(client.get(at("xray", contract)))
    assert "Which limits hold depends on who lent the money." in unknown


def test_each_entry_of_a_credit_report_becomes_a_loan_by_one_press_alone(
    client: Client, report: EvidenceItem
) -> None:
    page = text_of(client.get(at("report", report)))
    entries = PaperReading.objects.get(paper=report).found["loans"]
    owed = [one for one in entries if one["state"] not in ("settled", "closed", "unused")]
    assert f"{len(owed)} entries wait for you" in page
    assert f"{len(entries) - len(owed)} credits that are paid off" in page
    press(client, at("entry", report, 0), report, do="take")
    press(client, at("entry", report, 1), report, do="leave")
    loan = ClaimedLoan.objects.get(case=report.case)
    assert loan.creditor_name == entries[0]["creditor_name"]
    assert loan.balance_minor == entries[0]["balance_minor"]
    again = press(client, at("entry", report, 0), report, do="take")
    assert "This entry was answered already" in again
    assert ClaimedLoan.objects.filter(case=report.case).count() == 1


def test_a_guarantee_stands_apart_and_is_made_no_loan(client: Client, report: EvidenceItem) -> None:
    row = PaperReading.objects.get(paper=report)
    before = text_of(client.get(at("report", report)))
    assert "vouch for" not in before
    row.found["loans"][0]["kind"] = "guarantee"
    row.save(update_fields=["found"])
    page = client.get(at("report", report)).content.decode()
    assert "Debts of others that you vouch for" in page
    assert row.found["loans"][0]["creditor_name"] in page
    assert at("entry", report, 0) not in page
    assert at("entry", report, 1) in page
    refused = press(client, at("entry", report, 0), report, do="take")
    assert "no loan of your own" in refused
    assert not ClaimedLoan.objects.filter(case=report.case).exists()


def test_an_amount_in_other_money_than_the_loans_stays_open(client: Client, report: EvidenceItem) -> None:
    row = PaperReading.objects.get(paper=report)
    row.found["loans"][0]["currency"] = "USD"
    row.save(update_fields=["found"])
    press(client, at("entry", report, 0), report, do="take")
    press(client, at("entry", report, 1), report, do="take")
    dollars, yuan = ClaimedLoan.objects.filter(case=report.case).order_by("id")
    assert (dollars.currency, dollars.principal_minor, dollars.balance_minor) == ("CNY", None, None)
    assert yuan.balance_minor == row.found["loans"][1]["balance_minor"]


def test_what_could_not_be_read_of_a_report_is_listed_with_its_words(
    client: Client, report: EvidenceItem
) -> None:
    unread = PaperReading.objects.get(paper=report).found["unread"]
    page = client.get(at("report", report)).content.decode()
    assert unread
    assert all(text[:40] in page for text in unread)


def test_pictures_show_progress_and_can_be_ended(client: Client, told, now: datetime, reads_with) -> None:
    reads_with("quick")
    item = reading.handed_in(told[0], pictures.scan(2), "contract", now=now)
    page = press(client, at("begin", item), item)
    assert "Waiting for its turn" in page
    assert "End the reading" in page
    piece = client.get(at("progress", item), HTTP_HX_REQUEST="true")
    assert b"<progress" in piece.content
    assert "Ended. Nothing was kept of it." in press(client, at("stop", item), item)
    assert "You can begin again" in text_of(client.get(at("paper", item)))
    press(client, at("begin", item), item)
    work(now)
    assert client.get(at("progress", item), HTTP_HX_REQUEST="true")["HX-Refresh"] == "true"
    assert client.get(at("progress", item))["Location"] == at("paper", item)
    assert "Yearly rate" in text_of(client.get(at("paper", item)))


def test_without_a_reader_of_pictures_the_page_says_so_kindly(
    client: Client, told, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hejie_platform.intake.facts.eyes.is_here", lambda: False)
    item = reading.handed_in(told[0], pictures.scan(), "contract", now=now)
    assert "Photographs and scans are looked at by a person." in text_of(client.get(at("paper", item)))
    assert "cannot read letters in pictures" in press(client, at("begin", item), item)


def test_somebody_elses_reading_is_not_there(
    cast: Cast, contract: EvidenceItem, report: EvidenceItem
) -> None:
    for person in (cast.other_borrower, cast.officer, cast.stranger, cast.reviewer):
        browser = logged_in(person)
        for url in (
            at("paper", contract),
            at("page", contract, 1),
            at("xray", contract),
            at("paper", report),
        ):
            assert browser.get(url).status_code == 404, url
        assert browser.post(at("value", contract, "principal"), stamp()).status_code == 404
    assert actions.can_be_read(contract)


def test_a_copy_of_ones_data_holds_what_was_read_and_what_was_given(
    cast: Cast, told, contract: EvidenceItem, now: datetime
) -> None:
    reading.confirmed(told[0], contract, now=now, principal=5_000_000)
    papers = {one["ref"]: one for one in contents.gather("papers", cast.borrower, now=now).data}
    assert papers[contract.ref]["answers"] == {"principal": {"how": "taken", "value": 5_000_000}}
    (case,) = contents.gather("cases", cast.borrower, now=now).data["own"]
    assert case["given_files"] == []
    assert contents.gather("papers", cast.other_borrower, now=now).data == []

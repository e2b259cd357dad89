"""What people send to an application: papers of every kind, wrong ones too, and the budget that is read from them."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie import budget
from hejie.statements import specimens
from hejie_platform.core import clock
from hejie_platform.intake import queries
from hejie_platform.intake.models import BudgetAnswer, EvidenceItem
from tests.platform.cast import Cast
from tests.platform.stories import intake, pictures
from tests.platform.web.applying import at, stamp, text_of, upload
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


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    return intake.draft_case(cast, now=now)


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


@pytest.mark.feature("B01")
@pytest.mark.parametrize(
    "kind",
    [
        "contract",
        "repayment_record",
        "bank_statement",
        "tax_or_platform_statement",
        "income_statement",
        "dismissal_or_registration",
    ],
)
@pytest.mark.parametrize(
    "data", [pictures.pdf(), pictures.jpeg(), pictures.png()], ids=["pdf", "jpeg", "png"]
)
def test_each_kind_of_paper_is_taken_as_pdf_jpeg_and_png(
    client: Client, held: intake.HeldCase, kind: str, data: bytes
) -> None:
    assert upload(client, held, data, kind=kind, name="x.bin").status_code == 302
    assert EvidenceItem.objects.get(case=held.case).kind == kind


@pytest.mark.feature("B01")
@pytest.mark.parametrize(
    ("data", "kind", "says"),
    [
        (b"", "contract", "empty"),
        (b"MZ\x90\x00", "contract", "screenshot"),
        (pictures.pdf(b"/JS(1)"), "contract", "small program"),
        (pictures.pdf(b"/Encrypt 1 0 R"), "contract", "locked with a password"),
        (pictures.png_claiming(50_000, 50_000), "contract", "million points"),
        (b"\x00\x01\x02", "wallet_statement", "no statement that we know"),
        (b"a,b\n1,2\n", "wallet_statement", ""),
        (b"\xff\xfe\x00\xd8" * 40, "wallet_statement", ""),
        (b"PK\x03\x04broken", "wallet_statement", "Please download it again"),
    ],
)
def test_a_wrong_file_is_answered_kindly_and_keeps_what_was_chosen(
    client: Client, held: intake.HeldCase, data: bytes, kind: str, says: str
) -> None:
    response = upload(client, held, data, kind=kind)
    html = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in html
    assert says in text_of(response)
    assert f'value="{kind}" selected' in html
    assert not EvidenceItem.objects.exists()


def test_an_empty_statement_says_what_to_do(client: Client, held: intake.HeldCase, now: datetime) -> None:
    head = intake.six_months(now).decode("gb18030").partition("备注")[0] + "备注,\n"
    response = upload(client, held, head.encode("gb18030"))
    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_two_hundred_megabytes_are_refused_before_they_are_read(
    client: Client, held: intake.HeldCase
) -> None:
    response = client.post(
        at("paper_new", held.case.ref),
        data=b"x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 2**20),
    )
    assert response.status_code == 413
    assert not EvidenceItem.objects.exists()


def test_a_locked_archive_asks_for_its_password_on_its_own_page(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    data = specimens.locked(intake.six_months(now), name="bill.csv", password="482913")
    page = upload(client, held, data, name="bill.zip").headers["Location"]
    assert "This file is locked" in text_of(client.get(page))
    wrong = client.post(page, {**stamp(), "password": "1"})
    assert "does not open the file" in text_of(wrong)
    right = client.post(page, {**stamp(), "password": "482913"})
    assert right.headers["Location"] == page
    assert "We have read this statement" in text_of(client.get(page))


def test_a_picture_opens_in_the_page_and_nothing_in_it_may_run(client: Client, held: intake.HeldCase) -> None:
    upload(client, held, pictures.png(), kind="contract", name="<script>.png")
    item = EvidenceItem.objects.get(case=held.case)
    response = client.get(at("file", held.case.ref, item.ref))
    assert response.content == pictures.png()
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert f'filename="{item.ref}.png"' in response.headers["Content-Disposition"]


def test_anything_but_a_picture_is_a_download(client: Client, held: intake.HeldCase) -> None:
    upload(client, held, pictures.pdf(), kind="contract")
    item = EvidenceItem.objects.get(case=held.case)
    assert (
        client.get(at("file", held.case.ref, item.ref))
        .headers["Content-Disposition"]
        .startswith("attachment")
    )


def test_the_same_file_twice_is_said_to_be_there(client: Client, held: intake.HeldCase) -> None:
    upload(client, held, pictures.png(), kind="contract")
    assert "already" in text_of(upload(client, held, pictures.png(), kind="contract"))


def test_the_budget_shows_where_each_figure_comes_from(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    upload(client, held, intake.six_months(now))
    assert "From your statements:" in text_of(client.get(at("income", held.case.ref)))
    client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "1"})
    assert "You typed this. Your statements say" in text_of(client.get(at("income", held.case.ref)))


@pytest.mark.feature("C06")
@pytest.mark.parametrize("rent", ["1000", "2500"])
def test_nothing_left_leads_to_a_kind_page_of_its_own(
    client: Client, held: intake.HeldCase, rent: str
) -> None:
    client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "1000"})
    client.post(at("living", held.case.ref), {**stamp(held.case), "essential_housing": rent})
    response = client.get(at("result", held.case.ref))
    assert response.headers["Location"] == at("breathing", held.case.ref)
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    text = text_of(page)
    for way in ("A pause", "A small sign", "Legal help, free", "insolvency", "12348"):
        assert way in text
    assert "Nobody will put you on an instalment that takes what you need for living" in text


@pytest.mark.feature("C01")
def test_the_server_adds_up_the_statement_and_believes_no_total_that_is_sent(
    client: Client, held: intake.HeldCase
) -> None:
    sent = {"income_salary": "5000.01", "income_other": "0.02", "disposable": "9999", "income": "9999"}
    client.post(at("income", held.case.ref), {**stamp(held.case), **sent})
    client.post(at("living", held.case.ref), {**stamp(held.case), "essential_housing": "2000.04"})
    made = queries.budget_of(held.case).made
    assert (made.income_minor, made.living_minor) == (500_003, 200_004)
    text = text_of(client.get(at("result", held.case.ref))).replace("\u00a0", " ")
    assert "2,999.99 yuan" in text
    assert "9,999" not in text
    assert f"version {budget.form_version()}" in text


def test_something_left_is_said_in_a_sentence_first(client: Client, held: intake.HeldCase) -> None:
    client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "5000"})
    client.post(at("living", held.case.ref), {**stamp(held.case), "essential_housing": "2000"})
    text = text_of(client.get(at("result", held.case.ref))).replace("\u00a0", " ")
    assert "5,000 yuan come in, 2,000 yuan are kept for living: about 3,000 yuan are left" in text


def test_a_negative_amount_is_refused_beside_its_line(client: Client, held: intake.HeldCase) -> None:
    response = client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "-3"})
    assert response.status_code == 200
    assert not BudgetAnswer.objects.exists()


def test_the_borrower_sees_who_opened_a_paper(client: Client, cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    item = EvidenceItem.objects.filter(case=held.case, kind="income_statement").get()
    page = at("paper", held.case.ref, item.ref)
    assert "Nobody but you." in text_of(client.get(page))
    logged_in(cast.reviewer).get(reverse("review:file", args=[held.case.ref, item.ref]))
    assert "Our reviewer · 23 Nov 2026" in text_of(client.get(page))


BRITISH = b"Date,Description,Money Out,Money In,Balance\n2026-10-01,Wages,,2000.00,2400.00\n2026-10-02,Shop,35.50,,2364.50\n"


def test_a_file_that_names_no_currency_is_the_cases_and_says_so_beside_one_that_does(
    client: Client, cast: Cast, now: datetime
) -> None:
    """Dollars, which may be of six countries, are asked about instead; what is then said counts."""
    held = intake.draft_case(cast, now=now, country="uk")
    upload(client, held, BRITISH, kind="bank_statement")
    paper = queries.newest_paper(held.case)
    page = text_of(client.get(at("paper", held.case.ref, paper.ref)))
    assert "£2,000" in page
    assert "it is the money of the country of your case" in page
    assert "£35.50" in text_of(client.get(at("rows", held.case.ref) + "?show=uncertain"))

    upload(client, held, BRITISH.replace(b"Money Out", "Money Out (€)".encode()), kind="bank_statement")
    other = queries.newest_paper(held.case)
    page = text_of(client.get(at("paper", held.case.ref, other.ref)))
    assert "€2,000" in page
    assert "country of your case" not in page
    assert "Lines in another currency" in text_of(client.get(at("measured", held.case.ref)))

    upload(client, held, BRITISH.replace(b"35.50", b"$35.50"), kind="bank_statement")
    asked = queries.newest_paper(held.case)
    assert asked.state == "needs_columns"
    where = at("columns", held.case.ref, asked.ref)
    page = client.get(where).content.decode()
    assert "Nothing in this table says in which currency it is" in page
    assert 'value="GBP"' in page
    assert 'value="GBP" selected' not in page  # pounds are not chosen for what bears a dollar
    columns = {"column_0": "occurred_at", "column_2": "amount_out", "column_3": "amount_in"}
    said = {
        **stamp(),
        **columns,
        "sign": "two_columns",
        "currency": "USD",
        "shape": asked.reading["unmapped"]["shape"],
    }
    assert client.post(where, {**said, "currency": ""}).status_code == 200
    assert client.post(where, said).status_code == 302
    told = queries.understood(EvidenceItem.objects.get(pk=asked.pk))
    assert told is not None
    assert (told.currency, told.currency_by) == ("USD", "person")

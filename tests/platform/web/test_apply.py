"""An application by HTTP: from the first page to the receipt, with everything that people really type and send."""

import re
import uuid
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hejie.statements import specimens
from hejie_platform.cases.models import Case
from hejie_platform.core import clock
from hejie_platform.intake import queries
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan, Consent, EvidenceItem, Story, Wish
from tests.platform.cast import Cast, unproven
from tests.platform.stories import intake, pictures
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
def held(cast: Cast, now: datetime) -> intake.HeldCase:
    return intake.draft_case(cast, now=now)


def at(name: str, *args: object) -> str:
    return reverse(f"apply:{name}", args=args)


def stamp(case: Case | None = None) -> dict[str, object]:
    """What every form carries."""
    version = Case.objects.get(pk=case.pk).version if case else ""
    return {"action_id": uuid.uuid4(), "seen_version": version}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def upload(
    client: Client,
    held: intake.HeldCase,
    data: bytes,
    *,
    kind: str = "wallet_statement",
    name: str = "bill.csv",
    **more: str,
):
    given = {"kind": kind, "file": SimpleUploadedFile(name, data), **stamp(), **more}
    return client.post(at("paper_new", held.case.ref), given)


# --- the straight way --------------------------------------------------------------------------------


@pytest.mark.feature("A01")
def test_somebody_without_a_case_reaches_a_case_number_and_a_receipt(
    cast: Cast, client: Client, now: datetime
) -> None:
    assert "No case yet" in text_of(client.get(reverse("case:list")))
    assert client.get(at("start")).status_code == 200
    ref = client.post(at("begin"), stamp()).headers["Location"].split("/")[2]
    case = Case.objects.get(ref=ref)

    def answer(page: str, *args: object, **given: object) -> str:
        response = client.post(at(page, ref, *args), {**stamp(case), **given})
        assert response.status_code == 302, text_of(response)
        return response.headers["Location"]

    assert answer("cause", cause="income_fell") == at("since", ref)
    assert answer("since", since_on="2026-08-01") == at("recovery", ref)
    answer("recovery", recovery_on_unknown="on")
    answer("words", words="Orders halved in August.")
    assert answer("household", household_adults="2", household_children="0") == at("tasks", ref)
    onward = answer("loan_new", app_name="Example", creditor=cast.bank.ref)
    loan = ClaimedLoan.objects.get(case=case)
    assert onward == at("loan_amounts", ref, loan.ref)
    answer(
        "loan_amounts",
        loan.ref,
        balance_minor="5.6万",
        principal_minor="60,000",
        instalment_minor_unknown="on",
    )
    answer(
        "loan_terms",
        loan.ref,
        annual_rate="14.4%",
        method="equal_instalment",
        instalments="24",
        purpose="consumption",
    )
    answer(
        "loan_dates", loan.ref, contract_on="2026-01-10", matures_on="2028-01-10", overdue_since="2026/9/10"
    )
    assert answer("loan_people", loan.ref, collector_name="Some Office") == at("loans", ref)
    paper = upload(client, intake.hold(cast.borrower, case.pk, now), intake.six_months(now))
    assert "We have read this statement" in text_of(client.get(paper.headers["Location"]))
    answer("income", income_salary="6800", income_business="")
    answer("living", essential_housing="2,200", essential_food="1500")
    answer("amount", monthly_minor="1500", instalments="36", first_due_on="2027-01-05")
    answer("relief", wants_penalty_waived="yes", wants_higher_limit="yes")
    answer("consent", cast.bank.ref, items=["budget_totals"], until_day="2027-11-23", agree="on")
    assert answer("submit", true="on", notice="on") == at("receipt", ref)

    assert ref in text_of(client.get(at("receipt", ref)))
    case.refresh_from_db()
    assert case.state == "submitted"
    loan.refresh_from_db()
    assert (loan.balance_minor, loan.annual_rate, loan.unknown) == (5_600_000, "0.144", ["instalment_minor"])
    assert Consent.objects.get(case=case).items == [
        "name_and_contact",
        "hardship",
        "own_loans",
        "budget_totals",
    ]


@pytest.mark.feature("A07")
def test_the_wish_is_kept_beside_and_a_higher_limit_is_said_to_lie_outside(
    client: Client, held: intake.HeldCase
) -> None:
    page = text_of(client.get(at("relief", held.case.ref)))
    assert "no limit is raised here" in page
    client.post(at("relief", held.case.ref), {**stamp(held.case), "wants_higher_limit": "yes"})
    assert Wish.objects.get(case=held.case).wants_higher_limit is True


def test_beginning_twice_leads_to_the_one_draft(client: Client, cast: Cast) -> None:
    form = stamp()
    first, again = (client.post(at("begin"), form).headers["Location"] for _ in range(2))
    assert first == again
    assert Case.objects.filter(borrower=cast.borrower).count() == 1


# --- answers -----------------------------------------------------------------------------------------


def test_a_blank_never_erases_and_a_tick_does(client: Client, held: intake.HeldCase) -> None:
    page = at("household", held.case.ref)
    client.post(page, {**stamp(held.case), "household_adults": "2", "household_children": "1"})
    client.post(page, {**stamp(held.case), "household_adults": "", "household_children": ""})
    assert Story.objects.get(case=held.case).household_adults == 2
    client.post(page, {**stamp(held.case), "household_adults_clear": "on"})
    assert Story.objects.get(case=held.case).household_adults is None


@pytest.mark.parametrize(
    ("page", "given", "says"),
    [
        ("cause", {}, "Please answer"),
        ("since", {"since_on": "1900-01-01"}, "1950"),
        ("since", {"since_on": "2026-12-24"}, "23 Nov 2026"),
        ("recovery", {"recovery_on": "2999-01-01"}, "2100"),
        ("recovery", {"recovery_on": "2027-02-30"}, "2027-02-30"),
        ("household", {"household_adults": "-1"}, "1"),
        ("amount", {"monthly_minor": "-500"}, "-500"),
        ("amount", {"monthly_minor": "a lot"}, "a lot"),
        ("amount", {"instalments": "9999"}, "360"),
        ("words", {"words": "x" * 4001}, "4000"),
    ],
)
def test_what_cannot_be_meant_is_answered_beside_the_field_and_stays_typed(
    client: Client, held: intake.HeldCase, page: str, given: dict[str, str], says: str
) -> None:
    response = client.post(at(page, held.case.ref), {**stamp(held.case), **given})
    html = response.content.decode()
    assert response.status_code == 200
    assert 'role="alert"' in html
    assert says in text_of(response)
    for value in given.values():
        assert value in html
    assert held.case.version == Case.objects.get(pk=held.case.pk).version


def test_days_in_the_wrong_order_are_said_beside_the_field(client: Client, held: intake.HeldCase) -> None:
    client.post(at("since", held.case.ref), {**stamp(held.case), "since_on": "2026-08-01"})
    response = client.post(at("recovery", held.case.ref), {**stamp(held.case), "recovery_on": "2026-07-01"})
    assert "This lies before 1 Aug 2026" in text_of(response)
    assert Story.objects.get(case=held.case).recovery_on is None


def test_a_stale_form_says_so_and_goes_through_when_sent_again(client: Client, held: intake.HeldCase) -> None:
    old = stamp(held.case)
    client.post(at("cause", held.case.ref), {**stamp(held.case), "cause": "illness"})
    response = client.post(at("words", held.case.ref), {**old, "words": "typed on another device"})
    html = response.content.decode()
    assert "typed on another device" in html
    assert "Somebody changed this while you read" in html

    version = re.search(r'name="seen_version" value="(\d+)"', html)
    again = client.post(
        at("words", held.case.ref), {**old, "seen_version": version[1], "words": "typed on another device"}
    )
    assert again.status_code == 302
    assert Story.objects.get(case=held.case).words == "typed on another device"


def test_a_double_click_adds_one_loan(client: Client, held: intake.HeldCase, cast: Cast) -> None:
    form = {**stamp(held.case), "app_name": "Example", "creditor": cast.bank.ref}
    first, again = (client.post(at("loan_new", held.case.ref), form) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert ClaimedLoan.objects.filter(case=held.case).count() == 1


def test_a_lender_that_is_not_here_is_named_and_one_of_the_list_replaces_the_name(
    client: Client, held: intake.HeldCase, cast: Cast
) -> None:
    unnamed = client.post(at("loan_new", held.case.ref), {**stamp(held.case), "creditor": "other"})
    assert "Please write the lender" in text_of(unnamed)
    client.post(
        at("loan_new", held.case.ref),
        {**stamp(held.case), "creditor": "other", "creditor_name": "Far Away Credit"},
    )
    loan = ClaimedLoan.objects.get(case=held.case)
    assert (loan.creditor, loan.creditor_name) == (None, "Far Away Credit")
    client.post(at("loan_creditor", held.case.ref, loan.ref), {**stamp(held.case), "creditor": cast.bank.ref})
    loan.refresh_from_db()
    assert (loan.creditor, loan.creditor_name) == (cast.bank, "")


def test_every_field_of_a_loan_may_be_unknown(client: Client, held: intake.HeldCase) -> None:
    client.post(at("loan_new", held.case.ref), {**stamp(held.case), "creditor_unknown": "on"})
    loan = ClaimedLoan.objects.get(case=held.case)
    client.post(
        at("loan_amounts", held.case.ref, loan.ref), {**stamp(held.case), "balance_minor_unknown": "on"}
    )
    missing = {one.code for one in queries.missing(held.case, day=clock.legal_day(clock.now()))}
    assert not {"missing_creditor", "missing_balance", "missing_loan"} & missing


# --- papers ------------------------------------------------------------------------------------------


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


# --- budget ------------------------------------------------------------------------------------------


def test_the_budget_shows_where_each_figure_comes_from(
    client: Client, held: intake.HeldCase, now: datetime
) -> None:
    upload(client, held, intake.six_months(now))
    assert "From your statements:" in text_of(client.get(at("income", held.case.ref)))
    client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "1"})
    assert "You typed this. Your statements say" in text_of(client.get(at("income", held.case.ref)))


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
    assert "12348" in text_of(page)


def test_something_left_is_said_in_a_sentence_first(client: Client, held: intake.HeldCase) -> None:
    client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "5000"})
    client.post(at("living", held.case.ref), {**stamp(held.case), "essential_housing": "2000"})
    text = text_of(client.get(at("result", held.case.ref))).replace("\u00a0", " ")
    assert "5,000 yuan come in, 2,000 yuan are kept for living: about 3,000 yuan are left" in text


def test_a_negative_amount_is_refused_beside_its_line(client: Client, held: intake.HeldCase) -> None:
    response = client.post(at("income", held.case.ref), {**stamp(held.case), "income_salary": "-3"})
    assert response.status_code == 200
    assert not BudgetAnswer.objects.exists()


# --- what is missing, and handing in -----------------------------------------------------------------


@pytest.mark.feature("A08")
def test_handing_in_with_gaps_lists_exactly_these_each_with_its_link(
    client: Client, cast: Cast, now: datetime
) -> None:
    held = intake.draft_case(cast, now=now, who=unproven(cast.borrower))
    ref = held.case.ref
    lacking = queries.missing(held.case, day=clock.legal_day(now))
    page = client.get(at("check", ref)).content.decode()
    listed = re.search(r'<ul class="missing">(.*?)</ul>', page, flags=re.S)[1]
    links = re.findall(r'<a href="([^"]+)"', listed)
    assert len(links) == len(lacking) == 8
    for link in links:
        assert client.get(link).status_code == 200

    response = client.post(at("submit", ref), {**stamp(held.case), "true": "on", "notice": "on"})
    assert response.status_code == 200
    blocking = re.search(
        r'<div class="notice your_turn">.*?<ul>(.*?)</ul>', response.content.decode(), flags=re.S
    )[1]
    assert len(re.findall("<a ", blocking)) == 3  # who, what, which loan; consent waits for a loan
    held.case.refresh_from_db()
    assert held.case.state == "draft"


def test_handing_in_needs_both_ticks(client: Client, cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    assert client.post(at("submit", held.case.ref), {**stamp(held.case), "true": "on"}).status_code == 200
    held.case.refresh_from_db()
    assert held.case.state == "draft"


def test_the_notice_on_limitation_names_each_loan_and_its_days(
    client: Client, cast: Cast, now: datetime
) -> None:
    held = intake.filled_case(cast, now=now)
    text = text_of(client.get(at("submit", held.case.ref)))
    assert text.count("Example Loan :") + text.count("Example Loan:") == 2
    assert "10 Jan 2031" in text


@pytest.mark.feature("B02")
def test_the_papers_asked_for_depend_on_the_cause_and_a_return_names_item_and_cure(
    client: Client, held: intake.HeldCase, cast: Cast, now: datetime
) -> None:
    asked = {}
    for cause in ("illness", "job_lost"):
        client.post(at("cause", held.case.ref), {**stamp(held.case), "cause": cause})
        asked[cause] = text_of(client.get(at("papers", held.case.ref)))
    assert "A medical record or bill" in asked["illness"]
    assert "A medical record or bill" not in asked["job_lost"]
    assert "dismissal letter" in asked["job_lost"]

    returned = intake.returned_case(cast, now=now, who=cast.other_borrower)
    page = logged_in(cast.other_borrower).get(at("tasks", returned.case.ref))
    assert f"{at('paper_new', returned.case.ref)}?kind=medical_bill" in page.content.decode()


def test_a_returned_application_is_mended_and_handed_in_again(cast: Cast, now: datetime) -> None:
    held = intake.returned_case(cast, now=now)
    client = logged_in(cast.borrower)
    upload(client, held, pictures.png(3, 3), kind="medical_bill")
    form = {**stamp(held.case), "true": "on", "notice": "on"}
    assert client.post(at("submit", held.case.ref), form).headers["Location"] == at("receipt", held.case.ref)


def test_going_on_with_another_device_shows_every_answer(client: Client, cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    other_device = logged_in(cast.borrower)
    other_device.cookies["language"] = "en"
    page = other_device.get(at("words", held.case.ref)).content.decode()
    assert "Orders halved." in page
    assert "7 of 7 done" in text_of(other_device.get(at("tasks", held.case.ref)))
    loan = held.case.loans.earliest("id")
    assert (
        'value="56000.00"' in other_device.get(at("loan_amounts", held.case.ref, loan.ref)).content.decode()
    )
    assert 'value="14.4%"' in other_device.get(at("loan_terms", held.case.ref, loan.ref)).content.decode()


@pytest.mark.feature("A09")
def test_applying_again_fills_in_what_was_told_last_time(client: Client, cast: Cast, now: datetime) -> None:
    before = intake.filled_case(cast, now=now)
    client.post(reverse("case:withdraw", args=[before.case.ref]), stamp(before.case))
    assert "Your answers from last time are filled in" in text_of(client.get(at("start")))
    after = client.post(at("begin"), stamp()).headers["Location"].split("/")[2]
    assert after != before.case.ref
    assert "Orders halved." in client.get(at("words", after)).content.decode()
    assert "missing_consent" in {
        one.code for one in queries.missing(Case.objects.get(ref=after), day=clock.legal_day(now))
    }


# --- consent -----------------------------------------------------------------------------------------


def test_a_sheet_is_read_agreed_changed_and_ended(
    client: Client, cast: Cast, now: datetime, held: intake.HeldCase
) -> None:
    intake.add_loan(held, cast.bank, now=now)
    page = at("consent", held.case.ref, cast.bank.ref)
    text = text_of(client.get(page))
    assert "For nothing else" in text
    refused = client.post(page, {**stamp(held.case), "until_day": "2999-01-01", "agree": "on"})
    assert refused.status_code == 200
    assert not Consent.objects.exists()

    client.post(page, {**stamp(held.case), "until_day": "2027-05-01", "agree": "on"})
    sheet = Consent.objects.get(case=held.case)
    assert client.get(at("consent_end", held.case.ref, sheet.ref)).status_code == 200
    client.post(at("consent_end", held.case.ref, sheet.ref), stamp(held.case))
    sheet.refresh_from_db()
    assert sheet.withdrawn_at == now


# --- strangers ---------------------------------------------------------------------------------------


def borrower_pages(held: intake.HeldCase) -> list[str]:
    ref, loan = held.case.ref, held.case.loans.earliest("id").ref
    paper, sheet = held.case.evidence.earliest("id").ref, held.case.consents.earliest("id").ref
    plain = (
        "tasks",
        "cause",
        "since",
        "recovery",
        "words",
        "household",
        "loans",
        "loan_new",
        "papers",
        "paper_new",
    )
    more = (
        "income",
        "living",
        "debts",
        "result",
        "breathing",
        "amount",
        "relief",
        "consents",
        "check",
        "submit",
        "receipt",
    )
    return [
        *(at(name, ref) for name in (*plain, *more)),
        *(
            at(f"loan_{name}", ref, loan)
            for name in ("creditor", "amounts", "terms", "dates", "people", "remove")
        ),
        *(at(name, ref, paper) for name in ("paper", "file", "paper_remove")),
        at("consent_end", ref, sheet),
        reverse("case:home", args=[ref]),
        reverse("case:history", args=[ref]),
        reverse("case:change", args=[ref]),
        reverse("case:withdraw", args=[ref]),
    ]


@pytest.mark.parametrize("who", ["other_borrower", "officer", "mediator", "reviewer", "stranger"])
def test_an_application_is_not_there_for_anybody_else(cast: Cast, now: datetime, who: str) -> None:
    held = intake.filled_case(cast, now=now)
    client = logged_in(getattr(cast, who))
    for page in borrower_pages(held):
        assert client.get(page).status_code == 404, page
        assert client.post(page, stamp(held.case)).status_code in (404, 405), page


def test_without_logging_in_one_is_asked_to(cast: Cast, now: datetime) -> None:
    held = intake.filled_case(cast, now=now)
    for page in borrower_pages(held):
        assert Client().get(page).headers["Location"].startswith("/account/login/"), page


def test_a_stolen_link_with_parts_of_two_cases_opens_nothing(
    client: Client, cast: Cast, now: datetime
) -> None:
    mine, theirs = (
        intake.filled_case(cast, now=now),
        intake.filled_case(cast, now=now, who=cast.other_borrower),
    )
    loan, paper = theirs.case.loans.earliest("id").ref, theirs.case.evidence.earliest("id").ref
    assert client.get(at("loan_amounts", mine.case.ref, loan)).status_code == 404
    assert client.get(at("file", mine.case.ref, paper)).status_code == 404


# --- no page asks more of the database when there is more to show ------------------------------------


@pytest.mark.parametrize("name", ["tasks", "loans", "papers", "check", "consents"])
def test_more_loans_and_papers_mean_no_more_queries(cast: Cast, now: datetime, name: str) -> None:
    held = intake.filled_case(cast, now=now)
    client = logged_in(cast.borrower)
    page = at(name, held.case.ref)
    client.get(page)
    before = queries_of(client, page)
    for number in range(4):
        intake.add_loan(held, cast.bank, now=now, app_name=f"Loan {number}")
        intake.actions.hand_in(
            held, pictures.png(number + 5), kind="contract", filename="c.png", now=now, action_id=uuid.uuid4()
        )
    assert queries_of(client, page) == before


def queries_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)

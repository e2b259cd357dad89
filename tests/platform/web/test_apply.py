"""An application by HTTP: from the first page to the receipt, with everything that people really type."""

import re
import uuid
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.cases.models import Case
from hejie_platform.core import clock
from hejie_platform.intake import queries
from hejie_platform.intake.models import BudgetAnswer, ClaimedLoan, Consent, Story, Wish
from tests.platform.cast import Cast, unproven
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


@pytest.fixture
def held(cast: Cast, now: datetime) -> intake.HeldCase:
    return intake.draft_case(cast, now=now)


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
        ("cause", {}, "Please choose one."),  # "I do not know" is no answer here, so nobody is sent to it
        ("since", {}, "Please answer, or say that you do not know."),
        ("since", {"since_on": "1900-01-01"}, "1950"),
        ("since", {"since_on": "2026-12-24"}, "23 Nov 2026"),
        ("recovery", {"recovery_on": "2999-01-01"}, "2100"),
        ("recovery", {"recovery_on": "2027-02-30"}, "2027-02-30"),
        ("household", {"household_adults": "-1"}, "Please write 1 or more."),
        ("household", {"household_adults": "two"}, "Please write a whole number"),
        ("amount", {"monthly_minor": "-500"}, "-500"),
        ("amount", {"monthly_minor": "a lot"}, "a lot"),
        ("amount", {"instalments": "9999"}, "Please write 360 or less."),
        ("words", {"words": "x" * 4001}, "Please shorten it to 4000 characters; now it has 4001."),
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


def test_one_answer_that_cannot_be_read_costs_no_other_answer_of_its_page(
    client: Client, held: intake.HeldCase
) -> None:
    """Who closes the page then comes back to everything but the one figure; sent again with it, the page goes on."""
    bad = {"income_salary": "4100", "income_benefits": "about 300"}
    response = client.post(at("income", held.case.ref), {**stamp(held.case), **bad})
    html = response.content.decode()
    assert response.status_code == 200
    assert "about 300" in html
    assert "Everything else on this page is kept." in html
    assert list(BudgetAnswer.objects.filter(case=held.case).values_list("code", "amount_minor")) == [
        ("income_salary", 410_000)
    ]
    version = re.search(r'name="seen_version" value="(\d+)"', html)
    mended = {**bad, "income_benefits": "300", "action_id": uuid.uuid4(), "seen_version": version[1]}
    assert client.post(at("income", held.case.ref), mended).status_code == 302
    assert BudgetAnswer.objects.get(case=held.case, code="income_benefits").amount_minor == 30_000

    before = stamp(held.case)
    client.post(at("income", held.case.ref), {**before, "income_salary": "4200"})
    stale = client.post(at("income", held.case.ref), {**before, "income_salary": "9", "income_benefits": "x"})
    assert text_of(stale).count("Somebody changed this while you read") >= 1
    assert BudgetAnswer.objects.get(case=held.case, code="income_salary").amount_minor == 420_000


def test_a_stored_figure_that_cannot_count_leaves_the_others_counting_and_is_shown_with_its_cure(
    client: Client, held: intake.HeldCase
) -> None:
    BudgetAnswer.objects.create(case=held.case, code="income_salary", amount_minor=500_000)
    BudgetAnswer.objects.create(case=held.case, code="income_of_old", amount_minor=12_300)
    BudgetAnswer.objects.create(case=held.case, code="essential_food", amount_minor=10**17)
    made = queries.budget_of(held.case)
    assert {line.code: line.amount_minor for line in made.made.lines}["income_salary"] == 500_000
    assert set(made.uncounted) == {"income_of_old", "essential_food"}
    page = text_of(client.get(at("living", held.case.ref)))
    assert "These figures do not count yet" in page
    assert "There is no line “income_of_old” in the budget" in page
    assert "larger than we can handle" in page
    assert "1000000000000000" in client.get(at("living", held.case.ref)).content.decode()  # as it was typed


@pytest.mark.parametrize(
    ("earned", "rest"), [(20_000, "3,800 yuan are left"), (4_800, "11,400 yuan are missing")]
)
def test_the_sentence_about_a_month_adds_up_with_the_costs_of_a_business(
    client: Client, held: intake.HeldCase, earned: int, rest: str
) -> None:
    told = {"income_business": earned, "cost_business": 1_200, "essential_housing": 15_000}
    held.case.budget_answers.all().delete()
    for code, yuan in told.items():
        held.case.budget_answers.create(case=held.case, code=code, amount_minor=yuan * 100)
    for name in ("check", "result")[: 2 if "left" in rest else 1]:  # a short month goes on to its ways
        page = text_of(client.get(at(name, held.case.ref))).replace("\u00a0", " ")
        assert f"{earned - 1200:,} yuan come in after the costs of the business, 15,000 yuan" in page
        assert rest in page
        assert "−" not in page.partition("come in")[2].partition("each month")[0]
    held.case.budget_answers.filter(code="cost_business").delete()
    plain = text_of(client.get(at("check", held.case.ref))).replace("\u00a0", " ")
    assert f"{earned:,} yuan come in, 15,000 yuan" in plain


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
    assert text.count("Sampleloan :") + text.count("Sampleloan:") == 2
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


def test_a_sheet_is_read_agreed_changed_and_ended(
    client: Client, cast: Cast, now: datetime, held: intake.HeldCase
) -> None:
    intake.add_loan(held, cast.bank, now=now)
    page = at("consent", held.case.ref, cast.bank.ref)
    shown = client.get(page)
    assert "For nothing else" in text_of(shown)
    assert 'name="items"' in shown.content.decode()
    assert "checked" not in shown.content.decode()
    refused = client.post(page, {**stamp(held.case), "until_day": "2999-01-01", "agree": "on"})
    assert refused.status_code == 200
    assert not Consent.objects.exists()

    client.post(page, {**stamp(held.case), "until_day": "2027-05-01", "agree": "on"})
    sheet = Consent.objects.get(case=held.case)
    assert client.get(at("consent_end", held.case.ref, sheet.ref)).status_code == 200
    client.post(at("consent_end", held.case.ref, sheet.ref), stamp(held.case))
    sheet.refresh_from_db()
    assert sheet.withdrawn_at == now


def test_what_is_changed_after_going_back_is_no_second_press_and_is_not_lost(
    client: Client, held: intake.HeldCase
) -> None:
    page, sent = at("words", held.case.ref), {**stamp(held.case), "words": "Orders halved in August."}
    assert client.post(page, sent).status_code == 302
    version = Case.objects.get(pk=held.case.pk).version
    assert client.post(page, sent).status_code == 302
    assert Case.objects.get(pk=held.case.pk).version == version, "pressed twice, saved once"

    back = client.post(page, {**sent, "words": "Orders halved in July."})
    assert "Orders halved in July." in text_of(back)
    assert "while you read" in text_of(back)
    again = re.search(r'name="seen_version" value="(\d+)"', back.content.decode())
    assert again
    client.post(page, {**sent, "words": "Orders halved in July.", "seen_version": again[1]})
    assert Story.objects.get(case=held.case).words == "Orders halved in July."

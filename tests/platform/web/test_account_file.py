"""A lender's own file is read line by line, set beside the account replayed from the contract, and seen by both sides."""

import html
import re
from datetime import date, datetime
from fractions import Fraction
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie import loans
from hejie.loans import reconciliation
from hejie_platform.cases.models import Task
from hejie_platform.core import clock
from hejie_platform.intake.facts import opened
from hejie_platform.intake.models import ClaimedLoan
from hejie_platform.jobs.worker import Worker
from hejie_platform.negotiation import facts, queries
from hejie_platform.negotiation.models import Claim, LenderAccount, PaymentDispute
from tests.engine.papers.test_lender_file import PLAN, detail, row
from tests.platform.cast import Cast
from tests.platform.stories import negotiation
from tests.platform.web.applying import stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
CONTRACT = facts.Contract(
    ref="ABCDEFGHJK",
    contract_on=date(2026, 1, 15),
    annual_rate=Fraction(12, 100),
    matures_on=date(2026, 4, 15),
    received_minor=100_000,
    method="equal_principal",
    instalments=3,
    first_due=date(2026, 2, 15),
)
ORDER = (
    "normal_principal",
    "overdue_principal",
    "normal_interest",
    "overdue_interest",
    "penalty_interest",
    "compound_interest",
)


def CHAPTER(cast: Cast, now: datetime):
    story = negotiation.talking(negotiation.waiting(cast, now=now), now=now)
    return negotiation.facts_stated(story, now=now).row()


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def talks(told):
    """The talks, whose newest claim states the contract of one loan of 1,000 yuan."""
    ClaimedLoan.objects.filter(negotiation=told).update(ref=CONTRACT.ref)
    Claim.objects.filter(negotiation=told).update(contract=facts.contracts_to_json([CONTRACT]))
    return told


def browser(person: object) -> Client:
    made = logged_in(person)
    made.cookies["language"] = "en"
    return made


def hand_in(client: Client, talks, data: bytes):
    file = SimpleUploadedFile("account.csv", data)
    return client.post(reverse("lender:account", args=[talks.ref]), {**stamp(), "file": file}, follow=True)


def owed_on(day: date) -> list[str]:
    account = loans.account_at(facts.terms_of(CONTRACT), (), day).buckets
    return [f"{getattr(account, name) / 100:.2f}" for name in ORDER]


def test_the_file_is_mapped_bucket_by_bucket_and_equal_to_the_replay(cast: Cast, talks) -> None:
    before = owed_on(date(2026, 3, 1))
    paid = ["0.00", before[1], "0.00", "0.00", "0.00", "0.00"]
    data = detail(row("F1", "2026-03-01", before[1], ",".join(before), ",".join(paid)))
    page = text_of(hand_in(browser(cast.officer), talks, data))
    assert "Equal to the cent." in page
    assert "0 rows of the plan, 1 repayments, 0 lines that cannot be read" in page
    theirs = text_of(browser(cast.borrower).get(reverse("room:account", args=[talks.ref])))
    assert "Equal to the cent." in theirs
    assert "F1" in theirs


def test_a_bucket_that_differs_is_told_with_both_figures(cast: Cast, talks) -> None:
    before = owed_on(date(2026, 3, 1))
    before[4] = "99.99"
    data = detail(row("F1", "2026-03-01", "0.00", ",".join(before), ",".join(["0.00"] * 6)))
    page = text_of(hand_in(browser(cast.officer), talks, data))
    assert "1 figure differs" in page
    assert "99.99" in page


def test_bad_rows_are_told_by_line_and_field_and_the_rest_is_read(cast: Cast, talks) -> None:
    data = PLAN.replace("333.34", "=1+1").encode()
    page = text_of(hand_in(browser(cast.officer), talks, data))
    assert "2 rows of the plan, 0 repayments, 1 lines that cannot be read" in page
    assert "Line 5, “本金”: “=1+1” cannot be read." in page


def test_a_file_that_is_none_is_refused_with_its_reason_and_nothing_is_kept(cast: Cast, talks) -> None:
    page = text_of(hand_in(browser(cast.officer), talks, b"a,b,c\n1,2,3\n"))
    assert "neither a repayment plan nor a list of repayments" in page
    assert not LenderAccount.objects.exists()


def paid_in_full(number: str, day: date, minor: int, before: list[str]) -> str:
    """A row of the file that pays so much of the overdue principal."""
    total = f"{minor / 100:.2f}"
    return row(number, day.isoformat(), total, ",".join(before), ",".join(["0.00", total, *["0.00"] * 4]))


def computed(talks) -> loans.Buckets:
    return queries.statement_of(Claim.objects.get(negotiation=talks)).computed


def payment_page(talks, *, loan: str = CONTRACT.ref, **asked: str) -> str:
    return reverse("room:payment", args=[talks.ref, loan]) + "?" + urlencode(asked)


def back_page(talks, dispute: PaymentDispute) -> str:
    return reverse("room:payment_back", args=[talks.ref, dispute.ref])


@pytest.mark.feature("B08")
def test_the_account_is_computed_from_the_lenders_file_and_a_row_that_is_disputed_counts_as_the_borrower_says(
    cast: Cast, talks, now: datetime
) -> None:
    claim = Claim.objects.get(negotiation=talks)
    assumed = computed(talks)  # everything due before the day of the figures, paid on its day
    day = date(2026, 3, 1)
    hand_in(browser(cast.officer), talks, detail(paid_in_full("F1", day, 30_000, owed_on(day))))
    terms = facts.terms_of(CONTRACT)
    told = loans.account_at(terms, [loans.Payment(day, 30_000)], claim.as_of).buckets
    assert computed(talks) == told != assumed

    mine = browser(cast.borrower)
    page = mine.get(reverse("room:account", args=[talks.ref]))
    assert "Handed in 23 Nov 2026" in text_of(page)  # its source is the file; its time is said
    (link,) = re.findall(r'href="([^"]*row=[^"]*)"', page.content.decode())
    before = LenderAccount.objects.get().read
    given = {**stamp(), "how": "otherwise", "day": "2026-02-15", "minor": "400", "words": "我有转账回单"}
    assert mine.post(html.unescape(link), given).status_code == 302
    assert LenderAccount.objects.get().read == before  # nobody changes a row
    mended = loans.account_at(terms, [loans.Payment(date(2026, 2, 15), 40_000)], claim.as_of).buckets
    assert computed(talks) == mended
    for client, place, who in (
        (mine, "room", "You say"),
        (browser(cast.officer), "lender", "The borrower says"),
    ):
        said = text_of(client.get(reverse(f"{place}:account", args=[talks.ref]))).replace("\u00a0", " ")
        assert f"{who}: 400 yuan on 15 Feb 2026" in said
    figures = text_of(mine.get(reverse("room:facts", args=[talks.ref])))
    assert "1 repayment from the lender's own file of 23 Nov 2026" in html.unescape(figures)
    assert "1 of them is disputed by the borrower" in figures

    Worker(name="w1", now=lambda: now).run_all_due()
    task = Task.objects.get(negotiation=talks)
    assert task.kind == "task_disputed_fact"
    words = [value for value in vars(task).values() if isinstance(value, str) and value != task.ref]
    assert not any("400" in word for word in words), "what was disputed is read in the talks alone"
    assert not task.notes.exists()
    again = mine.post(html.unescape(link), {**given, **stamp()})
    assert "said already" in text_of(again)
    dispute = PaymentDispute.objects.get()
    type(talks).objects.filter(pk=talks.pk).update(state="ended")  # over: what was said stands
    assert mine.post(back_page(talks, dispute), stamp()).status_code == 200
    assert computed(talks) == mended
    type(talks).objects.filter(pk=talks.pk).update(state=talks.state)
    assert mine.post(back_page(talks, dispute), stamp()).status_code == 302
    assert computed(talks) == told


def test_a_payment_that_was_not_made_and_one_that_is_lacking_count_as_the_borrower_says(
    cast: Cast, talks, now: datetime
) -> None:
    claim, day, terms = Claim.objects.get(negotiation=talks), date(2026, 3, 1), facts.terms_of(CONTRACT)
    hand_in(browser(cast.officer), talks, detail(paid_in_full("F1", day, 30_000, owed_on(day))))
    mine = browser(cast.borrower)
    lacking = payment_page(talks)
    asked = mine.post(lacking, {**stamp(), "day": "", "minor": ""})
    assert "on which day you paid" in text_of(asked)
    late = mine.post(lacking, {**stamp(), "day": "2027-02-15", "minor": "1"})
    assert "This day lies ahead" in text_of(late)
    assert mine.post(lacking, {**stamp(), "day": "2026-04-01", "minor": "50"}).status_code == 302
    ((key, _row),) = queries.account_file(talks, claim).loans[0].repayments
    same = {**stamp(), "how": "otherwise", "day": "2026-03-01", "minor": "300"}
    assert "This is what the file says" in text_of(mine.post(payment_page(talks, row=key), same))
    gone = {**stamp(), "how": "not_made"}
    assert mine.post(payment_page(talks, row=key), gone).status_code == 302
    paid = [loans.Payment(date(2026, 4, 1), 5_000)]
    assert computed(talks) == loans.account_at(terms, paid, claim.as_of).buckets

    newer = detail(
        paid_in_full("F1", day, 30_000, owed_on(day)), paid_in_full("F2", date(2026, 5, 1), 100, ["0.00"] * 6)
    )
    hand_in(browser(cast.officer), talks, newer)  # the same row is disputed still
    assert len(queries.account_file(talks, claim).loans[0].disputes) == 1
    hand_in(browser(cast.officer), talks, detail(paid_in_full("F3", day, 10_000, owed_on(day))))
    assert not queries.account_file(talks, claim).loans[0].disputes


def test_nobody_but_the_borrowers_side_disputes_a_payment_and_a_row_that_is_gone_leads_back(
    cast: Cast, talks
) -> None:
    day = date(2026, 3, 1)
    hand_in(browser(cast.officer), talks, detail(paid_in_full("F1", day, 30_000, owed_on(day))))
    gone = reverse("room:payment_back", args=[talks.ref, "ZZZZZZZZZZ"])
    for person in (cast.officer, cast.other_officer, cast.other_borrower, cast.stranger):
        for address in (payment_page(talks, loan=CONTRACT.ref), gone):
            assert browser(person).post(address, stamp()).status_code == 404
    mine = browser(cast.borrower)
    for address in (payment_page(talks, loan="ZZZZZZZZZZ"), payment_page(talks, row="0" * 16), gone):
        answer = mine.post(address, stamp())
        assert answer.headers["Location"] == reverse("room:account", args=[talks.ref])
    assert not PaymentDispute.objects.exists()


def test_a_file_that_begins_in_the_middle_says_so_and_what_was_due_before_counts_as_paid(
    cast: Cast, talks
) -> None:
    terms, day = facts.terms_of(CONTRACT), date(2026, 4, 1)
    earlier = reconciliation.paid_on_time(terms, before=day)
    owed = loans.account_at(terms, earlier, day).buckets
    before = [f"{getattr(owed, name) / 100:.2f}" for name in ORDER]
    file = detail(row("F7", day.isoformat(), "10.00", ",".join(before), ",".join(["10.00", *["0.00"] * 5])))
    page = text_of(hand_in(browser(cast.officer), talks, file))
    assert "The file begins in the middle" in page
    assert "Equal to the cent." in page
    claim = Claim.objects.get(negotiation=talks)
    paid = [*earlier, loans.Payment(day, 1_000)]
    assert computed(talks) == loans.account_at(terms, paid, claim.as_of).buckets
    (certificate,) = queries.certificates_of_claim(claim)
    assert [one["amount"] for one in certificate["result"]["received"]] == [one.minor for one in paid]


def test_of_several_loans_in_a_file_the_borrower_sees_nothing_until_the_lender_says_which_is_theirs(
    cast: Cast, talks
) -> None:
    head, *rows = PLAN.splitlines()[1:]
    several = "\n".join([head, *rows[:3], "SECRET77,1,2026-01-15,2026-02-15,777.77,7.77"])
    desk = browser(cast.officer)
    assert "Which loan is which?" in text_of(hand_in(desk, talks, several.encode()))
    room, choose = (
        reverse("room:account", args=[talks.ref]),
        reverse("lender:account_loans", args=[talks.ref]),
    )
    theirs = text_of(browser(cast.borrower).get(room))
    assert "the lender has not said yet which of them is yours" in theirs
    assert "SECRET77" not in theirs
    assert "777.77" not in theirs
    assert "Please choose a number" in text_of(desk.post(choose, {**stamp(), CONTRACT.ref: ""}))
    assert "not there" in text_of(desk.post(choose, {**stamp(), CONTRACT.ref: "no:J9"}))
    assert desk.post(choose, {**stamp(), CONTRACT.ref: "no:J1"}).status_code == 302
    kept = LenderAccount.objects.get()
    assert {one["loan_ref"] for one in kept.read["plan"]} == {"J1"}
    assert (kept.plan_rows, kept.loans) == (3, {CONTRACT.ref: "J1"})
    assert "333.34" in text_of(browser(cast.borrower).get(room))
    assert desk.get(choose).status_code == 302  # asked once
    assert browser(cast.other_officer).post(choose, stamp()).status_code == 404


def test_more_repayments_than_can_be_compared_are_said_to_be_so_and_count_all_the_same(
    cast: Cast, talks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries.accounts, "MOST_REPLAYED", 1)
    day = date(2026, 3, 1)
    rows = [paid_in_full(f"F{place}", day, 1_000, owed_on(day)) for place in range(2)]
    page = text_of(hand_in(browser(cast.officer), talks, detail(*rows)))
    assert "The rows cannot be compared one by one" in page
    claim, terms = Claim.objects.get(negotiation=talks), facts.terms_of(CONTRACT)
    paid = [loans.Payment(day, 1_000)] * 2
    assert computed(talks) == loans.account_at(terms, paid, claim.as_of).buckets


@pytest.mark.parametrize("double", ["hangs", "falls"])
def test_a_file_whose_reading_never_ends_is_answered_and_nothing_is_kept(
    cast: Cast, talks, monkeypatch: pytest.MonkeyPatch, double: str
) -> None:
    monkeypatch.setattr(opened, "CHILD", f"tests.platform.intake.{double}")
    monkeypatch.setitem(opened.answer.__kwdefaults__, "seconds", 0.5)
    page = text_of(hand_in(browser(cast.officer), talks, PLAN.encode()))
    assert "took too much time or memory, so we stopped" in page
    assert not LenderAccount.objects.exists()


def test_only_the_lender_of_these_talks_hands_it_in_and_only_both_sides_read_it(cast: Cast, talks) -> None:
    desk, room = (reverse(f"{place}:account", args=[talks.ref]) for place in ("lender", "room"))
    hand_in(browser(cast.officer), talks, PLAN.encode())
    assert browser(cast.borrower).get(room).status_code == 200
    assert browser(cast.borrower).post(room, stamp()).status_code == 405
    for person in (cast.other_officer, cast.other_borrower, cast.stranger):
        assert browser(person).get(desk).status_code == 404
        assert browser(person).get(room).status_code == 404
    assert LenderAccount.objects.count() == 1


def test_a_file_with_a_plan_alone_tells_of_no_payment_and_changes_no_account(cast: Cast, talks) -> None:
    before = computed(talks)
    hand_in(browser(cast.officer), talks, PLAN.encode())
    assert computed(talks) == before
    mine = browser(cast.borrower)
    assert "A payment is missing" not in text_of(mine.get(reverse("room:account", args=[talks.ref])))
    assert mine.get(payment_page(talks)).status_code == 302

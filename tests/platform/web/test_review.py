"""The review desk by HTTP: the queue, the case on one page, and each decision with what the borrower will read."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.cases.models import Case, Negotiation
from hejie_platform.core import clock
from hejie_platform.intake.models import Classification, EvidenceItem, Review
from hejie_platform.ledger.models import AccessEntry
from tests.platform.cast import Cast
from tests.platform.stories import intake
from tests.platform.web.applying import queries_of, stamp, text_of
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.fixture
def desk(cast: Cast) -> Client:
    made = logged_in(cast.reviewer)
    made.cookies["language"] = "en"
    return made


def CHAPTER(cast: Cast, now: datetime) -> intake.HeldCase:
    return intake.submitted_case(cast, now=now)


@pytest.fixture
def held(told: intake.HeldCase) -> intake.HeldCase:
    return told


def at(name: str, held: intake.HeldCase, *args: object) -> str:
    return reverse(f"review:{name}", args=[held.case.ref, *args])


ADMIT = {
    "parties_confirmed": "on",
    "content_confirmed": "on",
    "cause": "illness",
    "track": "ability",
    "words": "Good luck.",
}


def carried(page: str) -> dict[str, list[str]]:
    """The hidden fields of the first form of a preview."""
    form = re.search(r'<form method="post">(.*?)</form>', page.partition("<main")[2], flags=re.S)[1]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form):
        found.setdefault(name, []).append(value)
    return found


def test_the_queue_is_in_the_order_of_due_times_and_counts_match_the_lists(
    desk: Client, cast: Cast, now: datetime, held: intake.HeldCase
) -> None:
    later = intake.submitted_case(cast, now=now + timedelta(days=3), who=cast.other_borrower)
    intake.returned_case(cast, now=now, who=cast.stranger)
    page = desk.get(reverse("review:queue")).content.decode()
    assert page.index(held.case.ref) < page.index(later.case.ref)
    assert "To review" in page
    assert re.findall(r'class="count">(\d+)<', page) == ["2", "1", "0", "0"]
    returned = desk.get(reverse("review:queue"), {"show": "returned"}).content.decode()
    assert returned.count('data-label="Case"') == 1


def test_the_queue_is_searched_by_part_of_a_number(
    desk: Client, cast: Cast, now: datetime, held: intake.HeldCase
) -> None:
    other = intake.submitted_case(cast, now=now, who=cast.other_borrower)
    page = desk.get(reverse("review:queue"), {"q": held.case.ref[:7].lower()}).content.decode()
    assert held.case.ref in page
    assert other.case.ref not in page


def test_the_queue_asks_no_more_for_more_cases(
    desk: Client, cast: Cast, now: datetime, held: intake.HeldCase
) -> None:
    desk.get(reverse("review:queue"))
    before = queries_of(desk, reverse("review:queue"))
    intake.submitted_case(cast, now=now, who=cast.other_borrower)
    intake.submitted_case(cast, now=now, who=cast.guarantor)
    assert queries_of(desk, reverse("review:queue")) == before


def test_the_case_shows_facts_loans_papers_budget_and_wish(desk: Client, held: intake.HeldCase) -> None:
    text = text_of(desk.get(at("case", held))).replace("\u00a0", " ")
    for said in (
        "Orders halved.",
        "112,000.00",
        "Payslips",
        "6,800 yuan come in",
        "legal borrower",
        "Riverside Bank",
    ):
        assert said in text


def test_opening_a_file_is_written_down_and_looking_at_the_case_is_not(
    desk: Client, held: intake.HeldCase, cast: Cast
) -> None:
    item = EvidenceItem.objects.filter(case=held.case, kind="income_statement").get()
    desk.get(at("case", held))
    desk.get(at("paper", held, item.ref))
    assert not AccessEntry.objects.exists()
    desk.get(at("file", held, item.ref))
    look = AccessEntry.objects.get()
    assert (look.reader, look.role, look.purpose) == (cast.reviewer, "reviewer", "review")


def test_accepting_is_previewed_and_then_done(desk: Client, held: intake.HeldCase, cast: Cast) -> None:
    preview = desk.post(at("admit", held), {**stamp(held.case), **ADMIT})
    text = text_of(preview)
    assert "Each lender is asked now" in text
    assert "Good luck." in text
    assert "Talks with Riverside Bank begin" in text
    assert not Negotiation.objects.exists()

    sent = desk.post(at("admit", held), carried(preview.content.decode()))
    assert sent.headers["Location"] == reverse("review:queue")
    assert Case.objects.get(pk=held.case.pk).state == "open"
    assert Negotiation.objects.filter(case=held.case).count() == 2
    assert Classification.objects.get().cause == "illness"


@pytest.mark.feature("A04")
@pytest.mark.parametrize("left_out", ["parties_confirmed", "content_confirmed"])
def test_accepting_needs_both_confirmations(desk: Client, held: intake.HeldCase, left_out: str) -> None:
    given = {name: value for name, value in ADMIT.items() if name != left_out}
    response = desk.post(at("admit", held), {**stamp(held.case), **given, "send": "yes"})
    assert 'role="alert"' in response.content.decode()
    assert Case.objects.get(pk=held.case.pk).state == "submitted"
    assert not Review.objects.exists()


def test_a_preview_can_be_changed_with_everything_still_typed(desk: Client, held: intake.HeldCase) -> None:
    preview = desk.post(at("admit", held), {**stamp(held.case), **ADMIT}).content.decode()
    form = desk.post(at("admit", held), {**carried(preview), "send": "no", "change": "yes"})
    assert "Good luck." in form.content.decode()
    assert "See what the borrower will read" in text_of(form)


def test_sending_back_names_each_thing_with_the_place_to_mend_it(
    desk: Client, cast: Cast, now: datetime
) -> None:
    held = intake.filled_case(cast, now=now)
    EvidenceItem.objects.filter(case=held.case, kind="income_statement").update(removed_at=now)
    held.case.refresh_from_db()
    intake._again(intake.actions.submit, held, legal_notice_seen=True, now=now)
    page = desk.get(at("return", held)).content.decode()
    key = "missing_paper_income_statement.income_statement"
    assert key in page

    given = {**stamp(held.case), "missing": [key], "paper": ["contract"], "words": "Two things, please."}
    preview = desk.post(at("return", held), given).content.decode()
    assert "Payslips or another proof of income" in preview
    assert "The loan contract" in preview
    desk.post(at("return", held), carried(preview))
    review = Review.objects.get()
    assert [one["code"] for one in review.missing] == [
        "missing_paper_income_statement",
        "missing_paper_contract",
    ]


def test_sending_back_nothing_is_refused_kindly(desk: Client, held: intake.HeldCase) -> None:
    response = desk.post(at("return", held), {**stamp(held.case), "send": "yes"})
    assert "Please tick at least one thing" in text_of(response)


@pytest.mark.feature("A10")
def test_declining_shows_the_ways_that_remain(desk: Client, held: intake.HeldCase) -> None:
    given = {**stamp(held.case), "reason": "decline_court_decided"}
    preview = desk.post(at("decline", held), given)
    assert "enforcement office" in text_of(preview)
    desk.post(at("decline", held), carried(preview.content.decode()))
    held.case.refresh_from_db()
    assert (held.case.state, held.case.reason) == ("closed", "not_accepted")


def test_a_decision_on_a_case_that_changed_meanwhile_keeps_what_was_typed(
    desk: Client, held: intake.HeldCase, cast: Cast, now: datetime
) -> None:
    old = stamp(held.case)
    intake.actions.hand_in(
        held, intake.pictures.png(9), kind="contract", filename="c.png", now=now, action_id=uuid.uuid4()
    )
    response = desk.post(at("admit", held), {**old, **ADMIT, "send": "yes"})
    assert "Somebody changed this while you read" in text_of(response)
    assert "Good luck." in response.content.decode()


def test_a_double_click_decides_once(desk: Client, held: intake.HeldCase) -> None:
    given = {**stamp(held.case), **ADMIT, "send": "yes"}
    assert [desk.post(at("admit", held), given).status_code for _ in range(2)] == [302, 302]
    assert Review.objects.count() == 1


@pytest.mark.feature("A11")
def test_the_class_is_changed_with_a_reason_that_stays(desk: Client, cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    given = {**stamp(held.case), "cause": "wrong_amount", "track": "contract"}
    assert 'role="alert"' in desk.post(at("classify", held), given).content.decode()
    desk.post(at("classify", held), {**given, "reason": "The sum is disputed."})
    assert "The sum is disputed." in text_of(desk.get(at("case", held)))
    again = desk.get(at("classify", held)).content.decode()
    assert '<option value="wrong_amount" selected>' in again
    assert re.search(r'value="contract"[^>]* checked', again)


@pytest.mark.parametrize("who", ["borrower", "other_borrower", "officer", "mediator", "stranger"])
def test_the_desk_is_not_there_for_anybody_else(cast: Cast, held: intake.HeldCase, who: str) -> None:
    client = logged_in(getattr(cast, who))
    item = EvidenceItem.objects.filter(case=held.case).earliest("id")
    pages = [at(name, held) for name in ("case", "admit", "return", "decline", "classify")]
    pages += [at("paper", held, item.ref), at("file", held, item.ref), reverse("review:queue")]
    for page in pages:
        assert client.get(page).status_code == 404, page


def test_a_draft_is_not_there_for_the_desk(desk: Client, cast: Cast, now: datetime) -> None:
    draft = intake.filled_case(cast, now=now, who=cast.guarantor)
    assert desk.get(at("case", draft)).status_code == 404


def test_an_operator_sees_the_case_and_decides_nothing(cast: Cast, held: intake.HeldCase) -> None:
    client = logged_in(cast.operator)
    client.cookies["language"] = "en"
    assert at("admit", held) not in client.get(at("case", held)).content.decode()
    response = client.post(at("admit", held), {**stamp(held.case), **ADMIT, "send": "yes"})
    assert 'role="alert"' in response.content.decode()
    assert Case.objects.get(pk=held.case.pk).state == "submitted"

"""The borrower's own case by HTTP: whose turn, until when, what happened; telling a change; leaving."""

import re
import uuid
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.cases.actions import take_step
from hejie_platform.cases.models import Authority, Case
from hejie_platform.core import clock
from hejie_platform.intake import queries
from hejie_platform.intake.models import Change
from hejie_platform.ledger.actions import Actor, Done, whole
from tests.platform.cast import Cast
from tests.platform.stories import circumstances, intake
from tests.platform.web.applying import queries_of, stamp, text_of
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


def home(client: Client, held: intake.HeldCase) -> str:
    response = client.get(reverse("case:home", args=[held.case.ref]))
    assert response.status_code == 200
    return text_of(response)


def test_a_draft_says_that_nothing_happens_until_it_is_handed_in(
    client: Client, cast: Cast, now: datetime
) -> None:
    text = home(client, intake.draft_case(cast, now=now))
    assert "Your turn" in text
    assert "Nothing happens until you hand it in" in text


def test_in_review_it_is_not_the_borrowers_turn_and_the_page_says_until_when(
    client: Client, cast: Cast, now: datetime
) -> None:
    text = home(client, intake.submitted_case(cast, now=now))
    assert "Not your turn now" in text
    assert "26 Nov 2026" in text


def test_a_returned_case_says_what_happens_if_one_does_nothing(
    client: Client, cast: Cast, now: datetime
) -> None:
    text = home(client, intake.returned_case(cast, now=now))
    assert "Something is missing" in text
    assert "If you do nothing until then" in text
    assert "in 30 days" in text


def test_an_open_case_waits_for_the_lenders_and_shows_each(client: Client, cast: Cast, now: datetime) -> None:
    text = home(client, intake.open_case(cast, now=now))
    assert "Riverside Bank" in text
    assert "Northridge Microloan" in text
    assert "Not your turn now" in text
    assert "reads your application and answers" in text


@whole
def ask(held: object, by: Actor, *, now: datetime, action_id: uuid.UUID) -> Done:
    """A lender asks the borrower for something."""
    return take_step(held, "ask", by=by, now=now, action_id=action_id)


def test_what_a_lender_asks_for_is_the_borrowers_turn_before_everything_else(
    client: Client, cast: Cast, now: datetime
) -> None:
    held = intake.open_case(cast, now=now)
    ask(
        intake.negotiation_with(held, cast.bank),
        Actor(cast.officer, "officer"),
        now=now,
        action_id=uuid.uuid4(),
    )
    text = home(client, held)
    assert "Your turn" in text
    assert "Riverside Bank asks you for something" in text
    assert "in 14 days" in text


@pytest.mark.feature("A10")
def test_a_declined_case_says_why_and_which_ways_remain(client: Client, cast: Cast, now: datetime) -> None:
    text = home(client, intake.declined_case(cast, now=now))
    assert "None of these lenders works with this platform yet" in text
    assert "hardship desk" in text
    assert "Apply again" in text


def test_my_cases_lead_to_where_one_stopped(client: Client, cast: Cast, now: datetime) -> None:
    draft = intake.draft_case(cast, now=now)
    open_one = intake.open_case(cast, now=now)
    page = client.get(reverse("case:list")).content.decode()
    assert reverse("apply:tasks", args=[draft.case.ref]) in page
    assert reverse("case:home", args=[open_one.case.ref]) in page


def test_the_history_tells_what_happened_and_not_every_saved_answer(
    client: Client, cast: Cast, now: datetime
) -> None:
    held = intake.open_case(cast, now=now)
    text = text_of(client.get(reverse("case:history", args=[held.case.ref])))
    assert "Application handed in" in text
    assert "Application accepted" in text
    assert "Save answers" not in text
    assert text.index("Application accepted") < text.index("Application handed in")


def test_a_change_is_told_to_the_chosen_lenders_alone(client: Client, cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    page = reverse("case:change", args=[held.case.ref])
    empty = client.post(page, stamp(held.case))
    assert 'role="alert"' in empty.content.decode()

    given = {**stamp(held.case), "kind": "income_up", "words": "New work.", "shown_to": [cast.bank.ref]}
    assert client.post(page, given).status_code == 302
    assert [one.pk for one in Change.objects.get().shown_to.order_by("id")] == [cast.bank.pk]


def test_a_change_cannot_be_told_before_the_case_is_open(client: Client, cast: Cast, now: datetime) -> None:
    held = intake.submitted_case(cast, now=now)
    response = client.post(
        reverse("case:change", args=[held.case.ref]), {**stamp(held.case), "kind": "moved"}
    )
    assert 'role="alert"' in response.content.decode()
    assert not Change.objects.exists()


def test_withdrawing_says_what_follows_and_then_does_it(client: Client, cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    page = reverse("case:withdraw", args=[held.case.ref])
    assert "The talks with 2 lenders end" in text_of(client.get(page))
    client.post(page, stamp(held.case))
    assert Case.objects.get(pk=held.case.pk).state == "closed"
    assert "You withdrew" in home(client, held)


def test_a_clock_that_passed_is_not_shown_as_running(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = intake.submitted_case(cast, now=now)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=9))
    client = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    assert re.search(r"\d+ days ago", home(client, held))


def test_the_list_of_cases_asks_no_more_of_who_helps_many(cast: Cast, now: datetime) -> None:
    helper = logged_in(cast.operator)
    circumstances.assisted(cast, now=now, person=cast.borrower)
    helper.get(reverse("case:list"))
    before = queries_of(helper, reverse("case:list"))
    for person, phone in ((cast.other_borrower, "+8613900139001"), (cast.guarantor, "+8613900139002")):
        person.phone = phone
        circumstances.assisted(cast, now=now, person=person)
    assert len(queries.my_cases(cast.operator, now=now)) == 3
    assert queries_of(helper, reverse("case:list")) == before
    Authority.objects.filter(agent=cast.operator, principal=cast.borrower).update(revoked_at=now)
    assert len(queries.my_cases(cast.operator, now=now)) == 2


def test_the_home_of_a_case_asks_no_more_for_more_history(cast: Cast, now: datetime) -> None:
    held = intake.open_case(cast, now=now)
    client = logged_in(cast.borrower)
    page = reverse("case:home", args=[held.case.ref])
    client.get(page)
    before = queries_of(client, page)
    for number in range(4):
        intake.actions.hand_in(
            held,
            intake.pictures.png(number + 5),
            kind="contract",
            filename="c.png",
            now=now,
            action_id=uuid.uuid4(),
        )
    assert queries_of(client, page) == before

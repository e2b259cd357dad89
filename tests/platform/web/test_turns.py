"""Every open state says on its page who has to act, until when, and what happens if nobody does: on both sides."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from hejie_platform.cases.models import Clock
from hejie_platform.core import clock, formats
from hejie_platform.people.models import User
from tests.platform.cast import Cast
from tests.platform.stories import agreements, circumstances, intake, keeping, sessions
from tests.platform.stories import negotiation as talks
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
TURN = re.compile(r'<section class="turn.*?</section>', re.DOTALL)


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def card(person: User, name: str, ref: str) -> str:
    """The card of the turn, as this person reads it."""
    client = logged_in(person)
    client.cookies["language"] = "en"
    found = TURN.search(client.get(reverse(name, args=[ref])).content.decode())
    assert found, name
    return found[0]


def tells_whole(shown: str, due_at: datetime) -> None:
    """Owner, due time and consequence stand in the card."""
    assert ("Your turn" in shown) != ("Not your turn now" in shown)
    assert re.search(r'<p class="lead">[^<]+</p>', shown), "whose turn, in a sentence"
    told = re.search(r'<time datetime="([^"]+)"', shown)
    assert told, "until when"
    until = datetime.fromisoformat(told[1]) if "T" in told[1] else date.fromisoformat(told[1])
    assert formats.legal_date(until) == formats.legal_date(formats.last_day(due_at))
    assert re.search(r'<p class="consequence">[^<]{10,}</p>', shown), "what happens if nobody acts"


def due_of(subject: object, *rules: str) -> datetime:
    return Clock.objects.get(subject=subject, rule__in=rules, fired_at=None, stopped_at=None).due_at


def read_by_both(story: talks.Story, due_at: datetime) -> None:
    tells_whole(card(story.borrower, "room:home", story.ref), due_at)
    tells_whole(card(story.officer, "lender:talks", story.ref), due_at)


@pytest.mark.feature("E06")
def test_a_case_at_the_desk_and_one_sent_back_say_who_until_when_and_what_if_not(
    cast: Cast, now: datetime
) -> None:
    for made, rule in ((intake.submitted_case, "review"), (intake.returned_case, "missing_papers")):
        held = made(cast, now=now, who=cast.borrower if rule == "review" else cast.other_borrower)
        tells_whole(card(held.user, "case:home", held.case.ref), due_of(held.case.pk, rule))


@pytest.mark.feature("E06")
def test_talks_in_every_state_say_who_until_when_and_what_if_not(cast: Cast, now: datetime) -> None:
    story = talks.waiting(cast, now=now, creditors=[cast.bank])
    row = story.row().pk
    read_by_both(story, due_of(row, "lender_reply"))
    talks.asked(story, now=now)
    read_by_both(story, due_of(row, "borrower_reply"))
    talks.talking(story, now=now)
    for bring in (None, talks.facts_stated, talks.disputed, talks.facts_agreed):
        if bring is not None:
            bring(story, now=now)
        read_by_both(story, due_of(row, "talks_limit"))
    offer = talks.offer_put(story, now=now)
    read_by_both(story, offer.expires_at)


@pytest.mark.feature("E06")
def test_an_agreement_to_sign_to_keep_and_to_cure_says_who_until_when_and_what_if_not(
    cast: Cast, now: datetime
) -> None:
    story = agreements.drawn_up(talks.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    agreement = agreements.agreement_of(story)
    for person in (story.borrower, story.officer):
        tells_whole(card(person, "agreement:home", agreement.ref), due_of(agreement.pk, "signatures"))
    agreements.signed(story, story.borrower, now=now)
    agreements.signed(story, story.checker, now=now)
    soonest = agreements.next_payment(story, story.borrower, now).obligation.due_on
    duty = agreement.obligations.filter(side="lender", state="open").earliest("due_on", "number").due_on
    for person, day in ((story.borrower, soonest), (story.officer, duty)):
        assert day
        due_at = datetime(day.year, day.month, day.day, 12, tzinfo=clock.legal_zone())
        tells_whole(card(person, "agreement:home", agreement.ref), due_at)
    late = datetime(soonest.year, soonest.month, soonest.day, tzinfo=clock.legal_zone()) + timedelta(days=20)
    keeping.in_cure(story, now=late)
    for person in (story.borrower, story.officer):
        tells_whole(card(person, "agreement:home", agreement.ref), due_of(agreement.pk, "cure"))


def test_while_every_time_limit_rests_no_card_names_a_day_and_the_queue_says_so(
    cast: Cast, now: datetime
) -> None:
    story = talks.waiting(cast, now=now, creditors=[cast.bank])
    case = story.row().case
    circumstances.plain(
        cast.operator, "case", case.ref, "place_hold", now=now, reason="death", note="家属来电告知"
    )
    for person, name, ref in (
        (story.borrower, "case:home", case.ref),
        (story.borrower, "room:home", story.ref),
        (story.officer, "lender:talks", story.ref),
    ):
        shown = card(person, name, ref)
        assert "All time limits rest" in shown, name
        assert "<time" not in shown, name
        assert "consequence" not in shown, name
    desk = logged_in(story.officer)
    desk.cookies["language"] = "en"
    line = desk.get(reverse("lender:queue")).content.decode().partition("<tbody>")[2].partition("</tr>")[0]
    assert story.ref in line
    assert "Time limits rest" in line
    assert "<time" not in line.partition('data-label="Since"')[0]


def test_a_debt_that_is_paid_is_told_as_that_and_only_the_lender_owes_the_letter(
    cast: Cast, now: datetime
) -> None:
    then = now - timedelta(days=30)
    story = agreements.signed_by_all(talks.waiting(cast, now=then, creditors=[cast.bank]), now=then)
    deal = keeping.settled_early(story, 9_000_000, now=now)
    at_case = card(story.borrower, "case:home", story.row().case.ref)
    assert "It was paid off early." in at_case
    assert "Not your turn now" in at_case
    assert reverse("agreement:of_talks", args=[story.ref]) in at_case
    assert "Issue the letter" not in card(story.borrower, "agreement:home", deal.ref)
    assert "Issue the letter" in card(story.officer, "agreement:home", deal.ref)


def test_a_proposal_that_waits_at_the_table_is_told_on_the_case_and_on_the_mediation_too(
    cast: Cast, now: datetime
) -> None:
    table = sessions.opened(cast, now=now)
    case = table.row().case
    pages = (("case:home", case.ref), ("mediation:home", table.ref))
    sentence = "The mediator made a proposal. Read it, and answer in secret."
    assert not any(sentence in card(table.story.borrower, name, ref) for name, ref in pages)
    sessions.proposed(table, now=now)
    for name, ref in pages:
        shown = card(table.story.borrower, name, ref)
        assert sentence in shown, name
        assert "Your turn" in shown, name
    sessions.answered(table, table.story.borrower, "yes", now=now)
    assert not any(sentence in card(table.story.borrower, name, ref) for name, ref in pages)


def test_a_card_that_leaves_something_out_is_found(now: datetime) -> None:
    whole = (
        '<h2>Your turn</h2><p class="lead">Pay.</p><time datetime="2026-11-23">x</time>'
        '<p class="consequence">Then it is late.</p>'
    )
    tells_whole(whole, now)
    for part in ("Your turn", "Pay.", 'datetime="2026-11-23"', "Then it is late."):
        with pytest.raises(AssertionError):
            tells_whole(whole.replace(part, ""), now)

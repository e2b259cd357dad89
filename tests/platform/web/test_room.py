"""The talks by HTTP: both sides' pages, what each sees, and that nothing typed is lost."""

import re
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation import actions, queries
from hejie_platform.negotiation.models import Claim, Message, Offer
from hejie_platform.web.room.shows import happened
from hejie_platform.web.room.table import still_fitting
from tests.platform.cast import Cast
from tests.platform.stories import negotiation as story
from tests.platform.stories.opening import stand_for
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def CHAPTER(cast: Cast, now: datetime) -> story.Story:
    return story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)


@pytest.fixture
def agreed(told: story.Story) -> story.Story:
    return told


@pytest.fixture
def borrower(cast: Cast) -> Client:
    return in_english(logged_in(cast.borrower))


def in_english(client: Client) -> Client:
    client.cookies["language"] = "en"
    return client


def text_of(response: Any) -> str:
    """What a reader sees, in one line."""
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ")


def page(client: Client, name: str, talks: story.Story, *more: object) -> str:
    response = client.get(reverse(name, args=[talks.ref, *more]))
    assert response.status_code == 200, (name, response.status_code)
    return text_of(response)


def typed(**fields: object) -> dict[str, object]:
    """A form as the browser sends it."""
    return {"action_id": str(uuid.uuid4()), **fields}


def offer_fields(now: datetime, **changes: object) -> dict[str, object]:
    return typed(
        instalments="60",
        every="month",
        first_due="2026-12-23",
        grace_instalments="0",
        annual_rate="6",
        upfront="",
        method="equal_instalment",
        days_open="7",
        words="这样我能按时还",
        waive_overdue_interest="",
        waive_penalty_interest="600",
        seen_offer="0",
    ) | {name: str(value) for name, value in changes.items()}


def agreed_claims(talks: story.Story) -> QuerySet[Claim]:
    return Claim.objects.filter(negotiation__ref=talks.ref, borrower_agreed_at__isnull=False)


def test_the_figures_are_agreed_only_with_the_notice_seen(
    cast: Cast, borrower: Client, now: datetime
) -> None:
    talks = story.facts_stated(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    text = page(borrower, "room:facts", talks)
    assert "57,800 yuan were owed on 23 Nov 2026" in text
    assert "Agreed for these talks only" in text

    where = reverse("room:facts", args=[talks.ref])
    claim = talks.claim()
    refused = borrower.post(where, typed(claim_hash=claim.hash))
    assert refused.status_code == 200
    assert not agreed_claims(talks).exists()

    done = borrower.post(where, typed(claim_hash=claim.hash, notice_seen="on"))
    assert done.headers["Location"] == reverse("room:plans", args=[talks.ref])
    assert agreed_claims(talks).get().borrower_agreed_by == cast.borrower


def test_new_figures_are_not_agreed_to_by_an_old_page(cast: Cast, borrower: Client, now: datetime) -> None:
    talks = story.facts_stated(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    old = talks.claim().hash
    story.facts_stated(talks, now=now, owed={**story.OWED, "penalty_interest": 10_000})
    answer = borrower.post(reverse("room:facts", args=[talks.ref]), typed(claim_hash=old, notice_seen="on"))
    assert "stated new figures meanwhile" in text_of(answer)
    assert not agreed_claims(talks).exists()


def test_plans_stand_side_by_side_with_what_is_kept_for_living(agreed: story.Story, borrower: Client) -> None:
    text = page(borrower, "room:plans", agreed)
    for word in ("Lowest instalment", "Lowest total cost", "In between", "Recommended", "Real cost a year"):
        assert word in text
    assert "You would keep" in text
    assert "Credit report" in text


def test_where_no_plan_can_be_paid_the_page_says_so(cast: Cast, borrower: Client, now: datetime) -> None:
    owed = {bucket: minor * 100 for bucket, minor in story.OWED.items()}
    talks = story.facts_agreed(story.waiting(cast, now=now, creditors=[cast.bank]), now=now, owed=owed)
    text = page(borrower, "room:plans", talks)
    assert "The same in each" not in text
    assert "You would keep" not in text


def test_a_guarantor_sees_the_plans_and_not_the_purse(agreed: story.Story, cast: Cast, now: datetime) -> None:
    stand_for(cast.guarantor, agreed.row().case, now=now)
    text = page(in_english(logged_in(cast.guarantor)), "room:plans", agreed)
    assert "In between" in text
    assert "You would keep" not in text


def test_a_plan_is_chosen_and_put_as_ones_own_offer_after_seeing_it_whole(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    assert "Offer this plan" in page(borrower, "room:choose", agreed, "balanced")
    where = reverse("room:offer_new", args=[agreed.ref])
    form = borrower.get(where + "?from=balanced")
    plan = queries.plans_for(agreed.row(), agreed.claim(), for_household=True, day=now.date())
    count = plan.named("balanced").tried.package.instalments
    assert f'name="instalments" value="{count}"' in form.content.decode()

    shown = borrower.post(where, offer_fields(now))
    assert "This is what the other side will read" in text_of(shown)
    assert not Offer.objects.exists()

    unread = borrower.post(where, offer_fields(now, send="yes"))
    assert "error-summary" in unread.content.decode()
    assert not Offer.objects.exists()

    done = borrower.post(where, offer_fields(now, send="yes", notice_seen="on"))
    assert done.status_code == 302, text_of(done)
    offer = Offer.objects.get()
    assert (offer.side, offer.package["instalments"], offer.package["waive"]) == (
        "borrower",
        60,
        {"penalty_interest": 60_000},
    )


def test_nothing_typed_is_lost_when_an_amount_cannot_be_meant(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    where = reverse("room:offer_new", args=[agreed.ref])
    answer = borrower.post(where, offer_fields(now, waive_penalty_interest="-5", instalments="41"))
    assert 'value="41"' in answer.content.decode()
    assert "error-summary" in answer.content.decode()
    too_much = borrower.post(where, offer_fields(now, waive_penalty_interest="99999"))
    assert "error-summary" in too_much.content.decode()
    assert not Offer.objects.exists()
    beside = re.search(
        r'<label for="id_waive_penalty_interest">.*?</div>', too_much.content.decode(), re.DOTALL
    )
    assert beside is not None
    assert "is more than there is" in beside[0], "beside its field"


def test_an_earlier_offer_fills_the_form_only_as_far_as_it_still_fits(
    agreed: story.Story, now: datetime
) -> None:
    day = now.date()
    on = queries.grounds(agreed.row(), agreed.claim(), day=day)
    owed = dict(on.owed.items())["penalty_interest"]
    fitting = story.package(agreed, now=now, waive={"penalty_interest": owed})
    assert still_fitting(fitting, on, day=day) == fitting
    much = story.package(agreed, now=now, waive={"penalty_interest": owed + 1})
    assert still_fitting(much, on, day=day) == fitting
    later = fitting.first_due + timedelta(days=5)
    assert still_fitting(fitting, on, day=later).first_due > later


def test_a_stale_offer_says_so_and_can_be_sent_again(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    where = reverse("room:offer_new", args=[agreed.ref])
    story.offer_put(agreed, now=now)
    stale = borrower.post(where, offer_fields(now, send="yes", notice_seen="on"))
    html = stale.content.decode()
    assert "changed this while you read" in text_of(stale)
    assert 'name="seen_offer" value="1"' in html
    again = borrower.post(where, offer_fields(now, send="yes", notice_seen="on", seen_offer="1"))
    assert again.status_code == 302
    assert [offer.side for offer in Offer.objects.order_by("number")] == ["lender", "borrower"]


def test_the_protected_part_of_the_household_is_refused_with_its_figures(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    where = reverse("room:offer_new", args=[agreed.ref])
    answer = borrower.post(
        where, offer_fields(now, instalments="6", send="yes", notice_seen="on", beyond_budget="on")
    )
    assert "That protection cannot be given up" in text_of(answer)
    assert not Offer.objects.exists()


def test_an_offer_is_accepted_as_it_stands(agreed: story.Story, borrower: Client, now: datetime) -> None:
    offer = story.offer_put(agreed, now=now, offered=story.package(agreed, now=now, instalments=60))
    assert "Accept" in page(borrower, "room:offer", agreed, 1)
    where = reverse("room:accept", args=[agreed.ref, 1])
    other = borrower.post(where, typed(package_hash="0" * 64, notice_seen="on", seen_version="0"))
    assert "not those that your page showed" in text_of(other)
    done = borrower.post(where, typed(package_hash=offer.package_hash, notice_seen="on", seen_version="0"))
    assert done.status_code == 302, text_of(done)
    offer.refresh_from_db()
    assert offer.state == "accepted"
    assert agreed.row().state == "agreed"


def test_an_offer_is_declined_with_a_reason_that_stands_in_the_room(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    story.offer_put(agreed, now=now)
    where = reverse("room:reject", args=[agreed.ref, 1])
    assert borrower.post(where, typed(words="每月太多了", seen_version="0")).status_code == 302
    assert Offer.objects.get().reason == "rejected"
    assert "每月太多了" in page(borrower, "room:messages", agreed)


@pytest.mark.feature("E15")
def test_both_positions_stand_side_by_side_with_their_dates_and_the_gap(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    story.offer_put(agreed, now=now)
    later = now + timedelta(days=1)
    story.offer_put(
        agreed, side="borrower", now=later, offered=story.package(agreed, now=now, instalments=60)
    )
    text = page(borrower, "room:offers", agreed)
    assert re.search(
        r"Number of instalments\s+60 \(since 24 Nov 2026\)\s+36 \(since 23 Nov 2026\)\s+24", text
    )
    story.offer_put(agreed, now=later, offered=story.package(agreed, now=now, instalments=48))
    text = page(borrower, "room:offers", agreed)
    assert re.search(
        r"Number of instalments\s+60 \(since 24 Nov 2026\)\s+48 \(since 24 Nov 2026\)\s+12", text
    )


@pytest.mark.feature("E01")
def test_messages_are_stored_in_order_sealed_and_shown_to_the_room_alone(
    agreed: story.Story, borrower: Client, cast: Cast
) -> None:
    where = reverse("room:messages", args=[agreed.ref])
    click = typed(text="请问可以延到明年吗？")
    for _ in range(2):
        assert borrower.post(where, click).status_code == 302
    desk = in_english(logged_in(cast.officer))
    assert (
        desk.post(reverse("lender:messages", args=[agreed.ref]), typed(text="可以，我们看一下。")).status_code
        == 302
    )

    said = queries.said_in_room(agreed.talks().room)
    assert [(one.seq, one.text) for one in said] == [(1, "请问可以延到明年吗？"), (2, "可以，我们看一下。")]
    assert [one.seq for one in queries.said_in_room(agreed.talks().room, after=1)] == [2]
    assert all("延到".encode() not in bytes(row.body) for row in Message.objects.all())
    assert "延到" not in str(list(Entry.objects.values_list("facts", flat=True)))
    assert page(borrower, "room:messages", agreed).index("明年") < page(
        borrower, "room:messages", agreed
    ).index("看一下")
    for stranger in (cast.stranger, cast.other_borrower, cast.other_officer, cast.reviewer):
        assert logged_in(stranger).get(where).status_code == 404


def test_an_empty_message_is_not_sent(agreed: story.Story, borrower: Client) -> None:
    answer = borrower.post(reverse("room:messages", args=[agreed.ref]), typed(text="   "))
    assert answer.status_code == 200
    assert not Message.objects.exists()


def test_what_the_lender_asks_is_answered_here(cast: Cast, borrower: Client, now: datetime) -> None:
    talks = story.asked(story.waiting(cast, now=now, creditors=[cast.bank]), now=now)
    text = page(borrower, "room:home", talks)
    assert "Proof of income" in text
    assert "Hand it in on the page of papers" in text
    assert "请补充最近三个月的工资单" in text
    where = reverse("room:answer", args=[talks.ref])
    version = talks.row().version
    assert borrower.post(where, typed(words="已上传", seen_version=version)).status_code == 302
    assert talks.row().state == "waiting"
    assert "已上传" in page(borrower, "room:messages", talks)


def test_leaving_the_talks_ends_the_open_offer_too(
    agreed: story.Story, borrower: Client, now: datetime
) -> None:
    story.offer_put(agreed, now=now)
    where = reverse("room:end", args=[agreed.ref])
    assert borrower.post(where, typed(note="", seen_version=agreed.row().version)).status_code == 302
    assert (agreed.row().state, Offer.objects.get().reason) == ("ended", "void")


def test_a_page_of_the_talks_asks_a_fixed_number_of_queries(
    agreed: story.Story, borrower: Client, now: datetime, django_assert_max_num_queries: Any
) -> None:
    def count(name: str) -> int:
        with django_assert_max_num_queries(60) as asked:
            borrower.get(reverse(name, args=[agreed.ref]))
        return len(asked)

    story.offer_put(agreed, now=now)
    borrower.get(reverse("room:plans", args=[agreed.ref]))  # what is counted once an hour is counted
    before = {name: count(name) for name in ("room:home", "room:messages", "room:plans")}
    for number in range(6):
        actions.message(agreed.borrowers(now), text=f"第 {number} 条", now=now, action_id=uuid.uuid4())
    assert {name: count(name) for name in before} == before


@pytest.mark.parametrize("days", ["9" * 30, "9" * 5000, "²", "-1", "4"])
def test_an_offer_of_unheard_length_is_refused_and_what_was_typed_is_kept(
    days: str, agreed: story.Story, borrower: Client, now: datetime
) -> None:
    where = reverse("room:offer_new", args=[agreed.ref])
    shown = borrower.post(where, offer_fields(now, days_open=days))
    sent = borrower.post(where, offer_fields(now, days_open=days, send="1", notice_seen="on"))
    assert (shown.status_code, sent.status_code) == (200, 200)
    assert "这样我能按时还" in sent.content.decode()
    assert not Offer.objects.exists()


@pytest.mark.parametrize("state", ["waiting", "talking"])
def test_an_act_that_waits_inside_the_lender_changes_nothing_that_the_borrower_sees(
    state: str, cast: Cast, borrower: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed = story.waiting(cast, now=now, creditors=[cast.bank])
    if (
        state == "waiting"
    ):  # figures may be stated, and an offer prepared, before the lender says that it will talk
        monkeypatch.setattr(story, "talking", lambda told, *, now: told)
    story.facts_stated(agreed, now=now)
    assert agreed.row().state == state

    def seen() -> list[str]:
        pages = [reverse("case:home", args=[agreed.row().case.ref])]
        pages += [
            reverse(f"room:{name}", args=[agreed.ref]) for name in ("home", "facts", "offers", "messages")
        ]
        return [text_of(borrower.get(where)) for where in pages]

    before = seen()
    story.prepared(agreed, now=now)
    assert seen() == before


@pytest.mark.parametrize(
    "verb", ["obligation.clock_duty_due", "obligation.remind", "agreement.clock_signatures"]
)
def test_what_time_brought_about_is_told_in_words(verb: str) -> None:
    assert "." not in happened(verb)
    assert "_" not in happened(verb)

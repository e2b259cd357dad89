"""Ready-made answers in a notice: each leads to a page that states the terms and asks again; the link alone answers nothing."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.agreements.models import Agreement
from hejie_platform.core import clock
from hejie_platform.core.models import OutboxMessage
from hejie_platform.ledger.models import Entry
from hejie_platform.negotiation.models import Offer
from hejie_platform.notices import answers
from hejie_platform.notices.models import Notice
from tests.platform.cast import Cast
from tests.platform.matrix.filling import filled
from tests.platform.stories import agreements, negotiation
from tests.platform.stories.negotiation import Story
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Story:
    cast.borrower.email = "borrower@example.org"
    cast.borrower.save(update_fields=["email"])
    story = negotiation.waiting(cast, now=now)
    negotiation.facts_agreed(story, now=now)
    negotiation.offer_put(story, side="lender", now=now)
    negotiation.worked(now)
    return story


@pytest.fixture(autouse=True)
def the_moment(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def of_offer(cast: Cast) -> Notice:
    return Notice.objects.filter(person=cast.borrower, code__startswith="offer.put").latest("created_at")


def state() -> tuple[Any, ...]:
    offers = tuple(Offer.objects.order_by("pk").values_list("pk", "state", "version"))
    return (
        offers,
        Entry.objects.count(),
        Agreement.objects.count(),
        Notice.objects.filter(read_at=None).count(),
    )


@pytest.mark.feature("E10")
def test_each_answer_opens_a_page_with_the_terms_and_its_link_alone_changes_nothing(
    told: Story, cast: Cast
) -> None:
    notice, before = of_offer(cast), state()
    client = logged_in(cast.borrower)
    client.cookies["language"] = "en"
    assert [name for name, _label in answers.ready(notice)] == ["accept", "counter", "decline"]
    listed = client.get("/notices/").content.decode()
    for name in ("accept", "counter", "decline"):
        link = f"/n/{notice.ref}/{name}/"
        assert link in listed
        assert Client().get(link).status_code == 302  # a mail scanner is sent to the log-in
        assert Client().head(link).status_code == 302
        page = client.get(link, follow=True)
        shown = page.content.decode()
        assert page.status_code == 200
        assert "Instalments" in shown, name
        assert '<form method="post"' in shown or 'method="post"' in shown, name
        assert state() == before, name
        assert client.post(link).status_code == 405


@pytest.mark.feature("E10")
def test_the_confirmation_on_the_page_is_what_answers(told: Story, cast: Cast) -> None:
    notice, client = of_offer(cast), logged_in(cast.borrower)
    opened = client.get(f"/n/{notice.ref}/decline/", follow=True)
    where = opened.redirect_chain[-1][0]
    assert where == reverse("room:reject", args=[told.ref, 1])
    assert Offer.objects.get(number=1).state == "open"
    form = filled(opened.content.decode(), day="2026-11-23") | {"words": "月供太高"}
    assert client.post(where, form).status_code == 302
    assert (Offer.objects.get(number=1).state, Offer.objects.get(number=1).reason) == ("closed", "rejected")
    assert answers.ready(of_offer(cast)) == ()  # there is nothing to answer any more
    later = client.get(f"/n/{notice.ref}/accept/")
    assert later.headers["Location"] == reverse("room:home", args=[told.ref])


@pytest.mark.feature("E10")
def test_the_mail_carries_the_answers_and_names_no_debt_lender_or_amount(
    told: Story, cast: Cast, now: datetime
) -> None:
    next_day = now + timedelta(days=1)  # of the first day's news only three left the house
    package = negotiation.package(told, now=next_day, instalments=48)
    negotiation.offer_put(told, side="lender", now=next_day, offered=package)
    negotiation.worked(next_day)
    notice = Notice.objects.filter(person=cast.borrower, code__startswith="offer.").latest("created_at", "id")
    mails = [one for one in OutboxMessage.objects.filter(channel="mail") if f"/n/{notice.ref}" in one.text]
    assert mails
    links = re.findall(rf"/n/{notice.ref}/(\w+)/", mails[0].text)
    assert links == ["accept", "counter", "decline"]
    for never in (cast.bank.name_zh, cast.bank.name_en, "元", "yuan"):
        assert never not in mails[0].text


def test_nobody_answers_anothers_notice_nor_with_an_answer_that_it_does_not_offer(
    told: Story, cast: Cast
) -> None:
    notice = of_offer(cast)
    assert logged_in(cast.other_borrower).get(f"/n/{notice.ref}/accept/").status_code == 404
    client = logged_in(cast.borrower)
    assert client.get(f"/n/{notice.ref}/sign/").status_code == 404
    assert client.get(f"/n/{notice.ref}/paid/").headers["Location"] == reverse("room:home", args=[told.ref])


def test_a_newer_offer_leaves_the_older_notice_without_answers(
    told: Story, cast: Cast, now: datetime
) -> None:
    first = of_offer(cast)
    assert answers.ready(first)[0][0] == "accept"
    negotiation.offer_put(
        told, side="lender", now=now, offered=negotiation.package(told, now=now, instalments=48)
    )
    assert answers.ready(first) == ()
    negotiation.worked(now)
    newest = Notice.objects.filter(person=cast.borrower, code__startswith="offer.").latest("created_at", "id")
    assert answers.ready(newest)[0][0] == "accept"
    assert (found := answers.about(newest))
    assert found.number == 2


@pytest.mark.feature("E10")
def test_a_told_payment_leads_the_lender_to_the_page_that_asks_whether_it_came(
    cast: Cast, now: datetime
) -> None:
    story = agreements.signed_by_all(negotiation.waiting(cast, now=now), now=now)
    payment = agreements.claimed(story, now=now)
    negotiation.worked(now)
    notice = Notice.objects.filter(person=cast.officer, code__startswith="obligation.claim").latest(
        "created_at"
    )
    page = logged_in(cast.officer).get(f"/n/{notice.ref}/received/", follow=True)
    where = reverse("agreement:answer", args=[payment.agreement.ref, payment.obligation.ref])
    assert page.redirect_chain[-1][0] == where
    payment.refresh_from_db()
    assert payment.confirmed_at is None

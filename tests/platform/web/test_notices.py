"""The notices pages: the list, the short link, reading, and the channels somebody wants."""

import uuid
from datetime import datetime

import pytest
from django.test import Client

from hejie_platform.cases.models import Mediation
from hejie_platform.core import clock
from hejie_platform.notices import queries
from hejie_platform.notices.models import Notice
from hejie_platform.web.notices import targets
from tests.platform.cast import Cast
from tests.platform.stories import documents, negotiation

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Notice:
    return Notice.objects.create(
        person=cast.borrower,
        code="negotiation.ask",
        facts={
            "ref": "7K2M9QX0TA",
            "lender_zh": "江畔银行",
            "lender_en": "Riverside Bank",
            "due_on": "2026-12-07",
        },
        about={"side": "borrower", "machine": "negotiation", "case": "7K2M9QX0TA"},
        effect=uuid.uuid4(),
        created_at=clock.now(),
    )


@pytest.fixture
def notice(told: Notice) -> Notice:
    return told


def browser(person: object) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a User
    return client


def test_the_list_reads_in_both_languages_and_leads_to_one_page(notice: Notice, cast: Cast) -> None:
    mine = browser(cast.borrower)
    chinese = mine.get("/notices/").content.decode()
    mine.cookies["language"] = "en"
    english = mine.get("/notices/").content.decode()
    assert "江畔银行" in chinese
    assert "Riverside Bank asks you for something" in english
    assert "7 Dec 2026" in english
    assert english.count(f'href="/n/{notice.ref}/"') == 1


def test_the_short_link_marks_it_read_and_leads_on(notice: Notice, cast: Cast) -> None:
    mine = browser(cast.borrower)
    assert queries.unread_count(cast.borrower) == 1
    answer = mine.get(f"/n/{notice.ref}/")
    assert answer.status_code == 302
    assert queries.unread_count(cast.borrower) == 0


def test_a_link_from_a_message_asks_a_stranger_to_log_in_and_another_person_finds_nothing(
    notice: Notice, cast: Cast
) -> None:
    nobody = Client().get(f"/n/{notice.ref}/")
    assert nobody.status_code == 302
    assert "login" in nobody.headers["Location"]
    assert browser(cast.other_borrower).get(f"/n/{notice.ref}/").status_code == 404
    assert queries.unread_count(cast.borrower) == 1


def test_all_are_marked_read_at_once(notice: Notice, cast: Cast) -> None:
    mine = browser(cast.borrower)
    assert mine.get("/notices/read/").status_code == 405
    assert mine.post("/notices/read/").status_code == 302
    assert queries.unread_count(cast.borrower) == 0


def test_channels_are_chosen(notice: Notice, cast: Cast) -> None:
    mine = browser(cast.borrower)
    page = mine.get("/notices/channels/")
    assert page.status_code == 200
    answer = mine.post("/notices/channels/", {"action_id": str(uuid.uuid4()), "channels": ["sms"]})
    assert answer.status_code == 302
    assert queries.wanted_channels(cast.borrower) == ()  # no phone is known, and mail is not wanted any more


def test_the_frame_of_every_page_counts_what_is_new(notice: Notice, cast: Cast) -> None:
    page = browser(cast.borrower).get("/help/").content.decode()
    assert '<span class="count">1</span>' in page
    assert '<span class="count">' not in browser(cast.other_borrower).get("/help/").content.decode()


@pytest.mark.parametrize(("side", "machine"), sorted(targets.PAGES))
def test_every_notice_leads_to_a_page_that_exists(side: str, machine: str, notice: Notice) -> None:
    refs = {"case": "7K2M9QX0TA", "negotiation": "8K2M9QX0TA", "ref": "9K2M9QX0TA"}
    notice.about = {"side": side, "machine": machine or "case", **refs}
    assert targets.of(notice) != "/notices/"


def test_a_notice_about_nothing_leads_to_the_list(notice: Notice) -> None:
    notice.about = {}
    assert targets.of(notice) == "/notices/"


def test_the_mediators_notice_of_an_agreement_opens_it_also_after_the_mediation_was_settled(
    cast: Cast, now: datetime
) -> None:
    story = negotiation.waiting(cast, now=now)
    deal = documents.mediated_in_force(story, cast, now=now)
    Mediation.objects.update(state="ended", reason="settled")
    news = Notice.objects.filter(person=cast.mediator, about__ref=deal.ref)
    assert news.exists()
    for one in news:
        page = browser(cast.mediator).get(f"/n/{one.ref}/", follow=True)
        assert (page.status_code, page.redirect_chain[-1][0]) == (200, f"/agreements/{deal.ref}/")

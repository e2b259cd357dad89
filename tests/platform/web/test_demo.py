"""The demo's pages let anyone in as anyone, so they exist on one machine, in one mode, for those who hold its token."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from hejie_platform.core import clock, outbound, progress
from hejie_platform.core.modes import Mode
from hejie_platform.web.demo import doors, urls, views
from tests.platform.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(cast: Cast, now: Any) -> Cast:
    """A world whose people are there and whose stories are not yet."""
    progress.open_steps(["people", "draft"])
    people = {"newcomer": cast.borrower.ref, "officer": cast.officer.ref}
    progress.finish("people", made={"people": people}, now=now)
    return cast


def test_outside_demo_mode_nothing_is_routed(made: Cast) -> None:
    assert urls.urlpatterns == []
    with pytest.raises(NoReverseMatch):
        reverse("demo:enter")
    for where in ("/demo/", "/demo/outbox/", "/demo/progress/"):
        assert Client().get(where).status_code == 404
    for where in ("/demo/enter/", "/demo/clock/"):
        assert Client().post(where, {"who": made.officer.ref, "token": views.token()}).status_code == 404


def test_even_routed_the_pages_are_shut_outside_demo_mode(demo: None, made: Cast, settings: Any) -> None:
    settings.HEJIE_MODE = Mode.PRODUCTION
    settings.SECURE_SSL_REDIRECT = False
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/enter/", {"who": made.officer.ref, "token": views.token()}).status_code == 404


@pytest.mark.parametrize("address", ["203.0.113.9", "2001:db8::1", "", "unknown"])
def test_nobody_from_another_machine_gets_in(address: str, demo: None, made: Cast) -> None:
    away = Client(REMOTE_ADDR=address)
    assert away.get("/demo/").status_code == 404
    answer = away.post("/demo/enter/", {"who": made.officer.ref, "token": views.token()})
    assert answer.status_code == 404
    assert "_auth_user_id" not in away.session


def test_one_click_lets_in_as_each_role(demo: None, made: Cast) -> None:
    browser = Client()
    page = browser.get("/demo/")
    assert page.status_code == 200
    assert views.token() in page.content.decode()
    answer = browser.post("/demo/enter/", {"who": made.officer.ref, "token": views.token()})
    assert answer.status_code == 302
    assert browser.session["_auth_user_id"] == str(made.officer.pk)


@pytest.mark.parametrize("token", ["", "0" * 64, "令牌", "\x00"])
def test_without_the_token_of_this_installation_nobody_gets_in(token: str, demo: None, made: Cast) -> None:
    browser = Client()
    assert browser.post("/demo/enter/", {"who": made.officer.ref, "token": token}).status_code == 404
    assert browser.post("/demo/clock/", {"by": "day", "token": token}).status_code == 404
    assert "_auth_user_id" not in browser.session


def test_an_account_that_is_not_of_the_demo_cannot_be_entered(demo: None, made: Cast) -> None:
    browser = Client()
    answer = browser.post("/demo/enter/", {"who": made.supervisor.ref, "token": views.token()})
    assert answer.status_code == 404
    assert browser.get("/demo/enter/").status_code == 405


def test_a_forged_form_of_another_site_is_refused(demo: None, made: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/demo/enter/", {"who": made.officer.ref, "token": views.token()})
    assert answer.status_code == 403


@pytest.mark.parametrize(("by", "leap"), [("day", timedelta(days=1)), ("week", timedelta(days=7))])
def test_the_clock_moves_forward_for_everyone(by: str, leap: timedelta, demo: None, made: Cast) -> None:
    before = clock.now()
    answer = Client().post("/demo/clock/", {"by": by, "token": views.token()}, follow=True)
    assert answer.status_code == 200
    assert leap <= clock.now() - before < leap + timedelta(minutes=1)


def test_the_outbox_shows_what_would_have_been_sent(demo: None, made: Cast, now: Any) -> None:
    message = outbound.Message("sms", to="+8613800000000", text="<b>hello</b>", message_id="1")
    outbound.send(message, now=now)
    page = Client().get("/demo/outbox/").content.decode()
    assert "&lt;b&gt;hello&lt;/b&gt;" in page
    assert "+8613800000000" in page


def test_progress_is_told_with_and_without_javascript(demo: None, made: Cast, now: Any) -> None:
    page = Client().get("/demo/", headers={"Accept-Language": "en"}).content.decode()
    assert '<noscript><p><a href="/demo/">' in page
    assert "1 of 2 steps" in page
    part = Client().get("/demo/progress/", headers={"Accept-Language": "en"})
    assert "1 of 2 steps" in part.content.decode()
    assert "HX-Refresh" not in part.headers

    progress.finish("draft", made={}, now=now)
    assert Client().get("/demo/progress/").headers["HX-Refresh"] == "true"
    assert "<noscript>" not in Client().get("/demo/").content.decode()


# Steps of the script that show a case of an earlier step further on, or one that no borrower has entered.
WITHOUT_A_BORROWER = {"assisted", "invited"}
WITHIN_ANOTHER = {
    "at_the_table",
    "complaint_answered",
    "contacts",
    "figures_published",
    "questions",
    "suspicious",
}
ORGANISING = {"organisations", "people", "proofs", "policies", "roster"}


def test_every_person_and_story_of_the_script_has_a_door() -> None:
    from hejie_platform.jobs.demo import cast as script
    from hejie_platform.jobs.demo import world

    assert set(doors.ROLES) == set(script.STAFF) | {"newcomer"}
    told = set(world.SCRIPT) - ORGANISING - WITHOUT_A_BORROWER - WITHIN_ANOTHER
    assert set(doors.STORIES) == told

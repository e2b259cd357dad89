"""Every page of check, library, lessons and advice is shown, in both languages, to whom it is meant for."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.core import clock
from tests.platform.cast import Cast
from tests.platform.stories import advice
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db


def CHAPTER(cast: Cast, now: datetime) -> Any:
    return advice.samples(cast, now=now)


@pytest.fixture(autouse=True)
def the_moment_of_the_story(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def shown(client: Client, name: str, language: str, *given: Any, **query: str) -> str:
    client.cookies["language"] = language
    answer = client.get(reverse(name, args=given), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_the_public_pages_are_shown_to_anybody(told: Any, cast: Cast, language: str) -> None:
    nobody = Client()
    for name, given in (
        ("check:start", ()),
        ("check:policies", ()),
        ("check:policy", (cast.bank.ref,)),
        ("library:shelves", ()),
        ("library:rule", ("CN-RATE-03",)),
        ("lessons:all", ()),
        ("lessons:one", ("plan",)),
    ):
        assert "<h1>" in shown(nobody, name, language, *given)


def test_each_side_sees_its_own_pages(told: Any, cast: Cast) -> None:
    asker, adviser = logged_in(cast.borrower), logged_in(cast.adviser)
    for language in ("zh-hans", "en"):
        for name in ("advice:mine", "advice:new", "lessons:prepare"):
            shown(asker, name, language)
        shown(asker, "advice:one", language, told["answered_question"].ref)
        shown(asker, "advice:again", language, told["answered_question"].ref)
        shown(adviser, "advice:desk", language)
        shown(adviser, "advice:one", language, told["question"].ref)
        shown(adviser, "advice:answer", language, told["taken_question"].ref)


def test_the_adviser_reads_the_case_only_while_it_is_shared(told: Any, cast: Cast) -> None:
    adviser, row = logged_in(cast.adviser), told["question"]
    mark = "can be paid a month"
    assert mark in shown(adviser, "advice:one", "en", row.ref).lower()
    logged_in(cast.borrower).post(
        reverse("advice:end_sharing", args=[row.ref]), {"action_id": advice.new_id()}
    )
    assert mark not in shown(adviser, "advice:one", "en", row.ref).lower()


def test_a_stranger_and_another_borrower_find_no_question(told: Any, cast: Cast) -> None:
    for person in (cast.stranger, cast.other_borrower, cast.officer, cast.mediator):
        assert logged_in(person).get(reverse("advice:one", args=[told["question"].ref])).status_code == 404


def test_a_question_is_asked_from_a_case_on_the_page(told: Any, cast: Cast, now: datetime) -> None:
    client = logged_in(cast.borrower)
    case = told["question"].case
    sent = {
        "action_id": advice.new_id(),
        "house": cast.advice.ref,
        "topic": "plan",
        "words": "Is this fair?",
        "case": case.ref,
        "items": ["hardship"],
    }
    refused = client.post(reverse("advice:new"), sent).content.decode()
    assert "Is this fair?" in refused  # no day: nothing typed is lost
    assert client.post(reverse("advice:new"), sent | {"until": "2026-12-31"}).status_code == 302

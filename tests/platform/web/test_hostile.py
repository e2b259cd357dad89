"""What a hostile or clumsy visitor sends: a kind page, never a failure, and nothing of somebody else's."""

import asyncio
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from hejie_platform.asgi import within
from hejie_platform.web.middleware import largest_body
from tests.platform.web.samples import logged_in

ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def _no_counts_of_other_tests() -> None:
    cache.clear()


@pytest.mark.parametrize(
    "target",
    [
        "999",
        "a\x00b",
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "demo:clock",
    ],
)
def test_who_is_sent_back_to_nowhere_of_ours_lands_on_the_first_page(db: None, target: str) -> None:
    answer = Client().post("/colours/", {"theme": "dark", "next": target})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_who_switches_colours_stays_on_the_page(db: None) -> None:
    answer = Client().post("/colours/", {"theme": "dark", "next": "/help/?a=1"})
    assert answer["Location"] == "/help/?a=1"


@pytest.mark.parametrize("said", [{"CONTENT_LENGTH": "209715200"}, {"HTTP_TRANSFER_ENCODING": "chunked"}])
def test_an_upload_that_is_too_large_or_does_not_say_is_refused_kindly(
    db: None, said: dict[str, str]
) -> None:
    answer = Client().post("/agreements/verify/", **said)
    assert answer.status_code == 413
    assert "20 MB" in answer.content.decode()


def test_no_more_of_a_body_than_may_be_is_kept_on_disk() -> None:
    kept: list[bytes] = []
    sent = iter([{"type": "http.request", "body": b"x" * 400, "more_body": True}] * 9)

    async def reads_all(scope: Any, receive: Any, send: Any) -> None:
        kept.extend([(await receive())["body"] for _ in range(9)])

    async def receive() -> Any:
        return next(sent)

    asyncio.run(within(reads_all, most_bytes=1000)({}, receive, None))
    assert sum(map(len, kept)) == 800
    assert largest_body() == 21 * 2**20


@pytest.mark.parametrize("desk", ["/lender/", "/review/"])
def test_a_search_for_what_no_database_can_hold_finds_nothing(cast: Any, desk: str) -> None:
    person = cast.officer if desk == "/lender/" else cast.reviewer
    assert logged_in(person).get(desk, {"q": "\0' OR 1=1 --"}).status_code == 200


def test_more_files_at_once_than_may_be_are_answered_with_how_many_may(cast: Any) -> None:
    many = [SimpleUploadedFile(f"{number}.csv", b"a,b\n") for number in range(101)]
    answer = logged_in(cast.borrower).post("/apply/begin/", {"file": many}, headers=ENGLISH)
    assert answer.status_code == 413
    assert "Up to 100 files go together" in answer.content.decode()


def test_an_address_that_only_takes_a_form_says_so(cast: Any) -> None:
    answer = logged_in(cast.borrower).get("/apply/begin/", headers=ENGLISH)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "press it there" in answer.content.decode()


@pytest.mark.parametrize(
    ("came_from", "then"),
    [
        ("http://testserver/apply/?a=1", "/apply/%3Fa%3D1"),
        ("https://elsewhere.example/apply/", "/apply/begin/"),
        ("", "/apply/begin/"),
    ],
)
def test_whose_log_in_ran_out_comes_back_to_the_page_with_the_form(
    db: None, came_from: str, then: str
) -> None:
    answer = Client().post("/apply/begin/", {}, headers={"referer": came_from} if came_from else {})
    assert answer["Location"] == f"{reverse('account_login')}?next={then}"

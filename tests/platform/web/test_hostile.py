"""What a hostile or clumsy visitor sends: a kind page, never a failure, and nothing of somebody else's."""

import pytest
from django.core.cache import cache
from django.test import Client


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

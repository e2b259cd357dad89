"""The legal library: every rule has its page, and Chinese is found by word, by character and in either script."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from hejie_platform.support import actions, queries
from hejie_platform.support.facts import law_shelf
from hejie_platform.support.models import LawText
from hejie_platform.web.library import words

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def found(query: str) -> list[str]:
    actions.index_law()
    return [rule.id for rule in queries.search(query, day=DAY)]


def test_every_rule_has_a_shelf_and_every_word_of_it_a_name() -> None:
    pack = law_shelf.pack()
    assert {law_shelf.subject_of(rule) for rule in pack.rules.values()} == set(words.SUBJECTS)
    for rule in pack.rules.values():
        assert words.strength(rule, pack.force_of([rule.id])[1])
        assert words.BASIS[rule.basis]


def test_every_rule_is_shown_as_of_a_day() -> None:
    for rule in law_shelf.pack().rules.values():
        answer = Client().get(reverse("library:rule", args=[rule.id]), {"day": "2026-11-23"})
        assert answer.status_code == 200, rule.id
    assert Client().get(reverse("library:rule", args=["CN-NONE-01"])).status_code == 404


@pytest.mark.parametrize("word", ["催收", "征信", "变更", "时效", "罚", "LPR", "lpr"])
def test_a_word_of_two_characters_or_one_is_found_where_it_stands(word: str) -> None:
    hits = found(word)
    assert hits
    for rule in hits:
        row = LawText.objects.get(rule=rule)
        assert word.lower() in row.plain


def test_traditional_finds_simplified() -> None:
    assert found("變更") == found("变更")
    assert found("變更")


def test_two_words_must_both_be_there() -> None:
    both = found("催收 债务人")
    assert both
    assert set(both) < set(found("催收"))


@pytest.mark.parametrize(
    "hostile",
    ['"', "'; DROP TABLE x; --", "* OR *", "NEAR(a b)", "\0", "a:b", "()", "%_", "😀", "征" * 500, "&|!"],
)
def test_what_looks_like_an_operator_is_only_words(hostile: str) -> None:
    assert isinstance(found(hostile), list)
    assert Client().get(reverse("library:shelves"), {"q": hostile}).status_code == 200


def test_nothing_found_is_said(client: Client) -> None:
    client.cookies["language"] = "en"
    assert "Nothing found" in client.get(reverse("library:shelves"), {"q": "zzzz"}).content.decode()


def test_the_index_is_made_once_and_anew_when_the_book_changed() -> None:
    assert actions.index_law() == len(law_shelf.pack().rules)
    assert actions.index_law() == 0
    LawText.objects.filter(rule="CN-COL-01").update(digest="old")
    assert actions.index_law() == len(law_shelf.pack().rules)
    assert LawText.objects.count() == len(law_shelf.pack().rules)


def test_a_rule_is_not_listed_before_its_day(client: Client) -> None:
    def listed(day: str) -> bool:
        page = client.get(reverse("library:shelves"), {"day": day}).content.decode()
        return reverse("library:rule", args=["CN-COL-01"]) in page

    assert listed("2026-01-01")
    assert not listed("2025-02-27")

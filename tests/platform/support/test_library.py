"""The legal library: every rule has its page, and Chinese is found by word, by character and in either script."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import conditional_escape

from hejie import rules
from hejie_platform.notices.queries import word
from hejie_platform.support import actions, queries
from hejie_platform.support.facts import law_shelf
from hejie_platform.support.models import LawText
from hejie_platform.web.library import words

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
ENDED = "No longer in force"


def found(query: str) -> list[str]:
    actions.index_law()
    return [rule.id for rule in queries.search(query, day=DAY)]


def test_every_rule_has_a_shelf_and_every_word_of_it_a_name() -> None:
    packs = [law_shelf.pack(country) for country in law_shelf.countries()]
    shelves = {law_shelf.subject_of(rule) for pack in packs for rule in pack.rules.values()}
    assert shelves == set(words.SUBJECTS) - {"other"}
    assert set(law_shelf.SUBJECTS) == set(words.SUBJECTS)
    for pack in packs:
        for rule in pack.rules.values():
            assert words.strength(rule, pack.force_of([rule.id])[1])
            assert words.BASIS[rule.basis]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_value_of_every_country_has_a_name_that_people_use(language: str) -> None:
    with translation.override(language):
        bare = {
            name
            for pack in map(rules.load_pack, rules.countries())
            for name in pack.names
            if word("name", name) == name
        }
    assert bare == set()


def test_a_rule_of_a_file_that_nobody_named_is_on_the_shelf_of_the_others() -> None:
    rule = law_shelf.pack().rules["CN-COL-01"]
    assert law_shelf.subject_of(replace(rule, shelf="tea_ceremonies")) == "other"


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
    every = sum(len(law_shelf.pack(country).rules) for country in law_shelf.countries())
    assert actions.index_law() == every
    assert actions.index_law() == 0
    LawText.objects.filter(rule="CN-COL-01").update(digest="old")
    assert actions.index_law() == len(law_shelf.pack().rules)
    assert LawText.objects.count() == every


@pytest.mark.feature("I01")
def test_a_query_gives_rules_with_source_version_and_days_and_marks_what_has_ended(client: Client) -> None:
    client.cookies["language"] = "en"
    rule = law_shelf.pack().rules["CN-CRD-05"]
    assert rule.until, "the rule of this test has ended"

    def shown(day: date) -> str:
        asked = {"q": "信用修复", "day": day.isoformat()}
        return client.get(reverse("library:shelves"), asked).content.decode()

    page = shown(rule.until)
    assert reverse("library:rule", args=[rule.id]) in page
    assert conditional_escape(rule.source) in page
    assert f"{law_shelf.pack().country} {law_shelf.pack().version}" in page
    assert "1 Jan 2026" in page
    assert "31 Mar 2026" in page
    assert ENDED not in page
    assert ENDED in shown(rule.until + timedelta(days=1))
    assert reverse("library:rule", args=[rule.id]) not in shown(rule.from_ - timedelta(days=1))


@pytest.mark.feature("I01")
def test_the_page_of_a_rule_names_source_version_and_days_and_says_when_it_has_ended(client: Client) -> None:
    client.cookies["language"] = "en"
    for rule in law_shelf.pack().rules.values():
        page = client.get(reverse("library:rule", args=[rule.id]), {"day": DAY.isoformat()}).content.decode()
        assert conditional_escape(rule.source) in page, rule.id
        assert f"{law_shelf.pack().country} {law_shelf.pack().version}" in page
        assert ("Not in force on this day" in page) == (not queries.is_in_force(rule, DAY)), rule.id


def test_a_rule_id_on_a_page_leads_to_the_rule_and_one_of_a_policy_stays_plain() -> None:
    made = Template("{% load hejie %}{% rests_on ids %}").render(
        Context({"ids": ["CN-COL-01", "refusals.x", "CN-COL-01"]})
    )
    assert made.count(f'href="{reverse("library:rule", args=["CN-COL-01"])}"') == 1
    assert "refusals.x" in made
    assert made.count("<a ") == 1


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("CN-MED-14", "300,000\xa0yuan"),
        ("CN-RST-06", "30 Sep 2027"),
        ("CN-PII-08", "6 months"),
        ("CN-ID-03", "18 years"),
    ],
)
def test_a_value_is_shown_as_a_person_writes_it(client: Client, rule: str, value: str) -> None:
    client.cookies["language"] = "en"
    page = client.get(reverse("library:rule", args=[rule]), {"day": DAY.isoformat()}).content.decode()
    assert value in page


@pytest.mark.parametrize("rule", ["UK-BSP-01", "US-REGF-01", "EU-CCD-01"])
def test_rules_of_another_country_are_on_its_own_shelves_alone(client: Client, rule: str) -> None:
    country = rule[:2].lower()
    assert client.get(reverse("library:rule", args=[rule])).status_code == 200
    shelves, day = reverse("library:shelves"), {"day": "2026-11-23"}
    assert rule not in client.get(shelves, day).content.decode()
    assert rule not in found(rule)
    theirs = client.get(shelves, {**day, "country": country}).content.decode()
    assert rule in theirs
    assert "CN-COL-01" not in theirs
    assert queries.law_version(country) in theirs
    assert rule in [one.id for one in queries.search(rule, day=DAY, country=country)]


def test_a_country_that_nobody_has_heard_of_shows_the_home_law(client: Client) -> None:
    page = client.get(reverse("library:shelves"), {"country": "../cn"}).content.decode()
    assert "CN-COL-01" in page


def test_a_rule_is_not_listed_before_its_day(client: Client) -> None:
    def listed(day: str) -> bool:
        page = client.get(reverse("library:shelves"), {"day": day}).content.decode()
        return reverse("library:rule", args=["CN-COL-01"]) in page

    assert listed("2026-01-01")
    assert not listed("2025-02-27")

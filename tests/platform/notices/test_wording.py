"""Every code has a sentence in every language, which asks for no fact that its code does not carry.

Clauses are the words of the agreement itself; they stand in one file for each language, agreements/document.
"""

import string
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from hejie import texts
from hejie_platform import agreements as document
from hejie_platform.core import codes
from hejie_platform.notices.queries import say
from hejie_platform.notices.showing import kind_of
from hejie_platform.notices.wording import sentences
from hejie_platform.notices.wording.told import NOTICES

EVERY: Mapping[str, texts.Code] = {**texts.CODES, **codes.CODES}
CLAUSES = {name: code for name, code in EVERY.items() if code.kind == "clause"}
ALL = {name: code for name, code in EVERY.items() if code.kind != "clause"}
DOCUMENT = Path(document.__file__).parent / "document"
SAMPLES: Mapping[str, Any] = {
    "minor": 123456,
    "on": "2026-11-26",
    "at": "2026-11-26T10:00:00+08:00",
    "rate": "0.144",
    "bytes": 3_000_000,
    "code": "stale",
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sample(name: str) -> object:
    return "CNY" if name == "currency" else SAMPLES.get(kind_of(name, {}), "7")


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_code_has_a_sentence_that_fits_its_facts(name: str) -> None:
    assert name in sentences(), f"{name} has no sentence in notices/wording"
    with translation.override("en"):
        english = str(sentences()[name])
        said = say(name, {fact: sample(fact) for fact in ALL[name].facts})
    assert placeholders(english) <= set(ALL[name].facts)
    assert said.strip()


@pytest.mark.parametrize("name", sorted({*ALL, *sentences()}))
def test_every_sentence_is_there_in_chinese(name: str) -> None:
    with translation.override("en"):
        english = str(sentences()[name])
    with translation.override("zh-hans"):
        chinese = str(sentences()[name])
    assert chinese != english, f"{name} is not translated"
    assert placeholders(chinese) == placeholders(english)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_clause_is_worded_in_the_agreement(language: str) -> None:
    words = tomllib.loads((DOCUMENT / f"{language}.toml").read_text(encoding="utf-8"))["clauses"]
    assert set(words) == set(CLAUSES)
    for name, clause in words.items():
        said = placeholders("\n".join((clause["title"], *clause["text"])))
        assert said <= set(CLAUSES[name].facts), name


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_every_notice_is_there_in_chinese(name: str) -> None:
    with translation.override("en"):
        english = str(NOTICES[name])
    with translation.override("zh-hans"):
        assert str(NOTICES[name]) != english


def test_no_sentence_is_left_over_from_a_code_that_is_gone() -> None:
    """Words inside sentences, and the codes that policies and lists bring themselves, are no codes of ours."""
    others = ("word_", "refusal_", "cure_", "ask_")
    assert {name for name in sentences() if not name.startswith(others)} <= set(ALL)


def test_an_unworded_code_is_an_error_and_braces_in_facts_are_harmless() -> None:
    with pytest.raises(LookupError, match="no_such_code"):
        say("no_such_code")
    with translation.override("en"):
        assert "{0.__class__}" in say("money_not_a_number", {"given": "{0.__class__}"})

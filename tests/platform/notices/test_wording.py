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
from hejie_platform.core import codes, help_lines
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


def test_every_code_has_a_sentence_that_fits_its_facts() -> None:
    with translation.override("en"):
        wrong = [f"{name}: {fault}" for name in sorted(ALL) if (fault := misfit(name))]
    assert not wrong, "\n".join(wrong)


def misfit(name: str) -> str:
    """What is wrong with the English sentence of a code; empty for nothing."""
    if name not in sentences():
        return "no sentence in notices/wording"
    if unknown := placeholders(str(sentences()[name])) - {*ALL[name].facts, *help_lines.INSTEAD}:
        return f"asks for {unknown}, which its code does not carry"
    return "" if say(name, {fact: sample(fact) for fact in ALL[name].facts}).strip() else "says nothing"


def test_a_sentence_that_asks_for_an_unknown_fact_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    assert misfit("money_not_a_number") == ""
    monkeypatch.setitem(ALL, "money_not_a_number", texts.Code("money_not_a_number", "fault"))  # type: ignore[index]  # a dict
    assert "given" in misfit("money_not_a_number")


def test_every_sentence_is_there_in_chinese() -> None:
    wrong = untranslated({name: sentences().get(name, name) for name in {*ALL, *sentences()}})
    assert not wrong, "\n".join(wrong)


def untranslated(said: Mapping[str, Any]) -> list[str]:
    """Which of these read alike in both languages, or ask for other facts."""
    with translation.override("en"):
        english = {name: str(text) for name, text in said.items()}
    with translation.override("zh-hans"):
        chinese = {name: str(text) for name, text in said.items()}
    return sorted(
        f"{name}: {chinese[name]}"
        for name, text in english.items()
        if chinese[name] == text or placeholders(chinese[name]) != placeholders(text)
    )


def test_a_sentence_without_chinese_would_be_found() -> None:
    assert untranslated({"bare": "Only English", "kept": sentences()["money_not_a_number"]}) == [
        "bare: Only English"
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_clause_is_worded_in_the_agreement(language: str) -> None:
    words = tomllib.loads((DOCUMENT / f"{language}.toml").read_text(encoding="utf-8"))["clauses"]
    assert set(words) == set(CLAUSES)
    for name, clause in words.items():
        said = placeholders("\n".join((clause["title"], *clause["text"])))
        assert said <= set(CLAUSES[name].facts), name


def test_every_notice_is_there_in_chinese() -> None:
    wrong = untranslated(NOTICES)
    assert not wrong, "\n".join(wrong)


def test_no_sentence_is_left_over_from_a_code_that_is_gone() -> None:
    """Words inside sentences, and the codes that policies and lists bring themselves, are no codes of ours."""
    others = ("word_", "refusal_", "cure_", "ask_")
    assert {name for name in sentences() if not name.startswith(others)} <= set(ALL)


def test_an_unworded_code_is_an_error_and_braces_in_facts_are_harmless() -> None:
    with pytest.raises(LookupError, match="no_such_code"):
        say("no_such_code")
    with translation.override("en"):
        assert "{0.__class__}" in say("money_not_a_number", {"given": "{0.__class__}"})

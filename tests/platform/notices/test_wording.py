"""Every code has a sentence in every language, which asks for no fact that its code does not carry."""

import string
from collections.abc import Mapping

import pytest
from django.utils import translation

from hejie import texts
from hejie_platform.core import codes
from hejie_platform.notices.queries import say, shown
from hejie_platform.notices.wording import sentences
from hejie_platform.notices.wording.told import NOTICES

ALL: Mapping[str, texts.Code] = {**texts.CODES, **codes.CODES}
SAMPLES = {"_minor": 123456, "_on": "2026-11-26", "_rate": "0.144", "_bytes": 3_000_000}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def sample(name: str) -> object:
    if name == "currency":
        return "CNY"
    return next((value for ending, value in SAMPLES.items() if name.endswith(ending)), "7")


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_code_has_a_sentence_that_fits_its_facts(name: str) -> None:
    assert name in sentences(), f"{name} has no sentence in notices/wording"
    with translation.override("en"):
        english = str(sentences()[name])
        said = say(name, {fact: sample(fact) for fact in ALL[name].facts})
    assert placeholders(english) <= set(ALL[name].facts)
    assert said.strip()


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_sentence_is_there_in_chinese(name: str) -> None:
    with translation.override("en"):
        english = str(sentences()[name])
    with translation.override("zh-hans"):
        chinese = str(sentences()[name])
    assert chinese != english, f"{name} is not translated"
    assert placeholders(chinese) == placeholders(english)


@pytest.mark.parametrize("name", sorted(NOTICES))
def test_every_notice_is_there_in_chinese(name: str) -> None:
    with translation.override("en"):
        english = str(NOTICES[name])
    with translation.override("zh-hans"):
        assert str(NOTICES[name]) != english


def test_no_sentence_is_left_over_from_a_code_that_is_gone() -> None:
    words = {name for name in sentences() if name.startswith("word_")}
    assert set(sentences()) - words <= set(ALL)


def test_sentences_never_shout_or_blame() -> None:
    with translation.override("en"):
        for name, sentence in sentences().items():
            text = str(sentence)
            assert "!" not in text, name
            assert not {"invalid", "illegal", "failed to", "you must not"} & {text.lower()}, name


def test_facts_are_shown_as_people_read_them() -> None:
    facts = {
        "most_minor": 123450,
        "due_on": "2026-11-26",
        "limit_rate": "0.24",
        "size_bytes": 3 * 1024 * 1024,
        "bucket": "penalty_interest",
        "line": "essential_food",
        "known": ("month", "week"),
        "given": "month",
        "why": None,
        "limit_code": "clock_lender_reply",
    }
    with translation.override("en"):
        english = shown(facts)
    with translation.override("zh-hans"):
        chinese = shown(facts)
    assert english == {
        "most_minor": "1,234.50\u00a0yuan",
        "due_on": "26 Nov 2026",
        "limit_rate": "24%",
        "size_bytes": "3 MB",
        "bucket": "default interest",
        "line": "Food",
        "known": "monthly, weekly",
        "given": "month",  # what a person typed stays as it was typed
        "why": "not known",
        "limit_code": "Time for the lender to answer",
    }
    assert (chinese["bucket"], chinese["known"], chinese["why"]) == ("罚息", "每月、每周", "未知")


def test_an_unworded_code_is_an_error_and_braces_in_facts_are_harmless() -> None:
    with pytest.raises(LookupError, match="no_such_code"):
        say("no_such_code")
    with translation.override("en"):
        assert "{0.__class__}" in say("money_not_a_number", {"given": "{0.__class__}"})

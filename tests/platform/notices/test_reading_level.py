"""Every finding, cure and reason for a refusal stays under the reading level of docs/algorithms/reading-level.md."""

from collections.abc import Callable

import pytest
from django.utils import translation

from hejie import texts
from hejie.cli import sentences as spoken
from hejie.texts import checks, rules
from hejie_platform.notices.wording import sentences

MOST = {"en": 45.0, "zh-hans": 16.0}
MOST_TOGETHER = {"en": 25.0, "zh-hans": 8.0}
LEVEL: dict[str, Callable[[str], float]] = {"en": texts.english_level, "zh-hans": texts.chinese_level}


def said(language: str) -> dict[str, str]:
    """What is measured: findings and faults of the law, cures, needs, and the reasons that policies name."""
    names = {code.name for code in (*rules.CODES, *checks.CODES)}
    names |= {name for name in sentences() if name.startswith(("refusal_", "cure_"))}
    with translation.override(language):
        return {name: str(sentences()[name]) for name in sorted(names)}


@pytest.mark.feature("P05")
@pytest.mark.parametrize("language", LEVEL)
def test_no_finding_and_no_refusal_is_hard_to_read(language: str) -> None:
    hard = {name: LEVEL[language](text) for name, text in said(language).items()}
    assert {name: level for name, level in hard.items() if level > MOST[language]} == {}


@pytest.mark.parametrize("language", LEVEL)
def test_all_of_them_together_are_easy(language: str) -> None:
    whole = " ".join(said(language).values())
    assert LEVEL[language](whole) <= MOST_TOGETHER[language]


def test_the_command_line_says_the_same() -> None:
    known = spoken.known()
    for place, language in enumerate(("en", "zh-hans")):
        for name, text in said(language).items():
            if name in known:
                assert known[name][place] == text, name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The contractual remuneration exceeds the maximum permissible percentage of compensation."),
        ("zh-hans", "缔约双方就逾越法定上限之利率应重新磋商并予以酌减"),
    ],
)
def test_the_language_of_contracts_would_be_refused(language: str, text: str) -> None:
    assert LEVEL[language](text) > MOST[language]

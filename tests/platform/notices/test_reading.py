"""What people read is short, calm and plain: a tired person on a phone understands each sentence the first time."""

import re
from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from hejie_platform.locale import compile as catalogues
from hejie_platform.notices.queries import say
from hejie_platform.notices.wording import sentences
from hejie_platform.notices.wording.told import NOTICES
from hejie_platform.support.facts.lessons import LESSONS, lesson

MOST_CHARACTERS = 45  # Chinese, in one sentence
MOST_WORDS = 30  # English, in one sentence
PLACEHOLDER = re.compile(r"\{\w+\}")

THREATS = {
    "en": ("or else", "consequence", "legal action", "blacklist", "immediately", "you failed", "you must"),
    "zh-hans": ("后果自负", "严重后果", "黑名单", "老赖", "失信", "警告", "立即", "否则", "最后通牒", "勒令"),
}
BLAME = {
    "en": ("invalid", "illegal", "your mistake", "wrongly", "forbidden", "not allowed to"),
    "zh-hans": ("非法", "无效", "错误！", "您未能", "违规", "您的错", "禁止"),
}
JARGON = {
    "en": (
        "restructur",
        "maturity",
        "amorti",
        "accru",
        "arrears",
        "liquidated",
        "novation",
        "lieu",
        "herein",
    ),
    "zh-hans": ("届满之日", "兹", "鉴于", "连带", "标的", "缔约", "抗辩", "孳息"),
}
# A word of the law that is known is said, if the same text says what it means.
EXPLAINED = {
    "en": {"LPR": "published loan rate"},
    "zh-hans": {"诉讼时效": "法院", "司法确认": "法院", "LPR": "利率", "重组": "还款"},
}
Rule = Callable[[str], Iterator[str]]


def texts_of(language: str) -> dict[str, str]:
    """Every sentence and every notice, but not single words of the engine."""
    spoken = {name: text for name, text in sentences().items() if not name.startswith("word_")}
    with translation.override(language):
        return {name: str(text) for name, text in {**spoken, **NOTICES}.items()}


def too_long_in_english(text: str) -> Iterator[str]:
    for sentence in re.split(r"(?<=[.?])\s", PLACEHOLDER.sub("it", text)):
        if (words := len(sentence.split())) > MOST_WORDS:
            yield f"{words} words: {sentence}"


def too_long_in_chinese(text: str) -> Iterator[str]:
    for sentence in re.split("[。？；]", PLACEHOLDER.sub("某项", text)):
        if (signs := len(re.findall(r"[\u4e00-\u9fff]", sentence))) > MOST_CHARACTERS:
            yield f"{signs} characters: {sentence}"


def shouts(text: str) -> Iterator[str]:
    if "!" in text or "！" in text:
        yield "an exclamation mark"


def says(words: tuple[str, ...]) -> Rule:
    def rule(text: str) -> Iterator[str]:
        yield from (word for word in words if word in PLACEHOLDER.sub("", text).lower())

    return rule


def leaves_unexplained(terms: dict[str, str]) -> Rule:
    def rule(text: str) -> Iterator[str]:
        yield from (term for term, meaning in terms.items() if term in text and meaning not in text)

    return rule


RULES: dict[str, dict[str, Rule]] = {
    "en": {"length": too_long_in_english},
    "zh-hans": {"length": too_long_in_chinese},
}
for spoken_language, rules in RULES.items():
    rules["volume"] = shouts
    rules["threats"] = says(THREATS[spoken_language])
    rules["blame"] = says(BLAME[spoken_language])
    rules["jargon"] = says(JARGON[spoken_language])
    rules["explanation"] = leaves_unexplained(EXPLAINED[spoken_language])
EACH = [(language, name) for language, rules in RULES.items() for name in rules]


@pytest.mark.feature("P05")
@pytest.mark.parametrize(("language", "name"), EACH)
def test_every_sentence_is_short_calm_and_plain(language: str, name: str) -> None:
    rule = RULES[language][name]
    assert [f"{code}: {fault}" for code, text in texts_of(language).items() for fault in rule(text)] == []


@pytest.mark.feature("P05")
def test_every_text_of_every_page_is_said_in_one_breath_in_both_languages() -> None:
    """Every text that pages and letters mark for translation, and the lessons, sentence by sentence."""
    marked = catalogues.merge("zh_Hans").entries
    assert len(marked) > 5000, "the catalogue moved: this test looks at nothing"
    english = [msgid for _, msgid in marked] + list(lines_of_lessons("en"))
    chinese = [text for one in marked.values() for text in catalogues.texts(one.string)]
    chinese += lines_of_lessons("zh-hans")
    assert [fault for text in english for fault in too_long_in_english(plain(text))] == []
    assert [fault for text in chinese for fault in too_long_in_chinese(plain(text))] == []


def lines_of_lessons(language: str) -> Iterator[str]:
    for name in LESSONS:
        found = lesson(name, language)
        yield from (found.title, found.aim, *(line for _, lines in found.blocks for line in lines))


def plain(text: str) -> str:
    """A text as it is read: what is filled in is one word."""
    return re.sub(r"%\(\w+\)s", "{it}", text)


@pytest.mark.feature("P05")
@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "length", "word " * 31),
        ("zh-hans", "length", "字" * 46),
        ("zh-hans", "volume", "请还款！"),
        ("en", "threats", "Pay now, or else we go to court."),
        ("zh-hans", "threats", "请立即还款"),
        ("en", "blame", "Invalid amount."),
        ("zh-hans", "jargon", "兹通知如下"),
        ("zh-hans", "explanation", "诉讼时效重新计算。"),
    ],
)
def test_a_sentence_that_breaks_a_rule_is_found(language: str, name: str, text: str) -> None:
    assert list(RULES[language][name](text))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_refusal_says_what_to_do_next(language: str) -> None:
    """Each refusal of a step is a sentence of its own, and long enough to hold a reason and a way on."""
    with translation.override(language):
        said = {
            name: str(text)
            for name, text in sentences().items()
            if name.startswith(("step_needs_", "offer_"))
        }
    assert all(text.endswith((".", "?", "。", "？")) for text in said.values())
    assert all(len(text) > 8 for text in said.values())


@pytest.mark.parametrize(
    ("rests_on", "english"),
    [("law", "law"), ("guidance", "not law"), ("standard", "not law"), ("platform", "our own rule")],
)
def test_a_finding_says_honestly_on_what_it_rests(rests_on: str, english: str) -> None:
    with translation.override("en"):
        assert english in say(f"word_rests_on_{rests_on}").lower()

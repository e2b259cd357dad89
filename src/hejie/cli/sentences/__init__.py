"""Sentences of the command line for codes of the engine, in English and Chinese: data in the files beside this one.

A file per room, a line per code: `code = ["English {fact}.", "中文{fact}。"]`. A code without a sentence is printed with
its facts, so that nothing is hidden; a test holds that every fault of the rooms used here has one.
"""

import functools
import tomllib
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib import resources
from types import MappingProxyType
from typing import Final

from hejie import money, texts

LANGUAGES: Final = ("en", "zh")


def sentence(code: str, facts: Mapping[str, texts.Fact], *, language: str = "en") -> str:
    """The sentence of `code` with its facts filled in; amounts as decimals, rates in per cent."""
    pair = known().get(code)
    if pair is None:
        return " ".join((code, *(f"{name}={_shown(name, value)}" for name, value in facts.items())))
    currency = str(facts.get("currency", "CNY"))
    shown = {name: _shown(name, value, currency) for name, value in facts.items()}
    shown |= {name: known()[key][LANGUAGES.index(language)] for name, key in _words(facts)}
    shown |= _lines(facts, language)
    return pair[LANGUAGES.index(language)].format_map(shown)


def _words(facts: Mapping[str, texts.Fact]) -> Iterator[tuple[str, str]]:
    """The facts that are words of the engine, each with the key of its word: `word_<fact>_<value>`."""
    for name, value in facts.items():
        key = f"word_{name}_{value}"
        if isinstance(value, str) and key in known():
            yield name, key


def _lines(facts: Mapping[str, texts.Fact], language: str) -> Mapping[str, str]:
    """The facts that name lines of the budget, in words: each line is itself a code."""
    named = {name: facts[name] for name in ("line", "lines") if name in facts}
    codes = {name: value if isinstance(value, tuple) else (value,) for name, value in named.items()}
    between = {"en": ", ", "zh": "、"}[language]
    return {
        name: between.join(sentence(str(code), {"creditor": ""}, language=language) for code in given)
        for name, given in codes.items()
        if all(code in known() for code in given)
    }


@functools.cache
def known() -> Mapping[str, tuple[str, str]]:
    """Every code that has a sentence, with its sentences in the order of LANGUAGES."""
    found: dict[str, tuple[str, str]] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            found.update({code: (english, chinese) for code, (english, chinese) in table.items()})
    return MappingProxyType(found)


def _shown(name: str, value: texts.Fact, currency: str = "CNY") -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "-"
    if name.endswith("_minor") and isinstance(value, int):
        return money.decimal_text(value, currency)
    if name.endswith("_rate") and isinstance(value, str):
        return f"{money.rate_text(Fraction(value) * 100)} %"
    return "-" if value is None else str(value)

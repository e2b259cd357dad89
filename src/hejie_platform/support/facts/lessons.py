"""The lessons: which there are, in their order, each with its calculator; the words stand in a file per language.

A file is plain: the first line is the title, the second what one will know afterwards; then paragraphs, `## ` headings
and `- ` lists. Traditional Chinese is made from the Simplified file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby
from types import MappingProxyType
from typing import Final

import opencc

# lesson -> its calculator
LESSONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "plan": "instalment",
        "interest": "penalty",
        "mediation": "longer",
        "collectors": "contact",
        "agents": "payoff",
        "credit": "credit",
        "limitation": "limitation",
        "confirmation": "confirmation",
        "keeping": "left",
        "breaks": "penalty",
    }
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson in one language. `blocks`: (kind, lines), kind of heading, list or text."""

    name: str
    title: str
    aim: str
    blocks: tuple[tuple[str, tuple[str, ...]], ...]


@cache
def lesson(name: str, language: str) -> Lesson:
    """A lesson in the language of the page. LookupError if there is none of that name."""
    if name not in LESSONS:
        raise LookupError(name)
    folder = "en" if language == "en" else "zh"
    text = (
        resources.files("hejie_platform.support")
        .joinpath("lessons", folder, f"{name}.txt")
        .read_text("utf-8")
    )
    if language == "zh-hant":
        text = str(opencc.OpenCC("s2tw").convert(text))
    title, aim, *rest = text.strip().splitlines()
    return Lesson(name, title, aim, tuple(_blocks(rest)))


def _blocks(lines: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for kind, found in groupby((line.strip() for line in lines if line.strip()), key=_kind):
        said = tuple(line.removeprefix("## ").removeprefix("- ") for line in found)
        if kind == "list":
            yield kind, said
        else:
            yield from ((kind, (line,)) for line in said)


def _kind(line: str) -> str:
    return "heading" if line.startswith("## ") else "list" if line.startswith("- ") else "text"

"""Essentials beside what households usually spend: a dated pack of guidelines that ask questions and cut nothing.

    guidelines.beside(made, people=People(adults=2, children=1), on=date(2025, 6, 1))

Two adults and a child count 1 + 0.5 + 0.3 = 1.8 persons, so food of 8,411.00 a year each is 1,261.65 a month for them.
A group of lines of more than one and a half times its guideline is marked, with both numbers, for a sentence of explanation.
A day that no pack covers is unknown and answers None: figures are never carried forward.
"""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib import resources
from typing import Any

from hejie import texts
from hejie.budget.estimate import Budget

_MONTHS = 12
_MINOR = 100


@dataclass(frozen=True, slots=True)
class People:
    """Who lives from this budget, and where: "all", "urban" or "rural"."""

    adults: int = 1
    children: int = 0
    area: str = "all"


@dataclass(frozen=True, slots=True)
class Beside:
    """One group of lines beside its guideline, minor units a month; `asks` if it lies far above.

    `group` is the survey's own name of it, `group_en` the same in English; `lines` are the budget's lines that are spent on.
    """

    group: str
    group_en: str
    lines: tuple[str, ...]
    spent_minor: int
    guideline_minor: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """All groups, the pack they come from, and what to ask."""

    pack: str
    source: str
    source_en: str
    groups: tuple[Beside, ...]
    findings: tuple[texts.Message, ...]


@functools.cache
def _pack(country: str) -> Mapping[str, Any] | None:
    file = resources.files("hejie.budget") / "packs" / f"{country}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if country.isalpha() and file.is_file() else None


def beside(made: Budget, *, people: People, on: date, country: str = "cn") -> Compared | None:
    """The budget's spending beside the guidelines in force `on` that day; None where no pack covers it."""
    pack = _pack(country)
    year = (
        next((each for each in pack["year"] if each["from"] <= on <= each["until"]), None) if pack else None
    )
    if pack is None or year is None:
        return None
    share = _persons(pack, people) * Fraction(
        year["area"].get(people.area, year["area"]["all"]), year["area"]["all"]
    )
    groups = tuple(_beside(made, each, share, Fraction(pack["ask"]["above"])) for each in year["groups"])
    return Compared(
        year["id"],
        year["source"],
        year["source_en"],
        groups,
        tuple(_question(each) for each in groups if each.asks),
    )


def _persons(pack: Mapping[str, Any], people: People) -> Fraction:
    further, child = Fraction(pack["scale"]["further_adult"]), Fraction(pack["scale"]["child"])
    return 1 + further * max(0, people.adults - 1) + child * max(0, people.children)


def _beside(made: Budget, group: Mapping[str, Any], share: Fraction, above: Fraction) -> Beside:
    counted = {line.code: line.amount_minor for line in made.lines if line.amount_minor}
    lines = tuple(code for code in group["lines"] if code in counted)
    spent = sum(counted[code] for code in lines)
    guideline = round(share * group["yuan"] * _MINOR / _MONTHS)
    return Beside(group["name"], group["name_en"], lines, spent, guideline, spent > guideline * above)


def _question(group: Beside) -> texts.Message:
    return texts.message(
        "budget_line_above_guideline",
        lines=group.lines,
        amount_minor=group.spent_minor,
        guideline_minor=group.guideline_minor,
    )

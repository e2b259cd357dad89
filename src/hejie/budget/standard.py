"""The standard statement: what a lender sees of a household's money, in groups that every adviser knows, without rows.

    statement = budget.standard_statement(made, rows, meanings)
    statement.income_minor - statement.spending_minor - statement.savings_minor == statement.available_minor

A line of the budget is one number; its rows say how much of it belongs to which group (a phone bill is leisure and
communications, not utilities). A typed line goes to its usual group as a whole. The parts of a line always sum to it.
A sole trader's receipts less the costs of the business stand as one figure: available drawings, which may be negative.
"""

import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from hejie import money
from hejie.budget import lines
from hejie.budget.estimate import Budget, Line
from hejie.statements import Meaning


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the statement, minor units a month; `part`: income, fixed or flexible."""

    code: str
    part: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Creditor:
    """What is paid to one creditor today, a month."""

    creditor: str
    paid_minor: int


@dataclass(frozen=True, slots=True)
class StandardStatement:
    """Income and expenditure of a month. `kept_minor` is what the household keeps beyond what it spends (a protected
    minimum) less what its discretionary spending is cut by; `available_minor` is for all creditors together."""

    version: str
    groups: tuple[Group, ...]
    income_minor: int
    spending_minor: int
    kept_minor: int
    savings_minor: int
    available_minor: int
    creditors: tuple[Creditor, ...]
    months: tuple[str, ...]


@functools.cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((resources.files("hejie.budget") / "standard.toml").read_text(encoding="utf-8"))


def standard_statement(made: Budget, meanings: Sequence[Meaning] = ()) -> StandardStatement:
    """The statement of a budget; `meanings` are those of the rows it was made from, and tell how its lines divide."""
    by_row = {meaning.row: meaning for meaning in meanings}
    sums: dict[str, int] = defaultdict(int)
    for line in made.lines:
        for code, minor in _divided(line, by_row):
            sums[code] += -minor if line.code == "cost_business" else minor
    groups = tuple(
        Group(each["code"], each["part"], sums.get(each["code"], 0)) for each in _table()["groups"]
    )
    income = sum(group.amount_minor for group in groups if group.part == "income")
    spending = sum(group.amount_minor for group in groups if group.part != "income")
    return StandardStatement(
        version=_table()["version"],
        groups=groups,
        income_minor=income,
        spending_minor=spending,
        kept_minor=income - spending - made.savings_minor - made.disposable_minor,
        savings_minor=made.savings_minor,
        available_minor=made.disposable_minor,
        creditors=tuple(Creditor(line.creditor, line.amount_minor) for line in _debts(made)),
        months=tuple(f"{month:%Y-%m}" for month in made.months),
    )


def _debts(made: Budget) -> Iterator[Line]:
    return (line for line in made.lines if lines.kinds()[line.code].group == "debt")


def _divided(line: Line, by_row: Mapping[int, Meaning]) -> Iterator[tuple[str, int]]:
    """The line's amount by group: in proportion to its rows where they made it, else whole."""
    usual = _table()["line"].get(line.code)
    if usual is None or not line.amount_minor:
        return
    weights: dict[str, int] = defaultdict(int)
    for place in line.rows if line.source == "rows" else ():
        meaning = by_row.get(place)
        if meaning is not None:
            weights[_table()["category"].get(meaning.category, usual)] += meaning.counted_minor
    if not sum(weights.values()):
        yield usual, line.amount_minor
        return
    codes = sorted(weights)
    parts = money.split(line.amount_minor, tuple(weights[code] for code in codes))
    yield from zip(codes, parts, strict=True)

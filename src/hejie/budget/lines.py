"""The typed lines of a budget, read from `lines.toml`; their codes are declared in `hejie.texts.budget`."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line. `group`: income, business, essential, discretionary, debt or savings."""

    code: str
    group: str
    measure: str


@dataclass(frozen=True, slots=True)
class Level:
    """What a level of trust asks for: full months, and the share of money (percent) in surely known rows."""

    name: str
    months: int
    sure_share: int


@dataclass(frozen=True, slots=True)
class Spread:
    """One month in `one_in` lies further below the usual one than so many standard deviations."""

    one_in: int
    deviations: float


@dataclass(frozen=True, slots=True)
class Trust:
    """`levels` from high to low; below the last one trust is low."""

    sure: int
    few_months: int
    levels: tuple[Level, ...]


@functools.cache
def _table() -> dict[str, Any]:
    return tomllib.loads((resources.files("hejie.budget") / "lines.toml").read_text(encoding="utf-8"))


@functools.cache
def kinds() -> Mapping[str, Kind]:
    """Every kind of line by its code, in the order of the page."""
    return MappingProxyType(
        {code: Kind(code, each["group"], each["measure"]) for code, each in _table()["lines"].items()}
    )


def form_version() -> str:
    """The version of the form that these lines make."""
    return str(_table()["version"])


@functools.cache
def spread() -> Spread:
    table = _table()["spread"]
    return Spread(table["one_in"], float(table["deviations"]))


@functools.cache
def trust() -> Trust:
    table = _table()["trust"]
    levels = tuple(
        Level(name, table[name]["months"], table[name]["sure_share"]) for name in ("high", "medium")
    )
    return Trust(table["sure"], table["few_months"], levels)

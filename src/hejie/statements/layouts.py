"""The registry of formats. A format is one file in `formats/`: adding a bank is adding a file.

A format says which column names mean which field, which word means which direction, and what to look for above and
below the table. A file is recognised by the set of its column names, so columns may be reordered, padded or added,
and the header may stand on any of the first lines.
"""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from importlib import resources
from types import MappingProxyType
from typing import Any, cast

from hejie.statements import cells
from hejie.statements.rows import DIRECTIONS, Direction

# Every field a format may fill. `funds` refines the direction; time, the two amounts and the balance are for banks.
FIELDS = frozenset(
    {"occurred_at", "time", "posted_on", "direction", "funds", "amount", "amount_in", "amount_out"}
    | {"balance_after", "fee", "refunded", "counterparty_name", "counterparty_account", "narration", "note"}
    | {"category_raw", "method_raw", "status_raw", "external_id", "merchant_id"}
)
SIGNS = frozenset({"by_direction", "signed", "two_columns"})


@dataclass(frozen=True, slots=True)
class About:
    """Patterns for what stands around the table, matched on half-width text."""

    account: re.Pattern[str] | None
    holder: re.Pattern[str] | None
    period: re.Pattern[str] | None
    exported_at: re.Pattern[str] | None
    count: re.Pattern[str] | None
    totals: tuple[tuple[Direction, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One format. `inside` finds an amount inside another field, such as a fee that only the note mentions."""

    source: str
    currency: str
    zone: tzinfo
    sign: str
    needs: tuple[str, ...]
    comma_prone: tuple[str, ...]
    nothing: frozenset[str]
    field_of: Mapping[str, str]
    directions: Mapping[str, Direction]
    funds: Mapping[str, Direction]
    about: About
    inside: tuple[tuple[str, str, re.Pattern[str]], ...]

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Field to column number, for the column names of `header`; of two equal names the first counts."""
        found: dict[str, int] = {}
        for place, name in enumerate(header):
            field = self.field_of.get(cells.heading(name))
            if field is not None:
                found.setdefault(field, place)
        return found

    def misses(self, places: Mapping[str, int]) -> tuple[str, ...]:
        return tuple(field for field in self.needs if field not in places)


def parse(table: Mapping[str, Any]) -> Layout:
    """A Layout from the content of a format file. Raises ValueError for a field or sign that does not exist."""
    columns: Mapping[str, list[str]] = table["columns"]
    unknown = (set(columns) | set(table["needs"])) - FIELDS
    if unknown or table["sign"] not in SIGNS:
        raise ValueError(f"format {table['source']}: unknown {sorted(unknown) or table['sign']}")
    return Layout(
        source=table["source"],
        currency=table["currency"],
        zone=timezone(timedelta(hours=table["utc_offset_hours"])),
        sign=table["sign"],
        needs=tuple(table["needs"]),
        comma_prone=tuple(table["comma_prone"]),
        nothing=frozenset(table["nothing"]),
        field_of={cells.heading(name): field for field, names in columns.items() for name in names},
        directions=_directions(table.get("directions", {})),
        funds=_directions(table.get("funds", {})),
        about=_about(table["about"]),
        inside=tuple(
            (into, find["field"], re.compile(find["pattern"]))
            for into, find in table.get("inside", {}).items()
        ),
    )


def _directions(words: Mapping[str, str]) -> Mapping[str, Direction]:
    for direction in words.values():
        if direction not in DIRECTIONS:
            raise ValueError(f"no direction is called {direction!r}")
    return MappingProxyType(cast(dict[str, Direction], dict(words)))


def _about(table: Mapping[str, Any]) -> About:
    def pattern(name: str) -> re.Pattern[str] | None:
        return re.compile(table[name]) if name in table else None

    return About(
        account=pattern("account"),
        holder=pattern("holder"),
        period=pattern("period"),
        exported_at=pattern("exported_at"),
        count=pattern("count"),
        totals=tuple((direction, re.compile(text)) for direction, text in _directed(table.get("totals", {}))),
    )


def _directed(totals: Mapping[str, str]) -> tuple[tuple[Direction, str], ...]:
    return tuple((direction, totals[direction]) for direction in DIRECTIONS if direction in totals)


@functools.cache
def known() -> tuple[Layout, ...]:
    """Every format in the package, by name of its file."""
    folder = resources.files("hejie.statements") / "formats"
    files = sorted(
        (each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda each: each.name
    )
    return tuple(parse(tomllib.loads(each.read_text(encoding="utf-8"))) for each in files)

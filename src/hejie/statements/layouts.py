"""The registry of formats. A format is one file in `formats/`: adding a bank is adding a file.

A format says which column names mean which field, which word means which direction, and what to look for above and
below the table. A file is recognised by the set of its column names, so columns may be reordered, padded or added,
and the header may stand on any of the first lines. Names that several banks share decide nothing: such a format also
gives a `signature` of its own names (all of them), `hallmarks` (names of which one is enough) or `marks` that the bank
prints, and a table that only looks like one of a bank is read by the general format.
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
    | {"currency", "counterparty_both", "payer_name", "payer_account", "payee_name", "payee_account"}
)
# by_direction: a word beside the amount; signed: minus is out; owed: minus is in (cards); two_columns: one for each;
# prefix: the first word of the text; auto: two columns, else a word, else a sign, by which columns there are.
SIGNS = frozenset({"by_direction", "signed", "owed", "two_columns", "prefix", "auto"})
KINDS = frozenset({"wallet", "account", "card"})
_AMOUNT_FIELDS = (("amount",), ("amount_in", "amount_out"))
_SHARED = ("directions", "about")
_UNIT = re.compile(r"\[?\(?(?:单位:)?(?:人民币)?(?:元|CNY|RMB|人民币)\)?\]?$")
_ISO = re.compile(r"\((?:[A-Z]{3}|(?:[A-Z]{1,2})?[$£€¥])\)$")
_CHINESE = re.compile(r"[^\u4e00-\u9fff/]+")


@dataclass(frozen=True, slots=True)
class About:
    """Patterns for what stands around the table, matched on half-width text."""

    account: re.Pattern[str] | None
    holder: re.Pattern[str] | None
    period: re.Pattern[str] | None
    exported_at: re.Pattern[str] | None
    count: re.Pattern[str] | None
    month: re.Pattern[str] | None
    totals: tuple[tuple[Direction, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One format. `inside` finds an amount inside another field, such as a fee that only the note mentions;
    `amount_text` finds amount, currency and direction in a cell that holds more. `otherwise` is what a name means when
    a better one took its field; `widened` are names over several columns; `short_days` are printed as 260301.
    `is_told`: a person said what its columns mean. `currency` is "" where the table itself has to say it (`currencies.find`)."""

    source: str
    kind: str
    is_general: bool
    is_told: bool
    signature: tuple[str, ...]
    hallmarks: frozenset[str]
    marks: tuple[str, ...]
    currency: str
    zone: tzinfo
    sign: str
    needs: tuple[str, ...]
    comma_prone: tuple[str, ...]
    nothing: frozenset[str]
    closing: tuple[str, ...]
    field_of: Mapping[str, tuple[str, int]]
    otherwise: Mapping[str, str]
    widened: Mapping[str, tuple[str, ...]]
    short_days: bool
    directions: Mapping[str, Direction]
    funds: Mapping[str, Direction]
    about: About
    inside: tuple[tuple[str, str, re.Pattern[str]], ...]

    amount_text: re.Pattern[str] | None
    prefixes: Mapping[str, Direction]

    def places(self, header: Sequence[str]) -> dict[str, int]:
        """Field to column number, for the column names of `header`. Of several names for a field the one listed first
        in the format counts; of two equal ones the first column."""
        found: dict[str, tuple[int, int]] = {}
        for place, name in enumerate(header):
            meant = self.field_of.get(cells.heading(name)) or self.field_of.get(core(name))
            if meant is not None and (meant[0] not in found or meant[1] < found[meant[0]][0]):
                found[meant[0]] = (meant[1], place)
        places = {field: place for field, (_, place) in found.items()}
        return places | self._second_meanings(header, places)

    def _second_meanings(self, header: Sequence[str], places: Mapping[str, int]) -> dict[str, int]:
        """交易时间 is the moment, but the time of day where 交易日期 stands beside it."""
        taken = set(places.values())
        return {
            field: place
            for place, name in enumerate(header if self.otherwise else ())
            if (field := self.otherwise.get(cells.heading(name)))
            and field not in places
            and place not in taken
        }

    def spread(self, header: Sequence[str]) -> list[str]:
        """The names, with those that stand over several columns written out: "结算币/金额" over CNY and 28.00. A page
        may leave the columns beside such a name without one."""
        wide: list[str] = []
        skip = 0
        for name in header:
            if skip and not cells.text(name):
                skip -= 1
                continue
            parts = self.widened.get(cells.heading(name), (name,))
            skip = len(parts) - 1
            wide.extend(parts)
        return wide

    def misses(self, places: Mapping[str, int]) -> tuple[str, ...]:
        """Needed fields without a column; an amount may stand in one column or in two."""
        missing = tuple(field for field in self.needs if field not in places)
        if missing == ("occurred_at",) and "posted_on" in places:
            missing = ()
        if self.sign == "auto" and not any(set(pair) <= set(places) for pair in _AMOUNT_FIELDS):
            return (*missing, "amount")
        return missing

    def is_named(self, header: Sequence[str], printed: str) -> bool:
        """Whether names or marks show whose file it is; always so for a format that needs neither."""
        names = {cells.heading(name) for name in header}
        signed = bool(self.signature) and names.issuperset(self.signature)
        if signed or not names.isdisjoint(self.hallmarks) or any(mark in printed for mark in self.marks):
            return True
        return not (self.signature or self.hallmarks or self.marks)


def core(name: str) -> str:
    """The Chinese part of a column name that carries more: "记账日期 Date" is "记账日期", "金额(人民币元)" is "金额"; of
    "Amount (GBP)" what stands before the currency."""
    heading = cells.heading(name)
    return _CHINESE.sub("", _UNIT.sub("", heading)) or _ISO.sub("", heading)


@dataclass(frozen=True, slots=True)
class Names:
    """Every column name that some format knows, and those that name days."""

    all: frozenset[str]
    days: frozenset[str]

    def know(self, text: str) -> bool:
        return cells.heading(text) in self.all or core(text) in self.all

    def is_date(self, text: str) -> bool:
        return cells.heading(text) in self.days or core(text) in self.days


def names(layouts: Sequence[Layout]) -> Names:
    """The names of several formats together."""
    meant = [(name, field) for layout in layouts for name, (field, _) in layout.field_of.items()]
    days = frozenset(name for name, field in meant if field in ("occurred_at", "posted_on"))
    return Names(frozenset(name for name, _ in meant), days)


def parse(table: Mapping[str, Any]) -> Layout:
    """A Layout from the content of a format file. Raises ValueError for a field or sign that does not exist."""
    shared = _bank_words() if table.get("bank_words") else {}
    table = {
        **shared,
        **table,
        **{part: {**shared[part], **table.get(part, {})} for part in _SHARED if shared},
    }
    columns: Mapping[str, list[str]] = table["columns"]
    unknown = (set(columns) | set(table["needs"]) | set(table.get("otherwise", {}).values())) - FIELDS
    kind = table.get("kind", "account")
    if unknown or table["sign"] not in SIGNS or kind not in KINDS:
        raise ValueError(f"format {table['source']}: unknown {sorted(unknown) or table['sign']}")
    return Layout(
        source=table["source"],
        kind=kind,
        is_general=table.get("is_general", False),
        is_told=table.get("is_told", False),
        signature=tuple(cells.heading(name) for name in table.get("signature", ())),
        hallmarks=frozenset(cells.heading(name) for name in table.get("hallmarks", ())),
        marks=tuple(table.get("marks", ())),
        currency=table.get("currency", ""),
        zone=timezone(timedelta(hours=table["utc_offset_hours"])),
        sign=table["sign"],
        needs=tuple(table["needs"]),
        comma_prone=tuple(table.get("comma_prone", ())),
        nothing=frozenset(table["nothing"]),
        closing=tuple(table.get("closing", ())),
        field_of={
            cells.heading(name): (field, rank)
            for field, names in columns.items()
            for rank, name in enumerate(names)
        },
        otherwise={cells.heading(name): field for name, field in table.get("otherwise", {}).items()},
        widened={cells.heading(name): tuple(names) for name, names in table.get("widened", {}).items()},
        short_days=table.get("short_days", False),
        directions=_directions(table.get("directions", {})),
        funds=_directions(table.get("funds", {})),
        about=_about(table.get("about", {})),
        inside=tuple(
            (into, find["field"], re.compile(find["pattern"]))
            for into, find in table.get("inside", {}).items()
        ),
        amount_text=re.compile(table["amount_text"]) if "amount_text" in table else None,
        prefixes=_directions(table.get("prefixes", {})),
    )


@functools.cache
def _bank_words() -> Mapping[str, Any]:
    file = resources.files("hejie.statements") / "wording" / "bank_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


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
        month=pattern("month"),
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


@functools.cache
def kinds_of_sources() -> Mapping[str, str]:
    """wallet, account or card, by source."""
    return MappingProxyType({layout.source: layout.kind for layout in known()})


def kind_of_source(source: str) -> str:
    """wallet, account or card; an account for a table whose columns somebody named, "" for no source."""
    return kinds_of_sources().get(source, "account" if source else "")

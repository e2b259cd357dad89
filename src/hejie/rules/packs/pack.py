"""Reads a country's dated rules, and answers what was in force on a day.

    >>> from datetime import date, timedelta
    >>> from hejie import rules
    >>> rules.load_pack("cn").as_of("lpr_1y", date(2024, 8, 15)).value
    Fraction(67, 2000)

A day without a row is `Unknown`, never an extrapolation. A pack is read once and never changed; `digest` names its
exact content, so that a stored result can say by which rules it was found.
"""

import functools
import hashlib
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from hejie import dates
from hejie.rules.packs.seams import seams_of
from hejie.rules.packs.values import Cap, Clock, HelpLine, Row, Rule, Unknown, Value, Way

# Units whose values are written as decimal strings, so that no float is ever read.
EXACT_UNITS = frozenset({"per_year", "per_day", "ratio"})


@dataclass(frozen=True, slots=True)
class Point:
    """One published point of a series: the month it is for, the day it was published, its values by name."""

    month: str
    published: date
    values: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Series:
    """A rate published again and again; each point serves its own month and the next one until a newer comes.

    After the last point known, days from `renewed_on_day` of the next month are unknown: a newer point should be there.
    """

    rule: Rule
    names: tuple[str, ...]
    unit: str
    renewed_on_day: int
    points: tuple[Point, ...]

    def as_of(self, name: str, day: date) -> Row | Unknown:
        """The point published last on or before `day`, if it is of that month or of the month before."""
        place = bisect_right([point.published for point in self.points], day)
        if place == 0:
            return Unknown(name, day, "before_first")
        point = self.points[place - 1]
        until = self._last_day(place)
        if day > until or _months_between(point.month, day) > 1:
            return Unknown(name, day, "after_last")
        return Row(name, point.values[name], self.unit, point.published, until, self.rule)

    def served_until(self, point: Point) -> date:
        """The last day that a point may answer for: the end of the month after its own."""
        year, month = (int(part) for part in point.month.split("-"))
        return dates.add_months(date(year, month, 1), 2) - timedelta(days=1)

    def _last_day(self, place: int) -> date:
        if place < len(self.points):
            return self.points[place].published - timedelta(days=1)
        year, month = (int(part) for part in self.points[-1].month.split("-"))
        return dates.add_months(date(year, month, self.renewed_on_day), 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LawPack:
    """A country's rules, values and series, its tables of caps, ways and clocks, its working days, and the checks that it
    has with the rules under each. `rights` are the rules that give people a right or a duty at a stage of a case.

    `title` and `title_zh` are what people call the country; `phone_region` is where a number without a country is dialled
    ("GB"), `identity` the kind of number that its residents prove themselves by, "" where they show a document.
    """

    country: str
    version: str
    currency: str
    zone: str
    binding_language: str
    digest: str
    rules: Mapping[str, Rule]
    rows: Mapping[str, tuple[Row, ...]]
    series: Mapping[str, Series]
    caps: tuple[Cap, ...]
    standing: Mapping[str, str]
    ways: tuple[Way, ...] = ()
    clocks: Mapping[str, Clock] = field(default_factory=lambda: MappingProxyType({}))
    holidays: dates.Holidays = field(default=dates.WEEKENDS_ONLY)
    checks: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    rights: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    help_lines: tuple[HelpLine, ...] = ()
    title: str = ""
    title_zh: str = ""
    phone_region: str = ""
    identity: str = ""

    def as_of(self, name: str, day: date) -> Row | Unknown:
        """The value of `name` in force on `day`, or why none is known."""
        if name in self.series:
            return self.series[name].as_of(name, day)
        rows = self.rows.get(name)
        if rows is None:
            return Unknown(name, day, "no_such_name")
        started = [row for row in rows if row.from_ <= day]
        if not started:
            return Unknown(name, day, "before_first")
        last = started[-1]
        return last if last.until is None or day <= last.until else Unknown(name, day, "ended")

    @property
    def name(self) -> str:
        """The pack and its version: "cn 2026.11"."""
        return f"{self.country} {self.version}"

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that `as_of` knows, sorted."""
        return tuple(sorted({*self.rows, *self.series}))

    def force_of(self, rule_ids: Iterable[str]) -> tuple[str, str]:
        """The force of the first rule named, and what it rests on (law, guidance, standard, platform)."""
        force = next((self.rules[rule].force for rule in rule_ids if rule in self.rules), "")
        return force, self.standing.get(force, "")


def _months_between(month: str, day: date) -> int:
    year, number = (int(part) for part in month.split("-"))
    return (day.year - year) * 12 + day.month - number


def load_pack(country: str) -> LawPack:
    """The rules of one country. LookupError if the lawbook has no such folder."""
    return _load(country)


@functools.cache
def _load(country: str) -> LawPack:
    folder = resources.files("hejie") / "lawbook" / country
    if not country.isidentifier() or not (folder / "pack.toml").is_file():
        raise LookupError(f"no law pack {country!r}")
    return read_pack(folder)


def read_pack(folder: Traversable) -> LawPack:
    """A country's rules from a folder anywhere: each of its TOML files, `pack.toml` among them.

    The kinds of force are those of the lawbook. ValueError as `build_pack`, FileNotFoundError without a `pack.toml`.
    """
    if not (folder / "pack.toml").is_file():
        raise FileNotFoundError(f"no pack.toml in {folder}")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    book = resources.files("hejie") / "lawbook"
    tables = [{**_read(file), "shelf": file.name.removesuffix(".toml")} for file in files]
    return build_pack(tables, standing=_standing(book), digest=_digest(files))


def build_pack(tables: list[dict[str, Any]], *, standing: Mapping[str, str], digest: str = "") -> LawPack:
    """A pack from parsed TOML tables. ValueError on a rule or a day's value written twice, or an unknown force."""
    (head,) = [table["pack"] for table in tables if "pack" in table]
    series = [_series(item) for item in _entries(tables, "series")]
    pairs = [_rule_and_rows(item) for item in _entries(tables, "rule")]
    written = [one.rule for one in series] + [rule for rule, _ in pairs]
    pack = LawPack(
        **head,
        digest=digest,
        rules=MappingProxyType({rule.id: rule for rule in written}),
        rows=MappingProxyType(_by_name(row for _, rows in pairs for row in rows)),
        series=MappingProxyType({name: one for one in series for name in one.names}),
        caps=tuple(_cap(item) for table in tables for item in table.get("cap", ())),
        standing=standing,
        ways=tuple(_way(item) for table in tables for item in table.get("way", ())),
        clocks=MappingProxyType(
            {item["name"]: Clock(**item) for table in tables for item in table.get("clock", ())}
        ),
        checks=MappingProxyType(
            {name: tuple(cited) for table in tables for name, cited in table.get("checks", {}).items()}
        ),
        rights=MappingProxyType(
            {stage: tuple(cited) for table in tables for stage, cited in table.get("rights", {}).items()}
        ),
        help_lines=tuple(HelpLine(**item) for table in tables for item in table.get("help_line", ())),
        holidays=_holidays([table["calendar"] for table in tables if "calendar" in table]),
    )
    _refuse_contradictions(pack, written)
    return pack


def _entries(tables: Iterable[Mapping[str, Any]], kind: str) -> list[dict[str, Any]]:
    """The entries of one kind, each with the name of the file it stands in."""
    return [{**item, "shelf": table.get("shelf", "")} for table in tables for item in table.get(kind, ())]


def _read(file: Traversable) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _digest(files: Iterable[Traversable]) -> str:
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _standing(book: Traversable) -> Mapping[str, str]:
    table = _read(book / "forces.toml")["standing"]
    return MappingProxyType({force: kind for kind, forces in table.items() for force in forces})


def _rule(item: Mapping[str, Any]) -> Rule:
    return Rule(
        id=item["id"],
        instrument=item["instrument"],
        instrument_en=item["instrument_en"],
        article=item["article"],
        says=item["says"],
        says_zh=item["says_zh"],
        from_=item["from"] if "from" in item else item["points"][0]["published"],
        until=item.get("until"),
        applies_to=tuple(item["applies_to"]),
        force=item["force"],
        basis=item["basis"],
        source=item["source"],
        lawyer_check=item.get("lawyer_check"),
        shelf=item.get("shelf", ""),
    )


def _rule_and_rows(item: Mapping[str, Any]) -> tuple[Rule, tuple[Row, ...]]:
    rule = _rule(item)
    return rule, tuple(_row(rule, entry) for entry in item.get("value", ()))


def _row(rule: Rule, entry: Mapping[str, Any]) -> Row:
    return Row(
        name=entry["name"],
        value=_value(entry["value"], entry["unit"]),
        unit=entry["unit"],
        from_=entry.get("from", rule.from_),
        until=entry.get("until", rule.until),
        rule=rule,
        recalled=entry.get("recalled", False) or rule.basis == "recalled",
    )


def _value(raw: Any, unit: str) -> Value:
    if unit in EXACT_UNITS:
        if not isinstance(raw, str):
            raise ValueError(f"a {unit} value is written as a decimal string, not {raw!r}")
        return Fraction(raw)
    return tuple(raw) if isinstance(raw, list) else raw


def _by_name(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    names: dict[str, list[Row]] = {}
    for row in rows:
        names.setdefault(row.name, []).append(row)
    return {name: tuple(sorted(found, key=lambda row: row.from_)) for name, found in names.items()}


def _series(item: Mapping[str, Any]) -> Series:
    if item["selection"] != "published_same_or_previous_month":
        raise ValueError(f"unknown selection rule {item['selection']!r}")
    names = tuple(item["names"])
    points = sorted(
        (Point(p["month"], p["published"], {n: Fraction(p[n]) for n in names}) for p in item["points"]),
        key=lambda point: point.published,
    )
    return Series(_rule(item), names, item["unit"], item["renewed_on_day"], tuple(points))


def _cap(item: Mapping[str, Any]) -> Cap:
    limit = item.get("limit", {})
    return Cap(
        check=item["check"],
        lender_types=tuple(item["lender_types"]),
        channels=tuple(item.get("channels", ())),
        contract_from=item.get("contract_from"),
        contract_until=item.get("contract_until"),
        limit_row=limit.get("row"),
        limit_series=limit.get("series"),
        as_of=item["as_of"],
        strength=item["strength"],
        platform_fee_banned=item.get("platform_fee_banned", False),
        rules=tuple(item["rules"]),
    )


def _way(item: Mapping[str, Any]) -> Way:
    lists = {"needs": tuple(item["needs"]), "rules": tuple(item["rules"])}
    return Way(**{**item, **lists})


def _holidays(tables: Sequence[Mapping[str, Any]]) -> dates.Holidays:
    """The working days that a pack's calendar tells; weekends alone where it has none."""
    if not tables:
        return dates.WEEKENDS_ONLY
    (table,) = tables
    return dates.Holidays(
        off=frozenset(day for year in table["year"] for day in year["off"]),
        working=frozenset(day for year in table["year"] for day in year["worked"]),
        known_until=table["known_until"],
    )


def _refuse_contradictions(pack: LawPack, written: Sequence[Rule]) -> None:
    if overlaps := [seam for seam in seams_of(pack.rows.values()) if seam.kind == "overlap"]:
        found = "; ".join(f"two values of {seam.name} on {seam.from_} {seam.rules}" for seam in overlaps)
        raise ValueError(found)
    if len(written) > len(pack.rules):
        raise ValueError(f"written twice: {sorted(_twice(rule.id for rule in written))}")
    strange = {rule.force for rule in pack.rules.values()} - set(pack.standing)
    under = [cap.rules for cap in pack.caps] + [way.rules for way in pack.ways]
    under += [*pack.checks.values(), *pack.rights.values()]
    cited = {rule for several in under for rule in several}
    missing = (cited | {way.opened_by for way in pack.ways if way.opened_by}) - set(pack.rules)
    valueless = {clock.value for clock in pack.clocks.values()} - set(pack.rows)
    if strange or missing or valueless:
        raise ValueError(
            f"unknown forces {sorted(strange)}, rules {sorted(missing)} or values {sorted(valueless)}"
        )


def _twice(ids: Iterable[str]) -> set[str]:
    return {rule for rule, times in Counter(ids).items() if times > 1}

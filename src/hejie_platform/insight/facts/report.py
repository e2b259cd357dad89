"""Journeys become a report: every metric, whole and by each breakdown, small cells kept back in one go.

All counts of a report are hidden or shown together: the same talks appear by lender, by cause and by month, and what one
table keeps back another must not give away. So every count has one name (`set|side|breakdown|key`), every sum between
counts is a line, and `cells.suppress` sees them all.

    figures = build(cases, journeys, others, least=5).figures

A figure whose counts are hidden stays in the report without them, so that a reader learns that there is too little to tell.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import quantiles
from types import MappingProxyType
from typing import Any, Final

from hejie_platform.insight.facts import cells, journeys
from hejie_platform.insight.facts.journeys import SETS, STAGES, CaseSeen, Journey
from hejie_platform.insight.facts.metrics import METRICS, VERSION, Metric, SideMissing

Key = Callable[[Journey], str]

# How figures are broken down: each talks falls under exactly one key of each.
BREAKDOWNS: Final[Mapping[str, Key]] = MappingProxyType(
    {
        "": lambda one: "",
        "lender": lambda one: one.talks.lender,
        "cause": lambda one: one.talks.cause or "unknown",
        "product": lambda one: one.talks.products[0] if len(one.talks.products) == 1 else "several",
        "month": lambda one: one.month,
        "care": lambda one: "special_care" if one.talks.is_vulnerable else "no_special_care",
        "help": lambda one: "represented" if one.talks.is_represented else "alone",
    }
)
GROUPS: Final = ("care", "help")  # the breakdowns whose keys are groups of people


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a report. What is None is kept back, or there is nothing of it.

    count of `of`; share with its interval; or the quartiles of days. `key` is a code, a reference or a month.
    """

    metric: str
    side: str = ""
    by: str = ""
    key: str = ""
    count: int | None = None
    of: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    quartiles: tuple[float, float, float] | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """The difference of a share between two keys of a breakdown, with its interval; None: too little to tell."""

    metric: str
    side: str
    by: str
    one: str
    other: str
    difference: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Others:
    """What is counted elsewhere: results by kind, and satisfaction by stage and side (None: too few)."""

    results: Mapping[str, int]
    satisfaction: Mapping[tuple[str, str], tuple[int, Fraction] | None]


@dataclass(frozen=True, slots=True)
class Report:
    """Every figure of a period, and the definitions' version."""

    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]
    least: int
    version: str = VERSION

    def of(self, metric: str, by: str = "", side: str = "") -> list[Figure]:
        """The figures of one metric in one breakdown."""
        return [one for one in self.figures if (one.metric, one.by, one.side) == (metric, by, side)]

    def as_json(self) -> dict[str, Any]:
        """Plain data, as a publication keeps it."""
        return {
            "figures": [_plain_data(asdict(one)) for one in self.figures],
            "gaps": [_plain_data(asdict(one)) for one in self.gaps],
            "least": self.least,
            "version": self.version,
        }


REAL: Final = ("share", "low", "high", "difference")


def _plain_data(one: Mapping[str, Any]) -> dict[str, Any]:
    """Real numbers as text with six places: what is kept has one hash wherever it is computed."""
    return {name: _as_text(value) for name, value in one.items()}


def _as_text(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_text(one) for one in value]
    return f"{value:.6f}" if isinstance(value, float) else value


def from_json(data: Mapping[str, Any]) -> Report:
    """The report that `as_json` wrote."""
    return Report(
        tuple(Figure(**_read(one)) for one in data["figures"]),
        tuple(Gap(**_read(one)) for one in data["gaps"]),
        data["least"],
        data["version"],
    )


def _read(one: Mapping[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = {name: float(one[name]) for name in REAL if one.get(name) is not None}
    if one.get("quartiles"):
        read["quartiles"] = tuple(float(value) for value in one["quartiles"])
    return {**one, **read}


def build(
    cases: Sequence[CaseSeen], found: Sequence[Journey], others: Others, *, least: int, only: str = ""
) -> Report:
    """The report of these cases and talks. `only`: leave out the other breakdowns but this one.

    Raises SideMissing when a metric that has sides would leave one out.
    """
    table = _Table()
    breakdowns = {name: key for name, key in BREAKDOWNS.items() if name in ("", only) or not only}
    for name, key in breakdowns.items():
        _count_shares(table, found, name, key)
    _count_funnel(table, cases, found)
    _count_plain(table, "refusals", Counter(code for one in found for code in one.refusals))
    _count_plain(table, "results", Counter(dict(others.results)))
    hidden = cells.suppress(table.cells, table.lines, least=least)
    figures = (
        *_funnel(table, hidden),
        *_shares(table, hidden, breakdowns),
        *_days(cases, found, breakdowns, least),
        *_plain(table, hidden, "refusals"),
        *_plain(table, hidden, "results"),
        *_scores(others),
    )
    demand_sides(figures, METRICS)
    return Report(figures, tuple(_gaps(figures)), least)


def demand_sides(figures: Iterable[Figure], metrics: Iterable[Metric]) -> None:
    """Raises SideMissing when a breakdown of a metric states one side and not the other."""
    stated: dict[tuple[str, str], set[str]] = {}
    for one in figures:
        stated.setdefault((one.metric, one.by if one.metric != "satisfaction" else ""), set()).add(one.side)
    for metric in (one for one in metrics if one.sides):
        groups = [sides for (code, _by), sides in stated.items() if code == metric.code] or [set()]
        for sides in groups:
            if missing := set(metric.sides) - sides:
                raise SideMissing(f"{metric.code} leaves out {sorted(missing)}")


class _Table:
    """Counts by name, and the sums between them."""

    def __init__(self) -> None:
        self.cells: dict[str, int] = {}
        self.lines: list[cells.Line] = []
        self.keys: dict[str, list[str]] = {}

    def put(self, name: str, count: int) -> str:
        self.cells[name] = count
        return name

    def sum(self, total: str, parts: Iterable[str]) -> None:
        if line := tuple(parts):
            self.lines.append(cells.Line(total, line))


def _name(which: str, side: str, by: str, key: str) -> str:
    return f"{which}|{side}|{by}|{key}"


PAIRS: Final = tuple(
    dict.fromkeys(
        [
            (one.counted, one.out_of, side)
            for one in METRICS
            if one.kind == "share"
            for side in one.sides or ("",)
        ]
        + [("completed", "taken", "")]
    )
)


def _side_of(which: str, side: str) -> str:
    """Sets that have no sides are one set for both."""
    return side if which in ("breached", "cured") else ""


def _count_shares(table: _Table, found: Sequence[Journey], by: str, key: Key) -> None:
    """Every set by every key, each set inside its outer one, and the keys together giving the whole."""
    keys = sorted({key(one) for one in found}) if by else [""]
    table.keys[by] = keys
    for inner, outer, side in PAIRS:
        for one in keys:
            here = [journey for journey in found if key(journey) == one]
            whole = table.put(*_counted(here, outer, side, by, one))
            part = table.put(*_counted(here, inner, side, by, one))
            rest = table.put(_name(f"{outer}-{inner}", side, by, one), table.cells[whole] - table.cells[part])
            table.sum(whole, (part, rest))
        for which in (inner, outer, f"{outer}-{inner}") if by else ():
            place = side if "-" in which else _side_of(which, side)
            table.sum(_name(which, place, "", ""), [_name(which, place, by, one) for one in keys])


def _counted(here: Sequence[Journey], which: str, side: str, by: str, key: str) -> tuple[str, int]:
    test = SETS[which]
    return _name(which, _side_of(which, side), by, key), sum(test(one, side) for one in here)


def _count_funnel(table: _Table, cases: Sequence[CaseSeen], found: Sequence[Journey]) -> None:
    """Each stage is the next one and those who went no further, for each side that opened and for both."""
    talks: dict[str, list[Journey]] = {}
    for journey in found:
        talks.setdefault(journey.talks.case, []).append(journey)
    far = [(one.opened_by, journeys.reached(one, talks.get(one.id, ()))) for one in cases]
    for side in ("", "borrower", "lender"):
        depths = [depth for opened, depth in far if side in ("", opened)]
        for number, stage in enumerate(STAGES, start=1):
            table.put(f"funnel|{side}|{stage}", sum(depth >= number for depth in depths))
            table.put(f"stopped|{side}|{stage}", sum(depth == number for depth in depths))
        for stage, after in pairwise(STAGES):
            table.sum(f"funnel|{side}|{stage}", (f"funnel|{side}|{after}", f"stopped|{side}|{stage}"))
        table.sum(f"funnel|{side}|{STAGES[-1]}", (f"stopped|{side}|{STAGES[-1]}",))
    for kind in ("funnel", "stopped"):
        for stage in STAGES:
            table.sum(f"{kind}||{stage}", (f"{kind}|borrower|{stage}", f"{kind}|lender|{stage}"))


def _count_plain(table: _Table, metric: str, counts: Mapping[str, int]) -> None:
    names = [table.put(f"{metric}|{code}", count) for code, count in sorted(counts.items())]
    table.keys[metric] = sorted(counts)
    table.sum(table.put(f"{metric}|", sum(counts.values())), names)


def _funnel(table: _Table, hidden: frozenset[str]) -> Iterator[Figure]:
    for side in ("", "borrower", "lender"):
        for stage in STAGES:
            name = f"funnel|{side}|{stage}"
            shown = None if name in hidden else table.cells[name]
            yield Figure("funnel", side, "stage", stage, count=shown, is_hidden=shown is None)


def _shares(table: _Table, hidden: frozenset[str], breakdowns: Mapping[str, Key]) -> Iterator[Figure]:
    for metric in (one for one in METRICS if one.kind == "share"):
        for side in metric.sides or ("",):
            for by in breakdowns:
                for key in table.keys[by]:
                    yield _share(table, hidden, metric, side, by, key)


def _share(table: _Table, hidden: frozenset[str], metric: Metric, side: str, by: str, key: str) -> Figure:
    part = _name(metric.counted, _side_of(metric.counted, side), by, key)
    whole = _name(metric.out_of, _side_of(metric.out_of, side), by, key)
    count = None if part in hidden else table.cells[part]
    of = None if whole in hidden else table.cells[whole]
    is_hidden = count is None or of is None
    if is_hidden or not of:
        return Figure(metric.code, side, by, key, count=count, of=of, is_hidden=is_hidden)
    low, high = cells.wilson(table.cells[part], of)
    return Figure(metric.code, side, by, key, count, of, table.cells[part] / of, low, high)


def _days(
    cases: Sequence[CaseSeen], found: Sequence[Journey], breakdowns: Mapping[str, Key], least: int
) -> Iterator[Figure]:
    for by, key in breakdowns.items():
        for one in sorted({key(journey) for journey in found}) if by else [""]:
            here = [journey for journey in found if key(journey) == one]
            for side in ("borrower", "lender"):
                days = [wait for journey in here for owner, wait in journey.replies if owner == side]
                yield _spread("reply_days", side, by, one, days, least)
            until = [
                (journey.resolved_at - journey.talks.submitted_at).days
                for journey in here
                if journey.resolved_at and journey.talks.submitted_at
            ]
            yield _spread("agree_days", "", by, one, until, least)
    waits = [
        (one.admitted_at - one.submitted_at).days for one in cases if one.admitted_at and one.submitted_at
    ]
    yield _spread("admit_days", "", "", "", waits, least)


def _spread(metric: str, side: str, by: str, key: str, days: Sequence[int], least: int) -> Figure:
    """Median and quartiles (inclusive method, rounded to whole days); how many they are of is not told."""
    if len(days) < max(least, 2):
        return Figure(metric, side, by, key, is_hidden=bool(days))
    low, middle, high = (float(round(one)) for one in quantiles(days, n=4, method="inclusive"))
    return Figure(metric, side, by, key, quartiles=(low, middle, high))


def _plain(table: _Table, hidden: frozenset[str], metric: str) -> Iterator[Figure]:
    for key in ("", *table.keys[metric]):
        name = f"{metric}|{key}"
        shown = None if name in hidden else table.cells[name]
        yield Figure(metric, "", "code" if key else "", key, count=shown, is_hidden=shown is None)


def _scores(others: Others) -> Iterator[Figure]:
    """Each stage for both sides, an unanswered one too: a side that said nothing is not left out."""
    stages = sorted({stage for stage, _side in others.satisfaction}) or ["any"]
    for stage in stages:
        for side in ("borrower", "lender"):
            known = others.satisfaction.get((stage, side))
            is_hidden = (stage, side) in others.satisfaction and known is None
            share = float(known[1]) if known else None
            yield Figure(
                "satisfaction",
                side,
                "stage",
                stage,
                known[0] if known else None,
                None,
                share,
                is_hidden=is_hidden,
            )


def _gaps(figures: Iterable[Figure]) -> Iterator[Gap]:
    """For each share: the groups against each other, and each lender against all others whose figures are shown."""
    shares = [one for one in figures if one.by in (*GROUPS, "lender") and _is_share(one)]
    for place in sorted({(one.metric, one.side, one.by) for one in shares}):
        here = [one for one in shares if (one.metric, one.side, one.by) == place]
        if place[2] == "lender":
            yield from (_gap_of(place, one, _all_but(here, one)) for one in here if len(here) > 1)
        elif len(here) == 2:
            yield _gap_of(place, here[0], here[1])


def _is_share(one: Figure) -> bool:
    return (
        one.metric != "satisfaction"
        and one.quartiles is None
        and one.metric not in ("reply_days", "agree_days")
    )


def _all_but(here: Sequence[Figure], one: Figure) -> Figure:
    others = [other for other in here if other is not one and not other.is_hidden]
    counts = sum(other.count or 0 for other in others), sum(other.of or 0 for other in others)
    return Figure(one.metric, one.side, one.by, "others", *counts)


def _gap_of(place: tuple[str, str, str], one: Figure, other: Figure) -> Gap:
    metric, side, by = place
    if one.is_hidden or other.is_hidden or not one.of or not other.of:
        return Gap(metric, side, by, one.key, other.key)
    difference = cells.gap((one.count or 0, one.of), (other.count or 0, other.of))
    return Gap(metric, side, by, one.key, other.key, *difference)

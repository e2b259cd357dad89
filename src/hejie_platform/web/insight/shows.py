"""A report as sections of tables, and the same figures as a file. What is kept back here is kept back there."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hejie_platform.insight.queries import BREAKDOWNS, METRICS, NAMED, Figure, Gap, Metric, Report
from hejie_platform.lenders import queries as lenders
from hejie_platform.people.queries import name_of
from hejie_platform.web import charts, parts
from hejie_platform.web.insight import words

TEXT = parts.Column
HEAD = (
    "metric",
    "definition",
    "side",
    "by",
    "key",
    "count",
    "of",
    "share",
    "low_95",
    "high_95",
    "quarter",
    "median",
    "three_quarters",
    "kept_back",
)


@dataclass(frozen=True, slots=True)
class Section:
    """One metric: its name, its definition and its table; no table where nothing of it may be shown."""

    code: str
    name: Any
    means: Any
    table: parts.Table | None

    @property
    def is_told(self) -> bool:
        return self.table is not None


def lender_names() -> dict[str, str]:
    """Lenders by reference, in the language of the page."""
    return {row.ref: name_of(row) for row in lenders.lenders_here()}


def sections(report: Report, *, by: str = "", names: Mapping[str, str], key: str = "") -> list[Section]:
    """Every metric in one breakdown, those with figures first. key: only this key of it (a lender's own card)."""
    found = ((metric, _figures(report, metric, by, key)) for metric in METRICS)
    made = [
        Section(one.code, one.name, one.means, _table(one, rows, by, names)) for one, rows in found if rows
    ]
    return sorted(made, key=lambda one: not one.is_told)


def _figures(report: Report, metric: Metric, by: str, key: str) -> list[Figure]:
    """Counts and scores have codes and stages of their own, which stand beside the whole."""
    own = {"count": "code", "score": "stage"}.get(metric.kind)
    wanted = {by} if own is None else {"", own} if not by else set()
    return [
        one
        for one in report.figures
        if one.metric == metric.code and one.by in wanted and key in ("", one.key)
    ]


def _table(metric: Metric, rows: Sequence[Figure], by: str, names: Mapping[str, str]) -> parts.Table | None:
    if all(told(one)[0] in ("–", words.TOO_FEW) for one in rows):
        return None
    columns = [TEXT(words.BY[by] if by else _("Which"))]
    columns += [TEXT(_("Side"))] if metric.sides else []
    columns += [TEXT(_("Figure")), TEXT(_("How sure")) if metric.kind == "share" else TEXT(_("Spread"))]
    return parts.Table(
        metric.name, columns, [tuple(_cells(metric, one, names)) for one in rows], is_caption_hidden=True
    )


def _cells(metric: Metric, one: Figure, names: Mapping[str, str]) -> Iterator[Any]:
    yield words.key_of(one.by, one.metric, one.key, names) if one.key else words.BY[""]
    if metric.sides:
        yield words.SIDES[one.side]
    yield from told(one)


def told(one: Figure) -> tuple[Any, Any]:
    """The figure and how sure it is, in words."""
    if one.is_hidden:
        return words.TOO_FEW, "–"
    if one.quartiles:
        low, middle, high = (int(day) for day in one.quartiles)
        half = _("half of them from {low} to {high} days").format(low=low, high=high)
        if low == high:
            half = _("half of them at {days} days").format(days=middle)
        return _("{days} days").format(days=middle), half
    if one.metric == "satisfaction":
        answers = _("{count} answers").format(count=one.count)
        return (f"{one.share:.1f}", answers) if one.share is not None else ("–", "–")
    if one.share is not None and one.low is not None and one.high is not None:
        said = _("{share} % ({count} of {of})").format(share=_percent(one.share), count=one.count, of=one.of)
        return said, f"{_percent(one.low)}–{_percent(one.high)} %"
    return (f"{one.count:,}", "–") if one.count is not None and one.of is None else ("–", "–")


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def funnel(report: Report) -> tuple[Any, parts.Table]:
    """The funnel as a drawing (of the stages that may be shown) and as a table for each side that opened."""
    by_side = {side: report.of("funnel", "stage", side) for side in ("", "borrower", "lender")}
    items = [(words.FUNNEL[one.key], one.count) for one in by_side[""] if one.count is not None]
    title, means = _("From begun to kept"), _("Cases by the farthest stage that any of their talks reached.")
    chart = charts.bars(title=title, description=means, items=items, kind="count") if items else None
    columns = (TEXT(_("Stage")), *(TEXT(label) for label in OPENED))
    rows = [
        (words.FUNNEL[stage[0].key], *(words.TOO_FEW if one.is_hidden else f"{one.count:,}" for one in stage))
        for stage in zip(*by_side.values(), strict=True)
    ]
    return chart, parts.Table(title, columns, rows)


OPENED = (
    gettext_lazy("All"),
    gettext_lazy("Opened by the borrower"),
    gettext_lazy("Opened by the lender"),
)


def gaps(report: Report, *, by: str, names: Mapping[str, str]) -> parts.Table | None:
    """How far groups are apart, where a breakdown has groups."""
    rows = [_gap(one, names) for one in report.gaps if one.by == by]
    columns = (
        TEXT(_("Figure")),
        TEXT(_("Side")),
        TEXT(_("Between")),
        TEXT(_("Points apart")),
        TEXT(_("How sure")),
    )
    return parts.Table(_("How far apart"), columns, rows) if rows else None


def _gap(one: Gap, names: Mapping[str, str]) -> tuple[Any, ...]:
    pair = [str(words.key_of(one.by, one.metric, key, names)) for key in (one.one, one.other)]
    head = (NAMED[one.metric].name, words.SIDES[one.side], " / ".join(pair))
    if one.difference is None or one.low is None or one.high is None:
        return (*head, words.TOO_FEW, "–")
    return (*head, f"{100 * one.difference:+.0f}", f"{100 * one.low:+.0f} … {100 * one.high:+.0f}")


def as_file(report: Report, name: str, *, names: Mapping[str, str], by: str | None = None) -> HttpResponse:
    """The figures as a table file: the same ones, with the same ones kept back. Words are quoted against formulas."""
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow(HEAD)
    for one in report.figures:
        if by is None or one.by in ("", by, "code", "stage"):
            writer.writerow([_harmless(value) for value in _line(one, names)])
    answer = HttpResponse("\ufeff" + lines.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _line(one: Figure, names: Mapping[str, str]) -> tuple[Any, ...]:
    metric = NAMED.get(one.metric)
    key = words.key_of(one.by, one.metric, one.key, names) if one.key else ""
    reals = ["" if value is None else f"{value:.4f}" for value in (one.share, one.low, one.high)]
    quartiles = one.quartiles or ("", "", "")
    counts = ["" if value is None else value for value in (one.count, one.of)]
    named = (metric.name, metric.means) if metric else (_("From begun to kept"), "")
    by = words.BY.get(one.by, one.by)
    return (*named, words.SIDES[one.side], by, key, *counts, *reals, *quartiles, int(one.is_hidden))


def _harmless(value: Any) -> Any:
    """A product may be called anything: a sheet must not take it for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text[1:] else value


def choices(report: Report, names: Mapping[str, str]) -> dict[str, list[tuple[str, Any]]]:
    """What the desk may filter by: lenders and causes of the report."""
    found = {by: sorted({one.key for one in report.figures if one.by == by}) for by in BREAKDOWNS if by}
    return {by: [(key, words.key_of(by, "", key, names)) for key in found[by]] for by in ("lender", "cause")}

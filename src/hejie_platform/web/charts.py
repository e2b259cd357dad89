"""Charts as plain drawings: numbers in, coordinates out; a template writes the SVG.

One idea each, direct labels, and always the same figures as a table beside the drawing.

    charts.bars(title=..., description=..., items=[(_("Income"), 680000), ...])
    charts.line(title=..., description=..., points=[(date(2026, 1, 5), 5000000), ...])
    charts.months(title=..., description=..., months=[(date(2026, 1, 1), 218000), ...], left_minor=[345000, ...])
    charts.frontier(title=..., description=..., points=[charts.Point(218000, 96, "1"), ...])

Values are minor units of the money of the law around us.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hejie_platform.core import formats
from hejie_platform.web import parts

Text = str | Promise
WIDTH, ROW, LEFT = 320, 44, 8
PLOT_HEIGHT, TOP, BOTTOM = 180, 8, 48


@dataclass(frozen=True, slots=True)
class Bar:
    label: Text
    value: str
    y: int
    width: int
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Label:
    x: int
    y: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """One month's column; `is_over` where it is more than the month leaves."""

    x: float
    y: int
    width: float
    height: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """One point of a frontier; a numbered one is a plan that is proposed."""

    x: int
    y: int
    number: str


@dataclass(frozen=True, slots=True)
class Point:
    """A plan in the frontier's picture: its dearest month, of how many in a hundred futures it is kept, and the number of
    the proposal that it is ("" for none)."""

    burden_minor: int
    of_hundred: int
    number: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of `width` x `height` units, with its words and its table."""

    kind: str  # bars | line | months | frontier
    title: Text
    description: Text
    width: int
    height: int
    table: parts.Table
    bars: Sequence[Bar] = ()
    path: str = ""
    area: str = ""
    labels: Sequence[Label] = ()
    blocks: Sequence[Block] = ()
    dots: Sequence[Dot] = ()


def bars(
    *, title: Text, description: Text, items: Sequence[tuple[Text, int]], kind: parts.CellKind = "money"
) -> Chart:
    """One bar per item, longest to the full width; a negative one is drawn hollow and says so in its figure.

    kind: "money" for minor units, "count" for plain numbers.
    """
    longest = max((abs(value) for _label, value in items), default=0) or 1
    drawn = [_bar(index, label, value, longest, kind) for index, (label, value) in enumerate(items)]
    unit = formats.unit_heading() if kind == "money" else _("How many")
    table = parts.Table(title, (parts.Column(_("Item")), parts.Column(unit, kind)), items)
    return Chart("bars", title, description, WIDTH, ROW * max(1, len(items)), table, bars=drawn)


def _bar(index: int, label: Text, value: int, longest: int, kind: parts.CellKind) -> Bar:
    width = max(2, round(abs(value) * (WIDTH - 2) / longest)) if value else 0
    text = formats.amount_text(value) if kind == "money" else f"{value:,}"
    return Bar(label, text, index * ROW, width, value < 0)


def line(*, title: Text, description: Text, points: Sequence[tuple[date, int]]) -> Chart:
    """A line over time from zero upwards, labelled under its first and last point. Needs two points."""
    if len(points) < 2:
        raise ValueError("a line needs two points")
    places = _places(points)
    path = "M" + " L".join(f"{x},{y}" for x, y in places)
    floor = TOP + PLOT_HEIGHT
    area = f"{path} L{places[-1][0]},{floor} L{places[0][0]},{floor} Z"
    table = parts.Table(
        title, (parts.Column(_("Date"), "day"), parts.Column(formats.unit_heading(), "money")), points
    )
    height = TOP + PLOT_HEIGHT + BOTTOM
    return Chart(
        "line", title, description, WIDTH, height, table, path=path, area=area, labels=_labels(points)
    )


def _places(points: Sequence[tuple[date, int]]) -> list[tuple[int, int]]:
    first, last = points[0][0], points[-1][0]
    days = max(1, (last - first).days)
    highest = max(1, *(value for _day, value in points))
    span = WIDTH - 2 * LEFT
    return [
        (
            LEFT + round((day - first).days * span / days),
            TOP + PLOT_HEIGHT - round(max(0, value) * PLOT_HEIGHT / highest),
        )
        for day, value in points
    ]


def _labels(points: Sequence[tuple[date, int]]) -> list[Label]:
    """Month and amount under each end, where no line can cross them."""
    floor = TOP + PLOT_HEIGHT + 20
    return [
        Label(x, y, text, anchor)
        for (day, value), x, anchor in ((points[0], LEFT, "start"), (points[-1], WIDTH - LEFT, "end"))
        for y, text in ((floor, f"{day:%Y-%m}"), (floor + 20, formats.amount_text(value)))
    ]


def months(
    *,
    title: Text,
    description: Text,
    months: Sequence[tuple[date, int]],
    left_minor: Sequence[int],
) -> Chart:
    """What each month asks for as a column, what it leaves as a line above; both from zero. Needs a month."""
    if not months or len(left_minor) != len(months):
        raise ValueError("each month needs what it leaves, and there must be one")
    highest = max(1, *left_minor, *(minor for _day, minor in months))
    step = (WIDTH - 2 * LEFT) / len(months)
    floor = TOP + PLOT_HEIGHT

    def at(minor: int) -> int:
        return floor - round(max(0, minor) * PLOT_HEIGHT / highest)

    blocks = [
        Block(round(LEFT + k * step, 2), at(minor), round(step * 0.8, 2), floor - at(minor), minor > left)
        for k, ((_day, minor), left) in enumerate(zip(months, left_minor, strict=True))
    ]
    path = "M" + " L".join(
        f"{round(LEFT + k * step, 2)},{at(left)} L{round(LEFT + (k + 1) * step, 2)},{at(left)}"
        for k, left in enumerate(left_minor)
    )
    rows = [(f"{day:%Y-%m}", minor, left) for (day, minor), left in zip(months, left_minor, strict=True)]
    columns = (
        parts.Column(_("Month")),
        parts.Column(formats.in_unit(_("To pay ({unit})")), "money"),
        parts.Column(formats.in_unit(_("The month leaves ({unit})")), "money"),
    )
    height = TOP + PLOT_HEIGHT + BOTTOM
    table = parts.Table(title, columns, rows)
    return Chart(
        "months",
        title,
        description,
        WIDTH,
        height - ROW // 2,
        table,
        path=path,
        blocks=blocks,
        labels=_ends(months),
    )


def _ends(months: Sequence[tuple[date, int]]) -> list[Label]:
    """The first and the last month."""
    floor = TOP + PLOT_HEIGHT + 20
    return [
        Label(x, floor, f"{day:%Y-%m}", anchor)
        for (day, _minor), x, anchor in ((months[0], LEFT, "start"), (months[-1], WIDTH - LEFT, "end"))
    ]


def frontier(*, title: Text, description: Text, points: Sequence[Point]) -> Chart:
    """Plans by their dearest month (to the right) and the simulated chance to finish (upwards); the table lists them all."""
    burdens = [one.burden_minor for one in points]
    chances = [one.of_hundred for one in points]
    low, high = min(burdens), max(burdens)
    least, most = min(chances), max(chances)
    span = WIDTH - 6 * LEFT

    def place(one: Point) -> Dot:
        across = (one.burden_minor - low) / max(high - low, 1)
        up = (one.of_hundred - least) / max(most - least, 1)
        return Dot(
            3 * LEFT + round(across * span), TOP + 12 + round((1 - up) * (PLOT_HEIGHT - 24)), one.number
        )

    floor = TOP + PLOT_HEIGHT + 20
    labels = [
        Label(LEFT, floor, formats.amount_text(low), "start"),
        Label(WIDTH - LEFT, floor, formats.amount_text(high), "end"),
    ]
    dots = sorted((place(one) for one in points), key=lambda dot: bool(dot.number))
    columns = (
        parts.Column(formats.in_unit(_("Dearest month ({unit})")), "money"),
        parts.Column(_("Kept in so many of 100 simulated futures"), "count"),
        parts.Column(_("Plan")),
    )
    rows = [(one.burden_minor, one.of_hundred, one.number or "–") for one in points]
    table = parts.Table(title, columns, rows)
    return Chart(
        "frontier", title, description, WIDTH, TOP + PLOT_HEIGHT + BOTTOM, table, labels=labels, dots=dots
    )

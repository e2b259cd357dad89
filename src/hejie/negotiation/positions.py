"""Where each side stands, issue by issue, and how each of its offers has moved.

An issue is one negotiable term of a package. Most have a direction: a lower rate is better for the borrower, a higher
upfront payment for the lender. A side that moves an issue in its own favour takes a concession back; that may be part of a
trade, but it is never silent: `withdrawn_concessions` says so before the offer is put.

    >>> from datetime import date
    >>> from fractions import Fraction
    >>> one = plans.Package(instalments=12, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"))
    >>> two = plans.Package(instalments=12, first_due=date(2026, 2, 15), annual_rate=Fraction("0.08"))
    >>> withdrawn_concessions(one, two, side="lender")[0].facts
    {'after': '0.08', 'before': '0.06', 'issue': 'annual_rate', 'unit': 'rate'}
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import loans, money, plans, texts
from hejie.negotiation.log import Log
from hejie.negotiation.offers import SIDES

Value = int | Fraction | date | str


@dataclass(frozen=True, slots=True)
class Issue:
    """One negotiable term. `borrower_wants`: +1 more, -1 less, 0 neither is better as such.

    unit: "count", "minor" (minor units), "rate" (a year, exact), "date" (gaps in days) or "choice" (no size).
    """

    name: str
    unit: str
    borrower_wants: int
    read: Callable[[plans.Package], Value]

    @property
    def code(self) -> str:
        """The name of the issue in `texts`; the bucket of a waiver or a treatment is said beside it."""
        return f"issue_{self.name.partition('.')[0]}"

    @property
    def bucket(self) -> str:
        """The debt bucket that it is about, or ""."""
        return self.name.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a side stands for on one issue, and since when without a change."""

    value: Value
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One issue with both sides' latest values.

    gap: how far apart, in the issue's unit (days for dates); None for choices and where one side has not spoken.
    """

    issue: str
    unit: str
    borrower: Stand | None
    lender: Stand | None
    gap: int | Fraction | None
    is_agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """How one issue changed between two packages of a side: "toward" the other side, "away", or "sideways"."""

    issue: str
    unit: str
    before: Value
    after: Value
    direction: str


def _waived(bucket: str) -> Callable[[plans.Package], Value]:
    return lambda package: int(package.waive.get(bucket, 0))


def _treated(bucket: str) -> Callable[[plans.Package], Value]:
    return lambda package: package.treatment(bucket)


SHAPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "step_rate": "rate",
        "step_every": "count",
        "season": "choice",
        "balloon_minor": "minor",
        "token_minor": "minor",
        "on_breach": "choice",
    }
)
"""What only some shapes of a plan have, with its unit: left out where both sides leave it as it usually is."""


USUAL_SHAPE: Final[Mapping[str, Value]] = MappingProxyType(
    {"rate": Fraction(0), "count": 12, "choice": "", "minor": 0}
)


def _shape(name: str) -> Callable[[plans.Package], Value]:
    def read(package: plans.Package) -> Value:
        value: Value | tuple[int, ...] = getattr(package, name)
        if value == plans.ON_BREACH[0]:
            return ""
        return " ".join(map(str, value)) if isinstance(value, tuple) else value

    return read


_ISSUES: Final = (
    Issue("instalments", "count", +1, lambda package: package.instalments),
    Issue("every", "choice", 0, lambda package: package.every),
    Issue("first_due", "date", +1, lambda package: package.first_due),
    Issue("grace_instalments", "count", +1, lambda package: package.grace_instalments),
    Issue("grace", "choice", 0, lambda package: package.grace),
    Issue("annual_rate", "rate", -1, lambda package: package.annual_rate),
    Issue("upfront_minor", "minor", -1, lambda package: package.upfront_minor),
    Issue("method", "choice", 0, lambda package: package.method),
    Issue("overdue_uplift", "rate", -1, lambda package: package.overdue_uplift),
    *(Issue(name, unit, 0, _shape(name)) for name, unit in SHAPES.items()),
    *(Issue(f"waive.{bucket}", "minor", +1, _waived(bucket)) for bucket in loans.BUCKETS),
    *(Issue(f"treat.{bucket}", "choice", 0, _treated(bucket)) for bucket in loans.BUCKETS),
)
ISSUES: Final[Mapping[str, Issue]] = MappingProxyType({issue.name: issue for issue in _ISSUES})


def positions(log: Log) -> tuple[Row, ...]:
    """Both sides' latest shared positions on every issue, in a fixed order; both sides get the same table.

    Only entries that all may see count. A waiver or a treatment that nobody has moved from its usual is left out.
    """
    put = {side: _put_by(log, side) for side in SIDES}
    if not any(put.values()):
        return ()
    return tuple(_row(issue, put) for issue in ISSUES.values() if _is_spoken_of(issue, put))


def moves(before: plans.Package, after: plans.Package, *, side: str) -> tuple[Move, ...]:
    """Every issue on which a side's newer package differs from its older one. Raises ValueError for an unknown side."""
    if side not in SIDES:
        raise ValueError(f"no side of talks is called {side!r}")
    return tuple(
        Move(
            issue=issue.name,
            unit=issue.unit,
            before=old,
            after=new,
            direction=_direction(issue, old, new, side),
        )
        for issue in ISSUES.values()
        if (old := issue.read(before)) != (new := issue.read(after))
    )


def withdrawn_concessions(
    before: plans.Package, after: plans.Package, *, side: str
) -> tuple[texts.Message, ...]:
    """One note for each issue on which the newer package takes back what the older one had given.

    The page shows them before the offer is put, and the side says why or goes on; it is a warning, never a refusal.
    """
    return tuple(
        texts.message(
            "concession_withdrawn",
            issue=move.issue,
            unit=move.unit,
            before=_fact(move.before),
            after=_fact(move.after),
        )
        for move in moves(before, after, side=side)
        if move.direction == "away"
    )


def latest_package(log: Log, side: str) -> plans.Package | None:
    """The package that `side` put last for all to see."""
    put = _put_by(log, side)
    return put[-1][1] if put else None


Put = tuple[tuple[datetime, plans.Package], ...]


def _put_by(log: Log, side: str) -> Put:
    return tuple(
        (entry.at, entry.package)
        for entry in log
        if entry.package is not None and entry.by == side and entry.audience == "shared"
    )


def _is_spoken_of(issue: Issue, put: Mapping[str, Put]) -> bool:
    usual: Value = 0 if issue.unit == "minor" else plans.USUAL.get(issue.bucket, "")
    if issue.name in SHAPES:
        usual = USUAL_SHAPE[issue.unit]
    always = not issue.bucket and issue.name not in SHAPES
    return always or any(issue.read(said[-1][1]) != usual for said in put.values() if said)


def _row(issue: Issue, put: Mapping[str, Put]) -> Row:
    borrower, lender = _stand(issue, put["borrower"]), _stand(issue, put["lender"])
    return Row(
        issue=issue.name,
        unit=issue.unit,
        borrower=borrower,
        lender=lender,
        gap=_gap(borrower.value, lender.value) if borrower and lender else None,
        is_agreed=borrower is not None and lender is not None and borrower.value == lender.value,
    )


def _stand(issue: Issue, put: Put) -> Stand | None:
    """The latest value, dated by the first of the unbroken run of offers that say it."""
    if not put:
        return None
    value = issue.read(put[-1][1])
    since = put[-1][0]
    for at, package in reversed(put):
        if issue.read(package) != value:
            break
        since = at
    return Stand(value=value, since=since)


def _gap(one: Value, other: Value) -> int | Fraction | None:
    if isinstance(one, date) and isinstance(other, date):
        return abs((one - other).days)
    if isinstance(one, (int, Fraction)) and isinstance(other, (int, Fraction)):
        difference: int | Fraction = one - other
        return difference if difference >= 0 else -difference
    return None


def _direction(issue: Issue, old: Value, new: Value, side: str) -> str:
    if issue.borrower_wants == 0:
        return "sideways"
    grows = _size(new) > _size(old)
    good_for_borrower = grows == (issue.borrower_wants > 0)
    return "away" if good_for_borrower == (side == "borrower") else "toward"


def _size(value: Value) -> int | Fraction:
    """A number that orders values of one issue. Choices have no size and never come here."""
    if isinstance(value, str):
        raise TypeError(f"{value!r} has no size")
    return value.toordinal() if isinstance(value, date) else value


def _fact(value: Value) -> str | int:
    if isinstance(value, Fraction):
        return money.rate_text(value)
    return value.isoformat() if isinstance(value, date) else value

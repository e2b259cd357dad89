"""What each side of a negotiation may see: one log, one function.

An entry says who made it and whose eyes it is for. `view(log, side)` keeps what the side may see and numbers it afresh, so
that neither content, nor order, nor a gap in the numbers tells of what was kept back. Nothing else may show a log.

    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 1, 5, tzinfo=timezone.utc)
    >>> log = (Entry(kind="note", by="lender", audience="lender", at=now, facts={"floor_minor": 900}),
    ...        Entry(kind="message", by="lender", audience="shared", at=now, facts={"text": "Good morning"}))
    >>> [(seen.number, seen.kind) for seen in view(log, "borrower")]
    [(1, 'message')]
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Final

from hejie import plans, steps, texts

VIEWERS: Final = ("borrower", "lender", "mediator")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a negotiation's log.

    by: the side that made it. audience: shared (all), borrower or lender (that side), caucus (the mediator and `party`),
    private (`party` alone, which is `by` unless said). package: the terms that it puts forward, if any. Raises
    ValueError for an unknown audience or viewer, and for a caucus or private entry of nobody.
    """

    kind: str
    by: str
    audience: steps.Audience
    at: datetime
    party: str = ""
    facts: Mapping[str, texts.Fact] = field(default_factory=texts.Facts)
    package: plans.Package | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", texts.Facts(self.facts))
        if not self.party:
            object.__setattr__(self, "party", self.by)
        if self.audience not in _SEES:
            raise ValueError(f"no audience is called {self.audience!r}")
        if self.by not in VIEWERS or self.party not in VIEWERS:
            raise ValueError(f"no side of talks is called {self.by!r} or {self.party!r}")
        if self.audience == "caucus" and self.party == "mediator":
            raise ValueError("a caucus is held with a party")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One line as a side sees it; `number` counts only what that side sees, from 1."""

    number: int
    kind: str
    by: str
    audience: steps.Audience
    at: datetime
    facts: Mapping[str, texts.Fact]
    package: plans.Package | None


Log = tuple[Entry, ...]

_SEES: Final[Mapping[str, Callable[[Entry, str], bool]]] = MappingProxyType(
    {
        "shared": lambda entry, side: True,
        "borrower": lambda entry, side: side == "borrower",
        "lender": lambda entry, side: side == "lender",
        "caucus": lambda entry, side: side in ("mediator", entry.party),
        "private": lambda entry, side: side == entry.party,
    }
)


def sees(entry: Entry, side: str) -> bool:
    """Whether the entry is for the eyes of `side`. Raises ValueError for an unknown side."""
    _check(side)
    return _SEES[entry.audience](entry, side)


def view(log: Log, side: str) -> tuple[Seen, ...]:
    """What `side` sees, in the order in which it happened. Raises ValueError for an unknown side."""
    _check(side)
    visible = (entry for entry in log if sees(entry, side))
    return tuple(
        Seen(
            number=number,
            kind=entry.kind,
            by=entry.by,
            audience=entry.audience,
            at=entry.at,
            facts=entry.facts,
            package=entry.package,
        )
        for number, entry in enumerate(visible, start=1)
    )


def _check(side: str) -> None:
    if side not in VIEWERS:
        raise ValueError(f"no side of talks is called {side!r}")

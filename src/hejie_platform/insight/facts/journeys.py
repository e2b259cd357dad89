"""What was recorded becomes journeys: one for each talks with a creditor, with the moments that figures are made of.

Plain values in, plain values out; `queries.log` reads the ledger into them. An event is one line of the record, or one of
its consequences: `offer.accept` that led to `agreement.draw_up` is two.

    told([Event(at, "negotiation.start"), Event(later, "agreement.take_effect")], ...)   -> Journey(..., resolved_at=later)
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

BORROWER: Final = frozenset({"borrower", "representative", "guarantor"})
LENDER: Final = frozenset({"officer", "checker"})
OTHER: Final = MappingProxyType({"borrower": "lender", "lender": "borrower"})
KEPT: Final = frozenset({"agreement.complete", "agreement.pay_early"})
LENDER_ANSWERS: Final = frozenset(
    {
        "negotiation.talk",
        "negotiation.ask",
        "negotiation.refuse",
        "negotiation.refuse_curable",
        "negotiation.state_facts",
        "offer.put",
        "offer.accept",
    }
)
# What the figures read of the record.
VERBS: Final = frozenset(
    {
        *LENDER_ANSWERS,
        *KEPT,
        "case.submit",
        "case.admit",
        "negotiation.start",
        "negotiation.start_again",
        "negotiation.answer",
        "negotiation.withdraw",
        "negotiation.give_up",
        "negotiation.unreachable",
        "negotiation.expire",
        "negotiation.transfer",
        "negotiation.paid",
        "negotiation.no_party",
        "mediation.ask",
        "offer.counter",
        "agreement.take_effect",
        "agreement.breach",
        "agreement.cure",
        "agreement.fail",
    }
)
ENDS: Final = frozenset(
    f"negotiation.{step}"
    for step in (
        "refuse",
        "withdraw",
        "give_up",
        "unreachable",
        "expire",
        "transfer",
        "paid",
        "no_party",
    )
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: when, what, in whose role, and the code it carried (of a refusal)."""

    at: datetime
    verb: str
    role: str = ""
    code: str = ""

    @property
    def side(self) -> str:
        """borrower, lender or "" for neither."""
        return "borrower" if self.role in BORROWER else "lender" if self.role in LENDER else ""


@dataclass(frozen=True, slots=True)
class Talks:
    """What stands about talks whatever happens in them. `groups`: codes of groups whose outcomes are compared."""

    id: str
    case: str
    lender: str
    cause: str = ""
    products: tuple[str, ...] = ()
    is_mediated: bool = False
    is_vulnerable: bool = False
    is_represented: bool = False
    submitted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Journey:
    """Talks with what came of them. Breaches are by side; `replies` are (side, whole days)."""

    talks: Talks
    begun_at: datetime
    talking_at: datetime | None = None
    offered_at: datetime | None = None
    resolved_at: datetime | None = None
    kept_at: datetime | None = None
    failed_at: datetime | None = None
    ended_at: datetime | None = None
    refusals: tuple[str, ...] = ()
    is_refused: bool = False
    breached: frozenset[str] = field(default_factory=frozenset)
    cured: frozenset[str] = field(default_factory=frozenset)
    replies: tuple[tuple[str, int], ...] = ()

    @property
    def month(self) -> str:
        """The month in which the talks began: 2026-11."""
        return f"{self.begun_at:%Y-%m}"


Test = Callable[[Journey, str], bool]

# The sets of talks that shares are made of. The second argument is the side, where a metric has sides.
SETS: Final[Mapping[str, Test]] = MappingProxyType(
    {
        "taken": lambda one, _side: True,
        "completed": lambda one, _side: bool(one.resolved_at or one.ended_at),
        "resolved": lambda one, _side: one.resolved_at is not None,
        "alone": lambda one, _side: one.resolved_at is not None and not one.talks.is_mediated,
        "kept": lambda one, _side: one.kept_at is not None,
        "failed": lambda one, _side: one.failed_at is not None,
        "refused": lambda one, _side: one.is_refused,
        "breached": lambda one, side: side in one.breached,
        "cured": lambda one, side: side in one.cured,
    }
)


def told(talks: Talks, events: Iterable[Event]) -> Journey | None:
    """The journey that these events tell; None where the talks never began. Their order does not matter."""
    here = sorted(events, key=lambda one: (one.at, one.verb))
    begun = _first(here, {"negotiation.start", "negotiation.start_again"})
    if begun is None:
        return None
    breached, cured = _breaches(here)
    return Journey(
        talks=talks,
        begun_at=begun,
        talking_at=_first(here, {"negotiation.talk"}),
        offered_at=_first(here, {"offer.put", "offer.counter"}),
        resolved_at=_first(here, {"agreement.take_effect"}),
        kept_at=_first(here, KEPT),
        failed_at=_first(here, {"agreement.fail"}),
        ended_at=_first(here, ENDS),
        refusals=tuple(one.code for one in here if one.verb.startswith("negotiation.refuse") and one.code),
        is_refused=_first(here, {"negotiation.refuse"}) is not None,
        breached=breached,
        cured=cured,
        replies=tuple(_replies(here, begun)),
    )


def _first(events: Sequence[Event], verbs: Iterable[str]) -> datetime | None:
    wanted = frozenset(verbs)
    return next((one.at for one in events if one.verb in wanted), None)


def _breaches(events: Sequence[Event]) -> tuple[frozenset[str], frozenset[str]]:
    """Which sides were said to be in breach (by the other), and which of them were in breach no more after it."""
    breached: set[str] = set()
    cured: set[str] = set()
    last = ""
    for one in events:
        if one.verb == "agreement.breach" and one.side:
            last = OTHER[one.side]
            breached.add(last)
        elif one.verb == "agreement.cure" and last:
            cured.add(last)
    return frozenset(breached), frozenset(cured)


def _replies(events: Sequence[Event], begun: datetime) -> Iterable[tuple[str, int]]:
    """Days that each question waited: the lender's first word, and each answer to what the lender asked for."""
    answered = next((one.at for one in events if one.verb in LENDER_ANSWERS and one.side == "lender"), None)
    if answered:
        yield "lender", (answered - begun).days
    asked: datetime | None = None
    for one in events:
        if one.verb in ("negotiation.ask", "negotiation.refuse_curable"):
            asked = asked or one.at
        elif one.verb == "negotiation.answer" and asked:
            yield "borrower", (one.at - asked).days
            asked = None


@dataclass(frozen=True, slots=True)
class CaseSeen:
    """A case as the funnel counts it: who opened it, and how far any of its talks came."""

    id: str
    opened_by: str  # borrower | lender
    begun_on: date
    submitted_at: datetime | None = None
    admitted_at: datetime | None = None


STAGES: Final = ("begun", "submitted", "admitted", "talking", "offered", "agreed", "kept")


def reached(case: CaseSeen, journeys: Iterable[Journey]) -> int:
    """How many stages the case came through, at least one: the farthest of its talks counts.

    A later stage counts the earlier ones in: the funnel never widens.
    """
    here = list(journeys)
    marks = (
        True,
        case.submitted_at is not None,
        case.admitted_at is not None,
        any(one.talking_at for one in here),
        any(one.offered_at for one in here),
        any(one.resolved_at for one in here),
        any(one.kept_at for one in here),
    )
    return max(number for number, is_there in enumerate(marks, start=1) if is_there)

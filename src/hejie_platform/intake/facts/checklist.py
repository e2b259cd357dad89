"""What an application still lacks: one line for each missing thing, where to fill it in, and whether it must be there.

    checklist.missing(Told(identity="", cause="illness", ...))   # (Missing("missing_identity", "identity", blocks=True), ...)

Only four things keep an application from being handed in: proof of who one is, a cause, a loan, and consent for each
lender here. Everything else is shown and may follow; the reviewer sees the same lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from hejie_platform.intake.facts.lists import LISTS

BLOCKING: Final = frozenset({"missing_identity", "missing_cause", "missing_loan", "missing_consent"})


@dataclass(frozen=True, slots=True)
class LoanTold:
    """What the checklist looks at in one loan. `label` is how the borrower calls it."""

    ref: str
    label: str
    has_creditor: bool
    has_balance: bool  # given, or answered "I don't know"


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a reference and a name: a lender, a locked file."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that the checklist looks at.

    identity: "proven", "pending" or "". answered: fields of the story and the wish that were given or are unknown.
    track: what the dispute is about, once the desk has classed it. papers: kinds handed in that can be used. asked: kinds that the lenders' published policies ask for this cause;
    asked_by_desk: kinds that the reviewer named when sending the application back.
    """

    identity: str
    cause: str
    track: str = ""
    answered: frozenset[str] = frozenset()
    loans: tuple[LoanTold, ...] = ()
    papers: frozenset[str] = frozenset()
    locked: tuple[Named, ...] = ()
    asked: tuple[str, ...] = ()
    asked_by_desk: tuple[str, ...] = ()
    has_budget: bool = False
    has_wish: bool = False
    without_consent: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One missing thing: its code, the section where it is filled in, and what there is about it."""

    code: str
    section: str
    ref: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    will_do: tuple[str, ...] = ()  # for a paper: the kinds that would do, the best first

    @property
    def blocks(self) -> bool:
        """Whether the application cannot be handed in without it."""
        return self.code in BLOCKING

    @property
    def key(self) -> str:
        """Names this line in forms: a reviewer ticks it when returning the application."""
        return f"{self.code}.{self.ref}" if self.ref else self.code


def missing(told: Told) -> tuple[Missing, ...]:
    """Every missing thing, in the order of the application."""
    return tuple(_all(told))


def _all(told: Told) -> Iterator[Missing]:
    if told.identity not in ("proven", "pending"):
        yield Missing("missing_identity", "identity")
    yield from _story(told)
    yield from _loans(told)
    yield from (Missing("missing_password", "password", one.ref, {"paper": one.name}) for one in told.locked)
    yield from _papers(told)
    if not told.has_budget:
        yield Missing("missing_budget", "budget")
    if not told.has_wish:
        yield Missing("missing_wish", "wish")
    for lender in told.without_consent:
        yield Missing("missing_consent", "consent", lender.ref, {"lender": lender.name})


def _story(told: Told) -> Iterator[Missing]:
    if not told.cause:
        yield Missing("missing_cause", "cause")
    for name, code in (
        ("since_on", "missing_since"),
        ("recovery_on", "missing_recovery"),
        ("words", "missing_words"),
    ):
        if name not in told.answered:
            yield Missing(code, code.removeprefix("missing_"))


def _loans(told: Told) -> Iterator[Missing]:
    if not told.loans:
        yield Missing("missing_loan", "loans")
    for loan in told.loans:
        if not loan.has_creditor:
            yield Missing("missing_creditor", "creditor", loan.ref, {"loan": loan.label})
        if not loan.has_balance:
            yield Missing("missing_balance", "amounts", loan.ref, {"loan": loan.label})


def _papers(told: Told) -> Iterator[Missing]:
    for kinds in needed(told.cause, told.asked, told.asked_by_desk, told.track):
        if not set(kinds) & told.papers:
            yield Missing(f"missing_paper_{kinds[0]}", "paper", kinds[0], {}, kinds)


def needed(
    cause: str, asked: tuple[str, ...] = (), by_desk: tuple[str, ...] = (), track: str = ""
) -> tuple[tuple[str, ...], ...]:
    """The papers this cause needs, each with what will do instead; a kind that a lender asks for is added once.

    What the reviewer asked for is needed itself: nothing else will do.
    """
    listed = LISTS.causes[cause].papers if cause in LISTS.causes else ()
    of_track = LISTS.disputes[track].papers if track in LISTS.disputes else ()
    listed += tuple(kinds for kinds in of_track if not any(set(kinds) & set(one) for one in listed))
    covered = {kind for kinds in listed for kind in kinds}
    more = [kind for kind in asked if kind in LISTS.papers and kind not in covered]
    alone = dict.fromkeys((*more, *by_desk))
    return (*(kinds for kinds in listed if not set(kinds) & set(by_desk)), *((kind,) for kind in alone))

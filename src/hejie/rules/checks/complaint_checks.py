"""Is a complaint handled as it must be: in time, by somebody else, without asking for what the lender has already?

received 2 November 2026, plain        to be answered by 17 November 2026
complex, with its reason               by 2 December 2026
extended, approved and told            by 1 January 2027, provisional until the calendar of 2027 is published
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.clocks.ends import clock_end
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

CLOCKS: Final = {
    "simple": "complaint_simple",
    "complex": "complaint_complex",
    "special": "complaint_extended",
    "summary": "complaint_summary",
    "final": "complaint_final",
    "credit": "credit_objection",
}
"""Kinds of complaint and the clock of each; a country has those of its own law."""


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """A complaint and its handling on `day`. `kind` is one of CLOCKS."""

    received_on: date
    day: date
    kind: str = "simple"
    answered_on: date | None = None
    reason: str = ""
    approved_by: str = ""
    was_told: bool = False
    subject: str = ""
    handler: str = ""
    representatives: int = 0
    has_agent: bool = False
    agent_proven: bool = False
    papers_asked: tuple[str, ...] = ()
    papers_held: tuple[str, ...] = ()


def check_complaint(facts: ComplaintFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """By when it is to be answered, whether that was kept, and every fault of how it is handled.

    ValueError for a kind of complaint that the country's law does not know.
    """
    maker = Maker(pack, "COMPLAINT_CLOCK", _rules(facts.kind, pack), "block")
    return (*_due(maker, facts, pack), *_longer(maker, facts), *_fairness(facts, pack))


def _rules(kind: str, pack: LawPack) -> tuple[str, ...]:
    clock = pack.clocks.get(CLOCKS.get(kind, ""))
    if clock is None:
        raise ValueError(f"{pack.name} has no complaints of kind {kind!r}")
    return (pack.rows[clock.value][0].rule_id,)


def _due(maker: Maker, facts: ComplaintFacts, pack: LawPack) -> Iterator[Finding]:
    last = clock_end(CLOCKS[facts.kind], facts.received_on, pack=pack)
    if isinstance(last, Unknown):
        yield maker.undated(last)
        return
    strength = confirmed(maker.strength, last.row)
    said = {"due_on": last.day.isoformat(), "is_provisional": last.is_provisional}
    if (facts.answered_on or facts.day) > last.day:
        yield Maker(pack, maker.check, maker.rule_ids, strength).broken("complaint_overdue", **said)
    else:
        yield maker.make("pass" if facts.answered_on else "info", "complaint_due", **said)


def _longer(maker: Maker, facts: ComplaintFacts) -> Iterator[Finding]:
    """A longer time needs its ground: the complex a reason, the special an approver and word to the person."""
    if facts.kind in ("complex", "special") and not facts.reason.strip():
        yield maker.broken("complaint_needs_reason")
    if facts.kind == "special" and not facts.approved_by.strip():
        yield maker.broken("complaint_needs_approval")
    if facts.kind == "special" and not facts.was_told:
        yield maker.broken("complaint_extension_untold")


def _fairness(facts: ComplaintFacts, pack: LawPack) -> Iterator[Finding]:
    maker = Maker(pack, "COMPLAINT_CLOCK", ("CN-CMP-02",), "block")
    if facts.handler and facts.handler == facts.subject:
        yield maker.broken("complaint_handler_involved")
    row = pack.as_of("complaint_representatives", facts.received_on)
    if not isinstance(row, Unknown) and facts.representatives > row.number:
        yield maker.broken(
            "complaint_representatives_many", count=facts.representatives, most=int(row.number)
        )
    if facts.has_agent and not facts.agent_proven:
        yield maker.broken("complaint_agent_unproven")
    for paper in facts.papers_asked:
        if paper in facts.papers_held:
            yield maker.broken("complaint_paper_held", paper=paper)

"""What may leave with a file for court: undisputed facts that all signed, yes; what was said to find a compromise, no.

an offer, nobody consents                         block
an offer, both parties consent                    pass
undisputed facts, in writing, signed by all       pass
a caucus note, read by the other party            block, consent or not
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hejie.rules.checks.findings import Maker
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding

NOTE: Final = "mediator_note"
SEALED: Final = ("offer", "concession", "caucus", NOTE)
FACTS: Final = "undisputed_facts"
RECORDING: Final = "recording"


@dataclass(frozen=True, slots=True)
class ExportItem:
    """One record. `side` is whose caucus it is; `is_separate` and `signed_by` belong to undisputed facts."""

    kind: str
    side: str = ""
    is_separate: bool = False
    signed_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExportFacts:
    """What is about to leave, the sides of the case, those of them who consent, and who will read it.

    `reader` is a side or "mediator" for reading inside the case, "outside" for a court or anybody else.
    """

    items: tuple[ExportItem, ...]
    sides: frozenset[str]
    consents: frozenset[str] = frozenset()
    reader: str = "outside"


def check_export(facts: ExportFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Every record that may not go, or one pass for all."""
    maker = Maker(pack, "CONFIDENTIAL_EXPORT", ("CN-MED-11", "CN-MED-09"), "block")
    found = tuple(finding for item in facts.items for finding in _item(maker, item, facts))
    return found or (maker.make("pass", "export_clean", count=len(facts.items)),)


def _item(maker: Maker, item: ExportItem, facts: ExportFacts) -> Iterator[Finding]:
    all_consent = facts.sides <= facts.consents
    if item.kind == "caucus" and facts.reader not in (item.side, "mediator", "outside"):
        yield maker.broken("export_caucus_of_other_side", side=item.side)
    elif _is_sealed(item, facts, all_consent):
        yield maker.broken("export_sealed", kind=item.kind)
    elif item.kind == FACTS and not (item.is_separate and facts.sides <= item.signed_by):
        yield maker.broken("export_facts_unsigned")
    elif item.kind == RECORDING and not all_consent:
        yield maker.broken("export_recording_without_consent")


def _is_sealed(item: ExportItem, facts: ExportFacts, all_consent: bool) -> bool:
    """A mediator's notes are for the mediator alone; what is sealed leaves only if all consent."""
    if item.kind == NOTE and facts.reader not in ("mediator", "outside"):
        return True
    return item.kind in SEALED and facts.reader == "outside" and not all_consent

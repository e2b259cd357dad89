"""Two rights of the person: no automatic refusal without a word and a human, no sharing without its own yes.

refused by a program, not explained                      block
refused by a program, explained, a person may be asked   pass
sent to two recipients, one yes                          block for the other
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Unknown


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision about a person: by a program alone or not, against the person or not, and what was offered."""

    day: date
    is_automated: bool
    is_adverse: bool
    is_explained: bool = False
    person_offered: bool = False


@dataclass(frozen=True, slots=True)
class SharingFacts:
    """What is about to be shared, with whom, and the separate consents there are: by recipient and by kind of data."""

    day: date
    recipients: tuple[str, ...]
    sensitive_kinds: tuple[str, ...] = ()
    consented_recipients: frozenset[str] = frozenset()
    consented_kinds: frozenset[str] = frozenset()


def check_decision(facts: DecisionFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """An adverse decision by a program alone is explained and may be put before a person."""
    if not (facts.is_automated and facts.is_adverse):
        return ()
    row = pack.as_of("automated_decision_may_be_refused", facts.day)
    maker = Maker(pack, "AUTOMATED_REFUSAL", ("CN-PII-04",), "block")
    if isinstance(row, Unknown):
        return (maker.undated(row),)
    maker.strength = confirmed(maker.strength, row)
    gaps = {
        "automated_refusal_unexplained": facts.is_explained,
        "automated_refusal_without_person": facts.person_offered,
    }
    found = tuple(maker.broken(code) for code, is_there in gaps.items() if not is_there)
    return found or (maker.make("pass", "automated_refusal_in_order"),)


def check_sharing(facts: SharingFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Each recipient, and each sensitive kind of data, needs its own yes."""
    found = (
        *_unasked("sharing_separate_consent", facts.recipients, facts.consented_recipients, facts, pack),
        *_unasked(
            "sensitive_data_separate_consent", facts.sensitive_kinds, facts.consented_kinds, facts, pack
        ),
    )
    maker = Maker(pack, "SEPARATE_CONSENT", ("CN-PII-03", "CN-PII-02"), "block")
    return found or (maker.make("pass", "sharing_consented", count=len(facts.recipients)),)


CODES = {
    "sharing_separate_consent": ("sharing_unconsented", "recipient"),
    "sensitive_data_separate_consent": ("sensitive_data_unconsented", "kind"),
}


def _unasked(
    name: str, wanted: tuple[str, ...], given: frozenset[str], facts: SharingFacts, pack: LawPack
) -> Iterator[Finding]:
    row = pack.as_of(name, facts.day)
    if not isinstance(row, Row):
        return
    maker = Maker(pack, "SEPARATE_CONSENT", (row.rule_id,), confirmed("block", row))
    code, fact = CODES[name]
    for one in wanted:
        if one not in given:
            yield maker.broken(code, **{fact: one})

"""A card holder's own instalment plan: at most so many months, with every field that the rule lists, and on record.

This is card law. It gives a borrower of another online loan no right, and `word_checks` keeps such a claim out of texts.
Worked number: sixty months from the plan's day to its last instalment pass, one day more is month sixty-one.
"""

from collections.abc import Iterator
from typing import Final

from hejie import dates
from hejie.rules.checks.facts import PlanFacts
from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

CARD: Final = "credit_card"


def check_card_plan(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """Length, fields and record of a personal plan for a card debt; nothing about any other product."""
    if facts.product != CARD:
        return
    maker = Maker(pack, "CARD_PLAN_60", ("CN-RST-01",), "block")
    yield from _length(maker, facts, pack)
    yield from _fields(maker, facts, pack)
    if facts.is_oral and not facts.is_recorded:
        yield maker.broken("card_plan_unrecorded")


def _length(maker: Maker, facts: PlanFacts, pack: LawPack) -> Iterator[Finding]:
    row = pack.as_of("card_plan_max_months", facts.plan_on)
    if isinstance(row, Unknown):
        yield maker.undated(row)
    elif not facts.due_on:
        yield maker.missing("due_on")
    else:
        maker.strength = confirmed(maker.strength, row)
        months, most = dates.months_begun(facts.plan_on, facts.due_on[-1]), int(row.number)
        said = {"months": months, "most_months": most}
        within = months <= most
        yield (
            maker.make("pass", "card_plan_within", **said)
            if within
            else maker.broken("card_plan_too_long", **said)
        )


def _fields(maker: Maker, facts: PlanFacts, pack: LawPack) -> Iterator[Finding]:
    row = pack.as_of("card_plan_fields", facts.plan_on)
    if isinstance(row, Unknown) or not isinstance(row.value, tuple):
        return
    maker = Maker(pack, maker.check, maker.rule_ids, confirmed("block", row))
    if facts.card_fields is None:
        yield maker.missing("card_fields")
        return
    for name in row.value:
        if name not in facts.card_fields:
            yield maker.broken("card_plan_field_missing", term=str(name))

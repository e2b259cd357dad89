"""The table of every cost before a personal loan or an instalment plan: complete, confirmed in time, and nothing beside it.

Loans made before the duty began are not settled by the rule: there every gap is a warning, for later loans it blocks.

    contract 1 August 2026, no table                 block
    contract 31 July 2026, plan of 1 August 2026     warn
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from hejie.rules.checks.facts import PlanFacts
from hejie.rules.checks.findings import Maker
from hejie.rules.checks.plan_checks import check_disclosure
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

ITEM_FIELDS: Final = ("name", "method", "standard", "charged_by")


@dataclass(frozen=True, slots=True)
class CostItem:
    """One line of the table: `code` is how the schedule charges it; empty strings are gaps."""

    code: str
    name: str
    method: str
    standard: str
    charged_by: str


@dataclass(frozen=True, slots=True)
class CostTable:
    """What the borrower was shown. `contingent` are the costs of lateness; None where the table is silent on them.

    `read_seconds` is how long an online table stood open before it could be confirmed; None: not measured.
    """

    items: tuple[CostItem, ...]
    principal_minor: int | None
    annual_rate: Fraction | None
    contingent: tuple[str, ...] | None
    excludes_other_charges: bool
    confirmed_at: datetime | None
    is_online: bool = False
    is_shown_alone: bool = True
    read_seconds: int | None = None
    daily_rate_is_larger: bool = False


@dataclass(frozen=True, slots=True)
class DisclosureFacts:
    """A contract or plan, its table (None: none), when it is signed, and the codes of everything that is charged."""

    lender_type: str
    plan_on: date
    contract_on: date | None
    table: CostTable | None
    charged: tuple[str, ...] = ()
    signed_at: datetime | None = None
    adds_instalments: bool = True


def check_cost_table(facts: DisclosureFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Whether the table is there where it must be, and every gap of it. Nothing where there is no such duty."""
    plan = PlanFacts(
        kind="restructure",
        lender_type=facts.lender_type,
        channel="own",
        plan_on=facts.plan_on,
        contract_on=facts.contract_on,
        has_cost_table=facts.table is not None,
        adds_instalments=facts.adds_instalments,
    )
    there = tuple(check_disclosure(plan, pack=pack))
    if (
        facts.table is None
        or not there
        or isinstance(pack.as_of("cost_disclosure_required", facts.plan_on), Unknown)
    ):
        return there
    maker = Maker(pack, "COST_DISCLOSURE", there[0].rule_ids, there[0].strength)
    return (*there, *_parts(maker, facts.table), *_items(maker, facts), *_shown(maker, facts, pack))


def _parts(maker: Maker, table: CostTable) -> Iterator[Finding]:
    there = {
        "items": bool(table.items),
        "principal": table.principal_minor is not None,
        "annual_rate": table.annual_rate is not None,
        "contingent": table.contingent is not None,
        "no_other_charges": table.excludes_other_charges,
        "confirmation": table.confirmed_at is not None,
        "own_page": table.is_shown_alone or not table.is_online,
    }
    for part, is_there in there.items():
        if not is_there:
            yield maker.broken("cost_table_part_missing", part=part)


def _items(maker: Maker, facts: DisclosureFacts) -> Iterator[Finding]:
    table = facts.table
    assert table is not None
    for item in table.items:
        for gap in ITEM_FIELDS:
            if not getattr(item, gap).strip():
                yield maker.broken("cost_item_gap", item=item.code, gap=gap)
    told = {item.code for item in table.items} | set(table.contingent or ())
    for code in dict.fromkeys(facts.charged):
        if code not in told:
            yield maker.broken("cost_charge_undisclosed", item=code)


def _shown(maker: Maker, facts: DisclosureFacts, pack: LawPack) -> Iterator[Finding]:
    table = facts.table
    assert table is not None
    if table.confirmed_at and facts.signed_at and table.confirmed_at > facts.signed_at:
        yield maker.broken(
            "cost_table_confirmed_late",
            confirmed_on=table.confirmed_at.date().isoformat(),
            signed_on=facts.signed_at.date().isoformat(),
        )
    if table.is_online and table.read_seconds is None:
        # The rule asks for a time to read and names none that we found: that it was not measured is worth a look.
        yield Maker(pack, maker.check, maker.rule_ids, "warn").missing("read_seconds")
    if table.daily_rate_is_larger:
        yield Maker(pack, maker.check, ("CN-RATE-13",), "block").broken("cost_rate_hidden")

"""Did a payment reach the right debts? Checked against the agreed order, or the order of the law where none was agreed.

A payment fills one bucket after another: nothing reaches a later bucket while an earlier one still lacks something. Of
several debts the payer's own choice comes first; else the due ones, of these the least secured, of these the heaviest,
of these the earliest due. At the stage of enforcement the interest for delay comes last of all.

    100.00 owed as 30.00 costs, 20.00 interest, 50.00 principal; a payment of 40.00
    costs 30.00, interest 10.00      kept
    costs 30.00, principal 10.00     broken: principal was paid before interest
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Final

from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

CHECK: Final = "ALLOCATION_ORDER"
DELAY_INTEREST: Final = "delay_interest"


@dataclass(frozen=True, slots=True)
class Debt:
    """One debt of several: what is owed on it and what of the payment it got, in minor units.

    `secured_minor` is what security stands behind it, `annual_rate` how heavy it is, `is_chosen` the payer's own word.
    """

    name: str
    owed_minor: int
    got_minor: int
    due_on: date
    secured_minor: int = 0
    annual_rate: Fraction = Fraction(0)
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment, what was owed in each bucket before it, and what each bucket got, in minor units.

    `agreed_order` is empty where the agreement states none. `debts` only where one payer has several with one creditor.
    """

    paid_on: date
    paid_minor: int
    owed: Mapping[str, int]
    got: Mapping[str, int]
    agreed_order: tuple[str, ...] = ()
    is_enforced: bool = False
    debts: tuple[Debt, ...] = ()


def check_allocation(facts: PaymentFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Whether the parts sum to the payment, none is negative or more than was owed, and the order is kept."""
    maker = Maker(pack, CHECK, ("CN-CON-04", "CN-CON-03"), "block")
    faults = (
        *_sums(maker, facts),
        *_parts(maker, facts),
        *_order(maker, facts, pack),
        *_debts(facts, pack),
    )
    return faults or (maker.make("pass", "allocation_in_order", paid_minor=facts.paid_minor),)


def _sums(maker: Maker, facts: PaymentFacts) -> Iterator[Finding]:
    given = sum(facts.got.values())
    if given != facts.paid_minor:
        yield maker.broken("allocation_sum_differs", paid_minor=facts.paid_minor, allocated_minor=given)


def _parts(maker: Maker, facts: PaymentFacts) -> Iterator[Finding]:
    for bucket, minor in facts.got.items():
        owed = facts.owed.get(bucket, 0)
        if minor < 0:
            yield maker.broken("allocation_part_negative", bucket=bucket)
        elif minor > owed:
            yield maker.broken("allocation_over_owed", bucket=bucket, allocated_minor=minor, owed_minor=owed)


def _order(maker: Maker, facts: PaymentFacts, pack: LawPack) -> Iterator[Finding]:
    order: Sequence[str] = facts.agreed_order
    if not order:
        row = pack.as_of("allocation_order", facts.paid_on)
        if isinstance(row, Unknown) or not isinstance(row.value, tuple):
            yield maker.undated(
                row if isinstance(row, Unknown) else Unknown(row.name, facts.paid_on, "ended")
            )
            return
        maker.strength = confirmed(maker.strength, row)
        order = [str(name) for name in row.value]
    if facts.is_enforced:
        order = [*(name for name in order if name != DELAY_INTEREST), DELAY_INTEREST]
    places = [*order, *(name for name in facts.owed if name not in order)]
    for before, bucket in _overtaken([(n, facts.owed.get(n, 0), facts.got.get(n, 0)) for n in places]):
        yield maker.broken("allocation_order_broken", bucket=bucket, open_bucket=before)


def _overtaken(places: Sequence[tuple[str, int, int]]) -> Iterator[tuple[str, str]]:
    """Each place that got something while one before it lacks something, with the first of these."""
    lacking = ""
    for name, owed, got in places:
        if got > 0 and lacking:
            yield lacking, name
        if got < owed and not lacking:
            lacking = name


def _debts(facts: PaymentFacts, pack: LawPack) -> Iterator[Finding]:
    """Debts of one rank share in proportion, so only those of different rank are compared."""
    maker = Maker(pack, CHECK, ("CN-CON-03",), "block")
    ranked = sorted(facts.debts, key=lambda debt: _rank(debt, facts.paid_on))
    for earlier, later in pairwise(ranked):
        is_passed = later.got_minor > 0 and earlier.got_minor < earlier.owed_minor
        if is_passed and _rank(earlier, facts.paid_on) != _rank(later, facts.paid_on):
            yield maker.broken("debts_order_broken", earlier_debt=earlier.name, later_debt=later.name)


def _rank(debt: Debt, day: date) -> tuple[bool, bool, int, Fraction, date]:
    """What is paid first sorts first: chosen, due, least secured, heaviest, earliest due."""
    return (not debt.is_chosen, debt.due_on > day, debt.secured_minor, -debt.annual_rate, debt.due_on)

"""Checks that other countries add: no fee before the first payment under a settlement, a yearly rate as it is shown.

United States: a fee of 500.00 before any debt was settled                       block
European Union: 12.849 % computed, shown as 12.8 %; half a tenth rounds up       12.85 % is 12.9 %
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hejie import money
from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Unknown

PER_CENT = 100


@dataclass(frozen=True, slots=True)
class ReliefFacts:
    """A fee for debt relief: asked when, and what had happened by then."""

    day: date
    fee_minor: int
    debt_settled: bool
    customer_agreed: bool
    payments_made: int


def check_relief_fee(facts: ReliefFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """A fee may be taken only after a debt was settled, the customer agreed to that, and paid at least once under it."""
    row = pack.as_of("relief_advance_fee_banned", facts.day)
    if isinstance(row, Unknown):
        return ()
    maker = Maker(pack, "RELIEF_FEE", (row.rule_id,), confirmed("block", row))
    is_earned = facts.debt_settled and facts.customer_agreed and facts.payments_made > 0
    if facts.fee_minor > 0 and not is_earned:
        return (maker.broken("relief_fee_too_early", fee_minor=facts.fee_minor),)
    return (maker.make("pass", "relief_fee_in_order", fee_minor=facts.fee_minor),)


def shown_rate(rate: Fraction, *, pack: LawPack, day: date) -> Fraction | Unknown:
    """A yearly rate as it is shown: in per cent to the decimals of the law, half a step up."""
    row = pack.as_of("apr_least_decimals", day)
    if isinstance(row, Unknown):
        return row
    steps = PER_CENT * 10 ** int(row.number)
    return Fraction(money.round_to(rate * steps, money.HALF_UP), steps)


def check_shown_rate(shown: Fraction, *, computed: Fraction, pack: LawPack, day: date) -> tuple[Finding, ...]:
    """Whether the rate that is shown is the computed one, rounded as the law says, or exacter than that."""
    right = shown_rate(computed, pack=pack, day=day)
    maker = Maker(pack, "SHOWN_RATE", ("EU-CCD-02",), "block")
    if isinstance(right, Unknown):
        return (maker.undated(right),)
    said = {"shown_rate": money.rate_text(shown), "right_rate": money.rate_text(right)}
    if shown == right or abs(shown - computed) < abs(right - computed):
        return (maker.make("pass", "shown_rate_right", **said),)
    return (maker.broken("shown_rate_wrong", **said),)

"""Which cap on the cost of a loan applies, and is it kept: the decision table of `caps.toml`, run over a plan.

There is no single cap. A bank answers to 24 % a year in total; a private lender to four times the one-year LPR of the
day the contract was made; a microloan company to 24 % now and four times LPR later. Every row that matches speaks, and
every quantity that the plan states is compared: its rate, its rate when overdue, the cost of all its payments, and the
charges already accrued.
"""

import math
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from hejie import money
from hejie.rules.caps import cost
from hejie.rules.checks.facts import PlanFacts
from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Cap, Finding, Row, Unknown

TOLERANCE = "cost_tolerance_per_instalment"


def check_caps(facts: PlanFacts, *, pack: LawPack) -> tuple[Finding, ...]:
    """Every cap that is for this loan, against every quantity that the plan states."""
    known = [cap for cap in pack.caps if facts.lender_type in cap.lender_types]
    if not known:
        maker = Maker(pack, "CAP", (), "review")
        return (maker.broken("cap_unsettled", lender_type=facts.lender_type),)
    return tuple(finding for cap in known for finding in _check_cap(cap, facts, pack))


def caps_for(*, lender_type: str, channel: str, contract_on: date, pack: LawPack) -> tuple[Cap, ...]:
    """The rows of the decision table that speak about this loan."""
    return tuple(cap for cap in pack.caps if cap.is_for(lender_type, channel, contract_on))


def limit_of(
    cap: Cap, *, contract_on: date | None, plan_on: date, pack: LawPack
) -> Fraction | Unknown | None:
    """The yearly rate that a cap row allows, why it is unknown, or None where the table leaves it to a person."""
    rows = _limit_rows(cap, contract_on, plan_on, pack)
    return rows if isinstance(rows, Unknown) else _product(rows)


def _product(rows: tuple[Row, ...]) -> Fraction | None:
    return math.prod((row.number for row in rows), start=Fraction(1)) if rows else None


def _limit_rows(
    cap: Cap, contract_on: date | None, plan_on: date, pack: LawPack
) -> tuple[Row, ...] | Unknown:
    day = contract_on if cap.as_of == "contract" else plan_on
    rows: list[Row] = []
    for name in (cap.limit_row, cap.limit_series):
        if name is None:
            continue
        row = pack.as_of(name, day) if day else Unknown(name, plan_on, "contract_day_missing")
        if isinstance(row, Unknown):
            return row
        rows.append(row)
    return tuple(rows)


def _check_cap(cap: Cap, facts: PlanFacts, pack: LawPack) -> Iterator[Finding]:
    maker = Maker(pack, cap.check, cap.rules, cap.strength)
    if facts.contract_on is None and cap.is_dated:
        if not cap.channels or facts.channel in cap.channels:
            yield maker.missing("contract_on")
        return
    if not cap.is_for(facts.lender_type, facts.channel, facts.contract_on or facts.plan_on):
        return
    rows = _limit_rows(cap, facts.contract_on, facts.plan_on, pack)
    if isinstance(rows, Unknown):
        yield maker.undated(rows)
        return
    limit = _product(rows)
    if limit is None:
        yield maker.broken("cap_unsettled", lender_type=facts.lender_type)
        return
    maker.strength = confirmed(cap.strength, *rows)
    yield from _compare(maker, limit, facts)
    if cap.platform_fee_banned and facts.platform_fee_minor > 0:
        yield maker.broken("platform_fee_charged", fee_minor=facts.platform_fee_minor)


def _compare(maker: Maker, limit: Fraction, facts: PlanFacts) -> Iterator[Finding]:
    found = [*_rates(maker, limit, facts), *_flows(maker, limit, facts), *_accrued(maker, limit, facts)]
    yield from found or [maker.make("unknown", "cap_nothing_to_compare", limit_rate=money.rate_text(limit))]


def _rates(maker: Maker, limit: Fraction, facts: PlanFacts) -> Iterator[Finding]:
    for measure, rate in (("interest", facts.annual_rate), ("overdue", facts.overdue_rate)):
        if rate is None:
            continue
        said = {
            "measure": measure,
            "actual_rate": money.rate_text(rate),
            "limit_rate": money.rate_text(limit),
        }
        if rate <= limit:
            yield maker.make("pass", "cap_rate_within", **said)
        else:
            yield maker.broken("cap_rate_over", **said, excess_rate=money.rate_text(rate - limit))


def _flows(maker: Maker, limit: Fraction, facts: PlanFacts) -> Iterable[Finding]:
    if not facts.flows:
        return
    if facts.financed_minor is None:
        yield maker.missing("financed_minor")
        return
    excess = cost.overpaid_minor(facts.financed_minor, facts.flows, limit)
    forgiven = _tolerance(maker, facts) * len(facts.flows)
    nominal = cost.nominal_rate(facts.financed_minor, facts.flows) or 0.0
    effective = cost.effective_rate(nominal)
    said = {
        "limit_rate": money.rate_text(limit),
        "nominal_rate": cost.rate_fact(nominal),
        "effective_rate": cost.rate_fact(effective),
    }
    if excess > forgiven:
        yield maker.broken("cap_cost_over", **said, excess_minor=money.round_to(excess, money.Rounding("up")))
    elif effective > float(limit) and maker.strength != "info":
        # Whether the yearly rate is twelve times the monthly one or compounded is not settled: say so, do not block.
        yield maker.make("warn", "cap_cost_effective_over", **said)
    else:
        yield maker.make("pass", "cap_cost_within", **said)


def _accrued(maker: Maker, limit: Fraction, facts: PlanFacts) -> Iterable[Finding]:
    for segment in facts.segments:
        allowed = segment.outstanding_minor * limit * segment.years
        said = {"limit_rate": money.rate_text(limit), "charged_minor": segment.charges_minor}
        if segment.charges_minor <= allowed + _tolerance(maker, facts):
            yield maker.make("pass", "cap_accrued_within", **said)
            continue
        whole = money.round_to(allowed, money.Rounding("down"))
        excess = segment.charges_minor - whole
        yield maker.broken("cap_accrued_over", **said, allowed_minor=whole, excess_minor=excess)


def _tolerance(maker: Maker, facts: PlanFacts) -> int:
    row = maker.pack.as_of(TOLERANCE, facts.plan_on)
    return int(row.number) if isinstance(row, Row) else 0

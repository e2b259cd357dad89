"""The checks of a repayment plan beside the caps: penalty, principal, schedule, extension, guarantors, term, disclosure.

Each check is a function from facts and pack to findings. It says what it compared, and it answers `unknown` rather
than guess when a fact or a dated row is missing. A check that is not about this plan answers nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from hejie import dates, money
from hejie.rules.checks.facts import PlanFacts
from hejie.rules.checks.findings import Maker, confirmed
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.values import Finding, Row, Strength, Unknown

MONTHS_A_YEAR = 12


def check_penalty_uplift(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """A bank's penalty rate is at most the contract rate plus the dated uplift; less is a welcome concession."""
    if facts.lender_type != "bank" or facts.overdue_rate is None:
        return
    maker = Maker(pack, "PENALTY_UPLIFT", ("CN-RATE-15",), "block")
    row = pack.as_of("misuse_uplift_max" if facts.is_misuse else "overdue_uplift_max", facts.plan_on)
    if isinstance(row, Unknown):
        yield maker.undated(row)
    elif facts.contract_rate is None:
        yield maker.missing("contract_rate")
    else:
        yield _uplift(maker, facts.overdue_rate, facts.contract_rate, row)
    if facts.compound_on_penalty:
        yield maker.make("warn", "penalty_compounded")


def _uplift(maker: Maker, penalty: Fraction, contract: Fraction, row: Row) -> Finding:
    maker.strength = confirmed(maker.strength, row)
    limit = contract * (1 + row.number)
    said = {"penalty_rate": money.rate_text(penalty), "limit_rate": money.rate_text(limit)}
    if penalty <= limit:
        return maker.make("pass", "penalty_within", **said)
    return maker.broken("penalty_over", **said, contract_rate=money.rate_text(contract))


def check_head_cut(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """Interest taken off the loan before it was paid out is not principal: no plan may start from more than was
    received."""
    if facts.received_minor is None or facts.principal_base_minor is None:
        return
    maker = Maker(pack, "NO_HEAD_CUT", ("CN-RATE-06",), "block")
    if facts.principal_base_minor <= facts.received_minor:
        yield maker.make("pass", "head_cut_none", received_minor=facts.received_minor)
    else:
        yield maker.broken(
            "head_cut_found", base_minor=facts.principal_base_minor, received_minor=facts.received_minor
        )


def check_relabelled(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """Old interest written into the new principal would bear interest again: worth a look in every plan."""
    if facts.capitalised_interest_minor > 0:
        maker = Maker(pack, "ROLLUP_CAP", ("CN-RATE-07",), "warn")
        yield maker.broken("interest_relabelled", capitalised_minor=facts.capitalised_interest_minor)


def check_rollup(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """Interest on interest of a private loan: all that is ever paid stays within the first principal and the dated
    multiple of the prime rate on it, for the whole time."""
    if facts.lender_type != "private" or facts.capitalised_interest_minor <= 0:
        return
    maker = Maker(pack, "ROLLUP_CAP", ("CN-RATE-07",), "block")
    names = ("initial_principal_minor", "borrowed_on", "payable_minor", "contract_on")
    missing = [name for name in names if getattr(facts, name) is None]
    yield from (maker.missing(name) for name in missing)
    if not facts.due_on:
        yield maker.missing("due_on")
    elif not missing:
        yield _rollup(maker, facts, pack)


def _rollup(maker: Maker, facts: PlanFacts, pack: LawPack) -> Finding:
    contract_on, borrowed_on = facts.contract_on, facts.borrowed_on
    principal, payable = facts.initial_principal_minor, facts.payable_minor
    assert contract_on
    assert borrowed_on
    assert principal is not None
    assert payable is not None
    rows = [pack.as_of(name, contract_on) for name in ("rollup_lpr_multiple", "lpr_1y")]
    known = [row for row in rows if isinstance(row, Row)]
    if len(known) < len(rows):
        return maker.undated(next(row for row in rows if isinstance(row, Unknown)))
    maker.strength = confirmed(maker.strength, *known)
    years = dates.year_fraction(borrowed_on, facts.due_on[-1], count="act/365F")
    most = money.round_to(principal * (1 + known[0].number * known[1].number * years), money.Rounding("down"))
    said = {"limit_minor": most, "payable_minor": payable}
    if payable <= most:
        return maker.make("pass", "rollup_within", **said)
    return maker.broken("rollup_over", **said, excess_minor=payable - most)


def check_schedule(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """Principal parts sum to the agreed principal, dates go forward, nothing is negative, the burden is shown."""
    maker = Maker(pack, "SCHEDULE_EXACT", ("CN-CON-01",), "block")
    if facts.agreed_principal_minor is not None and facts.principal_parts:
        yield _sums(maker, facts.agreed_principal_minor, facts.principal_parts)
    for number, (earlier, later) in enumerate(pairwise(facts.due_on), start=2):
        if later <= earlier:
            yield maker.broken("schedule_dates_disorder", number=number)
    for number, part in enumerate(facts.principal_parts, start=1):
        if part < 0:
            yield maker.broken("schedule_part_negative", number=number)
    yield from _burden(facts, pack)


def _sums(maker: Maker, agreed: int, parts: tuple[int, ...]) -> Finding:
    if sum(parts) == agreed:
        return maker.make("pass", "schedule_sums", principal_minor=agreed)
    return maker.broken("schedule_differs", principal_minor=agreed, scheduled_minor=sum(parts))


def _burden(facts: PlanFacts, pack: LawPack) -> Iterator[Finding]:
    before, after = facts.total_before_minor, facts.total_after_minor
    if before is None or after is None:
        return
    maker = Maker(pack, "SCHEDULE_EXACT", ("HJ-01",), "warn")
    if after > before:
        yield maker.broken(
            "burden_increases", before_minor=before, after_minor=after, more_minor=after - before
        )
    else:
        yield maker.make("pass", "burden_not_increased", before_minor=before, after_minor=after)


def check_extension(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """An extension is asked for before maturity, while nothing is overdue, and no longer than the dated limits; anything
    else is a restructure."""
    if facts.kind != "extension":
        return
    maker = Maker(pack, "EXTENSION_VALID", ("CN-CON-07", "CN-RST-02"), "block")
    if facts.requested_on is None or facts.maturity_on is None:
        yield maker.missing("requested_on" if facts.requested_on is None else "maturity_on")
    else:
        days = {
            "requested_on": facts.requested_on.isoformat(),
            "maturity_on": facts.maturity_on.isoformat(),
        }
        in_time = facts.requested_on <= facts.maturity_on
        yield (
            maker.make("pass", "extension_in_time", **days)
            if in_time
            else maker.broken("extension_too_late", **days)
        )
    if facts.is_overdue:
        yield maker.broken("extension_of_overdue_loan")
    yield _length(maker, facts, pack)


def _length(maker: Maker, facts: PlanFacts, pack: LawPack) -> Finding:
    if facts.original_months is None or facts.extension_months is None:
        return maker.missing("original_months" if facts.original_months is None else "extension_months")
    rows = [pack.as_of(name, facts.plan_on) for name in LENGTHS]
    known = [row for row in rows if isinstance(row, Row)]
    if len(known) < len(rows):
        return maker.undated(next(row for row in rows if isinstance(row, Unknown)))
    own = Maker(pack, maker.check, maker.rule_ids, confirmed(maker.strength, *known))
    most = _most_months(facts.original_months, [row.number for row in known])
    said = {"months": facts.extension_months, "most_months": most}
    if facts.extension_months <= most:
        return own.make("pass", "extension_length_within", **said)
    return own.broken("extension_too_long", **said, original_months=facts.original_months)


LENGTHS: Final = (
    "extension_short_term_months",
    "extension_medium_term_months",
    "extension_short_ratio",
    "extension_medium_ratio",
    "extension_long_max_years",
)


def _most_months(original: int, lengths: Sequence[Fraction]) -> int:
    """The longest extension of a loan of so many months, from the values of LENGTHS."""
    short, medium, short_ratio, medium_ratio, long_years = lengths
    if original <= short:
        return int(original * short_ratio)
    return int(original * medium_ratio) if original <= medium else int(long_years * MONTHS_A_YEAR)


def check_guarantors(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """A guarantor who did not agree in writing is not bound by what grew; an extension needs every one of them."""
    if not facts.guarantors:
        return
    is_extension = facts.kind == "extension"
    if not (is_extension or _burdens_more(facts)):
        return
    strength: Strength = "block" if is_extension else "warn"
    maker = Maker(pack, "GUARANTOR_CONSENT", ("CN-CON-06", "CN-RST-02"), strength)
    day = facts.effective_on or facts.plan_on
    open_ = [g for g in facts.guarantors if g.consented_on is None or g.consented_on > day]
    if open_:
        yield maker.broken("guarantor_not_asked", count=len(open_))
    else:
        yield maker.make("pass", "guarantors_agreed", count=len(facts.guarantors))


def _burdens_more(facts: PlanFacts) -> bool:
    """Whether the guarantor would answer for more, at a higher rate, or for longer."""
    costs_more = (facts.total_after_minor or 0) > (facts.total_before_minor or 0)
    dearer = facts.rate_before is not None and (facts.annual_rate or 0) > facts.rate_before
    longer = bool(facts.maturity_on and facts.due_on and facts.due_on[-1] > facts.maturity_on)
    return costs_more or dearer or longer


def check_term(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """How long a bank lends to a person in all, from the contract to the last instalment. A plan for hardship may go
    beyond it with open eyes: a warning."""
    name = _LONGEST.get(facts.product)
    if name is None or facts.lender_type != "bank" or not facts.due_on:
        return
    row = pack.as_of(name, facts.plan_on)
    if isinstance(row, Unknown):
        return
    maker = Maker(pack, "LOAN_TERM", (row.rule_id,), "warn")
    if facts.contract_on is None:
        yield maker.missing("contract_on")
        return
    months = dates.months_begun(facts.contract_on, facts.due_on[-1])
    most = int(row.number) * MONTHS_A_YEAR
    if months > most:
        yield maker.broken("term_longer_than_usual", months=months, most_months=most)


_LONGEST: Mapping[str, str] = MappingProxyType(
    {"consumption": "consumption_loan_max_years", "business": "business_loan_max_years"}
)


def check_disclosure(facts: PlanFacts, *, pack: LawPack) -> Iterator[Finding]:
    """A plan that adds or re-prices instalments should carry a table of every cost. For loans made before the duty
    began it is unsettled whether a plan needs one: a warning; for later loans it blocks."""
    if facts.lender_type == "private" or not facts.adds_instalments:
        return
    row = pack.as_of("cost_disclosure_required", facts.plan_on)
    if isinstance(row, Unknown):
        return
    is_old_loan = facts.contract_on is None or facts.contract_on < row.from_
    strength = confirmed("warn" if is_old_loan else "block", row)
    maker = Maker(pack, "COST_DISCLOSURE", (row.rule_id,), strength)
    if facts.has_cost_table is None:
        yield maker.missing("has_cost_table")
    elif facts.has_cost_table:
        yield maker.make("pass", "cost_table_present")
    else:
        yield maker.broken("cost_table_missing", since_on=row.from_.isoformat())


def check_credit_record(facts: PlanFacts, *, pack: LawPack) -> Iterable[Finding]:
    """How long a true negative record stays: for everyone to know before signing, never a reason to block."""
    maker = Maker(pack, "CREDIT_RECORD", ("CN-CRD-01",), "info")
    row = pack.as_of("credit_record_years", facts.plan_on)
    if isinstance(row, Unknown):
        return (maker.undated(row),)
    return (maker.make("info", "credit_record_kept", years=int(row.number)),)

"""All plan checks over many plans at once, with the verdicts that the check of one plan gives.

    found = check_plans(columns(plans), pack=pack)
    found["CAP_LICENSED"]        one small number for each plan: its worst verdict of that check, by SCALE

Comparisons of rates, days and sums are made in whole numbers. The cost of all payments is first computed in floats; a
plan so near to a limit that a float could err is computed again exactly, by the code that checks one plan.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from hejie.rules.caps import cost
from hejie.rules.caps.columns import (
    EPOCH,
    KINDS,
    MONTHS_A_YEAR,
    NONE,
    PRODUCTS,
    RATE_UNIT,
    Floats,
    Mask,
    PlanColumns,
    Whole,
)
from hejie.rules.checks.facts import CHANNELS, LENDER_TYPES, Flow
from hejie.rules.packs.pack import LawPack
from hejie.rules.packs.steps_of_time import Steps, steps_of
from hejie.rules.packs.values import Cap

SCALE: Final = ("", "pass", "info", "warn", "unknown", "block")
"""The meaning of a verdict's number: none was given, then from the kindest to the worst."""
PASS, INFO, WARN, UNKNOWN, BLOCK = range(1, len(SCALE))
BROKEN: Final = {"block": BLOCK, "warn": WARN, "info": INFO, "review": UNKNOWN}
# A float of a cost is trusted beyond this share of the sum lent, and never within a thousandth of a minor unit.
SHARE, LEAST = 1e-9, 1e-3

Verdicts = NDArray[np.int8]


class _Found:
    """The worst verdict of each check so far."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.by_check: dict[str, Verdicts] = {}

    def note(self, check: str, where: Mask, verdict: int | Whole | Verdicts) -> None:
        """Keeps the worse of what is known and `verdict`, for the plans of `where`."""
        known = self.by_check.setdefault(check, np.zeros(self.size, dtype=np.int8))
        np.maximum(known, np.where(where, verdict, 0).astype(np.int8), out=known)

    def compare(self, check: str, where: Mask, is_kept: Mask, broken: int) -> None:
        """A pass where it is kept, `broken` elsewhere."""
        self.note(check, where, np.where(is_kept, PASS, broken))


def check_plans(plans: PlanColumns, *, pack: LawPack) -> Mapping[str, Verdicts]:
    """The worst verdict of each check for each plan; only checks that the country has."""
    found = _Found(len(plans))
    for check in (_caps, _penalty, _head_cut, _schedule, _extension, _term, _disclosure, _credit):
        check(plans, pack, found)
    return {name: verdicts for name, verdicts in found.by_check.items() if name in pack.checks}


def worst(found: Mapping[str, Verdicts]) -> Verdicts:
    """The worst verdict over all checks for each plan."""
    return np.asarray(np.maximum.reduce(list(found.values())))


# --- caps ---------------------------------------------------------------------------------------


def _caps(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    known = np.zeros(len(plans), dtype=np.bool_)
    for cap in pack.caps:
        known |= _is_of(plans.lender_type, cap.lender_types, LENDER_TYPES)
        where = _is_for(cap, plans)
        if where.any():
            _cap(cap, where, plans, pack, found)
    found.note("CAP", ~known, UNKNOWN)


def _is_of(column: Whole, words: tuple[str, ...], known: tuple[str, ...]) -> Mask:
    wanted = np.array([word in words for word in (*known, "")])  # NONE is the last place: in no list
    return wanted[column]


def _is_for(cap: Cap, plans: PlanColumns) -> Mask:
    where = _is_of(plans.lender_type, cap.lender_types, LENDER_TYPES)
    if cap.channels:
        where = where & _is_of(plans.channel, cap.channels, CHANNELS)
    if cap.contract_from:
        where = where & (plans.contract_on >= (cap.contract_from - EPOCH).days)
    if cap.contract_until:
        where = where & (plans.contract_on <= (cap.contract_until - EPOCH).days)
    return where


def _cap(cap: Cap, where: Mask, plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    names = [name for name in (cap.limit_row, cap.limit_series) if name]
    if not names:
        found.note(cap.check, where, BROKEN[cap.strength])
        return
    days = plans.contract_on if cap.as_of == "contract" else plans.plan_on
    dated, limit, recalled = _limit(names, days, pack)
    found.note(cap.check, where & ~dated, UNKNOWN)
    where = where & dated
    strength = "warn" if cap.strength == "block" and recalled else cap.strength
    broken = BROKEN[strength]
    compared = np.zeros(len(plans), dtype=np.bool_)
    for rate in (plans.annual_rate, plans.overdue_rate):
        told = where & (rate != NONE)
        found.compare(cap.check, told, rate <= limit, broken)
        compared |= told
    costed = where & (plans.flows > 0)
    found.note(cap.check, costed, _cost(costed, limit, plans, pack, broken, is_info=strength == "info"))
    found.note(cap.check, where & ~compared & ~costed, UNKNOWN)
    if cap.platform_fee_banned:
        found.note(cap.check, where & (plans.platform_fee_minor > 0), broken)


def _limit(names: list[str], days: Whole, pack: LawPack) -> tuple[Mask, Whole, bool]:
    """Where every factor is known, the limit as a whole rate, and whether a factor is from memory."""
    dated, recalled = np.ones(len(days), dtype=np.bool_), False
    limit = np.full(len(days), RATE_UNIT, dtype=np.int64)
    for name in names:
        is_multiple = name not in pack.series and pack.rows[name][0].unit == "multiple"
        steps = steps_of(name, pack=pack, unit=1 if is_multiple else RATE_UNIT)
        there, value = steps.at(days)
        limit = limit * value if is_multiple else limit // RATE_UNIT * value
        dated, recalled = dated & there, recalled or steps.recalled
    return dated, limit, recalled


def _cost(
    where: Mask, limit: Whole, plans: PlanColumns, pack: LawPack, broken: int, *, is_info: bool
) -> Whole:
    """What the cost of all payments answers: broken, warned where only the compounded rate is above, or passed."""
    verdicts = np.zeros(len(plans), dtype=np.int64)
    rows = np.flatnonzero(where)
    received, paid = plans.financed_minor[rows].astype(np.float64), plans.payments[rows]
    yearly = limit[rows] / RATE_UNIT
    forgiven = _tolerance(plans, pack)[rows] * plans.flows[rows].astype(np.float64)
    excess = _overpaid(received, paid, yearly)
    compounded = _overpaid(received, paid, ((1 + yearly) ** (1 / MONTHS_A_YEAR) - 1) * MONTHS_A_YEAR)
    margin = received * SHARE + LEAST
    warned = PASS if is_info else WARN
    answer = np.where(excess > forgiven, broken, np.where(compounded > 0, warned, PASS))
    near = (np.abs(excess - forgiven) < margin) | (np.abs(compounded) < margin)
    for place in np.flatnonzero(near):
        row = int(rows[place])
        exact = _exact(row, Fraction(int(limit[row]), RATE_UNIT), int(forgiven[place]), plans)
        answer[place] = broken if exact == "over" else warned if exact == "compounded" else PASS
    verdicts[rows] = answer
    return verdicts


def _tolerance(plans: PlanColumns, pack: LawPack) -> Whole:
    return steps_of("cost_tolerance_per_instalment", pack=pack, unit=1).at(plans.plan_on)[1]


def _overpaid(received: Floats, paid: Floats, yearly: Floats) -> Floats:
    """What the payments give beyond what was received, at simple interest on what is outstanding; see `rules.cost`."""
    principal, interest = received.copy(), np.zeros_like(received)
    monthly = yearly / MONTHS_A_YEAR
    for column in paid.T:
        interest += principal * monthly
        to_interest = np.minimum(column, interest)
        interest -= to_interest
        principal -= column - to_interest
    return -(principal + interest)


def _exact(row: int, limit: Fraction, forgiven: int, plans: PlanColumns) -> str:
    """The same question asked of the code for one plan."""
    received = int(plans.financed_minor[row])
    flows = [
        Flow(Fraction(month, MONTHS_A_YEAR), int(minor))
        for month, minor in enumerate(plans.payments[row], start=1)
        if minor
    ]
    if cost.overpaid_minor(received, flows, limit) > forgiven:
        return "over"
    nominal = cost.nominal_rate(received, flows) or 0.0
    return "compounded" if cost.effective_rate(nominal) > float(limit) else "within"


# --- the other checks -------------------------------------------------------------------------------


def _penalty(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    name = "PENALTY_UPLIFT"
    where = _is_of(plans.lender_type, ("bank",), LENDER_TYPES) & (plans.overdue_rate != NONE)
    for row, is_this in (
        ("overdue_uplift_max", plans.is_misuse == 0),
        ("misuse_uplift_max", plans.is_misuse == 1),
    ):
        steps = steps_of(row, pack=pack, unit=RATE_UNIT)
        dated, uplift = steps.at(plans.plan_on)
        this = where & is_this
        found.note(name, this & ~(dated & (plans.contract_rate != NONE)), UNKNOWN)
        # contract x (1 + uplift) is compared with both sides times the unit, so that nothing is rounded
        kept = plans.overdue_rate * RATE_UNIT <= plans.contract_rate * (RATE_UNIT + uplift)
        broken = WARN if steps.recalled else BLOCK
        found.compare(name, this & dated & (plans.contract_rate != NONE), kept, broken)
    found.note(name, where & (plans.compound_on_penalty == 1), WARN)


def _head_cut(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    told = (plans.received_minor != NONE) & (plans.principal_base_minor != NONE)
    found.compare("NO_HEAD_CUT", told, plans.principal_base_minor <= plans.received_minor, BLOCK)


def _schedule(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    name = "SCHEDULE_EXACT"
    told = (plans.agreed_principal_minor != NONE) & (plans.parts > 0)
    found.compare(name, told, plans.parts_sum == plans.agreed_principal_minor, BLOCK)
    found.note(name, (plans.disordered > 0) | (plans.negative_parts > 0), BLOCK)
    both = (plans.total_before_minor != NONE) & (plans.total_after_minor != NONE)
    found.compare(name, both, plans.total_after_minor <= plans.total_before_minor, WARN)


def _extension(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    name = "EXTENSION_VALID"
    where = plans.kind == KINDS.index("extension")
    told = (plans.requested_on != NONE) & (plans.maturity_on != NONE)
    found.note(name, where & ~told, UNKNOWN)
    found.compare(name, where & told, plans.requested_on <= plans.maturity_on, BLOCK)
    found.note(name, where & (plans.is_overdue == 1), BLOCK)
    measured = (plans.original_months != NONE) & (plans.extension_months != NONE)
    found.note(name, where & ~measured, UNKNOWN)
    dated, most, recalled = _most_months(plans, pack)
    found.note(name, where & measured & ~dated, UNKNOWN)
    broken = WARN if recalled else BLOCK
    found.compare(name, where & measured & dated, plans.extension_months <= most, broken)


_LENGTHS: Final = {
    "extension_short_term_months": 1,
    "extension_medium_term_months": 1,
    "extension_short_ratio": RATE_UNIT,
    "extension_medium_ratio": RATE_UNIT,
    "extension_long_max_years": 1,
}


def _most_months(plans: PlanColumns, pack: LawPack) -> tuple[Mask, Whole, bool]:
    """The longest extension in months (a share of a short or a medium term, a fixed time for a long one), where it is
    known, and whether a value of it is from memory."""
    steps = [steps_of(name, pack=pack, unit=unit) for name, unit in _LENGTHS.items()]
    found = [one.at(plans.plan_on) for one in steps]
    dated = np.logical_and.reduce([there for there, _ in found])
    short, medium, short_share, medium_share, longest = (value for _, value in found)
    original = plans.original_months
    shares = np.where(original <= short, short_share, medium_share)
    most = np.where(original <= medium, original * shares // RATE_UNIT, longest * MONTHS_A_YEAR)
    return dated, most, any(one.recalled for one in steps)


def _term(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    bank = _is_of(plans.lender_type, ("bank",), LENDER_TYPES) & (plans.last_due_on != NONE)
    months = _months_begun(plans.contract_on, plans.last_due_on)
    for product, name in (
        ("consumption", "consumption_loan_max_years"),
        ("business", "business_loan_max_years"),
    ):
        dated, years = steps_of(name, pack=pack, unit=1).at(plans.plan_on)
        where = bank & dated & (plans.product == PRODUCTS.index(product))
        found.note("LOAN_TERM", where & (months > years * MONTHS_A_YEAR), WARN)


def _months_begun(start: Whole, end: Whole) -> Whole:
    """Months from `start` to `end`, a begun one counted whole; as `dates.months_begun`."""
    first, last = start.astype("datetime64[D]"), end.astype("datetime64[D]")
    months = (last.astype("datetime64[M]") - first.astype("datetime64[M]")).astype(np.int64)
    day = (first - first.astype("datetime64[M]")).astype(np.int64)
    length = (
        (last.astype("datetime64[M]") + 1).astype("datetime64[D]") - last.astype("datetime64[M]")
    ).astype(np.int64)
    reached = last.astype("datetime64[M]") + np.minimum(day, length - 1).astype("timedelta64[D]")
    return np.asarray(months + (reached < last))


def _disclosure(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    name = "COST_DISCLOSURE"
    steps: Steps = steps_of("cost_disclosure_required", pack=pack, unit=1)
    dated, _ = steps.at(plans.plan_on)
    is_private = _is_of(plans.lender_type, ("private",), LENDER_TYPES)
    where = dated & ~is_private & (plans.adds_instalments == 1)
    since = steps.starts[0] if len(steps.starts) else 0
    broken = np.where((plans.contract_on < since) | steps.recalled, WARN, BLOCK)
    found.note(name, where & (plans.has_cost_table == NONE), UNKNOWN)
    found.note(name, where & (plans.has_cost_table == 1), PASS)
    found.note(name, where & (plans.has_cost_table == 0), broken)


def _credit(plans: PlanColumns, pack: LawPack, found: _Found) -> None:
    dated, _ = steps_of("credit_record_years", pack=pack, unit=1).at(plans.plan_on)
    found.note("CREDIT_RECORD", dated, INFO)
    found.note("CREDIT_RECORD", ~dated, UNKNOWN)

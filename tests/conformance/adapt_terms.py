"""Adapters of the cases about schedules: of pages and manuals, from period factors, and of a product drawn once.

A page that shows a mortgage seldom says how it rounds. Where neither the case nor its source does, it agrees if one of
the `READINGS` gives all its figures together.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any, Final

from hejie import dates, loans, money
from tests.conformance import products
from tests.conformance.figures import differences, exact, limit, minor, near, percent, units
from tests.conformance.outcome import Adapter, Case, NotApplicable, Outcome, judged

START = date(2026, 1, 15)

# schedules of pages and manuals

METHODS: Final = (
    (r"等本等息|flat", "flat_rate"),
    (r"等额本金|(equal|level) principal", "equal_principal"),
    (r"interest[ -]?only|先息后本", "interest_only"),
    (r"bullet|到期|一次", "bullet"),
    (r"等额本息|level|equal|annuity|fixed instalment", "equal_instalment"),
)
UP: Final = money.Rounding("up", unit=100)

Reading = Mapping[str, Any]
READINGS: Final[tuple[Reading, ...]] = (
    {"rounded": "running_total"},
    {"rounded": "instalment"},
    {"rounded": "instalment", "times": True},
)
"""Unrounded and shown in cents; rounded row by row; the rounded payment times the number of months."""


def of_schedule(case: Case) -> Outcome:
    terms = _page_terms(case["inputs"])
    expected = {name: value for name, value in case["expected"].items() if name != "columns"}
    found = []
    for reading in _readings(case):
        plan = replace(terms, rounded=reading["rounded"])
        got = _page_figures(case, plan, times=reading.get("times", False))
        found.append(differences(got, expected, limit(case)))
    return judged(min(found, key=len))


def _page_terms(inputs: Mapping[str, Any]) -> loans.Terms:
    method = _page_method(inputs["method"])
    level = minor(inputs["payment"]) if "payment" in inputs else 0
    rounded_up = re.search(r"rounded UP to whole", inputs["method"])
    terms = loans.Terms(
        method=method,
        principal_minor=minor(inputs["principal"]),
        annual_rate=annual_rate(inputs),
        start=START,
        first_due=dates.add_months(START, 1),
        instalments=months(inputs),
        instalment_rounding=UP if rounded_up else None,
        instalment_minor=level,
    )
    return loans.with_instalment(terms) if level and "months" not in inputs else terms


def _page_method(text: str) -> str:
    for pattern, method in METHODS:
        if re.search(pattern, text, re.IGNORECASE):
            return method
    raise NotApplicable(f"the method “{text}”")


def months(inputs: Mapping[str, Any]) -> int:
    if "years" in inputs:
        return int(inputs["years"]) * 12
    return int(inputs.get("months", inputs.get("periods", 1)))


def annual_rate(inputs: Mapping[str, Any]) -> Fraction:
    for name, times in (
        ("annual_rate_percent", 1),
        ("monthly_rate_percent", 12),
        ("daily_rate_percent", 360),
    ):
        if name in inputs:
            return percent(inputs[name]) * times
    raise NotApplicable("no rate is given")


def _readings(case: Case) -> Sequence[Reading]:
    said = f"{case['inputs']['method']} {case.get('notes', '')}"
    if "last instalment takes the rest" in said or "rounded to cents" in said or "payment" in case["inputs"]:
        return (READINGS[1],)
    if "rounded payment" in said:
        return (READINGS[2],)
    if "unrounded" in said or "no per-period rounding" in said:
        return (READINGS[0],)
    return READINGS


def _page_figures(case: Case, terms: loans.Terms, *, times: bool) -> dict[str, Any]:
    plan = loans.schedule(terms)
    paid = int(case["inputs"].get("paid_periods", 0))
    total = plan.amounts[0] * len(plan) if times else plan.total
    rows = [_row(row) for row in plan.rows()]
    return {
        "payment": units(plan.amounts[0]),
        "first_payment": units(plan.amounts[0]),
        "last_payment": units(plan.amounts[-1]),
        "periods": len(plan),
        "monthly_principal": units(plan.principal[0]),
        "monthly_decrease": units(plan.amounts[0] - plan.amounts[min(1, len(plan) - 1)]),
        "total_interest": units(total - terms.principal_minor),
        "total_payment": units(total),
        "total": units(total),
        "row1": rows[0],
        "last_row": rows[-1],
        "principal_left": units(plan.balances[paid - 1] if paid else terms.principal_minor),
        "interest_left": units(sum(plan.interest[paid:])),
        "principal_paid": units(sum(plan.principal[:paid])),
        "interest_paid": units(sum(plan.interest[:paid])),
        "payments_left": len(plan) - paid,
        "rows_0based": [{"index": k, **row} for k, row in enumerate(rows)],
        "rows": _as_columns(terms, rows, case["expected"].get("columns", ())),
    }


def _row(row: loans.Instalment, digits: int = 2) -> dict[str, Any]:
    return {
        "n": row.number,
        "payment": units(row.total, digits),
        "principal": units(row.principal, digits),
        "interest": units(row.interest, digits),
        "balance": units(row.balance, digits),
    }


def _as_columns(terms: loans.Terms, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[Any]:
    """Rows in the order of the case's columns; unrounded arithmetic shows each figure in cents for itself."""
    if not names:
        return [*rows]
    if terms.rounded != "running_total":
        return [[row.get(name) for name in names] for row in rows]
    principal, interest = loans.unrounded(terms)
    left = [terms.principal_minor - gone for gone in accumulate(principal)]
    shown = [
        {"n": n, "principal": part, "interest": own, "balance": rest, "payment": part + own}
        for n, (part, own, rest) in enumerate(zip(principal, interest, left, strict=True), start=1)
    ]
    return [
        [row["n"] if name == "n" else units(money.round_to(row[name])) for name in names] for row in shown
    ]


# level instalments from period factors

Event = Mapping[str, Any]
CENTS: Final = Decimal(10) ** -12


def of_emi(case: Case) -> Outcome:
    inputs, found = case["inputs"], []
    if any(earlier[1] != later[0] for earlier, later in pairwise(inputs["periods"])):
        raise NotApplicable("faulty as recorded: its periods do not meet")
    for snapshot in case["expected"]["snapshots"]:
        told = inputs["events"][: snapshot["after_events"]]
        _refuse_other_sums(told, snapshot["rows"])
        found += _emi_differences(case, told, snapshot["rows"])
    return judged(found)


def _refuse_other_sums(told: Sequence[Event], rows: Sequence[Mapping[str, Any]]) -> None:
    """A case whose schedule repays another sum than its own events draw says nothing about anybody's arithmetic."""
    drawn = sum(exact(event["amount"]) for event in told if event["op"] == "disburse")
    repaid = sum(exact(row["principal"]) for row in rows)
    is_whole = all(
        exact(before["balance"]) - exact(row["principal"]) == exact(row["balance"])
        for before, row in pairwise(rows)
    )
    if is_whole and drawn != repaid == exact(rows[0]["principal"]) + exact(rows[0]["balance"]):
        raise NotApplicable(f"faulty as recorded: the events draw {drawn}, the schedule repays {repaid}")


def _emi_differences(case: Case, told: Sequence[Event], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    terms = emi_terms(case["inputs"], told)
    plan, digits = loans.schedule(terms), int(case["inputs"].get("currency_digits", 2))
    if [day.isoformat() for day in plan.due] != [end for _, end in case["inputs"]["periods"]]:
        raise NotApplicable("its periods follow no rule of due dates")
    found = []
    for row, factors, want in zip(plan.rows(), emi_factors(case["inputs"], told), rows, strict=True):
        got = {**_row(row, digits), "emi": units(row.total, digits)}
        amounts = {name: value for name, value in want.items() if name != "rate_factors"}
        found += differences(got, amounts, limit(case), f"row {row.number}")
        wanted = [factor for factor in want.get("rate_factors", []) if factor]
        same = len(wanted) == len(factors) and all(
            near(own, factor, limit(case, "rate_factor_abs"))
            for own, factor in zip(factors, wanted, strict=True)
        )
        found += [] if same else [f"row {row.number}: factors {factors}, expected {wanted}"]
    return found


def emi_terms(inputs: Mapping[str, Any], told: Sequence[Event]) -> loans.Terms:
    """The terms after the events told so far: the first drawing, later ones, and rates from a day on."""
    draws, rates = _draws(told), _rates(told)
    (start, principal), *later = draws
    mode = products.rounding_mode("HALF_EVEN")
    multiple = inputs.get("instalment_multiple")
    digits = inputs["currency_digits"]
    return loans.Terms(
        method="equal_instalment",
        principal_minor=minor(principal, digits),
        annual_rate=percent(inputs["annual_rate_percent"]),
        start=start,
        first_due=date.fromisoformat(inputs["periods"][0][1]),
        instalments=len(inputs["periods"]),
        every=products.step(inputs["every"], inputs["frequency"]),
        count=products.year_count(inputs["days_in_year"], inputs["days_in_month"], inputs["frequency"]),
        month_end=_month_end(inputs),
        stub="share",
        rounding=money.Rounding(mode),
        instalment_rounding=money.Rounding(mode, minor(multiple, digits)) if multiple else None,
        rounded="part",
        rate_places=12,
        last="near",
        tranches=tuple(loans.Tranche(day, minor(amount, digits)) for day, amount in later),
        rates=tuple(loans.RateStep(max(day, start), rate) for day, rate in rates),
    )


def _month_end(inputs: Mapping[str, Any]) -> str:
    """The rule by which the days of the periods follow from the first of them."""
    ends = [date.fromisoformat(end) for _, end in inputs["periods"]]
    every = products.step(inputs["every"], inputs["frequency"])
    found = (
        rule
        for rule in dates.MONTH_ENDS
        if [*dates.due_dates(ends[0], len(ends), every=every, month_end=rule)] == ends
    )
    return next(found, "same_day")


def _draws(told: Sequence[Event]) -> list[tuple[date, object]]:
    draws = [
        (date.fromisoformat(event["date"]), event["amount"]) for event in told if event["op"] == "disburse"
    ]
    if not draws:
        raise NotApplicable("nothing is drawn")
    return sorted(draws, key=lambda draw: draw[0])


def _rates(told: Sequence[Event]) -> list[tuple[date, Fraction]]:
    """A rate dated on a day counts for the night before it: this source books a day's interest on the next day."""
    unknown = {event["op"] for event in told} - {"disburse", "rate_change"}
    if unknown:
        raise NotApplicable(f"{', '.join(sorted(unknown))}: not a term of a schedule")
    changes = [event for event in told if event["op"] == "rate_change"]
    day_of = [date.fromisoformat(event["from_date"]) - timedelta(1) for event in changes]
    return sorted(zip(day_of, [percent(event["annual_rate_percent"]) for event in changes], strict=True))


def emi_factors(inputs: Mapping[str, Any], told: Sequence[Event]) -> list[list[Fraction]]:
    """The factors of each period, cut where something is drawn or rated; those of nothing are left out."""
    terms = emi_terms(inputs, told)
    whole = loans.periods(
        replace(terms, start=date.fromisoformat(inputs["periods"][0][0]), tranches=(), rates=())
    )
    cuts = sorted({day for day, _ in _draws(told)} | {step.day for step in terms.rates})
    found = []
    for k, (start, end) in enumerate(zip(whole.starts, whole.ends, strict=True)):
        days = [start, *(day for day in cuts if start < day < end), end]
        parts = [
            _rate_on(terms, day) * (whole.elapsed(k, later) - whole.elapsed(k, day))
            for day, later in pairwise(days)
        ]
        found.append([part for part in parts if part])
    return found


def _rate_on(terms: loans.Terms, day: date) -> Fraction:
    rates = [step.annual_rate for step in terms.rates if step.day <= day]
    return rates[-1] if rates else terms.annual_rate


# schedules of a product, drawn on one day


def of_product(case: Case) -> Outcome:
    inputs = case["inputs"]
    found = []
    for snapshot in case["expected"]["snapshots"]:
        if snapshot["what"] != "schedule":
            raise NotApplicable("it lists transactions")
        terms = _drawn(inputs, inputs["steps"][: snapshot["after_steps"]])
        digits = int(inputs["product_defaults"].get("currency_digits", 2))
        rows = [_product_row(row, digits) for row in loans.schedule(terms).rows()]
        columns = case["expected"]["schedule_columns"]
        got = [[row[name] for name in columns] for row in rows]
        found += differences(got, snapshot["rows"], limit(case), "row")
        found += [f"{len(got)} rows, expected {len(snapshot['rows'])}"] * (len(got) != len(snapshot["rows"]))
    return judged(found)


def _drawn(inputs: Mapping[str, Any], steps: Sequence[Event]) -> loans.Terms:
    """The loan as the steps draw it: once, or, before anything is drawn, whole on the day it was submitted."""
    drawings = [step for step in steps if step["op"] == "disburse"]
    other = {step["op"] for step in steps} - {"disburse", "business_date"}
    if other or len(drawings) > 1:
        raise NotApplicable(f"a life, not a schedule: {', '.join(sorted(other)) or 'several drawings'}")
    if not drawings:
        return products.terms_of(inputs["loan"], inputs["product_defaults"])
    day = date.fromisoformat(drawings[0]["date"])
    return products.terms_of(
        inputs["loan"], inputs["product_defaults"], drawn=day, amount=drawings[0].get("amount")
    )


def _product_row(row: loans.Instalment, digits: int) -> dict[str, Any]:
    nothing = Decimal(0)
    return {
        **_row(row, digits),
        "due_date": row.due.isoformat(),
        "fees": units(row.fee, digits),
        "penalties": nothing,
        "due": units(row.total, digits),
        "paid": nothing,
        "in_advance": nothing,
        "late": nothing,
        "outstanding": units(row.total, digits),
    }


ADAPTERS: Final[Mapping[str, Adapter]] = {
    "schedule": of_schedule,
    "schedule_zh": of_schedule,
    "schedule_emi": of_emi,
    "schedule_full": of_product,
}

"""Rates and the time value of money: which of the engine's functions a source means, and in which order its
arguments come.

Where several roots exist the source picks one by where its search began. The engine gives all of them; it agrees if the
source's root is among them.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hejie import dates, texts
from hejie.loans import cost
from tests.conformance.figures import exact, limit, near
from tests.conformance.outcome import Adapter, Case, NotApplicable, Outcome, judged

Inputs = Mapping[str, Any]

# Names of day counts in sources, where they are not the engine's own.
COUNTS = {
    "30/360": "30/360 US",
    "30/360 ISDA": "30/360 US",
    "30/360 SIA": "30U/360",
    "30/360 PSA": "30U/360",
    "30/360 BMA": "30U/360",
    "30/360 ISMA": "30E/360",
    "30/360 European": "30E/360",
    "act/365": "act/365F",
    "act/act": "act/act ISDA",
    "act/365 Japanese": "NL/365",
}

FREQUENCIES = {
    "biweek": ("week", 2),
    "fortnight": ("week", 2),
    "quarter": ("month", 3),
    "half-year": ("month", 6),
}

# The names of the arguments in the engine's words.
ARGUMENTS = {
    "rate": "rate",
    "per": "period",
    "nper": "periods",
    "pmt": "payment",
    "pv": "present",
    "fv": "future",
    "values": "amounts",
}
FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "fv": cost.tvm.future_value,
    "pv": cost.tvm.present_value,
    "pmt": cost.tvm.payment,
    "nper": cost.tvm.periods,
    "rate": cost.tvm.rate,
    "ipmt": cost.tvm.interest_part,
    "ppmt": cost.tvm.principal_part,
    "npv": cost.tvm.net_present_value,
}
ORDERS = {
    "fv": "rate,nper,pmt,pv,when",
    "pv": "rate,nper,pmt,fv,when",
    "pmt": "rate,nper,pv,fv,when",
    "nper": "rate,pmt,pv,fv,when",
    "rate": "nper,pmt,pv,fv,when",
    "ipmt": "rate,per,nper,pv,fv,when",
    "ppmt": "rate,per,nper,pv,fv,when",
    "npv": "rate,values",
}
STARTS = {1, "1", "begin", "start", "beginning"}


def figure(got: cost.Answer, expected: object, within: Decimal, *, times: int = 1) -> list[str]:
    """What differs: no rate where one is expected, one where none is, or one further away than `within`."""
    found = [exact(repr(rate.value)) * times for rate in cost.rates_of(got)]
    if expected is None:
        return [f"{[float(value) for value in found]}, expected no solution"] if found else []
    if any(near(value, expected, within) for value in found):
        return []
    return [f"{[float(value) for value in found] or got}, expected {expected}"]


def of_percent(case: Case, got: cost.Answer) -> Outcome:
    """Every expected percentage; one shown to n decimals must be the rounded one."""
    differences: list[str] = []
    for name, expected in case["expected"].items():
        shown = re.search(r"_(\d)dp$", name)
        if shown:
            told = [rate.percent(places=int(shown[1])) for rate in cost.rates_of(got)]
            agrees = any(near(percent, expected, limit(case, f"{name}_abs")) for percent in told)
            differences += [] if agrees else [f"{name}: {told}, expected {expected}"]
        else:
            differences += figure(got, expected, limit(case, f"{name}_abs"), times=100)
    return judged(differences)


def of_irr(case: Case) -> Outcome:
    got = cost.irr(case["inputs"]["cash_flows"], per_year=1)
    return judged(
        [
            part
            for name in case["expected"]
            for part in figure(got, case["expected"][name], limit(case, "abs"))
        ]
    )


def of_xirr(case: Case) -> Outcome:
    inputs = case["inputs"]
    count = inputs.get("day_count", "act/365F")
    flows = [cost.Dated(date.fromisoformat(day), amount) for day, amount in inputs["flows"]]
    named = COUNTS.get(count, count)
    if named not in dates.COUNTS:
        raise NotApplicable(f"the day count {count}")
    got = cost.xirr(flows, count=named)
    return judged(
        [
            part
            for name in case["expected"]
            for part in figure(got, case["expected"][name], limit(case, "abs"))
        ]
    )


def of_eu(case: Case) -> Outcome:
    inputs = case["inputs"]
    advances = [cost.Flow(exact(time), exact(amount)) for time, amount in inputs["drawdowns"]]
    payments = [cost.Flow(exact(time), exact(amount)) for time, amount in inputs.get("payments", ())]
    for row in inputs.get("payments_run_length", ()):
        first, step, count, amount = columns(inputs, row)
        payments += [cost.Flow(exact(first) + k * exact(step), exact(amount)) for k in range(int(count))]
    return of_percent(case, cost.apr_eu(advances, payments))


def columns(inputs: Inputs, row: list[Any]) -> tuple[Any, ...]:
    """First time, step, count and amount of a run, wherever its columns stand."""
    order = inputs.get("run_length_columns", ["first_t_years", "step_years", "count", "amount"])
    named = dict(zip(order, row, strict=True))
    return named["first_t_years"], named["step_years"], named["count"], named["amount"]


def of_uk(case: Case) -> Outcome:
    inputs = case["inputs"]
    if "payments_days" in inputs:
        basis = exact(inputs.get("year_basis_days", 365))
        given = inputs["drawdown"]
        drawn = given if isinstance(given, list) else [[0, amount_of(given)]]
        advances = [cost.Flow(exact(day) / basis, exact(amount)) for day, amount in drawn]
        payments = [cost.Flow(exact(day) / basis, exact(amount)) for day, amount in inputs["payments_days"]]
        return of_percent(case, cost.apr_uk(advances, payments))
    given = inputs["drawdown"]
    drawn = [(given["date"], given["amount"])] if isinstance(given, Mapping) else given
    first = min(date.fromisoformat(day) for day, _ in drawn)
    return of_percent(case, cost.apr_uk(*(by_days(first, rows) for rows in (drawn, inputs["payments"]))))


def by_days(first: date, rows: list[Any]) -> list[cost.Flow]:
    return [
        cost.Flow(dates.year_fraction(first, date.fromisoformat(day), count="act/365F"), exact(amount))
        for day, amount in rows
    ]


def amount_of(given: Any) -> Any:
    return given["amount"] if isinstance(given, Mapping) else given


def of_us(case: Case) -> Outcome:
    inputs = case["inputs"]
    given = inputs["advance"] if "advance" in inputs else inputs["advances"]
    advances = [given] if isinstance(given, Mapping) else given
    unit = unit_of(inputs)
    rows = [
        (row.get("date", row.get("t")), row["amount"]) if isinstance(row, Mapping) else row
        for row in advances
    ]
    if any(isinstance(when, str) and "-" in when for when, _ in rows):
        return of_percent(case, cost.apr_us(dated(rows), dated(inputs["payments"]), unit=unit))
    return of_percent(case, cost.apr_us_at(timed(rows), timed(inputs["payments"]), unit=unit))


def dated(rows: list[Any]) -> list[cost.Dated]:
    return [cost.Dated(date.fromisoformat(day), exact(amount)) for day, amount in rows]


def timed(rows: list[Any]) -> list[cost.Flow]:
    return [cost.Flow(exact(time), exact(amount)) for time, amount in rows]


def unit_of(inputs: Inputs) -> dates.Unit:
    """What "2 month", "semimonth", "4 week" or "1 day" is; where a period is whole weeks, the year has 52."""
    told = re.fullmatch(r"(?:(\d+) )?([a-z-]+?)s?", inputs["unit_period"])
    if told is None:
        raise NotApplicable(f"{inputs['unit_period']} is no unit-period")
    known, each = FREQUENCIES.get(told[2], (told[2], 1))
    try:
        unit = dates.Unit(known, int(told[1] or 1) * each)
    except texts.Faulty as faulty:
        raise NotApplicable(f"{inputs['unit_period']} is no unit-period") from faulty
    if not near(unit.per_year, inputs.get("unit_periods_per_year", unit.per_year), 1e-6):
        raise NotApplicable(
            f"{inputs['unit_periods_per_year']} unit-periods of {inputs['unit_period']} in a year"
        )
    return unit


def of_tvm(case: Case) -> Outcome:
    inputs = case["inputs"]
    function = inputs["function"]
    if function not in FUNCTIONS:
        raise NotApplicable(f"{function} is not a question about a loan")
    order = inputs.get("args_order", ORDERS[function]).split(",")
    given = {name: plain(value) for name, value in zip(order, inputs["args"], strict=False)}
    named = {name: value for name, value in given.items() if value is not None} | options(case)
    got = FUNCTIONS[function](**arguments(function, named))
    expected, within = case["expected"]["value"], limit(case, "abs")
    if function == "rate":
        return judged(figure(got, expected, within))
    if expected is None or got is None:
        return judged([] if got is expected else [f"{got}, expected {expected}"])
    return judged([] if near(repr(got), expected, within) else [f"{got}, expected {expected}"])


def plain(value: Any) -> Any:
    """A figure written as text is a figure; words, numbers and lists stay what they are."""
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(exact(value)) if isinstance(value, str) and re.fullmatch(r"-?[\d./]+", value) else value


def options(case: Case) -> dict[str, Any]:
    """What a source was called with besides: in the inputs, or as JSON in the notes."""
    written = re.search(r"\{.*?\}", case.get("notes", ""))
    told = json.loads(written[0]) if written else {}
    return {**told, **case["inputs"].get("options", {})}


def arguments(function: str, named: dict[str, Any]) -> dict[str, Any]:
    """The engine's arguments; numbers that sources write as 2.0 are whole where a count is meant."""
    given = {ARGUMENTS[name]: value for name, value in named.items() if name in ARGUMENTS}
    given |= {name: int(given[name]) for name in ("period",) if name in given}
    if function == "npv":
        return given | {"first": 0 if named.get("start_from_zero", True) else 1}
    starts = named.get("when", 0) in STARTS or named.get("pmt_at_beginning", False)
    return given | {"due": "start" if starts else "end"}


ADAPTERS: Mapping[str, Adapter] = {
    "apr_eu": of_eu,
    "apr_uk": of_uk,
    "apr_us_actuarial": of_us,
    "irr": of_irr,
    "xirr": of_xirr,
    "tvm": of_tvm,
}

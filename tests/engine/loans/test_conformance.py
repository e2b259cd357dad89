"""Third-party schedules, accruals and penalties, met within each source's own tolerance.

The convention is data: the same loan has different cents under different conventions, so an adapter here says which
one each source uses. The cases live in data/schedules.json with their sources; where the full collection lies beside
the checkout, the cases of these kinds there are run as well.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from hejie import loans, money

Case = Mapping[str, Any]
Figures = dict[str, Decimal]

CASES: list[Case] = json.loads(
    (Path(__file__).parent / "data" / "schedules.json").read_text(encoding="utf-8")
)

METHODS = {
    "等额本息": "equal_instalment",
    "等额本金": "equal_principal",
    "interest only": "interest_only",
    "level payment, unrounded arithmetic, displayed to cents": "equal_instalment",
    "level instalment rounded UP to whole currency unit, last instalment takes the rest; month = 1/12 year": "equal_instalment",
}

# What the source does beside the usual rounding of each figure.
CONVENTIONS: dict[str, dict[str, Any]] = {
    "frappe-term-280000": {"instalment_rounding": money.Rounding("up", unit=100)},
    "doc-interestonly-b": {"rounded": "running_total"},
    "npf-doc-ipmt-2500": {"rounded": "running_total"},
    "zh-1m-450-30y": {"rounded": "running_total"},
    "zh-debj-1m-490": {"rounded": "running_total"},
    "zh-debj-1m-490-last": {"rounded": "running_total"},
    "zh-debx-after12": {"rounded": "running_total"},
}

NOT_YET = {"frappe-fixed-14000": "the number of periods follows from a fixed instalment"}


def exact(value: object) -> Fraction:
    return Fraction(str(value))


def minor(value: object) -> int:
    return int(exact(value) * 100)


def units(amount: int) -> Decimal:
    return Decimal(amount) / 100


def annual_rate(inputs: Mapping[str, Any]) -> Fraction:
    if "monthly_rate_percent" in inputs:
        return exact(inputs["monthly_rate_percent"]) * 12 / 100
    return exact(inputs["annual_rate_percent"]) / 100


def terms_of(case: Case) -> loans.Terms:
    inputs = case["inputs"]
    terms = loans.Terms(
        method=METHODS[inputs["method"]],
        principal_minor=minor(inputs["principal"]),
        annual_rate=annual_rate(inputs),
        start=date(2026, 1, 15),
        first_due=date(2026, 2, 15),
        instalments=inputs["months"],
    )
    return replace(terms, **CONVENTIONS.get(case["id"], {}))


def row(instalment: loans.Instalment) -> Figures:
    return {
        "payment": units(instalment.total),
        "principal": units(instalment.principal),
        "interest": units(instalment.interest),
        "balance": units(instalment.balance),
    }


def of_schedule(case: Case) -> dict[str, Any]:
    terms = terms_of(case)
    plan = loans.schedule(terms)
    months, paid = len(plan), case["inputs"].get("paid_periods", 0)
    times = months if "rounded payment" in case["notes"] else None
    payment = plan.amounts[0]
    total = payment * times if times else plan.total
    return {
        "payment": units(payment),
        "first_payment": units(payment),
        "last_payment": units(plan.amounts[-1]),
        "total_interest": units(total - terms.principal_minor),
        "total_payment": units(total),
        "total": units(total),
        "row1": row(plan.instalment(1)),
        "principal_left": units(plan.balances[paid - 1]) if paid else None,
        "interest_left": units(sum(plan.interest[paid:])),
        "payments_left": months - paid,
        "rows_0based": [{"index": k, **row(plan.instalment(k + 1))} for k in range(months)],
        "rows": shown(terms),
    }


def shown(terms: loans.Terms) -> list[list[Any]]:
    """The rows of a source that computes without rounding and shows each figure in cents."""
    principal, interest = loans.unrounded(terms)
    left = [terms.principal_minor - paid for paid in accumulate(principal)]
    return [
        [n, *(units(money.round_to(value)) for value in values)]
        for n, values in enumerate(zip(principal, interest, left, strict=True), start=1)
    ]


def of_accrual(case: Case) -> dict[str, Any]:
    inputs = case["inputs"]
    if "daily_rate_percent" in inputs:
        rate = exact(inputs["daily_rate_percent"]) / 100 * 360
        return {"interest": units(accrued(inputs["principal"], rate, inputs["days"], 360))}
    spans = inputs.get("periods") or [[inputs["start"], inputs["end"]]]
    days = [  # the source counts both end days
        (date.fromisoformat(end) - date.fromisoformat(start)).days + 1 for start, end in spans
    ]
    parts = [accrued(inputs["principal"], annual_rate(inputs), n, inputs["year_days"]) for n in days]
    return {"interest": units(parts[0]), "accumulated_interest": units(sum(parts))}


def of_penalty(case: Case) -> dict[str, Any]:
    inputs = case["inputs"]
    rate = exact(inputs["annual_penalty_rate_percent"]) / 100
    return {"penalty": units(accrued(inputs["overdue"], rate, inputs["days"], inputs["year_days"]))}


def accrued(amount: object, rate: Fraction, days: int, year_days: int) -> int:
    start = date(2026, 1, 1)
    count = {360: "act/360", 365: "act/365F"}[year_days]
    return loans.accrue(minor(amount), rate, start=start, end=start + timedelta(days), count=count)


ADAPTERS: dict[str, Callable[[Case], dict[str, Any]]] = {
    "schedule_zh": of_schedule,
    "schedule": of_schedule,
    "interest_accrual": of_accrual,
    "penalty": of_penalty,
}


def differences(got: object, expected: object, limit: Decimal, where: str = "") -> list[str]:
    """Every figure of `expected` that is missing in `got`, or further from it than `limit`."""
    if isinstance(expected, dict):
        assert isinstance(got, dict)
        return [
            d
            for key, value in expected.items()
            for d in differences(got[key], value, limit, f"{where}/{key}")
        ]
    if isinstance(expected, list):
        assert isinstance(got, list)
        pairs = [(_like(item, got, k), item) for k, item in enumerate(expected)]
        return [
            d for k, (mine, item) in enumerate(pairs) for d in differences(mine, item, limit, f"{where}/{k}")
        ]
    assert isinstance(got, (Decimal, int))
    return [] if abs(got - Decimal(str(expected))) <= limit else [f"{where}: {got} for {expected}"]


def _like(item: object, got: list[Any], k: int) -> object:
    """The row that a case names by its index, or the one in the same place."""
    return got[item["index"]] if isinstance(item, dict) and "index" in item else got[k]


def run(case: Case) -> list[str]:
    expected = {key: value for key, value in case["expected"].items() if key != "columns"}
    limit = Decimal(str(case["tolerance"].get("money_abs", 0)))
    return differences(ADAPTERS[case["kind"]](case), expected, limit)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["id"] not in NOT_YET], ids=lambda case: case["id"]
)
def test_the_figures_of_a_third_party_are_met(case: Case) -> None:
    assert run(case) == []


def test_a_figure_beyond_the_tolerance_is_seen() -> None:
    case = next(case for case in CASES if case["id"] == "zh-fee-vs-rate-a")
    wrong = {**case, "expected": {**case["expected"], "payment": 866.20}}
    assert run(wrong) == ["/payment: 866.19 for 866.2"]


def test_the_cases_kept_here_are_those_of_the_whole_collection(root: Path) -> None:
    shared = root.parent / "shared" / "conformance" / "open_schedule.json"
    if not shared.exists():
        pytest.skip("../shared/conformance is not here")
    whole = [case for case in json.loads(shared.read_text(encoding="utf-8")) if case["kind"] in ADAPTERS]
    assert {case["id"] for case in whole} == {case["id"] for case in CASES}
    assert {case["id"]: run(case) for case in whole if case["id"] not in NOT_YET and run(case)} == {}

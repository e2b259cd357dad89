"""Lives of loans that others have computed: which instalment each payment reached, and what a change left to pay.

Figures from the behaviour tests of apache/fineract (commit 4198b0b): Loan.feature, LoanDownPayment.feature,
LoanReschedule.feature, LoanReAging.feature, LoanReAmortization.feature; the line of the scenario is the id. All bear no
interest: they fix the order of payment, the days and the rounding; some dates are moved to one year. Where the whole collection lies beside the checkout,
every case of these kinds is run too.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.conformance import adapt_replay, adapt_restructure, kinds

from hejie import loans, money

ADAPTERS = {**adapt_replay.ADAPTERS, **adapt_restructure.ADAPTERS}

# 500 over three times fifteen days, a quarter of each drawing due at once, instalments in whole units
BASE = {
    "method": "equal_instalment",
    "principal_minor": 50000,
    "annual_rate": Fraction(0),
    "start": date(2023, 1, 1),
    "first_due": date(2023, 1, 16),
    "instalments": 3,
    "every": "15 days",
    "down_payment": Fraction(1, 4),
    "instalment_rounding": money.Rounding("half_even", unit=100),
    "across": "instalment",
    "surplus": "next",
}


@dataclass(frozen=True)
class Told:
    """Events, the day of looking, and of each instalment what it asks and what is left; or how much came early."""

    id: str
    events: tuple[loans.Event, ...]
    day: date
    asked: list[int]
    left: list[int]
    early: list[int] | None = None
    terms: dict[str, Any] = field(default_factory=dict)


def day(text: str) -> date:
    return date.fromisoformat(text)


def paid(when: str, minor: int, surplus: str | None = None) -> loans.Payment:
    return loans.Payment(day(when), minor, surplus)


DOWN = paid("2023-01-01", 12500)
MONTHLY = {
    "principal_minor": 300000,
    "start": day("2023-07-01"),
    "first_due": day("2023-08-01"),
    "every": "month",
    "down_payment": Fraction(0),
}
JULY = day("2023-07-05")

TOLD = (
    Told(
        "Loan L1446",
        (DOWN, paid("2023-01-16", 15000)),
        day("2023-01-16"),
        [12500] * 4,
        [0, 0, 10000, 12500],
        [0, 0, 2500, 0],
    ),
    Told(
        "Loan L2442",
        (paid("2023-01-01", 10000), paid("2023-01-16", 15000, "last")),
        day("2023-01-16"),
        [10000] * 4,
        [0, 0, 10000, 5000],
        [0, 0, 0, 5000],
        {"principal_minor": 40000},
    ),
    Told(
        "Loan L1743",
        (paid("2023-01-08", 30000, "even"),),
        day("2023-01-08"),
        [12500] * 4,
        [0, 6667, 6667, 6666],
        [0, 5833, 5833, 5834],
    ),
    Told(
        "Loan L1743, then 201.00",
        (paid("2023-01-08", 30000, "even"), paid("2023-01-16", 20100)),
        day("2023-01-16"),
        [12500] * 4,
        [0, 0, 0, 0],
        [0, 5833, 12500, 12500],
    ),
    Told(
        "Loan L5340",
        (
            loans.Payment(day("2023-01-01"), 5000, moment=1),
            loans.Payment(day("2023-01-02"), 20000, moment=2),
            loans.Draw(day("2023-01-02"), 2800, moment=3),
        ),
        day("2023-01-02"),
        [5000, 700, 5700, 5700, 5700],
        [0, 0, 0, 0, 0],
        [0, 0, 5700, 5700, 5700],
        {"principal_minor": 20000},
    ),
    Told(
        "LoanReAmortization L316",
        (DOWN, paid("2023-01-17", 5000), loans.ReAmortise(day("2023-01-30"))),
        day("2023-01-30"),
        [12500, 5000, 16300, 16200],
        [0, 0, 16300, 16200],
    ),
    Told(
        "LoanReAging L5",
        (paid("2023-01-01", 25000), loans.ReAge(day("2023-02-20"), day("2023-03-01"), 6, "month")),
        day("2023-02-20"),
        [25000, 0, 0, 0, *[12500] * 6],
        [0, 0, 0, 0, *[12500] * 6],
        None,
        {"principal_minor": 100000},
    ),
    Told(
        "LoanReschedule L159",
        (loans.Extension(JULY, 2, since=day("2023-09-01")),),
        JULY,
        [100000, 50000, 50000, 50000, 50000],
        [100000, 50000, 50000, 50000, 50000],
        None,
        MONTHLY,
    ),
    Told(
        "LoanReschedule L193",
        (loans.Pause(JULY, 1, asks="interest", since=day("2023-09-01")),),
        JULY,
        [100000, 0, 100000, 100000],
        [100000, 0, 100000, 100000],
        None,
        MONTHLY,
    ),
    Told(
        "LoanDownPayment L1089",
        (
            paid("2022-01-01", 25000),
            loans.Draw(day("2022-02-15"), 100000, over="all"),
            paid("2022-02-15", 25000),
        ),
        day("2022-02-15"),
        [25000, 25000, 25000, 50000, 75000],
        [0, 0, 25000, 50000, 75000],
        None,
        {
            "principal_minor": 100000,
            "start": day("2022-01-01"),
            "first_due": day("2022-02-01"),
            "every": "month",
        },
    ),
)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.id)
def test_payments_and_changes_reach_the_instalments_they_reach_elsewhere(told: Told) -> None:
    terms = loans.Terms(**{**BASE, **told.terms})
    rows = loans.instalments_at(terms, told.events, told.day)
    assert [row.asked for row in rows] == told.asked
    assert [row.left for row in rows] == told.left
    if told.early is not None:
        assert [row.early for row in rows] == told.early


def test_a_moved_due_date_takes_the_later_ones_along() -> None:
    # LoanReschedule L127 and L378
    monthly = loans.Terms(**{**BASE, **MONTHLY})
    moved = loans.DueDateChange(JULY, day("2023-09-01"), day("2023-09-15"))
    assert [str(row.due) for row in loans.instalments_at(monthly, (moved,), JULY)] == [
        "2023-08-01",
        "2023-09-15",
        "2023-10-15",
    ]
    moved = loans.DueDateChange(day("2023-01-05"), day("2023-01-16"), day("2023-01-31"))
    found = loans.instalments_at(loans.Terms(**BASE), (DOWN, moved), day("2023-01-05"))
    assert [str(row.due) for row in found] == ["2023-01-01", "2023-01-31", "2023-02-15", "2023-03-02"]


@pytest.mark.parametrize("name", ["open_lifecycle.json", "open_restructure.json"])
def test_the_whole_collection_agrees_or_says_why_not(root: Path, name: str) -> None:
    path = root.parent / "shared" / "conformance" / name
    if not path.exists():
        pytest.skip(f"../shared/conformance/{name} is not here")
    cases = [case for case in json.loads(path.read_text(encoding="utf-8")) if case["kind"] in ADAPTERS]
    outcomes = {case["id"]: kinds.judge(case) for case in cases}
    assert [
        (case, outcome.reason) for case, outcome in outcomes.items() if outcome.verdict == "differs"
    ] == []
    agreed = Counter(case["kind"] for case in cases if outcomes[case["id"]].verdict == "agrees")
    asked = Counter(case["kind"] for case in cases)
    assert all(agreed[kind] >= Fraction(1, 2) * number for kind, number in asked.items())
    assert all(outcome.reason for outcome in outcomes.values() if outcome.verdict == "not_applicable")

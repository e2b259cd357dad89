"""Batch = scalar, to the cent: the same random loans computed in columns and one by one."""

import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie import loans, money, texts
from hejie.loans import batch, cost

LOANS = 20_000
SEED = 20260115

TERMS = loans.Terms(
    method="equal_instalment",
    principal_minor=1,
    annual_rate=Fraction(0),
    start=date(2026, 1, 15),
    first_due=date(2026, 2, 15),
    instalments=12,
)


def terms(**changes: Any) -> loans.Terms:
    return replace(TERMS, **changes)


def amounts(random: np.random.Generator, n: int) -> np.ndarray:
    """From a fen to ten million yuan, as often small as large."""
    return np.exp(random.uniform(0, np.log(1e9), n)).astype(np.int64).clip(1)


def columns(
    random: np.random.Generator, n: int, *, own_days: bool = False, longest: int = 60
) -> batch.Columns:
    start = np.datetime64("2019-12-30") + random.integers(0, 1500, n)
    return batch.Columns(
        principal_minor=amounts(random, n),
        rate=random.integers(0, 3600, n) * (random.random(n) > 0.1),
        instalments=random.integers(1, longest + 1, n),
        start=start if own_days else None,
        first_due=start + random.integers(1, 60, n) if own_days else None,
    )


def assert_equal(terms: loans.Terms, columns: batch.Columns, **more: Any) -> None:
    seen = 0
    for block in batch.schedules(terms, columns, **more):
        assert block.first == seen
        for row in range(len(block)):
            alone = batch.terms_of(terms, columns, seen)
            assert block.schedule(row) == loans.schedule(alone), alone
            seen += 1
    assert seen == len(columns)


def conventions() -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Ways of lending, each with days of its own or shared ones; together they share out the random loans."""
    up = money.Rounding("up", unit=100)
    for method, own in product(batch.METHODS, (False, True)):
        count = "act/360" if method == "daily_interest" else "periods"
        yield f"{method}", {"method": method, "count": count}, own
    for count, own in product(("act/365F", "30E/360"), (False, True)):
        yield count, {"count": count, "month_end": "last_day"}, own
    for mode in money.MODES:
        yield mode, {"rounding": money.Rounding(mode)}, False
        yield f"{mode} principal", {"method": "equal_principal", "rounding": money.Rounding(mode)}, False
        yield f"{mode} flat", {"method": "flat_rate", "rounding": money.Rounding(mode)}, True
    yield "whole yuan", {"instalment_rounding": up}, False
    yield "whole yuan of principal", {"method": "equal_principal", "instalment_rounding": up}, True
    yield "fee", {"fee_minor": 500, "every": "quarter"}, True
    yield "whole stub", {"stub": "whole", "every": "fortnight", "method": "bullet"}, True


CONVENTIONS = list(conventions())


@pytest.mark.parametrize(
    ("name", "changes", "own"), CONVENTIONS, ids=[f"{c[0]}{'-own' * c[2]}" for c in CONVENTIONS]
)
def test_twenty_thousand_random_loans_are_equal_to_the_cent(
    name: str, changes: dict[str, Any], own: bool
) -> None:
    number = CONVENTIONS.index((name, changes, own))
    random = np.random.default_rng((SEED, number))
    share = LOANS // len(CONVENTIONS) + (number < LOANS % len(CONVENTIONS))
    assert_equal(terms(**changes), columns(random, share, own_days=own, longest=24), block=200)


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("method", ["equal_instalment", "equal_principal", "interest_only", "flat_rate"])
@pytest.mark.parametrize(
    "grace",
    [
        {"grace_principal": 3},
        {"grace_interest": 4},
        {"grace_principal": 2, "grace_interest": 5, "deferred": "spread", "fee_minor": 100},
    ],
    ids="-".join,
)
def test_a_grace_is_the_same_in_columns(method: str, grace: dict[str, Any], own: bool) -> None:
    told = columns(np.random.default_rng(SEED), 60, own_days=own)
    longer = batch.Columns(
        told.principal_minor, told.rate, told.rate_whole, told.instalments + 5, told.start, told.first_due
    )
    assert_equal(terms(method=method, **grace), longer, block=32)


@pytest.mark.parametrize("method", batch.METHODS)
def test_figures_beyond_two_to_the_53rd_are_exact_too(method: str) -> None:
    count = "act/365F" if method == "daily_interest" else "periods"
    told = batch.Columns(
        principal_minor=np.array([money.MAX_MINOR, money.MAX_MINOR - 7, 12345, 1, 2**40 + 1]),
        rate=np.array([999_999, 36_000_000, 100_000_000, 1, 250_001]),
        rate_whole=1_000_000,
        instalments=np.array([600, 36, 1, 600, 7]),
    )
    assert_equal(terms(method=method, count=count), told)


@pytest.mark.parametrize("method", ["equal_instalment", "equal_principal"])
@pytest.mark.parametrize("mode", money.MODES)
def test_a_tie_without_interest_is_rounded_as_agreed(method: str, mode: Any) -> None:
    told = batch.Columns(
        principal_minor=np.arange(1, 400),
        rate=np.zeros(399, dtype=np.int64),
        instalments=np.arange(399) % 8 + 1,
    )
    assert_equal(terms(method=method, rounding=money.Rounding(mode)), told)


@given(
    principal=st.integers(1, money.MAX_MINOR),
    rate=st.integers(0, 1_000_000),
    instalments=st.sampled_from([1, 2, 36, 599, 600]),
    start=st.sampled_from([date(2024, 2, 29), date(2026, 1, 31), date(2026, 12, 30)]),
    wait=st.integers(1, 40),
    method=st.sampled_from(batch.METHODS),
    month_end=st.sampled_from(["same_day", "last_day"]),
)
@settings(max_examples=40, deadline=None)
def test_a_fen_a_day_the_31st_and_600_months_are_equal(
    principal: int, rate: int, instalments: int, start: date, wait: int, method: str, month_end: str
) -> None:
    first = np.datetime64(start) + wait
    told = batch.Columns(
        np.array([principal, 1]),
        np.array([rate, rate]),
        instalments=np.array([instalments, instalments]),
        start=np.array([start, start], dtype="datetime64[D]"),
        first_due=np.array([first, first]),
    )
    count = "act/360" if method == "daily_interest" else "periods"
    assert_equal(terms(method=method, count=count, month_end=month_end), told)


def test_working_days_and_odd_distances_come_from_the_shared_calendar() -> None:
    told = columns(np.random.default_rng(SEED), 100)
    assert_equal(terms(roll="following", count="act/act ISDA", first_due=date(2026, 2, 1)), told)


def codes(changes: dict[str, Any], told: batch.Columns) -> set[tuple[str, str]]:
    with pytest.raises(texts.Faulty) as refused:
        batch.schedules(terms(**changes), told)
    return {(fault.code, fault.field) for fault in refused.value.faults}


def test_what_is_not_computed_in_columns_is_said_before_anything_is_computed() -> None:
    plain = columns(np.random.default_rng(SEED), 3)
    own = columns(np.random.default_rng(SEED), 3, own_days=True)
    unknown = "loan_choice_unknown"
    assert codes({"rounded": "running_total"}, plain) == {(unknown, "rounded")}
    assert codes({"roll": "following", "count": "act/act ISDA"}, own) == {
        (unknown, "roll"),
        (unknown, "count"),
    }
    assert codes({"method": "step_up", "step_rate": Fraction(1, 10)}, plain) >= {(unknown, "method")}
    assert codes({"interest_free": 1, "balloon_minor": 1}, plain) == {
        (unknown, "interest_free"),
        (unknown, "balloon_minor"),
    }
    assert list(batch.schedules(terms(roll="following", count="act/act ISDA"), plain))
    short = batch.Columns(np.array([100]), np.array([1]), instalments=np.array([3]))
    assert codes({"grace_principal": 3}, short) == {("loan_grace_too_long", "grace_principal")}


def test_every_fault_of_every_column_is_collected() -> None:
    with pytest.raises(texts.Faulty) as refused:
        batch.Columns(
            principal_minor=np.array([100, 0, 5]),
            rate=np.array([1, -1, 2_000_000]),
            instalments=np.array([0, 1, 1201]),
            start=np.array(["2026-01-01", "2026-01-01", "NaT"], dtype="datetime64[D]"),
            first_due=np.array(["2026-01-01", "2026-02-01", "2026-02-01"], dtype="datetime64[D]"),
        )
    assert [(fault.code, fault.field) for fault in refused.value.faults] == [
        ("loan_principal_out_of_range", "principal_minor.1"),
        ("loan_rate_out_of_range", "rate.1"),
        ("loan_rate_out_of_range", "rate.2"),
        ("loan_number_out_of_range", "instalments.0"),
        ("loan_number_out_of_range", "instalments.2"),
        ("date_not_understood", "start.2"),
        ("loan_first_due_not_after_start", "first_due.0"),
    ]


def test_columns_of_floats_or_of_unequal_length_are_refused() -> None:
    with pytest.raises(texts.Faulty) as refused:
        batch.Columns(
            np.array([1, 2]),
            np.array([0.18, 0.2]),
            instalments=np.array([1]),
            start=np.array(["2026-01-01"] * 2, dtype="M8[D]"),
        )
    assert [(fault.code, fault.field) for fault in refused.value.faults] == [
        ("loan_not_a_number", "rate"),
        ("loan_columns_uneven", "instalments"),
        ("loan_field_missing", "first_due"),
    ]


def test_only_one_block_is_in_memory() -> None:
    told = batch.Columns(np.full(100_000, 1_000_000), np.full(100_000, 1_800))
    whole = terms(instalments=36)
    tracemalloc.start()
    blocks = sum(1 for _ in batch.schedules(whole, told, block=1_000))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert blocks == 100
    assert most < 3_000_000  # all schedules together would take 28.8 MB


def test_no_loans_have_no_schedules() -> None:
    nothing = np.array([], dtype=np.int64)
    assert list(batch.schedules(terms(), batch.Columns(nothing, nothing))) == []


def test_level_rates_are_those_of_the_proven_solver() -> None:
    random = np.random.default_rng(SEED)
    principal, numbers = amounts(random, 150), random.integers(1, 601, 150)
    payment = np.maximum((principal / numbers * np.exp(random.uniform(-1, 4, 150))).astype(np.int64), 1)
    found = batch.level_rates(principal_minor=principal, payment_minor=payment, periods=numbers)
    for row in range(150):
        (alone,) = cost.rates_of(
            cost.tvm.rate(
                periods=int(numbers[row]), payment=-float(payment[row]), present=float(principal[row])
            )
        )
        assert found[row] == pytest.approx(alone.value, rel=1e-9, abs=1e-12)


def test_a_level_rate_is_zero_where_nothing_is_charged_and_below_where_less_is_paid() -> None:
    found = batch.level_rates(
        principal_minor=np.array([3600, 3600, 3600]), payment_minor=np.array([100, 99, 101]), periods=36
    )
    assert found[0] == 0
    assert found[1] < 0 < found[2]


def test_rows_without_a_payment_have_no_level_rate() -> None:
    with pytest.raises(texts.Faulty) as refused:
        batch.level_rates(
            principal_minor=np.array([100, 0]), payment_minor=np.array([0, 5]), periods=np.array([1, 0])
        )
    assert {fault.field for fault in refused.value.faults} == {
        "principal_minor.1",
        "payment_minor.0",
        "periods.1",
    }


def test_a_rule_of_days_that_is_not_counted_in_columns_is_said() -> None:
    told = batch.Columns(
        principal_minor=np.array([100000]),
        rate=np.array([1200]),
        start=np.array(["2026-01-30"], dtype="datetime64[D]"),
        first_due=np.array(["2026-02-28"], dtype="datetime64[D]"),
    )
    with pytest.raises(texts.Faulty) as caught:
        batch.schedules(terms(month_end="day_30"), told)
    assert [fault.field for fault in caught.value.faults] == ["month_end"]
    assert next(batch.schedules(terms(month_end="last_day"), told))

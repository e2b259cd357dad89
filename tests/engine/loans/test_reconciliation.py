"""Statement of account: every difference is explained by computing, to the minor unit, or said to be unexplained."""

import time
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hejie import loans, money
from hejie.loans import reconciliation
from hejie.loans.reconciliation import Claim, Statement, Told

TERMS = loans.Terms(
    method="equal_instalment",
    principal_minor=5_000_000,
    annual_rate=Fraction("0.144"),
    start=date(2025, 1, 15),
    first_due=date(2025, 2, 15),
    instalments=24,
    penalty_uplift=Fraction(1, 2),
)
ON = date(2026, 3, 20)
PAID = tuple(
    loans.Payment(due, minor)
    for due, minor in zip(loans.schedule(TERMS).due, loans.schedule(TERMS).amounts, strict=True)
    if due < date(2025, 10, 1)
)


def owed(terms: loans.Terms = TERMS, events: tuple[loans.Event, ...] = PAID, on: date = ON) -> loans.Buckets:
    return loans.account_at(terms, events, on).buckets


def beside(theirs: loans.Buckets, terms: loans.Terms = TERMS, **more: object) -> Statement:
    claim = Claim(owed=Told(ON, theirs), **more)  # type: ignore[arg-type]  # the fields of Claim
    return reconciliation.reconcile(claim, terms, PAID)


def codes(found: Statement) -> list[str]:
    return [cause.message.code.removeprefix("owed_cause_") for cause in found.causes]


def adds_up(found: Statement) -> bool:
    """Claimed = computed + causes + unexplained, in every bucket."""
    return all(
        line.claimed
        == line.computed + sum(cause.amounts.get(line.bucket, 0) for cause in found.causes) + line.unexplained
        for line in found.lines
    )


def test_equal_figures_need_no_cause() -> None:
    found = beside(owed())
    assert found.is_equal
    assert found.is_explained
    assert [said.code for said in found.messages] == ["owed_equal"]


SUPPOSED = {
    "rate": replace(TERMS, annual_rate=Fraction("0.18"), penalty_rate=TERMS.overdue_rate),
    "penalty_rate": replace(TERMS, penalty_rate=Fraction("0.36")),
    "compound": replace(TERMS, compound_rate=Fraction("0.216")),
    "rounding": replace(TERMS, rounding=money.Rounding("up", 1)),
    "day_count": replace(TERMS, odd_days="act/365F"),
}


@pytest.mark.parametrize("name", SUPPOSED)
def test_one_convention_computed_otherwise_is_named_and_gives_every_cent(name: str) -> None:
    theirs = owed(SUPPOSED[name])
    assert theirs != owed(), "the convention matters here"
    found = beside(theirs, replace(TERMS, penalty_rate=TERMS.overdue_rate) if name == "rate" else TERMS)
    assert codes(found) == [name]
    assert found.is_explained
    assert adds_up(found)


def test_the_rate_that_was_taken_is_said_beside_that_of_the_contract() -> None:
    found = beside(owed(SUPPOSED["penalty_rate"]))
    assert dict(found.causes[0].message.facts) == {"contract_rate": "0.216", "claimed_rate": "0.36"}


def test_a_cent_beside_a_rate_is_not_explained_by_a_rate() -> None:
    """The failing neighbour: one more cent of interest than any rate of the grid gives stays open."""
    theirs = owed()
    found = beside(theirs.waive("overdue_principal", 1))
    assert not found.is_explained
    assert codes(found) == []
    assert [said.code for said in found.messages] == ["owed_differs", "owed_less_unexplained"]
    assert adds_up(found)


def test_interest_above_the_cap_is_the_excess_of_the_cap() -> None:
    capped = replace(TERMS, annual_rate=Fraction("0.36"), rate_cap=Fraction("0.24"))
    claim = Claim(owed=Told(ON, owed(replace(capped, rate_cap=None), ())))
    found = reconciliation.reconcile(claim, capped, ())
    assert codes(found) == ["cap"]
    assert found.is_explained


def test_a_fee_that_no_contract_knows_is_named_with_its_amount() -> None:
    found = beside(owed() + loans.Buckets(service_fees=30_000, recovery_costs=5_000))
    assert codes(found) == ["fee", "fee"]
    assert [cause.total for cause in found.causes] == [5_000, 30_000]
    assert found.is_explained


def test_a_payment_that_does_not_count_with_the_lender_is_named_by_its_day() -> None:
    found = beside(owed(events=PAID[:-1]))
    assert codes(found) == ["payment_missing"]
    assert found.causes[0].message.facts["paid_on"] == PAID[-1].day.isoformat()
    assert found.is_explained


def test_a_payment_booked_late_is_named_by_both_days_where_the_lender_tells_its_list() -> None:
    late = replace(PAID[-1], day=date(2025, 11, 3))
    booked = (*PAID[:-1], late)
    found = beside(owed(events=booked), booked=booked)
    assert codes(found) == ["payment_booked"]
    assert found.causes[0].message.facts["booked_on"] == "2025-11-03"
    assert found.is_explained


def test_a_payment_that_filled_other_buckets_first_is_misallocated() -> None:
    events = (*PAID, loans.Payment(date(2026, 2, 20), 300_000))
    order = (
        "overdue_principal",
        "normal_principal",
        *[b for b in TERMS.allocation if b not in loans.PRINCIPAL],
    )
    claim = Claim(owed=Told(ON, owed(replace(TERMS, allocation=order), events)))
    found = reconciliation.reconcile(claim, TERMS, events)
    assert codes(found) == ["allocation"]
    assert found.is_explained


def test_interest_on_penalty_interest_is_told_apart_from_interest_on_interest() -> None:
    compound = replace(TERMS, compound_rate=Fraction("0.216"))
    plain = owed(compound)
    days = loans.account_at(compound, PAID, ON)
    assert days.overdue_since is not None
    more = sum(
        Fraction(loans.account_at(compound, PAID, date.fromordinal(n)).buckets.penalty_interest)
        * Fraction("0.216")
        / 360
        for n in range(days.overdue_since.toordinal(), ON.toordinal())
    )
    theirs = plain + loans.Buckets(compound_interest=money.round_to(Fraction(more), money.HALF_UP))
    found = reconciliation.reconcile(Claim(owed=Told(ON, theirs)), compound, PAID)
    assert codes(found) == ["compound_on_penalty"]
    assert found.is_explained


def test_a_loan_that_was_called_in_moves_principal_and_adds_none() -> None:
    now = owed()
    theirs = replace(now, overdue_principal=now.principal, normal_principal=0)
    found = beside(theirs)
    assert codes(found) == ["called_in"]
    assert found.causes[0].total == 0


def test_two_causes_together_are_found_in_their_order() -> None:
    theirs = owed(replace(SUPPOSED["penalty_rate"], compound_rate=Fraction("0.2")))
    found = beside(theirs + loans.Buckets(liquidated_damages=10_000))
    assert codes(found) == ["fee", "penalty_rate", "compound"]
    assert found.is_explained
    assert adds_up(found)


@pytest.mark.feature("B07")
def test_the_days_of_the_lenders_account_say_when_it_parted_from_ours() -> None:
    days = (date(2025, 9, 20), date(2025, 12, 31), date(2026, 2, 28))
    told = tuple(Told(day, owed(SUPPOSED["penalty_rate"], on=day)) for day in days)
    found = beside(owed(SUPPOSED["penalty_rate"]), days=told)
    assert found.first_different == date(2025, 12, 31)
    assert not found.days[0].differences
    assert {name for day in found.days[1:] for name in day.differences} == {"penalty_interest"}
    assert not any(day.unexplained for day in found.days)


def test_what_was_paid_until_a_day_is_what_the_lender_asked_for() -> None:
    """Where only the first unpaid day is known, the payments follow the rate that the lender took."""
    dear = replace(TERMS, annual_rate=Fraction("0.18"))
    paid = tuple(
        loans.Payment(due, minor)
        for due, minor in zip(loans.schedule(dear).due, loans.schedule(dear).amounts, strict=True)
        if due < date(2025, 10, 1)
    )
    claim = Claim(owed=Told(ON, owed(dear, paid)))
    found = reconciliation.reconcile(claim, TERMS, (), paid_until=date(2025, 10, 1))
    assert codes(found) == ["rate"]
    assert found.causes[0].message.facts["claimed_rate"] == "0.18"
    assert found.is_explained


def test_a_search_ends_when_its_accounts_are_spent_and_says_what_stays_open() -> None:
    claim = Claim(owed=Told(ON, owed() + loans.Buckets(penalty_interest=77_777, overdue_interest=3)))
    began = time.perf_counter()
    found = reconciliation.reconcile(claim, TERMS, PAID, replays=60)
    assert time.perf_counter() - began < 5
    assert adds_up(found)


@pytest.mark.parametrize("method", loans.METHODS)
@pytest.mark.parametrize("count", ["periods", "act/365F"])
def test_every_method_can_be_reconciled_whatever_is_supposed_of_it(method: str, count: str) -> None:
    more = {"season": (0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0)} if method == "seasonal" else {}
    terms = replace(
        TERMS,
        method=method,
        count="act/360" if method == "daily_interest" else count,
        rate_cap=Fraction("0.1"),
        **more,
    )
    ours = loans.account_at(terms, (), ON).buckets
    claim = Claim(owed=Told(ON, ours + loans.Buckets(overdue_interest=123, compound_interest=45)))
    found = reconciliation.reconcile(claim, terms, (), paid_until=date(2025, 10, 1), replays=120)
    assert adds_up(found)


AMOUNTS = st.fixed_dictionaries({name: st.integers(0, 4_000_000) for name in loans.BUCKETS})


@settings(max_examples=6, deadline=None)
@given(amounts=AMOUNTS)
def test_whatever_is_claimed_the_parts_sum_to_it(amounts: dict[str, int]) -> None:
    found = reconciliation.reconcile(Claim(owed=Told(ON, loans.Buckets(**amounts))), TERMS, PAID, replays=40)
    assert adds_up(found)
    assert sum(line.claimed for line in found.lines) == found.claimed.total


@settings(max_examples=6, deadline=None)
@given(points=st.integers(1, 6000))
def test_any_penalty_rate_of_the_grid_is_found_or_another_that_gives_the_same_cents(points: int) -> None:
    rate = Fraction(points, 10_000)
    assume(rate != TERMS.overdue_rate)
    theirs = owed(replace(TERMS, penalty_rate=rate))
    found = beside(theirs)
    assert found.is_explained
    assert adds_up(found)

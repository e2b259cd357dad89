"""Buckets: ten kinds of debt, paid in an order that is data, waived one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import loans, texts

AMOUNTS = st.fixed_dictionaries({name: st.integers(0, 10**9) for name in loans.BUCKETS})
CLAIM = loans.Buckets(overdue_principal=1000000, overdue_interest=20000, penalty_interest=15000)


def test_the_order_of_the_buckets_is_that_of_the_house() -> None:
    assert loans.BUCKETS == (
        "normal_principal",
        "overdue_principal",
        "normal_interest",
        "overdue_interest",
        "penalty_interest",
        "compound_interest",
        "liquidated_damages",
        "recovery_costs",
        "service_fees",
        "guarantee_fees",
    )
    assert [name for name, _ in CLAIM.items()] == list(loans.BUCKETS)


def test_costs_come_before_interest_and_interest_before_principal() -> None:
    claim = CLAIM + loans.Buckets(recovery_costs=5000)
    paid = loans.allocate(claim, 45000)
    assert paid.parts == loans.Buckets(
        recovery_costs=5000, penalty_interest=15000, overdue_interest=20000, overdue_principal=5000
    )


def test_another_order_is_another_allocation() -> None:
    principal_first = ("overdue_principal", *(name for name in loans.BUCKETS if name != "overdue_principal"))
    assert loans.allocate(CLAIM, 45000, principal_first).parts == loans.Buckets(overdue_principal=45000)


def test_money_beyond_the_claim_is_left_over() -> None:
    paid = loans.allocate(CLAIM, CLAIM.total + 1)
    assert (paid.parts, paid.rest.total, paid.left_minor) == (CLAIM, 0, 1)


@given(AMOUNTS, st.integers(0, 10**11), st.permutations(loans.BUCKETS))
def test_what_is_paid_what_is_left_and_what_stays_owed_add_up(
    amounts: dict[str, int], payment: int, order: list[str]
) -> None:
    claim = loans.Buckets.of(amounts)
    paid = loans.allocate(claim, payment, order)
    assert paid.parts.total + paid.left_minor == payment
    assert paid.parts + paid.rest == claim
    assert paid.left_minor == 0 or paid.rest.total == 0


@given(AMOUNTS, st.integers(0, 10**10), st.integers(0, 10**10))
def test_a_payment_in_two_parts_does_what_it_does_in_one(
    amounts: dict[str, int], first: int, second: int
) -> None:
    claim = loans.Buckets.of(amounts)
    once = loans.allocate(claim, first + second)
    twice = loans.allocate(loans.allocate(claim, first).rest, second)
    assert once.rest == twice.rest


def test_an_order_must_name_every_bucket_once() -> None:
    order = ("normal_principal", "normal_principal", "tips")
    with pytest.raises(texts.Faulty) as caught:
        loans.allocate(CLAIM, -1, order)
    incomplete, negative = caught.value.faults
    assert incomplete.facts["repeated"] == ("normal_principal",)
    assert incomplete.facts["unknown"] == ("tips",)
    assert "overdue_principal" in str(incomplete.facts["missing"])
    assert negative.code == "loan_amount_negative"


@pytest.mark.feature("D04")
def test_a_waiver_touches_its_own_bucket_and_no_other() -> None:
    waived = CLAIM.waive("penalty_interest", 15000)
    assert waived == loans.Buckets(overdue_principal=1000000, overdue_interest=20000)


@pytest.mark.feature("D04")
@pytest.mark.parametrize("name", loans.BUCKETS)
def test_a_waiver_above_what_is_owed_is_refused_in_every_bucket(name: str) -> None:
    claim = loans.Buckets.of({**dict.fromkeys(loans.BUCKETS, 700), name: 500})
    assert claim.waive(name, 500)[name] == 0
    with pytest.raises(texts.Faulty) as caught:
        claim.waive(name, 501)
    (fault,) = caught.value.faults
    assert (fault.code, fault.facts["bucket"], fault.facts["most_minor"]) == (
        "loan_waiver_too_large",
        name,
        500,
    )


def test_every_waiver_that_cannot_be_given_is_named() -> None:
    with pytest.raises(texts.Faulty) as caught:
        CLAIM.waive_all(
            {"penalty_interest": 15001, "tips": 1, "overdue_interest": -1, "overdue_principal": 5}
        )
    assert [fault.code for fault in caught.value.faults] == [
        "loan_waiver_too_large",
        "loan_bucket_unknown",
        "loan_bucket_negative",
    ]


def test_a_bucket_is_never_negative() -> None:
    with pytest.raises(texts.Faulty) as caught:
        loans.Buckets(normal_principal=-1, service_fees=-2)
    assert [fault.field for fault in caught.value.faults] == ["normal_principal", "service_fees"]
    with pytest.raises(texts.Faulty):
        loans.Buckets() - CLAIM


def test_claims_in_two_currencies_never_meet() -> None:
    with pytest.raises(texts.Faulty):
        CLAIM + loans.Buckets(currency="USD")


def test_a_bucket_of_no_known_name_is_refused() -> None:
    with pytest.raises(texts.Faulty):
        loans.Buckets.of({"tips": 1})
    with pytest.raises(KeyError):
        CLAIM["currency"]

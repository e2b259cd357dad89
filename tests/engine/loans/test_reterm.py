"""New terms for what is left of a claim: nothing lost, nothing bears interest that did not before."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import dates, loans, texts

CLAIM = loans.Buckets(
    normal_principal=800000,
    overdue_principal=200000,
    overdue_interest=30000,
    penalty_interest=6000,
    service_fees=4000,
)


def new_terms(**changes: Any) -> loans.NewTerms:
    usual = {
        "start": date(2026, 3, 1),
        "first_due": date(2026, 4, 1),
        "instalments": 10,
        "annual_rate": Fraction(0),
    }
    return loans.NewTerms(**{**usual, **changes})


def test_without_interest_the_claim_is_shared_out_evenly() -> None:
    new = loans.reterm(CLAIM, new_terms())
    assert new.schedule.amounts == (104000,) * 10
    assert (new.total_minor, new.cost_minor) == (CLAIM.total, 0)
    assert new.carried == loans.Buckets(overdue_interest=30000, penalty_interest=6000, service_fees=4000)


def test_new_interest_is_borne_by_principal_alone() -> None:
    new = loans.reterm(CLAIM, new_terms(annual_rate=Fraction(12, 100)))
    assert new.schedule.interest[0] == 10000  # 1 % of 10,000.00 and not of 10,400.00
    assert new.cost_minor == new.schedule.total_interest


def test_money_paid_at_once_covers_the_claim_in_its_order() -> None:
    new = loans.reterm(CLAIM, new_terms(upfront_minor=50000))
    assert new.upfront.parts == loans.Buckets(
        penalty_interest=6000, overdue_interest=30000, service_fees=4000, overdue_principal=10000
    )
    assert new.schedule.amounts == (99000,) * 10
    assert new.total_minor == CLAIM.total


def test_the_grace_asks_for_nothing_and_its_interest_is_spread_without_interest() -> None:
    new = loans.reterm(CLAIM, new_terms(grace_instalments=3, annual_rate=Fraction(12, 100), instalments=13))
    assert new.schedule.amounts[:3] == (0, 0, 0)
    level = loans.reterm(CLAIM, new_terms(annual_rate=Fraction(12, 100)))
    assert new.cost_minor == level.cost_minor + 3 * 10000
    assert max(new.schedule.amounts) - min(new.schedule.amounts[3:]) <= 20


@pytest.mark.parametrize(("carry", "place"), [("first", 2), ("last", -1)])
def test_old_interest_falls_where_it_was_agreed(carry: str, place: int) -> None:
    new = loans.reterm(CLAIM, new_terms(carry=carry, grace_instalments=2))
    assert new.schedule.arrears[place] == 40000
    assert sum(new.schedule.arrears) == 40000


def test_a_claim_without_principal_is_paid_in_instalments_too() -> None:
    new = loans.reterm(
        loans.Buckets(overdue_interest=1000), new_terms(instalments=3, annual_rate=Fraction(1, 5))
    )
    assert (new.terms, new.schedule.amounts) == (None, (334, 333, 333))


def test_a_claim_paid_at_once_leaves_no_schedule() -> None:
    new = loans.reterm(CLAIM, new_terms(upfront_minor=CLAIM.total))
    assert (len(new.schedule), new.total_minor, new.terms) == (0, CLAIM.total, None)


@pytest.mark.feature("D02")
@pytest.mark.parametrize("every", ["week", "fortnight", "month"])
def test_the_claim_is_financed_exactly_at_every_frequency(every: str) -> None:
    new = loans.reterm(CLAIM, new_terms(every=every, annual_rate=Fraction(9, 100), instalments=26))
    assert sum(new.schedule.principal) == CLAIM.principal
    assert new.schedule.due == dates.due_dates(date(2026, 4, 1), 26, every=every)


@given(
    st.fixed_dictionaries({name: st.integers(0, 10**7) for name in loans.BUCKETS}),
    st.integers(1, 60),
    st.integers(0, 6),
    st.fractions(0, 1),
    st.sampled_from(tuple(loans.CARRIES)),
    st.sampled_from([Fraction(0), Fraction(24, 100)]),
)
def test_old_claim_and_new_interest_are_the_new_total(
    amounts: dict[str, int], n: int, grace: int, share: Fraction, carry: str, rate: Fraction
) -> None:
    claim = loans.Buckets.of(amounts) + loans.Buckets(overdue_principal=1)
    terms = new_terms(
        instalments=n + grace,
        grace_instalments=grace,
        upfront_minor=int(claim.total * share),
        carry=carry,
        annual_rate=rate,
    )
    new = loans.reterm(claim, terms)
    assert new.total_minor == claim.total + new.schedule.total_interest
    assert new.upfront.parts.total + sum(new.schedule.principal) + sum(new.schedule.arrears) == claim.total
    assert sum(new.schedule.principal) == new.upfront.rest.principal


@pytest.mark.parametrize(
    ("claim", "changes", "codes"),
    [
        (loans.Buckets(), {}, ["loan_nothing_owed"]),
        (CLAIM, {"upfront_minor": CLAIM.total + 1}, ["loan_upfront_too_large"]),
        (CLAIM, {"upfront_minor": -1, "carry": "away"}, ["loan_choice_unknown", "loan_amount_negative"]),
        (CLAIM, {"order": ("normal_principal",)}, ["loan_allocation_incomplete"]),
        (CLAIM, {"instalments": 3, "grace_instalments": 3}, ["loan_grace_too_long", "loan_grace_too_long"]),
        (CLAIM, {"first_due": date(2026, 3, 1)}, ["loan_first_due_not_after_start"]),
    ],
)
def test_new_terms_that_cannot_be_meant_are_refused(
    claim: loans.Buckets, changes: dict[str, Any], codes: list[str]
) -> None:
    with pytest.raises(texts.Faulty) as caught:
        loans.reterm(claim, new_terms(**changes))
    assert [fault.code for fault in caught.value.faults] == codes

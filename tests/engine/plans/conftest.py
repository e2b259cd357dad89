"""The cast of the plan tests: a claim of many buckets, two lenders' policies, the law, a household."""

from dataclasses import dataclass
from datetime import date

import pytest

from hejie import loans, plans, rules

START = date(2026, 1, 15)


@dataclass(frozen=True)
class Household:
    """A budget as plans need it."""

    disposable_minor: int


def policy_of(name: str) -> rules.PolicyPack:
    policy, faults = rules.parse_policy(rules.example_policy(name))
    assert policy is not None, faults
    return policy


@pytest.fixture(scope="session")
def law() -> rules.LawPack:
    return rules.load_pack("cn")


@pytest.fixture(scope="session")
def bank() -> rules.PolicyPack:
    return policy_of("example_bank")


@pytest.fixture(scope="session")
def microloan() -> rules.PolicyPack:
    return policy_of("example_microloan")


@pytest.fixture(scope="session")
def claim() -> loans.Buckets:
    return loans.Buckets(
        normal_principal=1_000_000,
        overdue_principal=5_000_000,
        overdue_interest=320_000,
        penalty_interest=150_000,
        compound_interest=12_345,
    )


@pytest.fixture(scope="session")
def loan() -> plans.LoanFacts:
    return plans.LoanFacts("bank", contract_on=date(2024, 8, 15))

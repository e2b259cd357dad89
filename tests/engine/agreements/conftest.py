"""A plan that both sides accepted, and the deal around it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from hejie import agreements, loans, plans, rules

START = date(2026, 1, 15)
LAW = rules.load_pack("cn")
STANDING = rules.AgreementTerms(
    grace_days=5,
    cure_days=15,
    sign_within_days=10,
    least_partial_share=Fraction(1, 2),
    waiver_booked_days=5,
    collection_stops_days=1,
    credit_report_days=30,
    clearance_letter_days=7,
    review_months=12,
    most_paused_instalments=3,
)
CLAIM = loans.Buckets(overdue_principal=5_000_000, overdue_interest=320_000, penalty_interest=150_000)
PACKAGE = plans.Package(
    instalments=24,
    first_due=date(2026, 2, 15),
    annual_rate=Fraction("0.06"),
    grace_instalments=2,
    waive={"penalty_interest": 150_000},
    upfront_minor=100_000,
    overdue_uplift=Fraction("0.3"),
)
DEAL = agreements.Deal(
    parties=(
        agreements.Party("borrower", "Borrower A", "1101**********02X"),
        agreements.Party("lender", "Lender B", "91350100M000100Y43"),
    ),
    loans=(
        agreements.NamedLoan("C-1", "online loan", date(2024, 8, 15), Fraction("0.18"), date(2026, 8, 15)),
    ),
    claim_on=START,
    start=START,
    sign_by=date(2026, 1, 25),
    not_bound=("Lender C",),
)
OPTIONS = agreements.Options(
    payee="Lender B",
    channel="bank transfer",
    account_mark="6222 **** 1234",
    standing=STANDING,
    credit_report="agreed",
    full_settlement="agreed",
    clearance_letter="agreed",
    life_events=("illness", "job_lost"),
)


@dataclass(frozen=True)
class Household:
    """A budget as plans need it."""

    disposable_minor: int


def tried_on(package: plans.Package = PACKAGE, claim: loans.Buckets = CLAIM) -> plans.Evaluation:
    loan = plans.LoanFacts("bank", contract_on=date(2024, 8, 15))
    return plans.evaluate(package, claim, start=START, under=[loan], pack=LAW, budget=Household(400_000))


@pytest.fixture(scope="session")
def tried() -> plans.Evaluation:
    return tried_on()

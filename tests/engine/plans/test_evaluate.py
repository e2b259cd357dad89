"""What a package means, to the fen."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.plans.conftest import START, Household

from hejie import loans, plans, rules, texts

BASE = plans.Package(
    instalments=12,
    first_due=date(2026, 2, 15),
    annual_rate=Fraction("0.06"),
    waive={"penalty_interest": 150_000, "overdue_interest": 20_000},
    upfront_minor=100_000,
)


def _evaluate(
    package: plans.Package, claim: loans.Buckets, loan: plans.LoanFacts, **kw: object
) -> plans.Evaluation:
    return plans.evaluate(
        package,
        claim,
        start=START,
        under=[loan],
        pack=rules.load_pack("cn"),
        **kw,
    )


def test_a_worked_plan(claim: loans.Buckets, loan: plans.LoanFacts) -> None:
    """64,823.45 owed; 1,700.00 waived and 1,000.00 paid at once leave 60,000.00 at 6 % and 2,123.45 at nothing."""
    tried = _evaluate(BASE, claim, loan, budget=Household(600_000))
    assert (tried.new_claim.financed_minor, tried.new_claim.carried_minor) == (6_000_000, 212_345)
    assert tried.schedule.amounts[0] == 516_399 + 17_696
    assert tried.total_minor == 100_000 + 6_000_000 + 212_345 + tried.interest_minor
    assert tried.extra_minor == tried.total_minor - 6_482_345
    assert (tried.burden_minor, tried.kept_minor) == (534_095, 65_905)
    assert tried.is_affordable
    assert tried.is_lawful


def test_the_payment_at_once_fills_penalties_before_interest(
    claim: loans.Buckets, loan: plans.LoanFacts
) -> None:
    of = {one.bucket: one for one in _evaluate(BASE, claim, loan).new_claim.treatments}
    assert (of["compound_interest"].upfront, of["overdue_interest"].upfront) == (12_345, 87_655)
    assert of["overdue_principal"].upfront == 0


@pytest.mark.parametrize(("disposable", "fits"), [(534_095, True), (534_094, False)])
def test_a_plan_fits_to_the_fen_or_not_at_all(
    disposable: int, fits: bool, claim: loans.Buckets, loan: plans.LoanFacts
) -> None:
    tried = _evaluate(BASE, claim, loan, budget=Household(disposable))
    assert tried.is_affordable is fits
    assert ("plan_over_budget" in [said.code for said in tried.reasons]) is not fits


def test_the_yearly_cost_is_shown_both_ways(claim: loans.Buckets, loan: plans.LoanFacts) -> None:
    """Six per cent on the principal alone is a little less on all that is repaid, and compounds to a little more."""
    bare = replace(BASE, waive={name: claim[name] for name in loans.BUCKETS[2:]}, upfront_minor=0)
    tried = _evaluate(bare, claim, loan)
    assert (tried.nominal_rate, tried.effective_rate) == ("0.06000", "0.06168")
    mixed = _evaluate(BASE, claim, loan)
    assert Fraction("0.055") < Fraction(mixed.nominal_rate) < Fraction("0.06")
    free = _evaluate(replace(BASE, annual_rate=Fraction(0)), claim, loan)
    assert (free.nominal_rate, free.effective_rate) == ("0.00000", "0.00000")


def test_the_private_floor_is_met_to_the_fen(claim: loans.Buckets, bank: rules.PolicyPack) -> None:
    most = claim.total - claim.total * 8 // 10
    assert not plans.below_floor(claim, most - 1, policy=bank)
    assert plans.below_floor(claim, most + 1, policy=bank)


def test_without_a_budget_nothing_is_called_affordable(claim: loans.Buckets, loan: plans.LoanFacts) -> None:
    tried = _evaluate(BASE, claim, loan)
    assert tried.kept_minor is None
    assert not tried.is_affordable


def test_every_lever_that_is_left_is_named(
    claim: loans.Buckets, loan: plans.LoanFacts, bank: rules.PolicyPack
) -> None:
    assert _evaluate(BASE, claim, loan, policy=bank).outside == ()
    wild = plans.Package(
        instalments=61,
        grace_instalments=7,
        first_due=date(2026, 2, 15),
        every="week",
        annual_rate=Fraction("0.05"),
        overdue_uplift=Fraction("0.31"),
        upfront_minor=3_000_000,
        waive={"overdue_interest": 96_001, "overdue_principal": 1},
    )
    tried = _evaluate(wild, claim, loan, policy=bank)
    assert [said.facts.get("lever", said.facts.get("bucket")) for said in tried.outside] == [
        "instalments",
        "grace_instalments",
        "every",
        "annual_rate",
        "upfront",
        "overdue_uplift",
        "overdue_interest",
        "overdue_principal",
    ]


@pytest.mark.parametrize(("rate", "lawful"), [("0.24", True), ("0.2401", False)])
def test_a_plan_over_the_line_cannot_be_signed(
    rate: str, lawful: bool, claim: loans.Buckets, loan: plans.LoanFacts
) -> None:
    tried = _evaluate(replace(BASE, annual_rate=Fraction(rate)), claim, loan)
    assert tried.is_lawful is lawful


def test_old_interest_made_principal_is_pointed_out(claim: loans.Buckets, loan: plans.LoanFacts) -> None:
    capitalised = _evaluate(replace(BASE, treat={"overdue_interest": "finance"}), claim, loan)
    assert "interest_relabelled" in [finding.code for finding in capitalised.findings]
    assert "interest_relabelled" not in [finding.code for finding in _evaluate(BASE, claim, loan).findings]


def test_each_loan_under_the_plan_is_checked(claim: loans.Buckets, loan: plans.LoanFacts) -> None:
    private = plans.LoanFacts("private", contract_on=date(2025, 6, 1))
    package = replace(BASE, annual_rate=Fraction("0.13"))
    tried = plans.evaluate(package, claim, start=START, under=[loan, private], pack=rules.load_pack("cn"))
    assert {finding.check for finding in tried.findings if finding.stops_signing} == {"CAP_PRIVATE"}


@pytest.mark.parametrize(("last", "months"), [(date(2027, 1, 15), 12), (date(2027, 2, 15), 13)])
def test_an_extension_counts_begun_months(
    last: date, months: int, claim: loans.Buckets, loan: plans.LoanFacts
) -> None:
    extension = replace(loan, kind="extension", maturity_on=START, requested_on=START, original_months=24)
    instalments = (last.year - 2026) * 12 + last.month - 1
    tried = _evaluate(replace(BASE, instalments=instalments), claim, extension)
    (length,) = [f for f in tried.findings if f.code.startswith("extension_") and "months" in f.facts]
    assert length.facts["months"] == months
    assert length.verdict == ("pass" if months <= 12 else "block")


@pytest.mark.parametrize(
    ("package", "code"),
    [
        (replace(BASE, waive={"penalty_interest": 150_001}), "loan_waiver_too_large"),
        (replace(BASE, upfront_minor=10_000_000), "loan_upfront_too_large"),
        (replace(BASE, first_due=START), "loan_first_due_not_after_start"),
    ],
)
def test_what_cannot_be_applied_is_refused_with_its_reason(
    package: plans.Package, code: str, claim: loans.Buckets, loan: plans.LoanFacts
) -> None:
    with pytest.raises(texts.Faulty) as refused:
        _evaluate(package, claim, loan)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_where_all_is_paid_at_once_the_last_payment_is_the_first_day(loan: plans.LoanFacts) -> None:
    owed = loans.Buckets(overdue_principal=700_000, penalty_interest=30_000)
    settled = replace(BASE, waive={"penalty_interest": 30_000}, upfront_minor=700_000)
    tried = _evaluate(settled, owed, loan)
    assert (tried.total_minor, tried.burden_minor, tried.last_due) == (700_000, 0, START)
    fen_left = _evaluate(replace(settled, upfront_minor=699_999), owed, loan)
    assert fen_left.last_due > START
    assert fen_left.total_minor == 700_000


@pytest.mark.parametrize(("before", "asked"), [("0.06", False), ("0.0599", True)])
def test_a_guarantor_is_asked_where_the_plan_is_dearer_than_the_contract(
    before: str, asked: bool, claim: loans.Buckets, loan: plans.LoanFacts
) -> None:
    guaranteed = replace(
        loan,
        guarantors=(rules.Guarantor(None),),
        contract_rate=Fraction(before),
        total_before_minor=10 * claim.total,
    )
    tried = _evaluate(replace(BASE, annual_rate=Fraction("0.06")), claim, guaranteed)
    assert ("guarantor_not_asked" in [finding.code for finding in tried.findings]) is asked


def test_a_plan_without_principal_too_begins_before_its_first_instalment(loan: plans.LoanFacts) -> None:
    interest = loans.Buckets(overdue_interest=30_000)
    plan = replace(BASE, waive={}, treat={}, upfront_minor=0, grace_instalments=0, instalments=3)
    late = replace(plan, first_due=START)
    with pytest.raises(texts.Faulty, match="loan_first_due_not_after_start"):
        _evaluate(late, interest, loan)
    assert _evaluate(plan, interest, loan).schedule.amounts == (10_000,) * 3


def test_an_empty_claim_needs_no_plan(loan: plans.LoanFacts) -> None:
    with pytest.raises(texts.Faulty, match="loan_nothing_owed"):
        _evaluate(BASE, loans.Buckets(), loan)


claims = st.builds(
    loans.Buckets,
    **{name: st.integers(0, 10**8) for name in loans.BUCKETS if name != "normal_principal"},
    normal_principal=st.integers(1, 10**9),
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[loans.Buckets, plans.Package]:
    claim = draw(claims)
    waive = {name: draw(st.integers(0, claim[name])) for name in loans.BUCKETS}
    left = claim.total - sum(waive.values())
    package = plans.Package(
        instalments=draw(st.integers(1, 60)),
        every=draw(st.sampled_from(plans.EVERY)),
        first_due=draw(st.dates(date(2026, 1, 16), date(2026, 6, 1))),
        grace_instalments=draw(st.integers(0, 6)),
        grace=draw(st.sampled_from(plans.GRACE)),
        annual_rate=draw(st.fractions(0, Fraction(24, 100), max_denominator=400)),
        waive=waive,
        treat=draw(st.dictionaries(st.sampled_from(loans.BUCKETS), st.sampled_from(plans.TREATMENTS))),
        upfront_minor=draw(st.integers(0, left)),
        **draw(shapes),
    )
    return claim, package


seasons = st.lists(st.integers(0, 3), min_size=12, max_size=12).filter(any).map(tuple)
shapes = st.one_of(
    st.fixed_dictionaries({"method": st.sampled_from(("equal_instalment", "equal_principal"))}),
    st.fixed_dictionaries(
        {
            "method": st.just("step_up"),
            "step_rate": st.fractions(0, Fraction(1, 2), max_denominator=20),
            "step_every": st.integers(1, 24),
        }
    ),
    st.fixed_dictionaries({"method": st.just("seasonal"), "season": seasons}),
)


@pytest.mark.feature("D11")
@given(cases())
def test_old_claim_and_changes_make_the_new_claim_to_the_fen(
    case: tuple[loans.Buckets, plans.Package],
) -> None:
    claim, package = case
    tried = _evaluate(package, claim, plans.LoanFacts("bank", contract_on=date(2024, 1, 1)))
    for one in tried.new_claim.treatments:
        parts = (one.waived, one.upfront, one.financed, one.carried, one.first)
        assert sum(parts) == one.claimed == claim[one.bucket]
        assert min(parts) >= 0
        assert sum(part > 0 for part in parts[2:]) <= 1
    assert sum(tried.schedule.principal) == tried.new_claim.financed_minor
    assert sum(tried.schedule.arrears) == tried.new_claim.carried_minor + tried.new_claim.first_minor
    assert tried.extra_minor == tried.interest_minor - tried.waived_minor
    assert list(tried.schedule.due) == sorted(set(tried.schedule.due))


@given(cases())
def test_a_rate_within_the_line_never_costs_more_than_the_line(
    case: tuple[loans.Buckets, plans.Package],
) -> None:
    claim, package = case
    tried = _evaluate(package, claim, plans.LoanFacts("bank", contract_on=date(2024, 1, 1)))
    assert not [f for f in tried.findings if f.check == "CAP_LICENSED" and f.verdict == "block"]


@given(cases())
def test_a_holiday_asks_for_nothing(case: tuple[loans.Buckets, plans.Package]) -> None:
    claim, package = case
    holiday = replace(package, grace="holiday")
    tried = _evaluate(holiday, claim, plans.LoanFacts("bank"))
    assert tried.schedule.amounts[: package.grace_instalments] == (0,) * package.grace_instalments

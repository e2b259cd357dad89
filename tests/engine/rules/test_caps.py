"""Which cap applies, at both of its edges."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import rules
from hejie.rules.caps import cost

CN = rules.load_pack("cn")
DAY = date(2026, 8, 20)


def _facts(**over: object) -> rules.PlanFacts:
    base = rules.PlanFacts(
        kind="restructure", lender_type="bank", channel="own", plan_on=DAY, contract_on=date(2024, 8, 15)
    )
    return replace(base, **over)


def _verdicts(facts: rules.PlanFacts, check: str) -> list[str]:
    return [finding.verdict for finding in rules.check_caps(facts, pack=CN) if finding.check == check]


@pytest.mark.parametrize(
    ("contract_on", "rate", "verdict"),
    [
        (date(2024, 8, 15), "0.134", "pass"),
        (date(2024, 8, 15), "0.1341", "block"),
        (date(2025, 5, 20), "0.12", "pass"),
        (date(2025, 5, 20), "0.1201", "block"),
        (date(2025, 5, 19), "0.124", "pass"),
        (date(2020, 8, 20), "0.154", "pass"),
        (date(2020, 8, 19), "0.154", "unknown"),
        (date(2026, 9, 19), "0.12", "pass"),
        (date(2026, 9, 20), "0.01", "unknown"),
    ],
)
def test_a_private_loan_answers_to_four_times_the_rate_of_its_own_day(
    contract_on: date, rate: str, verdict: str
) -> None:
    facts = _facts(lender_type="private", contract_on=contract_on, annual_rate=Fraction(rate))
    assert _verdicts(facts, "CAP_PRIVATE") == [verdict]


def test_four_times_the_prime_rate_does_not_bind_a_bank() -> None:
    assert _verdicts(_facts(annual_rate=Fraction("0.18")), "CAP_PRIVATE") == []
    assert _verdicts(_facts(annual_rate=Fraction("0.18")), "CAP_LICENSED") == ["pass"]


def test_eighteen_per_cent_with_half_more_is_three_points_over_the_line() -> None:
    (interest, overdue) = rules.check_caps(
        _facts(annual_rate=Fraction("0.18"), overdue_rate=Fraction("0.27")), pack=CN
    )
    assert interest.verdict == "pass"
    assert (overdue.verdict, overdue.facts["excess_rate"]) == ("block", "0.03")
    assert (overdue.force, overdue.rests_on, overdue.rule_ids) == (
        "judicial_policy_opinion",
        "guidance",
        ("CN-RATE-09",),
    )
    assert overdue.stops_signing


@pytest.mark.parametrize("lender", ["bank", "consumer_finance", "trust", "auto_finance", "microloan"])
@pytest.mark.parametrize(("rate", "verdict"), [("0.24", "pass"), ("0.2401", "block")])
def test_licensed_lenders_share_the_24_per_cent_line(lender: str, rate: str, verdict: str) -> None:
    facts = _facts(lender_type=lender, annual_rate=Fraction(rate))
    assert _verdicts(facts, "CAP_LICENSED") == [verdict]


def _monthly(payment: int, count: int = 12) -> tuple[rules.Flow, ...]:
    return tuple(rules.Flow(Fraction(number, 12), payment) for number in range(1, count + 1))


def test_the_worked_costs_of_the_law_reference_come_out() -> None:
    """12,000 by 12 x 1,072.00, and 10,000 by 12 x 945.60: nominal 13.034 % and 24.001 %."""
    assert round(cost.nominal_rate(1_200_000, _monthly(107_200)) or 0, 5) == 0.13034
    nominal = cost.nominal_rate(1_000_000, _monthly(94_560)) or 0
    assert (round(nominal, 5), round(cost.effective_rate(nominal), 5)) == (0.24001, 0.26825)


@pytest.mark.parametrize(("payment", "verdict"), [(94_559, "warn"), (94_560, "warn"), (94_561, "block")])
def test_a_fen_of_rounding_per_instalment_is_forgiven_and_no_more(payment: int, verdict: str) -> None:
    facts = _facts(financed_minor=1_000_000, flows=_monthly(payment))
    found = _verdicts(facts, "CAP_LICENSED")
    assert found == [verdict]


def test_a_cheap_plan_passes_on_both_ways_of_annualising() -> None:
    assert _verdicts(_facts(financed_minor=1_200_000, flows=_monthly(107_200)), "CAP_LICENSED") == ["pass"]


@pytest.mark.parametrize(("charges", "verdict"), [(24_000, "pass"), (24_001, "pass"), (24_002, "block")])
def test_accrued_charges_are_compared_in_fen(charges: int, verdict: str) -> None:
    segment = rules.Segment(Fraction(1), 100_000, charges)
    assert _verdicts(_facts(segments=(segment,)), "CAP_LICENSED") == [verdict]


@pytest.mark.parametrize(
    ("contract_on", "channel", "fee", "blocked"),
    [
        (date(2025, 10, 1), "platform", 1, True),
        (date(2025, 10, 1), "platform", 0, False),
        (date(2025, 9, 30), "platform", 1, False),
        (date(2025, 10, 1), "own", 1, False),
    ],
)
def test_a_platform_may_charge_nothing_on_newer_loans(
    contract_on: date, channel: str, fee: int, blocked: bool
) -> None:
    facts = _facts(
        contract_on=contract_on, channel=channel, platform_fee_minor=fee, annual_rate=Fraction("0.1")
    )
    codes = [finding.code for finding in rules.check_caps(facts, pack=CN)]
    assert ("platform_fee_charged" in codes) is blocked


@pytest.mark.parametrize(
    ("contract_on", "rate", "verdicts"),
    [
        (date(2025, 12, 23), "0.2", []),
        (date(2025, 12, 24), "0.12", ["pass", "pass"]),
        (date(2025, 12, 24), "0.13", ["pass", "warn"]),
        (date(2025, 12, 24), "0.25", ["block", "warn"]),
        (date(2027, 12, 31), "0.12", ["pass", "unknown"]),
        (date(2028, 1, 1), "0.12", ["pass", "unknown"]),
    ],
)
def test_microloan_companies_answer_to_24_now_and_to_four_times_lpr_later(
    contract_on: date, rate: str, verdicts: list[str]
) -> None:
    facts = _facts(lender_type="microloan", contract_on=contract_on, annual_rate=Fraction(rate))
    assert _verdicts(facts, "CAP_MICRO") == verdicts


def test_an_unknown_rate_stops_signing_only_where_the_check_could_block() -> None:
    found = {
        on: [
            f.stops_signing
            for f in rules.check_caps(
                _facts(lender_type="microloan", contract_on=on, annual_rate=Fraction("0.1")), pack=CN
            )
            if f.verdict == "unknown"
        ]
        for on in (date(2027, 12, 31), date(2028, 1, 1))
    }
    assert found == {date(2027, 12, 31): [False], date(2028, 1, 1): [True]}


def test_window_guidance_never_blocks() -> None:
    facts = _facts(lender_type="consumer_finance", contract_on=date(2026, 1, 1), annual_rate=Fraction("0.21"))
    assert _verdicts(facts, "CAP_CONSUMER_FINANCE") == ["info"]


@pytest.mark.parametrize("lender", ["pawn", "guarantee_company", "someone_else"])
def test_an_unsettled_lender_is_left_to_a_person(lender: str) -> None:
    (finding,) = rules.check_caps(_facts(lender_type=lender, annual_rate=Fraction("0.05")), pack=CN)
    assert (finding.verdict, finding.code) == ("unknown", "cap_unsettled")


def test_a_missing_contract_date_is_asked_for() -> None:
    findings = rules.check_caps(
        _facts(lender_type="private", contract_on=None, annual_rate=Fraction("0.1")), pack=CN
    )
    assert {(finding.verdict, finding.facts["fact"]) for finding in findings} == {("unknown", "contract_on")}


RANK = {"pass": 0, "info": 1, "warn": 2, "unknown": 3, "block": 4}
RATES = st.fractions(0, 1, max_denominator=10_000)


@given(
    lender=st.sampled_from(["private", "bank", "microloan", "consumer_finance"]),
    contract_on=st.dates(date(2020, 8, 20), date(2026, 9, 19)),
    low=RATES,
    more=RATES,
)
def test_a_higher_rate_is_never_judged_more_kindly(
    lender: str, contract_on: date, low: Fraction, more: Fraction
) -> None:
    worst = [
        max(
            RANK[f.verdict]
            for f in rules.check_caps(
                _facts(lender_type=lender, contract_on=contract_on, annual_rate=rate), pack=CN
            )
        )
        for rate in (low, low + more)
    ]
    assert worst[0] <= worst[1]


@given(
    received=st.integers(1_000, 10**8),
    count=st.integers(1, 60),
    rate=st.fractions(0, Fraction(36, 100), max_denominator=1000),
    extra=st.integers(0, 10**6),
)
def test_paying_more_is_never_cheaper(received: int, count: int, rate: Fraction, extra: int) -> None:
    flows = _monthly(received // count + 1, count)
    dearer = (*flows[:-1], rules.Flow(flows[-1].years, flows[-1].minor + extra))
    assert cost.overpaid_minor(received, dearer, rate) == cost.overpaid_minor(received, flows, rate) + extra


@given(lender=st.sampled_from(["bank", "private"]), rate=RATES, row=st.integers(0, 5))
def test_adding_a_rule_never_turns_a_block_into_a_pass(lender: str, rate: Fraction, row: int) -> None:
    facts = _facts(lender_type=lender, annual_rate=rate)
    fewer = replace(CN, caps=tuple(cap for number, cap in enumerate(CN.caps) if number != row))
    blocks = [f for f in rules.check_caps(facts, pack=fewer) if f.verdict == "block"]
    assert set(map(repr, blocks)) <= set(map(repr, rules.check_caps(facts, pack=CN)))

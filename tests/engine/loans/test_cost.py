"""Rates of loans: each is a root that a stranger can check, each carries its label, and none and several are answers."""

import math
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hejie import dates, loans, texts
from hejie.loans import cost
from hejie.loans.cost import NoRate, Rate, Several, roots, tvm

AMOUNTS = st.integers(-(10**9), 10**9).map(float)


def only(answer: cost.Answer) -> Rate:
    assert isinstance(answer, Rate), answer
    return answer


def worth(amounts: list[float], rate: float) -> float:
    """What is left over at a rate, as a share of all the money that moves: zero where the rate is right."""
    value = [amount * math.exp(-k * math.log1p(rate)) for k, amount in enumerate(amounts)]
    return math.fsum(value) / math.fsum(map(abs, value))


def terms(**changes: Any) -> loans.Terms:
    plain: dict[str, Any] = {
        "method": "equal_instalment",
        "principal_minor": 1_000_000,
        "annual_rate": Fraction(12, 100),
        "start": date(2026, 1, 15),
        "first_due": date(2026, 2, 15),
        "instalments": 12,
    }
    return loans.Terms(**(plain | changes))


# --- one rate, none, several -------------------------------------------------------------------------


def test_flows_without_a_change_of_sign_have_no_rate() -> None:
    for amounts in ([], [0, 0], [1, 2, 3], [-5]):
        assert cost.irr(amounts) == NoRate("no_sign_change")
    assert cost.xirr([]) == NoRate("no_sign_change")
    assert cost.apr_eu([], []) == NoRate("no_sign_change")
    assert cost.apr_us([], []) == NoRate("no_sign_change")


def test_flows_that_change_sign_may_still_have_no_rate() -> None:
    assert cost.irr([1, -2, 3]) == NoRate("no_root")
    assert tvm.rate(periods=12, payment=400, present=10_000, future=5_000) == NoRate("no_sign_change")


def test_several_rates_are_all_given_in_order() -> None:
    answer = cost.irr([-100, 230, -132], per_year=1)
    assert isinstance(answer, Several)
    assert [rate.percent(places=9) for rate in answer.rates] == [
        Decimal("10.000000000"),
        Decimal("20.000000000"),
    ]


def test_a_rate_at_which_the_sum_touches_zero_is_found() -> None:
    assert only(cost.irr([100, -220, 121])).value == pytest.approx(0.1, abs=1e-9)


@given(st.lists(st.floats(-0.9, 4.0), min_size=1, max_size=5))
def test_rates_put_in_are_the_rates_that_come_out(chosen: list[float]) -> None:
    chosen = sorted(chosen)
    assume(all(b - a > 0.02 for a, b in pairwise(chosen)))
    amounts = [1.0]
    for rate in chosen:  # the product of (1 - (1 + rate) v)
        amounts = [a - (1 + rate) * b for a, b in zip([*amounts, 0.0], [0.0, *amounts], strict=True)]
    found = [rate.value for rate in cost.rates_of(cost.irr(amounts))]
    assert found == pytest.approx(chosen, abs=1e-6)


@given(st.lists(AMOUNTS, min_size=2, max_size=30))
@settings(max_examples=60)
def test_every_rate_given_balances_the_flows(amounts: list[float]) -> None:
    for rate in cost.rates_of(cost.irr(amounts)):
        if -0.99 < rate.value < 1e6:
            assert abs(worth(amounts, rate.value)) < 1e-6


@given(st.lists(AMOUNTS, min_size=2, max_size=12))
@settings(max_examples=60)
def test_no_crossing_is_missed(amounts: list[float]) -> None:
    """Between any two neighbours of a fine grid where the sum changes its sign lies one of the rates."""
    found = [math.log1p(rate.value) for rate in cost.rates_of(cost.irr(amounts))]
    grid = [k / 40 for k in range(-120, 121)]
    values = [worth(amounts, math.expm1(x)) if any(amounts) else 0.0 for x in grid]
    for left, right, a, b in zip(grid, grid[1:], values, values[1:], strict=False):
        if a * b < 0 and min(abs(a), abs(b)) > 1e-9:
            assert any(left - 1e-9 <= x <= right + 1e-9 for x in found), (left, right, found)


@given(
    lent=st.integers(1, 10**9),
    paid=st.lists(st.integers(0, 10**7), min_size=1, max_size=60),
    wait=st.integers(0, 3),
)
def test_a_loan_always_has_one_rate(lent: int, paid: list[int], wait: int) -> None:
    assume(any(paid))
    rate = only(cost.irr([lent, *[0] * wait, *(-amount for amount in paid)]))
    total = sum(paid)
    assert (rate.value > 0) == (total > lent) or abs(rate.value) < 1e-9


@pytest.mark.parametrize("rate", ["1/1000", "1/100", "1/2", "0"])
@pytest.mark.parametrize("months", [1, 36, 600])
def test_the_rate_of_an_exact_annuity_is_its_own(rate: str, months: int) -> None:
    monthly = float(Fraction(rate))
    level = tvm.payment(rate=monthly, periods=months, present=1_000_000)
    assert level is not None
    found = only(cost.irr([1_000_000, *[level] * months]))
    assert found.value == pytest.approx(monthly, abs=1e-11)


# --- labels --------------------------------------------------------------------------------------------


def test_nominal_and_effective_never_share_a_label() -> None:
    monthly = Rate("period", 0.015, per_year=12)
    said = cost.nominal(monthly), cost.effective(monthly)
    assert [rate.kind for rate in said] == ["nominal", "effective"]
    assert [rate.percent(places=2) for rate in said] == [Decimal("18.00"), Decimal("19.56")]


@pytest.mark.parametrize("kind", [kind for kind in cost.KINDS if kind != "period"])
def test_only_a_rate_of_a_period_is_multiplied_or_compounded(kind: cost.rates.Kind) -> None:
    for change in (cost.nominal, cost.effective):
        with pytest.raises(ValueError, match="period"):
            change(Rate(kind, 0.1))


def test_a_rate_meets_an_amount_only_as_a_named_fraction() -> None:
    assert Rate("apr_eu", 0.129620438).exact(places=4) == Fraction(1296, 10000)


def test_there_is_no_rate_and_there_are_several_under_every_label() -> None:
    assert cost.of_each(NoRate("no_root"), cost.nominal) == NoRate("no_root")
    several = cost.of_each(cost.irr([-100, 230, -132]), cost.nominal)
    assert isinstance(several, Several)
    assert {rate.kind for rate in several.rates} == {"nominal"}


# --- the laws ------------------------------------------------------------------------------------------


def test_eu_and_uk_rates_are_the_same_equation_under_two_labels() -> None:
    flows = [cost.Flow(0, 1000)], [cost.Flow(1, 600), cost.Flow(2, 600)]
    eu, uk = only(cost.apr_eu(*flows)), only(cost.apr_uk(*flows))
    assert (eu.kind, uk.kind, eu.value) == ("apr_eu", "apr_uk", uk.value)
    assert eu.percent(places=5) == Decimal("13.06624")  # directive 98/7/EC, third example: 13.06623


def test_odd_days_bear_simple_interest_under_regulation_z() -> None:
    """One payment after a month and ten days at 1 % a month: (1 + 1/3 %)(1 + 1 %)."""
    paid = 1000 * (1 + 0.01 / 3) * 1.01
    answer = only(cost.apr_us([cost.Dated(date(2026, 1, 10), 1000)], [cost.Dated(date(2026, 2, 20), paid)]))
    assert answer.kind == "apr_us"
    assert answer.value == pytest.approx(0.12, abs=1e-12)


def test_counted_unit_periods_give_the_rate_of_the_dates() -> None:
    unit = dates.Unit("month", 2)
    advance, days = date(1978, 1, 10), [date(1978, 3, 1), date(1978, 5, 1), date(1978, 7, 1)]
    dated = cost.apr_us([cost.Dated(advance, 1000)], [cost.Dated(day, 350) for day in days], unit=unit)
    counted = [dates.unit_periods(advance, day, unit=unit) for day in days]
    timed = cost.apr_us_at(
        [cost.Flow(0, 1000)], [cost.Flow(time.whole + time.odd, 350) for time in counted], unit=unit
    )
    assert only(dated).value == pytest.approx(only(timed).value, abs=1e-14)


def test_several_rates_with_odd_days_are_found_too() -> None:
    """Advances, a payment, an advance: solved as without odd days, where there are none, and proven where there are."""
    flows = [roots.Term(0, -100), roots.Term(1, 240, 0.5), roots.Term(3, -132)]
    found = roots.roots(flows)
    assert len(found) == 2
    assert all(abs(roots.value(flows, x)) < 1e-12 for x in found)


# --- dates ---------------------------------------------------------------------------------------------


def test_the_order_of_dated_flows_does_not_matter() -> None:
    flows = [
        cost.Dated(date(2026, 1, 1) + timedelta(40 * k), amount)
        for k, amount in enumerate((-100, 30, 40, 45))
    ]
    assert cost.xirr(flows) == cost.xirr(list(reversed(flows)))


def test_a_year_of_ten_per_cent_is_ten_per_cent() -> None:
    answer = cost.xirr([cost.Dated(date(2026, 1, 1), -100), cost.Dated(date(2027, 1, 1), 110)])
    assert only(answer).value == pytest.approx(0.1, abs=1e-12)


@pytest.mark.parametrize("count", ["act/360", "act/act ISDA", "30E/360"])
def test_a_day_count_is_the_callers(count: str) -> None:
    flows = [cost.Dated(date(2026, 1, 31), -100), cost.Dated(date(2028, 3, 1), 130)]
    years = float(dates.year_fraction(flows[0].day, flows[1].day, count=count))
    assert only(cost.xirr(flows, count=count)).value == pytest.approx(1.3 ** (1 / years) - 1, abs=1e-12)


# --- loans ---------------------------------------------------------------------------------------------


def test_a_loan_paid_out_whole_costs_its_contract_rate() -> None:
    told = cost.of_terms(terms())
    assert only(told.nominal).percent(places=2) == Decimal("12.00")
    assert (told.received_minor, told.cost_minor) == (1_000_000, loans.schedule(terms()).total_interest)


def test_interest_taken_beforehand_raises_the_rate_and_the_cost() -> None:
    plain, kept = cost.of_terms(terms()), cost.of_terms(terms(), received_minor=900_000)
    assert only(kept.nominal).value > only(plain.nominal).value
    assert kept.cost_minor == plain.cost_minor + 100_000


def test_more_cannot_be_received_than_was_lent() -> None:
    for received in (0, 1_000_001):
        with pytest.raises(texts.Faulty) as refused:
            cost.of_terms(terms(), received_minor=received)
        assert [fault.code for fault in refused.value.faults] == ["loan_principal_out_of_range"]


def test_a_first_period_of_odd_length_is_counted_as_long_as_it_is() -> None:
    odd = terms(start=date(2026, 2, 1), instalments=6)  # two weeks until the first instalment
    told = only(cost.of_terms(odd).nominal).value
    assert 0.12 < told < 0.121  # 14 days cost 14/360 of a year, and last 14/31 of a month
    whole = cost.of_schedule(loans.schedule(odd), start=odd.start, received_minor=odd.principal_minor)
    assert only(whole.nominal).value < 0.11


def test_what_the_terms_say_was_kept_back_is_not_received() -> None:
    said = cost.of_terms(terms(deducted_minor=50_000))
    assert said == cost.of_terms(terms(), received_minor=950_000)
    assert said.received_minor == 950_000


def test_a_tranche_is_received_on_its_day() -> None:
    told = terms(tranches=(loans.Tranche(date(2026, 4, 1), 500_000),))
    assert cost.of_terms(told).received_minor == 1_500_000
    assert only(cost.of_terms(told).nominal).value == pytest.approx(0.12, abs=1e-3)


def test_what_is_paid_down_on_the_day_of_drawing_bears_no_rate() -> None:
    assert only(cost.of_terms(terms(down_payment=Fraction(1, 5))).nominal).percent(places=2) == Decimal(
        "12.00"
    )


def test_steps_of_days_have_a_year_of_365_days() -> None:
    told = cost.of_terms(terms(every="15 days", first_due=date(2026, 1, 30)))
    assert only(told.period).per_year == Fraction(365, 15)


def test_a_schedule_alone_is_counted_in_whole_periods() -> None:
    told = cost.of_schedule(loans.schedule(terms()), start=date(2026, 1, 15), received_minor=1_000_000)
    assert told == cost.of_terms(terms())


def test_three_laws_name_three_rates_of_one_loan() -> None:
    told = cost.legal_rates(terms())
    assert [only(rate).kind for rate in (told.us, told.eu, told.uk)] == ["apr_us", "apr_eu", "apr_uk"]
    assert only(told.us).percent(places=2) == Decimal("12.00")  # nominal
    assert only(told.eu).percent(places=1) == only(told.uk).percent(places=1) == Decimal("12.7")  # effective


def test_what_was_kept_back_raises_the_rate_of_every_law() -> None:
    plain, kept = cost.legal_rates(terms()), cost.legal_rates(terms(deducted_minor=50_000))
    for law in ("us", "eu", "uk"):
        assert only(getattr(kept, law)).value > only(getattr(plain, law)).value + 0.08


@pytest.mark.parametrize("every", [*dates.EVERY, "15 days", "18 months", "6 weeks"])
def test_every_step_of_due_dates_has_a_rate_by_every_law(every: str) -> None:
    told = cost.legal_rates(terms(every=every, method="equal_principal"))
    for rate in (told.us, told.eu, told.uk):
        assert 0.1 < only(rate).value < 0.14


def test_dates_are_counted_as_the_law_says() -> None:
    """31 December 2020 to 1 March 2021: two months and a day of 366."""
    answer = cost.apr_eu_dated([cost.Dated(date(2020, 12, 31), 1000)], [cost.Dated(date(2021, 3, 1), 1020)])
    assert answer == cost.apr_eu([cost.Flow(0, 1000)], [cost.Flow(Fraction(31, 183), 1020)])


@pytest.mark.parametrize("method", ["equal_instalment", "equal_principal", "interest_only", "bullet"])
@pytest.mark.parametrize("every", ["week", "month", "quarter"])
def test_every_method_costs_its_rate_where_nothing_is_added(method: str, every: str) -> None:
    first = {"week": date(2026, 1, 22), "month": date(2026, 2, 15), "quarter": date(2026, 4, 15)}[every]
    told = cost.of_terms(terms(method=method, every=every, first_due=first))
    if method == "bullet":  # compounded over one long period, whose interest is simple
        assert only(told.nominal).value < 0.12
    else:
        assert only(told.nominal).value == pytest.approx(0.12, abs=2e-5)


# --- time value of money -------------------------------------------------------------------------------


@given(
    rate=st.sampled_from([-0.01, 0.0, 1e-9, 0.005, 0.3]),
    number=st.integers(1, 600),
    present=st.integers(-(10**6), 10**6),
    future=st.integers(-(10**6), 10**6),
    due=st.sampled_from(tvm.DUES),
)
def test_each_of_the_five_gives_back_the_others(
    rate: float, number: int, present: int, future: int, due: tvm.Due
) -> None:
    level = tvm.payment(rate=rate, periods=number, present=present, future=future, due=due)
    assert level is not None
    near = pytest.approx
    assert tvm.present_value(rate=rate, periods=number, payment=level, future=future, due=due) == near(
        present, rel=1e-6, abs=1e-3
    )
    if rate * number < 20:
        assert tvm.future_value(rate=rate, periods=number, payment=level, present=present, due=due) == near(
            future, rel=1e-6, abs=1e-1
        )


@given(number=st.integers(1, 360), due=st.sampled_from(tvm.DUES), rate=st.sampled_from([0.0, 0.004, 0.1]))
def test_parts_of_payments_are_the_payments_and_repay_what_was_lent(
    number: int, due: tvm.Due, rate: float
) -> None:
    told: dict[str, Any] = {"rate": rate, "periods": number, "present": 10_000, "due": due}
    level = tvm.payment(**told)
    principal = [tvm.principal_part(**told, period=k) for k in range(1, number + 1)]
    interest = [tvm.interest_part(**told, period=k) for k in range(1, number + 1)]
    assert [a + b for a, b in zip(principal, interest, strict=True)] == pytest.approx([level] * number)
    assert list(accumulate(principal))[-1] == pytest.approx(-10_000)


def test_periods_that_never_end_are_no_number() -> None:
    assert tvm.periods(rate=0.01, payment=-100, present=10_000) is None  # the interest alone is 100
    assert tvm.periods(rate=0.01, payment=-101, present=10_000) == pytest.approx(463.8, abs=0.1)
    assert tvm.periods(rate=0, payment=0, present=5) is None
    assert tvm.periods(rate=0, payment=-100, present=1200) == 12


def test_a_rate_of_minus_a_hundred_per_cent_answers_nothing() -> None:
    assert tvm.payment(rate=-1, periods=12, present=5) is None
    assert tvm.present_value(rate=-2, periods=12, payment=5) is None
    assert tvm.net_present_value(rate=-1, amounts=[1, 2]) is None
    assert tvm.periods(rate=-1, payment=5, present=5) is None


def test_a_payment_outside_the_term_has_no_parts() -> None:
    for period in (0, 13):
        assert tvm.interest_part(rate=0.01, period=period, periods=12, present=5) is None
        assert tvm.principal_part(rate=0.01, period=period, periods=12, present=5) is None


# --- bad input -----------------------------------------------------------------------------------------


def codes(call: Any) -> list[tuple[str, str]]:
    with pytest.raises(texts.Faulty) as refused:
        call()
    return [(fault.code, fault.field) for fault in refused.value.faults]


def test_every_amount_that_is_no_number_is_named() -> None:
    bad: list[Any] = [1, math.nan, "5", True, math.inf, 10**400]
    wanted = [("loan_not_a_number", f"amounts.{k}") for k in range(1, 6)]
    assert codes(lambda: cost.irr(bad)) == wanted
    assert codes(lambda: tvm.net_present_value(rate=0.1, amounts=bad)) == wanted


def test_times_before_the_beginning_are_named() -> None:
    flows = [cost.Flow(-1, 5), cost.Flow(math.nan, 5)]
    assert codes(lambda: cost.apr_eu([cost.Flow(0, 10)], flows)) == [
        ("loan_time_out_of_range", "payments.0"),
        ("loan_time_out_of_range", "payments.1"),
    ]


def test_days_before_the_first_advance_are_named() -> None:
    advance, early = cost.Dated(date(2026, 1, 2), 10), cost.Dated(date(2026, 1, 1), 5)
    for law in (cost.apr_us, cost.apr_eu_dated, cost.apr_uk_dated):
        assert codes(lambda law=law: law([advance], [early])) == [("date_order", "payments.0")]


def test_arguments_of_money_over_time_are_judged_together() -> None:
    wrong: dict[str, Any] = {"rate": math.nan, "periods": "x", "present": 1, "due": "late"}
    assert codes(lambda: tvm.payment(**wrong)) == [
        ("loan_not_a_number", "rate"),
        ("loan_not_a_number", "periods"),
        ("loan_choice_unknown", "due"),
    ]
    assert codes(lambda: tvm.rate(periods=0, payment=1, present=1)) == [
        ("loan_number_out_of_range", "periods")
    ]


def test_what_grows_beyond_every_number_is_no_number() -> None:
    assert tvm.net_present_value(rate=-0.999999, amounts=[1.0] * 1000) is None
    assert tvm.net_present_value(rate=-0.5, amounts=[1.0] * 3) == pytest.approx(1 + 2 + 4)


def test_a_root_of_many_folds_is_searched_in_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, local = [0], roots._local

    def counted(*given: Any) -> Any:
        looked[0] += 1
        return local(*given)

    monkeypatch.setattr(roots, "_local", counted)
    folded = [math.comb(20, k) * (-1.0) ** k for k in range(21)]  # (1 - discount)^20: zero, twenty times
    found = cost.rates_of(cost.irr(folded))
    assert looked[0] < 20_000
    assert all(abs(worth(folded, rate.value)) < 1e-11 for rate in found)

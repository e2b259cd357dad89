"""The standard statement, the ways out of an empty budget, guidelines that ask, and forecasts that stay beside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import budget, statements, texts
from hejie.budget import Answer, Budget, Forecast, ForecastMonth, Household, People
from hejie.statements import specimens

UNTIL = date(2026, 6, 30)
LINES = [code for code, kind in budget.kinds().items() if kind.group not in ("debt", "savings")]


def of(household: Household | None = None, **minor: int) -> Budget:
    answers, faults = budget.check([Answer(line, amount) for line, amount in minor.items()])
    assert answers is not None, faults
    return budget.estimate(answers=answers, household=household or Household())


def measured() -> tuple[Budget, statements.Understanding]:
    reading = statements.read(specimens.alipay(specimens.SOLE_TRADER, until=UNTIL, months=6), filename="")
    understood = statements.understand(reading.rows)
    return budget.estimate(reading.rows, period=reading.period, meanings=understood.meanings), understood


def groups(made: budget.StandardStatement) -> dict[str, int]:
    return {group.code: group.amount_minor for group in made.groups if group.amount_minor}


def test_typed_lines_stand_in_their_usual_groups() -> None:
    made = budget.standard_statement(
        of(income_salary=800000, essential_housing=250000, essential_utilities=30000)
    )
    assert groups(made) == {"sfs_earnings": 800000, "sfs_home": 250000, "sfs_utilities": 30000}
    assert (made.income_minor, made.spending_minor, made.available_minor) == (800000, 280000, 520000)


def test_rows_divide_a_line_between_groups_and_the_parts_sum_to_it() -> None:
    made, understood = measured()
    whole, divided = budget.standard_statement(made), budget.standard_statement(made, understood.meanings)
    assert "sfs_communications_leisure" not in groups(whole)
    assert groups(divided)["sfs_communications_leisure"] == 9900  # the phone, 99.00 a month
    assert groups(divided)["sfs_utilities"] == groups(whole)["sfs_utilities"] - 9900
    assert divided.spending_minor == whole.spending_minor


def test_a_shop_shows_its_drawings_and_a_loss_is_below_zero() -> None:
    assert groups(budget.standard_statement(of(income_business=500000, cost_business=350000))) == {
        "sfs_business": 150000
    }
    assert groups(budget.standard_statement(of(income_business=100000, cost_business=350000))) == {
        "sfs_business": -250000
    }


def test_debts_stand_by_creditor_and_not_among_the_groups() -> None:
    made, understood = measured()
    statement = budget.standard_statement(made, understood.meanings)
    assert {each.creditor for each in statement.creditors} >= {"huabei", "mybank_loan"}
    assert sum(each.paid_minor for each in statement.creditors) == made.debt_service_minor


@given(
    st.dictionaries(st.sampled_from(LINES), st.integers(0, 10**9)),
    st.integers(0, 10**7),
    st.integers(0, 10**7),
    st.none() | st.integers(0, 10**6),
)
def test_the_statement_always_adds_up(
    minor: dict[str, int], protected: int, savings: int, most: int | None
) -> None:
    made = of(Household(protected, savings, most), **minor)
    shown = budget.standard_statement(made)
    left = shown.income_minor - shown.spending_minor - shown.kept_minor - shown.savings_minor
    assert left == shown.available_minor == made.disposable_minor


# --- ways


def ways(made: Budget) -> list[str]:
    return [way.code for way in budget.ways(made)]


def test_an_empty_budget_leads_to_ways_and_a_full_one_to_none() -> None:
    short = of(income_salary=100000, essential_food=130000)
    assert ways(short) == ["way_benefits_check", "way_moratorium", "way_referral"]
    assert budget.ways(short)[1].facts["short_minor"] == 30000
    assert ways(of(income_salary=100000, essential_food=100000)) == [
        "way_benefits_check",
        "way_pause",
        "way_token_of_choice",
    ], "no amount of zero is missing or offered"
    assert ways(of(income_salary=900000)) == []


def test_very_little_left_may_be_offered_as_a_token() -> None:
    (token,) = budget.ways(of(income_salary=102000, essential_food=100000))
    assert (token.code, token.facts["amount_minor"]) == ("way_token_payment", 2000)


def test_a_business_that_loses_money_gets_advice_on_the_business_first() -> None:
    assert "way_business_advice" in ways(of(income_business=100000, cost_business=150000))
    assert "way_business_advice" not in ways(of(income_business=150000, essential_food=200000))


# --- guidelines


def test_spending_far_above_the_guideline_is_asked_about_and_cut_by_nothing() -> None:
    made = of(income_salary=2000000, essential_food=300000, essential_medical=1000)
    compared = budget.beside(made, people=People(adults=2, children=1), on=date(2025, 6, 1))
    assert compared is not None
    food = compared.groups[0]
    assert food.guideline_minor == 126165  # 8,411.00 a year x 1.8 persons / 12
    assert [finding.facts["lines"] for finding in compared.findings] == [("essential_food",)]
    assert made.essentials_minor == 301000


def test_what_is_asked_about_names_every_line_of_which_its_amount_is_the_sum() -> None:
    made = of(income_salary=2000000, essential_housing=165000, essential_utilities=21554)
    compared = budget.beside(made, people=People(), on=date(2025, 6, 1))
    assert compared is not None
    (finding,) = compared.findings
    assert finding.facts["lines"] == ("essential_housing", "essential_utilities")
    assert finding.facts["amount_minor"] == 186554
    alone = budget.beside(of(essential_utilities=186554), people=People(), on=date(2025, 6, 1))
    assert alone is not None
    assert [one.facts["lines"] for one in alone.findings] == [("essential_utilities",)]


def test_a_day_or_a_country_without_a_pack_is_unknown() -> None:
    made = of(income_salary=1)
    assert budget.beside(made, people=People(), on=date(2031, 1, 1)) is None
    assert budget.beside(made, people=People(), on=date(2025, 6, 1), country="zz") is None
    assert budget.beside(made, people=People(), on=date(2025, 6, 1), country="../lines") is None


def test_a_town_costs_more_than_the_country() -> None:
    made = of(essential_food=1)
    town, village = (
        budget.beside(made, people=People(area=area), on=date(2025, 6, 1)) for area in ("urban", "rural")
    )
    assert town is not None
    assert village is not None
    assert town.groups[0].guideline_minor > village.groups[0].guideline_minor


# --- forecasts


def forecast(low: int, expected: int, high: int, *evidence: str) -> Forecast:
    return Forecast((ForecastMonth(date(2026, 9, 1), low, expected, high),), evidence)


def test_a_forecast_stands_beside_the_budget_and_changes_nothing_in_it() -> None:
    made = of(income_business=1000000, cost_business=600000, essential_food=100000)
    layer = budget.forecast_layer(made, forecast(2000000, 2500000, 3000000, "A7"))
    (month,) = layer.months
    assert (layer.label, layer.case, month.measured_minor, month.taken_minor) == (
        "forecast",
        "low",
        1000000,
        2000000,
    )
    assert month.disposable_minor == 300000 + 400000  # of another 10,000.00 costs take their six tenths
    assert (layer.findings, made.disposable_minor) == ((), 300000)


def test_the_low_case_is_taken_unless_another_is_picked() -> None:
    made = of(income_business=1000000)
    told = forecast(900000, 1100000, 1200000, "A7")
    taken = {
        case: budget.forecast_layer(made, told, case=case).months[0].taken_minor
        for case in ("low", "expected", "high")
    }
    assert taken == {"low": 900000, "expected": 1100000, "high": 1200000}
    assert budget.forecast_layer(made, told).months[0].disposable_minor == 900000


def test_a_forecast_without_evidence_or_far_above_what_was_measured_is_marked() -> None:
    made = of(income_business=1000000)
    layer = budget.forecast_layer(made, forecast(2000001, 2000001, 2000001))
    assert [each.code for each in layer.findings] == [
        "budget_forecast_without_evidence",
        "budget_forecast_far_above",
    ]


@pytest.mark.parametrize("months", [(-1, 0, 1), (3, 2, 4), (1, 5, 4), (0, 0, 10**18)])
def test_an_impossible_forecast_is_refused(months: tuple[int, int, int]) -> None:
    with pytest.raises(texts.Faulty):
        budget.forecast_layer(of(income_business=1), forecast(*months))

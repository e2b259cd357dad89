"""From rows and answers to what can be paid, each number traceable."""

from datetime import date, datetime, timedelta, timezone

import pytest

from hejie import budget, statements, texts
from hejie.budget import Answer, Answers, Budget, Household
from hejie.statements import Meaning, Period, Row, specimens

UNTIL = date(2026, 6, 30)
ZONE = timezone(timedelta(hours=8))
HALF_YEAR = Period(date(2026, 1, 1), UNTIL)


def row(day: date, minor: int, **changed: object) -> Row:
    cells: dict[str, object] = {
        "source": "alipay_app",
        "account_id": "",
        "occurred_at": datetime(day.year, day.month, day.day, 12, tzinfo=ZONE),
        "posted_on": None,
        "direction": "out",
        "amount_minor": minor,
        "currency": "CNY",
        "balance_after_minor": None,
        "fee_minor": 0,
        "refunded_minor": 0,
        "line_no": 1,
        "raw": (),
    }
    words = (
        "counterparty_name",
        "counterparty_account",
        "narration",
        "category_raw",
        "method_raw",
        "status_raw",
    )
    empty = dict.fromkeys((*words, "external_id", "merchant_id", "note", "file_sha256"), "")
    return Row(**(cells | empty | changed))  # type: ignore[arg-type]  # cells are of any type


def salary(day: date, minor: int) -> Row:
    return row(day, minor, direction="in", narration="工资", category_raw="收入")


def answers(**minor: int) -> Answers:
    checked, faults = budget.check([Answer(line, amount) for line, amount in minor.items()])
    assert checked is not None, faults
    return checked


def line(made: Budget, code: str, creditor: str = "") -> budget.Line:
    return next(each for each in made.lines if (each.code, each.creditor) == (code, creditor))


def codes(made: Budget) -> set[str]:
    return {each.code for each in made.findings}


# --- income and spending


def test_income_is_the_middle_month_and_not_the_mean_that_one_lucky_month_lifts() -> None:
    pays = [700000, 720000, 710000, 2700000, 700000, 690000]
    rows = [salary(date(2026, month, 10), pay) for month, pay in enumerate(pays, 1)]
    income = line(budget.estimate(rows, period=HALF_YEAR), "income_salary")
    assert income.amount_minor == (700000 + 710000) // 2
    assert income.months_minor == tuple(pays)


def test_spending_is_the_mean_so_that_a_yearly_premium_does_not_vanish() -> None:
    rows = [row(date(2026, 3, 5), 600000, narration="车险保费")]
    insurance = line(budget.estimate(rows, period=HALF_YEAR), "essential_insurance")
    assert insurance.amount_minor == 100000
    assert insurance.months_minor == (0, 0, 600000, 0, 0, 0)


def test_a_broken_month_at_either_end_is_not_measured() -> None:
    days = [date(2026, 1, 20), *(date(2026, month, 10) for month in (2, 3, 4)), date(2026, 5, 10)]
    rows = [salary(day, 500000) for day in days]
    stated = budget.estimate(rows, period=Period(date(2026, 1, 15), date(2026, 5, 14)))
    assert stated.months == (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1))
    unstated = budget.estimate(rows)
    assert unstated.months == stated.months
    assert line(stated, "income_salary").amount_minor == 500000


def test_a_month_without_rows_inside_the_period_counts_as_zero() -> None:
    rows = [salary(date(2026, month, 10), 600000) for month in (1, 2, 4)]
    made = budget.estimate(rows, period=Period(date(2026, 1, 1), date(2026, 4, 30)))
    assert line(made, "income_salary").months_minor == (600000, 600000, 0, 600000)


def test_a_statement_of_another_time_makes_no_months_of_nothing() -> None:
    """An old file was handed in by mistake beside half a year of wages: the years in between were not years of hunger."""
    wages = [salary(date(2026, month, day), 650000) for month in range(1, 7) for day in (1, 28)]
    old = row(date(2019, 8, 20), 2800, narration="超市")
    for rows, period in (
        ([old, *wages], None),
        ([*wages, old], Period(date(2019, 8, 25), date(2019, 8, 30))),
    ):
        made = budget.estimate(rows, period=period)
        assert made.months == tuple(date(2026, month, 1) for month in range(1, 7))
        assert line(made, "income_salary").amount_minor == 1300000
        assert {"count": 1} in [dict(one.facts) for one in made.findings if one.code == "budget_months_apart"]
    assert "budget_months_apart" not in codes(budget.estimate(wages))


def test_months_in_which_an_account_only_rested_still_count() -> None:
    rows = [salary(date(2026, 1, 1), 650000), salary(date(2026, 6, 30), 650000)]
    assert len(budget.estimate(rows).months) == 6
    later = budget.estimate([rows[0], salary(date(2026, 8, 31), 650000)])
    assert later.months == (date(2026, 1, 1), date(2026, 8, 1)), "no month between two times is made up"


def test_of_two_times_the_latest_that_fills_a_month_is_measured() -> None:
    year = [salary(date(2024, month, day), 400000) for month in range(1, 13) for day in (1, 28)]
    made = budget.estimate([*year, row(date(2026, 11, 10), 2800, narration="超市")])
    assert (made.months[0], len(made.months)) == (date(2024, 1, 1), 12)
    assert "budget_months_apart" in codes(made)


def test_without_a_full_month_the_numbers_are_given_and_said_to_be_weak() -> None:
    made = budget.estimate(
        [salary(date(2026, 1, 10), 600000), row(date(2026, 1, 12), 5000, narration="超市")]
    )
    assert (made.income_minor, made.confidence) == (600000, "low")
    assert "budget_months_not_full" in codes(made)


def test_few_months_are_said_to_be_few() -> None:
    rows = [salary(date(2026, month, 10), 600000) for month in (1, 2)]
    assert "budget_months_few" in codes(
        budget.estimate(rows, period=Period(date(2026, 1, 1), date(2026, 2, 28)))
    )
    rows = [salary(date(2026, month, 10), 600000) for month in (1, 2, 3)]
    full = budget.estimate(rows, period=Period(date(2026, 1, 1), date(2026, 3, 31)))
    assert "budget_months_few" not in codes(full)
    assert full.confidence == "medium"


def test_income_of_one_month_in_six_is_not_promised_and_is_mentioned() -> None:
    made = budget.estimate([salary(date(2026, 2, 10), 600000)], period=HALF_YEAR)
    assert made.income_minor == 0
    assert texts.message("budget_income_uneven", line="income_salary", count=1, of=6) in made.findings


# --- answers


def test_an_answer_wins_over_the_rows_and_both_are_kept() -> None:
    rows = [salary(date(2026, month, 10), 600000) for month in range(1, 7)]
    made = budget.estimate(rows, answers=answers(income_salary=450000), period=HALF_YEAR)
    income = line(made, "income_salary")
    assert (income.amount_minor, income.answer_minor, income.rows_minor) == (450000, 450000, 600000)
    assert (income.source, len(income.rows)) == ("answer", 6)
    assert "budget_answer_differs" in codes(made)
    agreed = budget.estimate(rows, answers=answers(income_salary=600000), period=HALF_YEAR)
    assert "budget_answer_differs" not in codes(agreed)


def test_an_answer_of_zero_is_an_answer() -> None:
    rows = [salary(date(2026, month, 10), 600000) for month in range(1, 7)]
    made = budget.estimate(rows, answers=answers(income_salary=0), period=HALF_YEAR)
    assert (made.income_minor, line(made, "income_salary").source) == (0, "answer")


@pytest.mark.feature("C01")
def test_answers_alone_make_a_statement_whose_totals_are_the_sums_of_its_lines() -> None:
    made = budget.estimate(
        answers=answers(
            income_salary=800001, essential_housing=250000, essential_food=99999, discretionary=30000
        )
    )
    assert made.income_minor == 800001
    assert made.essentials_minor == 349999
    assert made.disposable_minor == 800001 - 349999 - 30000
    assert made.confidence == "typed"
    assert [each.code for each in made.lines] == [
        "income_salary",
        "essential_housing",
        "essential_food",
        "discretionary",
    ]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer("essential_moon", 1), "budget_line_unknown"),
        (Answer("essential_food", -1), "budget_amount_negative"),
        (Answer("essential_food", 1.5), "budget_amount_not_whole"),  # type: ignore[arg-type]  # a wrong type on purpose
        (Answer("essential_food", True), "budget_amount_not_whole"),
        (Answer("essential_food", 10**16), "budget_amount_too_large"),
        (Answer("debt_service", 1), "budget_creditor_missing"),
    ],
)
def test_an_answer_that_makes_no_sense_is_a_fault_beside_a_good_one(answer: Answer, code: str) -> None:
    good = Answer("income_salary", 1)
    assert budget.check([good]) == (Answers((good,)), ())
    checked, faults = budget.check([good, answer])
    assert checked is None
    assert [fault.code for fault in faults] == [code]


def test_a_faulty_answer_costs_no_other_one_and_of_two_for_a_line_the_first_counts() -> None:
    good, bad, again = Answer("income_salary", 1), Answer("essential_food", -1), Answer("income_salary", 2)
    kept, faults = budget.sound([bad, good, again])
    assert kept == Answers((good,))
    assert [(one.field, one.code) for one in faults] == [
        ("essential_food", "budget_amount_negative"),
        ("income_salary", "budget_line_repeated"),
    ]
    assert budget.sound([good]) == (Answers((good,)), ())


def test_every_fault_is_collected_and_the_same_line_twice_is_one() -> None:
    _, faults = budget.check([Answer("x", -1), Answer("savings", 1), Answer("savings", 2)])
    assert [fault.code for fault in faults] == [
        "budget_line_unknown",
        "budget_amount_negative",
        "budget_line_repeated",
    ]


# --- the household


def test_the_protected_minimum_is_kept_when_the_lines_are_below_it() -> None:
    given = answers(income_salary=500000, essential_food=100000)
    made = budget.estimate(answers=given, household=Household(protected_minor=300000))
    assert (made.living_minor, made.essentials_minor, made.disposable_minor) == (300000, 100000, 200000)
    assert "budget_protected_kept" in codes(made)
    above = budget.estimate(answers=given, household=Household(protected_minor=90000))
    assert (above.living_minor, above.disposable_minor) == (100000, 400000)
    assert "budget_protected_kept" not in codes(above)


@pytest.mark.feature("C05")
def test_savings_come_before_what_can_be_paid_and_are_capped_and_show_as_a_line() -> None:
    given = {"income_salary": 500000, "essential_food": 100000}
    allowed = Household(savings_minor=20000)
    made = budget.estimate(answers=answers(**given), household=allowed)
    assert (made.disposable_minor, line(made, "savings").amount_minor) == (380000, 20000)
    wished = budget.estimate(answers=answers(**given, savings=5000), household=allowed)
    assert wished.savings_minor == 5000
    greedy = budget.estimate(answers=answers(**given, savings=90000), household=allowed)
    assert greedy.savings_minor == 20000
    none = budget.estimate(answers=answers(**given, savings=90000))
    assert (none.savings_minor, none.disposable_minor) == (0, 400000)


def test_discretionary_spending_is_kept_up_to_what_is_allowed() -> None:
    given = answers(income_salary=500000, discretionary=80000)
    assert budget.estimate(answers=given).disposable_minor == 420000
    some = budget.estimate(answers=given, household=Household(discretionary_most_minor=30000))
    assert (some.disposable_minor, some.discretionary_minor) == (470000, 80000)


def test_a_negative_household_amount_is_refused() -> None:
    with pytest.raises(texts.Faulty, match="budget_amount_negative"):
        Household(protected_minor=-1)


# --- outcomes


@pytest.mark.feature("C06")
@pytest.mark.parametrize(
    ("income", "outcome", "disposable", "finding"),
    [
        (100001, "can_pay", 1, None),
        (100000, "zero", 0, "budget_zero"),
        (99999, "negative", -1, "budget_negative"),
        (0, "negative", -100000, "budget_negative"),
    ],
)
def test_nothing_left_is_an_outcome_and_not_an_error(
    income: int, outcome: str, disposable: int, finding: str | None
) -> None:
    made = budget.estimate(answers=answers(income_salary=income, essential_food=100000))
    assert (made.outcome, made.disposable_minor) == (outcome, disposable)
    assert codes(made) == ({finding} if finding else set())


def test_savings_never_turn_a_small_rest_into_a_shortfall() -> None:
    made = budget.estimate(
        answers=answers(income_salary=100300, essential_food=100000), household=Household(savings_minor=1000)
    )
    assert (made.savings_minor, made.disposable_minor, made.outcome) == (300, 0, "zero")


def test_nothing_known_at_all_is_a_zero_budget() -> None:
    made = budget.estimate()
    assert (made.outcome, made.lines, made.months, made.confidence) == ("zero", (), (), "typed")
    assert budget.estimate([]) == made


# --- debts


def test_debt_service_stands_by_creditor_and_is_not_deducted_from_what_all_may_share() -> None:
    checked, _ = budget.check(
        [
            Answer("income_salary", 500000),
            Answer("debt_service", 120000, "mybank_loan"),
            Answer("debt_service", 80000, "huabei"),
        ]
    )
    assert checked is not None
    made = budget.estimate(answers=checked)
    assert (made.debt_service_minor, made.disposable_minor) == (200000, 500000)
    assert made.payable_minor({"mybank_loan", "huabei"}) == 500000
    assert made.payable_minor({"mybank_loan"}) == 420000
    assert made.payable_minor(()) == 300000


def test_what_may_be_shared_is_never_below_zero() -> None:
    checked, _ = budget.check([Answer("debt_service", 80000, "huabei")])
    assert checked is not None
    assert budget.estimate(answers=checked).payable_minor({"mybank_loan"}) == 0


# --- whole statements


def whole(household: specimens.Household) -> tuple[tuple[Row, ...], Budget]:
    readings = [
        statements.read(printed(household, until=UNTIL), filename="x")
        for printed in (specimens.alipay, specimens.wechat_csv)
    ]
    joined = statements.joined(readings)
    kept = Household(protected_minor=300000, savings_minor=20000)
    return joined.rows, budget.estimate(joined.rows, period=joined.period, household=kept)


def test_six_months_of_an_employee_give_a_budget_worked_out_by_hand() -> None:
    rows, made = whole(specimens.EMPLOYEE)
    wages = sorted(each.amount_minor for each in rows if each.narration.startswith("工资"))
    assert made.income_minor == (wages[2] + wages[3]) // 2
    assert line(made, "essential_housing").amount_minor == 165000
    assert line(made, "essential_care").amount_minor == 120000
    assert line(made, "debt_service", "mybank_loan").amount_minor == 198000
    assert made.confidence == "high"
    assert made.outcome == "can_pay"


def test_a_sole_traders_business_and_household_money_stand_apart() -> None:
    rows, made = whole(specimens.SOLE_TRADER)
    stock = [each for each in rows if each.category_raw == "商业服务"]
    assert set(line(made, "cost_business").rows) == {rows.index(each) for each in stock}
    assert made.business_cost_minor == line(made, "cost_business").amount_minor > 0
    assert made.income_minor == line(made, "income_business").amount_minor
    assert {"working_income", "working_business_cost"} <= {step.code for step in made.working}


def test_every_number_is_traceable_to_its_rows() -> None:
    rows, made = whole(specimens.SOLE_TRADER)
    meanings = statements.understand(rows).meanings
    for each in made.lines:
        if each.source == "rows":
            assert sum(meanings[place].counted_minor for place in each.rows) == sum(each.months_minor)
            assert {meanings[place].line for place in each.rows} == {each.code}


def test_a_corrected_meaning_changes_the_budget() -> None:
    rows = [row(date(2026, month, 5), 60000, narration="礼金") for month in range(1, 7)]
    meanings = statements.understand(rows).meanings
    corrected = [
        Meaning(each.row, "business_cost", "cost_business", 60000, 99, "reviewer") for each in meanings
    ]
    assert budget.estimate(rows, period=HALF_YEAR).discretionary_minor == 60000
    made = budget.estimate(rows, period=HALF_YEAR, meanings=corrected)
    assert (made.discretionary_minor, made.business_cost_minor) == (0, 60000)


def test_needs_bought_on_credit_and_transfers_left_out_are_said_aloud() -> None:
    rows = [
        row(date(2026, 1, 5), 40000, narration="超市", method_raw="花呗"),
        row(date(2026, 1, 6), 70000, direction="in", category_raw="转账", counterparty_name="老同学"),
    ]
    made = budget.estimate(rows, period=HALF_YEAR)
    assert made.essentials_minor == made.income_minor == 0
    assert texts.message("budget_needs_bought_on_credit", amount_minor=40000) in made.findings
    assert texts.message("budget_transfers_in_left_out", count=1, amount_minor=70000) in made.findings


FORMS = {"2026.11": "ad893ead707c30c3462498320b95af568d4c1d177d6f7674d4bb780df4d8ed41"}


@pytest.mark.feature("C01")
def test_a_changed_line_is_a_new_version_of_the_form() -> None:
    lines = [[kind.code, kind.group, kind.measure] for kind in budget.kinds().values()]
    assert FORMS[budget.form_version()] == texts.digest(lines)


def test_every_line_of_the_budget_is_declared_with_its_wording() -> None:
    for kind in budget.kinds().values():
        assert texts.CODES[kind.code].kind == "note"

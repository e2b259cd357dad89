"""What happens to a loan after it is drawn, worked by hand: one life for each kind of event, its refusal beside it."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

from hejie import loans, money, texts

# 12,000.00 at 12 % a year, principal in twelve equal parts: 1,000.00 + 1 % of the rest each month.
FALLING = loans.Terms(
    method="equal_principal",
    principal_minor=1200000,
    annual_rate=Fraction(12, 100),
    start=date(2026, 1, 15),
    first_due=date(2026, 2, 15),
    instalments=12,
    penalty_uplift=Fraction(1, 2),
)
LEVEL = replace(FALLING, method="equal_instalment")  # 1,066.19 a month
FIRST_DUE = date(2026, 2, 15)
MARCH = date(2026, 3, 1)
PAID = loans.Payment(FIRST_DUE, 112000)


def at(day: date, *events: loans.Event, terms: loans.Terms = FALLING) -> loans.Account:
    return loans.account_at(terms, events, day)


def rows(
    *events: loans.Event, day: date = MARCH, terms: loans.Terms = FALLING
) -> tuple[loans.InstalmentState, ...]:
    return loans.instalments_at(terms, events, day)


def refused(*events: loans.Event, day: date = MARCH, terms: loans.Terms = FALLING) -> list[tuple[str, str]]:
    with pytest.raises(texts.Faulty) as caught:
        loans.account_at(terms, events, day)
    return [(fault.code, fault.field) for fault in caught.value.faults]


# money lent later


def test_more_money_lent_makes_the_later_instalments_level_again() -> None:
    found = rows(loans.Draw(MARCH, 600000), terms=LEVEL)
    # 11,053.81 for 14 of 28 days, then 17,053.81: 55.27 + 85.27
    assert found[1].interest == 14054
    assert {row.asked for row in found[1:-1]} == {164204}
    assert sum(row.principal for row in found) == 1800000


def test_a_down_payment_of_a_drawing_is_due_on_its_day() -> None:
    account = at(MARCH, PAID, loans.Draw(MARCH, 400000, down_minor=100000))
    assert (account.due_minor, account.buckets.principal, account.lent_minor) == (100000, 1500000, 1600000)
    assert at(MARCH + timedelta(5), PAID, loans.Draw(MARCH, 400000, down_minor=100000)).days_overdue == 5


def test_a_drawing_counted_from_the_start_leaves_the_difference_to_the_last_instalment() -> None:
    free = replace(FALLING, annual_rate=Fraction(0), instalments=3)
    late = loans.Draw(MARCH, 300000, over="all")
    assert [row.principal for row in rows(late, terms=free)] == [400000, 500000, 600000]
    spread = loans.Draw(MARCH, 300000, over="later")
    assert [row.principal for row in rows(spread, terms=free)] == [400000, 550000, 550000]


def test_nothing_can_be_drawn_once_no_instalment_is_left() -> None:
    late = loans.Draw(date(2027, 2, 1), 100000)
    assert refused(late, day=date(2027, 2, 1)) == [("loan_event_after_maturity", "events.0.day")]


# another rate, other days


def test_a_new_rate_holds_from_its_day() -> None:
    found = rows(loans.Payment(FIRST_DUE, 106619), loans.RateChange(MARCH, Fraction(6, 100)), terms=LEVEL)
    # 11,053.81 for half a month at 12 % and half at 6 %: 55.27 + 27.63
    assert found[1].interest == 8290
    assert {row.asked for row in found[1:-1]} == {103786}


@pytest.mark.feature("D05")
@pytest.mark.parametrize("terms", [FALLING, LEVEL], ids=["falling", "level"])
@pytest.mark.parametrize("paid", [1, 4, 10])
def test_a_new_rate_leaves_every_row_before_its_day_as_it_was_to_the_byte(
    paid: int, terms: loans.Terms
) -> None:
    """So many instalments are paid on their days; the rate changes ten days after the last of them."""
    plan = rows(terms=terms)
    payments = [loans.Payment(row.due, row.asked) for row in plan[:paid]]
    day = plan[paid - 1].due + timedelta(10)
    kept, same, lower = (
        rows(*payments, *changes, terms=terms, day=day)
        for changes in (
            (),
            (loans.RateChange(day, terms.annual_rate),),
            (loans.RateChange(day, Fraction(6, 100)),),
        )
    )
    assert repr(lower[:paid]) == repr(same[:paid]) == repr(kept[:paid])
    assert all(new.interest < old.interest for new, old in zip(lower[paid:], kept[paid:], strict=True))
    pairs = zip(same[paid:], kept[paid:], strict=True)
    assert all(abs(new.interest - old.interest) <= 1 for new, old in pairs), "the same rate changes no rate"
    assert [row.due for row in lower] == [row.due for row in kept]
    assert sum(row.principal for row in lower) == sum(row.principal for row in kept) == 1200000
    next_due, left = lower[paid], sum(row.principal for row in lower[paid:])
    apart = (next_due.due - plan[paid - 1].due).days
    month = Fraction(left * 12, 100 * 12)
    exact = month * 10 / apart + month / 2 * (apart - 10) / apart
    assert abs(next_due.interest - exact) <= 1, "the old rate until its day, the new one from then on"


def test_a_due_date_moves_and_the_later_ones_follow() -> None:
    moved = loans.DueDateChange(MARCH, date(2026, 3, 15), date(2026, 3, 20))
    found = rows(PAID, moved)
    assert [row.due for row in found[1:4]] == [date(2026, 3, 20), date(2026, 4, 20), date(2026, 5, 20)]
    assert found[1].interest == 12467  # 5.00 for 14 of 28 days, then 11,000.00 x 12 % x 19 / 360 = 69.67


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (FIRST_DUE, date(2026, 3, 20), "loan_instalment_unknown"),
        (date(2026, 3, 16), date(2026, 3, 20), "loan_instalment_unknown"),
        (date(2026, 3, 15), MARCH, "loan_due_date_too_early"),
    ],
)
def test_a_due_date_that_is_past_or_nobodys_cannot_move(old: date, new: date, code: str) -> None:
    assert [fault for fault, _ in refused(loans.DueDateChange(MARCH, old, new))] == [code]


# a pause, an extension


def test_a_pause_asks_for_nothing_and_its_interest_comes_with_what_follows() -> None:
    found = rows(PAID, loans.Pause(MARCH, 2))
    assert [row.asked for row in found[1:4]] == [0, 0, 133000]  # 1,000.00 + three months of 110.00
    assert found[-1].due == date(2027, 3, 15)
    assert rows(PAID, loans.Pause(MARCH, 2), terms=replace(FALLING, deferred="spread"))[3].asked == 113000


def test_a_pause_may_ask_for_interest_alone() -> None:
    assert [row.asked for row in rows(PAID, loans.Pause(MARCH, 2, asks="interest"))[1:4]] == [
        11000,
        11000,
        111000,
    ]


def test_a_pause_that_stops_interest_stops_it_on_what_is_late_too() -> None:
    pause = loans.Pause(FIRST_DUE, 2, interest="stops")
    missed = at(date(2026, 4, 15), pause)
    assert missed.buckets.penalty_interest == 0
    assert at(date(2026, 4, 20), pause).buckets.penalty_interest == 250  # 1,000.00 x 18 % x 5 / 360
    assert [row.asked for row in rows(PAID, pause)[1:4]] == [0, 0, 111000]


def test_an_extension_spreads_what_is_not_yet_due_over_more_instalments() -> None:
    found = rows(PAID, loans.Extension(MARCH, 11))
    assert [row.principal for row in found[1:]] == [50000] * 22
    assert found[0].paid == 112000


def test_after_maturity_a_loan_is_not_extended_but_aged_anew() -> None:
    late = date(2027, 1, 16)
    assert refused(loans.Extension(late, 3), day=late) == [("loan_extension_after_maturity", "events.0.day")]
    aged = rows(loans.ReAge(late, date(2027, 2, 15), 6), day=late)
    assert [row.principal for row in aged[-6:]] == [200000] * 6
    assert all(row.left_principal == 0 for row in aged[:-6])


def test_on_the_last_day_it_can_still_be_extended_if_something_is_not_yet_due() -> None:
    bullet = replace(FALLING, method="bullet")
    day = date(2027, 1, 14)
    assert rows(loans.Extension(day, 3), terms=bullet, day=day)[0].due == date(2027, 4, 15)
    assert rows(loans.Extension(day, 3), terms=bullet, day=day)[0].interest == 180000  # 15 months


def test_an_instalment_count_can_fall_as_well_as_rise() -> None:
    assert [row.principal for row in rows(PAID, loans.ReTerm(MARCH, 5))[1:]] == [220000] * 5


# moving what is owed


def test_what_is_capitalised_bears_interest_and_what_is_carried_does_not() -> None:
    late = ("overdue_interest", "penalty_interest")  # 120.00 + 7.00
    capital, carried = rows(loans.Capitalise(MARCH, late)), rows(loans.Carry(MARCH, late))
    assert sum(row.principal for row in capital) == 1212700
    assert at(MARCH, loans.Capitalise(MARCH, late)).capitalised_minor == 12700
    assert [row.interest for row in carried[2:]] == [row.interest for row in rows()[2:]]
    assert sum(row.charges.total for row in carried) == 12700
    assert sum(row.left for row in capital) > sum(row.left for row in carried)


def test_overdue_principal_can_be_shared_by_the_instalments_to_come() -> None:
    account = at(MARCH, loans.ReAmortise(MARCH))
    assert (account.buckets.overdue_principal, account.buckets.normal_principal) == (0, 1200000)
    assert account.buckets.overdue_interest == 12000  # it stays overdue until it is carried, waived or paid


def test_a_restructure_puts_everything_under_new_terms() -> None:
    new = loans.NewTerms(
        start=MARCH, first_due=date(2026, 4, 1), instalments=4, annual_rate=Fraction(0), upfront_minor=20000
    )
    account = at(MARCH, loans.Restructure(MARCH, new))
    assert (account.due_minor, account.days_overdue, account.buckets.total) == (20000, 0, 1218200)
    assert [row.asked for row in rows(loans.Restructure(MARCH, new))[-4:]] == [299550] * 4
    assert (
        at(date(2026, 4, 2), loans.Restructure(MARCH, new)).days_overdue == 32
    )  # the money at once was not paid


def test_new_terms_begin_on_the_day_they_are_agreed() -> None:
    new = loans.NewTerms(
        start=date(2026, 3, 2), first_due=date(2026, 4, 1), instalments=4, annual_rate=Fraction(0)
    )
    assert refused(loans.Restructure(MARCH, new)) == [("loan_restructure_other_day", "events.0.start")]


def test_a_settlement_pays_what_it_can_and_waives_the_rest() -> None:
    account = at(date(2027, 6, 1), loans.Settlement(MARCH, 600000))
    assert (account.buckets.total, account.days_overdue) == (0, 0)
    assert account.received[0].parts.total + account.waived.total == 1218200


# who is owed, and what never was


def test_a_transfer_changes_who_is_owed_and_nothing_that_is() -> None:
    before, after = at(MARCH), at(MARCH, loans.Transfer(date(2026, 2, 20), "asset company"))
    assert (after.holder, before.holder) == ("asset company", "")
    assert replace(after, holder="") == before


def test_a_reversed_payment_counts_as_if_it_had_never_been_and_stays_in_the_record() -> None:
    bounced = loans.Payment(FIRST_DUE, 112000, id="p1")
    back = loans.Reversal(date(2026, 2, 20), "p1")
    account = at(MARCH, bounced, back)
    assert (account.buckets, account.received) == (at(MARCH).buckets, ())
    assert account.undone == (bounced,)
    assert at(date(2026, 2, 19), bounced, back).buckets.overdue_principal == 0  # nobody knew it yet


def test_a_reversal_can_itself_be_reversed() -> None:
    bounced = loans.Payment(FIRST_DUE, 112000, id="p1")
    back = loans.Reversal(date(2026, 2, 20), "p1", id="r1")
    mistake = loans.Reversal(date(2026, 2, 25), "r1")
    assert at(MARCH, mistake, back, bounced).buckets == at(MARCH, bounced).buckets


def test_a_reversal_of_nothing_and_one_id_used_twice_are_named() -> None:
    twice = (loans.Payment(FIRST_DUE, 1, id="p"), loans.Payment(FIRST_DUE, 2, id="p"))
    assert sorted(refused(*twice, loans.Reversal(MARCH, "q"))) == [
        ("loan_event_id_twice", "events.0"),
        ("loan_reversal_unknown", "events.2"),
    ]


def test_every_impossible_event_is_named_at_once() -> None:
    found = refused(
        loans.Waiver(MARCH, "penalty_interest", 99999),
        loans.DueDateChange(MARCH, FIRST_DUE, date(2026, 3, 20)),
        loans.RateChange(MARCH, Fraction(-1)),
    )
    assert [field for _, field in sorted(found, key=lambda fault: fault[1])] == [
        "events.0.penalty_interest",
        "events.1.due",
        "events.2.annual_rate",
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: loans.Pause(MARCH, 0),
        lambda: loans.Extension(MARCH, -1),
        lambda: loans.ReAge(MARCH, date(2026, 4, 1), 99999),
        lambda: loans.Pause(MARCH, 1, interest="sleeps"),
        lambda: loans.Draw(MARCH, 100, down_minor=101),
        lambda: loans.Draw(MARCH, -1),
        lambda: loans.Payment(MARCH, 1, surplus="away"),
        lambda: loans.Capitalise(MARCH, ("normal_principal",)),
        lambda: loans.Settlement(MARCH, -1),
    ],
)
def test_an_event_that_cannot_be_meant_is_refused_when_it_is_told(make: Any) -> None:
    with pytest.raises(texts.Faulty):
        make()


def test_money_that_comes_after_the_end_is_kept_and_pointed_out() -> None:
    daily = replace(FALLING, method="daily_interest", count="act/360")
    closing = loans.Payment(date(2026, 1, 25), 1204000)
    account = at(MARCH, closing, loans.Payment(date(2026, 2, 1), 500), terms=daily)
    assert account.unapplied_minor == 500
    assert [(note.code, note.field) for note in account.notes] == [("loan_payment_after_close", "events.1")]
    assert at(MARCH, closing, terms=daily).notes == ()


# money beyond what is due


@pytest.mark.parametrize(
    ("surplus", "asked"),
    [
        ("advance", [106619, 106619, 106619]),
        ("next", [10054, 103184, 106619]),
        ("even", [96528, 96619, 96710]),
        ("smaller", [96973, 96973, 96973]),  # 10,053.81 / 10.367628, the worth of 11 units at 1 %
        ("shorter", [106619, 106619, 106619]),
    ],
)
def test_what_early_money_does_is_a_term_of_the_contract(surplus: str, asked: list[int]) -> None:
    early = loans.Payment(FIRST_DUE, 206619)
    found = rows(early, day=FIRST_DUE, terms=replace(LEVEL, surplus=surplus))
    assert [row.left for row in found[1:4]] == asked
    assert (
        rows(replace(early, surplus=surplus), day=FIRST_DUE, terms=LEVEL) == found
    )  # the payer may say it too


def test_keeping_the_instalment_ends_the_loan_sooner() -> None:
    early = loans.Payment(FIRST_DUE, 606619)
    shorter = rows(early, day=FIRST_DUE, terms=replace(LEVEL, surplus="shorter"))
    smaller = rows(early, day=FIRST_DUE, terms=replace(LEVEL, surplus="smaller"))
    assert (len(shorter), len(smaller)) == (7, 12)
    assert sum(row.interest for row in shorter) < sum(row.interest for row in smaller)


# 5,000 at 12 %, days counted, instalments in whole units; figures of apache/fineract, LoanRepayment.feature, RP03, RP04,
# RP08 and RP11 (commit 4198b0b)
RECALCULATED = loans.Terms(
    method="equal_instalment",
    principal_minor=500000,
    annual_rate=Fraction(12, 100),
    start=date(2022, 11, 1),
    first_due=date(2022, 12, 1),
    instalments=6,
    count="act/365F",
    rounding=money.HALF_EVEN,
    rounded="part",
    instalment_rounding=money.Rounding("half_even", unit=100),
    instalment_minor=86200,
    surplus="smaller",
    overdue_bears="contract",
)


@pytest.mark.parametrize(
    ("day", "minor", "changes", "expected"),
    [
        (date(2022, 11, 27), 86300, {}, [(86300, 4818), (80984, 4216), (84529, 834)]),
        (date(2022, 12, 5), 86200, {}, [(81268, 4932), (81825, 4375), (85815, 846)]),
        (date(2022, 12, 1), 150000, {}, [(145068, 4932), (69483, 3617), (72509, 715)]),
    ],
)
def test_interest_follows_money_that_comes_early_or_late(
    day: date, minor: int, changes: dict[str, Any], expected: list[tuple[int, int]]
) -> None:
    found = rows(loans.Payment(day, minor), day=day, terms=replace(RECALCULATED, **changes))
    assert [(row.principal, row.interest) for row in (found[0], found[1], found[-1])] == expected


def test_the_due_day_is_counted_where_the_contract_counts_it() -> None:
    counted = replace(FALLING, overdue_from="due_day")
    assert at(FIRST_DUE + timedelta(2)).days_overdue == 2
    assert at(FIRST_DUE + timedelta(2), terms=counted).days_overdue == 3
    assert at(FIRST_DUE, PAID, terms=counted).days_overdue == 0


def test_an_instalment_can_be_paid_whole_before_the_next_one() -> None:
    late = date(2026, 3, 20)
    by_bucket = at(late, loans.Payment(late, 120000))
    by_row = at(late, loans.Payment(late, 120000), terms=replace(FALLING, across="instalment"))
    assert by_bucket.overdue_since == FIRST_DUE
    assert by_row.overdue_since == date(2026, 3, 15)


def test_a_recorded_order_goes_before_the_usual_one() -> None:
    payment, charge = loans.Payment(MARCH, 30000), loans.Charge(MARCH, "recovery_costs", 8000)
    usual = at(MARCH, payment, charge)
    known = at(MARCH, replace(payment, moment=1), replace(charge, moment=2))
    assert (usual.buckets.recovery_costs, known.buckets.recovery_costs) == (0, 8000)


def test_a_charge_can_be_owed_now_and_due_later() -> None:
    later = loans.Charge(MARCH, "service_fees", 500, due=date(2027, 2, 1))
    account = at(MARCH, PAID, later)
    assert (account.buckets.service_fees, account.due_minor) == (500, 0)
    assert rows(PAID, later)[-1].due == date(2027, 2, 1)


def test_what_the_terms_agreed_for_later_is_learnt_on_its_day() -> None:
    two = replace(
        FALLING,
        method="interest_only",
        tranches=(loans.Tranche(MARCH, 600000),),
        down_payment=Fraction(1, 10),
    )
    assert at(date(2026, 2, 28), terms=two).lent_minor == 1200000
    after = at(MARCH, terms=two)
    assert (after.lent_minor, after.buckets.principal) == (1800000, 1800000)
    assert after.buckets.overdue_principal == 120000  # the first down payment, due when it was drawn


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (loans.ReAge(MARCH, date(9990, 1, 1), 1200), "first_due"),
        (loans.DueDateChange(MARCH, date(2026, 3, 15), date(9999, 12, 31)), "new_due"),
    ],
)
def test_a_due_date_that_no_loan_has_is_refused(event: loans.Event, field: str) -> None:
    assert refused(event) == [("date_too_late", f"events.0.{field}")]


def test_the_calendar_ends_before_an_extension_does() -> None:
    slow = replace(FALLING, every="60 months", instalments=1200)
    assert refused(loans.Extension(MARCH, 1200), terms=slow) == [("date_too_late", "events.0.instalments")]
    assert refused(loans.Pause(MARCH, 1200), terms=slow) == [("date_too_late", "events.0.instalments")]


@pytest.mark.parametrize("amount", [100.5, True, "100", Fraction(1, 2)])
def test_an_amount_that_is_not_whole_is_a_mistake_of_the_program(amount: Any) -> None:
    for make in (loans.Payment, loans.Draw, loans.Settlement):
        with pytest.raises(TypeError, match="minor"):
            make(MARCH, amount)
    with pytest.raises(TypeError, match="instalments"):
        loans.Extension(MARCH, amount)


def test_a_cap_outlives_a_restructure() -> None:
    capped = replace(FALLING, rate_cap=Fraction(15, 100))
    new = loans.NewTerms(
        start=MARCH, first_due=date(2026, 4, 1), instalments=2, annual_rate=Fraction(24, 100), count="act/360"
    )
    found = rows(loans.Restructure(MARCH, new), terms=capped)
    assert found[-2].interest == money.round_to(1200000 * Fraction(15, 100) * Fraction(31, 360))


@pytest.mark.parametrize(
    ("first_due", "month_end", "days"),
    [
        (date(2026, 1, 31), "same_day", ["2026-06-30", "2026-07-31", "2026-08-31"]),
        (date(2026, 2, 28), "day_30", ["2026-07-30", "2026-08-30", "2026-09-30"]),
        (date(2026, 4, 30), "last_day", ["2026-09-30", "2026-10-31", "2026-11-30"]),
    ],
)
def test_instalments_that_are_added_keep_the_day_of_the_others(
    first_due: date, month_end: str, days: list[str]
) -> None:
    late = replace(FALLING, start=date(2026, 1, 30), first_due=first_due, month_end=month_end, instalments=6)
    soon = date(2026, 1, 30)
    for event in (loans.Extension(soon, 2), loans.ReTerm(soon, 8), loans.Pause(soon, 2)):
        assert [row.due.isoformat() for row in rows(event, day=soon, terms=late)][-3:] == days

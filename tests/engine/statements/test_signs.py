"""Patterns that deserve a question: each seen beside a neighbour in which it is not, and each with its rows."""

from collections.abc import Sequence

from tests.engine.statements.printed import alipay_text, line, read

from hejie import statements


def signs(*lines: str) -> list[statements.Sign]:
    rows = read(alipay_text(*lines)).rows
    return list(statements.signs(rows, statements.understand(rows).meanings))


def codes(lines: Sequence[str]) -> list[str]:
    return [one.message.code.removeprefix("statement_sign_") for one in signs(*lines)]


def friend(at: str, way: str, amount: str, who: str = "李小明", number: str = "") -> str:
    number = number or f"{at}{way}{amount}{who}"
    return line(at=at, way=way, amount=amount, who=who, type="转账红包", goods="转账", number=number)


def through(day: int, hour: int = 15, went: str = "4900.00") -> list[str]:
    """5,000.00 from one person at noon, and something to another at this hour."""
    return [
        friend(f"2026-06-{day:02} 12:00:00", "收入", "5000.00", "王大力"),
        friend(f"2026-06-{day:02} {hour:02}:00:00", "支出", went, "赵一"),
    ]


def test_money_that_goes_straight_on_twice_is_worth_a_question_and_names_its_rows() -> None:
    (sign,) = signs(*through(1), *through(8))
    assert sign.message.code == "statement_sign_fast_through"
    assert dict(sign.message.facts) == {"count": 2, "amount_minor": 1_000_000, "last_on": "2026-06-08"}
    assert sign.rows == (0, 1, 2, 3)


def test_money_that_goes_on_once_or_in_small_part_or_before_it_came_is_not() -> None:
    assert codes(through(1)) == []
    assert codes([*through(1, went="3000.00"), *through(8, went="3000.00")]) == []
    assert codes([*through(1, hour=11), *through(8, hour=11)]) == []


def test_the_same_person_on_both_sides_is_seen_and_one_side_alone_is_not() -> None:
    both = [friend(f"2026-06-0{day} 10:00:00", way, "900.00") for day in (1, 2) for way in ("收入", "支出")]
    (sign,) = signs(*both)
    assert sign.message.code == "statement_sign_related_parties"
    assert dict(sign.message.facts) == {"count": 1, "came_minor": 180_000, "went_minor": 180_000}
    assert codes([friend(f"2026-06-0{day} 10:00:00", "支出", "900.00") for day in (1, 2, 3, 4)]) == []
    assert codes(both[:3]) == []


def test_a_large_single_sum_is_seen_and_a_move_between_own_accounts_is_not() -> None:
    (sign,) = signs(line(amount="26000.00", who="某家电城"), line(amount="19999.99", number="2"))
    assert dict(sign.message.facts) == {"count": 1, "amount_minor": 2_600_000, "most_minor": 2_600_000}
    assert codes([line(amount="50000.00", way="不计收支", goods="余额宝-单次转入", type="投资理财")]) == []


def repaid(month: int, amount: str, goods: str = "花呗主动还款-2026年账单") -> str:
    told = {"type": "信用借还", "way": "不计收支", "state": "还款成功", "who": "花呗", "goods": goods}
    return line(at=f"2026-{month:02}-20 10:00:00", amount=amount, number=f"R{month}", **told)


def bought(month: int) -> str:
    return line(at=f"2026-{month:02}-03 10:00:00", amount="3000.00", method="花呗", number=f"B{month}")


def test_only_the_least_repaid_three_months_long_is_seen_by_the_words_or_beside_what_was_bought() -> None:
    beside = [bought(month) for month in (1, 2, 3)] + [repaid(month, "300.00") for month in (2, 3, 4)]
    (sign,) = signs(*beside)
    assert dict(sign.message.facts) == {"creditor": "huabei", "count": 3}
    words = [repaid(month, "300.00", "花呗最低还款-2026年账单") for month in (2, 3, 4)]
    assert codes(words) == ["minimum_only"]
    assert codes(words[:2]) == []
    assert (
        codes([bought(month) for month in (1, 2, 3)] + [repaid(month, "3000.00") for month in (2, 3, 4)])
        == []
    )


def test_a_day_of_thousands_of_equal_sums_is_answered_soon() -> None:
    lines = [
        friend("2026-06-01 12:00:00", way, amount, f"张{k % 7}某", f"{way}{k}")
        for k in range(2000)
        for way, amount in (("收入", "5000.00"), ("支出", "1.00"))
    ]
    assert "fast_through" not in codes(lines)

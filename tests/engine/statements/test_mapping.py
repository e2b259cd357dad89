"""A table that nobody knows is told once by a person, and read from then on."""

import pytest
from tests.engine.statements.printed import read

from hejie import statements
from hejie.statements import ColumnMap

TEXT = "河边信用社\n日子,干什么,进出,钱数,剩下\n2026-03-01,领工钱,进,8000.00,9000.00\n2026-03-02,买米,出,35.50,8964.50\n"
FIELDS = {"日子": "occurred_at", "干什么": "narration", "钱数": "amount", "剩下": "balance_after"}


def unmapped(text: str = TEXT) -> statements.Unmapped:
    offer = read(text.encode()).unmapped
    assert offer is not None
    return offer


def told(fields: dict[str, str], **more: str) -> ColumnMap:
    found, faults = statements.column_map(unmapped(), fields, **more)
    assert faults == ()
    assert found is not None
    return found


def test_an_unknown_table_is_offered_with_its_columns_and_first_lines() -> None:
    reading = read(TEXT.encode())
    assert [fault.code for fault in reading.faults] == ["statement_format_unknown"]
    offer = unmapped()
    assert offer.columns == ("日子", "干什么", "进出", "钱数", "剩下")
    assert offer.samples[0] == ("2026-03-01", "领工钱", "进", "8000.00", "9000.00")


def test_a_shops_own_table_in_whole_yuan_is_offered_and_a_list_without_amounts_is_not() -> None:
    assert unmapped(TEXT.replace(".00", "").replace("35.50", "35")).columns == unmapped().columns
    counted = "序号,日子,谁,账号\n1,2026-03-01,甲,6222020200112233\n2,2026-03-02,乙,6222020200112234\n"
    assert read(counted.encode()).unmapped is None


def test_a_known_table_offers_nothing() -> None:
    assert read("交易日期,交易金额,余额,摘要\n2026-03-01,1.00,2.00,x\n".encode()).unmapped is None


def test_the_answer_reads_every_later_file_of_the_same_shape_and_no_other() -> None:
    answer = told({**FIELDS, "进出": "direction"}, sign="by_direction")
    answer = ColumnMap(
        answer.shape, answer.fields, answer.sign, answer.currency
    )  # as it comes back from a store
    later = TEXT.replace("进,", "收入,").replace("出,", "支出,").replace("8000", "7000")
    reading = read(later.replace("收入,钱数", "出,钱数").replace("进支出", "进出").encode(), maps=[answer])
    assert reading.faults == ()
    assert [(row.source, row.direction, row.amount_minor) for row in reading.rows] == [
        ("mapped", "in", 700000),
        ("mapped", "out", 3550),
    ]
    other = read(TEXT.replace("日子", "日期子").encode(), maps=[answer])
    assert [fault.code for fault in other.faults] == ["statement_format_unknown"]


def test_a_sign_tells_the_way_where_no_word_does() -> None:
    signed = TEXT.replace("35.50", "-35.50")
    assert [row.direction for row in read(signed.encode(), maps=[told(FIELDS)]).rows] == ["in", "out"]
    assert [row.direction for row in read(signed.encode(), maps=[told(FIELDS, sign="owed")]).rows] == [
        "out",
        "in",
    ]


@pytest.mark.parametrize(
    ("fields", "sign", "codes"),
    [
        ({"日子": "occurred_at"}, "signed", {"statement_map_field_missing"}),
        ({**FIELDS, "没有": "note"}, "signed", {"statement_map_column_unknown"}),
        ({**FIELDS, "进出": "moon"}, "signed", {"statement_map_field_unknown"}),
        ({**FIELDS, "进出": "amount"}, "signed", {"statement_map_field_twice"}),
        (FIELDS, "by_colour", {"statement_map_sign_unknown"}),
        (FIELDS, "two_columns", {"statement_map_field_missing"}),
        (
            {"没有": "moon"},
            "signed",
            {"statement_map_column_unknown", "statement_map_field_unknown", "statement_map_field_missing"},
        ),
    ],
)
def test_an_answer_that_cannot_be_used_is_told_every_reason(
    fields: dict[str, str], sign: str, codes: set[str]
) -> None:
    found, faults = statements.column_map(unmapped(), fields, sign=sign)
    assert found is None
    assert {fault.code for fault in faults} == codes

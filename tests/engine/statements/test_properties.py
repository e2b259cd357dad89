"""Whatever happens to a file on its way, nothing is raised, nothing is invented, and order means nothing."""

import csv
import io
import random
from datetime import UTC, date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.statements.printed import HEADER, UNTIL, read

from hejie import statements
from hejie.statements import cells, specimens

ALIPAY = specimens.alipay(specimens.SOLE_TRADER, until=UNTIL, months=1)
WECHAT = specimens.wechat_csv(specimens.SOLE_TRADER, until=UNTIL, months=1)
WORKBOOK = specimens.wechat_xlsx(specimens.EMPLOYEE, until=UNTIL, months=1)
LOCKED = specimens.locked(ALIPAY, name="bill.csv", password="1")
FILES = {"alipay": ALIPAY, "wechat": WECHAT, "workbook": WORKBOOK, "locked": LOCKED}
MOST_FAULTS = 21


def bare(reading: statements.Reading) -> list[tuple[object, ...]]:
    """Rows without where they stood in the file."""
    return [
        (
            *(row.occurred_at, row.direction, row.amount_minor, row.external_id, row.counterparty_name),
            *(row.narration, row.category_raw, row.method_raw, row.status_raw, row.merchant_id, row.note),
            row.fee_minor,
        )
        for row in reading.rows
    ]


def sound(reading: statements.Reading) -> None:
    """What holds for every answer: rows or a reason, and never a negative amount."""
    assert reading.rows or reading.faults
    assert len(reading.faults) <= MOST_FAULTS
    assert all(row.amount_minor >= 0 for row in reading.rows)
    assert len(statements.understand(reading.rows).meanings) == len(reading.rows)


@given(st.binary(max_size=400))
@settings(max_examples=300)
def test_random_bytes_never_raise(data: bytes) -> None:
    sound(read(data, password="1"))


@given(st.text(alphabet=' ,"\n\t¥.0123456789-年支出收入退款花呗/()（）=', max_size=300))
@settings(max_examples=300)
def test_random_lines_under_a_true_header_never_raise(text: str) -> None:
    sound(read((HEADER + "\n" + text).encode()))


@pytest.mark.parametrize("name", FILES)
@given(where=st.floats(0, 1))
@settings(max_examples=40)
def test_a_file_cut_anywhere_gives_some_of_its_rows_and_no_others(name: str, where: float) -> None:
    whole = FILES[name]
    cut = read(whole[: int(len(whole) * where)], password="1")
    sound(cut)
    if name in ("alipay", "wechat"):
        assert set(bare(cut)) <= set(bare(read(whole)))


@pytest.mark.parametrize("name", FILES)
@given(place=st.integers(0, 10**9), byte=st.integers(0, 255))
@settings(max_examples=60)
def test_a_file_with_one_changed_byte_never_raises(name: str, place: int, byte: int) -> None:
    data = bytearray(FILES[name])
    data[place % len(data)] = byte
    sound(read(bytes(data), password="1"))


def shuffled_lines(data: bytes, encoding: str, header: str, seed: int) -> bytes:
    lines = data.decode(encoding).rstrip("\n").split("\n")
    begins = next(number for number, line in enumerate(lines) if line.startswith(header)) + 1
    rows = lines[begins:]
    random.Random(seed).shuffle(rows)
    return "\n".join([*lines[:begins], *rows, ""]).encode(encoding)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=15)
def test_shuffled_rows_give_the_same_rows_and_the_same_meaning(seed: int) -> None:
    for data, encoding in ((ALIPAY, "gb18030"), (WECHAT, "utf-8")):
        left, right = read(data), read(shuffled_lines(data, encoding, "交易时间", seed))
        assert bare(left) == bare(right)
        assert meant(left) == meant(right)


def meant(reading: statements.Reading) -> list[tuple[object, ...]]:
    return [
        (each.row, each.category, each.counted_minor, each.rule, each.pair, each.flags)
        for each in statements.understand(reading.rows).meanings
    ]


@given(order=st.permutations(range(12)))
@settings(max_examples=25)
def test_permuted_columns_give_the_same_rows(order: list[int]) -> None:
    lines = ALIPAY.decode("gb18030").rstrip("\n").split("\n")
    begins = lines.index(HEADER)
    moved = [",".join([each.split(",")[place] for place in order] + [""]) for each in lines[begins:]]
    assert bare(read("\n".join([*lines[:begins], *moved, ""]).encode())) == bare(read(ALIPAY))


@given(order=st.permutations(range(11)), extra=st.integers(0, 10))
@settings(max_examples=25)
def test_permuted_and_added_columns_of_the_other_wallet_give_the_same_rows(
    order: list[int], extra: int
) -> None:
    rows = list(csv.reader(io.StringIO(WECHAT.decode())))
    begins = next(number for number, row in enumerate(rows) if row[0] == "交易时间")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(rows):
        moved = [row[place] for place in order] if number >= begins else row
        added = "新的一列" if number == begins else "值"
        writer.writerow([*moved[:extra], added, *moved[extra:]] if number >= begins else moved)
    assert bare(read(out.getvalue().encode())) == bare(read(WECHAT))


@given(st.integers(0, 10**13))
def test_an_amount_is_read_back_to_the_fen_in_every_spelling(minor: int) -> None:
    whole, cents = divmod(minor, 100)
    for spelling in (
        f"{whole}.{cents:02d}",
        f"¥{whole}.{cents:02d}",
        f"￥{whole:,}.{cents:02d}",
        f"{whole}.{cents:02d}0000",
    ):
        assert cells.amount(spelling) == minor
    assert cells.amount(f"-{whole}.{cents:02d}") == -minor
    assert cells.amount(f"{whole}.{cents:02d}5") is None


@given(st.dates(date(2003, 1, 1), date(2099, 12, 31)))
def test_a_day_is_read_in_every_spelling(day: date) -> None:
    for spelling in (
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d} 09:05",
        f"{day:%Y年%m月%d日}",
        f"{day:%Y%m%d}",
        f"{day:%Y-%m-%d} 23:59:59",
        f"{day.year}/{day.month}/{day.day} 9:05",
    ):
        moment = cells.moment(spelling, UTC)
        assert moment is not None
        assert moment.date() == day

"""From balance to balance: in every format that prints one, the rows add up, or the file is refused with the row that
breaks it."""

import json
from pathlib import Path

import pytest
from tests.engine.statements.printed import csv, read

from hejie import statements
from hejie.cli import main
from hejie.statements import layouts
from hejie.statements.layouts import Layout

# day, way, fen and the balance after it; before the first of them 1,000.00 were there.
MOVES = (
    ("2026-03-02", "out", 3550, 96450),
    ("2026-03-05", "in", 800000, 896450),
    ("2026-03-06", "out", 6450, 890000),
)
BANKS = {layout.source + layout.sign: layout for layout in layouts.known() if layout.kind != "wallet"}
WITH_BALANCE = [
    name for name, layout in BANKS.items() if "balance_after" in {f for f, _ in layout.field_of.values()}
]
WITHOUT = [name for name, layout in BANKS.items() if name not in WITH_BALANCE and not layout.amount_text]


def names(layout: Layout) -> dict[str, str]:
    """The first name of each field, and a bank's own where the format has one."""
    first = {field: name for name, (field, rank) in reversed(layout.field_of.items()) if rank == 0}
    own = {layout.field_of[name][0]: name for name in layout.signature if name in layout.field_of}
    return first | own


def cells(layout: Layout, given: dict[str, str], move: tuple[str, str, int, int]) -> dict[str, str]:
    day, way, minor, after = move
    amount, signed = f"{minor / 100:.2f}", f"{'-' if way == 'out' else ''}{minor / 100:.2f}"
    filled = {
        "occurred_at": day,
        "posted_on": day,
        "balance_after": f"{after / 100:.2f}",
        "narration": "某事",
    }
    if {"amount_in", "amount_out"} <= set(given):
        return filled | {f"amount_{way}": amount}
    if "direction" in given:
        word = next(word for word, meant in layout.directions.items() if meant == way)
        return filled | {"direction": word, "amount": amount}
    return filled | {"amount": signed}


def statement(name: str, moves: tuple[tuple[str, str, int, int], ...] = MOVES) -> bytes:
    layout = BANKS[name]
    given = names(layout)
    if {"amount_in", "amount_out"} <= set(given):
        given.pop("amount", None)
    rows = [cells(layout, given, move) for move in moves]
    lines = [",".join(row.get(field, "") for field in given) for row in rows]
    more = [one for one in (*layout.signature, *layout.hallmarks) if one not in given.values()]
    head = ",".join((*given.values(), *more))
    return csv(*layout.marks[:1], head, *(line + "," * len(more) for line in lines))


@pytest.mark.feature("B06")
@pytest.mark.parametrize("name", WITH_BALANCE)
def test_a_statement_in_each_format_adds_up_from_its_opening_to_its_closing_balance(name: str) -> None:
    reading = read(statement(name))
    assert (reading.source, reading.faults, len(reading.rows)) == (BANKS[name].source, (), len(MOVES))
    assert [f"{row.occurred_at:%Y-%m-%d}" for row in reading.rows] == [move[0] for move in MOVES]
    (proof,), faults = statements.proof(reading.rows)
    assert faults == ()
    assert (proof.opening_minor, proof.closing_minor) == (100000, 890000)
    assert proof.came_minor - proof.went_minor == proof.closing_minor - proof.opening_minor


@pytest.mark.feature("B06")
@pytest.mark.parametrize("name", WITH_BALANCE)
@pytest.mark.parametrize("newest_first", [False, True])
def test_a_statement_in_each_format_is_refused_with_the_row_that_breaks_it(
    name: str, newest_first: bool
) -> None:
    """A row in the middle was taken out: the next one does not follow."""
    more = (*MOVES, ("2026-03-07", "out", 100, 889900), ("2026-03-08", "out", 100, 889800))
    kept = [move for move in more if move is not MOVES[1]]
    reading = read(statement(name, tuple(kept[::-1] if newest_first else kept)))
    proofs, (fault,) = statements.proof(reading.rows)
    assert (proofs, fault.code) == ((), "statement_balance_row_breaks")
    broken = next(row for row in reading.rows if row.line_no == fault.facts["line"])
    assert f"{broken.occurred_at:%Y-%m-%d}" == MOVES[2][0]
    assert (fault.facts["expected_minor"], fault.facts["given_minor"]) == (90000, 890000)


@pytest.mark.parametrize("name", WITHOUT)
def test_a_format_without_balances_proves_nothing_and_says_so(name: str) -> None:
    reading = read(statement(name))
    assert reading.rows
    assert [fault.code for fault in statements.proof(reading.rows)[1]] == ["statement_balance_missing"]


def test_a_row_without_a_balance_between_others_is_added_all_the_same() -> None:
    lines = ("2026-03-02,-35.50,964.50,x", "2026-03-05,8000.00,,x", "2026-03-06,-64.50,8900.00,x")
    (proof,), faults = statements.proof(read(csv("交易日期,交易金额,余额,摘要", *lines)).rows)
    assert (faults, proof.opening_minor, proof.closing_minor) == ((), 100000, 890000)


def test_the_command_line_shows_both_balances_and_refuses_where_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_bytes(
        csv("交易日期,交易金额,余额,摘要", "2026-03-02,-35.50,964.50,x", "2026-03-06,-64.50,900.00,x")
    )
    bad.write_bytes(good.read_bytes().replace(b"900.00", b"901.00"))
    assert main(["read-statement", str(good), "--proved"]) == 0
    assert "balance: 1000.00 - 900.00" in capsys.readouterr().out
    assert main(["read-statement", str(bad)]) == 0
    capsys.readouterr()
    assert main(["read-statement", str(bad), "--proved", "--json"]) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)[0]["rows"] == []
    assert "Line 3: the balance should be 900.00, but 901.00 is printed." in told.err

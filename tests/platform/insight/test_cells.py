"""Small cells are hidden, and nobody can compute them from what is left; intervals agree with published examples."""

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hejie_platform.insight.facts import cells
from hejie_platform.insight.facts.cells import Line

LEAST = 5


def table(grid: Sequence[Sequence[int]]) -> tuple[dict[str, int], list[Line]]:
    """A table of counts with its margins, as cells and lines."""
    rows, columns = range(len(grid)), range(len(grid[0]))
    counts = {f"{r}.{c}": grid[r][c] for r in rows for c in columns}
    counts |= {f"{r}.all": sum(grid[r]) for r in rows}
    counts |= {f"all.{c}": sum(grid[r][c] for r in rows) for c in columns}
    counts["all.all"] = sum(map(sum, grid))
    lines = [Line(f"{r}.all", tuple(f"{r}.{c}" for c in columns)) for r in (*rows, "all")]
    lines += [Line(f"all.{c}", tuple(f"{r}.{c}" for r in rows)) for c in (*columns, "all")]
    return counts, lines


def solved_by_elimination(hidden: frozenset[str], lines: Sequence[Line]) -> set[str]:
    """What a reader with paper and fractions can compute: an own elimination, nothing of the code under test."""
    names = sorted(hidden)
    rows = []
    for line in lines:
        signed = {line.total: Fraction(1)} | {part: Fraction(-1) for part in line.parts}
        row = [signed.get(name, Fraction(0)) for name in names]
        if any(row):
            rows.append(row)
    done = 0
    for column in range(len(names)):
        pivot = next((number for number in range(done, len(rows)) if rows[number][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for number, row in enumerate(rows):
            if number != done and row[column]:
                rows[number] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
        done += 1
    known = [[name for name, value in zip(names, row, strict=True) if value] for row in rows]
    return {row[0] for row in known if len(row) == 1}


def test_one_small_part_takes_a_second_one_with_it() -> None:
    counts = {"all": 60, "a": 37, "b": 3, "c": 20}
    assert cells.suppress(counts, [Line("all", ("a", "b", "c"))], least=LEAST) == {"b", "c"}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    counts = {"all": 57, "a": 37, "b": 0, "c": 20}
    assert cells.suppress(counts, [Line("all", ("a", "b", "c"))], least=LEAST) == frozenset()


def test_two_ones_under_a_shown_total_would_each_be_told_by_their_sum() -> None:
    """Hidden are 1 and 1; their sum is 2, so that each would have to be 1. A third is hidden with them."""
    counts = {"all": 42, "a": 1, "b": 1, "c": 40}
    assert "c" in cells.suppress(counts, [Line("all", ("a", "b", "c"))], least=LEAST)


def test_what_hides_in_one_table_is_not_given_away_by_another() -> None:
    counts = {"all": 40, "a": 3, "b": 37, "x": 3, "y": 37, "ax": 3, "ay": 0, "bx": 0, "by": 37}
    lines = [
        Line("all", ("a", "b")),
        Line("all", ("x", "y")),
        Line("a", ("ax", "ay")),
        Line("b", ("bx", "by")),
        Line("x", ("ax", "bx")),
        Line("y", ("ay", "by")),
    ]
    hidden = cells.suppress(counts, lines, least=LEAST)
    assert {"a", "x", "ax"} <= hidden
    assert not solved_by_elimination(hidden, lines)


def test_the_oracle_finds_what_a_naive_suppression_leaves_open() -> None:
    counts, lines = table([[3, 30], [20, 25]])
    naive = frozenset(name for name, count in counts.items() if 0 < count < LEAST)
    assert solved_by_elimination(naive, lines) == {"0.0"}
    assert cells.derivable(naive, lines) == {"0.0"}


# The tables that people read: few rows and columns, many small numbers.
GRIDS = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 60)), min_size=width, max_size=width),
        min_size=2,
        max_size=5,
    )
)


@pytest.mark.feature("M02")
@settings(max_examples=150, deadline=None)
@given(grid=GRIDS)
def test_no_hidden_cell_can_be_computed_from_what_is_shown(grid: list[list[int]]) -> None:
    counts, lines = table(grid)
    hidden = cells.suppress(counts, lines, least=LEAST)
    assert not [name for name, count in counts.items() if 0 < count < LEAST and name not in hidden]
    assert not solved_by_elimination(hidden, lines)
    for line in lines:
        unknown = [counts[name] for name in line.parts if name in hidden]
        assert line.total in hidden or not unknown or sum(unknown) >= LEAST


def test_the_order_of_lines_and_cells_does_not_matter() -> None:
    counts, lines = table([[3, 30, 9], [20, 25, 1], [7, 2, 40]])
    shuffled = random.Random(7).sample(lines, len(lines))
    backwards = dict(reversed(counts.items()))
    assert cells.suppress(counts, lines, least=LEAST) == cells.suppress(backwards, shuffled, least=LEAST)


@pytest.mark.parametrize(
    ("yes", "of", "low", "high"),
    # Newcombe 1998 (Statistics in Medicine 17, 857-872), table I, method 3: Wilson without continuity correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_intervals_are_those_of_the_literature(yes: int, of: int, low: float, high: float) -> None:
    assert cells.wilson(yes, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    # Newcombe 1998 (Statistics in Medicine 17, 873-890), table II, method 10.
    [((56, 70), (48, 80), (0.2, 0.0524, 0.3339)), ((9, 10), (3, 10), (0.6, 0.1705, 0.8090))],
)
def test_gaps_are_those_of_the_literature(
    one: tuple[int, int], other: tuple[int, int], expected: tuple[float, float, float]
) -> None:
    assert cells.gap(one, other) == pytest.approx(expected, abs=5e-5)


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        cells.wilson(0, 0)

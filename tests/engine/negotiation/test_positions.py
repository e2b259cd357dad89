"""Both sides' positions beside each other, and a warning before a concession is taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import negotiation, plans

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
ASKED = plans.Package(
    instalments=36, first_due=date(2026, 3, 15), annual_rate=Fraction(0), waive={"penalty_interest": 15_000}
)
OFFERED = plans.Package(
    instalments=24, first_due=date(2026, 2, 15), annual_rate=Fraction("0.06"), upfront_minor=50_000
)


def put(side: str, package: plans.Package, *, day: int, audience: str = "shared") -> negotiation.Entry:
    at = NOW + timedelta(days=day)
    return negotiation.Entry(kind="offer", by=side, audience=audience, at=at, package=package)


def _rows(*log: negotiation.Entry) -> dict[str, negotiation.Row]:
    return {row.issue: row for row in negotiation.positions(log)}


@pytest.mark.feature("E15")
def test_each_issue_stands_with_both_positions_their_dates_and_the_gap() -> None:
    rows = _rows(put("borrower", ASKED, day=0), put("lender", OFFERED, day=2))
    assert rows["instalments"] == negotiation.Row(
        issue="instalments",
        unit="count",
        borrower=negotiation.Stand(value=36, since=NOW),
        lender=negotiation.Stand(value=24, since=NOW + timedelta(days=2)),
        gap=12,
        is_agreed=False,
    )
    assert rows["annual_rate"].gap == Fraction(3, 50)
    assert rows["first_due"].gap == 28
    assert rows["upfront_minor"].gap == 50_000
    assert rows["waive.penalty_interest"].gap == 15_000
    assert rows["method"].gap is None
    assert rows["method"].is_agreed
    assert "waive.compound_interest" not in rows


@pytest.mark.feature("E15")
def test_the_table_follows_each_new_offer_and_dates_only_what_changed() -> None:
    better = replace(OFFERED, instalments=30)
    rows = _rows(put("borrower", ASKED, day=0), put("lender", OFFERED, day=2), put("lender", better, day=5))
    assert rows["instalments"].lender == negotiation.Stand(value=30, since=NOW + timedelta(days=5))
    assert rows["instalments"].gap == 6
    assert rows["annual_rate"].lender == negotiation.Stand(
        value=Fraction("0.06"), since=NOW + timedelta(days=2)
    )


def test_a_value_that_was_left_and_taken_up_again_is_dated_anew() -> None:
    other = replace(OFFERED, instalments=30)
    log = [put("lender", package, day=day) for day, package in enumerate((OFFERED, other, OFFERED))]
    stand = _rows(*log)["instalments"].lender
    assert stand is not None
    assert stand.since == NOW + timedelta(days=2)


def test_one_side_alone_has_positions_and_no_gap() -> None:
    rows = _rows(put("borrower", ASKED, day=0))
    assert rows["instalments"].lender is None
    assert rows["instalments"].gap is None
    assert not rows["instalments"].is_agreed
    assert negotiation.positions(()) == ()


def test_what_is_not_for_all_eyes_is_nobodys_position() -> None:
    floor = put("lender", replace(OFFERED, instalments=60), day=3, audience="lender")
    assert _rows(put("lender", OFFERED, day=2), floor) == _rows(put("lender", OFFERED, day=2))
    assert negotiation.latest_package((put("lender", OFFERED, day=2), floor), "lender") == OFFERED


@pytest.mark.parametrize(
    ("issue", "change"),
    [
        ("annual_rate", {"annual_rate": Fraction("0.08")}),
        ("instalments", {"instalments": 12}),
        ("upfront_minor", {"upfront_minor": 60_000}),
        ("first_due", {"first_due": date(2026, 2, 1)}),
        ("overdue_uplift", {"overdue_uplift": Fraction("0.5")}),
    ],
)
def test_a_lender_is_warned_before_it_takes_a_concession_back_and_not_when_it_gives_one(
    issue: str, change: dict[str, object]
) -> None:
    harder = replace(OFFERED, **change)
    notes = negotiation.withdrawn_concessions(OFFERED, harder, side="lender")
    assert [note.facts["issue"] for note in notes] == [issue]
    assert negotiation.withdrawn_concessions(harder, OFFERED, side="lender") == ()
    assert [
        note.facts["issue"] for note in negotiation.withdrawn_concessions(harder, OFFERED, side="borrower")
    ] == [issue]


def test_a_waiver_that_shrinks_is_named_with_its_bucket() -> None:
    less = replace(ASKED, waive={"penalty_interest": 10_000})
    (note,) = negotiation.withdrawn_concessions(ASKED, less, side="lender")
    assert note.facts == {
        "issue": "waive.penalty_interest",
        "unit": "minor",
        "before": 15_000,
        "after": 10_000,
    }
    assert negotiation.ISSUES["waive.penalty_interest"].code == "issue_waive"


def test_a_trade_is_told_on_both_issues_and_warned_of_on_one() -> None:
    trade = replace(OFFERED, instalments=36, annual_rate=Fraction("0.08"))
    found = {move.issue: move.direction for move in negotiation.moves(OFFERED, trade, side="lender")}
    assert found == {"instalments": "toward", "annual_rate": "away"}
    assert len(negotiation.withdrawn_concessions(OFFERED, trade, side="lender")) == 1


def test_a_change_without_a_better_or_worse_is_sideways() -> None:
    changed = replace(OFFERED, method="equal_principal", treat={"penalty_interest": "first"})
    directions = {move.direction for move in negotiation.moves(OFFERED, changed, side="borrower")}
    assert directions == {"sideways"}
    assert negotiation.withdrawn_concessions(OFFERED, changed, side="borrower") == ()


PACKAGES = st.builds(
    plans.Package,
    instalments=st.integers(1, 60),
    first_due=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    annual_rate=st.fractions(0, Fraction("0.24"), max_denominator=200),
    waive=st.fixed_dictionaries({}, optional={"penalty_interest": st.integers(0, 9_999)}),
    upfront_minor=st.integers(0, 9_999),
)


@given(one=PACKAGES, two=PACKAGES)
def test_what_one_side_takes_back_the_other_would_give(one: plans.Package, two: plans.Package) -> None:
    lender = {(m.issue, m.direction) for m in negotiation.moves(one, two, side="lender")}
    borrower = {(m.issue, m.direction) for m in negotiation.moves(one, two, side="borrower")}
    mirror = {"toward": "away", "away": "toward", "sideways": "sideways"}
    assert borrower == {(issue, mirror[direction]) for issue, direction in lender}
    assert (lender == set()) == (one == two)


@given(one=PACKAGES, two=PACKAGES)
def test_the_gap_is_the_same_whoever_stands_where(one: plans.Package, two: plans.Package) -> None:
    rows = _rows(put("borrower", one, day=0), put("lender", two, day=1))
    swapped = _rows(put("lender", one, day=0), put("borrower", two, day=1))
    assert {name: row.gap for name, row in rows.items()} == {name: row.gap for name, row in swapped.items()}
    for row in rows.values():
        assert row.is_agreed == (row.gap == 0) or row.unit == "choice"

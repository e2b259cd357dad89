"""Everybody's part of a month comes from one splitting: the parts sum to the last fen, whoever is asked first."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.plans.test_household import CASE, LAW, spare

from hejie import texts
from hejie.money import MAX_MINOR
from hejie.plans import household
from hejie.plans.household import Debts

OWED = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 10**9), min_size=1, max_size=8
)


@settings(max_examples=200, deadline=None)
@given(owed=OWED, left=st.integers(1, MAX_MINOR), order=st.randoms(use_true_random=False))
def test_the_parts_of_all_creditors_sum_to_the_whole_in_any_order(
    owed: Mapping[str, int], left: int, order: object
) -> None:
    turned = list(owed.items())
    order.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis' own Random
    debts = Debts.of(owed)
    assert Debts.of(dict(turned)) == debts
    parts = {name: debts.part(left, name) for name, _ in turned}
    assert sum(parts.values()) == left == debts.part(left, *owed)
    whole = sum(owed.values())
    for name, minor in owed.items():
        exact = Fraction(left * minor, whole) if whole else Fraction(left, len(owed))
        assert abs(parts[name] - exact) < 1
        assert all(parts[name] >= parts[less] - 1 for less in owed if owed[less] <= minor)


def test_a_cent_that_cannot_be_halved_falls_to_one_of_two_and_never_to_both() -> None:
    alike = Debts.of({"one": 300, "other": 300})
    assert sorted(alike.split(101).values()) == [50, 51]
    assert Debts.of({"one": 0, "other": 0}).split(100) == {"one": 50, "other": 50}
    assert alike.part(101, "one", "other") == 101


def test_of_nothing_left_there_is_no_part_and_everybody_meets_what_is_missing() -> None:
    debts = Debts.of({"one": 300, "other": 100})
    assert [debts.part(-500, name) for name in ("one", "other")] == [-500, -500]
    assert debts.part(0, "one") == 0
    assert Debts.of({}).part(0) == 0


def test_nobodys_name_and_debts_below_zero_are_refused() -> None:
    with pytest.raises(LookupError):
        Debts.of({"one": 300}).part(100, "another")
    with pytest.raises(texts.Faulty):
        Debts.of({"one": 300, "other": -1}).split(100)


@pytest.mark.parametrize("left", [100_001, 200_000, 333_333])
def test_the_shares_that_lenders_see_sum_to_what_the_month_leaves(left: int) -> None:
    third = replace(CASE.creditors[1], name="card")
    case = replace(spare(left), creditors=(*CASE.creditors, third))
    views = [household.lender_view(case, one.name, pack=LAW) for one in case.creditors]
    assert sum(one.share_minor for one in views) == left
    assert all(one.others_minor + one.claim_minor == case.debts_minor for one in views)

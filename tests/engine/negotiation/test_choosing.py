"""Which neutral: a common wish where there is one, the published rule otherwise, and never somebody who is tied."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import negotiation
from hejie.negotiation import Candidate, choose

ANN = Candidate(ref="A", verified="2026-01-02", limit=5)
BEA = Candidate(ref="B", verified="2026-01-03", limit=5)
CAI = Candidate(ref="C", verified="2026-01-04", limit=5)
ALL = (ANN, BEA, CAI)


def changed(one: Candidate, **more: Any) -> Candidate:
    return replace(one, **more)


def test_the_lowest_sum_of_ranks_wins() -> None:
    found = choose(ALL, wishes=(("A", "B", "C"), ("B", "C", "A")))
    assert (found.ref, found.way, found.points) == ("B", "common", 3)


def test_somebody_whom_one_party_did_not_rank_is_no_common_wish() -> None:
    assert choose(ALL, wishes=(("A", "C"), ("C",))).ref == "C"
    assert choose(ALL, wishes=(("A",), ("C",))).way == "rule"


@pytest.mark.parametrize(
    ("change", "chosen"),
    [({}, "A"), ({"load": 1}, "B"), ({"verified": "2026-02-01"}, "B")],
)
def test_equal_sums_go_to_the_lighter_load_then_to_who_was_verified_first(
    change: dict[str, object], chosen: str
) -> None:
    found = choose((changed(ANN, **change), BEA), wishes=(("A", "B"), ("B", "A")))
    assert (found.ref, found.way) == (chosen, "common")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"is_tied": True}, "tied"),
        ({"has_left": True}, "mediated_before"),
        ({"is_away": True}, "away"),
        ({"load": 5}, "full"),
    ],
)
def test_nobody_who_is_barred_is_chosen_however_much_wished(change: dict[str, object], why: str) -> None:
    found = choose((changed(ANN, **change), BEA), wishes=(("A", "B"), ("A", "B")))
    assert (found.ref, found.out) == ("B", (("A", why),))


def test_the_rule_asks_for_field_and_language_and_a_wish_does_not() -> None:
    cards = changed(ANN, fields=frozenset({"card"}))
    loans = changed(BEA, fields=frozenset({"consumption"}), languages=frozenset({"zh"}))
    need = frozenset({"consumption"})
    assert choose((cards, loans), fields=need).ref == "B"
    assert choose((cards, loans), fields=need, languages=frozenset({"en"})).way == "none"
    assert choose((cards, loans), fields=need, wishes=(("A",), ("A",))).ref == "A"


def test_the_rule_takes_the_lightest_load_then_who_was_verified_first() -> None:
    assert choose((changed(ANN, load=2), changed(BEA, load=1), CAI)).ref == "C"
    assert choose((CAI, BEA, ANN)).ref == "A"


def test_one_party_without_a_wish_leaves_it_to_the_rule() -> None:
    assert choose(ALL, wishes=(("C",), ())).way == "rule"


def test_nobody_is_left_is_an_answer_too() -> None:
    assert choose((changed(ANN, is_tied=True),)) == negotiation.Chosen("", "none", 0, (("A", "tied"),))


REFS = "ABCDE"
candidates = st.lists(
    st.builds(
        Candidate,
        ref=st.sampled_from(REFS),
        verified=st.sampled_from(["2026-01-02", "2026-01-03"]),
        load=st.integers(0, 3),
        limit=st.integers(1, 3),
        is_tied=st.booleans(),
        is_away=st.booleans(),
        has_left=st.booleans(),
    ),
    unique_by=lambda one: one.ref,
    max_size=5,
)
orders = st.lists(st.lists(st.sampled_from(REFS), unique=True), max_size=3)


@given(candidates, orders)
def test_whoever_is_chosen_is_free_of_ties_there_and_has_room(
    found: list[Candidate], wishes: list[list[str]]
) -> None:
    chosen = choose(found, wishes=wishes)
    for one in found:
        if one.ref == chosen.ref:
            assert not any((one.is_tied, one.is_away, one.has_left))
            assert one.load < one.limit
    assert (chosen.ref == "") == (chosen.way == "none")


@given(candidates, orders)
def test_neither_the_order_of_the_roster_nor_of_the_parties_matters(
    found: list[Candidate], wishes: list[list[str]]
) -> None:
    first = choose(found, wishes=wishes)
    assert choose(found[::-1], wishes=wishes) == first
    for other in list(permutations(wishes))[:6]:
        assert choose(found, wishes=other) == first


@given(candidates, orders)
def test_no_other_common_wish_has_a_lower_sum(found: list[Candidate], wishes: list[list[str]]) -> None:
    chosen = choose(found, wishes=wishes)
    if chosen.way == "common":
        out = dict(chosen.out)
        for one in found:
            if one.ref not in out and all(one.ref in order for order in wishes):
                assert sum(order.index(one.ref) + 1 for order in wishes) >= chosen.points

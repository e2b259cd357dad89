"""What a side sees depends on what is for its eyes, and on nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hejie import negotiation

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def entry(
    audience: str, by: str, *, party: str = "", kind: str = "message", text: str = "x"
) -> negotiation.Entry:
    return negotiation.Entry(kind=kind, by=by, audience=audience, at=NOW, party=party, facts={"text": text})


def _seen_by(one: negotiation.Entry) -> set[str]:
    return {side for side in negotiation.VIEWERS if negotiation.view((one,), side)}


@pytest.mark.parametrize(
    ("one", "seen_by"),
    [
        (entry("shared", "borrower"), {"borrower", "lender", "mediator"}),
        (entry("borrower", "borrower"), {"borrower"}),
        (entry("lender", "lender", kind="floor"), {"lender"}),
        (entry("caucus", "borrower"), {"borrower", "mediator"}),
        (entry("caucus", "mediator", party="lender"), {"lender", "mediator"}),
        (entry("private", "lender"), {"lender"}),
        (entry("private", "mediator"), {"mediator"}),
    ],
    ids=lambda value: (
        f"{value.audience}-{value.by}-{value.party}" if isinstance(value, negotiation.Entry) else ""
    ),
)
def test_each_audience_is_exactly_who_it_says(one: negotiation.Entry, seen_by: set[str]) -> None:
    assert _seen_by(one) == seen_by


def test_the_numbers_of_a_view_have_no_gap_where_something_was_kept_back() -> None:
    log = (entry("shared", "borrower"), entry("lender", "lender"), entry("shared", "lender"))
    assert [seen.number for seen in negotiation.view(log, "borrower")] == [1, 2]
    assert [seen.number for seen in negotiation.view(log, "lender")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("audience", "by", "party", "message"),
    [
        ("everyone", "lender", "", "no audience"),
        ("shared", "bank", "", "no side"),
        ("caucus", "mediator", "", "with a party"),
        ("caucus", "borrower", "court", "no side"),
    ],
)
def test_an_entry_for_nobodys_eyes_cannot_be_made(audience: str, by: str, party: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        entry(audience, by, party=party)


def test_a_stranger_has_no_view() -> None:
    with pytest.raises(ValueError, match="no side"):
        negotiation.view((), "regulator")


MOMENTS = st.integers(0, 10_000).map(lambda minutes: NOW + timedelta(minutes=minutes))
TEXTS = st.sampled_from(["canary", "floor 900", "ok", ""])


def _entries(audiences: st.SearchStrategy[tuple[str, str, str]]) -> st.SearchStrategy[negotiation.Entry]:
    return st.builds(
        lambda who, at, text, kind: negotiation.Entry(
            kind=kind, by=who[1], audience=who[0], party=who[2], at=at, facts={"text": text}
        ),
        audiences,
        MOMENTS,
        TEXTS,
        st.sampled_from(["message", "offer", "note"]),
    )


def _hidden_from(side: str) -> st.SearchStrategy[tuple[str, str, str]]:
    """Audience, author and party of every kind of entry that `side` may not see."""
    other = {"borrower": "lender", "lender": "borrower"}[side]
    return st.sampled_from(
        [
            (other, other, ""),
            ("private", other, ""),
            ("private", "mediator", ""),
            ("caucus", other, ""),
            ("caucus", "mediator", other),
        ]
    )


def _open_to(side: str) -> st.SearchStrategy[tuple[str, str, str]]:
    other = {"borrower": "lender", "lender": "borrower"}[side]
    return st.sampled_from(
        [
            ("shared", side, ""),
            ("shared", other, ""),
            ("shared", "mediator", ""),
            (side, side, ""),
            ("private", side, ""),
            ("caucus", side, ""),
            ("caucus", "mediator", side),
        ]
    )


@st.composite
def logs_that_differ_in_secrets(draw: st.DrawFn, side: str) -> tuple[negotiation.Log, negotiation.Log]:
    """The same visible entries in the same order, each time among other secrets."""
    visible = draw(st.lists(_entries(_open_to(side)), max_size=8))

    def among_secrets() -> negotiation.Log:
        log = list(visible)
        for secret in draw(st.lists(_entries(_hidden_from(side)), max_size=8)):
            log.insert(draw(st.integers(0, len(log))), secret)
        return tuple(log)

    return among_secrets(), among_secrets()


@pytest.mark.parametrize("side", negotiation.SIDES)
@given(data=st.data())
def test_secrets_of_the_others_change_nothing_that_a_side_sees(side: str, data: st.DataObject) -> None:
    one, two = data.draw(logs_that_differ_in_secrets(side))
    assert negotiation.view(one, side) == negotiation.view(two, side)
    assert repr(negotiation.view(one, side)) == repr(negotiation.view(two, side))
    assert negotiation.positions(one) == negotiation.positions(two)


@pytest.mark.parametrize("side", negotiation.SIDES)
@given(data=st.data())
def test_everything_for_a_sides_eyes_arrives_in_order(side: str, data: st.DataObject) -> None:
    visible = data.draw(st.lists(_entries(_open_to(side)), max_size=8))
    seen = negotiation.view(tuple(visible), side)
    assert [(s.at, s.by, s.facts) for s in seen] == [(e.at, e.by, e.facts) for e in visible]

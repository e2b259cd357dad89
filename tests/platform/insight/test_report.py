"""Figures of a hand-computed period, each with its definition; a report with a missing side is not built."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.utils import translation

from hejie_platform.insight.facts.journeys import CaseSeen, Event, Journey, Talks, told
from hejie_platform.insight.facts.metrics import METRICS, NAMED, SideMissing
from hejie_platform.insight.facts.report import Figure, Others, Report, build, demand_sides, from_json

BEGAN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
NOTHING = Others({}, {})


def after(days: int) -> datetime:
    return BEGAN + timedelta(days=days)


def journey(number: int, *events: tuple[int, str, str], lender: str = "A", **about: object) -> Journey:
    """Talks that began on day 0, with (day, verb, role) after it."""
    talks = Talks(
        id=f"t{number}", case=f"c{number}", lender=lender, submitted_at=BEGAN - timedelta(days=3), **about
    )
    found = told(
        talks,
        [Event(BEGAN, "negotiation.start", "system"), *(Event(after(d), v, r) for d, v, r in events)],
    )
    assert found is not None
    return found


TALK = (2, "negotiation.talk", "officer")
AGREED = (20, "agreement.take_effect", "system")


def period() -> list[Journey]:
    """Thirty talks. Twenty resolved (twelve without a mediator), five refused, five still running.

    Of the resolved: six were said to be in breach by the lender (five cured), five by the borrower (none cured);
    ten kept to the end, five failed.
    """
    kept, failed = (90, "agreement.complete", "system"), (80, "agreement.fail", "officer")
    by_lender, by_borrower = (40, "agreement.breach", "officer"), (41, "agreement.breach", "borrower")
    cured = (45, "agreement.cure", "system")
    resolved = [
        *([TALK, AGREED, kept] for _ in range(9)),
        [TALK, AGREED, kept, by_lender, cured],
        *([TALK, AGREED, by_lender, cured] for _ in range(4)),
        [TALK, AGREED, by_lender, failed],
        *([TALK, AGREED, by_borrower, failed] for _ in range(4)),
        [TALK, AGREED, by_borrower],
    ]
    rows = [journey(number, *events, is_mediated=number >= 12) for number, events in enumerate(resolved)]
    rows += [journey(number, (6, "negotiation.refuse", "checker")) for number in range(20, 25)]
    return rows + [journey(number, TALK) for number in range(25, 30)]


def cases_of(rows: Iterable[Journey]) -> list[CaseSeen]:
    return [
        CaseSeen(one.talks.case, "borrower", date(2026, 2, 27), one.talks.submitted_at, BEGAN) for one in rows
    ]


def made(rows: list[Journey], others: Others = NOTHING) -> Report:
    return build(cases_of(rows), rows, others, least=5)


def whole(report: Report, metric: str, side: str = "") -> Figure:
    (found,) = report.of(metric, side=side)
    return found


@pytest.mark.feature("M01")
@pytest.mark.parametrize(
    ("metric", "side", "count", "of"),
    [
        ("resolved_taken", "", 20, 30),
        ("resolved_completed", "", 20, 25),
        ("alone", "", 12, 20),
        ("kept", "", 10, 20),
        ("failed", "", 5, 20),
        ("refused", "", 5, 30),
        ("breached", "borrower", 6, 20),
        ("breached", "lender", 5, 20),
        ("cured", "lender", 0, 5),
    ],
)
def test_shares_of_the_hand_computed_period(metric: str, side: str, count: int, of: int) -> None:
    found = whole(made(period()), metric, side)
    assert (found.count, found.of) == (count, of)
    assert found.share == pytest.approx(count / of)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= count / of <= found.high


def test_one_breach_that_was_not_made_good_points_at_somebody_and_is_kept_back() -> None:
    """Five of six cured: the sixth is a count of one, so neither the five nor the six may stand beside each other."""
    found = whole(made(period()), "cured", "borrower")
    assert found.is_hidden
    assert found.share is None
    assert not (found.count == 5 and found.of == 6)


@pytest.mark.feature("M01")
def test_days_of_the_hand_computed_period() -> None:
    """Five lenders answered after 6 days and 25 after 2; each agreement came 23 days after the application."""
    report = made(period())
    assert whole(report, "reply_days", "lender").quartiles == (2.0, 2.0, 2.0)
    assert whole(report, "agree_days").quartiles == (23.0, 23.0, 23.0)
    assert whole(report, "admit_days").quartiles == (3.0, 3.0, 3.0)
    assert whole(report, "reply_days", "borrower") == Figure("reply_days", "borrower")


def test_the_funnel_counts_a_case_by_its_farthest_talks_and_never_widens() -> None:
    funnel = {one.key: one.count for one in made(period()).of("funnel", "stage")}
    assert funnel == {
        "begun": 30,
        "submitted": 30,
        "admitted": 30,
        "talking": 25,
        "offered": 20,
        "agreed": 20,
        "kept": 10,
    }


@pytest.mark.feature("M01")
def test_every_metric_says_in_words_what_it_counts() -> None:
    assert len(NAMED) == len(METRICS)
    for one in METRICS:
        with translation.override("en"):
            assert len(str(one.means)) > 40, one.code
        assert one.kind != "share" or (one.counted and one.out_of), one.code


def test_a_report_without_one_side_is_not_built() -> None:
    figures = made(period()).figures
    demand_sides(figures, METRICS)
    without = [one for one in figures if (one.metric, one.side) != ("breached", "lender")]
    with pytest.raises(SideMissing, match="breached leaves out"):
        demand_sides(without, METRICS)


def test_a_side_that_never_answered_is_stated_and_not_left_out() -> None:
    others = Others({}, {("offer", "borrower"): (12, Fraction(4)), ("review", "lender"): None})
    report = made(period(), others)
    sides = {
        (one.key, one.side): (one.share, one.is_hidden)
        for one in report.figures
        if one.metric == "satisfaction"
    }
    assert sides == {
        ("offer", "borrower"): (4.0, False),
        ("offer", "lender"): (None, False),
        ("review", "borrower"): (None, False),
        ("review", "lender"): (None, True),
    }


def test_a_small_group_shows_nothing_and_its_neighbour_does_not_give_it_away() -> None:
    rows = period()
    few = [
        replace(one, talks=replace(one.talks, is_vulnerable=number < 3)) for number, one in enumerate(rows)
    ]
    found = {one.key: one for one in made(few).of("resolved_taken", "care")}
    assert found["special_care"].is_hidden
    assert found["no_special_care"].count is None
    assert whole(made(few), "resolved_taken").count == 20


@pytest.mark.feature("M02")
def test_gaps_between_groups_and_lenders_carry_intervals() -> None:
    rows = [
        journey(
            number, *([TALK, AGREED] if number % 40 < good else [TALK]), lender=lender, is_vulnerable=care
        )
        for lender, care, good, first in (("A", False, 30, 0), ("B", True, 10, 40))
        for number in range(first, first + 40)
    ]
    gaps = {(one.by, one.one): one for one in made(rows).gaps if one.metric == "resolved_taken"}
    lender = gaps["lender", "A"]
    assert lender.difference == pytest.approx(0.5)
    assert lender.low is not None
    assert lender.high is not None
    assert 0.28 < lender.low < 0.5 < lender.high < 0.67
    assert gaps["care", "no_special_care"].difference == pytest.approx(0.5)


def test_no_gap_is_told_where_one_group_is_too_small() -> None:
    rows = [journey(number, TALK, AGREED, is_vulnerable=number < 2) for number in range(30)]
    assert all(one.difference is None for one in made(rows).gaps if one.by == "care")


def test_a_breach_belongs_to_the_side_that_was_told_of_it() -> None:
    one = journey(
        1, TALK, AGREED, (30, "agreement.breach", "representative"), (33, "agreement.cure", "system")
    )
    assert (one.breached, one.cured) == (frozenset({"lender"}), frozenset({"lender"}))


def test_events_out_of_order_tell_the_same_journey() -> None:
    events = [
        Event(BEGAN, "negotiation.start"),
        Event(after(4), "offer.put", "officer"),
        Event(after(9), "agreement.take_effect"),
    ]
    talks = Talks("t", "c", "A")
    assert told(talks, events) == told(talks, reversed(events))


def test_talks_that_never_began_are_not_counted() -> None:
    assert told(Talks("t", "c", "A"), [Event(BEGAN, "offer.put", "officer")]) is None


def test_a_report_that_was_kept_reads_back_as_it_was() -> None:
    kept = from_json(made(period()).as_json())
    assert kept.as_json() == made(period()).as_json()
    assert whole(kept, "resolved_taken").share == pytest.approx(2 / 3, abs=1e-6)

"""A blank never erases; "I don't know" and clearing are said aloud; days stand in their order."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hejie_platform.intake.facts import fields
from hejie_platform.intake.facts.fields import Given

TODAY = date(2026, 11, 23)


@dataclass
class Row:
    """As much of a story as settling looks at."""

    cause: str = "illness"
    since_on: date | None = date(2026, 8, 1)
    recovery_on: date | None = None
    words: str = "told"
    household_adults: int | None = None
    household_children: int | None = None
    unknown: list[str] = field(default_factory=list)


def settled(row: Row, **given: Any) -> fields.Settled:
    return fields.settle(row, fields.STORY, Given(**given), today=TODAY)


def test_a_blank_never_erases() -> None:
    assert settled(Row(), values={"cause": "", "since_on": None, "words": ""}).values == {}


def test_clearing_is_said_and_then_erases() -> None:
    assert settled(Row(), cleared=frozenset({"since_on"})).values == {"since_on": None}


def test_a_zero_is_an_answer() -> None:
    assert settled(Row(), values={"household_children": 0}).values == {"household_children": 0}


def test_not_knowing_takes_the_place_of_the_answer() -> None:
    made = settled(Row(), unknown=frozenset({"since_on"})).values
    assert made == {"since_on": None, "unknown": ["since_on"]}


def test_an_answer_takes_the_place_of_not_knowing() -> None:
    row = Row(since_on=None, unknown=["since_on"])
    assert settled(row, values={"since_on": TODAY}).values == {"since_on": TODAY, "unknown": []}


def test_what_must_be_known_cannot_be_unknown() -> None:
    assert settled(Row(), unknown=frozenset({"cause"})).values == {}


def test_the_same_answer_again_changes_nothing() -> None:
    assert settled(Row(), values={"cause": "illness"}).values == {}


def test_recovery_before_the_start_is_refused_whichever_is_told_last() -> None:
    late = settled(Row(), values={"recovery_on": date(2026, 7, 31)})
    assert [(fault.code, fault.field) for fault in late.faults] == [("recovery_before_start", "recovery_on")]
    early = settled(Row(recovery_on=date(2026, 8, 15)), values={"since_on": date(2026, 9, 1)})
    assert [(fault.code, fault.field) for fault in early.faults] == [("recovery_before_start", "since_on")]


def test_recovery_on_the_first_day_stands() -> None:
    assert settled(Row(), values={"recovery_on": date(2026, 8, 1)}).faults == ()


def test_a_hardship_does_not_begin_tomorrow() -> None:
    assert [fault.code for fault in settled(Row(), values={"since_on": date(2026, 11, 24)}).faults] == [
        "answer_in_future"
    ]
    assert settled(Row(), values={"since_on": TODAY}).faults == ()


def test_names_that_are_no_fields_are_not_taken() -> None:
    assert settled(Row(), values={"case": "another", "unknown": ["x"]}).values == {}

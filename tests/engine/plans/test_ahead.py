"""What months to come are expected to bring: plans take the low figures, others for a reason, and nothing rich on trust."""

import json
from itertools import accumulate
from typing import Any

import jsonschema_rs
import pytest
from tests.engine.plans.test_household import LAW, POLICIES, TOLD, read

from hejie.cli import main
from hejie.plans import household

LEFT = 200_000
"""What the usual month of the case leaves."""


def months(low: int, expected: int = 800_000, high: int = 1_000_000, count: int = 6) -> list[dict[str, Any]]:
    return [
        {
            "month": f"2026-{number:02}-01",
            "low_minor": low,
            "expected_minor": max(low, expected),
            "high_minor": max(low, high),
        }
        for number in range(2, 2 + count)
    ]


def told(forecast: dict[str, Any] | None) -> dict[str, Any]:
    own = TOLD["household"] | ({"forecast": forecast} if forecast else {})
    return TOLD | {"household": own, "futures": {"paths": 100, "seed": 7}}


def planned(forecast: dict[str, Any] | None) -> household.Planned:
    return household.propose(read(told(forecast)), pack=LAW)


LOW = months(640_000)
EVIDENCE = {"evidence": ["A7"]}
USUAL, LEAN = planned(None), planned({"months": LOW})


def is_there_in_time(months_minor: tuple[int, ...], lean: int = 40_000, buffer: int = 300_000) -> bool:
    """Whether no more is asked up to any month than six lean months and usual ones after them leave with what is laid by."""
    left = accumulate(lean if month < 6 else LEFT for month in range(len(months_minor)))
    asked = accumulate(months_minor)
    due = zip(asked, left, months_minor, strict=True)
    return all(paid <= buffer + spare for paid, spare, minor in due if minor)


def test_plans_take_the_low_figures_of_a_forecast_and_never_ask_for_money_that_is_not_there_yet() -> None:
    assert LEAN.proposals
    assert all(is_there_in_time(one.exact.months_minor) for one in LEAN.proposals)
    assert not all(is_there_in_time(one.exact.months_minor) for one in USUAL.proposals), "without it they do"
    assert [one.code for one in LEAN.notes] == ["plan_forecast_low"]
    assert USUAL.notes == ()


def test_fewer_futures_carry_a_plan_through_lean_months() -> None:
    case = read(told({"months": LOW}))
    for one in USUAL.proposals:
        terms = {part.name: own.package for part, own in zip(case.creditors, one.exact.parts, strict=True)}
        lean = household.what_if(case, terms, pack=LAW).exact
        assert lean.survival.completes < one.exact.survival.completes
        assert lean.kept_minor <= one.exact.kept_minor


def test_other_figures_are_taken_for_a_reason_alone_and_the_notes_say_which() -> None:
    picked = {"months": LOW, "case": "expected"}
    case, faults = household.case_from_json(told(picked), policies=POLICIES)
    assert case is None
    assert [(one.code, one.field) for one in faults] == [
        ("plan_forecast_needs_reason", "household.forecast.reason")
    ]
    found = planned(picked | {"reason": "signed orders"})
    assert [one.code for one in found.notes] == ["plan_forecast_expected"]
    assert not all(is_there_in_time(one.exact.months_minor) for one in found.proposals)
    assert all(is_there_in_time(one.exact.months_minor, lean=LEFT) for one in found.proposals)


def test_a_month_is_richer_than_usual_only_with_evidence() -> None:
    rich = {"months": months(1_500_000)}
    unproved, proved = (read(told(rich | more)) for more in ({}, EVIDENCE))
    assert [one.code for one in unproved.ahead.notes()] == ["plan_forecast_low", "plan_forecast_unsupported"]
    assert set(dict(unproved.ahead.months).values()) == {800_000}
    assert set(dict(proved.ahead.months).values()) == {1_500_000}
    assert proved.left_minor(7).tolist() == [900_000] * 6 + [LEFT]
    poor = read(told({"months": months(100_000)}))
    assert set(dict(poor.ahead.months).values()) == {100_000}, "a lean month is believed without"


def test_a_household_without_a_usual_income_has_what_its_forecast_brings() -> None:
    own = {"income_minor": 0, "living_minor": 100_000, "forecast": {"months": months(900_000), **EVIDENCE}}
    case = read(told(None) | {"household": own})
    assert case.left_minor(8).tolist() == [800_000] * 6 + [-100_000] * 2
    assert household.propose(case, pack=LAW).proposals == ()
    assert household.propose(
        read(told(None) | {"household": own | {"forecast": {"months": months(0, 0, 0)}}}), pack=LAW
    ).answers


def test_when_lean_months_leave_no_plan_the_answer_says_what_is_short() -> None:
    found = planned({"months": months(0, count=60)[:11]})
    assert found.proposals == ()
    codes = [one.code for one in found.answers]
    assert codes[0] == "plan_ahead_of_income"
    assert "road_mediator" in codes


def test_a_lender_sees_its_part_of_the_lean_months_and_nothing_of_the_forecast_itself() -> None:
    lean, usual = (
        household.lender_view(read(told(one)), "bank", pack=LAW) for one in ({"months": LOW}, None)
    )
    assert lean.proposals != usual.proposals
    assert lean.share_minor == usual.share_minor


WRONG: list[tuple[Any, str, str]] = [
    ([], "plan_field_wrong", "household.forecast"),
    ({}, "plan_field_missing", "household.forecast.months"),
    ({"months": []}, "plan_field_wrong", "household.forecast.months"),
    ({"months": LOW, "case": "best"}, "plan_choice_unknown", "household.forecast.case"),
    ({"months": LOW, "evidence": "A7"}, "plan_field_wrong", "household.forecast.evidence"),
    ({"months": LOW, "more": 1}, "plan_field_unknown", "household.forecast.more"),
    ({"months": [LOW[0] | {"low_minor": -1}]}, "budget_amount_negative", "household.forecast"),
    ({"months": [LOW[0] | {"low_minor": 1.5}]}, "plan_field_wrong", "household.forecast.months.0.low_minor"),
    ({"months": [{**LOW[0], "x": 1}]}, "plan_field_unknown", "household.forecast.months.0.x"),
]


@pytest.mark.parametrize(("forecast", "code", "field"), WRONG)
def test_a_forecast_that_cannot_be_meant_is_refused_by_schema_and_reader_with_its_place(
    forecast: Any, code: str, field: str
) -> None:
    given = told(None) | {"household": TOLD["household"] | {"forecast": forecast}}
    assert not jsonschema_rs.validator_for(household.schema()).is_valid(given)
    case, faults = household.case_from_json(given, policies=POLICIES)
    assert case is None
    assert (code, field) in {(one.code, one.field.removesuffix(".income_business")) for one in faults}


def test_what_the_schema_cannot_say_the_reader_says() -> None:
    for wrong, code in (
        ([LOW[0] | {"low_minor": 900_000}], "budget_forecast_out_of_order"),
        ([LOW[0], LOW[0]], "plan_month_twice"),
        ([LOW[0] | {"month": "2026-02-30"}], "plan_field_wrong"),
    ):
        case, faults = household.case_from_json(told({"months": wrong}), policies=POLICIES)
        assert case is None
        assert code in {one.code for one in faults}
    assert jsonschema_rs.validator_for(household.schema()).is_valid(told({"months": LOW, **EVIDENCE}))


def test_the_command_line_says_which_figures_plans_take(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(told({"months": LOW})), encoding="utf-8")
    assert main(["plan", str(file), "--language", "en"]) == 0
    assert "take the lowest figures of the forecast" in capsys.readouterr().out
    assert main(["plan", str(file), "--json"]) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["notes"]] == ["plan_forecast_low"]

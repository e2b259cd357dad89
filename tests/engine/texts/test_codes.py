"""Codes and facts: what the engine may answer, and what it may not."""

import pickle

import pytest

from hejie import texts
from hejie.texts import codes


def test_a_fault_carries_exactly_its_declared_facts() -> None:
    fault = texts.fault("money_negative", "income", given="-5")
    assert (fault.code, fault.field, dict(fault.facts)) == ("money_negative", "income", {"given": "-5"})
    with pytest.raises(ValueError, match="carries"):
        texts.fault("money_negative", "income")
    with pytest.raises(ValueError, match="carries"):
        texts.fault("money_negative", "income", given="-5", shown="-5")


def test_an_undeclared_code_cannot_be_said() -> None:
    with pytest.raises(LookupError):
        texts.message("money_smells")


def test_a_fault_is_of_kind_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(codes.declared(), "only_a_note", texts.Code("only_a_note", "note"))
    assert texts.message("only_a_note").code == "only_a_note"
    with pytest.raises(ValueError, match="not a fault"):
        texts.fault("only_a_note")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("paid_minor", 12, "12"),
        ("paid_minor", 12, True),
        ("cap_rate", "0.24", 1),
        ("due_on", "2026-02-28", "2026-02-30"),
        ("anything", ("a", "b"), 0.5),
    ],
)
def test_the_name_of_a_fact_tells_its_type(name: str, good: object, bad: object) -> None:
    assert texts.Facts({name: good})[name] == good
    with pytest.raises((TypeError, ValueError)):
        texts.Facts({name: bad})


def test_facts_are_equal_hashable_and_survive_a_journey_whatever_their_order() -> None:
    one, other = texts.Facts({"a": 1, "b": "x"}), texts.Facts({"b": "x", "a": 1})
    assert one == other
    assert hash(one) == hash(other)
    assert pickle.loads(pickle.dumps(one)) == one
    assert (
        len({texts.fault("money_negative", "f", given="1"), texts.fault("money_negative", "f", given="1")})
        == 1
    )


def test_a_faulty_keeps_every_fault_also_through_another_process() -> None:
    faults = (texts.fault("money_missing", "a"), texts.fault("rate_missing", "b"))
    error = pickle.loads(pickle.dumps(texts.Faulty(faults)))
    assert error.faults == faults
    assert "a: money_missing; b: rate_missing" in str(error)
    with pytest.raises(ValueError, match="at least one"):
        texts.Faulty(())


def test_a_code_declared_twice_stops_the_import() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        codes.declare((texts.Code("money_missing", "fault"),))


def test_a_code_of_no_known_kind_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="no kind"):
        texts.Code("money_gone", "warning")  # type: ignore[arg-type]  # the mistake under test


def test_every_room_with_codes_is_merged() -> None:
    assert set(texts.CODES) == {code.name for room in texts.ROOMS for code in room.CODES}
    assert {"money_missing", "date_missing", "loan_field_missing"} <= set(texts.CODES)


def test_names_of_codes_are_snake_case_and_facts_are_named_once() -> None:
    for code in texts.CODES.values():
        assert code.name.isidentifier()
        assert code.name == code.name.lower()
        assert len(set(code.facts)) == len(code.facts)

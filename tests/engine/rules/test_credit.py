"""What new terms, a settlement and a plan that is not kept do to the credit record."""

from datetime import date

import pytest

from hejie import rules

PACK = rules.load_pack("cn")
DAY = date(2026, 11, 23)


@pytest.mark.parametrize("kind", rules.CREDIT_KINDS)
def test_each_way_out_of_a_debt_has_a_sentence_of_its_own_with_its_rule(kind: str) -> None:
    said = rules.credit_effect(kind, pack=PACK, day=DAY)
    assert (said.verdict, said.code, dict(said.facts)) == ("info", f"credit_effect_{kind}", {"years": 5})
    assert said.rule_ids == ("CN-CRD-01",)
    assert not said.stops_signing


def test_a_way_that_nobody_knows_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="forgiven"):
        rules.credit_effect("forgiven", pack=PACK, day=DAY)


def test_before_the_rule_was_made_the_years_are_unknown() -> None:
    assert rules.credit_effect("default", pack=PACK, day=date(2013, 3, 14)).verdict == "unknown"
    assert rules.credit_effect("default", pack=PACK, day=date(2013, 3, 15)).verdict == "info"

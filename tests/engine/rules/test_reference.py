"""What the lawbook says is what was read: compared with the reference beside the checkout, row by row.

That no number of the law stands in the code is held by tests/contracts/test_law_numbers.py.
"""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hejie import rules

CN = rules.load_pack("cn")


@pytest.fixture(scope="module")
def reference(root: Path) -> Path:
    folder = root.parent / "shared" / "law"
    if not folder.is_dir():
        pytest.skip("../shared/law is not here")
    return folder


@pytest.fixture(scope="module")
def known(reference: Path) -> dict[str, Any]:
    return {rule["id"]: rule for rule in json.loads((reference / "rules.json").read_text(encoding="utf-8"))}


def test_every_month_of_the_prime_rate_is_the_published_one(reference: Path) -> None:
    with (reference / "lpr.csv").open(encoding="utf-8") as file:
        published = [
            (row["month"], row["published_on"], Decimal(row["lpr_1y"]), Decimal(row["lpr_5y"]))
            for row in csv.DictReader(file)
        ]
    ours = [
        (point.month, point.published.isoformat(), point.values["lpr_1y"] * 100, point.values["lpr_5y"] * 100)
        for point in CN.series["lpr_1y"].points
    ]
    assert ours == [(month, day, Fraction(one), Fraction(five)) for month, day, one, five in published]


def test_every_rule_has_the_force_dates_and_doubts_of_its_reference(known: dict[str, Any]) -> None:
    ours = [rule for name, rule in CN.rules.items() if name in known]
    assert len(ours) > 40
    for rule in ours:
        told = known[rule.id]
        assert (rule.instrument, rule.article, rule.force, rule.basis) == (
            told["instrument_zh"],
            told["article"],
            told["force"],
            told["basis"],
        )
        assert rule.from_.isoformat() == told["effective_from"]
        assert (rule.until.isoformat() if rule.until else None) == told["effective_to"]
        assert bool(rule.lawyer_check) is bool(told["lawyer_check"])


def test_every_number_is_one_of_its_rules_numbers(known: dict[str, Any]) -> None:
    compared = 0
    for row in _all_rows():
        told = known.get(row.rule_id, {}).get("numbers", {})
        numbers = {Fraction(str(n)) for n in told.values() if isinstance(n, int | float)}
        if isinstance(row.value, Fraction | int) and not isinstance(row.value, bool) and told:
            assert row.number / (100 if row.unit == "minor" else 1) in numbers, row.name
            compared += 1
    assert compared > 90


def _all_rows() -> Iterator[rules.Row]:
    for country in rules.countries():
        for rows in rules.load_pack(country).rows.values():
            yield from rows


def test_a_rule_of_ours_says_that_it_is_ours() -> None:
    own = {name for name, rule in CN.rules.items() if rule.force == "platform_rule"}
    assert own == {name for name in CN.rules if name.startswith("HJ-")}
    assert own
    assert {CN.force_of([name])[1] for name in own} == {"platform"}


def _half_more(pack: rules.LawPack) -> tuple[str, str]:
    facts = rules.PlanFacts(
        kind="restructure",
        lender_type="bank",
        channel="own",
        plan_on=date(2026, 8, 1),
        contract_on=date(2025, 1, 1),
        overdue_rate=Fraction("0.16"),
        contract_rate=Fraction("0.1"),
    )
    (found,) = [f for f in rules.check_plan(facts, pack=pack) if f.check == "PENALTY_UPLIFT"]
    return found.verdict, found.code


def test_a_number_from_memory_warns_and_never_blocks() -> None:
    rows = {**CN.rows, "overdue_uplift_max": (replace(CN.rows["overdue_uplift_max"][0], recalled=True),)}
    assert _half_more(CN) == ("block", "penalty_over")
    assert _half_more(replace(CN, rows=rows)) == ("warn", "penalty_over")


def test_a_missing_row_is_unknown_and_never_a_pass() -> None:
    rows = {name: row for name, row in CN.rows.items() if name != "overdue_uplift_max"}
    assert _half_more(replace(CN, rows=rows)) == ("unknown", "rule_row_unknown")

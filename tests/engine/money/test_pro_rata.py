"""Pro-rata shares published by debt advisers, met to the cent once the cents sum to the whole."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hejie import money

CASES = json.loads((Path(__file__).parent / "data" / "pro_rata.json").read_text(encoding="utf-8"))
WITH_PAYMENTS = [case for case in CASES if "payments" in case["expected"]]


@pytest.mark.feature("D14")
@pytest.mark.parametrize("case", WITH_PAYMENTS, ids=lambda case: case["id"])
def test_shares_are_the_published_ones_and_sum_to_the_whole(case: dict[str, Any]) -> None:
    available = case["inputs"]["monthly_available"] * 100
    shares = money.split(available, [debt for _, debt in case["inputs"]["debts"]])
    assert sum(shares) == available
    for share, published in zip(shares, case["expected"]["payments"], strict=True):
        assert abs(Decimal(share) / 100 - Decimal(str(published))) <= Decimal(
            str(case["tolerance"]["money_abs"])
        )


def test_shares_of_a_wrongly_added_page_are_right_within_a_point() -> None:
    (case,) = (case for case in CASES if case not in WITH_PAYMENTS)
    shares = money.split(100, [debt for _, debt in case["inputs"]["debts"]])
    published = case["expected"]["shares_percent_first_three"]
    assert all(abs(share - percent) <= 1 for share, percent in zip(shares, published, strict=False))

"""Figures of cases: read exactly, compared as decimals within the case's own tolerance, never loosened.

>>> differences({"payment": Decimal("866.19")}, {"payment": 866.2}, Decimal("0.005"))
['payment: 866.19, expected 866.2']
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any


def exact(value: object) -> Fraction:
    """A figure as it is written in the case: 8.4 is 42/5, "67/732" is itself."""
    return Fraction(str(value))


def percent(value: object) -> Fraction:
    """A percentage as a rate."""
    return exact(value) / 100


def minor(value: object, digits: int = 2) -> int:
    """A written amount in minor units; raises ValueError if it has more places than the currency."""
    amount = exact(value) * 10**digits
    if amount.denominator != 1:
        raise ValueError(f"{value} is not a whole number of minor units")
    return int(amount)


def units(amount: int, digits: int = 2) -> Decimal:
    """Minor units as written in cases."""
    return Decimal(amount).scaleb(-digits)


def limit(case: Mapping[str, Any], name: str = "money_abs") -> Decimal:
    """The tolerance of that name; exact where the case gives none."""
    return Decimal(str(case.get("tolerance", {}).get(name, 0)))


def differences(got: object, expected: object, within: Decimal, where: str = "") -> list[str]:
    """Every figure of `expected` that `got` lacks, or has further away than `within`.

    A mapping that names its row by "index" is compared with that row of a list; text is compared as it is.
    """
    if isinstance(expected, Mapping):
        return _of_mapping(got, expected, within, where)
    if isinstance(expected, (list, tuple)):
        return _of_list(got, expected, within, where)
    if _is_number(expected) and _is_number(got):
        return [] if near(got, expected, within) else [_said(where, got, expected)]
    return [] if got == expected else [_said(where, got, expected)]


def near(got: object, expected: object, within: Decimal) -> bool:
    """Whether two figures are no further apart than `within`, as exact fractions."""
    return abs(exact(got) - exact(expected)) <= exact(within)


def _of_mapping(got: object, expected: Mapping[str, Any], within: Decimal, where: str) -> list[str]:
    if not isinstance(got, Mapping):
        return [_said(where, got, "rows of figures")]
    found = []
    for key, value in expected.items():
        place = f"{where}/{key}" if where else str(key)
        found += differences(got[key], value, within, place) if key in got else [f"{place}: not computed"]
    return found


def _of_list(got: object, expected: list[Any] | tuple[Any, ...], within: Decimal, where: str) -> list[str]:
    if not isinstance(got, (list, tuple)):
        return [_said(where, got, "a list")]
    found = []
    for k, item in enumerate(expected):
        place = item["index"] if isinstance(item, Mapping) and "index" in item else k
        if place >= len(got):
            found.append(f"{where}/{place}: missing")
        else:
            found += differences(got[place], item, within, f"{where}/{place}" if where else str(place))
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float, Decimal, Fraction)) and not isinstance(value, bool)


def _said(where: str, got: object, expected: object) -> str:
    return f"{where + ': ' if where else ''}{got}, expected {expected}"

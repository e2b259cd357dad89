"""Rates as exact fractions: 18 % is 9/50, five in ten thousand a day (万分之五) is 1/2000.

What period a rate belongs to is the caller's to say; here it is only a number. "18" alone could be 18 % or 1,800 %, so
it is asked about rather than guessed.

>>> rate("18%"), rate("0.18"), rate("万分之五"), rate("67/732")
(Fraction(9, 50), Fraction(9, 50), Fraction(1, 2000), Fraction(67, 732))
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import texts
from hejie.money.typed import folded

MAX_RATE: Final = Fraction(100)
"""Ten thousand per cent: above it a typed rate is taken for a slip."""

_NUMBER = r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_HAN = MappingProxyType(
    {
        "零": 0,
        "一": 1,
        "二": 2,
        "两": 2,
        "三": 3,
        "四": 4,
        "五": 5,
        "六": 6,
        "七": 7,
        "八": 8,
        "九": 9,
        "十": 10,
    }
)
_PARTS: Mapping[str, int] = MappingProxyType(
    {
        "%": 100,
        "‰": 1_000,
        "‱": 10_000,
        "BP": 10_000,
        "BPS": 10_000,
        "百分之": 100,
        "千分之": 1_000,
        "万分之": 10_000,
        "万": 10_000,
    }
)
_AFTER = re.compile(rf"(?P<number>{_NUMBER}) ?(?P<part>%|‰|‱|BPS?)")
_BEFORE = re.compile(rf"(?P<part>百分之|千分之|万分之|万)(?P<number>{_NUMBER}|[{''.join(_HAN)}])")
_RATIO = re.compile(r"[-+]?[0-9]{1,18}/[0-9]{1,18}")
_EXACT = re.compile(r"[0-9]{1,40}(?:\.[0-9]{1,80}|/0*[1-9][0-9]{0,39})?")
_LONGEST = 48


def rate(text: str) -> Fraction:
    """The exact rate that `text` says; raises Faulty if it says none."""
    value, faults = parse_rate(text)
    if value is None:
        raise texts.Faulty(faults)
    return value


def parse_rate(
    text: str, *, field: str = "rate", most: Fraction = MAX_RATE
) -> tuple[Fraction | None, tuple[texts.Fault, ...]]:
    """The exact rate that `text` says, or the faults that keep it from being read. No rate is below zero."""
    shown = text.strip()[:_LONGEST]
    cleaned = folded(text)
    if not cleaned:
        return None, (texts.fault("rate_missing", field),)
    value, marked = _value(cleaned) if len(cleaned) <= _LONGEST else (None, False)
    faults = _faults(value, marked, shown, field, most)
    return (None, faults) if faults else (value, ())


def _value(cleaned: str) -> tuple[Fraction | None, bool]:
    """The number, and whether a mark says what it is a part of; "3/2" says so itself."""
    match = _AFTER.fullmatch(cleaned) or _BEFORE.fullmatch(cleaned)
    if match:
        return _fraction(match["number"]) / _PARTS[match["part"]], True
    if _RATIO.fullmatch(cleaned) and int(cleaned.split("/")[1]):
        return Fraction(cleaned), True
    return (Fraction(_padded(cleaned)), False) if re.fullmatch(_NUMBER, cleaned) else (None, False)


def _fraction(number: str) -> Fraction:
    return Fraction(_HAN[number]) if number in _HAN else Fraction(_padded(number))


def _padded(number: str) -> str:
    return number + "0" if number.endswith(".") else number


def _faults(
    value: Fraction | None, marked: bool, shown: str, field: str, most: Fraction
) -> tuple[texts.Fault, ...]:
    if value is None:
        return (texts.fault("rate_not_a_number", field, given=shown),)
    if value < 0:
        return (texts.fault("rate_negative", field, given=shown),)
    if not marked and value >= 1:
        return (texts.fault("rate_percent_sign_missing", field, given=shown),)
    if value > most:
        return (texts.fault("rate_too_large", field, given=shown, most_rate=rate_text(most)),)
    return ()


def rate_text(value: Fraction) -> str:
    """The exact decimal of a rate, or "a/b" where no decimal ends.

    >>> rate_text(Fraction(9, 50)), rate_text(Fraction(1, 3)), rate_text(Fraction(0))
    ('0.18', '1/3', '0')
    """
    places = _places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    if places == 0:
        return str(value.numerator)
    scaled = abs(value.numerator) * 10**places // value.denominator
    whole, rest = divmod(scaled, 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{places}d}"


def exact_rate(text: str) -> Fraction | None:
    """The rate that `rate_text` wrote, whatever its size; None for any other spelling. What people type is `parse_rate`.

    >>> exact_rate("1.5"), exact_rate("1/3"), exact_rate("150%"), exact_rate("1e9")
    (Fraction(3, 2), Fraction(1, 3), None, None)
    """
    return Fraction(text) if _EXACT.fullmatch(text) else None


def _places(denominator: int) -> int | None:
    """Decimal places that a fraction with this denominator needs; None if it never ends."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None

"""Reading an amount as people type it, and saying gently what is wrong with one that cannot be read.

"1,234.56", "１２３４", "￥1 234.5", "1.2万" and "3,000元" are understood; nothing is repaired in silence. "12,34" may be a
decimal comma or a slip, so it is asked about; "1.005" has a tenth of a fen, so it is asked about.

>>> parse("1.2万")[0]
Money(minor=1200000, currency='CNY')
>>> [fault.code for fault in parse("-5")[1]]
['money_negative']
"""

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from hejie import texts
from hejie.money.amount import MAX_MINOR, Money
from hejie.money.currencies import DIGITS, digits
from hejie.money.typed import folded

# Marks that name a currency where people write them; once folded the full-width ￥ is ¥.
MARKS: Mapping[str, str] = MappingProxyType(
    {
        "¥": "CNY",
        "元": "CNY",
        "圆": "CNY",
        "块": "CNY",
        "人民币": "CNY",
        "RMB": "CNY",
        "$": "USD",
        "€": "EUR",
        "£": "GBP",
    }
)
# Marks that several currencies share; they agree with any of these.
_SHARED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "¥": frozenset({"CNY", "JPY"}),
        "元": frozenset({"CNY", "HKD", "TWD", "MOP"}),
        "$": frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD"}),
    }
)
SCALES: Mapping[str, int] = MappingProxyType(
    {"": 1, "千": 1_000, "万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8}
)

_LONGEST = 64
_MARK = "|".join(re.escape(mark) for mark in sorted(MARKS, key=len, reverse=True)) + "|[A-Z]{3}"
_SHAPE = re.compile(
    rf"(?P<minus1>[-+]?)(?P<before>{_MARK})?(?P<minus2>[-+]?)"
    rf"(?P<number>[0-9][0-9, ']*(?:\.[0-9]*)?|\.[0-9]+)(?P<scale>[千万萬亿億]?)(?P<after>{_MARK})?(?P<whole>整?)"
)
_GROUPS = re.compile(r"[0-9]{1,3}(?:[, '][0-9]{3})+|[0-9]{1,4}(?:[, '][0-9]{4})+|[0-9]+|")

Parsed = tuple[Money | None, tuple[texts.Fault, ...]]


def parse(
    text: str,
    *,
    currency: str = "CNY",
    field: str = "amount",
    least_minor: int = 0,
    most_minor: int = MAX_MINOR,
) -> Parsed:
    """The amount that `text` says, or the faults that keep it from being read.

    `least_minor` and `most_minor` bound the answer in minor units of `currency`; with a negative `least_minor` a
    minus sign is allowed. An amount marked with another currency is a fault, not a conversion.
    """
    shown = text.strip()[:_LONGEST]
    cleaned = _cleaned(text)
    if not cleaned:
        return None, (texts.fault("money_missing", field),)
    match = _SHAPE.fullmatch(cleaned) if len(cleaned) <= _LONGEST else None
    if match is None:
        return None, (texts.fault(_unread(cleaned), field, given=shown),)
    faults = _currency_faults(match, currency, field) + _number_faults(
        match, shown, currency, field, least_minor
    )
    if faults:
        return None, faults
    minor = _minor(match, currency)
    faults = _bound_faults(minor, currency, field, least_minor, most_minor)
    return (None, faults) if faults else (Money(minor, currency), ())


def _cleaned(text: str) -> str:
    spaced = folded(text)
    if spaced.startswith("(") and spaced.endswith(")"):  # a bookkeeper's minus
        spaced = "-" + spaced[1:-1].strip()
    return re.sub(r" ?(?<![0-9]) | (?![0-9])", "", spaced)


def _unread(cleaned: str) -> str:
    """Two points, or a point used for grouping, are a question of separators; the rest is no number."""
    figures = (
        len(cleaned) <= _LONGEST and re.fullmatch(r"[0-9.,' ]+", cleaned) and re.search("[0-9]", cleaned)
    )
    return "money_separator_unclear" if figures else "money_not_a_number"


def _currency_faults(match: re.Match[str], currency: str, field: str) -> tuple[texts.Fault, ...]:
    marks = [mark for mark in (match["before"], match["after"]) if mark]
    return tuple(fault for mark in marks for fault in _mark_faults(mark, currency, field))


def _mark_faults(mark: str, currency: str, field: str) -> tuple[texts.Fault, ...]:
    named = MARKS.get(mark, mark)
    if named not in DIGITS:
        return (texts.fault("money_currency_unknown", field, given=mark),)
    if currency == named or currency in _SHARED.get(mark, ()):
        return ()
    return (texts.fault("money_currency_other", field, given=named, wanted=currency),)


def _number_faults(
    match: re.Match[str], shown: str, currency: str, field: str, least_minor: int
) -> tuple[texts.Fault, ...]:
    faults = []
    whole, _, _ = match["number"].partition(".")
    if not _GROUPS.fullmatch(whole):
        return (texts.fault("money_separator_unclear", field, given=shown),)
    value = _value(match)
    if value < 0 and least_minor >= 0:
        faults.append(texts.fault("money_negative", field, given=shown))
    if (value * 10 ** digits(currency)).denominator != 1:
        faults.append(texts.fault("money_too_many_decimals", field, given=shown, decimals=digits(currency)))
    return tuple(faults)


def _value(match: re.Match[str]) -> Fraction:
    number = re.sub("[, ']", "", match["number"])
    sign = -1 if "-" in (match["minus1"], match["minus2"]) else 1
    return sign * Fraction(number + "0" if number.endswith(".") else number) * SCALES[match["scale"]]


def _minor(match: re.Match[str], currency: str) -> int:
    return int(_value(match) * 10 ** digits(currency))


def _bound_faults(
    minor: int, currency: str, field: str, least_minor: int, most_minor: int
) -> tuple[texts.Fault, ...]:
    if minor > most_minor:
        return (texts.fault("money_too_large", field, most_minor=most_minor, currency=currency),)
    if minor < least_minor:
        return (texts.fault("money_too_small", field, least_minor=least_minor, currency=currency),)
    return ()

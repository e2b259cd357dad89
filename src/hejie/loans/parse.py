"""Terms from outside and back: what a file, a form or a stored record says becomes `Terms`, or a list of faults.

Every value may be text as people type it; unknown names are faults, so that a misspelt `anual_rate` is not a loan
without interest. `parse_terms(plain_terms(terms))` gives the same terms back.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from hejie import dates, money, texts
from hejie.loans.terms import PERIODS, Terms

Faults = tuple[texts.Fault, ...]
Read = tuple[object, Faults]

RATE_NAMES: Final = ("annual_rate", "monthly_rate", "daily_rate")
REQUIRED: Final = ("method", "principal", "start", "first_due", "instalments")
YEAR_DAYS: Mapping[str, int] = MappingProxyType(
    {
        "act/360": 360,
        "act/364": 364,
        "act/365F": 365,
        "act/act ISDA": 365,
        "30E/360": 360,
        "30/360 US": 360,
        "30U/360": 360,
    }
)
"""Days that make a yearly rate of a daily one, under each day count."""


def parse_terms(given: Mapping[str, object]) -> tuple[Terms | None, Faults]:
    """Terms from a mapping of names to text, numbers, dates or lists; or every fault found.

    Amounts (`principal`, `fee`) are in whole currency ("50,000" or 50000); rates are typed ("18%") and come as one of
    annual_rate, monthly_rate (x 12) and daily_rate (x the days of the day count's year). Rounding is
    `rounding` = mode and `rounding_unit` = minor units; the same two names with `instalment_` before them.
    """
    faults = _name_faults(given)
    currency = str(given.get("currency", "CNY"))
    readers = _readers(currency if currency in money.DIGITS else "CNY")
    values: dict[str, object] = {}
    for name in (name for name in given if name in readers):
        values[name], found = readers[name](given[name], name)
        faults += found
    if faults:
        return None, faults
    try:
        return Terms(**_fields(values)), ()  # type: ignore[arg-type]  # each reader gives its field's type
    except texts.Faulty as faulty:
        return None, faulty.faults


def plain_terms(terms: Terms) -> dict[str, object]:
    """The terms as text, numbers and lists, for storing and hashing; `parse_terms` reads them back."""
    plain: dict[str, object] = {"principal": money.decimal_text(terms.principal_minor, terms.currency)}
    plain["fee"] = money.decimal_text(terms.fee_minor, terms.currency)
    for item in fields(terms):
        value = getattr(terms, item.name)
        if value is not None and not item.name.endswith("_minor"):
            plain.update(_plain(item.name, value))
    return plain


def _plain(name: str, value: object) -> dict[str, object]:
    match value:
        case money.Rounding(mode, unit):
            return {name: mode, f"{name}_unit": unit}
        case Fraction():
            return {name: f"{value.numerator}/{value.denominator}"}
        case date():
            return {name: value.isoformat()}
        case tuple():
            return {name: list(value)}
    return {name: value}


def _name_faults(given: Mapping[str, object]) -> Faults:
    known = (*_readers("CNY"),)
    unknown = tuple(
        texts.fault("loan_field_unknown", str(name), given=str(name), known=known)
        for name in given
        if name not in known
    )
    missing = tuple(texts.fault("loan_field_missing", name) for name in REQUIRED if name not in given)
    rates = tuple(name for name in RATE_NAMES if name in given)
    if not rates:
        missing += (texts.fault("loan_field_missing", "annual_rate"),)
    if len(rates) > 1:
        missing += (texts.fault("loan_rate_given_twice", "annual_rate", fields=rates),)
    return unknown + missing


def _fields(values: dict[str, object]) -> dict[str, object]:
    """From the names of a file to the names of `Terms`."""
    for name in ("principal", "fee"):
        if name in values:
            values[f"{name}_minor"] = values.pop(name)
    for name in ("rounding", "instalment_rounding"):
        _join_rounding(values, name)
    _yearly_rate(values)
    return values


def _join_rounding(values: dict[str, object], name: str) -> None:
    mode, unit = values.pop(name, None), values.pop(f"{name}_unit", None)
    if mode is not None or unit is not None:
        values[name] = money.Rounding(mode or "half_up", unit or 1)  # type: ignore[arg-type]  # as read below


def _yearly_rate(values: dict[str, object]) -> None:
    count = str(values.get("count", PERIODS))
    daily = str(values.get("odd_days", "act/360")) if count == PERIODS else count
    for name, times in (("monthly_rate", 12), ("daily_rate", YEAR_DAYS.get(daily, 360))):
        if name in values:
            values["annual_rate"] = values.pop(name) * times  # type: ignore[operator]  # `_rate` gives a Fraction


Reader = Callable[[object, str], Read]


def _readers(currency: str) -> Mapping[str, Reader]:
    amount = _amount(currency)
    return {
        **dict.fromkeys(("principal", "fee"), amount),
        **dict.fromkeys((*RATE_NAMES, "penalty_uplift", "penalty_rate", "compound_rate"), _rate),
        **dict.fromkeys(("start", "first_due"), _date),
        **dict.fromkeys(("instalments", "grace_principal", "grace_interest"), _whole),
        **dict.fromkeys(("rounding_unit", "instalment_rounding_unit"), _unit),
        **dict.fromkeys(("rounding", "instalment_rounding"), _mode),
        **dict.fromkeys(_CHOICES, _word),
        "allocation": _words,
    }


_CHOICES: Final = (
    "method",
    "every",
    "count",
    "odd_days",
    "stub",
    "month_end",
    "roll",
    "rounded",
    "currency",
    "deferred",
    "fee_bucket",
    "surplus",
    "across",
    "overdue_bears",
    "overdue_from",
    "interest_by",
)


def _text(value: object, field: str) -> tuple[str, Faults]:
    """Text or a number as text; a float as the shortest decimal that means it, which is what was written."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value), ()
    return "", (texts.fault("loan_field_not_text_or_number", field, given=type(value).__name__),)


def _amount(currency: str) -> Reader:
    def read(value: object, field: str) -> Read:
        text, faults = _text(value, field)
        if faults:
            return None, faults
        parsed, found = money.parse(text, currency=currency, field=field)
        return (None if parsed is None else parsed.minor), found

    return read


def _rate(value: object, field: str) -> Read:
    text, faults = _text(value, field)
    return (None, faults) if faults else money.parse_rate(text, field=field)


def _date(value: object, field: str) -> Read:
    text, faults = (value.isoformat(), ()) if isinstance(value, date) else _text(value, field)
    return (None, faults) if faults else dates.parse(text, field=field)


def _whole(value: object, field: str) -> Read:
    text, faults = _text(value, field)
    if faults:
        return None, faults
    digits = text.strip()
    if digits.isascii() and digits.removeprefix("-").isdigit() and len(digits) <= 9:
        return int(digits), ()
    return None, (texts.fault("loan_number_not_whole", field, given=digits[:32]),)


def _unit(value: object, field: str) -> Read:
    unit, faults = _whole(value, field)
    if isinstance(unit, int) and unit < 1:
        return None, (texts.fault("money_rounding_unknown", field, given=str(unit)),)
    return unit, faults


def _mode(value: object, field: str) -> Read:
    if value in money.MODES:
        return value, ()
    return None, (texts.fault("loan_choice_unknown", field, given=str(value)[:32], known=money.MODES),)


def _word(value: object, field: str) -> Read:
    """A word; whether it is one of the known ones is asked by `Terms`, together with everything else."""
    return _text(value, field)


def _words(value: object, field: str) -> Read:
    if isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return tuple(value), ()
    return None, (texts.fault("loan_field_not_a_list", field),)

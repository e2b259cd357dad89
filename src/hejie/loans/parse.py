"""Terms from outside and back: what a file, a form or a stored record says becomes `Terms`, or a list of faults.

Every value may be text as people type it; unknown names are faults, so that a misspelt `anual_rate` is not a loan
without interest. `parse_terms(plain_terms(terms))` gives the same terms back.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from hejie import dates, money, texts
from hejie.dates.counts import COMMON
from hejie.dates.due import MOST_PERIODS
from hejie.loans.conventions import PERIODS, RateStep, Tranche
from hejie.loans.schedule import with_instalment
from hejie.loans.terms import Terms

_LONGEST: Final = 64
"""Characters of an unknown name that are said back."""

Faults = tuple[texts.Fault, ...]
Read = tuple[object, Faults]

AMOUNTS: Final = ("principal", "fee", "instalment", "balloon", "deducted")
"""Named so in a file, and with `_minor` behind it in `Terms`."""

WHERE_SAID: Final = (
    "rate_cap",
    "rate_places",
    "interest_free",
    "step_rate",
    "step_every",
    "season",
    "down_payment",
    "counted_on",
    "last",
    "allocation_ahead",
    "tranches",
    "rates",
)
"""Fields that are written down only where they say more than their default."""

RATE_NAMES: Final = ("annual_rate", "monthly_rate", "daily_rate")
REQUIRED: Final = ("method", "principal", "start", "first_due", "instalments")
YEAR_DAYS: Mapping[str, int] = MappingProxyType(
    {name: min(count.whole, COMMON) for name, count in dates.COUNTS.items()}
)
"""Days that make a yearly rate of a daily one, under each day count."""


def parse_terms(given: Mapping[str, object]) -> tuple[Terms | None, Faults]:
    """Terms from a mapping of names to text, numbers, dates or lists; or every fault found.

    Amounts (`principal`, `fee`) are in whole currency ("50,000" or 50000); rates are typed ("18%") and come as one of
    annual_rate, monthly_rate (x 12) and daily_rate (x the days of the day count's year). Rounding is
    `rounding` = mode and `rounding_unit` = minor units; the same two names with `instalment_` before them. `first_due`
    may be a rule of `dates.FIRSTS`; where the level `instalment` is named, `instalments` may be left out: as many as it
    takes. `tranches` are tables of `day` and `amount`, `rates` of `day` and `annual_rate`.
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
        return _built(_fields(values)), ()
    except texts.Faulty as faulty:
        return None, faulty.faults


def _built(values: dict[str, Any]) -> Terms:
    """The terms, their first due date and number of instalments found where a rule or an instalment stands for them."""
    if isinstance(values["first_due"], str):
        every = str(values.get("every", "month"))
        values["first_due"] = dates.first_due(values["start"], rule=values["first_due"], every=every)
    if "instalments" in values:
        return Terms(**values)
    return with_instalment(Terms(**values, instalments=MOST_PERIODS))


def plain_terms(terms: Terms) -> dict[str, object]:
    """The terms as text, numbers and lists, for storing and hashing; `parse_terms` reads them back."""
    plain: dict[str, object] = {
        name: money.decimal_text(minor, terms.currency)
        for name in AMOUNTS
        if (minor := getattr(terms, f"{name}_minor")) or name in ("principal", "fee")
    }
    for item in fields(terms):
        value = getattr(terms, item.name)
        silent = value is None or (item.name in WHERE_SAID and value == item.default)
        if not silent and not item.name.endswith("_minor"):
            plain.update(_plain(item.name, value, terms.currency))
    return plain


def _plain(name: str, value: object, currency: str) -> dict[str, object]:
    match value:
        case Tranche(day, minor):
            return {"day": day.isoformat(), "amount": money.decimal_text(minor, currency)}
        case RateStep(day, rate):
            return {"day": day.isoformat(), "annual_rate": f"{rate.numerator}/{rate.denominator}"}
        case (Tranche() | RateStep(), *_):
            return {name: [_plain("", part, currency) for part in value]}
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
        texts.fault("loan_field_unknown", str(name)[:_LONGEST], given=str(name)[:_LONGEST], known=known)
        for name in given
        if name not in known
    )
    needed = tuple(name for name in REQUIRED if name != "instalments" or "instalment" not in given)
    missing = tuple(texts.fault("loan_field_missing", name) for name in needed if name not in given)
    rates = tuple(name for name in RATE_NAMES if name in given)
    if not rates:
        missing += (texts.fault("loan_field_missing", "annual_rate"),)
    if len(rates) > 1:
        missing += (texts.fault("loan_rate_given_twice", "annual_rate", fields=rates),)
    return unknown + missing


def _fields(values: dict[str, object]) -> dict[str, object]:
    """From the names of a file to the names of `Terms`."""
    for name in AMOUNTS:
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
        **dict.fromkeys(AMOUNTS, amount),
        **dict.fromkeys((*RATE_NAMES, *_RATES), _rate),
        "start": _date,
        "first_due": _first_due,
        **dict.fromkeys(_NUMBERS, _whole),
        "season": _numbers,
        "tranches": _parts(Tranche, {"day": _date, "amount": amount}),
        "rates": _parts(RateStep, {"day": _date, "annual_rate": _rate}),
        **dict.fromkeys(("rounding_unit", "instalment_rounding_unit"), _unit),
        **dict.fromkeys(("rounding", "instalment_rounding"), _mode),
        **dict.fromkeys(_CHOICES, _word),
        **dict.fromkeys(("allocation", "allocation_ahead"), _words),
    }


_RATES: Final = ("penalty_uplift", "penalty_rate", "compound_rate", "rate_cap", "step_rate", "down_payment")
_NUMBERS: Final = (
    "instalments",
    "grace_principal",
    "grace_interest",
    "interest_free",
    "step_every",
    "rate_places",
)
_CHOICES: Final = (
    "counted_on",
    "last",
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


_MOST_BITS: Final = 256


def _text(value: object, field: str) -> tuple[str, Faults]:
    """Text or a number as text; a float as the shortest decimal that means it, which is what was written."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return hex(value), ()  # a number without end stays no amount, no rate and no count
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


def _first_due(value: object, field: str) -> Read:
    """A date, or the name of a rule by which it follows from the start."""
    return (value, ()) if isinstance(value, str) and value in dates.FIRSTS else _date(value, field)


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


def _numbers(value: object, field: str) -> Read:
    if not isinstance(value, (list, tuple)):
        return None, (texts.fault("loan_field_not_a_list", field),)
    read = [_whole(item, f"{field}.{n}") for n, item in enumerate(value)]
    return tuple(number for number, _ in read), tuple(fault for _, found in read for fault in found)


def _parts(make: Callable[..., object], readers: Mapping[str, Reader]) -> Reader:
    """A list of tables, each with exactly the names of `readers`, in this order the arguments of `make`."""

    def read(value: object, field: str) -> Read:
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, Mapping) for item in value):
            return None, (texts.fault("loan_field_not_a_list", field),)
        made, faults = [], []
        for n, item in enumerate(value):
            part, found = _part(item, f"{field}.{n}", readers)
            faults += found
            made.append(None if found else make(*part))
        return tuple(made), tuple(faults)

    return read


def _part(
    item: Mapping[str, object], field: str, readers: Mapping[str, Reader]
) -> tuple[list[object], list[texts.Fault]]:
    faults = [texts.fault("loan_field_missing", f"{field}.{name}") for name in readers if name not in item]
    faults += [
        texts.fault("loan_field_unknown", f"{field}.{name}", given=str(name), known=tuple(readers))
        for name in item
        if name not in readers
    ]
    values = []
    for name in (name for name in readers if name in item):
        value, found = readers[name](item[name], f"{field}.{name}")
        values.append(value)
        faults += found
    return values, faults

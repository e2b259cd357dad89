"""The events of a loan as plain data and back, by the fields that each event declares.

A field that says no more than its default is left out:

>>> from datetime import date
>>> from hejie import loans
>>> plain_event(loans.Payment(date(2026, 3, 1), 40000))
{'event': 'payment', 'day': '2026-03-01', 'minor': 40000}
>>> parse_event({"event": "payment", "day": "2026-03-01", "minor": 40000})
(Payment(id='', moment=0, day=datetime.date(2026, 3, 1), minor=40000, surplus=None), ())
"""

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, get_args

from hejie import dates, loans, money, texts

Faults = tuple[texts.Fault, ...]


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


EVENTS: Mapping[str, Any] = MappingProxyType({_snake(kind.__name__): kind for kind in get_args(loans.Event)})
"""Every event by the name that its plain form bears."""


def plain_event(event: loans.Event) -> dict[str, object]:
    """The event as text, whole numbers and lists."""
    return {"event": _snake(type(event).__name__), **_plain_fields(event)}


def _plain_fields(value: Any) -> dict[str, object]:
    pairs = ((item, getattr(value, item.name)) for item in fields(value))
    return {item.name: _plain(given) for item, given in pairs if given != _default(item)}


def _default(item: Field[Any]) -> object:
    return item.default_factory() if item.default_factory is not MISSING else item.default


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case tuple():
            return list(value)
    return _plain_fields(value) if is_dataclass(value) else value


def parse_event(given: object, *, field: str = "event") -> tuple[loans.Event | None, Faults]:
    """The event that `plain_event` wrote, or every fault of it, each with its field."""
    if not isinstance(given, Mapping):
        return None, (_wrong(field, "table"),)
    name = given.get("event")
    if not isinstance(name, str) or name not in EVENTS:
        shown = str(name)[:32]
        return None, (
            texts.fault("certificate_event_unknown", f"{field}.event", given=shown, known=tuple(EVENTS)),
        )
    told = {key: value for key, value in given.items() if key != "event"}
    made, faults = _made(EVENTS[name], told, field)
    return made, faults


def _made(kind: Any, told: object, field: str) -> tuple[Any, Faults]:
    """A value of the dataclass `kind`; what is absent, unknown or of another type is a fault."""
    if not isinstance(told, Mapping):
        return None, (_wrong(field, "table"),)
    known = {item.name: item for item in fields(kind)}
    faults = tuple(
        texts.fault("certificate_field_unknown", f"{field}.{key}") for key in told if key not in known
    )
    faults += tuple(
        texts.fault("certificate_field_missing", f"{field}.{name}")
        for name, item in known.items()
        if name not in told and _default(item) is MISSING
    )
    values: dict[str, Any] = {}
    for name in (name for name in known if name in told):
        values[name], found = _value(known[name].type, told[name], f"{field}.{name}")
        faults += found
    if faults:
        return None, faults
    try:
        return kind(**values), ()
    except texts.Faulty as refused:
        return None, tuple(replace(fault, field=f"{field}.{fault.field}") for fault in refused.faults)


def _value(wanted: Any, given: object, field: str) -> tuple[Any, Faults]:
    if isinstance(wanted, types.UnionType):
        if given is None:
            return None, ()
        wanted = next(each for each in get_args(wanted) if each is not type(None))
    if is_dataclass(wanted):
        return _made(wanted, given, field)
    return READERS[wanted](given, field)


def _wrong(field: str, wanted: str) -> texts.Fault:
    return texts.fault("certificate_field_wrong", field, wanted=wanted)


def whole(given: object, field: str) -> tuple[int, Faults]:
    """A whole number that is not too long to be an amount."""
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) <= money.MAX_MINOR:
        return given, ()
    return 0, (_wrong(field, "whole_number"),)


def text(given: object, field: str) -> tuple[str, Faults]:
    return (given, ()) if isinstance(given, str) else ("", (_wrong(field, "text"),))


def day(given: object, field: str) -> tuple[date | None, Faults]:
    """An ISO date between the first and the last that loans know."""
    said, faults = text(given, field)
    return (None, faults) if faults else dates.parse(said, field=field)


def rate(given: object, field: str) -> tuple[Fraction | None, Faults]:
    said, faults = text(given, field)
    return (None, faults) if faults else money.parse_rate(said, field=field)


def words(given: object, field: str) -> tuple[tuple[str, ...], Faults]:
    if isinstance(given, (list, tuple)) and all(isinstance(item, str) for item in given):
        return tuple(given), ()
    return (), (_wrong(field, "list"),)


READERS: Final[Mapping[Any, Callable[[object, str], tuple[Any, Faults]]]] = MappingProxyType(
    {int: whole, str: text, date: day, Fraction: rate, tuple[str, ...]: words}
)
"""How each type of field is read."""

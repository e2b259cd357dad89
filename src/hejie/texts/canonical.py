"""One spelling for every value that is hashed: plans, agreements, ledger entries, determinations.

Canonical JSON is UTF-8 with sorted keys and no spaces. Whatever could be spelled in two ways is refused or fixed:
floats are refused, fractions are "a/b" in lowest terms, dates are ISO, times are UTC to the microsecond.

>>> from datetime import date
>>> from fractions import Fraction
>>> canonical_json({"rate": Fraction(36, 200), "due": date(2026, 2, 28), "minor": 5}).decode()
'{"due":"2026-02-28","minor":5,"rate":"9/50"}'
"""

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def canonical_json(value: object) -> bytes:
    """Bytes that any program can make again from the same value.

    Takes None, bool, int, str, Fraction, date, aware datetime, and mappings (str keys), lists and tuples of these.
    Raises TypeError for anything else: floats (inexact), sets (no order) and dataclasses (name their fields with
    `plain`, so that a new private field never changes an old hash unseen).
    """
    return json.dumps(_spelled(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: object) -> str:
    """Hex SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def plain(value: object) -> object:
    """A dataclass as a mapping of its fields, all the way down; other values as they are."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def _spelled(value: object) -> Plain:
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {_key(key): _spelled(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelled(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical spelling")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"keys are strings, not {key!r}")
    return key


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise TypeError("a time without its zone has no canonical spelling")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")

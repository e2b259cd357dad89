"""A certificate from outside: bytes of anybody become plain values under bounds, or a list of what is wrong.

Nothing is computed here. The bounds keep any file from making us read, walk or compute for long:

>>> [fault.code for fault in read(b'{"rate": 0.1}')[1]], [fault.code for fault in read(b"[" * 99)[1]]
(['certificate_not_whole'], ['certificate_not_json'])
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from hejie import texts

Faults = tuple[texts.Fault, ...]

MOST_DEPTH: Final = 8
MOST_TEXT: Final = 400
MOST_DIGITS: Final = 18
MOST_KEY: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """`bytes` and `values` of a file; `work` is instalments times what each of them may meet (see `kinds`)."""

    bytes: int
    values: int
    work: int


PUBLIC: Final = Bounds(bytes=400_000, values=20_000, work=20_000)
"""For files of strangers on a shared machine: below about a second."""

OFFLINE: Final = Bounds(bytes=1_000_000, values=60_000, work=250_000)
"""For one's own machine: below about a minute."""


def read(data: bytes, *, bounds: Bounds = PUBLIC) -> tuple[Mapping[str, Any] | None, Faults]:
    """The JSON object in `data`, with whole numbers only and no name twice; or why it is none."""
    if len(data) > bounds.bytes:
        return None, (texts.fault("certificate_too_large", most_bytes=bounds.bytes),)
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            parse_int=_whole,
            parse_float=_refuse,
            parse_constant=_refuse,
            object_pairs_hook=_once,
        )
    except texts.Faulty as refused:
        return None, refused.faults
    except (ValueError, RecursionError):
        return None, (texts.fault("certificate_not_json"),)
    faults = walk_faults(value, bounds=bounds)
    return (None, faults) if faults else (value, ())


def walk_faults(value: object, *, bounds: Bounds) -> Faults:
    """What no certificate holds, wherever it stands: other types, depth, number and length of values."""
    if not isinstance(value, Mapping):
        return (texts.fault("certificate_field_wrong", wanted="table"),)
    faults: list[texts.Fault] = []
    left, number = [("", value, 0)], 0
    while left and len(faults) < 10:
        path, item, depth = left.pop()
        number += 1
        if number > bounds.values:
            return (*faults, texts.fault("certificate_too_many_values", most=bounds.values))
        if depth > MOST_DEPTH:
            return (*faults, texts.fault("certificate_too_deep", path, most=MOST_DEPTH))
        faults += _leaf_faults(item, path)
        left += ((place, child, depth + 1) for place, child in children(item, path))
    return tuple(faults)


def children(value: object, path: str) -> list[tuple[str, Any]]:
    """What a mapping or list holds, each with its path: names and, in lists, numbers from 0, joined by points."""
    dot = f"{path}." if path else ""
    if isinstance(value, Mapping):
        return [(f"{dot}{str(key)[:MOST_KEY]}", item) for key, item in value.items()]
    if isinstance(value, (list, tuple)):
        return [(f"{dot}{n}", item) for n, item in enumerate(value)]
    return []


def _leaf_faults(item: object, path: str) -> list[texts.Fault]:
    match item:
        case None | bool():
            return []
        case int():
            long = abs(item) >= 10**MOST_DIGITS
            return [texts.fault("certificate_number_too_long", path, most=MOST_DIGITS)] if long else []
        case str():
            long = len(item) > MOST_TEXT
            return [texts.fault("certificate_text_too_long", path, most=MOST_TEXT)] if long else []
        case Mapping():
            odd = any(not isinstance(key, str) or len(key) > MOST_KEY for key in item)
            return [texts.fault("certificate_field_wrong", path, wanted="text")] if odd else []
        case list() | tuple():
            return []
    return [texts.fault("certificate_field_wrong", path, wanted="text")]


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS + 1:
        raise texts.Faulty((texts.fault("certificate_number_too_long", most=MOST_DIGITS),))
    return int(digits)


def _refuse(given: str) -> object:
    raise texts.Faulty((texts.fault("certificate_not_whole", given=given[:32]),))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise texts.Faulty((texts.fault("certificate_name_twice", given=twice[:MOST_KEY]),))
    return found

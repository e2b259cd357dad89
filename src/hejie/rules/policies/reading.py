"""Reads a nested mapping field by field and collects every fault with its place, such as `published.levers.most`.

The mapping may come from anybody: no value makes a reading slow or raise, and every number has a bound.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final, TypeVar

from hejie import money, texts

T = TypeVar("T")
NO_DAY: Final = date(1, 1, 1)
MOST_WHOLE: Final = 10_000
"""Days, months or instalments: above it a count is taken for a slip."""


class Place:
    """One table of the input. A field that is missing or wrong is a fault and reads as a neutral value; the caller
    throws everything away if `faults` is not empty at the end. `leftovers` names what nobody asked for."""

    def __init__(self, raw: object, path: str, faults: list[texts.Fault]) -> None:
        self.path = path
        self.faults = faults
        self.asked: set[str] = set()
        if not isinstance(raw, Mapping):
            self.fault("policy_field_wrong", "", wanted="table")
            raw = {}
        self.raw: Mapping[str, Any] = {name: value for name, value in raw.items() if isinstance(name, str)}
        for name in raw:
            if not isinstance(name, str):
                self.fault("policy_field_unknown", str(name))

    def fault(self, code: str, name: str, /, **facts: object) -> None:
        """Adds a fault at a field of this table."""
        self.faults.append(texts.fault(code, ".".join(part for part in (self.path, name) if part), **facts))

    def get(self, name: str, kind: type[T], neutral: T, wanted: str) -> T:
        """The field, if it is there and of that type."""
        self.asked.add(name)
        if name not in self.raw:
            self.fault("policy_field_missing", name)
            return neutral
        value = self.raw[name]
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fault("policy_field_wrong", name, wanted=wanted)
            return neutral
        return value

    def text(self, name: str) -> str:
        """A string with something in it."""
        value = self.get(name, str, "", "text")
        if name in self.raw and not str(value).strip():
            self.fault("policy_field_missing", name)
        return value

    def whole(self, name: str, *, most: int = MOST_WHOLE) -> int:
        """A whole number from zero to `most`."""
        value = self.get(name, int, 0, "whole_number")
        if 0 <= value <= most:
            return value
        self.fault("policy_field_wrong", name, wanted="whole_number" if value < 0 else "smaller_number")
        return 0

    def flag(self, name: str) -> bool:
        """True or false."""
        return self.get(name, bool, False, "true_or_false")

    def exact(self, name: str, *, most: Fraction | None = None) -> Fraction:
        """An exact number written as a decimal string: "0.15"; never negative, at most `most`."""
        raw = self.get(name, str, "0", "decimal_string")
        value = money.exact_rate(raw)
        if value is None or (most is not None and value > most):
            self.fault("policy_field_wrong", name, wanted="share" if most == 1 else "decimal_string")
            return Fraction(0)
        return value

    def day(self, name: str) -> date:
        """A date as TOML has it, or its ISO spelling as JSON has it; a moment is no date."""
        if isinstance(self.raw.get(name), datetime):
            self.asked.add(name)
            self.fault("policy_field_wrong", name, wanted="date")
            return NO_DAY
        if isinstance(self.raw.get(name), str):
            try:
                return date.fromisoformat(self.text(name))
            except ValueError:
                self.fault("policy_field_wrong", name, wanted="date")
                return NO_DAY
        return self.get(name, date, NO_DAY, "date")

    def day_or_none(self, name: str) -> date | None:
        """A date, or nothing where the field is absent."""
        return self.day(name) if name in self.raw else None

    def listed(self, name: str, known: Sequence[str]) -> str:
        """One of the known words."""
        word = self.text(name)
        if word and word not in known:
            self.fault("policy_code_unlisted", name, code=word)
        return word

    def words(self, name: str) -> tuple[str, ...]:
        """A list of different strings, not empty."""
        found = self.get(name, Sequence, (), "list")  # type: ignore[type-abstract]  # only used with isinstance
        if isinstance(found, str) or not all(isinstance(word, str) for word in found) or not found:
            if name in self.raw:
                self.fault("policy_field_wrong", name, wanted="list")
            return ()
        for word in sorted(word for word, count in Counter(found).items() if count > 1):
            self.fault("policy_code_twice", name, code=word)
        return tuple(found)

    def table(self, name: str) -> "Place":
        """A table inside this one."""
        self.asked.add(name)
        if name not in self.raw:
            self.fault("policy_field_missing", name)
            return Place({}, f"{self.path}.{name}".strip("."), [])
        return Place(self.raw[name], f"{self.path}.{name}".strip("."), self.faults)

    def tables(self, name: str) -> tuple["Place", ...]:
        """A list of tables, not empty."""
        found = self.get(name, list, [], "list")
        if name in self.raw and not found:
            self.fault("policy_field_missing", name)
        return tuple(
            Place(item, f"{self.path}.{name}.{number}".strip("."), self.faults)
            for number, item in enumerate(found, start=1)
        )

    def finish(self) -> None:
        """Names every field that nobody asked for: a slip of the pen should not pass in silence."""
        for name in sorted(set(self.raw) - self.asked):
            self.fault("policy_field_unknown", name)

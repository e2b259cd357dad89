"""Reads a flat JSON mapping field by field and collects every fault; used for packages that come from outside."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from hejie import money, texts

NO_DAY = date(2000, 1, 1)


class Reader:
    """Each method returns the field or a neutral value and a fault; `finish` names fields that nobody asked for."""

    def __init__(self, data: object) -> None:
        self.faults: list[texts.Fault] = []
        self.asked: set[str] = set()
        if not isinstance(data, Mapping):
            self.fault("plan_field_wrong", "", wanted="object")
            data = {}
        self.data: Mapping[str, Any] = data

    def fault(self, code: str, name: str, /, **facts: object) -> None:
        """Adds a fault at a field."""
        self.faults.append(texts.fault(code, name, **facts))

    def _get(self, name: str, kind: type, wanted: str) -> Any:
        self.asked.add(name)
        if name not in self.data:
            self.fault("plan_field_missing", name)
            return None
        value = self.data[name]
        if not isinstance(value, kind) or isinstance(value, bool):
            self.fault("plan_field_wrong", name, wanted=wanted)
            return None
        return value

    def whole(self, name: str) -> int:
        """A whole number."""
        return int(self._get(name, int, "whole_number") or 0)

    def text(self, name: str) -> str:
        """A string."""
        return str(self._get(name, str, "text") or "")

    def day(self, name: str) -> date:
        """An ISO date."""
        value = self._get(name, str, "date")
        if value is None:
            return NO_DAY
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fault("plan_field_wrong", name, wanted="date")
            return NO_DAY

    def rate(self, name: str) -> Fraction:
        """An exact yearly rate in a string, "0.06" or "1/15"."""
        value = self._get(name, str, "rate")
        if value is None:
            return Fraction(0)
        found = money.exact_rate(value)
        if found is None:
            self.fault("plan_field_wrong", name, wanted="rate")
        return found or Fraction(0)

    def amounts(self, name: str) -> dict[str, int]:
        """A mapping of words to whole amounts."""
        return self._mapping(name, int)

    def weights(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        value = self._get(name, list, "list")
        if value is None:
            return ()
        if any(type(one) is not int for one in value):
            self.fault("plan_field_wrong", name, wanted="whole_number")
            return ()
        return tuple(value)

    def words(self, name: str) -> dict[str, str]:
        """A mapping of words to words."""
        return self._mapping(name, str)

    def _mapping(self, name: str, kind: type) -> dict[str, Any]:
        value = self._get(name, Mapping, "object")
        if value is None:
            return {}
        wrong = [key for key, item in value.items() if not isinstance(item, kind) or isinstance(item, bool)]
        for key in wrong:
            self.fault("plan_field_wrong", f"{name}.{key}", wanted="whole_number" if kind is int else "text")
        return {str(key): item for key, item in value.items() if key not in wrong}

    def finish(self) -> None:
        """Names what is there and unknown."""
        for name in sorted(str(key) for key in self.data if key not in self.asked):
            self.fault("plan_field_unknown", name)

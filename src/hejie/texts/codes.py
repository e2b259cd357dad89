"""What the engine can answer with: codes and the facts they carry, never wording.

A fault, a finding, a reason or a note leaves the engine as a code and a small set of facts. The faces turn it into a
sentence in every language. A code is declared once, in the file of its room beside this one, with the names of its
facts; a value that carries other facts cannot be made, so a translation never meets a missing figure:

    fault("money_too_large", "income", most_minor=1_000_000_000_000_000)

Names of facts tell their type: `*_minor` whole minor units (int), `*_rate` an exact decimal (str), `*_on` an ISO date
(str). Everything else is a str, an int, a bool, None, or a tuple of str or int.
"""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

Kind = Literal["fault", "finding", "reason", "step", "clause", "note"]
KINDS: Final = frozenset({"fault", "finding", "reason", "step", "clause", "note"})

Fact = str | int | bool | None | tuple[str, ...] | tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """One code of the engine: its name, its kind and the names of the facts it always carries."""

    name: str
    kind: Kind
    facts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: no kind of code is called {self.kind!r}")


class Facts(Mapping[str, Fact]):
    """A read-only, hashable mapping; two with the same items are equal whatever the order they came in."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, object] = {}) -> None:
        self._items: tuple[tuple[str, Fact], ...] = tuple(
            (name, _plain_fact(name, items[name])) for name in sorted(items)
        )

    def __getitem__(self, name: str) -> Fact:
        for known, value in self._items:
            if known == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(dict(self._items))


def _plain_fact(name: str, value: object) -> Fact:
    if isinstance(value, (list, tuple)):
        return tuple(value)
    if value is None or isinstance(value, (str, int)):
        _check_typed_name(name, value)
        return value
    raise TypeError(f"fact {name!r} must be plain data, not {type(value).__name__}")


def _check_typed_name(name: str, value: str | int | None) -> None:
    if value is None:
        return
    if name.endswith("_minor") and (not isinstance(value, int) or isinstance(value, bool)):
        raise TypeError(f"fact {name!r} is whole minor units, not {value!r}")
    if name.endswith("_rate") and not isinstance(value, str):
        raise TypeError(f"fact {name!r} is an exact decimal in a string, not {value!r}")
    if name.endswith("_on"):
        date.fromisoformat(str(value))


_declared: dict[str, Code] = {}


def declare(codes: tuple[Code, ...]) -> None:
    """Add a room's codes to the one table. A name declared twice is an error when the package is imported."""
    for code in codes:
        if code.name in _declared:
            raise ValueError(f"code {code.name!r} is declared twice")
        _declared[code.name] = code


def declared() -> dict[str, Code]:
    return _declared


def _check_facts(name: str, facts: Facts) -> Code:
    code = _declared.get(name)
    if code is None:
        raise LookupError(f"no room declares the code {name!r}")
    if set(facts) != set(code.facts):
        raise ValueError(f"{name} carries {sorted(code.facts)}, not {sorted(facts)}")
    return code


@dataclasses.dataclass(frozen=True, slots=True)
class Message:
    """A code of any kind with its facts. Raises LookupError or ValueError if the code was not declared so."""

    code: str
    facts: Mapping[str, Fact] = dataclasses.field(default_factory=Facts)

    def __post_init__(self) -> None:
        facts = Facts(self.facts)
        object.__setattr__(self, "facts", facts)
        _check_facts(self.code, facts)


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one field of the input; functions collect them all before they answer."""

    code: str
    field: str = ""
    facts: Mapping[str, Fact] = dataclasses.field(default_factory=Facts)

    def __post_init__(self) -> None:
        facts = Facts(self.facts)
        object.__setattr__(self, "facts", facts)
        if _check_facts(self.code, facts).kind != "fault":
            raise ValueError(f"{self.code} is not a fault")


class Faulty(ValueError):
    """Raised where a function cannot return a value; carries every fault found, in order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        if not faults:
            raise ValueError("Faulty needs at least one fault")
        super().__init__("; ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = faults

    def __reduce__(self) -> tuple[type["Faulty"], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


def message(code: str, /, **facts: object) -> Message:
    return Message(code, Facts(facts))


def fault(code: str, field: str = "", /, **facts: object) -> Fault:
    return Fault(code, field, Facts(facts))

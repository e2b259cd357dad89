"""The six machines, put together from their tables and clocks when the package is imported."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any, Final

from hejie.steps import agreement, case, mediation, negotiation, obligation, offer
from hejie.steps.table import NONE, ClockRule, Machine, State, Step

_TABLES: Final[Mapping[str, tuple[tuple[State, ...], tuple[Step, ...]]]] = {
    "case": (case.STATES, case.STEPS),
    "negotiation": (negotiation.STATES, negotiation.STEPS),
    "mediation": (mediation.STATES, mediation.STEPS),
    "offer": (offer.STATES, offer.STEPS),
    "agreement": (agreement.STATES, agreement.STEPS),
    "obligation": (obligation.STATES, obligation.STEPS),
}


def _clock(row: Mapping[str, Any]) -> ClockRule:
    return ClockRule(**{**row, "states": tuple(row["states"]), "amount": row.get("amount")})


def _read_clocks() -> tuple[ClockRule, ...]:
    text = resources.files("hejie.steps").joinpath("clocks.toml").read_text(encoding="utf-8")
    return tuple(_clock(row) for row in tomllib.loads(text)["clock"])


def _named(kind: str, rows: tuple[Any, ...]) -> Mapping[str, Any]:
    """Rows by name; a name used twice is an error when the package is imported."""
    by_name = {row.name: row for row in rows}
    if len(by_name) != len(rows):
        raise ValueError(f"{kind}: a name is used twice")
    return MappingProxyType(by_name)


def _machine(name: str, clocks: tuple[ClockRule, ...]) -> Machine:
    states, steps = _TABLES[name]
    return Machine(
        name=name,
        states=_named(f"states of {name}", states),
        steps=_named(f"steps of {name}", steps),
        clocks=_named(f"clocks of {name}", tuple(rule for rule in clocks if rule.machine == name)),
        initial=tuple(dict.fromkeys(step.to for step in steps if NONE in step.sources and step.to)),
        terminal=tuple(state.name for state in states if state.is_terminal),
    )


_CLOCK_ROWS: Final = _read_clocks()
CLOCKS: Final[Mapping[str, ClockRule]] = _named("clocks", _CLOCK_ROWS)
MACHINES: Final[Mapping[str, Machine]] = MappingProxyType(
    {name: _machine(name, _CLOCK_ROWS) for name in _TABLES}
)
STEPS: Final[tuple[Step, ...]] = tuple(
    step for machine in MACHINES.values() for step in machine.steps.values()
)

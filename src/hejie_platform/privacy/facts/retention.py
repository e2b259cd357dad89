"""How long each kind of row is kept, as data (`retention.toml`): every model of every app has exactly one class.

class_of("intake.EvidenceItem").months      # 36
TIMES["cooling_off_days"]                   # 7
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from hejie import dates
from hejie_platform.core import clock

EVENTS: Final = frozenset(
    {"erasure", "case_closed", "mediation_ended", "agreement_ended", "answered", "made", "row", "never"}
)
ENDS: Final = frozenset({"erase", "shred", "list", "keep"})


@dataclass(frozen=True, slots=True)
class Kept:
    """One class: how many months after which event, what happens then, by which rule. None: no fixed time."""

    name: str
    event: str
    then: str
    force: str  # law | own
    source: str
    months: int | None = None

    def before(self, now: datetime) -> datetime:
        """Whatever happened before this moment has been kept long enough. Raises ValueError without a time."""
        if self.months is None:
            raise ValueError(f"{self.name} has no fixed time")
        here = now.astimezone(
            clock.legal_zone()
        )  # a night's sweep runs on a day that UTC has not reached yet
        day = dates.add_months(here.date(), -self.months)
        return here.replace(year=day.year, month=day.month, day=day.day)


class ToldTwice(Exception):
    """A model stands in two classes."""


_DATA: Final[dict[str, Any]] = tomllib.loads(files(__package__).joinpath("retention.toml").read_text("utf-8"))
TIMES: Final[Mapping[str, int]] = MappingProxyType(_DATA["times"])


def _class(name: str, row: dict[str, Any]) -> Kept:
    if row["from"] not in EVENTS or row["then"] not in ENDS or row["force"] not in ("law", "own"):
        raise ValueError(f"retention class {name} says something unknown")
    return Kept(name, row["from"], row["then"], row["force"], row["source"], row.get("months"))


def _models(table: dict[str, list[str]]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, labels in table.items():
        for label in labels:
            if label in found:
                raise ToldTwice(label)
            found[label] = name
    return MappingProxyType(found)


CLASSES: Final[Mapping[str, Kept]] = MappingProxyType(
    {name: _class(name, row) for name, row in _DATA["class"].items()}
)
MODELS: Final[Mapping[str, str]] = _models(_DATA["models"])


def class_of(label: str) -> Kept:
    """The class of a model, by its label. Raises KeyError for one that nobody has placed."""
    return CLASSES[MODELS[label]]

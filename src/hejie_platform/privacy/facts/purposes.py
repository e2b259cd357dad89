"""Why each field of the application is asked for and on which legal ground, as data (`purposes.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import Final

GROUNDS: Final = frozenset({"contract", "consent", "law"})


@dataclass(frozen=True, slots=True)
class Reason:
    """The purpose of a field and the ground that it stands on, as codes."""

    purpose: str
    ground: str


def _read() -> Mapping[str, Mapping[str, Reason]]:
    data = tomllib.loads(files(__package__).joinpath("purposes.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            about: MappingProxyType({name: Reason(*row) for name, row in rows.items()})
            for about, rows in data.items()
        }
    )


REASONS: Final = _read()


def reason_for(about: str, name: str) -> Reason:
    """Why this field is asked. Raises KeyError for one that nobody gave a reason."""
    rows = REASONS[about]
    return rows[name] if name in rows else rows["*"]

"""The figures of the invented world, read from `world.toml`."""

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import Any


@functools.cache
def world() -> Mapping[str, Any]:
    """The whole file."""
    return tomllib.loads((resources.files(__package__) / "world.toml").read_text(encoding="utf-8"))


def figures(part: str, name: str) -> tuple[float, ...]:
    """A row of figures; one alone is a row of one."""
    told = world()[part][name]
    return tuple(float(one) for one in told) if isinstance(told, list) else (float(told),)


def figure(part: str, name: str) -> float:
    """One figure."""
    return figures(part, name)[0]

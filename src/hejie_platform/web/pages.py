"""The registry of pages: every address, who may open it, and what it needs to exist.

A room of the web is a folder beside this file whose `urls.py` names itself and lists its pages:

    app_name = "apply"                      # the room's name space
    PREFIX = "apply/"                       # where it lives; the room's name unless said
    urlpatterns = [...]
    PAGES = (Page("apply:budget", "borrower", "case"),)
    NAV = (Link(_("My case"), "apply:home", "borrower"),)

Rooms are found, not listed: a new folder is a new room. Tests walk over the registry, so that every page is
opened by each of the cast, in both languages, at 360 px and without JavaScript; an address that no room
lists fails.
"""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from django.utils.functional import Promise

Audience = Literal[
    "public",
    "anyone",
    "borrower",
    "officer",
    "checker",
    "reviewer",
    "representative",
    "guarantor",
    "mediator",
    "body_admin",
    "supervisor",
    "operator",
    "adviser",
    "complaint_handler",
    "regulator",
    "auditor",
    "demo",
]
Method = Literal["GET", "POST"]
Group = Literal["work", "house", "mine"]


@dataclass(frozen=True, slots=True)
class Page:
    """One address. `sample` names the object of the tests that its arguments come from ("" for none)."""

    name: str
    audience: Audience
    sample: str = ""
    method: Method = "GET"


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation, shown to people of that audience; `is_start` is where they land after logging in.

    A start and what is `at_hand` stand in the row itself; the rest waits under "More", each in its `group`.
    `count`, of the reader, stands beside the label when it is not zero.
    """

    label: str | Promise
    name: str
    audience: Audience
    is_start: bool = False
    count: Callable[[Any], int] | None = None
    at_hand: bool = False
    group: Group = "work"


@lru_cache(maxsize=1)
def rooms() -> tuple[ModuleType, ...]:
    """The `urls` module of every room, in the order of their names."""
    here = Path(__file__).parent
    found = sorted(module.name for module in pkgutil.iter_modules([str(here)]) if module.ispkg)
    return tuple(
        import_module(f"{__package__}.{name}.urls") for name in found if (here / name / "urls.py").exists()
    )


def prefix(room: ModuleType) -> str:
    """Where a room lives under the root."""
    return str(getattr(room, "PREFIX", f"{room.app_name}/"))


def every() -> Iterator[Page]:
    """Every page of every room."""
    for room in rooms():
        yield from room.PAGES


def navigation() -> Iterator[Link]:
    """Every navigation link of every room."""
    for room in rooms():
        yield from getattr(room, "NAV", ())
